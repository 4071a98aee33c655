"""The season's standing over panels: ranks, official levels and places, from what each panel signed. Order-free.

A panel proposes (建议等级), the season decides. Its order inside a tie holds until the season orders it anew. A level that a panel
set by decision, and a tie it settled downwards, is a ceiling here: the season's places never lift an entry over what its panel
decided about it, only a decision of the season does. A place a panel asked for beyond its quota (增额) is a request until it is granted
here, or the computed level kept (维持). An extra place of the season is granted by being given; one its meeting asks for waits for the organiser.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.errors import UsageError
from app.core.ids import sha256_hex
from app.core.strictjson import dumps
from app.core.words import say
from app.models import points
from app.models.decision import Decision, DecisionKind, OfficialScore
from app.models.entry import Entry
from app.models.season import Level, Quota, QuotaScope, Season
from app.models.shape import Points
from app.scoring.aggregate import Rule
from app.scoring.awards import Awards, Candidate, QuotaMeter, award
from app.scoring.decisions import LEVELS, acting, decided_levels, deferred, given_up, tie_places
from app.scoring.rank import Ranking, Standing, rank
from app.scoring.spread import SpreadFinding
from app.scoring.stale import stale
from app.scoring.view import RECUSED, PanelRow, PanelView

Group = tuple[str, ...]


@dataclass(frozen=True)
class Closed:
    """One counted entry as its panel closed it: what the panel signed, and its items' values (empty when not known)."""

    entry: Entry
    panel: str
    score: OfficialScore
    items: Mapping[str, Points] = field(default_factory=dict)


@dataclass(frozen=True)
class SeasonView:
    """`view`: one row per entry, best first (by group where ranks are not over the whole season). `proposed`: entry → the panel's level,
    None too where it left the entry 暂缓 (`put_off`: entry → why); `undecided`: entry → why, of what is 暂缓 now, left so by its panel or put
    off here: both wait for a decision of the season;
    `requested`: entry → level asked for beyond the places (增额), not granted yet; `held`: entries that a panel's decision keeps down;
    `asking`: entry → level the season's own meeting asked for beyond the places, as long as those are over;
    `unordered`: entries that share a rank because nothing is known of their items."""

    view: PanelView
    proposed: Mapping[str, str | None]
    requested: Mapping[str, str]
    held: tuple[str, ...]
    unordered: tuple[str, ...]
    groups: Mapping[str, Group]
    put_off: Mapping[str, str] = field(default_factory=dict)
    undecided: Mapping[str, str] = field(default_factory=dict)
    asking: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanting(self) -> Mapping[str, str]:
        """Entry → level beyond the places, whoever asked for it: nobody has granted it yet."""
        return {**self.requested, **self.asking}

    @property
    def differing(self) -> tuple[str, ...]:
        """Entries whose level is not the one their panel proposed."""
        return tuple(r.code for r in self.view.rows if r.level != self.proposed.get(r.code))


def season_view(
    season: Season, closed: Iterable[Closed], panels_decided: Iterable[Decision] = (), season_decided: Iterable[Decision] = ()
) -> SeasonView:
    """The standing. Raises UsageError `quota-crosses-ranking` for places that would need an order the policy does not make."""
    known = sorted(closed, key=lambda c: c.entry.code)
    below, above = acting(panels_decided), acting(season_decided)
    group_of = _grouping(season.policy.rank_within)
    groups = {c.entry.code: group_of(c) for c in known}
    _require_orders(season, known, groups)
    places = {**tie_places(below), **tie_places(above)}
    rankings = _rankings(season, known, groups, places)
    given, held = _awards(season, known, rankings, below, above)
    put_off = {entry: why for entry, why in deferred(below).items() if entry in groups}
    undecided = _undecided(put_off, above)
    rows = [_row(c, rankings[groups[c.entry.code]], given, season, above, c.entry.code in undecided) for c in known]
    levels = {level.code: level.name for level in season.levels}
    view = PanelView(
        season.policy, tuple(sorted(rows, key=_order(season, groups))), given.ties, _granted(season, known, given, above), (), levels
    )
    answered = {*_latest_levels(above), *(d.entry for d in above if d.kind is DecisionKind.KEEP)}
    asked = {e: d.after or "" for e, d in _latest_levels(below).items() if d.kind is DecisionKind.EXTRA_PLACE and e not in answered}
    proposed = {c.entry.code: None if c.entry.code in put_off else c.score.level for c in known}
    return SeasonView(view, proposed, asked, held, _unordered(known, rankings), groups, put_off, undecided, _asking(view, above))


def _asking(view: PanelView, above: Sequence[Decision]) -> Mapping[str, str]:
    """What the meeting asked its organiser for, where a line that the entry competes at is over."""
    made = {e: d.after or "" for e, d in _latest_levels(above).items() if d.kind is DecisionKind.ASK_PLACE}
    over = [m.quota for m in view.meters if m.over]
    rows = ((r, made[r.code]) for r in view.rows if r.code in made)
    return {
        r.code: level
        for r, level in rows
        if any(q.level == level and q.field in (None, r.field) and q.panel in (None, r.panel) for q in over)
    }


def _undecided(put_off: Mapping[str, str], above: Sequence[Decision]) -> Mapping[str, str]:
    """Entry → why it is 暂缓: what a panel put off stays so until the season has decided about it, as what the season put off itself does."""
    settled = {d.entry for d in above if d.kind is DecisionKind.KEEP or d.kind in LEVELS}
    return {**{entry: why for entry, why in put_off.items() if entry not in settled}, **deferred(above)}


def _grouping(scope: QuotaScope | None) -> Callable[[Closed], Group]:
    return {
        None: lambda c: (),
        QuotaScope.SEASON: lambda c: (),
        QuotaScope.FIELD: lambda c: (c.entry.field,),
        QuotaScope.PANEL: lambda c: (c.panel,),
        QuotaScope.FIELD_PANEL: lambda c: (c.entry.field, c.panel),
    }[scope]


def _require_orders(season: Season, known: Sequence[Closed], groups: Mapping[str, Group]) -> None:
    """Places are filled from the best down: everybody who competes for one must stand in one order."""
    for quota in season.policy.quotas:
        covered: dict[Group, set[Group]] = {}
        for c in known:
            if quota.field in (None, c.entry.field) and quota.panel in (None, c.panel):
                covered.setdefault(_grouping(quota.scope)(c), set()).add(groups[c.entry.code])
        if any(len(found) > 1 for found in covered.values()):
            raise _crossing(season, quota)


def _crossing(season: Season, quota: Quota) -> UsageError:
    level = next((say(v.name.zh, v.name.en) for v in season.levels if v.code == quota.level), quota.level)
    return UsageError(
        say(
            "“{level}”的名额按{scope}分配，而规则声明按{within}排名：不在一个名次里的成果不能争同一批名额。",
            "The places of “{level}” are given by {scope}, but the policy ranks by {within}: entries without a common order cannot compete for them.",
            level=level, scope=scope_words(quota.scope), within=scope_words(season.policy.rank_within),
        ),
        say("请把名额改为按排名的范围给出，或改变排名范围（organizer policy）。", "Give the places by the range of the ranking, or change that range (organizer policy)."),
        reason="quota-crosses-ranking",
    )  # fmt: skip


def scope_words(scope: QuotaScope | None) -> str:
    """全季 · 领域 · 专业组 · 领域×专业组."""
    return {
        QuotaScope.SEASON: say("全季", "season"),
        QuotaScope.FIELD: say("领域", "field"),
        QuotaScope.PANEL: say("专业组", "panel"),
        QuotaScope.FIELD_PANEL: say("领域×专业组", "field and panel"),
    }[scope or QuotaScope.SEASON]


def _rankings(
    season: Season, known: Sequence[Closed], groups: Mapping[str, Group], places: Mapping[str, tuple[int, str]]
) -> dict[Group, Ranking]:
    members: dict[Group, list[Closed]] = {}
    for c in known:
        members.setdefault(groups[c.entry.code], []).append(c)
    return {g: rank([_standing(season, c, found, places) for c in found], season.policy.tie_break) for g, found in members.items()}


def _standing(season: Season, c: Closed, together: Sequence[Closed], places: Mapping[str, tuple[int, str]]) -> Standing:
    """Without items the panel's own rank separates what only that panel put in order."""
    rubric = season.rubric(c.entry.rubric)
    items = {i.code: (c.items[i.code], i.max) for i in (rubric.items if rubric else ()) if i.code in c.items}
    place = places.get(c.entry.code)
    if place is None and not items and c.score.rank is not None and len({o.panel for o in together}) == 1:
        place = (c.score.rank, c.panel)
    return Standing(c.entry.code, c.entry.field, c.score.official, items, place)


def _unordered(known: Sequence[Closed], rankings: Mapping[Group, Ranking]) -> tuple[str, ...]:
    bare = {c.entry.code for c in known if not c.items}
    return tuple(sorted(e for r in rankings.values() for tie in r.ties() if bare & set(tie) for e in tie))


def _granted(season: Season, known: Sequence[Closed], given: Awards, above: Sequence[Decision]) -> tuple[QuotaMeter, ...]:
    """The meters with the extra places that are granted: those of the season are, those its meeting only asks for are not."""
    order = [level.code for level in season.levels]
    granted = {e for e, d in _latest_levels(above).items() if d.kind is DecisionKind.EXTRA_PLACE}

    def uses(c: Closed, quota: Quota) -> bool:
        level = given.levels.get(c.entry.code)
        inside = quota.field in (None, c.entry.field) and quota.panel in (None, c.panel)
        return c.entry.code in granted and inside and level in order and order.index(level) <= order.index(quota.level)

    return tuple(replace(m, granted=sum(1 for c in known if uses(c, m.quota))) for m in given.meters)


def _latest_levels(decisions: Sequence[Decision]) -> dict[str, Decision]:
    return {d.entry: d for d in decisions if d.kind in LEVELS and d.entry is not None}


def _awards(
    season: Season, known: Sequence[Closed], rankings: Mapping[Group, Ranking], below: Sequence[Decision], above: Sequence[Decision]
) -> tuple[Awards, tuple[str, ...]]:
    """Levels under the panels' ceilings. Holding one entry down lets another up, who may have a ceiling too: until nothing changes."""
    ranks = {e: n for r in rankings.values() for e, n in r.ranks.items()}
    candidates = [Candidate(c.entry.code, c.entry.field, c.panel, c.score.official, ranks.get(c.entry.code)) for c in known]
    fixed, extra = decided_levels(above)
    ceilings = _ceilings(known, below, fixed)
    held: dict[str, str | None] = {}
    while True:
        given = award(candidates, season.levels, season.policy.quotas, {**fixed, **held}, extra, given_up(above))
        over = {e: top for e, top in ceilings.items() if e not in held and _over(season.levels, given, e, top)}
        if not over:
            return given, tuple(sorted(held))
        held |= over


def _ceilings(known: Sequence[Closed], below: Sequence[Decision], fixed: Collection[str]) -> dict[str, str | None]:
    decided = {e for e, d in _latest_levels(below).items() if d.kind is DecisionKind.LEVEL} | given_up(below).keys()
    return {c.entry.code: c.score.level for c in known if c.entry.code in decided and c.entry.code not in fixed}


def _over(levels: Sequence[Level], given: Awards, entry: str, top: str | None) -> bool:
    order = [level.code for level in levels]
    last = order.index(top) if top in order else len(order)
    reached = [code for code in (given.levels.get(entry), *given.at_line(entry)) if code in order]
    return any(order.index(code) < last for code in reached)


def basis_of(score: OfficialScore) -> str:
    """What a season's decision about an entry rests on: its official score and every judge's."""
    return sha256_hex(dumps({"official": score.official, "scores": dict(score.scores)}))


def _row(c: Closed, ranking: Ranking, given: Awards, season: Season, above: Sequence[Decision], waits: bool) -> PanelRow:
    entry, score, basis = c.entry, c.score, basis_of(c.score)
    totals: dict[str, Points | None] = {j: None if t == RECUSED else points.from_text(t) for j, t in sorted(score.scores.items())}
    about = [d for d in above if d.entry == entry.code]
    low, high = _dropped(score, totals)
    return PanelRow(
        code=entry.code, number=entry.number, title=entry.title, circle=entry.circle, field=entry.field, panel=c.panel, counted=True,
        official=score.official, rule=_rule(score.rule), reads=score.reads, scores=totals, independent=totals,
        recused=tuple(sorted(j for j, t in score.scores.items() if t == RECUSED)), dropped_high=high, dropped_low=low,
        items=c.items, by_judge={}, spread=_spread(totals, season), basis=basis, discussed_basis=basis,
        stale=stale(about, lambda _decision: basis), deferred=waits,
        rank=ranking.ranks.get(entry.code), rank_in_field=ranking.in_field.get(entry.code), level=given.levels.get(entry.code),
        at_line=given.at_line(entry.code), separations=ranking.separated(entry.code), own=None, carried=score.carried,
    )  # fmt: skip


def _rule(text: str) -> Rule:
    return Rule(text) if text in set(Rule) else Rule.MEAN


def _dropped(score: OfficialScore, totals: Mapping[str, Points | None]) -> tuple[str | None, str | None]:
    """(lowest, highest) of those left out; equal ones by id, as they were dropped."""
    ordered = sorted(score.dropped, key=lambda j: (totals.get(j) or 0, [-ord(ch) for ch in j]))
    return (ordered[0] if len(ordered) > 1 else None, ordered[-1] if ordered else None)


def _spread(totals: Mapping[str, Points | None], season: Season) -> SpreadFinding:
    found = [p for p in totals.values() if p is not None]
    if not found:
        return SpreadFinding(None)
    width = Points(max(found) - min(found))
    return SpreadFinding(width, width > season.policy.spread.range)


def _order(season: Season, groups: Mapping[str, Group]) -> Callable[[PanelRow], tuple[object, ...]]:
    fields = [f.code for f in season.fields]

    def key(row: PanelRow) -> tuple[object, ...]:
        group = tuple((fields.index(g) if g in fields else len(fields), g) for g in groups[row.code])
        return (group, row.rank is None, row.rank or 0, row.number, row.code)

    return key
