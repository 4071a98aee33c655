"""A meeting of three chairs: 24 entries of three panels in two fields that cut across them, with everything such a meeting talks about.

In manufacturing two entries of two panels tie for the last place of the excellent level, item by item; the chair of the second panel
stands aside from one of them. Z2-006 was read far apart and not talked about; the third panel asks for a place for Z3-005.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.core.ids import new_event_id
from app.models.decision import Decision, DecisionKind, Scope
from app.models.points import of, to_text
from app.models.season import Quota, QuotaScope
from app.models.shape import Points
from app.services.organiser import state
from app.services.profile import Profile
from tests.fakes import panel_season
from tests.fakes.panel_season import RECUSED, PanelSeason

MANUFACTURING, SERVICE = FIELDS = ("MANUFACTURING", "SERVICE")
TIED, ASIDE = ("Z1-005", "Z2-004"), "Z2-004"
APART, ASKED = "Z2-006", "Z3-005"
CHAIRS = ("J1-01", "J2-01", "J3-01")
NAMES = {"J1-01": "顾长青", "J2-01": "沈国樑", "J3-01": "欧阳文静", "J2-03": "王喆"}
TOTALS = {
    "Z1-001": "95", "Z3-001": "93", "Z2-002": "91", "Z1-003": "89.5", "Z3-003": "88", "Z2-004": "87", "Z1-005": "87", "Z3-005": "84",
    "Z2-006": "82", "Z1-007": "79", "Z3-007": "76", "Z2-008": "71",
    "Z1-002": "94", "Z2-001": "92", "Z3-002": "90", "Z1-004": "88", "Z2-003": "86", "Z3-004": "85", "Z1-006": "83", "Z2-005": "81",
    "Z3-006": "78", "Z1-008": "75", "Z2-007": "72", "Z3-008": "66",
}  # fmt: skip
TITLES = (
    "降低轴承套圈沟道圆度超差率", "缩短注塑机换模时间", "降低涂装车间漆瘤率", "提高齿轮磨削一次合格率", "降低空压站单位能耗", "缩短门诊取药等候时间",
    "提高地铁闸机通过率", "降低冷链配送温度超限次数",
)  # fmt: skip
_ITEMS = {"TOPIC": 15, "CAUSE": 30, "ACTION": 20, "EFFECT": 20, "REPORT": 5, "FEATURE": 10}
PLACES = (Quota("BENCHMARK", QuotaScope.FIELD, 2), Quota("EXCELLENT", QuotaScope.FIELD, 6))

OVERALL = (Quota("BENCHMARK", QuotaScope.SEASON, 4), Quota("EXCELLENT", QuotaScope.SEASON, 12))
"""The same places over the whole season, in which three panels without a common judge make no order."""


def make(
    folder: Path,
    quotas: tuple[Quota, ...] = PLACES,
    rank_within: QuotaScope | None = QuotaScope.FIELD,
    unsigned: Collection[str] = (),
    **policy: Any,
) -> PanelSeason:
    """The organiser's season; every panel has closed, nothing is taken in yet. `unsigned`: judges whose sheets their chair copied."""
    made = panel_season.make(
        folder, panels=3, entries=8, judges=5, quotas=quotas, fields=FIELDS, dress=_dress, rank_within=rank_within, **policy
    )
    for panel in made.panels:
        codes = made.entries[panel]
        asked = [_asked()] if ASKED in codes else []
        made.close(
            panel, {c: _scores(made, panel, c) for c in codes}, decisions=asked, levels={c: _proposed(c) for c in codes},
            items={c: _items(TOTALS[c]) for c in codes}, unsigned=[j for j in made.judges[panel] if j in unsigned],
        )  # fmt: skip
    return made


def _dress(organiser: Profile) -> None:
    with organiser.database.write() as tx:
        people = state.JUDGES.all(tx)
        state.JUDGES.replace(tx, {j.id: replace(j, name=NAMES.get(j.id, j.name)) for j in people})
        rows = state.ENTRIES.all(tx)
        state.ENTRIES.replace(tx, {f"1/{e.code}": replace(e, title=t) for e, t in zip(rows, _titles(len(rows)), strict=True)})


def _titles(count: int) -> Iterable[str]:
    return (TITLES[n % len(TITLES)] for n in range(count))


def _scores(made: PanelSeason, panel: str, code: str) -> Mapping[str, str]:
    """Highest and lowest are dropped of five, so that the total is exact; who stands aside leaves four alike."""
    away = {APART: (-1000, 0, 0, 0, 1000), ASIDE: (0, 0, 0, 0, 0)}.get(code, (-100, 0, 0, 0, 100))
    marks = {j: to_text(Points(of(TOTALS[code]) + by)) for j, by in zip(made.judges[panel], away, strict=True)}
    return {**marks, made.judges[panel][0]: RECUSED} if code == ASIDE else marks


def _items(total: str) -> dict[str, str]:
    """In proportion, on half points, the rest on the causes: equal totals are equal item by item."""
    found = {code: round(of(total) * full / 100 / 50) * 50 for code, full in _ITEMS.items()}
    found["CAUSE"] += of(total) - sum(found.values())
    return {code: to_text(Points(value)) for code, value in found.items()}


def _proposed(code: str) -> str | None:
    total = of(TOTALS[code])
    return "EXCELLENT" if code == ASKED else "BENCHMARK" if total >= 9200 else "EXCELLENT" if total >= 8600 else "PROMOTED"


def _asked() -> Decision:
    at, kind = datetime(2026, 7, 1, tzinfo=UTC), DecisionKind.EXTRA_PLACE
    return Decision(new_event_id(), at, Scope.PANEL, kind, "本组整体水平高", entry=ASKED, before="PROMOTED", after="EXCELLENT")
