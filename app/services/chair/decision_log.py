"""The decision log: everything that was decided, in order, with its reason and what became of it. Nothing is ever missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.decision import Decision, DecisionKind, Votes
from app.scoring import ballot
from app.scoring.decisions import in_force, restoring
from app.services.chair import decision_words
from app.services.chair.assembly import Assembly
from app.services.chair.panel_assembly import assembly
from app.services.profile import Profile


class Standing(StrEnum):
    """In force · 待复核 · undone · itself an undo (or, with `LogLine.restores`, a redo)."""

    IN_FORCE = "in-force"
    STALE = "stale"
    UNDONE = "undone"
    UNDO = "undo"


@dataclass(frozen=True)
class LogLine:
    """One decision. `words`: "调整等级：推进级→优秀级"; `kind_words`: 调整等级; `votes_words`: "同意 4，反对 1，弃权 0";
    `present` are names; `led_by` the name of whoever led in the chair's place; `restores`: it takes an undo back. `step` is empty for what cannot be undone."""

    id: str
    step: str
    at: datetime
    entry: str | None
    judge: str | None
    item: str | None
    kind: DecisionKind
    kind_words: str
    words: str
    reason: str
    before: str | None
    after: str | None
    standing: Standing
    votes: Votes | None
    votes_words: str
    present: tuple[str, ...]
    led_by: str
    restores: bool = False


def log(profile: Profile, *, entry: str | None = None, round_number: int | None = None) -> tuple[LogLine, ...]:
    """All decisions of the round, oldest first; of one entry when asked. Behind the gate."""
    return of(assembly(profile, round_number=round_number), entry=entry)


def of(here: Assembly, *, entry: str | None = None) -> tuple[LogLine, ...]:
    """The log of a meeting already at hand."""
    standing, stale = {d.id for d in in_force(here.decisions)}, {i for row in here.view.rows for i in row.stale}
    chosen = sorted((d for d in here.decisions if entry is None or d.entry == entry), key=lambda d: (d.at, d.id))
    names, made_in, again = here.names, here.made_in, restoring(here.decisions)
    return tuple(_line(here, d, names, made_in, _stands(d, standing, stale), restores=d.id in again) for d in chosen)


def _line(
    here: Assembly, d: Decision, names: Mapping[str, str], made_in: Mapping[str, str], standing: Standing, *, restores: bool
) -> LogLine:
    led = decision_words.leader_of(d.reason)
    return LogLine(
        d.id, made_in.get(d.id, ""), d.at, d.entry, d.judge, d.item, d.kind, decision_words.kind_words(d),
        decision_words.words_of(d, here.season, names, restores=restores), decision_words.plain_reason(d.reason), d.before, d.after, standing, d.votes,
        ballot.votes_words(d.votes) if d.votes else "", tuple(names.get(j, j) for j in d.attendance), names.get(led, led),
        restores,
    )  # fmt: skip


def _stands(decision: Decision, standing: Collection[str], stale: Collection[str]) -> Standing:
    if decision.undoes is not None:
        return Standing.UNDO
    if decision.id not in standing:
        return Standing.UNDONE
    return Standing.STALE if decision.id in stale else Standing.IN_FORCE
