"""Saying again what the sheet says already: no step of undo, redo stays, and what is handed in stays handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.models.season import Policy, Requirement
from app.models.shape import Points
from app.models.sheet import Note, NoteKind, RecusalReason, SheetState
from app.services.judge import read_entries, recuse, score, submit
from app.services.profile import Profile
from tests.fakes import desk_profile

SCORED, ASIDE = "Z-001", "Z-002"
ASKED = Policy(proposed_level=Requirement.OPTIONAL)
NOTE = Note("0" * 32, NoteKind.STRENGTH, "措施可检查")
ITEMS = ("TOPIC", "CAUSE", "ACTION", "EFFECT", "REPORT", "FEATURE")
AGAIN: dict[str, Callable[[Profile], object]] = {
    "points": lambda p: score.set_points(p, SCORED, dict.fromkeys(ITEMS, Points(500))),
    "digits": lambda p: score.set_half_typed(p, SCORED, "CAUSE", ""),
    "remark": lambda p: score.set_remark(p, SCORED, "数据完整"),
    "level": lambda p: score.set_level(p, SCORED, "EXCELLENT"),
    "note": lambda p: score.put_note(p, SCORED, NOTE),
    "no note": lambda p: score.remove_note(p, SCORED, "1" * 32),
    "recusal": lambda p: recuse.recuse(p, ASIDE, "曾辅导该小组", RecusalReason.COACHED),
    "no recusal": lambda p: recuse.take_back(p, SCORED),
}


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    """One entry scored whole, one recused, and a remark undone that can be done again."""
    made = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=2, reports=(b"%PDF",), policy=ASKED))
    for name in ("points", "remark", "level", "note", "recusal"):
        AGAIN[name](made)
    score.set_remark(made, SCORED, "数据不完整")
    score.undo(made)
    yield made
    made.close()


@pytest.mark.parametrize("name", AGAIN)
def test_it_is_no_step_and_leaves_redo(profile: Profile, name: str) -> None:
    AGAIN[name](profile)
    assert score.redo(profile)[0] == SCORED
    assert read_entries.view(profile, SCORED).sheet.remark == "数据不完整"


@pytest.mark.parametrize("name", AGAIN)
def test_after_handing_in_the_entry_stays_handed_in(profile: Profile, name: str) -> None:
    submit.submit(profile)
    AGAIN[name](profile)
    assert [read_entries.view(profile, code).sheet.state for code in (SCORED, ASIDE)] == [SheetState.SUBMITTED, SheetState.RECUSED]
