"""What must hold on every screen: no text cut off, nothing over anything else, no missing glyph, sizes one can read and hit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage, QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTableView,
    QWidget,
)

from app.ui.chair.sheet_cells import OneLine
from app.ui.chair.tight_cell import TightCell
from app.ui.judge.strip_name import StripText
from app.ui.widgets import Elided
from tests.fakes.qcdesk import ROOT
from tests.ui.screen_texts import cells, needed, sections, seen, texts

LEAST_TEXT, LEAST_TARGET, LEAST_CONTRAST, LEAST_SCROLL = 13, 36, 7.0, 8
SEEN = 3.0
"""WCAG 2.2, 1.4.11: what tells one state from another."""


class Smaller(NamedTuple):
    """Why something may be lower than 36 px."""

    holds: Callable[[QWidget], bool]
    least: int
    why: str


SMALLER = (
    Smaller(lambda w: w.objectName() == "care", 24, "the status line is 26 px high; 设置 leads to the same panel"),
    Smaller(lambda w: w.property("kind") == "note", 24, "a line of a note: as wide as the card, and 证据 lists them larger"),
    Smaller(lambda w: w.property("kind") in ("flat", "head"), 34, "rows are 34 px at 1092×543, as drawn"),
    Smaller(lambda w: w.property("kind") == "link", 32, "it stands in a row of 34 px at 1092×543"),
    Smaller(lambda w: isinstance(w, (QCheckBox, QRadioButton)), 30, "the words beside the box belong to the target"),
    Smaller(lambda w: w.objectName() == "cellEditor", 28, "as high as its cell"),
)


_LEAST_IN_HALL, _EDGE = 13, 4
_HOLDERS = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractScrollArea)
"""What has an inner part inside its own edge: the whole is what is hit."""
_TEMPLATE = json.loads((ROOT / "resources" / "policies" / "season-template.json").read_text("utf-8"))
_CODES = [place["code"] for kind in ("fields", "levels") for place in _TEMPLATE[kind]]
_CODE = re.compile(rf"(?<![A-Za-z-])(?:MFG|SVC|{'|'.join(_CODES)})(?![A-Za-z-])")


def faults(window: QWidget) -> list[str]:
    """Everything that is wrong on a window, in words; empty when all is well."""
    picture = window.grab().toImage()
    found = [*cut_off(window), *elided_silently(window), *misplaced(window), *glyphless(window), *too_small(window)]
    return [*found, *barely_scrolled(window), *coded(window), *faint(window, picture)]


def coded(root: QWidget) -> Iterator[str]:
    """Codes of the season where people read its names: MANUFACTURING for 制造类, EXCELLENT for 优秀级."""
    for shown in texts(root):
        if not isinstance(shown.widget, QPlainTextEdit) and (found := _CODE.search(shown.text)):
            yield f"a code is shown for a name: {found[0]} in {shown.text[:60]!r}"


def cut_off(root: QWidget) -> Iterator[str]:
    """Texts that need more room than they have."""
    for widget in seen(root):
        if isinstance(widget, (Elided, OneLine)):  # the hall has no hover; a long topic ends in … beside its code
            continue
        if isinstance(widget, TightCell):
            yield from _tight(widget)
        elif isinstance(widget, QLabel) and widget.text():
            yield from _label(widget)
        elif isinstance(widget, QAbstractButton) and widget.text():
            yield from _button(widget)
        elif isinstance(widget, QComboBox):
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            part = QStyle.SubControl.SC_ComboBoxEditField
            room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
            yield from _fits(widget, widget.currentText(), room, widget.toolTip())
        elif isinstance(widget, QLineEdit) and not widget.text():
            frame = QStyleOptionFrame()
            widget.initStyleOption(frame)
            room = widget.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, widget).adjusted(2, 0, -2, 0)
            yield from _fits(widget, widget.placeholderText(), room, widget.toolTip())


def _label(widget: QLabel) -> Iterator[str]:
    wide, high = widget.contentsRect().width() - 2 * widget.margin(), widget.height()
    if widget.wordWrap():
        need = needed(widget.text(), widget.font(), wide)
        if need[0] > wide + 1 or widget.heightForWidth(widget.width()) > high + 1:
            yield _words(widget, f"{wide}×{high} for {need}")
    elif not widget.pixmap().isNull():
        return
    else:
        need = needed(widget.text(), widget.font())
        if need[0] > wide + 1 or need[1] > high + 2:
            yield _words(widget, f"{wide}×{high} for {need}")


def _tight(widget: TightCell) -> Iterator[str]:
    """It paints its texts itself, each in a font that fits its column; none smaller than may be read in a hall."""
    for text, font in (part for side in widget.drawn() for part in side):
        need = needed(text, font)
        if need[0] > widget.width() or font.pixelSize() < _LEAST_IN_HALL:
            yield _words(widget, f"{widget.width()} px for {need[0]}, {font.pixelSize()} px high: {text!r}")


def _button(widget: QAbstractButton) -> Iterator[str]:
    room = widget.rect()
    if isinstance(widget, QPushButton):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        room = widget.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, widget)
    elif isinstance(widget, (QCheckBox, QRadioButton)):
        room = QRect(0, 0, widget.width() - (widget.sizeHint().width() - needed(widget.text(), widget.font())[0]), widget.height())
    yield from _fits(widget, widget.text(), room, "")


def _fits(widget: QWidget, text: str, room: QRect, told: str) -> Iterator[str]:
    need = needed(text.replace("&", ""), widget.font())
    if text and need[0] > room.width() + 1 and text not in told:
        yield _words(widget, f"{room.width()} px for {need[0]}: {text!r}")
    elif text and need[1] > widget.height() + 1:
        yield _words(widget, f"{widget.height()} px high for {need[1]}: {text!r}")


def elided_silently(root: QWidget) -> Iterator[str]:
    """Texts that end in … and tell nobody how they go on."""
    for widget in seen(root):
        if isinstance(widget, Elided):
            whole = widget.text()
            cut = widget.cut if isinstance(widget, StripText) else needed(whole, widget.font())[0] > widget.width()
            if widget.accessibleName() != whole or (cut and widget.toolTip() != whole):
                yield _words(widget, "elided without its whole text")
        elif isinstance(widget, QHeaderView):
            for at, title, told in sections(widget):
                cut = needed(title, widget.font())[0] > widget.sectionSize(at) - 8 or title.split("\n")[0].endswith("…")
                if cut and not told:
                    yield _words(widget, f"title {title!r} in {widget.sectionSize(at)} px")
        elif isinstance(widget, QAbstractItemView):
            for cell in cells(widget):
                need = needed(cell.text, cell.font, cell.room.width() if cell.wraps else 0)
                if (need[0] > cell.room.width() + 1 or need[1] > cell.room.height() + 2) and cell.text not in cell.told:
                    yield _words(widget, f"{cell.text!r} in {cell.room.size().toTuple()} for {need}")


def misplaced(root: QWidget) -> Iterator[str]:
    """Parts that reach out of what holds them, or lie over their neighbours."""
    for widget in seen(root):
        holder = widget.parentWidget()
        area = holder.parentWidget() if holder is not None else None
        scrolled = isinstance(area, QAbstractScrollArea) and area.viewport() is holder
        if holder is not None and not scrolled and not widget.isWindow() and not holder.rect().contains(widget.geometry()):
            yield _words(widget, f"{widget.geometry().getRect()} in {type(holder).__name__} {holder.rect().getRect()}")
        if isinstance(area, QScrollArea) and scrolled and widget.width() > holder.width() + 1:  # type: ignore[union-attr]
            yield _words(widget, f"{widget.width()} px wide in a scroll area of {holder.width()}")  # type: ignore[union-attr]
    for widget in (root, *seen(root)):
        if widget.layout() is not None and not isinstance(widget, QStackedWidget):
            for one, other in combinations(_laid(widget.layout()), 2):
                if one.geometry().intersects(other.geometry()):
                    yield f"{_words(one, '')} lies over {_words(other, '')}"


def _laid(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            found += _laid(inner)
        elif widget is not None and widget.isVisible():
            found.append(widget)
    return found


def barely_scrolled(root: QWidget) -> Iterator[str]:
    """Bars that lead to a few pixels: they take more room than they give."""
    for area in seen(root):
        if isinstance(area, QAbstractScrollArea) and not isinstance(area, QPlainTextEdit):  # which counts lines
            for way, beyond in zip(("across", "down"), _beyond(area), strict=True):
                if 0 < beyond < LEAST_SCROLL:
                    yield _words(area, f"scrolls {way} by {beyond} px")


def _beyond(area: QAbstractScrollArea) -> tuple[int, int]:
    """Pixels that are out of sight across and down; what counts rows is measured by its rows."""
    across, down = (bar.maximum() - bar.minimum() for bar in (area.horizontalScrollBar(), area.verticalScrollBar()))
    room, by_row = area.viewport(), QAbstractItemView.ScrollMode.ScrollPerItem
    if isinstance(area, QTableView):
        across = across and area.horizontalHeader().length() - room.width()
        down = down and area.verticalHeader().length() - room.height()
    elif isinstance(area, QAbstractItemView) and area.verticalScrollMode() is by_row and (model := area.model()) is not None:
        first, last = (area.visualRect(model.index(at, 0)) for at in (0, max(0, model.rowCount() - 1)))
        down = down and last.bottom() - first.top() + 1 - room.height()
    return across, down


def glyphless(root: QWidget) -> Iterator[str]:
    """Texts with a character that no font here has."""
    for shown in texts(root):
        missing = sum(missing_glyphs(line, shown.font) for line in shown.text.splitlines())
        if missing:
            yield _words(shown.widget, f"{missing} glyphs of {shown.text!r}")


def missing_glyphs(text: str, font: QFont) -> int:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000_000)
    layout.endLayout()
    return sum(list(run.glyphIndexes()).count(0) for run in layout.glyphRuns())


def too_small(root: QWidget) -> Iterator[str]:
    """Texts under 13 px, targets under 36 px."""
    for shown in texts(root):
        if shown.font.pixelSize() < LEAST_TEXT:
            yield _words(shown.widget, f"{shown.font.pixelSize()} px text {shown.text!r}")
    for widget in seen(root):
        if isinstance(widget, (QAbstractButton, QAbstractSpinBox, QLineEdit, QComboBox)):
            least = next((s.least for s in SMALLER if s.holds(widget)), LEAST_TARGET)
            if widget.height() < least and not isinstance(widget.parentWidget(), _HOLDERS):
                yield _words(widget, f"{widget.height()} px high")


def faint(root: QWidget, picture: QImage) -> Iterator[str]:
    """Labels and buttons whose colour is under 7:1 on the ground that is really painted there."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), dtype=np.uint32).reshape(plain.height(), plain.bytesPerLine() // 4)
    for shown in texts(root):
        widget = shown.widget
        corner = widget.mapTo(root, widget.rect().topLeft())
        place = widget.visibleRegion().boundingRect().translated(corner)
        on_top = root.childAt(place.center())
        if not shown.enabled or not isinstance(widget, (QLabel, QAbstractButton)) or on_top is None or place.height() < _EDGE:
            continue  # of what is scrolled away all but its edge, nothing is read
        if on_top is not widget and not widget.isAncestorOf(on_top) and not on_top.isAncestorOf(widget):
            continue  # a panel lies over it
        part = pixels[max(0, place.top()) : place.bottom() + 1, max(0, place.left()) : place.right() + 1]
        if part.size:
            values, counts = np.unique(part, return_counts=True)
            ground = QColor.fromRgb(int(values[counts.argmax()]))
            ink = widget.palette().color(widget.foregroundRole())
            if (ratio := contrast(ink, ground)) < LEAST_CONTRAST:
                yield _words(widget, f"{ink.name()} on {ground.name()} is {ratio:.1f}:1")


def contrast(first: QColor, second: QColor) -> float:
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def bar_of(view: QAbstractItemView, row: int) -> tuple[QColor, QColor]:
    """The colours at the left edge of a row and a little further in."""
    seen, middle = view.viewport().grab().toImage(), view.visualRect(view.model().index(row, 0)).center().y()
    return seen.pixelColor(1, middle), seen.pixelColor(5, middle)


def _luminance(colour: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (colour.redF(), colour.greenF(), colour.blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _words(widget: QWidget, what: str) -> str:
    text = getattr(widget, "text", None)
    own = text() if callable(text) else ""
    named = own or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {str(named)[:40]!r} {what}".rstrip()
