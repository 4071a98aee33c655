"""The items' values beside the official scores, in `ext` of the panel result: what the season's tie-break chain compares.

Each panel separates its own ties. Between two panels equal totals can only be separated by what both say about their items;
where that does not fit, or an older program closed the panel, the season shares the rank and people decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core import strictjson
from app.core.errors import Malformed
from app.core.ids import is_id
from app.models import points
from app.models.shape import Points
from app.packages import codec
from app.scoring.view import PanelView

NAME = "items"


def beside(ext: dict[str, Any], view: PanelView) -> dict[str, Any]:
    """`ext` with the items' values added, or as it was where they do not fit."""
    values = {r.code: {i: points.to_text(p) for i, p in r.items.items()} for r in view.rows if r.counted and r.items}
    whole = {**ext, NAME: values}
    return whole if values and len(strictjson.dumps(whole)) <= codec.EXT_LIMIT else ext


def of_ext(ext: Any) -> dict[str, dict[str, Points]]:
    """Entry → item → value, from an `ext` that somebody else wrote; what cannot be read says nothing."""
    listed = ext.get(NAME) if isinstance(ext, dict) else None
    return {e: _values(v) for e, v in listed.items() if is_id(e) and isinstance(v, Mapping)} if isinstance(listed, dict) else {}


def _values(found: Mapping[Any, Any]) -> dict[str, Points]:
    known = {}
    for item, text in found.items():
        try:
            known[item] = points.from_text(text) if isinstance(item, str) and isinstance(text, str) else None
        except Malformed:
            continue
    return {i: p for i, p in known.items() if p is not None}
