"""The field's own words for states and types, in the language in force: one table for list, drawer and top bar."""

from __future__ import annotations

from app.core.text import minutes
from app.core.words import say
from app.models.entry import DocumentRole
from app.models.rubric import TopicType
from app.models.sheet import Anchor, SheetState
from app.ui.judge import away
from app.ui.judge.away import Away

_STATES = {
    SheetState.UNTOUCHED: ("未开始", "Not begun"),
    SheetState.DRAFT: ("草稿", "Draft"),
    SheetState.DONE: ("已评完", "Scored"),
    SheetState.SUBMITTED: ("已提交", "Handed in"),
    SheetState.WITHDRAWN: ("已撤回", "Withdrawn"),
    SheetState.RETURNED: ("退回修改", "Returned"),
    SheetState.RECUSED: ("回避", "Recused"),
}
_TYPES = {
    TopicType.PROBLEM_SELF: ("问题解决·自定目标", "Problem · own target"),
    TopicType.PROBLEM_ASSIGNED: ("问题解决·指令性目标", "Problem · set target"),
    TopicType.INNOVATION: ("创新型", "Innovation"),
}
_ROLES = {
    DocumentRole.REPORT: ("报告", "Report"),
    DocumentRole.FORM: ("申报表", "Form"),
    DocumentRole.RECOMMENDATION: ("推荐表", "Recommendation"),
    DocumentRole.ONSITE: ("现场评价表", "On-site form"),
    DocumentRole.VIDEO: ("视频", "Video"),
    DocumentRole.ORIGINAL: ("原件", "Original"),
}


def state(value: SheetState) -> str:
    return say(*_STATES[value])


def not_counted(withdrawn: int, practice: int) -> str:
    """“1 份已撤出、1 份试评不计分”; empty when every entry counts."""
    gone = say("{n} 份已撤出", "{n} taken out", n=withdrawn) if withdrawn else ""
    trial = say("{n} 份试评", "{n} for practice", n=practice) if practice else ""
    both = say("、", ", ").join(w for w in (gone, trial) if w)
    return say("{both}不计分", "{both}: not scored", both=both) if both else ""


def topic_type(value: TopicType) -> str:
    return say(*_TYPES[value])


def place(anchor: Anchor | None) -> str:
    """Where a note points, as short as a line of a list needs it: "P12", "视频 3:25"; empty for nowhere in particular."""
    if anchor is None:
        return ""
    if anchor.moment is not None:
        return say("视频 {time}", "Video {time}", time=minutes(anchor.moment))
    return f"P{anchor.page}" if anchor.page is not None else ""


def shut(why: Away) -> str:
    """Why an entry takes no change, and what can be done."""
    if why is Away.RECUSED:
        return say(
            "本份已回避，不评分。回避有误的话，点“撤销回避…”。",
            "You stand aside from this entry. Press Take it back… if that was a mistake.",
        )
    if why is Away.WITHDRAWN:
        return away.words(why)
    return say(
        "本轮已提交，不能再改。要改请到“提交”页申请退回修改。", "Handed in: nothing can be changed. Ask for its return on the page Hand in."
    )


def role(value: DocumentRole) -> str:
    return say(*_ROLES[value])
