"""How files on their way in are said to a person: who it is and how many sheets first, the name of the file second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.core.text import one_line
from app.core.words import say, strung
from app.scoring.view import Move


class Fate(StrEnum):
    """新收 · 更新 · 恢复（撤销过的导入） · 旧版 · 已有 · 待组长决定 · 同号两份 · 其他组 · 不收."""

    NEW = "new"
    REPLACES = "replaces"
    RETURNS = "returns"
    OLDER = "older"
    HELD = "held"
    WAITS = "waits"
    FORK = "fork"
    OTHER_PANEL = "other-panel"
    REFUSED = "refused"


_LISTED = 200
_UNACCEPTABLE = (Fate.HELD, Fate.OTHER_PANEL, Fate.REFUSED)


@dataclass(frozen=True)
class IncomingFile:
    """One file: words for a person first ("J-03 王建国：40 份"), the name of the file second.

    `acceptable`: it can be taken. `payload` names it for `only`. `check_code` is filled by `with_codes`. Refused files have a
    stable `reason`, and `explanation` in words; of those, `judge` is only what the file claims.
    """

    file: str
    fate: Fate
    words: str
    explanation: str = ""
    reason: str = ""
    judge: str = ""
    name: str = ""
    sheets: int = 0
    recused: int = 0
    payload: str = ""
    check_code: str = ""
    clock: str = ""
    """That it was signed on an impossible day, in words; it is taken all the same."""

    @property
    def acceptable(self) -> bool:
        return self.fate not in _UNACCEPTABLE

    @property
    def line(self) -> str:
        """Everything in one line, as the command prints it."""
        code = say("，校验码 {code}", ", check code {code}", code=self.check_code) if self.check_code else ""
        why = say("：", ": ") + self.explanation if self.explanation else ""
        clock = say("；", "; ") + self.clock if self.clock else ""
        return self.words + code + say("（{fate}）", " ({fate})", fate=f"{fate_words(self.fate)}{why}{clock}")


@dataclass(frozen=True)
class Touched:
    """A decision that would turn 待复核: its id, entry, and words ("Z-017 第3→第5（调整等级）"); `moved`: those without the decision."""

    decision: str
    entry: str
    words: str
    moved: str


def fate_words(fate: Fate) -> str:
    """The fate in a word."""
    return {
        Fate.NEW: say("新收", "new"),
        Fate.REPLACES: say("更新，取代原来的一份", "replaces the one before"),
        Fate.RETURNS: say("恢复计入", "counts again"),
        Fate.OLDER: say("旧版，不取用", "older, not used"),
        Fate.HELD: say("已有", "held already"),
        Fate.WAITS: say("待组长决定", "waits for the chair"),
        Fate.FORK: say("同号两份，待组长决定", "two under one number: the chair decides"),
        Fate.OTHER_PANEL: say("其他组", "another panel"),
        Fate.REFUSED: say("不收", "refused"),
    }[fate]


def person(judge: str, name: str) -> str:
    """J-03 王建国."""
    return f"{judge} {name}".strip()


def sheets_words(judge: str, name: str, sheets: int, recused: int) -> str:
    """J-03 王建国：40 份，回避 1 份."""
    aside = say("，回避 {n} 份", ", {n} recused", n=recused) if recused else ""
    return say("{who}：{n} 份", "{who}: {n} {n:sheet|sheets}", who=person(judge, name), n=sheets) + aside


def unread_words(judge: str, name: str, file: str) -> str:
    """A file that was not believed: whom it claims to be from, else its own name."""
    if not judge:
        return one_line(Path(file).name)
    return say("{who}（文件自称，未经核实）", "{who} (as the file claims)", who=person(judge, name))


def summary(
    files: Sequence[IncomingFile], chosen: Collection[str], moves: Sequence[Move], touched: Sequence[Touched], mixed: Sequence[str]
) -> tuple[str, ...]:
    """The sentences above the lists, most important first. Of files that can be taken those are counted that are `chosen`."""
    left = [f for f in files if f.acceptable and f.payload not in chosen]
    counts = Counter(f.fate for f in files if f not in left)
    order = (Fate.NEW, Fate.REPLACES, Fate.RETURNS, Fate.WAITS, Fate.FORK, Fate.OLDER, Fate.HELD, Fate.OTHER_PANEL, Fate.REFUSED)
    told = [say("{what} {n} 份", "{n} {what}", what=_short(f), n=counts[f]) for f in order if counts[f]]
    told += [say("不取 {n} 份", "{n} left out", n=len(left))] if left else []
    lines = [strung(say("，", ", "), told)] if told else []
    crossing = [m.words for m in moves if m.from_level != m.to_level and m.from_rank is not None]
    lines += crossing[:3] + (
        [say("……另有 {n} 项等级变化", "… and {n} {n:more change|more changes} of level", n=len(crossing) - 3)] if len(crossing) > 3 else []
    )
    if touched:
        lines.append(touched_words(touched))
    return (*lines, *mixed)


def touched_words(touched: Sequence[Touched]) -> str:
    """3 项决定依据的分数变化 (Z-017 第3→第5)."""
    named = strung(say("、", ", "), dict.fromkeys(t.moved for t in touched))
    return say(
        "{n} 项决定依据的分数变化 ({which})", "the points behind {n} {n:decision|decisions} changed ({which})",
        n=len(touched), which=named if len(named) <= _LISTED else named[:_LISTED],
    )  # fmt: skip


def _short(fate: Fate) -> str:
    return {
        Fate.NEW: say("新收", "new"),
        Fate.REPLACES: say("更新", "replacing"),
        Fate.RETURNS: say("恢复计入", "counting again"),
        Fate.OLDER: say("旧版", "older"),
        Fate.HELD: say("已有", "held already"),
        Fate.WAITS: say("待组长决定", "waiting for the chair"),
        Fate.FORK: say("同号两份", "under a number taken"),
        Fate.OTHER_PANEL: say("其他组", "of another panel"),
        Fate.REFUSED: say("不收", "refused"),
    }[fate]
