"""The two passes over a judge's paper as they are kept: whose they are, which entries and rubrics, what was typed so far.

Behind the gate, as all of 代录.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import UsageError
from app.core.words import say
from app.models.assignment import PanelMember
from app.models.chairing import PaperPass, PaperSheet
from app.models.rubric import Rubric
from app.services.chair import panel as panels
from app.services.chair import shelves
from app.services.chair.panel import Panel
from app.services.profile import Profile

FIRST, SECOND = 1, 2
_LONGEST_SOURCE = 300
_GRID = "grid"
_AND = " / "
"""Between what the two passes were read from; no file's name has it."""


def open_panel(profile: Profile, round_number: int | None) -> Panel:
    panels.keep_own(profile, round_number)
    panel = panels.load(profile, round_number)
    panels.require_open(panel)
    return panel


def member_of(panel: Panel, judge: str) -> PanelMember:
    found = next((m for m in panel.members if m.judge == judge.strip().upper()), None)
    if found is None:
        raise unknown(say("本组没有评委 {judge}。", "There is no judge {judge} on this panel.", judge=judge[:40]))
    if found.judge == panel.desk.manifest.judge:
        raise refused(
            "own", say("组长自己的评分在评委界面提交，不能代录。", "The chair's own sheets are handed in as a judge, not copied.")
        )
    return found


def rubrics_of(panel: Panel, member: PanelMember) -> dict[str, Rubric]:
    """The member's counted entries with their rubrics, in the panel's order."""
    mine = set(panels.assigned(member))
    return {e.code: panel.rubric_of(e.code) for e in panel.entries if e.code in mine and not e.practice and not e.withdrawn}


def titles_of(panel: Panel) -> dict[str, str]:
    """Entry → title, of everything the panel has: a title that is beside another's code is found out by it."""
    return {e.code: e.title for e in panel.entries}


def pass_key(panel: Panel, judge: str, number: int) -> str:
    return f"{panel.desk.round}/{judge}/{pass_number(number)}"


def pass_number(number: int) -> int:
    if number not in (FIRST, SECOND):
        raise RuntimeError("a pass is the first or the second")
    return number


def pass_of(profile: Profile, panel: Panel, judge: str, number: int) -> PaperPass:
    member = member_of(panel, judge)
    with profile.database.read() as tx:
        return shelves.PASSES.get(tx, pass_key(panel, member.judge, number)) or PaperPass(member.judge, panel.desk.round, number, _GRID)


def source_of(passes: Sequence[PaperPass]) -> str:
    """What copied sheets were read from, as it is kept."""
    return _AND.join(p.source for p in passes)[:_LONGEST_SOURCE]


def source_words(source: str) -> str:
    """The same in words: a pass was typed, or read from a file."""
    typed = say("录入", "typed in")
    first, *second = [typed if part == _GRID else part for part in source.split(_AND)]
    if not second:
        return first
    if second == [first]:
        return say("录入两遍", "typed in twice") if first == typed else first
    return say(
        "第一遍{first}，第二遍{second}", "first pass {first}, second {second}", first=_told(first, typed), second=_told(second[0], typed)
    )


def _told(part: str, typed: str) -> str:
    return part if part == typed else say("读自{file}", "from {file}", file=part)


def sheets_of(typed: PaperPass) -> dict[str, PaperSheet]:
    return {s.entry: s for s in typed.sheets}


def unknown(message: str) -> UsageError:
    return UsageError(message, say("请核对编号。", "Check the code."), reason="unknown-entry")


def refused(reason: str, message: str) -> UsageError:
    return UsageError(message, say("没有保存。", "Nothing was kept."), reason=reason)
