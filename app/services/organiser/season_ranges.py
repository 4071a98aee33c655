"""Within what the season is ranked, as a choice: by field or by panel, with the places shared out over them.

Panels without a common judge cannot stand in one order, and places can only be given inside an order. So whoever changes the range
of the ranking has to say how many places each field or panel has; what is proposed here keeps the declared total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import InvalidEntry
from app.core.words import say
from app.models.changes import Changes
from app.models.season import Quota, QuotaScope
from app.packages import codec
from app.scoring.fields import fields_of
from app.services.organiser import season_policy, season_state
from app.services.organiser.season_state import SeasonState
from app.services.profile import Profile

CAN_BE_CHOSEN = ("unconnected", "quota-crosses-ranking")
"""Refusals of a standing that a choice of the range answers."""
Places = Mapping[tuple[str, str], int]
"""(level, field or panel) → places."""


@dataclass(frozen=True)
class RangeGroup:
    """One field or panel with the entries that compete in it."""

    code: str
    name: str
    entries: int


@dataclass(frozen=True)
class RangeOffer:
    """One range, the levels that have places (code, name), and how the places may be shared out by the number of entries."""

    scope: QuotaScope
    groups: tuple[RangeGroup, ...]
    levels: tuple[tuple[str, str], ...]
    places: Places


def offers(profile: Profile) -> tuple[RangeOffer, ...]:
    """By field and by panel."""
    here = season_state.load(profile)
    known = fields_of(here.season, (e.field for e in here.entries.values()))
    fields = tuple(RangeGroup(code, say(name.zh, name.en), _in_field(here, code)) for code, name in known)
    panels = tuple(RangeGroup(p, here.panel_name(p), _in_panel(here, p)) for p in here.expected)
    levels = tuple(
        (v.code, say(v.name.zh, v.name.en)) for v in here.season.levels if any(q.level == v.code for q in here.season.policy.quotas)
    )
    return tuple(
        RangeOffer(scope, held, levels, {(c, g): n for c, _ in levels for g, n in _shared(_total(here, c), held).items()})
        for scope, groups in ((QuotaScope.FIELD, fields), (QuotaScope.PANEL, panels))
        if (held := tuple(g for g in groups if g.entries))
    )


def rank_by(profile: Profile, repository: Path, scope: QuotaScope, places: Places) -> Changes:
    """Rank within this range from now on, with these places. In force here at once, for the panels with the next publish."""
    if scope not in (QuotaScope.FIELD, QuotaScope.PANEL):
        raise InvalidEntry(say("只能按领域或专业组排名。", "Rank by field or by panel."), say("请另选范围。", "Choose another range."))
    by_field = scope is QuotaScope.FIELD
    quotas = [
        Quota(level, scope, n, field=group if by_field else None, panel=None if by_field else group) for (level, group), n in places.items()
    ]
    return season_policy.change(profile, repository, {"rank_within": str(scope), "quotas": [codec.to_json(q) for q in quotas]})[1]


def _in_field(here: SeasonState, field: str) -> int:
    return sum(1 for e in here.entries.values() if e.field == field)


def _in_panel(here: SeasonState, panel: str) -> int:
    return sum(1 for code in here.entries if here.places.get(code) == panel)


def _total(here: SeasonState, level: str) -> int:
    """All places of a level as declared now: a quota without a name counts once for each it stands for."""
    fields, panels = [e.field for e in here.entries.values()], [here.places.get(c) for c in here.entries]
    kinds: dict[QuotaScope, int] = {
        QuotaScope.SEASON: 1, QuotaScope.FIELD: len(set(fields)), QuotaScope.PANEL: len(set(panels)),
        QuotaScope.FIELD_PANEL: len(set(zip(fields, panels, strict=True))),
    }  # fmt: skip
    declared = [q for q in here.season.policy.quotas if q.level == level]
    named = sum(q.places for q in declared if q.field or q.panel)
    return named + sum(q.places * kinds[q.scope] for q in declared if not (q.field or q.panel))


def _shared(total: int, groups: tuple[RangeGroup, ...]) -> dict[str, int]:
    """By the number of entries, the largest remainders first."""
    entries = sum(g.entries for g in groups)
    if not entries:
        return {}
    exact = {g.code: (total * g.entries) // entries for g in groups}
    rest = sorted(groups, key=lambda g: (-((total * g.entries) % entries), g.code))
    for group in rest[: total - sum(exact.values())]:
        exact[group.code] += 1
    return exact
