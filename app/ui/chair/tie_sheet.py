"""同分 at a line as a sheet for page and hall: the tied entries side by side, the chain step by step. No judge appears in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import say
from app.models import points
from app.ui.chair.hall_bar import tie_bar
from app.ui.chair.score_sheet import Cell, Sheet

if TYPE_CHECKING:
    from app.models.shape import Points
    from app.services.chair.ties import ChainStep, LineTie


def tie_sheet(tie: LineTie) -> Sheet:
    """One column an entry, one row a step; the first step that tells them apart is outlined. Full points stand beside each value."""
    title = say(
        "{meter} 同分：{n} 份争 {seats} 个名额",
        "{meter}: {n} tied for {seats} {seats:place|places}",
        meter=tie.meter,
        n=len(tie.entries),
        seats=tie.seats,
    )
    telling = next((s for s in tie.chain if s.separates), None)
    rows = [(Cell(step.name), *(_cell(step, code, marked=step is telling) for code in tie.entries)) for step in tie.chain]
    final = points.to_text(tie.official) if tie.official is not None else "—"
    rows.append((Cell(say("最终得分", "Final")), *(Cell(final) for _ in tie.entries)))
    heads = (say("判据", "Criterion"), *(f"{code} {tie.titles.get(code, '')}".strip() for code in tie.entries))
    header = tie.settled or (
        say("按“{step}”可分先后", "“{step}” tells them apart", step=telling.name)
        if telling
        else say("各项都分不出先后", "no item tells them apart")
    )
    return Sheet("", title, header, heads, tuple(rows), bar=() if tie.settled or telling else tie_bar())


def _cell(step: ChainStep, code: str, *, marked: bool) -> Cell:
    found: tuple[Points, Points] | None = step.values.get(code)
    text = f"{points.short(found[0])} / {points.short(found[1])}" if found is not None else "—"
    return Cell(text, marked=marked)
