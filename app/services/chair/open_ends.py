"""What a panel that closes now leaves undecided: 暂缓, ties at a line, topics nobody talked about. Told before 定稿, and no obstacle to it.

A panel may well hand a tie to the season's meeting; it should not do so without knowing.
"""

from __future__ import annotations

from app.core.words import say
from app.models.chairing import AgendaPlace
from app.services.chair import agenda, ties
from app.services.chair.agenda import Agenda, Heading, Settled
from app.services.chair.panel_assembly import assembly
from app.services.profile import Profile

_NAMED = 6


def open_ends(profile: Profile, *, round_number: int | None = None) -> tuple[str, ...]:
    """One sentence for each kind; none when everything that was to be talked about is settled. Behind the gate."""
    here = assembly(profile, round_number=round_number)
    found = agenda.of(here, AgendaPlace())
    tied = [t for t in ties.of(here) if not t.settled]
    told = [
        say(
            "并列未定：{meter} {codes} 争 {n} 个名额",
            "undecided tie: {meter} {codes} for {n} {n:place|places}",
            meter=t.meter,
            codes=" ".join(t.entries),
            n=t.seats,
        )
        for t in tied
    ]
    if deferred := [i.code for i in found.items if i.settled is Settled.DEFERRED]:
        told.append(say("暂缓未定：{codes}", "deferred and undecided: {codes}", codes=_named(deferred)))
    if untouched := _untouched(found, {code for t in tied for code in t.entries}):
        told.append(
            say(
                "议程上还有 {n} 份未议：{codes}",
                "{n} on the agenda were not talked about: {codes}",
                n=len(untouched),
                codes=_named(untouched),
            )
        )
    return tuple(told)


def _untouched(found: Agenda, tied: set[str]) -> list[str]:
    """Topics with a reason of their own; the rest of the entries stand as they are scored."""
    return [i.code for i in found.items if i.heading is not Heading.REST and i.settled is Settled.OPEN and i.code not in tied]


def _named(codes: list[str]) -> str:
    return " ".join(codes[:_NAMED]) + (" …" if len(codes) > _NAMED else "")
