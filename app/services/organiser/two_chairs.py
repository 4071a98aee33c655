"""Results of one panel from two chairs: neither replaces the other by its number; a decision says whose counts.

A number tells which of one chair's results is the newer. Between two chairs (组长 and 副组长, or the one before and the one now) it
tells nothing: the larger would win by having closed more often.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.models.decision import Decision, DecisionKind
from app.scoring.decisions import acting
from app.services.organiser.panel_files import PanelFile


def by_panel(held: Iterable[PanelFile]) -> dict[str, list[PanelFile]]:
    """Panel → its results, of whichever chair."""
    found: dict[str, list[PanelFile]] = {}
    for file in held:
        found.setdefault(file.value.panel, []).append(file)
    return found


def newest(files: Sequence[PanelFile]) -> tuple[PanelFile, ...]:
    """The newest result of each chair."""
    chairs = sorted({f.value.chair for f in files})
    return tuple(max((f for f in files if f.value.chair == c), key=lambda f: (f.sequence, f.payload)) for c in chairs)


def chosen(files: Sequence[PanelFile], decisions: Iterable[Decision]) -> list[PanelFile]:
    """The results of the chair that was chosen, as long as the others sent nothing after the choice; else none take part."""
    held = {f.payload: f for f in files}
    about = [d for d in acting(decisions) if d.kind is DecisionKind.CHOOSE_PACKAGE and d.after in held]
    if not about:
        return []
    chair = held[about[-1].after or ""].value.chair
    seen = held.get(about[-1].before or "")
    others = [f for f in newest(files) if f.value.chair != chair]
    if any(seen is None or (f.sequence, f.payload) > (seen.sequence, seen.payload) for f in others):
        return []
    return [f for f in files if f.value.chair == chair]
