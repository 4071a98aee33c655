"""What is on the screen can be read: nothing cut off, no missing glyph, enough contrast, a name for every control."""

from __future__ import annotations

from contextlib import suppress

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.judge import rail
from app.ui.theme import DARK, LIGHT, Colours
from app.ui.widgets import Elided
from tests.ui.conftest import Desk, Opener

SIZES = ((1366, 697), (1092, 543))
_INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


def cut_off(root: QWidget) -> list[str]:
    """Labels and buttons whose words do not fit, and widgets that reach beyond the window."""
    wrong = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.size().isValid() or isinstance(widget, Elided):
            continue
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height() + 1:
                    wrong.append(f"{widget.text()!r}: {widget.height()} px high, needs {widget.heightForWidth(widget.width())}")
            elif widget.sizeHint().width() > widget.width() + 1 or widget.fontMetrics().height() > widget.height() + 2:
                wrong.append(f"{widget.text()!r}: {widget.size().toTuple()}, needs {widget.sizeHint().toTuple()}")
        if isinstance(widget, QAbstractButton) and widget.text():
            needs = widget.fontMetrics().horizontalAdvance(widget.text())
            if needs > widget.width() - 2 or widget.fontMetrics().height() > widget.height():
                wrong.append(f"button {widget.text()!r}: {widget.size().toTuple()}, needs {needs}")
    return wrong


def cut_off_at_rest(desk: Desk) -> list[str]:
    """What is cut off once the layouts have come to rest: on a busy machine that takes a moment after a panel was built."""
    desk.placed()
    with suppress(desk.qtbot.TimeoutError):
        desk.qtbot.waitUntil(lambda: not cut_off(desk.window), timeout=20_000)
    return cut_off(desk.window)


def words_of(root: QWidget) -> set[str]:
    found = set()
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, (QLabel, QAbstractButton)):
            found.add(widget.text())
        if widget.isVisible() and isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    return {w for w in found if w}


def missing_glyphs(text: str) -> int:
    layout = QTextLayout(text, QApplication.font())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    return sum(list(run.glyphIndexes()).count(0) for run in layout.glyphRuns())


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        reachable = isinstance(widget, _INTERACTIVE) and widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        inner = isinstance(widget, QToolButton) and widget.objectName() in ("", "qt_toolbar_ext_button") and not widget.text()
        if reachable and not inner and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())):
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off_and_no_glyph_is_missing(open_desk: Opener, size: tuple[int, int], language: str) -> None:
    desk = open_desk(width=size[0], height=size[1], language=language)
    room = desk.room
    steps = [
        lambda: room.bench.sheet.type("99"),
        lambda: room.bench.sheet.type("0"),
        room.bench.sheet.accept,
        room.bench.rubric.remark.flip,
        lambda: room.note_wanted(""),
        lambda: room.toggle("recuse"),
        lambda: room.toggle("entries"),
        lambda: room.toggle(rail.SETTINGS),
        lambda: room.toggle(rail.FIND),
        lambda: room.choose(rail.SUBMIT),
    ]
    assert desk.window.size().toTuple() == size
    for number, step in enumerate([lambda: None, *steps]):
        step()
        desk.rests()
        assert cut_off_at_rest(desk) == [], f"step {number}"
        bad = {w: missing_glyphs(w) for w in words_of(desk.window)}
        assert {w: n for w, n in bad.items() if n} == {}
        assert nameless(desk.window) == [], f"step {number}"
    assert desk.window.size().toTuple() == size
    desk.saved()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_larger_text_is_not_cut_off(open_desk: Opener, language: str) -> None:
    desk = open_desk(language=language, text=125)
    assert cut_off_at_rest(desk) == []


def test_cut_off_words_are_noticed(qtbot: object) -> None:
    box = QWidget()
    box.resize(300, 100)
    word = QLabel("评审内容评审内容评审内容", box)
    word.setGeometry(0, 0, 40, 20)
    box.show()
    assert len(cut_off(box)) == 1
    assert missing_glyphs("\u0378") > 0  # no character; a private one may be in some font
    box.close()


def test_a_score_needs_no_scrolling_at_the_usual_size(open_desk: Opener) -> None:
    """Every item of the rubric and its points are in view at 1366×697 while a card with two notes is open."""
    desk = open_desk()
    pane = desk.room.bench.rubric
    desk.room.choose_item(1)
    for words in ("末端原因③未用数据确认", "因果图层次清楚，到末端"):
        desk.room.note_wanted("")
        desk.room.note.text.setPlainText(words)
        desk.room.note.hide()
    desk.saved()
    desk.rests()
    assert pane.area.verticalScrollBar().maximum() == 0


def test_the_page_is_as_wide_as_drawn(open_desk: Opener) -> None:
    desk = open_desk()
    assert desk.window.rail.width() == 44
    assert desk.room.bench.rubric.width() == 420
    assert desk.room.bench.pages._layout.width >= 870


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_is_seven_or_more(colours: Colours) -> None:
    texts = ("ink", "muted", "accent", "warn", "good", "bad")
    grounds = ("window", "surface", "open_card")
    low = [
        (text, ground, round(ratio, 2))
        for text in texts
        for ground in grounds
        if (ratio := contrast(getattr(colours, text), getattr(colours, ground))) < 7
    ]
    low += [("on_accent", name, 0) for name in ("accent", "accent_pressed") if contrast(colours.on_accent, getattr(colours, name)) < 7]
    low += [(name, "notice", 0) for name in ("ink", "bad") if contrast(getattr(colours, name), colours.notice) < 7]
    assert low == []


def contrast(first: str, second: str) -> float:
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (colour.redF(), colour.greenF(), colour.blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_sizes_follow_the_window() -> None:
    assert (theme.metrics(1366, 697).top, theme.metrics(1366, 697).rubric) == (44, 420)
    assert (theme.metrics(1092, 543).top, theme.metrics(1092, 543).rubric, theme.metrics(1092, 543).row) == (40, 360, 34)
    assert theme.metrics(1092, 543).px(13) == 13


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_box_of_numbers_has_the_edge_of_the_other_boxes(qtbot: QtBot, name: str, colours: Colours) -> None:
    """And its buttons work where they are drawn."""
    theme.apply(QApplication.instance(), name, theme.metrics(1366, 697))  # type: ignore[arg-type]
    box = QSpinBox()
    qtbot.addWidget(box)
    box.resize(90, 36)
    box.show()
    qtbot.waitExposed(box, timeout=20_000)
    box.clearFocus()
    seen = box.grab().toImage()
    for x, y in ((45, 0), (45, 35), (0, 18), (89, 18)):
        assert seen.pixelColor(x, y).name().upper() == colours.edge
    for y, value in ((9, 1), (27, 0)):
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(81, y))
        assert box.value() == value
    theme.apply(QApplication.instance(), "light", theme.metrics(1366, 697))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "grid"])
def test_a_title_stands_right_over_its_column(qtbot: QtBot, name: str) -> None:
    theme.apply(QApplication.instance(), "light", theme.metrics(1366, 697))  # type: ignore[arg-type]
    page, table = QWidget(), QTableWidget(1, 1)
    qtbot.addWidget(page)
    table.setObjectName(name)
    table.setParent(page)  # on a page, as all are: what a name says of the titles counts from there
    table.setHorizontalHeaderLabels(["HHH"])
    table.setItem(0, 0, QTableWidgetItem("HHH"))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setCurrentCell(-1, -1)
    with qtbot.waitExposed(page, timeout=20_000):
        page.show()

    def first_ink(part: QWidget, high: int) -> int:
        image = part.grab().toImage()
        middle = [(x, image.pixelColor(x, y).lightness()) for x in range(2, 60) for y in range(high // 3, 2 * high // 3)]
        return min(x for x, light in middle if light < 140)

    assert (
        abs(first_ink(table.horizontalHeader(), table.horizontalHeader().height()) - first_ink(table.viewport(), table.rowHeight(0))) <= 1
    )
