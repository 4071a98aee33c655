"""A conflict with a unit that is found after the pledge: all its entries in one step and one undo; points are set aside, never deleted.

Where units are hidden, the name goes into the pledge of the package and nowhere else, tied to no entry.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.models.result import DeclarationPart, RecusalPart
from app.models.season import Policy
from app.models.shape import Points
from app.models.sheet import EventKind, SheetState
from app.scoring.hints import HintKind
from app.services.judge import declare, hints, log_part, read_entries, recuse, score, submission_parts, unit_conflict, work_copy, workspace
from app.services.profile import Profile
from app.trust import sealed
from app.trust.keys import SealIdentity
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan

MINE, OTHERS, WHY = "上海第1机械有限公司", "上海第2机械有限公司", "曾在该单位任职"
UNITS = (MINE, OTHERS, MINE, OTHERS, MINE.replace("第1", "第１"), OTHERS, MINE)
"""Two units, the first one's third entry spelled otherwise."""


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    """Z-001, Z-003, Z-005 of one unit, Z-007 of it taken out, the even ones of another."""
    made = desk_profile.make(tmp_path / "home", Plan(entries=7, units=UNITS, withdrawn=frozenset({"Z-007"})))
    yield made
    made.close()


@pytest.fixture
def blind(tmp_path: Path) -> Iterator[Profile]:
    made = desk_profile.make(tmp_path / "home", Plan(entries=3, policy=Policy(blind_units=True)))
    yield made
    made.close()


def recused(profile: Profile) -> dict[str, str]:
    """Entry → reason."""
    views = [read_entries.view(profile, row.code).sheet for row in read_entries.rows(profile)]
    return {sheet.entry: sheet.recusal.words for sheet in views if sheet.recusal is not None}


def test_all_of_the_unit_in_one_step_and_one_undo(profile: Profile) -> None:
    item = read_entries.view(profile, "Z-003").rubric.items[0].code
    score.set_points(profile, "Z-003", {item: Points(900)})
    assert unit_conflict.look(profile, "Z-001") == unit_conflict.UnitLook(MINE, ("Z-003", "Z-005"))
    sheets, changes = unit_conflict.stand_aside(profile, "Z-001", f" {WHY}\n")
    assert [s.entry for s in sheets] == ["Z-001", "Z-003", "Z-005"]
    assert set(changes.entries or ()) == {"Z-001", "Z-003", "Z-005"}
    assert recused(profile) == dict.fromkeys(("Z-001", "Z-003", "Z-005"), WHY)
    assert read_entries.view(profile, "Z-003").sheet.points == {item: 900}, "set aside, not deleted"
    score.undo(profile)
    assert recused(profile) == {}
    assert {r.code: r.state for r in read_entries.rows(profile)}["Z-003"] is SheetState.DRAFT
    score.redo(profile)
    assert len(recused(profile)) == 3


def test_one_that_was_stood_aside_from_keeps_its_reason(profile: Profile) -> None:
    recuse.recuse(profile, "Z-003", "曾辅导该小组")
    assert unit_conflict.look(profile, "Z-001").others == ("Z-005",)
    unit_conflict.stand_aside(profile, "Z-001", WHY)
    assert recused(profile) == {"Z-001": WHY, "Z-003": "曾辅导该小组", "Z-005": WHY}
    assert unit_conflict.look(profile, "Z-005").others == ("Z-001",), "what is taken back together went together"
    unit_conflict.take_back(profile, "Z-005")
    assert recused(profile) == {"Z-003": "曾辅导该小组"}


def test_by_the_name_of_the_unit_alone(profile: Profile) -> None:
    unit_conflict.stand_aside(profile, "", WHY, unit=f" {OTHERS} ")
    assert sorted(recused(profile)) == ["Z-002", "Z-004", "Z-006"]
    for code, name in (("", "无此公司"), ("Z-001", OTHERS)):
        with pytest.raises(UsageError) as found:
            unit_conflict.stand_aside(profile, code, WHY, unit=name)
        assert found.value.reason == "unknown-unit"


def test_without_a_reason_or_after_handing_in_nothing_changes(profile: Profile) -> None:
    with pytest.raises(UsageError, match="理由"):
        unit_conflict.stand_aside(profile, "Z-001", " ")
    with profile.database.write() as tx:
        tx.events.lock(1, "a" * 64)
        tx.events.unlock(1, ["Z-001"])
    with pytest.raises(UsageError) as found:
        unit_conflict.stand_aside(profile, "Z-001", WHY)
    assert found.value.reason == "locked"
    assert recused(profile) == {}


def test_a_hidden_unit_is_named_in_the_pledge_of_the_package_and_tied_to_no_entry(blind: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = SealIdentity.generate()
    monkeypatch.setattr(log_part, "readers", lambda *_: [reader.public_hex])
    assert unit_conflict.look(blind, "Z-002").hidden == tuple(f"上海第{n}机械有限公司" for n in (1, 2, 3))
    unit_conflict.stand_aside(blind, "Z-002", WHY, unit=OTHERS)
    assert recused(blind) == {"Z-002": WHY}
    assert unit_conflict.look(blind, "Z-001").hidden == (MINE, "上海第3机械有限公司")
    assert unit_conflict.look(blind, "Z-002").told == (OTHERS,)
    desk = workspace.load(blind)
    with blind.database.read() as tx:
        roster = workspace.roster(blind, tx)
        alone = replace(desk, manifest=replace(desk.manifest, entries=(desk.entry("Z-002"),)))
        parts = submission_parts.make(tx, alone, roster, None)
        lines = log_part.make(tx.events.history(1), roster, desk)
        kept, _, _ = work_copy.make(blind, tx, roster)
    assert [p.conflicts for p in parts if isinstance(p, DeclarationPart)] == [{OTHERS: "承诺以后补报"}], "its words stand beside the entry"
    assert [(p.entry, p.words) for p in parts if isinstance(p, RecusalPart)] == [("Z-002", WHY)]
    log = sealed.unwrap(b64decode(lines.sealed), [reader]).decode()
    assert "Z-002" in log
    assert OTHERS not in log
    assert kept is not None
    assert [e.key for e in kept.rounds[0].events if e.kind is EventKind.RECUSAL] == ["", OTHERS], "a copy brings it to the next laptop"
    score.undo(blind)
    assert (recused(blind), unit_conflict.look(blind, "Z-002").told) == ({}, ())


def test_taking_the_recusal_back_takes_the_hidden_unit_along(blind: Profile) -> None:
    unit_conflict.stand_aside(blind, "Z-002", WHY, unit=OTHERS)
    recuse.take_back(blind, "Z-002")
    assert (recused(blind), unit_conflict.look(blind, "Z-002").told) == ({}, ())
    score.undo(blind)
    assert (recused(blind), unit_conflict.look(blind, "Z-002").told) == ({"Z-002": WHY}, (OTHERS,))
    with pytest.raises(UsageError) as found:
        unit_conflict.stand_aside(blind, "Z-001", WHY, unit="无此公司")
    assert found.value.reason == "unknown-unit"


def test_no_reason_beside_an_entry_names_a_hidden_unit(blind: Profile) -> None:
    telling = f"曾在 {OTHERS.removesuffix('有限公司')} 任职"
    for attempt in (
        lambda: recuse.recuse(blind, "Z-002", telling),
        lambda: unit_conflict.stand_aside(blind, "Z-002", telling, unit=OTHERS),
        lambda: declare.declare(blind, {"Z-002": telling}),
    ):
        with pytest.raises(UsageError, match=OTHERS) as found:
            attempt()
        assert found.value.reason == "names-a-unit"
    assert recused(blind) == {}
    declare.declare(blind, {OTHERS: telling})
    recuse.recuse(blind, "Z-002", "曾在该单位任职")


def test_where_units_are_shown_a_reason_may_name_them(profile: Profile) -> None:
    recuse.recuse(profile, "Z-002", f"曾在{OTHERS}任职")
    assert list(recused(profile)) == ["Z-002"]


def test_words_that_others_read_and_that_name_a_hidden_unit_are_hinted_at(blind: Profile) -> None:
    score.set_remark(blind, "Z-001", f"{MINE}的现场扎实")
    score.set_remark(blind, "Z-003", "现场扎实")
    found = [h for h in hints.of_all(blind) if h.kind is HintKind.UNIT]
    assert [(h.entries, MINE in h.words) for h in found] == [(("Z-001",), True)]
    assert [h.kind for h in hints.of_entry(blind, "Z-001")] == [HintKind.UNIT]
