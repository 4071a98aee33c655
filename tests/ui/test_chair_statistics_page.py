"""参考 on real packages: points with their margin, words instead of decimals, refusals as sentences, everything else folded away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.chair import pages
from app.ui.chair.statistics_page import StatisticsPage
from app.ui.chair.statistics_tables import ShortTable
from tests.fakes import chair_season
from tests.fakes.season import Season
from tests.ui.chair_window import chair_page, chair_room
from tests.ui.conftest import ChairOpener, Desk

STRICT = "J-04"


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=8, judges=5, off=_with_one_strict)


def _with_one_strict(judge: str, entry: str) -> int:
    number = int(entry[-3:])
    return number // 2 + (3 if judge == STRICT else 0) + (number * int(judge[-2:]) % 3 == 1)


def statistics(desk: Desk) -> StatisticsPage:
    view = chair_page(desk, pages.STATISTICS, StatisticsPage)
    desk.qtbot.waitUntil(lambda: view.panel is not None and bool(view.lines), timeout=60_000)
    return view


def cells(table: ShortTable, column: int) -> list[str]:
    return [str(table.model().index(at, column).data()) for at in range(table.model().rowCount())]


def test_the_page_opens_at_its_beginning(open_chair: ChairOpener, panel: Season) -> None:
    """The long list that had the keyboard was scrolled to, away from the sentence and the words that come first."""
    desk = open_chair(panel, width=1092, height=543)
    view = statistics(desk)
    for key in (pages.BOARD, pages.STATISTICS):  # and again, now that the list is there at once
        desk.room.chair_room().desk.show_page(key)
        desk.rests()
    assert view.area.verticalScrollBar().maximum() > 0
    assert view.area.verticalScrollBar().value() == 0


def test_a_strict_judge_is_told_in_points_and_words(open_chair: ChairOpener, panel: Season) -> None:
    view = statistics(open_chair(panel))
    assert view.panel is not None
    at = [j.name for j in view.panel.found.judges].index(STRICT)  # type: ignore[union-attr]
    line = view.panel.found.judges[at]  # type: ignore[union-attr]
    assert line.severity_margin is not None
    assert cells(view.judges, 3)[at] == f"{line.severity:.2f} ±{line.severity_margin:.2f}".replace("-", "−")
    assert "± 是 95% 区间的半宽" in view.margin.text()
    assert "同样的成果上低于同组评委" in cells(view.judges, 6)[at]
    assert cells(view.judges, 0) == [view.panel.names[j.name] for j in view.panel.found.judges]  # type: ignore[union-attr]
    assert "可靠性" in view.reliable.text()
    assert "区间" in view.reliable.text()
    assert view.near_words.text().count("名额") >= len(view.lines)


def test_a_judge_s_own_marks_stand_beside_the_colleagues(open_chair: ChairOpener, panel: Season) -> None:
    """Reads, mean, own spread and agreement, and no adjective in either language."""
    desk = open_chair(panel)
    view = statistics(desk)
    assert view.panel is not None
    judges = view.panel.found.judges  # type: ignore[union-attr]
    for column, want in (
        (1, [str(j.reads) for j in judges]),
        (2, [f"{j.mean:.2f}" for j in judges]),
        (4, [f"{j.sd:.2f}" for j in judges]),
        (5, [f"{j.agreement:.2f}" for j in judges]),
    ):
        assert cells(view.judges, column) == want
    heads = [view.judges.model().headerData(n, Qt.Orientation.Horizontal) for n in range(7)]
    assert heads == ["评委", "份数", "平均", "宽严（分）", "离散", "一致", "与同组评委在同样成果上相比"]
    desk.desktop.languages.switch("en")
    desk.qtbot.waitUntil(lambda: "half the 95% interval" in view.margin.text(), timeout=20_000)
    assert "lower than colleagues on the same entries" in cells(view.judges, 6)
    assert not any(word in text for text in cells(view.judges, 6) for word in ("lenient", "strict"))


def test_all_the_rest_folds_out(open_chair: ChairOpener, panel: Season) -> None:
    view = statistics(open_chair(panel))
    assert view.all.isHidden()
    QTest.mouseClick(view.fold, Qt.MouseButton.LeftButton)
    assert not view.all.isHidden()
    assert view.every.model().rowCount() == 8
    assert "每位评委都评了全部成果：校正宽严不改变任何次序。" in view.moved.text()
    assert "全部连通" in view.checks.text()
    assert "规则没有声明就不打印" in view.private.text()


def test_a_table_too_wide_for_its_room_still_shows_every_row(open_chair: ChairOpener, panel: Season) -> None:
    desk = open_chair(panel, 1092, 543, language="en")
    view = statistics(desk)
    QTest.mouseClick(view.fold, Qt.MouseButton.LeftButton)
    view.every.setFixedWidth(500)
    desk.qtbot.waitUntil(lambda: view.every.horizontalScrollBar().maximum() > 0, timeout=20_000)
    desk.qtbot.waitUntil(lambda: view.every.height() == view.every.sizeHint().height(), timeout=20_000)  # the bar has its room too
    assert view.every.verticalScrollBar().maximum() == 0


def test_it_is_not_computed_before_it_is_looked_at(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    chair = chair_room(open_chair(panel))
    view = chair.desk.page(pages.STATISTICS)
    assert isinstance(view, StatisticsPage)
    chair.desk.show_page(pages.MATRIX)
    qtbot.waitUntil(lambda: chair.model.picture is not None, timeout=20_000)
    assert view.panel is None
    assert "正在计算" not in view.reliable.text()


def test_the_line_and_its_list_follow_the_language(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """They were read as words, and stayed in the language they were read in."""
    desk = open_chair(panel)
    view = statistics(desk)
    before = view.near_words.text(), cells(view.near, 0)
    assert "名额" in before[0]
    desk.desktop.languages.switch("en")
    qtbot.waitUntil(lambda: "名额" not in view.near_words.text() and not set(cells(view.near, 0)) & set(before[1]), timeout=20_000)
    desk.desktop.languages.switch("zh")
    qtbot.waitUntil(lambda: (view.near_words.text(), cells(view.near, 0)) == before, timeout=20_000)
