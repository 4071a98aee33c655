"""What 参考 refuses, on the chair's page and from real packages: no figure stands where none can be told, and the sentence says why."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.season import Aggregation, Quota, QuotaScope
from app.services.chair import merge
from app.ui.chair.statistics_page import StatisticsPage
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED
from tests.fakes.season import CHAIR, PASSPHRASE
from tests.ui.conftest import Desk
from tests.ui.test_chair_statistics_page import cells
from tests.ui.test_chair_statistics_page import statistics as open_statistics

CODES = tuple(f"Z-{n:03}" for n in range(1, 9))
QUOTAS = (Quota("EXCELLENT", QuotaScope.FIELD, 3),)
SEVERITY, WORDS = 3, 6
Given = Callable[[int, int], float | None]
"""(judge, entry) → total; None stands aside."""
Opened = Callable[[int, Given], StatisticsPage]


@pytest.fixture
def opened(qtbot: QtBot, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The page on a panel of so many judges, all of whom handed in what is given. The chair's own desk may stand at an entry that
    has no page to draw, so that is not waited for.
    """
    desks: list[Desk] = []

    def make(judges: int, given: Given) -> StatisticsPage:
        made = chair_panel.make(
            tmp_path_factory.mktemp("refused"), judges=max(judges, 2), entries=len(CODES), own=_marks(given, 1), quotas=QUOTAS,
            aggregation=Aggregation.MEAN,
        )  # fmt: skip
        with made.open() as profile:
            files = [made.package(j, _marks(given, int(j[-1]))) for j in made.season.judges if j != CHAIR]
            merge.merge(profile, files[: judges - 1], Context())
        shutil.copytree(made.season.home(CHAIR), home)
        desks.append(Desk(qtbot, home).start(1366, 697, passphrase=PASSPHRASE))
        qtbot.waitUntil(lambda: desks[0].window.room is not None, timeout=20_000)
        return open_statistics(desks[0])

    yield make
    for desk in desks:
        desk.close()


def _marks(given: Given, judge: int) -> Mapping[str, str]:
    totals = {code: given(judge, n) for n, code in enumerate(CODES, 1)}
    return {code: RECUSED if total is None else f"{total:.1f}" for code, total in totals.items()}


def _noise(judge: int, entry: int) -> float:
    return (4 * entry + 5 * judge) % 7 - 3


def _no_chance_is_told(view: StatisticsPage) -> None:
    """Neither beside the line, nor among the coin tosses, nor in any column of the whole table."""
    assert view.tosses.text() == "算不出，原因见下。"
    shown = [cell for table in (view.near, view.every) for n in range(table.model().columnCount()) for cell in cells(table, n)]
    assert not any(word in cell for cell in shown for word in ("在内", "在外", "难分上下"))
    assert not view.refused.isHidden()
    assert not view.why_head.isHidden()


def test_one_judge_is_compared_with_nobody(opened: Opened) -> None:
    view = opened(1, lambda judge, entry: 90 - entry + _noise(judge, entry) / 2)
    assert view.reliable.text() == "可靠性算不出，原因见下。"
    assert "只有一位评委：可靠性和宽严都无从谈起。" in view.refused.text().splitlines()
    assert cells(view.judges, SEVERITY) == ["—"]
    assert set(cells(view.every, 8)) == {"—"}, "no adjusted score"
    assert view.moved.text() == "算不出，原因见下。"
    _no_chance_is_told(view)


def test_scores_that_are_all_equal_are_undefined(opened: Opened) -> None:
    view = opened(3, lambda _judge, _entry: 85)
    assert view.reliable.text() == "可靠性算不出，原因见下。"
    said = view.refused.text().splitlines()
    assert "所有分数都相同：没有定义，既不是 1 也不是 0。" in said
    assert any("给所有成果同一个分数：没有离散，不给宽严。" in line for line in said)
    assert cells(view.judges, SEVERITY) == ["—"] * 3
    assert cells(view.judges, WORDS) == ["全部同分，没有区分"] * 3
    assert not any(figure in view.reliable.text() for figure in ("0.00", "1.00"))
    _no_chance_is_told(view)


def test_groups_that_share_no_entry_are_not_ranked_together(opened: Opened) -> None:
    """J-01 and J-02 read the first four and stand aside from the others, J-03 and J-04 the other way round."""
    view = opened(4, lambda judge, entry: 90 - entry + _noise(judge, entry) if (judge <= 2) == (entry <= 4) else None)
    (said,) = [line for line in view.refused.text().splitlines() if "没有共同评过的成果" in line]
    assert said == "各组之间没有共同评过的成果，不能放在一起排名；能连通的评委都已回避，没有一次补评可以连通。"
    assert view.reliable.text() == "可靠性算不出，原因见下。"
    assert view.moved.text() == "算不出，原因见下。"
    assert "分成 2 组，互相没有共同评过的成果。" in view.checks.text()
    _no_chance_is_told(view)


def test_a_judge_who_ranks_backwards_stops_every_probability(opened: Opened) -> None:
    view = opened(6, lambda judge, entry: (60 + 3 * entry if judge == 4 else 90 - 3 * entry) + _noise(judge, entry) / 2)
    assert view.panel is not None
    name = view.panel.names["J-04"]
    assert f"{name} 的次序与同组评委相反：弄清之前不给概率（区间会不可信）。" in view.refused.text().splitlines()
    assert "次序与同组评委相反" in cells(view.judges, WORDS)[cells(view.judges, 0).index(name)]
    assert [words for words in cells(view.judges, WORDS) if "相反" in words] == ["次序与同组评委相反"]
    chart, words = view.figures.order()
    assert chart is not None
    assert chart.band is None
    assert not any("在内" in line or "在外" in line for line in words)
    _no_chance_is_told(view)


def test_two_halves_that_hang_together_by_a_thread_are_compared_with_their_margin(opened: Opened) -> None:
    """J-02 alone read entries of both halves, one of the second; its judges mark five points lower."""

    def given(judge: int, entry: int) -> float | None:
        if (judge <= 2) == (entry <= 4) or (judge, entry) == (2, 5):
            return 90 - entry + _noise(judge, entry) / 2 - 5 * (judge > 2)
        return None

    view = opened(4, given)
    assert view.panel is not None
    found = view.panel.found
    assert found is not None
    names = view.panel.names
    (contrast,) = found.design.contrasts
    (said,) = [line for line in view.checks.text().splitlines() if "平均高（+）或低（−）" in line]
    one, other = ("、".join(names[j] for j in group) for group in (contrast.one, contrast.other))
    assert said == f"{one} 比 {other} 平均高（+）或低（−）{contrast.difference:+.2f} ±{contrast.margin:.2f} 分。".replace("-", "−")
    assert {contrast.one, contrast.other} == {("J-01", "J-02"), ("J-03", "J-04")}
