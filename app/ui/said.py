"""What the window says, kept so that it can be said anew: in another language, or because the reason is another one by now.

A text from below knows both languages (`app.core.words`); the window's own words are asked for again, so they are handed on as
`lambda: self.tr("…")` wherever they outlive the moment. A signal that carries either is a `Signal(object)`: one of `str` strips a text of
its other language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.words import now

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

Said = str | Callable[[], str]
"""A text, or how it is asked for."""


def hear(said: Said) -> str:
    """What it is now, in the language in force."""
    return now(said) if isinstance(said, str) else said()


class Line:
    """The line of a page that tells what happened, over a label; with nothing to tell it says `idle`: how the page is used.

    `shown` turns what is said into what may be read there. Whoever owns it calls `again` when the language was switched.
    """

    def __init__(self, words: QLabel, idle: Said = "", role: str = "small", shown: Callable[[str], str] = str) -> None:
        self._words, self._idle, self._idle_role, self._shown = words, idle, role, shown
        self._said: Said = ""
        self._role = ""

    def say(self, said: Said, role: str = "") -> None:
        """Tell it from now on."""
        self._said, self._role = said, role
        self.again()

    def withdraw(self, said: Said) -> None:
        """It is so no more: it goes, whatever else is told stays."""
        if self._said == said:
            self.say("")

    def again(self) -> None:
        """The same, in the words it has now."""
        from app.ui.widgets import set_role

        text = hear(self._said)
        self._words.setText(self._shown(text or hear(self._idle)))
        set_role(self._words, "role", self._role if text else self._idle_role)
