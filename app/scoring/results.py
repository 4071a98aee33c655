"""The panel's view: every counted sheet and every decision put together, as one frozen value.

The same inputs give the same view in any order. Independent points are kept beside those changed in
consensus; blank, missing and 回避 stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.core.errors import InvalidEntry
from app.core.ids import sha256_hex
from app.core.strictjson import dumps
from app.core.words import say
from app.models.decision import Decision, DecisionKind
from app.models.entry import Entry
from app.models.points import to_text
from app.models.rubric import Rubric
from app.models.season import Policy, Season
from app.models.shape import Points
from app.models.sheet import ScoreSheet
from app.scoring.aggregate import Aggregate, MixedRules, aggregate_panel, item_official, mixed_rules
from app.scoring.awards import Awards, Candidate, award
from app.scoring.carried import WHOLE, combined
from app.scoring.decisions import acting, decided_levels, discussed, given_up, is_deferred, tie_places
from app.scoring.rank import Ranking, Standing, rank
from app.scoring.spread import spread
from app.scoring.stale import stale
from app.scoring.totals import complete_total, is_recused
from app.scoring.view import RECUSED, Move, PanelRow, PanelView, moves

__all__ = ["RECUSED", "Move", "PanelRow", "PanelView", "entry_basis", "moves", "panel_results"]


@dataclass(frozen=True)
class _Read:
    """One entry with its sheets, before and after consensus, and the decisions about it."""

    entry: Entry
    panel: str
    rubric: Rubric
    before: Mapping[str, ScoreSheet]
    after: Mapping[str, ScoreSheet]
    decisions: Sequence[Decision]

    @property
    def counted(self) -> bool:
        return not (self.entry.practice or self.entry.withdrawn)

    @property
    def changed(self) -> bool:
        """Whether points were changed in consensus."""
        return any(d.kind is DecisionKind.POINTS for d in self.decisions)

    @cached_property
    def discussed(self) -> dict[str, bool]:
        """Judge with 复议改分 in force → whether an item still differs: changed back, or in two items against each other, it was a change."""
        told = {d.judge for d in self.decisions if d.kind is DecisionKind.POINTS and d.judge in self.before and d.item and d.after}
        return {j: self.after[j].points != self.before[j].points for j in sorted(j for j in told if j)}

    @cached_property
    def independent(self) -> dict[str, Points | None]:
        """Judge → total as handed in; None while incomplete, and for 回避."""
        return _totals(self.before, self.rubric)

    @cached_property
    def totals(self) -> dict[str, Points | None]:
        """The same after consensus."""
        return _totals(self.after, self.rubric) if self.changed else self.independent

    @cached_property
    def by_judge(self) -> dict[str, Mapping[str, Points]]:
        """Judge → item → points of the complete sheets, after consensus."""
        return {j: self.after[j].points for j, total in self.totals.items() if total is not None}


def panel_results(
    season: Season,
    entries: Iterable[Entry],
    sheets: Mapping[str, Mapping[str, ScoreSheet]],
    decisions: Iterable[Decision] = (),
    *,
    panel_of: Mapping[str, str] | None = None,
    carried: Mapping[str, Points] | None = None,
    weight: int = WHOLE,
) -> PanelView:
    """Official scores, ranks and levels of one round. `sheets`: judge → entry code → sheet; a sheet that is
    expected and has not arrived is an empty one. `panel_of`: entry → panel, when there are several. `carried`: entry →
    score of the round before, which makes the rest of the official score when this round's own counts by `weight` per cent.

    Raises InvalidEntry or Malformed for a decision that cannot be read, InvalidEntry for an entry whose
    rubric the season lacks.
    """
    standing = acting(decisions)
    reads = _reads(season, entries, sheets, standing, panel_of or {})
    results = _aggregates(reads, season.policy)
    brought = carried or {} if weight < WHOLE else {}
    finals = {code: combined(r.official, brought.get(code), weight) for code, r in results.items()}
    places, values = tie_places(standing), {r.entry.code: _item_values(r, results[r.entry.code]) for r in reads}
    ranking = rank([_standing(r, values[r.entry.code], finals[r.entry.code], places) for r in reads], season.policy.tie_break)
    given = _awards(reads, finals, ranking, season, standing)
    rows = [
        replace(
            _row(r, results[r.entry.code], values[r.entry.code], season.policy, ranking, given),
            official=finals[r.entry.code], own=results[r.entry.code].official, carried=brought.get(r.entry.code),
        )
        for r in reads
    ]  # fmt: skip
    levels = {level.code: level.name for level in season.levels}
    return PanelView(season.policy, tuple(sorted(rows, key=_by_rank)), given.ties, given.meters, _mixed(reads, results), levels)


def entry_basis(sheets: Mapping[str, ScoreSheet], rubric: Rubric) -> str:
    """What decisions about one entry rest on: SHA-256 over judge → item → points of its complete sheets as handed
    in. Recused, missing and half-filled sheets do not count, so they make no decision 待复核."""
    return _basis(sheets, _totals(sheets, rubric))


def _basis(sheets: Mapping[str, ScoreSheet], totals: Mapping[str, Points | None]) -> str:
    rest = {j: {i: to_text(p) for i, p in s.points.items()} for j, s in sheets.items() if totals[j] is not None}
    return sha256_hex(dumps(rest))


def _totals(sheets: Mapping[str, ScoreSheet], rubric: Rubric) -> dict[str, Points | None]:
    return {j: None if is_recused(s) else complete_total(s.points, rubric) for j, s in sorted(sheets.items())}


def _reads(
    season: Season,
    entries: Iterable[Entry],
    sheets: Mapping[str, Mapping[str, ScoreSheet]],
    standing: Sequence[Decision],
    panel_of: Mapping[str, str],
) -> list[_Read]:
    about: dict[str, list[Decision]] = {}
    for decision in standing:
        about.setdefault(decision.entry or "", []).append(decision)
    found = []
    for entry in sorted(entries, key=lambda e: e.code):
        before = {judge: own[entry.code] for judge, own in sorted(sheets.items()) if entry.code in own}
        mine = about.get(entry.code, [])
        after = discussed(entry.code, before, mine)
        found.append(_Read(entry, panel_of.get(entry.code, ""), _rubric(season, entry), before, after, mine))
    return found


def _rubric(season: Season, entry: Entry) -> Rubric:
    if rubric := season.rubric(entry.rubric):
        return rubric
    raise InvalidEntry(
        say(
            "成果 {code} 的评审表“{rubric}”不在本季。",
            "The season has no rubric “{rubric}” for entry {code}.",
            code=entry.code,
            rubric=entry.rubric,
        ),
        say("请向组织方索取更新。", "Ask the organiser for an update."),
    )


def _by_panel(reads: Iterable[_Read]) -> dict[str, list[_Read]]:
    panels: dict[str, list[_Read]] = {}
    for read in reads:
        panels.setdefault(read.panel, []).append(read)
    return panels


def _aggregates(reads: Sequence[_Read], policy: Policy) -> dict[str, Aggregate]:
    """Entry → Aggregate; what is not counted takes no part in a panel's common rule."""
    done: dict[str, Aggregate] = {}
    for panel in _by_panel(reads).values():
        totals = {r.entry.code: r.totals if r.counted else {} for r in panel}
        done |= aggregate_panel(totals, policy.aggregation, uniform=policy.uniform_within_panel)
    return done


def _mixed(reads: Sequence[_Read], results: Mapping[str, Aggregate]) -> tuple[MixedRules, ...]:
    panels = _by_panel(reads)
    found = (mixed_rules(results, [r.entry.code for r in panels[name]], panel=name) for name in sorted(panels))
    return tuple(m for m in found if m is not None)


def _item_values(read: _Read, result: Aggregate) -> dict[str, Points]:
    values = {i.code: item_official(result, read.by_judge, i.code) for i in read.rubric.items}
    return {code: value for code, value in values.items() if value is not None}


def _standing(read: _Read, values: Mapping[str, Points], final: Points | None, places: Mapping[str, tuple[int, str]]) -> Standing:
    items = {i.code: (values[i.code], i.max) for i in read.rubric.items if i.code in values}
    return Standing(read.entry.code, read.entry.field, final, items, places.get(read.entry.code))


def _awards(
    reads: Iterable[_Read], finals: Mapping[str, Points | None], ranking: Ranking, season: Season, standing: Iterable[Decision]
) -> Awards:
    counted = [r for r in reads if r.counted]
    candidates = [Candidate(c, r.entry.field, r.panel, finals[c], ranking.ranks.get(c)) for r in counted if (c := r.entry.code)]
    levels, extra = decided_levels(standing)
    return award(candidates, season.levels, season.policy.quotas, levels, extra, given_up(standing))


def _row(read: _Read, result: Aggregate, values: Mapping[str, Points], policy: Policy, ranking: Ranking, given: Awards) -> PanelRow:
    entry, scores, by_judge = read.entry, read.totals, read.by_judge
    basis = _basis(read.before, read.independent)
    discussed_basis = _basis(read.after, read.totals) if read.changed else basis
    return PanelRow(
        code=entry.code, number=entry.number, title=entry.title, circle=entry.circle, field=entry.field, panel=read.panel,
        counted=read.counted, official=result.official, rule=result.rule, reads=result.reads,
        scores=scores, independent=read.independent, recused=tuple(sorted(j for j, s in read.after.items() if is_recused(s))),
        dropped_high=result.dropped_high, dropped_low=result.dropped_low, items=values, by_judge=by_judge,
        spread=spread(scores if read.counted else {}, by_judge, read.rubric, policy.spread),
        basis=basis, discussed_basis=discussed_basis, stale=_stale(read.decisions, basis, discussed_basis),
        deferred=is_deferred(read.decisions),
        rank=ranking.ranks.get(entry.code), rank_in_field=ranking.in_field.get(entry.code), level=given.levels.get(entry.code),
        at_line=given.at_line(entry.code), separations=ranking.separated(entry.code), discussed=read.discussed,
    )  # fmt: skip


def _stale(decisions: Sequence[Decision], basis: str, discussed_basis: str) -> tuple[str, ...]:
    """复议改分 rests on the points as handed in, everything else on the points as they count."""
    return stale(decisions, lambda d: basis if d.kind is DecisionKind.POINTS else discussed_basis)


def _by_rank(row: PanelRow) -> tuple[bool, int, int, str]:
    return (row.rank is None, row.rank or 0, row.number, row.code)
