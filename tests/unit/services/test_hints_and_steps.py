"""Hints and steps through the store and real reports: the sample season's faults of type are found, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.core.paths import resources
from app.models.shape import Points
from app.scoring.hints import HintKind
from app.scoring.steps import Found
from app.services.judge import hints, recuse, score, steps
from app.services.profile import Profile
from tests.fakes import desk_profile

MATERIALS = resources() / "demo" / "season" / "materials"
REPORTS = ("J-003", "X-003", "Z-002", "X-002")
"""Assigned without feasibility study; self-set without survey; assigned as it should be; innovation with a survey."""


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    reports = [(MATERIALS / code / "成果报告.pdf").read_bytes() for code in REPORTS]
    made = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=6, reports=reports, missing=frozenset({"Z-006"})))
    yield made
    made.close()


def test_type_against_steps_in_real_reports(profile: Profile) -> None:
    said = [[h.words for h in hints.of_report(profile, f"Z-00{n}")] for n in range(1, 5)]
    assert said == [
        ["按课题类型应有“目标可行性论证”，报告里没有找到"],
        ["按课题类型应有“现状调查”，报告里没有找到"],
        [],
        ["报告第7页有“现状调查”，与课题类型不符"],
    ]


def test_the_checklist_gives_pages_and_is_no_opening(profile: Profile) -> None:
    found = steps.checklist(profile, "z-003")
    assert {p.found for p in found.places} == {Found.HEADING}
    firsts = [p.pages[0] for p in found.places]
    assert firsts == sorted(firsts)
    with profile.database.read() as tx:
        assert tx.entries.opened(1) == ()


def test_a_report_that_is_shut_or_not_here(profile: Profile) -> None:
    recuse.recuse(profile, "Z-001", "亲属")
    for code, reason in (("Z-001", "recused"), ("Z-006", "not-here")):
        with pytest.raises(UsageError) as raised:
            steps.checklist(profile, code)
        assert raised.value.reason == reason
        assert hints.of_report(profile, code) == ()


def test_hints_over_all_sheets(profile: Profile) -> None:
    text = "选题紧贴现场，数据充分，但末端原因没有逐条确认。"
    score.set_points(profile, "Z-001", {"TOPIC": Points(1500), "CAUSE": Points(2000)}, remark=text)
    score.set_points(profile, "Z-002", {"REPORT": Points(0)}, remark=text)
    full = {"TOPIC": 1400, "CAUSE": 2600, "ACTION": 1800, "EFFECT": 1800, "REPORT": 450, "FEATURE": 900}
    score.set_points(profile, "Z-003", {code: Points(p) for code, p in full.items()})
    found = hints.of_all(profile)
    assert [(h.kind, h.entries, h.item) for h in found] == [
        (HintKind.DEDUCTION, ("Z-001",), "CAUSE"),
        (HintKind.ZERO, ("Z-002",), "REPORT"),
        (HintKind.PASTED, ("Z-001", "Z-002"), None),
    ]
    assert hints.of_entry(profile, "Z-002") == found[1:2]
    recuse.recuse(profile, "Z-002", "亲属")
    assert [h.entries for h in hints.of_all(profile)] == [("Z-001",)]
