"""参考 where places are given by field, as a new season's are: each field's line is told among the field's entries, and no other is made up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.season import Aggregation, Quota, QuotaScope
from app.services.chair import lines, merge, order_chart, statistics
from app.ui.chair.statistics_page import StatisticsPage
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED, ChairPanel
from tests.fakes.season import CHAIR
from tests.ui.conftest import ChairOpener
from tests.ui.test_chair_statistics_page import cells
from tests.ui.test_chair_statistics_page import statistics as open_statistics

STRICT, ASIDE = "J-04", "Z-004"
MADE = {"Z-001": 90, "Z-002": 88, "Z-003": 86, ASIDE: 83, "Z-005": 84}
SERVED = {"Z-006": 89, "Z-007": 79, "Z-008": 76}
FIELDS = dict.fromkeys(MADE, "MANUFACTURING") | dict.fromkeys(SERVED, "SERVICE")
QUOTAS = (
    Quota("BENCHMARK", QuotaScope.FIELD, 1),
    Quota("EXCELLENT", QuotaScope.FIELD, 4),
    Quota("EXCELLENT", QuotaScope.FIELD_PANEL, 2, "SERVICE"),
)
BEST, NEXT = "标杆级 · 制造类", "优秀级 · 制造类"


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    """The strict judge stood aside from one entry of 制造类: by the mean it is the fourth there, among equals the fifth."""
    made = chair_panel.make(
        tmp_path_factory.mktemp("fields"),
        judges=5,
        entries=8,
        own=_marks(CHAIR),
        quotas=QUOTAS,
        fields=FIELDS,
        aggregation=Aggregation.MEAN,
    )
    with made.open() as profile:
        merge.merge(profile, [made.package(j, _marks(j)) for j in ("J-02", "J-03", STRICT, "J-05")], Context())
    return made


def _marks(judge: str) -> dict[str, str]:
    number = int(judge[-1])
    less = 6 if judge == STRICT else 0
    marks = {e: f"{w - less + (4 * n + 5 * number) % 7 - 3:.1f}" for n, (e, w) in enumerate((MADE | SERVED).items(), 1)}
    return marks | ({ASIDE: RECUSED} if judge == STRICT else {})


def _near(view: StatisticsPage) -> dict[tuple[str, str], str]:
    """(line, entry) → chance."""
    table = view.near
    last = table.model().columnCount() - 1
    return {(line, code): chance for line, code, chance in zip(cells(table, 0), cells(table, 2), cells(table, last), strict=True)}


def test_each_field_has_its_line_and_its_own_chances(open_chair: ChairOpener, panel: ChairPanel) -> None:
    view = open_statistics(open_chair(panel.season))
    assert view.panel is not None
    drawn = {(x.name.zh, x.quota.scope): (x.quota.places, x.inside) for x in view.panel.lines}
    assert drawn == {
        (BEST, QuotaScope.FIELD): (1, set(MADE)), ("标杆级 · 市场服务类", QuotaScope.FIELD): (1, set(SERVED)),
        (NEXT, QuotaScope.FIELD): (4, set(MADE)), ("优秀级 · 市场服务类 第1组", QuotaScope.FIELD_PANEL): (2, set(SERVED)),
    }  # fmt: skip
    near = _near(view)
    assert near[NEXT, "Z-001"] == "明显在内"
    assert near["标杆级 · 市场服务类", "Z-006"] in ("明显在内", "多半在内（约95%）"), "among all eight it would be doubtful"
    assert {line for (line, _), chance in near.items() if chance == "—"} == {"优秀级 · 市场服务类"}, (
        "four places for three: the least score alone decides"
    )
    assert "不计等级的最低分" in view.notes.text(), "Z-006 is surely the best of its field, and below the least score"
    assert "各专业组共用" not in view.notes.text(), "one panel reads everything"
    assert f"{NEXT}：" in view.tosses.text()
    assert ASIDE in view.tosses.text().split(f"{NEXT}：")[1]


def test_who_changes_level_is_told_for_the_line_of_the_field(open_chair: ChairOpener, panel: ChairPanel) -> None:
    view = open_statistics(open_chair(panel.season))
    assert f"{NEXT}：进 Z-005，出 {ASIDE}。" in view.moved.text().splitlines()
    assert all(line.split("：")[0] in {x.name.zh for x in view.panel.lines} for line in view.moved.text().splitlines())  # type: ignore[union-attr]
    heads = [view.every.model().headerData(n, Qt.Orientation.Horizontal) for n in range(view.every.model().columnCount())]
    assert [h for h in heads if "内" in h] == ["在标杆级内（各领域）", f"在{NEXT}内", "在优秀级 · 市场服务类 第1组内"]
    assert not any("前 " in h for h in heads)


def test_the_plot_shows_the_entries_of_the_chosen_line(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    desk = open_chair(panel.season)
    view = open_statistics(desk)
    view.draw.click()
    qtbot.waitUntil(lambda: view.plot.plot is not None, timeout=30_000)
    offered = [view.plot.line.itemText(n) for n in range(view.plot.line.count())]
    assert offered == [x.name.zh for x in view.panel.lines]  # type: ignore[union-attr]
    view.plot.line.activated.emit(offered.index(NEXT))
    words = view.plot.words.toPlainText()
    assert words.startswith(f"{NEXT}名额线")
    assert all(code in words for code in MADE)
    assert not any(code in words for code in SERVED)
    desk.desktop.languages.switch("en")
    qtbot.waitUntil(lambda: view.plot.words.toPlainText().startswith("Line of Excellent · Manufacturing"), timeout=20_000)


def test_the_plot_counts_those_above_as_the_meeting_does(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Three share the first rank for two places: nobody is above, three wait."""
    totals = {"Z-001": "90", "Z-002": "90", "Z-003": "90", "Z-004": "85", "Z-005": "80"}
    made = chair_panel.make(
        tmp_path_factory.mktemp("tied"), judges=2, entries=5, own=totals, quotas=(Quota("EXCELLENT", QuotaScope.FIELD, 2),),
        aggregation=Aggregation.MEAN, tie_break=(),
    )  # fmt: skip
    with made.open() as profile:
        merge.merge(profile, [made.package("J-02", dict(totals) | {"Z-004": "86", "Z-005": "78"})], Context())
        taken = statistics.frame(profile)
        (met,) = lines.near(profile)
    found = statistics.compute(taken)
    (line,) = found.lines
    chart = order_chart.chart(found, taken.view, taken.panel.desk.season.levels, line)
    assert chart is not None
    said = order_chart.words(chart, line)[0]
    assert said.split("：")[1] == met.words.removeprefix(f"{met.meter.name} ") + "。" == "名额 2 · 线上 0 · 并列 3。"


def test_without_a_quota_that_cuts_no_line_is_told_of(open_chair: ChairOpener, tmp_path_factory: pytest.TempPathFactory) -> None:
    made = chair_panel.make(
        tmp_path_factory.mktemp("wide"), judges=3, entries=5, own=_few(CHAIR), quotas=(Quota("EXCELLENT", QuotaScope.FIELD, 9),),
        aggregation=Aggregation.MEAN,
    )  # fmt: skip
    with made.open() as profile:
        merge.merge(profile, [made.package(j, _few(j)) for j in ("J-02", "J-03")], Context())
    view = open_statistics(open_chair(made.season))
    none = "没有一条名额线从本组或本组的一个领域中间穿过。"
    assert view.tosses.text() == none
    assert view.moved.text() == none
    assert view.without.isHidden()
    assert not any("内" in view.every.model().headerData(n, Qt.Orientation.Horizontal) for n in range(view.every.model().columnCount()))
    chart, words = view.figures.order()
    assert chart is not None
    assert (chart.cut, chart.band, words[0]) == (None, None, none)


def _few(judge: str) -> dict[str, str]:
    number = int(judge[-1])
    marks = {e: f"{w + (3 * n + 2 * number) % 5 - 2:.1f}" for n, (e, w) in enumerate(MADE.items(), 1)}
    return marks | ({"Z-005": RECUSED} if judge == "J-03" else {})
