"""Which words give another entry away, and which only look like it."""

from __future__ import annotations

import pytest

from app.models.assignment import PanelEntry
from app.models.rubric import TopicType
from app.services.chair.letter_words import named_entry, named_judge

OWN = PanelEntry("Z-001", 1, "降低轧机停机率", "启航QC小组", TopicType.PROBLEM_SELF, "SERVICE", "R-1", "启航机械有限公司")


def other(code: str = "Z-002", title: str = "缩短换模时间", circle: str = "晨光QC小组") -> PanelEntry:
    return PanelEntry(code, 2, title, circle, TopicType.PROBLEM_SELF, "SERVICE", "R-1")


@pytest.mark.parametrize(("text", "entry"), [
    ("数据不如Z-002充分", other()), ("见 z–002。", other()), ("晨光QC小组做得更好", other()), ("晨光 ＱＣ小组做得更好", other()),
    ("“先锋队”的做法可以学习", other(circle="先锋队")), ("可学习提高齿轮磨削一次合格率一题", other(title="提高齿轮磨削一次合格率")),
    ("Star circle 更好", other(circle="Star")), ("见20260017号", other(code="20260017")),
])  # fmt: skip
def test_a_name_is_seen(text: str, entry: PanelEntry) -> None:
    found = named_entry(text, OWN, [OWN, entry])
    assert found is not None
    assert found[0] == entry.code


@pytest.mark.parametrize(("text", "entry"), [
    ("Z-0021 是图号，AZ-002 也是", other()), ("QC小组活动扎实", other(circle="QC小组")), ("质量提升明显", other(circle="质量提升")),
    ("朝阳产业", other(circle="朝阳")), ("用PDCA循环", other(circle="PDCA")), ("a star is drawn", other(circle="Star")),
    ("Starting point 明确", other(circle="Star")), ("启航QC小组分工明确", other(circle="启航QC小组")), ("第12页数据有误", other(code="12")),
    ("2026 年的数据", other(code="2026")), ("降低停机率效果好", other(title="降低停机率")), ("启航机械的设备", other(circle="启航机械")),
])  # fmt: skip
def test_what_every_letter_may_say_is_no_name(text: str, entry: PanelEntry) -> None:
    assert named_entry(text, OWN, [OWN, entry]) is None


JUDGES = {"J-01": "顾长青", "J-02": "王喆", "J-03": "Ann Li"}


@pytest.mark.parametrize(("text", "name"), [
    ("王喆认为不足", "王喆"), ("王 喆认为不足", "王喆"), ("王\u3000喆认为不足", "王喆"), ("Ｊ－０２的意见", "王喆"), ("j-02 的意见", "王喆"), ("J–01说", "顾长青"),
    ("Ann Li 认为", "Ann Li"), ("Ａｎｎ Li认为", "Ann Li"),
])  # fmt: skip
def test_a_judge_is_seen_however_the_name_is_typed(text: str, name: str) -> None:
    assert named_judge(text, JUDGES) == name


@pytest.mark.parametrize("text", ["长青树小组", "王师傅带头", "annual listing", "J-04 生产线"])
def test_what_only_looks_like_a_judge(text: str) -> None:
    assert named_judge(text, JUDGES) is None
