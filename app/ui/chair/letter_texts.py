"""The words of 评语合稿 that several of its parts use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.words import say
from app.models.chairing import LetterState
from app.models.sheet import NoteKind

if TYPE_CHECKING:
    from app.services.chair.letters import LetterDesk, LetterLine, NoteOffer


def kind_words(kind: NoteKind) -> str:
    """优点 · 不足 · 改进建议."""
    return {
        NoteKind.STRENGTH: say("优点", "Strength"),
        NoteKind.WEAKNESS: say("不足", "Weakness"),
        NoteKind.SUGGESTION: say("改进建议", "Suggestion"),
    }[kind]


def state_words(line: LetterLine | LetterDesk) -> str:
    """未动 · 空 · 合稿中 · 待主评 · 定稿, each with a sign of its own shape."""
    points = line.points if isinstance(line.points, int) else len(line.points)
    if line.state is LetterState.FINAL:
        return say("✓ 定稿", "✓ final")
    if line.state is LetterState.WAITING:
        return say("▷ 待主评", "▷ with the lead")
    if not line.begun:
        return say("○ 未动", "○ not begun")  # every note for the circle is offered, so the letter itself is not empty
    return say("◐ 合稿中", "◐ in work") if points else say("○ 空", "○ empty")


def moved_words(desk: LetterDesk, names: Mapping[str, str]) -> str:
    """The last step of its way: "定稿：顾长青，07-09 10:20"."""
    if not desk.moves:
        return ""
    move = desk.moves[-1]
    name = {
        LetterState.FINAL: say("定稿", "final"),
        LetterState.WAITING: say("送主评", "sent to the lead"),
        LetterState.DRAFT: say("退回草稿", "back to draft"),
    }[move.state]
    when = move.at.astimezone().strftime("%m-%d %H:%M")
    words = say("{name}：{who}，{when}", "{name}: {who}, {when}", name=name, who=names.get(move.by, move.by), when=when)
    return words + (say("，理由：{why}", ", because: {why}", why=move.reason) if move.reason else "")


def source_words(offer: NoteOffer) -> str:
    """Who wrote it and where it points, for the screen alone: "周明远 · 第12页"."""
    anchor = offer.anchor
    place = ""
    if anchor is not None and anchor.page is not None:
        place = say("第{n}页", "p. {n}", n=anchor.page)
    elif anchor is not None and anchor.moment is not None:
        place = f"{anchor.moment // 60_000:02d}:{anchor.moment // 1000 % 60:02d}"
    fresh = say("● 新", "● new") if offer.fresh else ""
    return " · ".join(p for p in (offer.name, place, fresh) if p)


def length_words(text: str) -> str:
    """ "28 字": characters without white space."""
    return say("{n} 字", "{n} {n:char|chars}", n=sum(not c.isspace() for c in text))
