"""Backups: whole, under the same key, kept by days and weeks, and restored without deleting anything."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import AppError, Busy, Corrupt, Locked, TooNew, UsageError
from app.models.sheet import SheetState
from app.store import backups, opening
from app.store.backups import BackupInfo
from app.store.database import Database
from tests.fakes.store_samples import KEY, NOON, SteppingClock, entry, manifest, scored


@pytest.fixture
def worked(home: Path) -> Iterator[Database]:
    database = Database.open(home / "desk.db", KEY, clock=Clock())
    with database.write() as tx:
        listed = (entry(1), entry(2), entry(3), entry(4, withdrawn=True), entry(5, practice=True))
        tx.entries.replace_assignment(1, manifest(*listed), {})
        tx.events.append(scored(1300))
        tx.sheets.set_summary(1, "Z-001", SheetState.DONE, None, 6)
        tx.sheets.set_summary(1, "Z-002", SheetState.SUBMITTED, None, 6)
        tx.sheets.set_summary(1, "Z-003", SheetState.DRAFT, None, 1)
        tx.sheets.set_summary(1, "Z-004", SheetState.DONE, None, 6)
        tx.sheets.set_summary(1, "Z-005", SheetState.DRAFT, None, 1)
    yield database
    database.close()


def back_up(home: Path, clock: Clock | None = None, reason: str = "start") -> BackupInfo:
    return backups.make_backup(home / "desk.db", KEY, home / "backups", clock or SteppingClock(), reason)


def scores(home: Path) -> list[str | None]:
    database = Database.open(home / "desk.db", KEY, clock=Clock())
    with database.read() as tx:
        found = [event.value for event in tx.events.history(1)]
    database.close()
    return found


def test_a_backup_beside_the_open_store_says_what_it_holds(worked: Database, home: Path) -> None:
    made = back_up(home)
    assert backups.list_backups(home / "backups") == (made,)
    assert (made.at, made.reason, made.size) == (NOON, "start", made.path.stat().st_size)
    assert not made.path.read_bytes().startswith(b"SQLite format 3")
    check = backups.check_backup(made.path, KEY)
    assert (check.sheets_done, check.drafts, check.events, check.last_event) == (2, 1, 1, NOON)
    with worked.write() as tx:
        assert tx.events.append(scored(1400))


def test_a_backup_is_made_on_another_thread_while_the_store_saves(worked: Database, home: Path) -> None:
    thread = threading.Thread(target=back_up, args=(home,))
    thread.start()
    for number in range(50):
        with worked.write() as tx:
            tx.events.append(scored(number))
    thread.join()
    (made,) = backups.list_backups(home / "backups")
    assert 1 <= backups.check_backup(made.path, KEY).events <= 51


def test_restoring_moves_the_former_store_aside(worked: Database, home: Path) -> None:
    made = back_up(home)
    with worked.write() as tx:
        tx.events.append(scored(1400))
    worked.close()
    aside = backups.restore_backup(home / "desk.db", KEY, made.path, SteppingClock())
    assert scores(home) == ['"13.00"']
    assert aside is not None
    assert backups.check_backup(aside, KEY).events == 2
    assert made.path.exists()
    backups.restore_backup(home / "desk.db", KEY, aside, SteppingClock(NOON + timedelta(minutes=1)))
    assert scores(home) == ['"13.00"', '"14.00"']


def test_restoring_where_there_is_no_store(worked: Database, home: Path, tmp_path: Path) -> None:
    made = back_up(home)
    new = tmp_path / "new laptop"
    new.mkdir()
    assert backups.restore_backup(new / "desk.db", KEY, made.path, Clock()) is None
    assert scores(new) == ['"13.00"']


def test_an_open_store_is_not_replaced(worked: Database, home: Path) -> None:
    made = back_up(home)
    with pytest.raises(Busy):
        backups.restore_backup(home / "desk.db", KEY, made.path, Clock())
    with worked.write() as tx:
        tx.events.append(scored(1400))
        assert len(tx.events.history(1)) == 2
    assert list((home / "moved-aside").iterdir()) == []


def test_a_damaged_store_is_replaced_and_kept_with_its_log(worked: Database, home: Path) -> None:
    made = back_up(home)
    worked.close()
    (home / "desk.db").write_bytes(b"damaged" * 1000)
    (home / "desk.db-wal").write_bytes(b"log" * 1000)
    aside = backups.restore_backup(home / "desk.db", KEY, made.path, Clock())
    assert aside is not None
    assert aside.read_bytes() == b"damaged" * 1000
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"log" * 1000
    assert scores(home) == ['"13.00"']


def test_a_restore_that_fails_half_way_leaves_the_store(worked: Database, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = back_up(home)
    with worked.write() as tx:
        tx.events.append(scored(1400))
    worked.close()

    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups.shutil, "copyfile", full)
    with pytest.raises(AppError, match="磁盘已满"):
        backups.restore_backup(home / "desk.db", KEY, made.path, Clock())
    assert scores(home) == ['"13.00"', '"14.00"']
    assert not list(home.glob(".*.tmp"))


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5 * 4096 + 50] ^= 1
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _replace(path: Path) -> None:
    path.write_bytes(b"not a backup" * 900)


def _age(path: Path) -> None:
    raw = opening.connect(path, KEY)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()


def _empty(path: Path) -> None:
    path.unlink()
    raw = opening.connect(path, KEY)
    raw.execute("CREATE TABLE other (x)")
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()


def _remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "said"), [(_flip, Corrupt), (_cut, Corrupt), (_replace, Locked), (_age, TooNew), (_empty, UsageError), (_remove, UsageError)]
)
def test_a_spoiled_backup_is_refused_before_anything_moves(worked: Database, home: Path, spoil: object, said: type[AppError]) -> None:
    made = back_up(home)
    spoil(made.path)  # type: ignore[operator]
    worked.close()
    with pytest.raises(said):
        backups.restore_backup(home / "desk.db", KEY, made.path, Clock())
    assert scores(home) == ['"13.00"']
    assert not (home / "moved-aside").exists()


def test_every_flipped_page_is_found(worked: Database, home: Path) -> None:
    made = back_up(home)
    whole = made.path.read_bytes()
    for page in range(len(whole) // 4096):
        damaged = bytearray(whole)
        damaged[page * 4096 + 1000] ^= 0x80
        made.path.write_bytes(damaged)
        with pytest.raises((Corrupt, Locked)):
            backups.check_backup(made.path, KEY)
    made.path.write_bytes(whole)
    assert backups.check_backup(made.path, KEY).events == 1


def test_backing_up_what_is_not_there_makes_nothing(home: Path) -> None:
    with pytest.raises(UsageError, match="找不到"):
        backups.make_backup(home / "desk.db", KEY, home / "backups", Clock(), "start")
    assert not (home / "desk.db").exists()


def test_a_wrong_key_makes_no_backup(worked: Database, home: Path) -> None:
    with pytest.raises(Locked):
        backups.make_backup(home / "desk.db", bytes(32), home / "backups", Clock(), "start")
    assert list((home / "backups").iterdir()) == []


def test_other_files_in_the_folder_are_left_alone(worked: Database, home: Path) -> None:
    (home / "backups").mkdir()
    (home / "backups" / "desk-notes.db").write_text("mine")
    clock = SteppingClock()
    for _ in range(6):
        back_up(home, clock, "timer")
    assert len(backups.list_backups(home / "backups")) == 3
    assert (home / "backups" / "desk-notes.db").read_text() == "mine"


def test_a_file_named_after_a_day_of_no_calendar_hides_no_backup(worked: Database, home: Path) -> None:
    made = back_up(home)
    (home / "backups" / "desk-000009-20269901T000000000000Z-timer.db").write_text("mine")
    assert backups.list_backups(home / "backups") == (made,)


def test_what_a_killed_backup_left_is_swept_and_one_under_way_is_not(worked: Database, home: Path) -> None:
    (home / "backups").mkdir()
    old, young = (home / "backups" / f".desk-{name}-timer.db.tmp" for name in ("old", "young"))
    for path, minutes in ((old, 61), (young, 5)):
        path.write_bytes(b"half")
        os.utime(path, times=(NOON.timestamp() - minutes * 60,) * 2)
    back_up(home)
    assert (old.exists(), young.exists()) == (False, True)


def test_backups_of_a_clock_that_stood_ahead_do_not_stand_before_later_ones(worked: Database, home: Path) -> None:
    """The newest is the one made last: it is offered first, and retention drops none of the last three for older ones with later dates."""
    numbers = []
    for days in (400, 401, 402, 403, 0, 1, 2, -500, 3):
        with worked.write() as tx:
            tx.events.append(scored(100 + len(numbers)))
        made = back_up(home, SteppingClock(NOON + timedelta(days=days)))
        numbers.append(backups.check_backup(made.path, KEY).events)
        assert backups.list_backups(home / "backups")[0] == made
    kept = [backups.check_backup(b.path, KEY).events for b in backups.list_backups(home / "backups")]
    assert kept == sorted(kept, reverse=True)
    assert kept[:3] == numbers[:-4:-1]


def test_a_backup_of_an_earlier_version_is_older_than_each_numbered_one(worked: Database, home: Path) -> None:
    first = back_up(home, SteppingClock(NOON + timedelta(days=400)))
    old = first.path.rename(first.path.with_name(f"desk-{first.path.name.split('-', 2)[2]}"))
    assert [(b.path, b.number) for b in backups.list_backups(home / "backups")] == [(old, 0)]
    assert [b.number for b in (back_up(home), *backups.list_backups(home / "backups"))] == [1, 1, 0]


def info(text: str) -> BackupInfo:
    at = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return BackupInfo(Path(f"{text}.db"), at, "timer", 1)


def test_three_days_three_weeks_and_the_newest_few_are_kept() -> None:
    every_half_hour = [
        info(f"2026-{month:02}-{day:02}T{hour:02}:{minute:02}")
        for month, days in ((6, range(1, 31)), (7, range(1, 10)))
        for day in days
        for hour in (9, 10)
        for minute in (0, 30)
    ]
    dropped = set(backups.outdated(every_half_hour, UTC))
    kept = [one.path.stem for one in every_half_hour if one not in dropped]
    assert kept == [
        "2026-06-28T10:30",  # the Sundays that end the two weeks before
        "2026-07-05T10:30",
        "2026-07-07T10:30",  # the last of each day
        "2026-07-08T10:30",
        "2026-07-09T09:30",  # the newest three
        "2026-07-09T10:00",
        "2026-07-09T10:30",
    ]


def test_a_judge_who_comes_back_after_months_keeps_the_old_ones() -> None:
    old = [info(f"2026-0{month}-01T10:00") for month in range(1, 6)]
    assert backups.outdated(old, UTC) == (old[1], old[0])
