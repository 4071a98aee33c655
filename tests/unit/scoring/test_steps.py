"""Steps of a topic type found by their headings in page texts."""

from __future__ import annotations

import pytest

from app.models.rubric import TopicType
from app.scoring.steps import Checklist, Found, in_headings, locate
from app.services.judge.steps import step_list

SELF = step_list(TopicType.PROBLEM_SELF)
NEW = step_list(TopicType.INNOVATION)
CONTENTS = "目 录\n一、选择课题……1\n二、现状调查……3\n三、设定目标 5\n原因分析\n要因确认\n制定对策\n对策实施"
PAGES = (
    "提高注塑件一次交验合格率\n启明星QC小组",
    CONTENTS,
    "一、课题选择\n我们进行了现状调查，发现问题。",
    "二、 现 状 调 查\n数据见下表",
    "（三）设定目标\n目标：98%",
    "4.原因分析——关联图",
    "第五步 要因确认\n要因确认一：温度",
    "５．要因确认（续）",
    "六、制定对策",
    "七、对策实施\n对策实施一",
    "效果检查",
    "巩固措施",
    "总结及下一步打算",
)


def pages(found: Checklist) -> dict[str, tuple[int, ...]]:
    return {p.step.code: p.pages for p in found.places}


def test_every_step_on_its_pages() -> None:
    found = locate(SELF, PAGES)
    assert pages(found) == {
        "TOPIC": (3,), "SURVEY": (4,), "TARGET": (5,), "CAUSE": (6,), "MAIN-CAUSE": (7, 8), "PLAN": (9,), "DO": (10,), "CHECK": (11,),
        "KEEP": (12,), "NEXT": (13,),
    }  # fmt: skip
    assert {p.found for p in found.places} == {Found.HEADING}
    assert (found.readable, found.missing, found.foreign) == (True, (), ())


def test_a_missing_survey_is_said_but_not_of_a_scan() -> None:
    without = [p for n, p in enumerate(PAGES) if n not in (1, 3)]
    assert [s.code for s in locate(SELF, without).missing] == ["SURVEY"]
    scan = locate(SELF, [""] * 30)
    assert (scan.readable, scan.missing) == (False, ())


def test_pages_that_name_many_steps_count_only_alone() -> None:
    bar = "选择课题\n现状调查\n设定目标\n原因分析\n确定主要原因"
    found = {p.step.code: (p.found, p.pages) for p in locate(SELF, [bar, bar + "\n三、设定目标", "设定目标"]).places}
    assert found["SURVEY"] == (Found.LISTED, (1, 2))
    assert found["TARGET"] == (Found.HEADING, (3,))


def test_innovation_with_a_survey_of_causes() -> None:
    found = locate(NEW, ["选择课题", "设定目标及目标可行性论证", "提出方案并确定最佳方案", "三、原因分析", "标准化"])
    assert [(p.step.code, p.pages) for p in found.foreign] == [("CAUSE", (4,))]
    assert pages(found)["TARGET"] == (2,)
    assert locate(NEW, ["提出方案并确定最佳方案", "原因分析会在后面说明，这里先不展开"]).foreign == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Status Survey", "SURVEY"), ("2.1 现状调查及分析", "SURVEY"), ("■现状调查", "SURVEY"), ("【现状调查】", "SURVEY"), ("现状调查表明，本课题", None),
        ("经过现状调查", None), ("现状调查 12", None), ("⼀、现状调查", "SURVEY"), ("现状调查" + "很" * 20, None), ("三(1)、现状调查", "SURVEY"),
    ],
)  # fmt: skip
def test_what_is_a_heading(line: str, code: str | None) -> None:
    found = [p.step.code for p in in_headings(SELF, [(line, 1)]).places if p.found is Found.HEADING]
    assert found == ([code] if code else [])


@pytest.mark.parametrize("topic_type", list(TopicType))
def test_every_type_has_its_steps(topic_type: TopicType) -> None:
    steps = step_list(topic_type)
    codes = [s.code for s in steps.steps]
    assert steps.topic_type is topic_type
    assert len(codes) == {TopicType.INNOVATION: 8}.get(topic_type, 10)
    assert len(set(codes)) == len(codes)
    assert set(steps.needed) <= set(codes)
    assert "".join(dict.fromkeys(s.phase for s in steps.steps)) == "PDCA"
