"""What an appeal pack must not name, however people write it."""

from __future__ import annotations

import json

import pytest

from app.models.organising import ImportedEntry, ImportedJudge
from app.models.roster import PanelRole
from app.models.rubric import TopicType
from app.services.organiser.appeal_names import ANOTHER, Unnamed


def entry(code: str, title: str, circle: str, unit: str) -> ImportedEntry:
    return ImportedEntry(code, title, circle, TopicType.PROBLEM_SELF, "MANUFACTURING", "制造类", unit, "示例协会", 1, 2)


def judge(number: str, name: str) -> ImportedJudge:
    return ImportedJudge(number, name, "申城理工学院", "1", "第1组", PanelRole.JUDGE)


OWN = entry("Z-001", "降低超差率", "飞轮小组", "上海启堃电机有限公司")
ROWS = (
    OWN,
    entry("Z-002", '提高"一次合格率"', "快换小组", "上海穆青塑业有限公司"),
    entry("Z-017", "缩短换模时间", "飞轮小组", "上海启堃电机有限公司"),
)
JUDGES = (judge("J-01", "赵晓东"), judge("J-02", "王喆"), judge("J-03", "李明"), judge("J-04", "李明"))
UNNAMED = Unnamed(OWN, ROWS, JUDGES)


@pytest.mark.parametrize(
    "named",
    [
        "Z-002",
        "z-002",
        "Ｚ－００２",
        "Z002",
        "z 002",
        "Ｚ　002",
        "Z—017",
        "快换小组",
        '提高"一次合格率"',
        "缩短换模时间",
        "上海穆青塑业有限公司",
    ],
)
def test_another_entry_is_left_out_however_it_is_written(named: str) -> None:
    assert UNNAMED.without(f"不如{named}扎实") == f"不如{ANOTHER}扎实"
    part = json.dumps({"kind": "comments", "notes": [{"text": f"不如{named}扎实"}]}, ensure_ascii=False)
    assert "提到其他成果" in UNNAMED.why_not("J-01", part)


def test_judges_stand_by_number_and_of_two_namesakes_neither_is_told() -> None:
    assert UNNAMED.without("赵晓东漏看附表，王喆同意，李明反对") == "J-01漏看附表，J-02同意，〔评委〕反对"
    assert "提到评委姓名" in UNNAMED.why_not("J-02", json.dumps({"remark": "同赵晓东意见"}))


@pytest.mark.parametrize("text", ["Z-001 数据充分", "飞轮小组的做法可以推广", "上海启堃电机有限公司", "用了 002 号表", "Z-0021", "AZ-002"])
def test_what_is_the_entrys_own_or_nobodys_stays(text: str) -> None:
    assert UNNAMED.without(text) == text
    assert not UNNAMED.named_in(text)
