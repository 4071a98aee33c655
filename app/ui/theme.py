"""Colours and sizes: two palettes of our own on Fusion, because desktops disagree and the offscreen platform has none.

Every text colour keeps a contrast of 7:1 or more on every ground it is used on (tests compute it); no meaning
rests on colour alone. Named tuples, not dataclasses: importing those costs up to 8 ms before the first picture; and
nothing here names `Qt`, whose enumerations take 18 ms to build (widgets.py says more).
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.ui import style

FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei UI", "PingFang SC", "WenQuanYi Micro Hei", "Source Han Sans SC", "sans-serif",
)  # fmt: skip
BASE_PX = 16
_WIDE = 1800
"""A window this wide gives the rubric more room: the page beside it is still wider than it is on a small one."""


class Colours(NamedTuple):
    """One palette. Texts (`ink`, `muted`, `accent`, `warn`, `good`, `bad`) go on `window`, `surface` and `open_card`."""

    window: str
    surface: str
    open_card: str
    bed: str
    line: str
    edge: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_pressed: str
    warn: str
    good: str
    bad: str
    notice: str
    dark: bool


LIGHT = Colours(
    window="#F3F5F8", surface="#FFFFFF", open_card="#EDF4FC", bed="#C9CED6", line="#D8DCE3", edge="#8A93A1", ink="#14171C", muted="#424957",
    accent="#0A4A96", on_accent="#FFFFFF", accent_pressed="#083A77", warn="#7A3E00", good="#0A5333", bad="#921616", notice="#FFF6E0", dark=False,
)  # fmt: skip
DARK = Colours(
    window="#1C1F25", surface="#22262D", open_card="#263140", bed="#121418", line="#3A414C", edge="#7D8794", ink="#EEF1F6", muted="#C2C9D4",
    accent="#A5CDFF", on_accent="#0A1B30", accent_pressed="#C6DFFF", warn="#FFC98A", good="#9BE3BE", bad="#FFB8B3", notice="#3A3120", dark=True,
)  # fmt: skip


class Metrics(NamedTuple):
    """Sizes in logical pixels: of a 1366×768 screen, and `compact` for Windows at 125 % and smaller windows."""

    base: int
    top: int
    rail: int
    row: int
    rubric: int
    status: int
    compact: bool

    def px(self, size: int) -> int:
        """A text size given for a base of 16, never below 13."""
        return letters(size, self.base)

    def scaled(self, size: int) -> int:
        """A width or height that holds text: it grows with text above 100 % and never shrinks."""
        return max(size, round(size * self.base / BASE_PX))

    def line(self, pixels: int) -> int:
        """The height of a line of text of this size: Chinese faces need half as much again."""
        return -(-pixels * 3 // 2)


def letters(size: int, base: int) -> int:
    """A text size given for a base of 16, in a window of this base; never below 13."""
    return max(13, round(size * base / BASE_PX))


def metrics(width: int, height: int, text_percent: int = 100) -> Metrics:
    """The sizes for a window of these logical pixels."""
    compact = width < 1200 or height < 620
    base = round((15 if compact else BASE_PX) * text_percent / 100)
    grow = max(0, base - BASE_PX)
    if compact:
        return Metrics(base, 40 + grow, 44, 34 + grow, 360 + 6 * grow, 26 + grow, compact)
    rubric = 480 if width >= _WIDE else 420
    return Metrics(base, 44 + grow, 44, 40 + grow, rubric + 6 * grow, 26 + grow, compact)


def colours(theme: str) -> Colours:
    """LIGHT or DARK; "system" asks the desktop."""
    if theme == "system":
        # Fusion's own palette follows the desktop's colour scheme
        return DARK if QApplication.style().standardPalette().window().color().lightness() < 128 else LIGHT
    return DARK if theme == "dark" else LIGHT


def font(pixels: int) -> QFont:
    """The window's font: a simplified Chinese face first, else Qt takes the Japanese variant outside a zh locale."""
    chosen = QFont()
    chosen.setFamilies(list(FAMILIES))
    chosen.setPixelSize(pixels)
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return chosen


def palette(c: Colours) -> QPalette:
    """The palette for widgets that Fusion draws."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, c.window), (role.WindowText, c.ink), (role.Base, c.surface), (role.AlternateBase, c.window), (role.Text, c.ink),
        (role.Button, c.surface), (role.ButtonText, c.ink), (role.Highlight, c.accent), (role.HighlightedText, c.on_accent),
        (role.ToolTipBase, c.surface), (role.ToolTipText, c.ink), (role.PlaceholderText, c.muted), (role.Link, c.accent), (role.Mid, c.line),
        (role.Accent, c.accent),
    ):  # fmt: skip
        made.setColor(name, QColor(colour))
    for name in (role.Text, role.ButtonText, role.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(c.edge))
    return made


def apply(app: QApplication, theme: str, sizes: Metrics) -> Colours:
    """Dress the whole application; may be called again at any time."""
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    chosen = colours(theme)
    app.setFont(font(sizes.base))
    app.setPalette(palette(chosen))
    app.setStyleSheet(style.sheet(chosen, sizes))
    return chosen
