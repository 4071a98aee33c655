"""Colours and page shapes: circles design their own reports, so the samples must not all look alike."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, landscape

INK = HexColor(0x1F2933)
GREY = HexColor(0x66727F)
LINE = HexColor(0xC9D1D9)
WHITE = HexColor(0xFFFFFF)


@dataclass(frozen=True)
class Palette:
    """main: bands and headers; accent: what the eye must find; soft: zebra and panels; second: other series."""

    main: Color
    accent: Color
    soft: Color
    second: Color


@dataclass(frozen=True)
class Layout:
    """One page shape, lengths in points; `slides` starts each heading on a new page."""

    name: str
    size: tuple[float, float]
    margin: float
    top: float
    bottom: float
    body: float
    slides: bool
    head: str

    @property
    def width(self) -> float:
        """Usable width of the text frame."""
        return self.size[0] - 2 * self.margin

    @property
    def height(self) -> float:
        """Usable height of the text frame."""
        return self.size[1] - self.top - self.bottom


def _palette(main: int, accent: int, soft: int, second: int) -> Palette:
    return Palette(HexColor(main), HexColor(accent), HexColor(soft), HexColor(second))


PALETTES = {
    "blue": _palette(0x1F4E79, 0xD9541E, 0xEAF1F8, 0x5B9BD5),
    "teal": _palette(0x0F6466, 0xE07A1F, 0xE6F2F1, 0x4FA8A3),
    "red": _palette(0x9B2226, 0x1D6FA5, 0xFAEDEC, 0xD98880),
    "green": _palette(0x2F6B3A, 0xC8501E, 0xEBF4EC, 0x7FB77E),
    "indigo": _palette(0x36408F, 0xD6471C, 0xEDEEF8, 0x8B94D6),
    "slate": _palette(0x37474F, 0xC62828, 0xEEF1F3, 0x8CA0AB),
    "brown": _palette(0x6D4527, 0x1B7A6B, 0xF6EFE8, 0xBD9470),
    "violet": _palette(0x5E3570, 0xD9661F, 0xF3ECF6, 0xA583B8),
}

LAYOUTS = {
    "slide": Layout("slide", (800, 450), 40, 60, 30, 12.5, True, "band"),
    "board": Layout("board", landscape(A4), 48, 66, 40, 13, True, "rule"),
    "portrait": Layout("portrait", A4, 56, 68, 54, 10.5, False, "line"),
}
