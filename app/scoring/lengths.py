"""How long words that somebody typed may be: what is longer could not be handed in, so it is refused where it is typed.

A text that an earlier version stored longer stays as it is and may be shortened step by step; until it fits, its entry is not finished.
"""

from __future__ import annotations

from app.core.errors import InvalidEntry
from app.core.words import say
from app.models.shape import WORDS
from app.models.sheet import Audience, ScoreSheet


def require_fits(entry: str, what: str, text: str, before: str = "") -> None:
    """Raises InvalidEntry(reason="too-long") with the entry and `what` (总体评价, 记录 …); `before` is what stands now."""
    if len(text) > max(WORDS, len(before)):
        raise InvalidEntry(
            say(
                "{code} 的{what}有 {n} 字，最多 {most} 字，没有保存。",
                "{what} of {code} has {n} characters; the limit is {most}. It was not saved.",
                code=entry, what=what, n=len(text), most=WORDS,
            ),
            say("请删减后再试；已保存的没有改动。", "Shorten it and try again; what was saved is unchanged."),
            reason="too-long",
        )  # fmt: skip


def require_within(what: str, text: str, *, beside: int = 0) -> None:
    """The same for words that stand in no sheet, as a reason or a sentence of a letter; `beside`: characters the program puts before them."""
    if len(text) + beside > WORDS:
        raise InvalidEntry(
            say(
                "{what}有 {n} 字，最多 {most} 字，没有保存。",
                "{what} has {n} characters; the limit is {most}. It was not saved.",
                what=what, n=len(text), most=WORDS - beside,
            ),
            say("请删减后再试；已保存的没有改动。", "Shorten it and try again; what was saved is unchanged."),
            reason="too-long",
        )  # fmt: skip


def too_long(sheet: ScoreSheet) -> tuple[tuple[str, str], ...]:
    """What of a sheet is too long to be handed in: ("remark" or a note's id, words). Private notes stay here and may be of any length."""
    found = [("remark", _line(remark_name(), sheet.remark))] if len(sheet.remark) > WORDS else []
    shown = [n for n in sheet.notes if n.audience is not Audience.PRIVATE and len(n.text) > WORDS]
    return (*found, *((n.id, _line(say("记录“{start}…”", "The note “{start}…”", start=n.text[:12].strip()), n.text)) for n in shown))


def remark_name() -> str:
    return say("总体评价", "The overall remark")


def _line(what: str, text: str) -> str:
    return say(
        "{what}有 {n} 字，最多 {most} 字，请删减", "{what} has {n} characters, the limit is {most}: shorten it",
        what=what, n=len(text), most=WORDS,
    )  # fmt: skip
