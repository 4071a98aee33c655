"""Copies of drafts are bounded everywhere they lie: on the laptop, in one file, in the inbox."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest

from app.core.errors import TooLarge
from app.core.ids import sha256_hex
from app.publishing import server_inbox
from app.publishing.server_inbox import Refused, Underway
from app.services.judge import work_copy
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, sync_now
from tests.fakes.season import Season, found


def _allowed(repo: Path, suffix: str) -> None:
    with Underway().room("J-02", repo / "inbox" / "J-02" / f"{sha256_hex(suffix.encode())}.{suffix}", 1):
        pass


def test_copies_leave_half_of_the_inbox_to_score_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_inbox, "MOST_FILES", 4)
    folder = tmp_path / "inbox" / "J-02"
    folder.mkdir(parents=True)
    (folder / "1").write_bytes(b"1")
    _allowed(tmp_path, "qcbackup")
    (folder / "2").write_bytes(b"2")
    with pytest.raises(Refused) as refused:
        _allowed(tmp_path, "qcbackup")
    assert refused.value.status is HTTPStatus.TOO_MANY_REQUESTS
    _allowed(tmp_path, "qcr")


@pytest.fixture
def season(tmp_path: Path) -> Season:
    made = found(tmp_path, entries=1, judges=2)
    office = Office(made, str(made.repository))
    invited = office.invite("J-02")
    new_laptop(made, "J-02", invited.files["J-02"])
    office.admit()
    office.publish()
    sync_now(made, "J-02")
    pledge(made, "J-02")
    score_some(made, "J-02", made.entries)
    return made


def test_a_copy_that_is_too_large_is_said_and_holds_nothing_up(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_copy, "LARGEST", 100)
    report = sync_now(season, "J-02")
    assert any("副本超过" in n for n in report.notices)
    assert report.copy.unsaved == 1
    with season.open("J-02") as profile, pytest.raises(TooLarge):
        work_copy.queue(profile)


def test_the_laptop_keeps_the_newest_copy_only(season: Season) -> None:
    with season.open("J-02") as profile:
        assert work_copy.queue(profile)
        assert not work_copy.queue(profile)
    score_some(season, "J-02", season.entries, lost=2)
    with season.open("J-02") as profile:
        assert work_copy.queue(profile)
        with profile.database.read() as tx:
            waiting = [f for f in tx.outbox.pending() if f.kind == "backup"]
    assert len(waiting) == 1
    assert sync_now(season, "J-02").copy.unsaved == 0
