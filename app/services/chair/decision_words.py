"""Decisions in the words of the meeting."""

from __future__ import annotations

from app.core.words import say
from app.models.decision import DecisionKind


def kind_words(kind: DecisionKind) -> str:
    """维持, 调整等级, …"""
    return {
        DecisionKind.KEEP: say("维持", "keep"),
        DecisionKind.LEVEL: say("调整等级", "level"),
        DecisionKind.POINTS: say("复议改分", "points changed"),
        DecisionKind.VOTE: say("表决", "vote"),
        DecisionKind.TIE: say("同分", "tie"),
        DecisionKind.EXTRA_PLACE: say("增额", "extra place"),
        DecisionKind.DEFER: say("暂缓", "deferred"),
        DecisionKind.OPINION: say("主评意见", "lead's opinion"),
        DecisionKind.CHOOSE_PACKAGE: say("取用评分文件", "file chosen"),
        DecisionKind.OPEN_EARLY: say("提前拆封", "opened early"),
        DecisionKind.CLOSE: say("定稿", "closed"),
    }[kind]
