"""The sizes of what is projected, in pixels of 1280×720 and half as large again at 1080 lines: columns of a line, rows, header, bar."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.media.values import PageImage
from app.ui.chair.cited import Cited
from app.ui.chair.projection_window import ProjectionWindow
from app.ui.chair.score_grid import ScoreGrid
from app.ui.chair.score_sheet import Cell, Sheet
from app.ui.chair.tight_cell import TightCell
from tests.ui.hall_sheets import PAGE, letters, sheet

SCREENS = [(1280, 720, 1.0), (1920, 1080, 1.5)]
LINE = "优秀级 名额 5 · 线上 4 · 并列 3"


def line(judges: int, code: str = "Z-017", points: str = "88.5") -> Sheet:
    """Twelve rows, the line after the fourth, three tied; the highest and the lowest left out everywhere."""
    notes = {4: "┐并列", 5: "│并列 待复核", 6: "┘并列"}
    rows = [
        (
            Cell(str(n + 1)), Cell(code), Cell("降低发动机缸体加工过程中定位销孔的不良率"), Cell(f"▲{points}", struck=True), Cell(f"▽{points}", struck=True),
            *(Cell(points) for _ in range(judges - 2)), Cell("86.25"), Cell("优秀级"), Cell(notes.get(n, "")),
        )
        for n in range(12)
    ]  # fmt: skip
    heads = ("排名", "编号", "课题", *letters(judges), "最终", "建议等级", "备注")
    return Sheet("", "名额线", LINE, heads, (*rows[:4], (Cell(LINE, marked=True),), *rows[4:]), (LINE,), judges=judges)


def widths(grid: ScoreGrid) -> list[int]:
    """Of the first row of the table, column by column."""
    found = (grid.layout().itemAt(n) for n in range(grid.layout().count()))  # type: ignore[union-attr]
    return [w.width() for item in found if isinstance(w := item.widget(), QLabel) and w.y() == 0]  # type: ignore[union-attr]


def heights(grid: ScoreGrid) -> set[int]:
    return {w.height() for w in grid.findChildren(QLabel) if w.isVisible()}


@pytest.mark.parametrize(("width", "height", "scale"), SCREENS)
def test_a_line_has_the_columns_that_were_agreed(qtbot: QtBot, hall: ProjectionWindow, width: int, height: int, scale: float) -> None:
    hall.resize(width, height)
    hall.project(line(7), line=True)
    wanted = [round(n * scale) for n in (56, 72, 372, *([72] * 7), 92, 112, 72)]
    qtbot.waitUntil(lambda: widths(hall.line) == wanted, timeout=20_000)
    assert sum(wanted) == width
    assert heights(hall.line) == {round(44 * scale)}
    assert hall.line.mapTo(hall, hall.line.rect().bottomLeft()).y() < height
    assert hall.below.mapTo(hall, hall.below.rect().bottomLeft()).y() < height


@pytest.mark.parametrize(
    ("judges", "code", "points"), [(5, "Z-017", "88.5"), (7, "ZXQC-2026-017", "88.75"), (9, "Z-017", "100"), (15, "Z-017", "88.5")]
)
def test_whatever_is_in_a_line_stays_in_its_column(qtbot: QtBot, hall: ProjectionWindow, judges: int, code: str, points: str) -> None:
    hall.project(line(judges, code, points), line=True)
    qtbot.waitUntil(lambda: sum(widths(hall.line)) == 1280, timeout=20_000)
    assert widths(hall.line)[2] >= 230
    assert heights(hall.line) == {44}
    for cell in (c for c in hall.line.findChildren(TightCell) if c.isVisible()):
        for text, face in (part for parts in cell.drawn() for part in parts):
            assert QFontMetrics(face).horizontalAdvance(text.lstrip("▲▽")) <= cell.width(), text


def test_a_tie_is_one_bracket_and_its_note_stands_in_two_lines(hall: ProjectionWindow) -> None:
    hall.project(line(7), line=True)
    notes = [c for c in hall.line.findChildren(TightCell) if "并列" in c.text()]
    assert [[t for t, _face in c.drawn()[1]] for c in notes] == [["并列"], ["并列", "待复核"], ["并列"]]
    strokes = [_stroke(c) for c in notes]
    assert [low - high for high, low in strokes[1:2]] == [notes[1].height() - 1]
    assert strokes[0][1] == notes[0].height() - 1
    assert strokes[2][0] == 0


@pytest.mark.parametrize(("width", "height", "scale"), SCREENS)
def test_what_is_asked_for_is_read_from_the_last_row(hall: ProjectionWindow, width: int, height: int, scale: float) -> None:
    """申请增额 is what the hall votes about; in one line of its narrow column it was half as high as the words beside it."""
    hall.resize(width, height)
    shown = line(7)
    hall.project(replace(shown, rows=(*shown.rows[:-1], (*shown.rows[-1][:-1], Cell("申请增额")))), line=True)
    note = next(c for c in hall.line.findChildren(TightCell) if c.text() == "申请增额")
    assert [t for t, _face in note.drawn()[1]] == ["申请", "增额"]
    assert all(face.pixelSize() >= round(17 * scale) for _t, face in note.drawn()[1])
    assert heights(hall.line) <= {0, round(44 * scale)}


def _stroke(cell: TightCell) -> tuple[int, int]:
    """The first and the last pixel of the bracket's upright line."""
    cell.resize(cell.width(), 44)
    image = cell.grab().toImage()
    at = cell.font().pixelSize() // 2
    dark = [y for y in range(image.height()) if image.pixelColor(at, y).lightness() < 100]
    return dark[0], dark[-1]


@pytest.mark.parametrize(("width", "height", "scale"), SCREENS)
def test_an_entry_stands_between_a_header_and_a_bar_of_72(
    qtbot: QtBot, hall: ProjectionWindow, width: int, height: int, scale: float
) -> None:
    hall.resize(width, height)
    bar = ("维持", "✓ 调整等级", "复议改分", "表决 同意_ 反对_ 弃权_", "暂缓")
    shown = sheet(letters(7))
    rows = tuple(r for r in shown.rows if len(r[0].text) <= 6)  # a longer name stands in two lines
    hall.project(Sheet(shown.code, shown.title, "最终 86.50 · 第3名 · 建议优秀级", shown.heads, rows, bar=bar), line=False, cited=_cited())
    end = round(72 * scale)
    qtbot.waitUntil(lambda: (hall.head.height(), hall.bar.height()) == (end, end), timeout=20_000)
    assert (hall.head.y(), hall.bar.y() + hall.bar.height()) == (0, height)
    assert len(hall.header.shown()) == 1, "final score, rank and level in one line beside the title"
    assert heights(hall.entry) == {round(44 * scale)}
    assert hall.left.y() == end
    assert "✓ 调整等级" in hall.bar.text()


def _cited() -> Cited:
    return Cited("Z-017", "原因分析 · 评委C · 报告 第12页", PageImage(4, 3, 16, bytes(48)), None)


def test_the_line_goes_back_to_an_entry_with_its_edges(hall: ProjectionWindow) -> None:
    hall.project(line(7), line=True)
    hall.project(sheet(letters(7)), line=False, cited=Cited("Z-017", "", PAGE, None))
    assert hall.line.isHidden()
    hall.project(sheet(letters(7)), line=False)
    assert not hall.head.isHidden()
    assert hall.left.layout().contentsMargins().left() == 24  # type: ignore[union-attr]


def test_letters_in_english_stand_in_one_line(hall: ProjectionWindow) -> None:
    """Some were broken and some were not, by a pixel."""
    shown = line(9)
    heads = (*shown.heads[:3], *(f"Judge {letter}" for letter in "ABCDEFGHI"), *shown.heads[-3:])
    hall.project(replace(shown, heads=heads), line=True)
    told = [c.drawn()[1] for c in hall.line.findChildren(TightCell) if c.text().startswith("Judge")]
    assert [[t for t, _face in lines] for lines in told] == [[f"Judge {letter}"] for letter in "ABCDEFGHI"]
