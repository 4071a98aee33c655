"""Decisions in the words of the meeting, and who led in the chair's place.

The formats have no field for a leader, so the reason begins with it: whoever reads the panel result later reads it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.core.words import say, strung
from app.models import points
from app.models.decision import Decision, DecisionKind, Scope
from app.models.season import Season
from app.scoring import ballot

_LED = re.compile(r"^（(?P<judge>[A-Z0-9][A-Z0-9-]{0,31})(?: [^（）]*)?主持，组长回避）")


def with_leader(reason: str, judge: str, name: str) -> str:
    """The reason as it is kept when the chair stands aside. In Chinese always: it is evidence, not a screen's text."""
    return f"（{judge} {name}主持，组长回避）{reason}"


def leader_of(reason: str) -> str:
    """Who led, from the reason; empty when the chair did."""
    found = _LED.match(reason)
    return found["judge"] if found else ""


def plain_reason(reason: str) -> str:
    """The reason alone."""
    return _LED.sub("", reason, count=1)


def kind_words(decision: Decision) -> str:
    """Of what was decided. A panel's 增额 is a request, whatever it is called where it is made."""
    asked = decision.kind is DecisionKind.EXTRA_PLACE and decision.scope is Scope.PANEL
    return name_of(DecisionKind.ASK_PLACE if asked else decision.kind)


def name_of(kind: DecisionKind) -> str:
    """维持, 调整等级, …"""
    return {
        DecisionKind.KEEP: say("维持", "keep"),
        DecisionKind.LEVEL: say("调整等级", "level"),
        DecisionKind.POINTS: say("复议改分", "points changed"),
        DecisionKind.VOTE: say("表决", "vote"),
        DecisionKind.TIE: say("同分", "tie"),
        DecisionKind.EXTRA_PLACE: say("增额", "extra place"),
        DecisionKind.ASK_PLACE: say("申请增额", "extra place asked for"),
        DecisionKind.DEFER: say("暂缓", "deferred"),
        DecisionKind.OPINION: say("主评意见", "lead's opinion"),
        DecisionKind.CHOOSE_PACKAGE: say("取用评分文件", "file chosen"),
        DecisionKind.OPEN_EARLY: say("提前拆封", "opened early"),
        DecisionKind.CLOSE: say("定稿", "closed"),
    }[kind]


def words_of(decision: Decision, season: Season, names: Mapping[str, str], *, restores: bool = False) -> str:
    """One decision in one line, without its entry: "调整等级：推进级→优秀级". `restores`: it takes an undo back."""
    kind = kind_words(decision)
    if restores:
        return say("恢复：{kind}", "redone: {kind}", kind=kind)
    if decision.undoes is not None:
        return say("撤销：{kind}", "undone: {kind}", kind=kind)
    detail = _detail(decision, season, names)
    return strung(say("：", ": "), (kind, detail)) if detail else kind


def level_words(season: Season, code: str | None) -> str:
    """A level's name; 无等级 without one, the code when the season lost it."""
    if not code:
        return say("无等级", "no level")
    found = next((level.name for level in season.levels if level.code == code), None)
    return say(found.zh, found.en) if found else code


def place_words(season: Season, field: str | None, panel: str) -> str:
    """制造类 第3组: a field of the season and a panel as it is called; empty for the whole."""
    name = next((f.name for f in season.fields if f.code == field), None)
    return strung(" ", (p for p in (say(name.zh, name.en) if name else field or "", panel) if p))


def item_words(season: Season, item: str | None) -> str:
    """An item's name, from whichever rubric has it."""
    found = next((i.name for r in season.rubrics for i in r.items if i.code == item), None)
    return say(found.zh, found.en) if found else item or ""


def _detail(decision: Decision, season: Season, names: Mapping[str, str]) -> str:
    before, after, judge = decision.before, decision.after, decision.judge or ""
    if decision.kind is DecisionKind.LEVEL and (before or "") == (after or ""):
        return say("定为{level}", "set to {level}", level=level_words(season, after))
    if decision.kind is DecisionKind.LEVEL:
        return strung("→", (level_words(season, before), level_words(season, after)))
    if decision.kind is DecisionKind.POINTS:
        who = f"{judge} {names.get(judge, '')}".strip()
        return strung(" ", (who, item_words(season, decision.item), strung("→", (_points(before), _points(after)))))
    if decision.kind is DecisionKind.TIE:
        down = say("同落，不占{level}名额", "down together at the line of {level}", level=level_words(season, before))
        return say("排第 {n}", "place {n}", n=after) if after else down
    if decision.kind is DecisionKind.VOTE and decision.votes is not None:
        return say("{level}，{verdict}", "{level}, {verdict}", level=level_words(season, after), verdict=ballot.verdict(decision.votes))
    if decision.kind in (DecisionKind.VOTE, DecisionKind.EXTRA_PLACE, DecisionKind.ASK_PLACE):
        return level_words(season, after)
    if decision.kind is DecisionKind.OPINION:
        return after or ""
    if decision.kind is DecisionKind.CHOOSE_PACKAGE:
        return f"{judge} {names.get(judge, '')} {(after or '')[:12]}".strip()
    return ""


def _points(text: str | None) -> str:
    return points.short(points.from_text(text)) if text else say("未评", "blank")
