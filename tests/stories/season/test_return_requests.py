"""撤回申请: asked in words, answered by the chair's return, handed in again under the next number, and replaced in the merge."""

from __future__ import annotations

import pytest

from app.core.errors import UsageError
from app.models.sheet import SheetState
from app.services.judge import delivery, read_entries, receipts, return_request, submit
from app.services.judge.delivery import Delivery
from tests.fakes.published_season import CHAIR, COUNTING, PANEL, PRACTICE, SECOND, World, score


def states(world: World, who: str = SECOND) -> dict[str, SheetState]:
    with world.open(who) as profile:
        return {row.code: row.state for row in read_entries.rows(profile)}


def standing(world: World, who: str = SECOND) -> Delivery:
    with world.open(who) as profile:
        found = read_entries.desk_state(profile)
    assert (found.delivery in delivery.OPEN) is (found.delivery not in (Delivery.NONE, Delivery.COUNTED, Delivery.FINAL))
    return found.delivery


def merged(world: World) -> None:
    world.run(CHAIR, "chair", "merge", *(world.package(j) for j in PANEL))


def returned(world: World, reason: str = "同意，请补看附表") -> None:
    world.run(CHAIR, "chair", "return", SECOND, "--reason", reason, "--out", world.root / "back")
    world.run(SECOND, "judge", "receipt", world.root / "back" / f"{SECOND}.qcreceipt")


def test_the_text_has_what_the_chair_needs_and_is_kept(submitted: World) -> None:
    done = submitted.ask(SECOND, "judge", "ask-return", "z-002", "Z-001", "z-002", "--reason", "漏看附表 $(date)")
    code = submitted.ask(SECOND, "judge", "submit")["fingerprint"]
    assert done["entries"] == ["Z-002", "Z-001"]
    assert done["fingerprint"] == code
    for words in (SECOND, "沈国樑", "第1次提交", code, "Z-002、Z-001", "原因：漏看附表 $(date)"):
        assert words in done["text"]
    assert "$(date)" not in done["text"].splitlines()[-1], "the line with a command holds no word of the judge's"
    with submitted.open(SECOND) as profile:
        kept = return_request.standing(profile)
    assert kept is not None
    assert (kept.text, kept.asked.entries) == (done["text"], ("Z-002", "Z-001"))
    assert standing(submitted) is Delivery.ASKED


def test_nothing_can_be_asked_back_before_it_was_given(synced: World) -> None:
    with synced.open(SECOND) as profile, pytest.raises(UsageError, match="还没有提交"):
        return_request.ask(profile, (), "漏看")


@pytest.mark.parametrize(("entries", "reason", "words"), [((), "  ", "为什么"), (("Z-999",), "漏看", "没有成果")])
def test_a_request_that_says_too_little_is_refused(submitted: World, entries: tuple[str, ...], reason: str, words: str) -> None:
    before = submitted.kept(SECOND)
    with submitted.open(SECOND) as profile, pytest.raises(UsageError, match=words):
        return_request.ask(profile, entries, reason)
    assert submitted.kept(SECOND) == before


def test_after_the_panel_is_closed_there_is_nothing_to_ask(submitted: World) -> None:
    merged(submitted)
    submitted.run(CHAIR, "chair", "close", "--anyway", "--out", submitted.root / "p.qcp", "--receipts", submitted.root / "final")
    submitted.run(SECOND, "judge", "receipt", submitted.root / "final" / f"{SECOND}.qcreceipt")
    assert standing(submitted) is Delivery.FINAL
    assert "已定稿" in submitted.run(SECOND, "judge", "ask-return", "--reason", "漏看", code=1).line


def test_asked_returned_changed_and_replaced(submitted: World) -> None:
    merged(submitted)
    submitted.run(SECOND, "judge", "ask-return", "Z-002", "--reason", "漏看附表")
    returned(submitted)
    assert standing(submitted) is Delivery.NONE
    found = states(submitted)
    assert {code: found[code] for code in COUNTING} == {"Z-001": SheetState.DONE, "Z-002": SheetState.RETURNED, "Z-003": SheetState.DONE}
    with submitted.open(SECOND) as profile:
        counted = read_entries.desk_state(profile).tally
        assert (counted.done, counted.total, counted.returned, counted.practice) == (len(COUNTING), len(COUNTING), 1, 1)
        assert submit.problems(profile) == ()
        assert submit.handed_in(profile) is None
        view = receipts.newest(profile)
    assert view is not None
    assert view.words == "退回修改：同意，请补看附表"
    score(submitted, SECOND, ("Z-002",), lost=2)
    assert states(submitted)["Z-002"] is SheetState.DONE
    again = submitted.ask(SECOND, "judge", "submit", "--out", submitted.package(SECOND))
    with submitted.open(SECOND) as profile:
        latest = submit.latest(profile)
    assert latest is not None
    assert latest.sequence == 2
    assert standing(submitted) is Delivery.UNSENT
    done = submitted.ask(CHAIR, "chair", "merge", submitted.package(SECOND))
    taken = [*done["accepted"], *done["replaced"], *done["waiting"]]
    assert {line["payload"] for line in taken} == {again["payload"]}
    submitted.run(CHAIR, "chair", "choose", again["payload"], "--reason", "按退回修改后的计", code=None)
    submitted.run(CHAIR, "chair", "receipts", "--out", submitted.root / "second")
    said = submitted.ask(SECOND, "judge", "receipt", submitted.root / "second" / f"{SECOND}.qcreceipt")
    assert (said["state"], said["agrees"], said["payload"]) == ("counted", True, again["payload"])
    assert standing(submitted) is Delivery.COUNTED


def test_a_return_nobody_asked_for_marks_every_sheet(submitted: World) -> None:
    merged(submitted)
    returned(submitted)
    assert {s for c, s in states(submitted).items() if c != PRACTICE} == {SheetState.RETURNED}


def test_returning_twice_opens_only_once(submitted: World) -> None:
    """A late copy of the old return must not open what was handed in since."""
    merged(submitted)
    returned(submitted)
    submitted.run(SECOND, "judge", "submit", "--out", submitted.package(SECOND))
    submitted.run(SECOND, "judge", "receipt", submitted.root / "back" / f"{SECOND}.qcreceipt")
    assert {s for c, s in states(submitted).items() if c != PRACTICE} == {SheetState.SUBMITTED}


def test_looking_never_makes_another_package(submitted: World) -> None:
    """Entries that came after handing in are handed in by the judge, not by a page that is opened."""
    before = submitted.kept(SECOND)
    with submitted.open(SECOND) as profile:
        first = submit.handed_in(profile)
        assert first is not None
        assert first.repeated
        assert submit.added(profile) == ()
        assert first.package.read_bytes() == submitted.package(SECOND).read_bytes()
    assert submitted.kept(SECOND) == before
