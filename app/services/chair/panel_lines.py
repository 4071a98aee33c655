"""名额线 for the statistics: each quota that some of those it is about cannot get into, through the whole panel or through one field of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.words import say
from app.models.rubric import Bilingual
from app.models.season import Quota, QuotaScope, Season
from app.scoring import lines as rules
from app.scoring.statistics.cut_values import CutFigures, Standing
from app.scoring.view import PanelRow, PanelView

_OWN = (QuotaScope.PANEL, QuotaScope.FIELD_PANEL)


@dataclass(frozen=True)
class PanelLine:
    """`name`: "优秀级 · 制造类"; `inside`: the entries it is about; `above`, `tied`: how many the meeting counts above it and waiting at
    it; `under_floor`: those who do not reach the level's least score. `figures` is None while nothing was scored.
    """

    quota: Quota
    name: Bilingual
    inside: frozenset[str]
    above: int
    tied: int
    under_floor: frozenset[str]
    figures: CutFigures | None = None

    @property
    def place(self) -> tuple[str, QuotaScope, str | None, str | None]:
        """What tells this line from the others: (level, scope, field, panel)."""
        return self.quota.level, self.quota.scope, self.quota.field, self.quota.panel


def lines(view: PanelView, season: Season, panel_name: str) -> tuple[PanelLine, ...]:
    """Best level first, then by scope as the meters stand. A quota with room for everybody draws no line."""
    found = []
    for meter in rules.in_order(view, season.levels):
        quota, around = meter.quota, rules.around(view, season.levels, meter, 0)
        covered = [r for r in view.rows if r.counted and rules.covers(quota, r)]
        if 0 < quota.places < sum(r.rank is not None for r in covered):
            inside, under = frozenset(r.code for r in covered), _under_floor(season, quota, covered)
            found.append(PanelLine(quota, _name(season, quota, panel_name), inside, around.above, around.tied, under))
    return tuple(found)


def with_figures(drawn: Sequence[PanelLine], figures: Sequence[CutFigures]) -> tuple[PanelLine, ...]:
    """The same lines with what was computed of them, in the same order."""
    return tuple(replace(line, figures=told) for line, told in zip(drawn, figures, strict=True))


def first(drawn: Sequence[PanelLine]) -> PanelLine | None:
    """The line to look at before one is chosen: the panel's own places come before those it shares with others."""
    return min(drawn, key=lambda line: line.quota.scope not in _OWN, default=None)


def notes(drawn: Sequence[PanelLine], *, shared: bool) -> tuple[str, ...]:
    """What a chance does not say: the least score of a level, and entries of other panels."""
    floors = say(
        "“在名额内”只按名额说，不计等级的最低分；其中有成果没有达到最低分。",
        "“In the places” is told of places alone, whatever the level's least score; some of these entries are below it.",
    )
    others = say(
        "全季和领域的名额由各专业组共用：这里只在本组的成果里说谁在线内。",
        "Places of the season and of fields are shared by all panels: who is inside is told among this panel's entries only.",
    )
    below = any(_may_be_in(line, code) for line in drawn for code in line.under_floor)
    return tuple(words for words, told in ((floors, below), (others, shared)) if told)


def _may_be_in(line: PanelLine, code: str) -> bool:
    return line.figures is not None and line.figures.standing(code) not in (None, Standing.CLEAR_OUT)


def no_line_words() -> str:
    """Said where others would show a line."""
    return say("没有一条名额线从本组或本组的一个领域中间穿过。", "No line runs through this panel or one of its fields.")


def _under_floor(season: Season, quota: Quota, covered: Sequence[PanelRow]) -> frozenset[str]:
    floor = next((v.floor for v in season.levels if v.code == quota.level), None) or 0
    return frozenset(r.code for r in covered if r.official is not None and r.official < floor)


def _name(season: Season, quota: Quota, panel_name: str) -> Bilingual:
    level = next((v.name for v in season.levels if v.code == quota.level), Bilingual(quota.level, quota.level))
    of_field = next((f.name for f in season.fields if f.code == quota.field), None)
    parts = [level] if quota.field is None else [level, of_field or Bilingual(quota.field, quota.field)]
    zh, en = (" · ".join(texts) for texts in ([p.zh for p in parts], [p.en for p in parts]))
    own = (f" {panel_name}" if quota.field else f" · {panel_name}") if quota.panel is not None else ""
    return Bilingual(zh + own, en + own)
