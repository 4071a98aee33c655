"""Tool tips of words from outside: Qt reads a tip that looks like markup as markup, with its links and pictures. Here it is text."""

from __future__ import annotations

_LONGEST = 600
"""Characters of a tip: more would cover the screen, and is read where it stands."""


def tip(text: str) -> str:
    """`text` as a tool tip that shows every character of it."""
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    if "<" not in shown and "&lt;" not in shown:  # Qt takes either for markup
        return shown
    from html import escape  # its 2,231 entities are read at no start

    return "<p>" + escape(shown).replace("\n", "<br>") + "</p>"
