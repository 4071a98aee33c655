"""A cited place in the hall: the sheet has 620 of 1280, the page 660, whatever stands in the cells; half as large again at 1080 lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.chair.cited import Cited
from app.ui.chair.projection_window import ProjectionWindow
from app.ui.chair.score_sheet import Cell, Sheet
from app.ui.chair.tight_cell import TightCell
from tests.ui.hall_sheets import ITEMS, NAMES, PAGE, letters, sheet
from tests.ui.on_screen import cut_off, misplaced


@pytest.mark.parametrize(
    ("heads", "sheet_width"), [(letters(5), 620), (letters(7), 620), (NAMES, 620), (letters(9), 728), (letters(12), 782)]
)
def test_the_page_has_its_share_of_the_screen(qtbot: QtBot, hall: ProjectionWindow, heads: tuple[str, ...], sheet_width: int) -> None:
    for width, height, scale in ((1280, 720, 1.0), (1920, 1080, 1.5)):
        hall.resize(width, height)
        hall.project(sheet(heads), line=False, cited=Cited("Z-017", "原因分析 · 评委C · 报告 第12页", PAGE, None))
        expected = round(sheet_width * scale), width - round(sheet_width * scale)
        qtbot.waitUntil(lambda expected=expected: (hall.entry.width(), hall.picture.width()) == expected, timeout=20_000)
        assert hall.minimumSizeHint().width() <= width
        cells = [c for c in hall.entry.findChildren(TightCell) if c.isVisible()]  # those of the size before may wait for a turn of the loop
        assert len(cells) == (len(heads) + 2) * (len(ITEMS) + 2)
        for cell in cells:
            small, below = cell.drawn()
            assert max(QFontMetrics(face).horizontalAdvance(text) for text, face in (*small, *below)) <= cell.width()


def test_no_word_of_an_english_item_is_cut_beside_a_page(qtbot: QtBot, hall: ProjectionWindow) -> None:
    named = ("Choice of topic", "Analysis of causes", "Countermeasures and implementation", "Characteristics", "Total")
    chinese = sheet(letters(7))
    rows = tuple((Cell(name), *row[1:]) for name, row in zip(named, (*chinese.rows[:4], chinese.rows[-1]), strict=True))
    for width, height in ((1280, 720), (1920, 1080)):
        hall.resize(width, height)
        hall.project(replace(chinese, rows=rows), line=False, cited=Cited("Z-017", "", PAGE, None))
        qtbot.waitUntil(lambda width=width: hall.entry.width() == round(620 * width / 1280), timeout=20_000)
        cells = {c.text(): c for c in hall.entry.findChildren(QLabel) if c.isVisible() and c.text() in named}
        qtbot.waitUntil(lambda cells=cells: all(c.height() >= c.heightForWidth(c.width()) for c in cells.values()), timeout=20_000)
        for text, cell in cells.items():
            room = cell.contentsRect().width() - cell.fontMetrics().horizontalAdvance(" ")
            assert max(cell.fontMetrics().horizontalAdvance(word) for word in text.split()) <= room, text
        assert cells["Choice of topic"].fontInfo().pixelSize() >= 13


def test_what_stands_above_the_points(hall: ProjectionWindow) -> None:
    hall.project(sheet(letters(7)), line=False, cited=Cited("Z-017", "", PAGE, None))
    told = {c.text(): [t for part in c.drawn() for t, _face in part] for c in hall.entry.findChildren(TightCell)}
    assert told["26.5→24.5"] == ["26.5→", "24.5"]
    assert told["▽86.5"] == ["▽", "86.5"]
    assert told["▲93.5→92.5"] == ["▲93.5→", "92.5"]
    hall.project(sheet(letters(7)), line=False)
    assert not [c for c in hall.entry.findChildren(TightCell) if c.isVisible()], "alone it has room for whole words"


def around_the_line() -> Sheet:
    """Twelve entries with all that stands in such a row; two of the judges' points are left out."""
    points = (Cell("▲88.5", struck=True), Cell("▽72.5", struck=True), *(Cell("88.5") for _ in range(5)))
    row = (Cell("5"), Cell("Z-005"), Cell("降低轴系装配一次不合格率"), *points, Cell("86.25"), Cell("优秀级"), Cell("┐并列"))
    heads = ("排名", "编号", "课题", *letters(7), "最终", "建议等级", "备注")
    return Sheet("", "优秀级 名额线", "", heads, (row,) * 12, ("优秀级 名额 5 · 已定 4 · 余 1",))


@pytest.mark.parametrize("what", ["line", "entry", "place"])
def test_whatever_it_was_before_it_fits_each_screen(qtbot: QtBot, hall: ProjectionWindow, what: str) -> None:
    """What a large screen held kept the window from a smaller one; on 1280×1024 and on 1024×768 the letters were too large for the columns."""
    cited = Cited("Z-017", "原因分析 · 评委C · 报告 第12页", PAGE, None) if what == "place" else None
    for size in ((1920, 1080), (1366, 768), (1920, 1080), (1280, 1024), (1024, 768), (1280, 720)):
        hall.resize(*size)
        hall.project(around_the_line() if what == "line" else sheet(letters(7)), line=what == "line", cited=cited)
        qtbot.waitUntil(lambda s=size: hall.size().toTuple() == s and [*misplaced(hall)] == [], timeout=20_000)
        if what == "line":
            qtbot.waitUntil(lambda: [*cut_off(hall)] == [], timeout=20_000)


LONG = "降低轴系装配一次不合格率" * 25


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_a_title_of_three_hundred_characters_leaves_room_for_the_points(
    qtbot: QtBot, hall: ProjectionWindow, width: int, height: int
) -> None:
    tied = Sheet("", f"优秀级 同分 {LONG}", "各项都分不出先后", ("判据", f"Z-001 {LONG}", f"Z-002 {LONG}"), sheet(letters(2)).rows[:6])
    for shown in (replace(sheet(letters(7)), title=LONG), tied):
        hall.resize(width, height)
        hall.project(shown, line=False)
        qtbot.waitUntil(lambda: hall.title.width() > width // 2, timeout=20_000)
        settled = hall.layout()
        assert settled is not None
        settled.activate()
        assert (hall.width(), hall.height()) == (width, height)
        assert hall.minimumSizeHint().height() <= height
        assert [line[-1] for line in hall.title.shown()][-1] == "…"
        assert len(hall.title.shown()) == 2
        assert hall.entry.mapTo(hall, hall.entry.rect().bottomLeft()).y() < height
