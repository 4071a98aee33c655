"""参考 on a panel with quotas: who would change level, how surely each is in, the band at the line, the plot, and that nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core import words as spoken
from app.core.tasks import Context
from app.models.season import Aggregation, Quota, QuotaScope
from app.packages import documents
from app.services import profile as profiles
from app.services.chair import actions, adjusted, deciding, lines, merge, order_chart, papers, statistics, steps
from app.services.chair.papers import PanelPaper
from app.trust import envelope as dsse
from app.ui import theme
from app.ui.chair import pages
from app.ui.chair.papers_page import PapersPage
from app.ui.chair.statistics_page import StatisticsPage
from tests.fakes import chair_panel
from tests.fakes.chair_panel import PASSPHRASE, RECUSED, ChairPanel
from tests.fakes.season import CHAIR
from tests.ui.conftest import ChairOpener
from tests.ui.test_chair_papers_page import papers as papers_page
from tests.ui.test_chair_statistics_page import cells
from tests.ui.test_chair_statistics_page import statistics as open_statistics

ROOT = Path(__file__).resolve().parents[2]
STRICT, ASIDE = "J-04", "Z-004"
WORTH = {"Z-001": 90, "Z-002": 88, "Z-003": 86, ASIDE: 83, "Z-005": 84, "Z-006": 81, "Z-007": 79, "Z-008": 76}
PANEL = "第1组"
BENCHMARK, EXCELLENT = f"标杆级 · {PANEL}", f"优秀级 · {PANEL}"
QUOTAS = (Quota("BENCHMARK", QuotaScope.PANEL, 2), Quota("EXCELLENT", QuotaScope.PANEL, 4))


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    """The strict judge stood aside from one entry: by the mean it is in, among equals it is not."""
    made = chair_panel.make(
        tmp_path_factory.mktemp("quota"), judges=5, entries=8, own=_marks(CHAIR), quotas=QUOTAS, aggregation=Aggregation.MEAN
    )
    with made.open() as profile:
        merge.merge(profile, [made.package(j, _marks(j)) for j in ("J-02", "J-03", STRICT, "J-05")], Context())
    return made


def _marks(judge: str) -> dict[str, str]:
    number = int(judge[-1])
    less = 6 if judge == STRICT else 0
    marks = {e: f"{w - less + (4 * n + 5 * number) % 7 - 3:.1f}" for n, (e, w) in enumerate(WORTH.items(), 1)}
    return marks | ({ASIDE: RECUSED} if judge == STRICT else {})


def _chances(view: StatisticsPage, line: str) -> dict[str, str]:
    table = view.near
    last = table.model().columnCount() - 1
    rows = zip(cells(table, 0), cells(table, 2), cells(table, last), strict=True)
    return {code: chance for name, code, chance in rows if name.startswith(line)}


def test_who_would_change_level_is_told_at_every_line(open_chair: ChairOpener, panel: ChairPanel) -> None:
    view = open_statistics(open_chair(panel.season))
    assert view.panel is not None
    best, next_one = view.panel.lines
    assert (best.quota.level, next_one.quota.level) == ("BENCHMARK", "EXCELLENT")
    assert best.figures is not None
    assert (best.figures.enter, best.figures.leave) == ((), ())
    assert next_one.figures is not None
    assert (next_one.figures.enter, next_one.figures.leave) == (("Z-005",), (ASIDE,))
    assert view.moved.text() == f"{EXCELLENT}：进 Z-005，出 Z-004。"
    assert not view.moved.isHidden()
    assert {line.name.zh for line in view.panel.lines if line.name.zh in view.tosses.text()} == {EXCELLENT}
    assert "Z-005" in view.tosses.text()


def test_each_line_has_its_own_chances_in_words(open_chair: ChairOpener, panel: ChairPanel) -> None:
    view = open_statistics(open_chair(panel.season))
    upper, lower = _chances(view, BENCHMARK), _chances(view, EXCELLENT)
    assert upper["Z-008" if "Z-008" in upper else "Z-006"] == "明显在外"
    assert upper["Z-003"].split("（")[0] in ("多半在外", "明显在外")
    assert lower["Z-003"].split("（")[0] in ("多半在内", "明显在内")
    inside = [w for w in (*upper.values(), *lower.values()) if "（" in w]
    assert inside
    assert all(int(w.split("约")[1].rstrip("%）")) % 5 == 0 for w in inside)
    assert not any("." in w for w in (*upper.values(), *lower.values()))


def test_the_table_tells_the_distance_to_the_very_line_of_the_plot(panel: ChairPanel) -> None:
    with panel.open() as profile:
        deciding.decide(profile, actions.ExtraPlace("Z-008", "EXCELLENT", "特色突出"))
        taken, tables = statistics.frame(profile), lines.near(profile)
        steps.undo(profile)
    found = statistics.compute(taken)
    assert found.lines
    for line in found.lines:
        made = order_chart.chart(found, taken.view, taken.panel.desk.season.levels, line)
        assert made is not None
        rows = next(t for t in tables if (t.meter.level, t.meter.scope) == (line.quota.level, line.quota.scope)).rows
        assert {r.official - r.gap for r in rows if r.official is not None and r.gap is not None} == {made.cut}


def test_the_band_lies_at_the_line_and_holds_those_who_cannot_be_told(panel: ChairPanel) -> None:
    with panel.open() as profile:
        taken = statistics.frame(profile)
    found = statistics.compute(taken)
    line = found.lines[1]
    made = order_chart.chart(found, taken.view, taken.panel.desk.season.levels, line)
    assert made is not None
    official = {e.code: e.official for e in made.entries}
    assert made.cut == official[ASIDE]
    assert made.band is not None
    assert made.band[0] <= official["Z-005"] < made.cut <= made.band[1]
    assert official["Z-001"] > made.band[1]
    assert official["Z-008"] < made.band[0]
    told = order_chart.words(made, line)
    assert "名额 4 · 线上 4。" in told[0]
    assert ASIDE in told[1]
    assert "Z-005" in told[1]
    assert len(told) == 2 + len(WORTH)


def test_a_least_score_above_the_last_place_moves_the_line_and_is_said(panel: ChairPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    with panel.open() as profile:
        taken = statistics.frame(profile)
    found = statistics.compute(taken)
    floor, line = next(v.floor for v in taken.panel.desk.season.levels if v.code == "BENCHMARK"), found.lines[0]
    made = order_chart.chart(found, taken.view, taken.panel.desk.season.levels, line)
    assert made is not None
    assert made.cut == floor
    monkeypatch.setattr(spoken, "_language", "en")
    said, printed = (order_chart.chart(found, taken.view, taken.panel.desk.season.levels, line, on_paper=on) for on in (False, True))
    assert said is not None
    assert said.cut_words == f"Line of Benchmark · {PANEL}"
    assert printed == made
    assert "最低分" in made.notes[0]
    assert "规则去掉了分数" in made.notes[-1], "a point is off the middle for that reason too"
    assert "dropped by the rule" in said.notes[-1]


def test_the_plot_opens_draws_and_is_saved(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, tmp_path: Path) -> None:
    desk = open_chair(panel.season)
    view = open_statistics(desk)
    assert view.plot.isHidden()
    QTest.mouseClick(view.draw, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.plot.plot is not None, timeout=30_000)
    assert view.plot.words.toPlainText().startswith(f"{BENCHMARK}名额线")
    assert view.plot.words.hasFocus()
    light = view.plot.plot.grab().toImage().pixelColor(2, 2)  # type: ignore[union-attr]
    view.dress(theme.DARK)
    assert view.plot.plot.grab().toImage().pixelColor(2, 2) != light  # type: ignore[union-attr]
    target = tmp_path / "order.png"
    view.plot.save_to(target)
    qtbot.waitUntil(lambda: "已存到" in view.plot.said.text(), timeout=20_000)
    saved = QImage(str(target))
    assert (saved.width(), saved.height()) == (2 * view.plot.plot.width(), 2 * view.plot.plot.height())  # type: ignore[union-attr]
    assert saved.pixelColor(3, 3) == light
    desk.desktop.languages.switch("en")
    qtbot.waitUntil(lambda: view.plot.words.toPlainText().startswith("Line of Benchmark"), timeout=20_000)
    assert "已存到" not in view.plot.said.text()
    view.plot.line.activated.emit(1)
    assert view.plot.words.toPlainText().startswith("Line of Excellent")
    assert [view.plot.line.itemText(n) for n in range(view.plot.line.count())] == [f"Benchmark · {PANEL}", f"Excellent · {PANEL}"]
    QTest.mouseClick(view.draw, Qt.MouseButton.LeftButton)
    assert view.plot.isHidden()


def test_computing_and_printing_leave_the_database_free(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both wait in the pool until the database's thread has answered somebody else."""
    answered, threads = threading.Event(), []
    compute, write = statistics.compute, papers.write

    def held(real: object) -> object:
        def run(*args: object, **more: object) -> object:
            threads.append(threading.current_thread().name)
            assert answered.wait(60)
            return real(*args, **more)  # type: ignore[operator]

        return run

    monkeypatch.setattr(statistics, "compute", held(compute))
    monkeypatch.setattr(papers, "write", held(write))
    desk = open_chair(panel.season)
    view = papers_page(desk)
    for paper, tick in view.ticks.ticks.items():
        tick.setChecked(paper is PanelPaper.MATRIX)
    view.write_to(tmp_path / "papers")
    qtbot.waitUntil(lambda: bool(threads), timeout=20_000)
    desk.desktop.runner.database(answered.set)
    qtbot.waitUntil(lambda: view.model.papers is not None, timeout=30_000)
    assert len(threads) == 2
    assert not [t for t in threads if t == "database"]


def test_a_result_s_adjusted_scores_are_computed_neither_in_the_window_s_nor_in_the_database_s_thread(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads, compute = [], adjusted.compute

    def seen(taken: statistics.StatisticsFrame) -> adjusted.Adjusted:
        threads.append(threading.current_thread())
        return compute(taken)

    monkeypatch.setattr(adjusted, "compute", seen)
    desk = open_chair(panel.season)
    view = papers_page(desk)
    owners: list[threading.Thread] = []
    desk.desktop.runner.database(lambda: owners.append(threading.current_thread()))
    view.model.close(tmp_path / "组.qcp", None)
    qtbot.waitUntil(lambda: view.model.result is not None, timeout=30_000)
    assert len(threads) == len(owners) == 1
    assert threads[0] not in (owners[0], threading.current_thread())
    desk.close()
    with closing(profiles.open_profile(desk.home, passphrase=PASSPHRASE)) as kept, kept.database.read() as tx:
        envelope = tx.evidence.newest("panel", round_number=1)
    assert envelope is not None
    made = documents.peek(documents.PANEL, dsse.parse(envelope.envelope, limit=documents.PANEL.limit * 2))
    assert all(e.adjusted is not None for e in made.entries)


def test_what_lasts_over_a_second_is_seen_and_can_be_stopped(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, compute = threading.Event(), statistics.compute

    def slow(taken: statistics.StatisticsFrame, ctx: Context | None = None) -> statistics.PanelStatistics:
        assert go_on.wait(60)
        return compute(taken, ctx)

    monkeypatch.setattr(statistics, "compute", slow)
    desk = open_chair(panel.season)
    papers_page(desk)
    chair = desk.room.chair
    assert chair is not None
    chair.desk.show_page(pages.STATISTICS)
    view = chair.desk.page(pages.STATISTICS)
    assert isinstance(view, StatisticsPage)
    qtbot.waitUntil(lambda: view.figures.busy, timeout=20_000)
    patience = view.busy._patience
    assert (patience.interval(), view.busy.isHidden()) == (1_000, patience.isActive()), "on a slow day it has run out by now"
    qtbot.waitUntil(view.busy.isVisible, timeout=20_000)
    QTest.mouseClick(view.busy.cancel, Qt.MouseButton.LeftButton)
    go_on.set()
    qtbot.waitUntil(lambda: not view.figures.busy, timeout=20_000)
    assert view.busy.isHidden()
    assert "已取消" in view.reliable.text()
    view.arrive()
    qtbot.waitUntil(lambda: view.panel is not None, timeout=30_000)
    assert "可靠性" in view.reliable.text()


def test_the_chart_can_be_ticked_only_where_the_policy_declares_it(open_chair: ChairOpener, panel: ChairPanel) -> None:
    view = papers_page(open_chair(panel.season))
    assert isinstance(view, PapersPage)
    assert view.ticks.ticks[PanelPaper.CHART].isHidden()
    view.ticks.tick_all(True)
    assert PanelPaper.CHART not in view.ticks.chosen
    view.ticks.allow_reference(True)
    view.ticks.tick_all(True)
    assert PanelPaper.CHART in view.ticks.chosen


WITHOUT_THE_PLOT = """
import gc, sys, threading
from pathlib import Path
gc.disable()
from PySide6.QtCore import QTimer
class Importing:
    def find_spec(self, name, path=None, target=None):
        if name == "pyqtgraph":
            print("imported by", threading.current_thread().name)
sys.meta_path.insert(0, Importing())
from app.ui.desktop import Desktop
desktop = Desktop(Path(sys.argv[1]))
steps = iter(("opened", "statistics", "plot"))
state = {"at": "start"}
def here():
    return "pyqtgraph" in sys.modules
def look():
    room = desktop.window.room
    if room is None or not room.first_page_is_drawn():
        return
    if state["at"] == "start":
        print("opened", here())
        room.choose("chair")
        state["at"] = "chair"
    elif state["at"] == "chair" and room.chair.model.head is not None:
        room.chair.desk.show_page("statistics")
        state["at"] = "statistics"
    elif state["at"] == "statistics" and room.chair.desk.page("statistics").panel is not None:
        print("statistics", here(), "scipy" in sys.modules)
        room.chair.desk.page("statistics").draw.click()
        state["at"] = "plot"
    elif state["at"] == "plot" and room.chair.desk.page("statistics").plot.plot is not None:
        print("plot", here())
        timer.stop()
        desktop.window.close()
timer = QTimer(interval=0)
timer.timeout.connect(look)
timer.start()
desktop.run(sys.argv[2], None, quit_after_first_paint=False, quit_after_ready=False)
"""


def test_the_plot_s_library_waits_for_the_plot(panel: ChairPanel) -> None:
    """And is not imported by a worker: PySide made classes in two threads at once, and the process was gone."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_PLOT, str(panel.season.home(CHAIR)), PASSPHRASE],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["opened False", "statistics False True", "imported by MainThread", "plot True"]
