"""Private hints: what a careful colleague would ask, and no more."""

from __future__ import annotations

import pytest

from app.models.rubric import TopicType
from app.models.shape import Points
from app.models.sheet import Audience, Note, NoteKind, Recusal, RecusalReason, ScoreSheet
from app.scoring import hints
from app.scoring.hints import HintKind, needs_reason
from app.scoring.steps import locate
from app.services.judge.steps import step_list
from tests.fakes.scoring_values import rubric_file
from tests.fakes.store_samples import NOON

RUBRIC = rubric_file("tcaq-10201-2020-problem")
FULL = {"TOPIC": 1500, "CAUSE": 3000, "ACTION": 2000, "EFFECT": 2000, "REPORT": 500, "FEATURE": 1000}
LONG = "选题紧贴现场，数据充分，末端原因未逐条确认，建议补充。"


def sheet(entry: str = "Z-001", notes: tuple[Note, ...] = (), remark: str = "", **points: int) -> ScoreSheet:
    return ScoreSheet(entry, points={k: Points(v) for k, v in {**FULL, **points}.items()}, notes=notes, remark=remark)


def note(item: str, kind: NoteKind = NoteKind.WEAKNESS, text: str = "末端原因③未确认") -> Note:
    return Note("0" * 32, kind, text, item=item, audience=Audience.PRIVATE)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (sheet(), []),
        (sheet(CAUSE=2450), []),
        (sheet(CAUSE=2400), [(HintKind.DEDUCTION, "CAUSE")]),
        (sheet(CAUSE=2400, notes=(note("CAUSE"),)), []),
        (sheet(CAUSE=2400, notes=(note("CAUSE", NoteKind.STRENGTH), note("TOPIC"))), [(HintKind.DEDUCTION, "CAUSE")]),
        (sheet(CAUSE=2400, notes=(note("CAUSE", text="  "),)), [(HintKind.DEDUCTION, "CAUSE")]),
        (sheet(REPORT=0), [(HintKind.ZERO, "REPORT")]),
        (sheet(REPORT=0, notes=(note("REPORT"),)), []),
        (ScoreSheet("Z-001"), []),
    ],
)
def test_deductions_and_zeros(given: ScoreSheet, found: list[tuple[HintKind, str]]) -> None:
    assert [(h.kind, h.item) for h in hints.of_sheet(given, RUBRIC)] == found


def test_words_name_the_item_and_the_points_off() -> None:
    assert hints.of_sheet(sheet(CAUSE=2350), RUBRIC)[0].words == "“原因分析”扣 6.5 分，还没有记不足"


def test_a_recused_sheet_has_no_hints() -> None:
    recused = ScoreSheet("Z-001", points={"CAUSE": Points(0)}, recusal=Recusal(RecusalReason.OTHER, "亲属", NOON), remark=LONG)
    assert hints.of_sheet(recused, RUBRIC) == ()
    assert hints.pasted([recused, sheet("Z-002", remark=LONG)]) == ()


def test_zero_asks_for_a_reason_and_blank_does_not() -> None:
    item = RUBRIC.items[0]
    assert [needs_reason(Points(0), item), needs_reason(None, item), needs_reason(Points(50), item)] == [True, False, False]


def test_the_same_text_in_several_entries() -> None:
    other = LONG.replace("，", ", ") + "\n"
    given = [sheet("Z-001", remark=LONG), sheet("Z-002", remark=other), sheet("Z-003", remark="很好"), sheet("Z-004", remark="很好")]
    found = hints.pasted(given)
    assert [(h.kind, h.entries) for h in found] == [(HintKind.PASTED, ("Z-001", "Z-002"))]
    assert "Z-001、Z-002" in found[0].words
    notes = (note("CAUSE", text=LONG),)
    assert hints.pasted([sheet("Z-005", notes=notes, remark="另一段完全不同的评语，也足够长了吧"), sheet("Z-006", notes=notes)])[
        0
    ].entries == ("Z-005", "Z-006")


def test_flat_scores_from_five_on() -> None:
    same = [sheet(f"Z-{n:03}", CAUSE=2500) for n in range(1, 6)]
    assert hints.flat(same[:4], RUBRIC) == ()
    assert hints.flat(same, RUBRIC)[0].entries == tuple(s.entry for s in same)
    assert hints.flat([*same, sheet("Z-009", CAUSE=2600)], RUBRIC) == ()
    assert hints.flat([*same[:4], ScoreSheet("Z-007", points={"CAUSE": Points(2500)})], RUBRIC) == ()


def test_type_against_steps() -> None:
    pages = ["选择课题", "设定目标", "提出方案并确定最佳方案", "现状调查", "对策实施", "效果检查"]
    words = [h.words for h in hints.of_steps("Z-004", locate(step_list(TopicType.INNOVATION), pages))]
    assert words == ["报告第4页有“现状调查”，与课题类型不符"]
    assigned = [h.words for h in hints.of_steps("Z-002", locate(step_list(TopicType.PROBLEM_ASSIGNED), pages))]
    assert assigned == ["按课题类型应有“目标可行性论证”，报告里没有找到"]
    assert hints.of_steps("Z-001", locate(step_list(TopicType.PROBLEM_SELF), ["扫描件"])) == ()
