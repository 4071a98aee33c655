"""Words longer than a file may hold: refused where they enter, and what an older version stored stops neither copy nor hand-in unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import words
from app.core.errors import AppError, DownloadError, InvalidEntry, OfflineError, UsageError
from app.core.tasks import Context
from app.core.words import now
from app.models.sheet import EventKind, Note, NoteKind
from app.services import backup
from app.services.judge import outbox, remark, score, submit, travel_check, work_copy, workspace
from app.services.profile import Profile
from app.store import values
from app.sync import upload
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, serving, sync_now
from tests.fakes.season import Season, found

JUDGE, CODE = "J-02", "Z-001"
LONG = "长" * 20_001
NOTE = Note("0" * 31 + "1", NoteKind.WEAKNESS, LONG)


@pytest.fixture
def season(tmp_path: Path) -> Iterator[Season]:
    """One judge has scored all there is; the server goes on."""
    made = found(tmp_path, entries=1, judges=2)
    with serving(made) as address:
        office = Office(made, address)
        invited = office.invite(JUDGE)
        new_laptop(made, JUDGE, invited.files[JUDGE])
        office.admit()
        office.publish()
        sync_now(made, JUDGE)
        pledge(made, JUDGE)
        score_some(made, JUDGE, made.entries)
        yield made


def store_as_before(profile: Profile, kind: EventKind, key: str, value: str | None) -> None:
    """What a version without the limit saved."""
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx)
        score.append(profile, tx, desk, CODE, (kind, key, value))
        score.refresh_summary(tx, desk, desk.entry(CODE))


def test_words_too_long_are_refused_by_name_before_they_are_stored(season: Season) -> None:
    with season.open(JUDGE) as profile:
        for refused in (
            lambda: score.set_points(profile, CODE, {}, remark=LONG),
            lambda: score.set_remark(profile, CODE, LONG),
            lambda: score.put_note(profile, CODE, NOTE),
            lambda: remark.merge(profile, CODE, text=LONG),
        ):
            with pytest.raises(InvalidEntry, match=r"Z-001 的(总体评价|记录)有 20001 字，最多 20000 字，没有保存"):
                refused()
        sheet, _ = score.set_remark(profile, CODE, LONG[1:])
        assert (len(sheet.remark), sheet.notes) == (20_000, ())


def test_what_was_stored_too_long_may_be_shortened_step_by_step(season: Season) -> None:
    with season.open(JUDGE) as profile:
        store_as_before(profile, EventKind.REMARK, "", values.text_value(LONG * 2))
        score.set_remark(profile, CODE, LONG)
        with pytest.raises(InvalidEntry):
            score.set_remark(profile, CODE, LONG + "长")


def test_long_words_of_before_do_not_keep_the_copy_here_and_come_back_whole(season: Season) -> None:
    with season.open(JUDGE) as profile:
        store_as_before(profile, EventKind.REMARK, "", values.text_value(LONG * 3))
        store_as_before(profile, EventKind.NOTE, NOTE.id, values.note_value(NOTE))
        score.remove_note(profile, CODE, NOTE.id)
        score.set_remark(profile, CODE, '"\n' * 10_000)  # as JSON twice as long as its words
    report = sync_now(season, JUDGE)
    assert (report.copy.unsaved, report.copy.problem) == (0, "")
    with season.open(JUDGE) as profile, profile.database.read() as tx:
        draft, _, _ = work_copy.make(profile, tx, workspace.roster(profile, tx))
        assert draft is not None
        assert [e.value for e in draft.rounds[0].events if e.kind is EventKind.REMARK][-2:] == [
            values.text_value(LONG * 3), values.text_value('"\n' * 10_000),
        ]  # fmt: skip


def test_what_is_too_long_to_hand_in_is_a_line_with_its_entry(season: Season) -> None:
    with season.open(JUDGE) as profile:
        store_as_before(profile, EventKind.NOTE, NOTE.id, values.note_value(NOTE))
        (problem,) = submit.problems(profile)
        assert (problem.entry, problem.items, problem.blank) == (CODE, (NOTE.id,), False)
        assert problem.words == "Z-001: 记录“长长长长长长长长长长长长…”有 20001 字，最多 20000 字，请删减"
        store_as_before(profile, EventKind.REMARK, "", values.text_value(LONG))
        (problem,) = submit.problems(profile)
        assert (problem.items, "总体评价有 20001 字" in problem.words) == (("remark",), True)
        with pytest.raises(UsageError, match="Z-001: 总体评价有 20001 字"):
            submit.submit(profile)
        score.set_remark(profile, CODE, "好")
        score.remove_note(profile, CODE, NOTE.id)
        assert submit.problems(profile) == ()


def test_a_copy_that_cannot_leave_is_said_until_one_does(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_copy, "LARGEST", 100)
    state = sync_now(season, JUDGE).copy
    assert "副本超过" in state.problem
    assert "网上副本没有发出：副本超过 0 MB，没有发出。" in backup.state_words(state)
    words.set_language("en")
    assert "The online copy did not go out: The copy is larger than 0 MB and was not sent. Back up" in now(backup.state_words(state))
    words.set_language("zh")
    with season.open(JUDGE) as profile:
        check = next(c for c in travel_check.check(profile, Context()).checks if c.name == "copy")
    assert (check.ok, "网上副本没有发出" in check.words, "请备份到U盘" in check.words) == (False, True, True)
    monkeypatch.undo()
    assert sync_now(season, JUDGE).copy.problem == ""


def test_a_copy_that_the_inbox_turns_away_is_said_and_being_offline_is_not(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    def turned_away(error: AppError) -> str:
        def deliver(*_: object) -> None:
            raise error

        monkeypatch.setattr(upload, "deliver", deliver)
        with season.open(JUDGE) as profile:
            work_copy.queue(profile)
            outbox.send(profile)
            return backup.state(profile).problem

    assert turned_away(OfflineError("连不上。")) == ""
    assert turned_away(DownloadError("收件处满了。")) == "收件处满了。"
    monkeypatch.undo()
    assert sync_now(season, JUDGE).copy.problem == ""
