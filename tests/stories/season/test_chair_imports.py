"""What comes in is seen before anything changes, taken whole or in part, and set aside again as a whole; nothing is ever deleted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import Cancelled, UsageError
from app.core.tasks import Context, Progress
from app.models.season import AbsentRule, Quota, QuotaScope
from app.services.chair import board, choose, close, incoming, merge, receipts, remind, results, steps
from app.services.chair import desk as desks
from app.services.chair.board import Mark
from app.services.chair.incoming import Fate
from app.services.profile import Profile
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED, ChairPanel, Pristine
from tests.fakes.deep_folders import deep
from tests.fakes.published_season import CHAIR as HEAD
from tests.fakes.published_season import ELSEWHERE, SECOND, THIRD, World
from tests.fakes.season import CHAIR

OWN = {"Z-001": "89", "Z-002": "85", "Z-003": "80"}
SECOND_MARKS = {"Z-001": "80", "Z-002": "90", "Z-003": "86"}
THIRD_MARKS = {"Z-001": RECUSED, "Z-002": "70", "Z-003": "84"}
QUOTAS = (Quota("EXCELLENT", QuotaScope.PANEL, 1, panel="P-1"),)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    return Pristine.of(chair_panel.make(tmp_path_factory.mktemp("imports") / "now", judges=3, entries=3, own=OWN, quotas=QUOTAS))


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    """Nothing has come but the chair's own."""
    return pristine.lay_out()


def _received(profile: Profile) -> list[str]:
    return sorted(results.as_json(*results.results(profile))["received"])


def test_words_come_first_and_the_name_of_the_file_second(panel: ChairPanel) -> None:
    files = [panel.package("J-02", SECOND_MARKS), panel.package("J-03", THIRD_MARKS)]
    copy = Path(shutil.copy(files[0], files[0].with_name("评分(1).qcr.txt")))
    broken = files[0].with_name("broken.qcr")
    broken.write_bytes(files[0].read_bytes()[:-40])
    files[0].with_name("._broken.qcr").write_bytes(b"\0\5\x16\7 what macOS writes on sticks")
    photo = files[0].with_name("photo.jpg")
    photo.write_bytes(b"\xff\xd8\xff photograph")
    with panel.open() as profile:
        before = _received(profile)
        with deep(files[0].parent):
            gathered = incoming.gather([files[0].parent], Context())
        assert photo not in gathered
        assert set(gathered) == {*files, copy, broken}
        seen = incoming.look(profile, [*files, copy, broken], Context())
        assert [(f.fate, f.words) for f in seen.files] == [
            (Fate.NEW, "J-02 评委2：3 份"),
            (Fate.NEW, "J-03 评委3：2 份，回避 1 份"),
            (Fate.HELD, "J-02 评委2：3 份"),
            (Fate.REFUSED, "broken.qcr"),
        ]
        assert "新收 2 份，已有 1 份，不收 1 份" in seen.summary
        assert seen.missing == ()
        coded = incoming.with_codes(seen, Context())
        assert [bool(f.check_code) for f in coded.files] == [True, True, True, False]
        assert "校验码" in coded.files[0].line
        assert _received(profile) == before, "a preview keeps nothing"


def test_some_are_taken_and_the_rest_stays_outside(panel: ChairPanel) -> None:
    files = [panel.package("J-02", SECOND_MARKS), panel.package("J-03", THIRD_MARKS)]
    with panel.open() as profile:
        _received(profile)
        seen = incoming.look(profile, files, Context())
        only = incoming.preview(profile, seen.checked, only=[seen.files[1].payload])
        assert [a.judge for a in only.missing] == ["J-02"]
        assert only.summary[0] == "新收 1 份，不取 1 份"
        taken, _ = incoming.accept(profile, seen, only=[seen.files[1].payload])
        assert _received(profile) == [CHAIR, "J-03"]
        assert [m.words for m in taken.preview.moves] == [m.words for m in only.moves]
        assert taken.preview.summary == only.summary, "what is said after it counts no file that stayed outside"
        assert [a.judge for a in remind.reminders(profile)] == ["J-02"]


def test_movement_is_said_in_ranks_and_levels(panel: ChairPanel) -> None:
    with panel.open() as profile:
        _received(profile)
        seen = incoming.look(profile, [panel.package("J-02", SECOND_MARKS)], Context())
        assert "Z-001 第1→第2，退出优秀级名额（推进级）" in [m.words for m in seen.moves]
        assert "Z-002 第2→第1，进入优秀级名额" in [m.words for m in seen.moves]
        assert "Z-002 第2→第1，进入优秀级名额" in seen.summary


def test_nothing_moves_for_a_chair_who_has_looked_at_no_points_yet(panel: ChairPanel) -> None:
    """Whose file lifts which entry is told only to somebody who knows the points before."""
    third = panel.package("J-03", THIRD_MARKS)
    with panel.open() as profile:
        incoming.accept(profile, incoming.look(profile, [panel.package("J-02", SECOND_MARKS)], Context()))
        seen = incoming.look(profile, [third], Context())
        assert (seen.moves, seen.touched, seen.mixed) == ((), (), ())
        for turn in (steps.undo, steps.redo):
            made, _ = turn(profile)
            assert made is not None
            assert made.moves == ()
        results.results(profile)
        made, _ = steps.undo(profile)
        assert made is not None
        assert made.moves != ()


def test_an_import_is_undone_and_redone_as_a_whole(panel: ChairPanel) -> None:
    files = [panel.package("J-02", SECOND_MARKS), panel.package("J-03", THIRD_MARKS)]
    with panel.open() as profile:
        alone = results.as_json(*results.results(profile))
        taken = merge.merge(profile, files, Context())[0]
        both = results.as_json(*results.results(profile))
        undone, _ = steps.undo(profile)
        assert undone is not None
        assert undone.words == "已撤销：导入 2 份文件（J-02 评委2、J-03 评委3）"
        assert any(m.code == "Z-002" for m in undone.moves)
        assert results.as_json(*results.results(profile)) == alone
        with profile.database.read() as tx:
            assert len(tx.evidence.of_kind("result")) == 3, "nothing is deleted"
        again, _ = steps.redo(profile)
        assert again is not None
        assert results.as_json(*results.results(profile)) == both
        assert steps.redo(profile)[0] is None
        steps.undo(profile, taken.step)
        back = incoming.look(profile, files, Context())
        assert [f.fate for f in back.files] == [Fate.RETURNS, Fate.RETURNS]
        incoming.accept(profile, back)
        assert results.as_json(*results.results(profile)) == both
        assert not steps.history(profile)[0].undone
    with panel.open() as profile:
        assert results.as_json(*results.results(profile)) == both, "reopened equals remembered"


def test_a_payload_counts_while_any_import_that_brought_it_stands(panel: ChairPanel) -> None:
    second, third = panel.package("J-02", SECOND_MARKS), panel.package("J-03", THIRD_MARKS)
    with panel.open() as profile:
        one = merge.merge(profile, [second], Context())[0]
        two = merge.merge(profile, [second, third], Context())[0]
        assert one.step
        assert two.step
        steps.undo(profile, one.step)
        assert _received(profile) == [CHAIR, "J-02", "J-03"]
        steps.undo(profile, two.step)
        assert _received(profile) == [CHAIR]


def test_points_once_seen_are_not_forgotten_when_their_import_is_undone(panel: ChairPanel) -> None:
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", SECOND_MARKS)], Context())
        _received(profile)
        steps.undo(profile)
        better = panel.package("J-02", {**SECOND_MARKS, "Z-001": "100"}, sequence=2)
        seen = incoming.look(profile, [better], Context())
        assert [f.fate for f in seen.files] == [Fate.WAITS]
        merge.merge(profile, [better], Context())
        assert _received(profile) == [CHAIR], "the replacement waits, although nothing of this judge counts"
        made, _ = choose.choose(profile, seen.files[0].payload, "本人更正后重交")
        assert _received(profile) == [CHAIR, "J-02"]
        steps.undo(profile, made.id)
        assert _received(profile) == [CHAIR]


def test_a_replacement_after_opening_waits_and_can_be_turned_down(panel: ChairPanel) -> None:
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", SECOND_MARKS)], Context())
        first = results.as_json(*results.results(profile))
        payload = merge.merge(profile, [panel.package("J-02", SECOND_MARKS)], Context())[0]
        assert payload.waiting, "a second file under the same number is a fork"
        held = first["entries"]
        newer = merge.merge(profile, [panel.package("J-02", {**SECOND_MARKS, "Z-003": "60"}, sequence=2)], Context())[0]
        assert [w.judge for w in newer.waiting] == ["J-02"]
        counted = next(iter(results.results(profile)[0].counted()["J-02"].ref.payload for _ in "x"))
        choose.choose(profile, counted, "以第一份为准")
        now = results.as_json(*results.results(profile))
        assert (now["undecided"], now["entries"]) == ({}, held)


def test_forks_wait_and_hold_the_close(panel: ChairPanel) -> None:
    files = [panel.package("J-02", SECOND_MARKS), panel.package("J-02", {**SECOND_MARKS, "Z-001": "81"})]
    with panel.open() as profile:
        seen = incoming.look(profile, files, Context())
        assert [f.fate for f in seen.files] == [Fate.FORK, Fate.FORK]
        assert [f.judge for f in seen.forks] == ["J-02"]
        merge.merge(profile, files, Context())
        seen_now = board.board(profile)
        assert seen_now.rows[1].marks == (Mark.UNDECIDED,) * 3
        assert (seen_now.received, seen_now.waiting, seen_now.missing) == (1, 1, seen_now.expected - 2), "a fork is not received"
        head = desks.head(profile)
        assert (head.arrived, head.waiting) == (1, 1)
        with pytest.raises(UsageError) as held:
            close.close(profile, panel.season.folder / "p.qcp")
        assert held.value.reason == "undecided"


def test_a_preview_of_yesterday_is_not_accepted_against_another_roster(panel: ChairPanel) -> None:
    with panel.open() as profile:
        seen = incoming.look(profile, [panel.package("J-02", SECOND_MARKS)], Context())
    chair_panel.publish_again(panel, remarks_minimum=1)
    with panel.open() as profile:
        with pytest.raises(UsageError) as stale:
            incoming.accept(profile, seen)
        assert stale.value.reason == "changed"
        again = incoming.preview(profile, seen.checked)  # as a tick does, or a step taken back: nothing is checked anew by it
        with pytest.raises(UsageError) as shown:
            incoming.accept(profile, again)
        assert shown.value.reason == "changed"


def test_verifying_can_be_watched_and_stopped(panel: ChairPanel) -> None:
    files = [panel.package("J-02", SECOND_MARKS) for _ in range(6)]
    told: list[Progress] = []
    context = Context(told.append)
    with panel.open() as profile:
        frame = incoming.frame(profile)
        assert len(incoming.verify(frame, files, context)) == 6
        assert told[0].fraction == 0.0
        context.cancel()
        with pytest.raises(Cancelled):
            incoming.verify(frame, files, context)


def test_scored_under_an_earlier_published_policy_is_taken_and_the_policy_in_force_applies(panel: ChairPanel) -> None:
    old = panel.package("J-02", SECOND_MARKS)
    chair_panel.publish_again(panel, quotas=(Quota("EXCELLENT", QuotaScope.PANEL, 3, panel="P-1"),))
    with panel.open() as profile:
        seen = incoming.look(profile, [old], Context())
        assert [f.fate for f in seen.files] == [Fate.NEW]
        incoming.accept(profile, seen)
        panel_now, view = results.results(profile)
        assert sum(r.level == "EXCELLENT" for r in view.rows) == 3
        assert any("另一版评审规则" in line for line in results.policy_lines(panel_now, view))
    strange = panel.package("J-03", THIRD_MARKS, policy=replace(panel.policy, remarks_minimum=7))
    with panel.open() as profile:
        assert [f.reason for f in incoming.look(profile, [strange], Context()).files] == ["other-policy"]


def test_the_board_shows_who_has_handed_in_and_no_point(panel: ChairPanel) -> None:
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-03", THIRD_MARKS)], Context())
        found = board.board(profile)
        assert (found.received, found.expected, found.entries) == (2, 3, ("Z-001", "Z-002", "Z-003"))
        assert [r.marks for r in found.rows] == [
            (Mark.RECEIVED,) * 3,
            (Mark.MISSING,) * 3,
            (Mark.RECUSED, Mark.RECEIVED, Mark.RECEIVED),
        ]
        text = remind.reminders(profile)[0].reminder
        assert text.startswith("评委2老师：您好！")
        assert "3 份成果还没有收到评分文件" in text
        assert "评委3" not in text


def test_waiting_for_absent_judges_is_a_rule_that_holds_the_close(panel: ChairPanel) -> None:
    chair_panel.publish_again(panel, absent=AbsentRule.WAIT)
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-03", THIRD_MARKS)], Context())
        assert any(
            "等缺交者，交齐之前结果为暂定。缺交：评委2" in line for line in ["".join(results.policy_lines(*results.results(profile)))]
        )
        with pytest.raises(UsageError) as held:
            close.close(profile, panel.season.folder / "p.qcp")
        assert held.value.reason == "absent"
        merge.merge(profile, [panel.package("J-02", SECOND_MARKS)], Context())
        assert close.close(profile, panel.season.folder / "p.qcp")[0].packages == 3


def test_receipts_go_to_what_counts_only(panel: ChairPanel) -> None:
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", SECOND_MARKS)], Context())
        steps.undo(profile)
        issued, _ = receipts.issue(profile, panel.season.folder / "receipts")
        assert set(issued.files) == {CHAIR}


def test_a_file_that_is_not_taken_is_answered_beside_the_one_that_counts(panel: ChairPanel) -> None:
    strange = panel.package("J-02", SECOND_MARKS, sequence=2, policy=replace(panel.policy, remarks_minimum=7))
    out = panel.season.folder / "receipts"
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", SECOND_MARKS)], Context())
        seen = incoming.look(profile, [strange], Context())
        strange.unlink()  # the stick was taken away
        for given in (
            {"turned_away": seen.checked},
            {"refused": [panel.package("J-02", {**SECOND_MARKS, "Z-001": RECUSED}, policy=replace(panel.policy, remarks_minimum=8))]},
        ):
            issued, _ = receipts.issue(profile, out, **given)  # type: ignore[arg-type]
            assert issued.files["J-02"] == out / "J-02.qcreceipt", "what counts keeps its own receipt"
            assert issued.refusals == (out / "J-02-refused.qcreceipt",)
            assert all(p.exists() for p in (*issued.files.values(), *issued.refusals))
        assert (
            receipts.issue(profile, out, turned_away=incoming.look(profile, [panel.package("J-03", THIRD_MARKS)], Context()).checked)[
                0
            ].refusals
            == ()
        )


def test_the_inbox_folder_is_found_and_another_panels_file_is_named(submitted: World) -> None:
    submitted.run(SECOND, "judge", "upload")
    said = submitted.run(HEAD, "chair", "preview", "--inbox").out
    assert f"{SECOND} 沈国樑：3 份，校验码" in said
    foreign = submitted.ask(HEAD, "chair", "preview", submitted.package(ELSEWHERE), code=1)
    assert [f["reason"] for f in foreign["refused"]] in (["not-for-us"], ["other-panel"])
    answered = submitted.ask(HEAD, "chair", "receipts", "--out", submitted.root / "答复", "--refused", submitted.package(ELSEWHERE))
    assert answered["refusals"] == [], "the judges of another panel believe their own chair alone"


def test_the_words_of_the_command(submitted: World) -> None:
    planned = submitted.run(HEAD, "chair", "merge", submitted.package(SECOND), "--dry-run").out
    assert f"{SECOND} 沈国樑：3 份，校验码" in planned
    assert "还缺：" in planned
    texts = submitted.ask(HEAD, "chair", "remind")["missing"]
    assert [t["judge"] for t in texts] == [SECOND, THIRD]
    taken = submitted.ask(HEAD, "chair", "merge", submitted.package(SECOND), submitted.package(THIRD))
    assert taken["step"]
    assert submitted.ask(HEAD, "chair", "undo")["step"] == taken["step"]
    assert submitted.ask(HEAD, "chair", "results")["received"] == [HEAD]
    assert [s["undone"] for s in submitted.ask(HEAD, "chair", "undo", "--list")["steps"]] == [True]
    submitted.run(HEAD, "chair", "redo")
    assert submitted.ask(HEAD, "chair", "results")["received"] == [HEAD, SECOND, THIRD]
    assert submitted.ask(HEAD, "chair", "board")["received"] == 3
