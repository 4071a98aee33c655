"""A copy tells as many entries done as every other place: 试评 and what was taken out count in none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.shape import Points
from app.services import backup, doctor, own_snapshots
from app.services.judge import score, work_copy, workspace
from app.services.profile import Profile
from tests.fakes import desk_profile

ITEMS = ("TOPIC", "CAUSE", "ACTION", "EFFECT", "REPORT", "FEATURE")


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    """One entry done and one begun; the same of a practice entry and of one that was taken out."""
    plan = desk_profile.Plan(entries=6, reports=(b"%PDF",), practice=frozenset(("Z-002", "Z-005")))
    made = desk_profile.make(tmp_path / "home", plan)
    for code in ("Z-001", "Z-002", "Z-003"):
        score.set_points(made, code, dict.fromkeys(ITEMS, Points(500)))
    for code in ("Z-004", "Z-005", "Z-006"):
        score.set_points(made, code, {"TOPIC": Points(500)})
    desk = workspace.load(made)
    entries = tuple(replace(e, withdrawn=e.code in ("Z-003", "Z-006")) for e in desk.manifest.entries)
    with made.database.write() as tx:
        tx.entries.replace_assignment(1, replace(desk.manifest, entries=entries), {})
    yield made
    made.close()


def test_the_copy_for_the_organiser(profile: Profile) -> None:
    with profile.database.read() as tx:
        draft, _, _ = work_copy.make(profile, tx, workspace.roster(profile, tx))
    assert draft is not None
    assert (draft.sheets_done, draft.drafts) == (1, 1)
    assert len({e.entry for e in draft.rounds[0].events}) == 6, "what does not count is in it all the same"


def test_the_copy_on_a_stick_and_those_beside_the_work(profile: Profile, tmp_path: Path) -> None:
    head, _ = backup.off_disk(profile, tmp_path / "stick.qcbackup")
    assert (head.sheets_done, head.drafts) == (1, 1)
    backup.on_disk(profile, "start")
    (held,) = own_snapshots.found(profile.home, profile.vault)
    assert (held.sheets_done, held.drafts) == (1, 1)
    assert any("1 份已完成，1 份草稿" in f.words for f in doctor.examine_open(profile))
