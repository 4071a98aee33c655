"""Values of the chair's desk as JSON: points as "86.50", times as RFC 3339, everything else by its own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.core.clock import to_text
from app.models import points
from app.models.shape import Points
from app.services.chair.deciding import Foreseen
from app.services.chair.incoming import IncomingFile, Preview


def plain(value: Any) -> Any:
    """Lists, dicts, texts and numbers; what a value declares as Points (or a gap between them) is a text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _points(plain(getattr(value, f.name))) if _is_points(f) else plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, datetime):
        return to_text(value)
    return str(value) if isinstance(value, StrEnum | Path) else value


def _is_points(field: Field[Any]) -> bool:
    return "Points" in str(field.type) or field.name == "gap"


def _points(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _points(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_points(v) for v in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{'-' if value < 0 else ''}{points.to_text(Points(abs(value)))}"
    return value


def move_json(move: Any) -> dict[str, Any]:
    """A move as `merge --json` has it, with its words."""
    return dict(plain(move))


def preview_json(seen: Preview) -> dict[str, Any]:
    """What a preview says beside the lists of `merge --json`."""
    return {
        "files": [_file(f) for f in seen.files],
        "summary": list(seen.summary),
        "touched": plain(seen.touched),
        "mixed_rules": list(seen.mixed),
        "reminders": [{"judge": a.judge, "name": a.name, "sheets": a.sheets, "text": a.reminder} for a in seen.missing],
    }


def foreseen_json(foreseen: Foreseen) -> dict[str, Any]:
    """An action before or after it was made."""
    return {
        "words": foreseen.words,
        "lines": list(foreseen.lines),
        "moves": [move_json(m) for m in foreseen.moves],
        "meters": plain(foreseen.meters),
        "led_by": foreseen.leader,
    }


def _file(file: IncomingFile) -> dict[str, Any]:
    return {**plain(file), "acceptable": file.acceptable}
