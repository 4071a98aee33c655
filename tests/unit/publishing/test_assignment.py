"""Plans are conflict-free, balanced, connected, repeatable, and say what could not be met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.organising import AssignmentPlan, ImportedEntry, ImportedJudge
from app.models.roster import PanelRole
from app.models.rubric import TopicType
from app.packages import codec
from app.publishing.assignment import balanced_reads
from app.publishing.plan import plan_assignment


def entry(
    code: str,
    unit: str = "",
    panel: str | None = None,
    field: str = "MFG",
    number: int = 0,
    recommender: str = "协会",
    round_number: int = 1,
) -> ImportedEntry:
    return ImportedEntry(
        code, "t", "c", TopicType.INNOVATION, field, field, unit or f"{code}厂", recommender, round_number, int(code[-3:]), number, panel
    )


def judge(code: str, unit: str = "", panel: str = "1", name: str = "") -> ImportedJudge:
    role = PanelRole.CHAIR if code.endswith("01") else PanelRole.JUDGE
    return ImportedJudge(code, code, unit, panel, name or panel, role)


def entries(count: int, **other: str) -> tuple[ImportedEntry, ...]:
    return tuple(entry(f"Z-{n:03}", **other) for n in range(1, count + 1))  # type: ignore[arg-type]


def judges(count: int, **other: str) -> tuple[ImportedJudge, ...]:
    return tuple(judge(f"J{n:02}", **other) for n in range(1, count + 1))


def joined(readers: Sequence[Sequence[int]]) -> bool:
    groups: list[set[int]] = []
    for some in readers:
        touched = [g for g in groups if g & set(some)]
        groups = [g for g in groups if g not in touched] + ([set(some).union(*touched)] if some else [])
    return len(groups) <= 1


def loads(plan: AssignmentPlan) -> list[int]:
    return sorted(len(p.entries) for p in plan.judges)


def test_by_default_everybody_reads_all_and_starts_elsewhere() -> None:
    plan = plan_assignment(entries(24), judges(7))
    assert loads(plan) == [24] * 7
    assert len({p.start for p in plan.judges}) == 7
    assert plan.unmet == ()
    first = plan.judges[0]
    assert sorted(first.reading_order()) == sorted(first.entries)
    assert first.reading_order()[0] == first.entries[first.start]
    assert codec.check(plan) == plan


def test_reading_order_follows_the_number_in_the_panel() -> None:
    given_numbers = (entry("Z-001", number=3), entry("Z-002", number=1), entry("Z-003", number=7))
    plan = plan_assignment(given_numbers, judges(1))
    assert plan.judges[0].entries == ("Z-002", "Z-001", "Z-003")
    assert [(p.entry, p.number) for p in plan.places] == [("Z-002", 1), ("Z-001", 3), ("Z-003", 7)]
    double = plan_assignment((entry("Z-001", number=1), entry("Z-002", number=1), entry("Z-003")), judges(1))
    assert [p.number for p in double.places] == [1, 2, 3]
    assert "已重新编号" in double.unmet[0]


def test_conflicts_out_and_likeness_proposed() -> None:
    people = (judge("J01", "甲乙有限公司"), judge("J02", "甲乙股份有限公司"), judge("J03", "协会"), judge("J04"), judge("J05"))
    plan = plan_assignment((entry("Z-001", "甲乙有限公司"), entry("Z-002", recommender="别家")), people, conflicts={("J05", "Z-001")})
    assert plan.readers("Z-001") == ("J02", "J04")
    assert plan.readers("Z-002") == ("J01", "J02", "J03", "J04", "J05")
    assert {(p.judge, p.entry, p.excluded) for p in plan.proposals} == {
        ("J01", "Z-001", True),
        ("J02", "Z-001", False),
        ("J03", "Z-001", True),
    }
    assert next(p.reason for p in plan.proposals if p.judge == "J02") == "评委单位“甲乙股份有限公司”与完成单位“甲乙有限公司”名称相近"
    kept = plan_assignment((entry("Z-001", "甲乙有限公司"),), people, exclude_same_unit=False)
    assert "J01" in kept.readers("Z-001")


@pytest.mark.parametrize(("count", "people", "reads"), [(24, 7, 3), (12, 4, 2), (11, 10, 2), (40, 12, 5)])
def test_n_reads_are_balanced_and_connected(count: int, people: int, reads: int) -> None:
    plan = plan_assignment(entries(count), judges(people), reads=reads, seed=5)
    assert {len(plan.readers(e.code)) for e in entries(count)} == {reads}
    assert loads(plan)[-1] - loads(plan)[0] <= 1
    index = {p.judge: n for n, p in enumerate(plan.judges)}
    assert joined([[index[j] for j in plan.readers(e.code)] for e in entries(count)])
    assert plan.unmet == ()


def test_the_seed_decides_and_repeats() -> None:
    same = [plan_assignment(entries(20), judges(6), reads=2, seed=s) for s in (1, 1, 2)]
    assert same[0] == same[1]
    assert same[0].judges != same[2].judges


def test_bridging_reads_join_single_reads() -> None:
    plan = plan_assignment(entries(10), judges(6), reads=1)
    extra = sum(len(plan.readers(e.code)) for e in entries(10)) - 10
    assert extra == 5
    assert any("增加了 5 次阅评" in w for w in plan.unmet)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_conflicts_leave_a_sound_plan(data: st.DataObject) -> None:
    people, count, reads = data.draw(st.integers(2, 6)), data.draw(st.integers(1, 9)), data.draw(st.integers(1, 4))
    allowed = [sorted(data.draw(st.sets(st.integers(0, people - 1)))) for _ in range(count)]
    found = balanced_reads(allowed, people, reads, data.draw(st.integers(0, 99)))
    assert found is not None
    assert all(set(chosen) <= set(some) for chosen, some in zip(found.judges, allowed, strict=True))
    assert all(len(chosen) >= min(reads, len(some)) for chosen, some in zip(found.judges, allowed, strict=True))
    assert found.connected == joined(found.judges)
    assert sum(map(len, found.judges)) - found.bridges == sum(min(reads, len(some)) for some in allowed)


def test_conflicts_that_cannot_be_joined_are_said() -> None:
    found = balanced_reads([[0, 1]] * 3 + [[2, 3]] * 3, 4, 2, 0)
    assert found is not None
    assert not found.connected
    people = (*(judge(f"J0{n}", "东厂") for n in (1, 2)), *(judge(f"J0{n}", "西厂") for n in (3, 4)))
    works = (*(entry(f"Z-00{n}", "东厂") for n in (1, 2)), *(entry(f"Z-00{n}", "西厂") for n in (3, 4)))
    assert any("无法全部连通" in w for w in plan_assignment(works, people, reads=1).unmet)


def test_what_cannot_be_met_is_said() -> None:
    assert any("达不到每项 5 人" in w for w in plan_assignment(entries(3), judges(2), reads=5).unmet)
    alone = plan_assignment((entry("Z-001", "甲厂"),), (judge("J01", "甲厂"),))
    assert any("没有可评的评委" in w for w in alone.unmet)
    assert any("没有分到成果" in w for w in alone.unmet)
    lost = plan_assignment((entry("Z-001", panel="9"),), judges(2))
    assert any("“9”没有评委" in w for w in lost.unmet)
    assert any("没有成果" in w for w in plan_assignment((), judges(2), reads=1).unmet)


def test_panels_by_name_by_field_and_by_load() -> None:
    people = (judge("J01", panel="1"), judge("J02", panel="2"))
    named = plan_assignment((entry("Z-001", panel="2"), entry("Z-002", panel="1")), people)
    assert (named.readers("Z-001"), named.readers("Z-002")) == (("J02",), ("J01",))
    assert any("不能直接比较" in w for w in named.unmet)
    fields = (*entries(4, field="制造类"), entry("Z-005", field="建造类"), entry("Z-006", field="建造类"))
    panels = (judge("J01", panel="P1", name="建造组"), judge("J02", panel="P2", name="制造组"))
    by_field = plan_assignment(fields, panels)
    assert Counter(p.panel for p in by_field.places) == {"P2": 4, "P1": 2}
    assert by_field.readers("Z-005") == ("J01",)
    assert Counter(p.panel for p in plan_assignment(entries(7), people).places) == {"1": 4, "2": 3}


def test_only_the_round_asked_for() -> None:
    plan = plan_assignment((entry("Z-001"), entry("Z-002", round_number=2)), judges(2), round_number=2)
    assert [p.entry for p in plan.places] == ["Z-002"]


def test_a_season_of_four_hundred_is_quick() -> None:
    found = balanced_reads([list(range(40))] * 400, 40, 5, 1)
    assert found is not None
    assert set(Counter(j for some in found.judges for j in some).values()) == {50}
