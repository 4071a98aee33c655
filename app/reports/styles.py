"""Why: the papers of one panel look like one set: titles in the black face, text in the song face, figures in the black one."""

from __future__ import annotations

from dataclasses import replace

from app.reports.fonts import Face
from app.reports.text import Style

TITLE = Style(Face.BOLD, 16, 24, "center")
SUBTITLE = Style(Face.SERIF, 10.5, 16, "center")
LINE = Style(Face.SERIF, 10, 15)
SECTION = Style(Face.BOLD, 11, 19)
HEAD = Style(Face.BOLD, 9, 12, "center")
LABEL = Style(Face.SANS, 9.5, 13, "center")
VALUE = Style(Face.SERIF, 10, 14)
TEXT = Style(Face.SERIF, 9.5, 13)
NUMBER = Style(Face.SANS, 9.5, 13, "center")
STRONG = Style(Face.BOLD, 9.5, 13, "center")
NOTE_HEAD = Style(Face.BOLD, 9, 14)
NOTE = Style(Face.SERIF, 8.5, 12.5)
BODY = Style(Face.SERIF, 12, 21, "justify")


def scaled(style: Style, scale: float) -> Style:
    """The same style, smaller."""
    return replace(style, size=style.size * scale, leading=style.leading * scale)
