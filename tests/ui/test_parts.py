"""The parts below the window: runner, notices, columns, preferences, pages in memory and under each other."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import Cancelled, UsageError
from app.core.executor import Priority
from app.core.tasks import Context, Progress
from app.core.words import say
from app.media.values import PageImage
from app.models.changes import NOTHING, Changes, Topic, changed
from app.ui import preferences as prefs
from app.ui.bus import ChangesBus
from app.ui.columns import Column, RowsModel
from app.ui.i18n import Languages
from app.ui.judge.document_model import Wish
from app.ui.judge.page_cache import LEAST, MOST, PageCache, limit_for
from app.ui.judge.page_layout import GAP, MARGIN, arrange
from app.ui.notify import NoticeBar
from app.ui.preferences import Preferences
from app.ui.tasks import Runner
from tests.conftest import ExpectLog


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def test_every_result_arrives_in_the_windows_thread(runner: Runner, qtbot: QtBot) -> None:
    here, got = threading.get_ident(), []
    for number in range(300):
        submit = runner.pool if number % 2 else lambda fn, n, then: runner.database(fn, n, then=then)
        submit(lambda n: (n, threading.get_ident()), number, then=lambda r: got.append((r[0], r[1] != here, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: len(got) == 300, timeout=20_000)
    assert sorted(n for n, _, _ in got) == list(range(300))
    assert all(away and back for _, away, back in got)


@pytest.mark.parametrize("where", ["pool", "database"])
def test_what_was_delivered_is_forgotten_without_the_collector(runner: Runner, qtbot: QtBot, where: str) -> None:
    """A picture of a page is megabytes; given back by the dozen in one collection it would hold up the window."""
    seen: list[ref[set[int]]] = []
    submit = runner.pool if where == "pool" else runner.database
    begun = threading.Event()

    def work() -> set[int]:
        assert begun.wait(60), "its answer is asked for before it is there, as with every picture"
        return {1}

    submit(work, then=lambda made: seen.append(ref(made)))
    begun.set()
    qtbot.waitUntil(lambda: bool(seen) and seen[0]() is None, timeout=20_000)
    assert not gc.isenabled()


def test_an_error_nobody_takes_is_a_failure_and_a_cancelled_one_is_not(runner: Runner, qtbot: QtBot) -> None:
    seen: list[BaseException] = []
    runner.failure.connect(seen.append)

    def fails(error: BaseException) -> None:
        raise error

    taken: list[BaseException] = []
    runner.pool(fails, Cancelled("stopped"))
    runner.pool(fails, ValueError("taken"), failed=taken.append)
    runner.pool(fails, UsageError("seen"))
    qtbot.waitUntil(lambda: bool(seen) and bool(taken), timeout=20_000)
    assert [str(e) for e in seen] == ["seen"]
    assert [str(e) for e in taken] == ["taken"]


def test_a_notice_goes_when_what_failed_goes_well_and_no_sooner(runner: Runner, qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    runner.failure.connect(bar.report)
    runner.recovered.connect(bar.settle)
    full = [True]

    def save(points: int) -> int:
        if full[0]:
            raise UsageError("磁盘已满")
        return points

    def read() -> None:
        pass

    done: list[object] = []
    runner.database(lambda: save(3), then=done.append)
    qtbot.waitUntil(lambda: bar.text() == "磁盘已满", timeout=20_000)
    runner.database(read, then=done.append)
    qtbot.waitUntil(lambda: len(done) == 1, timeout=20_000)
    assert bar.text() == "磁盘已满"
    full[0] = False
    for points in (4, 5):
        runner.database(save, points, then=done.append)
    qtbot.waitUntil(lambda: len(done) == 3, timeout=20_000)
    assert bar.text() == "磁盘已满", "other work than what failed"
    bar.dismiss()
    full[0] = True
    runner.database(save, 6)
    qtbot.waitUntil(lambda: bar.text() == "磁盘已满", timeout=20_000)
    full[0] = False
    runner.database(save, 7, then=done.append)
    qtbot.waitUntil(lambda: len(done) == 4, timeout=20_000)
    assert bar.text() == ""
    runner.database(save, 8, then=done.append)
    bar.say("已备份")
    qtbot.waitUntil(lambda: len(done) == 5, timeout=20_000)
    assert bar.text() == "已备份"


def test_progress_is_sampled_and_closing_cancels(runner: Runner, qtbot: QtBot) -> None:
    context, shown, ended = Context(), [], threading.Event()
    turn = threading.Event()

    def work() -> None:
        try:
            for number in range(10_000):
                context.report("loading", number / 10_000)
                turn.wait(0.005)
        finally:
            ended.set()

    future = runner.pool(work)
    runner.watched(context, shown.append, future)
    qtbot.waitUntil(lambda: len(shown) >= 2, timeout=20_000)
    assert all(isinstance(p, Progress) for p in shown)
    runner.close()
    assert ended.is_set()
    assert isinstance(future.exception(), Cancelled)


def test_closing_does_every_save_that_waits_and_then_the_last_thing(runner: Runner) -> None:
    done: list[str] = []
    gate = threading.Event()
    runner.database(gate.wait, 5)
    for number in range(20):
        runner.database(done.append, f"save {number}", priority=Priority.SAVE)
    gate.set()
    runner.close(lambda: done.append("closed"))
    assert done == [*(f"save {n}" for n in range(20)), "closed"]


def test_an_error_in_words_and_a_bug_with_its_details(qtbot: QtBot, expect_log: ExpectLog) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    bar = NoticeBar(host)
    bar.report(UsageError("坏了。", "请再试。"))
    assert bar.text() == "坏了。请再试。"
    assert bar._copy.isHidden()
    bar.report(Cancelled("stop"))
    assert bar.text() == "坏了。请再试。"
    expect_log("ERROR app.ui.notify: unexpected error")
    bar.report(KeyError("boom"))
    assert "boom" not in bar.text()
    assert not bar._copy.isHidden()
    bar.copy_details()
    assert "KeyError: 'boom'" in QGuiApplication.clipboard().text()
    bar.dismiss()
    assert bar.text() == ""


def test_what_is_shown_follows_the_language(qtbot: QtBot, expect_log: ExpectLog) -> None:
    host, languages = QWidget(), Languages()
    qtbot.addWidget(host)
    bar = NoticeBar(host)
    error = UsageError(say("坏了。", "It broke."), say("请再试。", "Try again."))
    expect_log("ERROR app.ui.notify: unexpected error")
    shown = (
        (lambda: bar.report(error), "坏了。请再试。", "It broke. Try again."), (lambda: bar.warn(say("请同步。", "Sync.")), "请同步。", "Sync."),
        (lambda: bar.report(KeyError("x")), "程序出现意外问题，已保存的内容没有受影响。可复制详情发给组织方。", "Something unexpected"),
    )  # fmt: skip
    try:
        for show, chinese, english in shown:
            show()
            assert bar.text() == chinese
            languages.switch("en")
            qtbot.waitUntil(lambda english=english: bar.text().startswith(english), timeout=20_000)  # type: ignore[misc]
            languages.switch("zh")
            qtbot.waitUntil(lambda chinese=chinese: bar.text() == chinese, timeout=20_000)  # type: ignore[misc]
    finally:
        languages.switch("zh")


def test_the_bus_carries_changes_and_not_nothing(qtbot: QtBot) -> None:
    bus, seen = ChangesBus(), []
    bus.changed.connect(seen.append)
    bus.publish(NOTHING)
    bus.publish(changed(Topic.SHEETS, entries=("Z-001",)))
    assert seen == [Changes(frozenset({Topic.SHEETS}), frozenset({"Z-001"}))]


def test_columns_show_rows_and_ask_for_another_order(qtbot: QtBot, qtmodeltester: object) -> None:
    model: RowsModel[tuple[str, int]] = RowsModel((
        Column("name", lambda: "名称", lambda r: r[0], order="title"), Column("n", lambda: "数", lambda r: str(r[1]), right=True),
    ))  # fmt: skip
    model.show([("甲", 1), ("乙", 2)])
    qtmodeltester.check(model, force_py=True)  # type: ignore[attr-defined]
    assert model.data(model.index(1, 0)) == "乙"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "数"
    asked: list[tuple[str, bool]] = []
    model.wanted.connect(lambda order, down: asked.append((order, down)))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.sort(1)
    assert asked == [("title", True)]
    model.show([("丙", 3), ("丁", 4)])
    assert model.row(model.index(0, 0)) == ("丙", 3)


def test_preferences_come_back_and_damage_means_defaults(tmp_path: Path) -> None:
    chosen = Preferences(language="en", theme="dark", text_percent=125, rubric_width=500, criteria_folded=True, last_entry="Z-001")
    prefs.save(tmp_path, chosen)
    assert prefs.load(tmp_path) == chosen
    for content in (
        "{",
        "[]",
        '{"language": "xx", "theme": 3, "text_percent": 101, "rubric_width": 10, "criteria_folded": 1, "last_entry": 5}',
        "[" * 5_000,
        '{"last_entry": "\\ud800", "geometry": "\\udfff", "keys": {"\\ud800": "N"}}',
    ):
        (tmp_path / prefs.NAME).write_text(content)
        assert prefs.load(tmp_path) == Preferences()
    assert prefs.load(tmp_path / "nowhere") == Preferences()


def _page(width: int = 100, height: int = 100) -> PageImage:
    return PageImage(width, height, width * 4, bytes(width * height * 4))


def test_the_page_cache_is_bounded_in_bytes_and_keeps_what_was_seen_last(qtbot: QtBot) -> None:
    cache = PageCache(limit=3 * 40_000)
    for page in range(3):
        cache.put(Wish(page, 100), _page())
    assert cache.get(Wish(0, 100)) is not None
    cache.put(Wish(3, 100), _page())
    assert Wish(1, 100) not in cache
    assert Wish(0, 100) in cache
    assert cache.bytes <= 3 * 40_000
    assert cache.nearest(Wish(3, 555)) is not None
    cache.put(Wish(9, 100), _page(400, 400))
    assert (len(cache), cache.bytes) == (1, 640_000)
    cache.clear()
    assert (len(cache), cache.bytes) == (0, 0)


def test_the_page_cache_follows_the_size_of_the_view_between_two_limits(qtbot: QtBot) -> None:
    assert limit_for(100, 100) == LEAST
    assert LEAST < limit_for(902, 627) < MOST
    assert limit_for(3840, 2160) == MOST <= 96 << 20
    cache = PageCache(limit=3 * 40_000)
    for page in range(3):
        cache.put(Wish(page, 100), _page())
    cache.allow(2 * 40_000)
    assert (cache.bytes, Wish(0, 100) in cache) == (2 * 40_000, False)


def test_pages_lie_under_each_other_whatever_their_size() -> None:
    layout = arrange([(595, 842), (960, 540), (595, 842)], 902, 1.0)
    assert layout.width == 902 - 2 * MARGIN
    assert layout.heights[1] == round(886 * 540 / 960)
    assert layout.tops[1] == MARGIN + layout.heights[0] + GAP
    assert layout.page_at(0) == 0
    assert layout.page_at(layout.tops[1]) == 1
    assert layout.page_at(10**6) == 2
    assert list(layout.visible(layout.tops[1] - 50, 100)) == [0, 1]
    assert list(arrange([], 902, 1.0).visible(0, 100)) == []
    assert arrange([(1, 100_000)], 902, 1.0).heights == (30_000,)
