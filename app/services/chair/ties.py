"""同分 at a line: the tied entries side by side by the chain of the policy (原因分析 → 对策与实施 → 效果), as the meeting looks at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.core.words import say, strung
from app.models.rubric import Rubric
from app.models.shape import Points
from app.scoring.awards import TieAtLine
from app.scoring.rank import CHAIR
from app.scoring.view import PanelRow
from app.services.chair.assembly import Assembly
from app.services.chair.decision_words import item_words, level_words
from app.services.chair.lines import of_assembly
from app.services.chair.panel_assembly import assembly
from app.services.profile import Profile


@dataclass(frozen=True)
class ChainStep:
    """One step of the chain: its name, and each tied entry's value beside the official score with the item's full points.

    `separates`: whether this step alone would tell them apart."""

    name: str
    values: dict[str, tuple[Points, Points] | None]
    separates: bool


@dataclass(frozen=True)
class LineTie:
    """Entries that share a rank and compete for `seats` places at the line of `level`; `meter` is the quota's name. `settled` in
    words when it was decided ("同落，名额空缺"), else ""."""

    level: str
    meter: str
    entries: tuple[str, ...]
    titles: dict[str, str]
    official: Points | None
    seats: int
    chain: tuple[ChainStep, ...]
    settled: str


@dataclass(frozen=True)
class Separated:
    """Entries with equal totals that the chain, or the chair, put in order: groups best first, each step's values, and by what."""

    groups: tuple[tuple[str, ...], ...]
    words: str
    by_chair: bool
    chain: tuple[ChainStep, ...]


def line_ties(profile: Profile, *, round_number: int | None = None) -> tuple[LineTie, ...]:
    """Ties at the lines, open ones first. Behind the gate."""
    return of(assembly(profile, round_number=round_number))


def of(here: Assembly) -> tuple[LineTie, ...]:
    """The same of a meeting already at hand."""
    return tuple(_tie(here, t) for t in sorted(here.view.ties, key=lambda t: t.settled))


def separated(profile: Profile, *, round_number: int | None = None) -> tuple[Separated, ...]:
    """Every use of the chain or of a TIE decision, by rank, as papers print it. Behind the gate."""
    return of_separations(assembly(profile, round_number=round_number))


def of_separations(here: Assembly) -> tuple[Separated, ...]:
    """The same of a meeting already at hand."""
    steps = dict.fromkeys(s for row in here.view.rows for s in row.separations)
    found = []
    for step in steps:
        by_chair = step.step == (CHAIR,)
        order = " ＞ ".join("＝".join(group) for group in step.groups)
        rows = [r for group in step.groups for c in group if (r := here.view.row(c)) is not None]
        by = say("组长定", "the chair") if by_chair else _step_name(here, step.step, rows)
        words = say("同分 {order}（按{by}）", "tie {order} (by {by})", order=order, by=by)
        found.append(Separated(step.groups, words, by_chair, chain(here, rows)))
    return tuple(found)


def chain(here: Assembly, rows: Sequence[PanelRow]) -> tuple[ChainStep, ...]:
    """The chain's steps with each entry's value, side by side."""
    return tuple(_step(here, step, rows) for step in here.view.policy.tie_break)


def _tie(here: Assembly, tie: TieAtLine) -> LineTie:
    rows = [r for code in tie.entries if (r := here.view.row(code)) is not None]
    name = next(
        (
            m.name
            for m in of_assembly(here)
            if (m.level, m.scope, m.field, m.panel) == (tie.quota.level, tie.quota.scope, tie.quota.field, tie.quota.panel)
        ),
        level_words(here.season, tie.quota.level),
    )
    settled = say("同落，{n} 个名额空缺", "all down; {n} {n:place stays|places stay} empty", n=tie.seats) if tie.settled else ""
    return LineTie(
        tie.quota.level, name, tie.entries, {r.code: r.title for r in rows}, rows[0].official if rows else None, tie.seats,
        chain(here, rows), settled,
    )  # fmt: skip


def _step(here: Assembly, step: tuple[str, ...], rows: Sequence[PanelRow]) -> ChainStep:
    values = {r.code: _value(here.rubric_of(r.code), r.items, step) for r in rows}
    shares = {Fraction(v[0], v[1]) for v in values.values() if v is not None}
    return ChainStep(_step_name(here, step, rows), values, len(shares) > 1 and None not in values.values())


def _value(rubric: Rubric, items: Mapping[str, Points], step: tuple[str, ...]) -> tuple[Points, Points] | None:
    item = next((i for code in step if (i := rubric.item(code)) is not None and code in items), None)
    return (items[item.code], item.max) if item is not None else None


def _step_name(here: Assembly, step: tuple[str, ...], rows: Sequence[PanelRow]) -> str:
    """The item's name; both names where the entries are scored on different tables."""
    rubrics = [here.rubric_of(r.code) for r in rows]
    known = [code for code in step if any(r.item(code) for r in rubrics)]
    return strung(say("／", "/"), (item_words(here.season, code) for code in known)) or "/".join(step)
