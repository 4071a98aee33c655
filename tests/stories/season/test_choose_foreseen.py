"""One of several files is chosen knowing what it would move, as files that come in are taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.tasks import Context
from app.services.chair import choose, deciding, desk, merge, results, steps
from app.services.chair.actions import Keep
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine, marks_of
from tests.fakes.qcdesk import Desk
from tests.fakes.season import CHAIR, PASSPHRASE

TOTALS = {"Z-001": ("86", "84", "82"), "Z-002": ("80", "79", "81"), "Z-003": ("91", "90", "92")}
MOVED = ("Z-001 第2→第1", "Z-003 第1→第2，标杆级→优秀级", "1 项决定依据的分数变化 (Z-003 第1→第2)")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    panel = chair_panel.make(tmp_path_factory.mktemp("choose") / "now", judges=3, entries=3, own=marks_of(TOTALS, 0))
    with panel.open() as profile:
        merge.merge(profile, [panel.package(j, marks_of(TOTALS, n)) for n, j in ((1, "J-02"), (2, "J-03"))], Context())
    return Pristine.of(panel)


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def late(panel: ChairPanel) -> Path:
    """J-02 thinks otherwise of Z-003."""
    return panel.package("J-02", {**marks_of(TOTALS, 1), "Z-003": "60"}, sequence=2)


def test_each_file_says_what_it_is_and_what_it_would_move(panel: ChairPanel) -> None:
    with panel.open() as profile:
        results.results(profile)
        deciding.decide(profile, Keep("Z-003"))
        merge.merge(profile, [late(panel)], Context())
        first, second = choose.options(profile, "J-02")
        assert (first.words, first.counts, first.lines) == ("第 1 次提交，3 份；现在计入的是这一份", True, ("名次和等级不变。",))
        assert (second.words, second.counts) == ("第 2 次提交，3 份", False)
        assert second.lines[:3] == MOVED
        assert results.as_json(*results.results(profile))["undecided"], "looking chooses nothing"
        assert choose.foresee(profile, second.payload[:12]).does.lines() == second.lines
        choose.choose(profile, second.payload, "补正")
        assert [r.code for r in results.results(profile)[1].rows] == ["Z-001", "Z-003", "Z-002"]


def test_what_was_told_was_seen_and_the_next_file_waits(panel: ChairPanel) -> None:
    with panel.open() as profile:
        results.results(profile)
        merge.merge(profile, [late(panel)], Context())
        choose.choose(profile, choose.options(profile, "J-02")[1].payload, "补正")
        third = panel.package("J-02", marks_of(TOTALS, 1), sequence=3)
        assert [f.judge for f in merge.merge(profile, [third], Context())[0].waiting] == ["J-02"]


def test_before_points_are_opened_nothing_of_them_is_told(panel: ChairPanel) -> None:
    fork = [panel.package("J-02", {**marks_of(TOTALS, 1), "Z-003": mark}, sequence=2) for mark in ("60", "61")]
    with panel.open() as profile:
        merge.merge(profile, fork, Context())
        assert [o.lines for o in choose.options(profile, "J-02")] == [(), ()]
        assert not any(o.counts for o in choose.options(profile, "J-02"))


def test_the_command_tells_it_before_and_after(panel: ChairPanel) -> None:
    chair = Desk(panel.season.home(CHAIR), passphrase=PASSPHRASE)
    with panel.open() as profile:
        results.results(profile)
        deciding.decide(profile, Keep("Z-003"))
        merge.merge(profile, [late(panel)], Context())
        payload = choose.options(profile, "J-02")[1].payload
    words = ("chair", "choose", payload[:12], "--reason", "补正")
    told = chair.run(*words, "--dry-run").out.splitlines()
    assert told[:4] == ["取用 J-02 的这份评分文件会这样：", *MOVED]
    assert chair.ask(*words, "--dry-run")["decision"] is None
    done = chair.ask(*words)
    assert [m["code"] for m in done["moves"]] == ["Z-001", "Z-003"]
    assert [t["entry"] for t in done["touched"]] == ["Z-003"]


def test_a_file_that_lies_there_twice_is_one_in_the_words_of_the_step(panel: ChairPanel) -> None:
    file = late(panel)
    copy = file.with_name("copy.qcr")
    copy.write_bytes(file.read_bytes())
    with panel.open() as profile:
        merge.merge(profile, [file, copy], Context())
        assert steps.history(profile)[0].words == "导入 1 份文件（J-02 评委2）"


def test_the_chairs_own_file_is_counted_by_the_head_at_once(tmp_path: Path) -> None:
    made = chair_panel.make(tmp_path / "s", judges=3, entries=3, own=marks_of(TOTALS, 0))
    with made.open() as profile:
        assert desk.head(profile).arrived == 1
