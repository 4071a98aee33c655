"""Copied sheets in the panel result: a decision names them, and `ext` carries them.

The decision (取用评分文件, with 未签名，组长代录 in its reason) is what every reader of version 1 shows: it says that the points of
this judge rest on no signature, and names the digest of what was copied. The sheets themselves exist nowhere else but on
paper, so they travel too; a reader that does not know `ext` passes them over and still sees the decision.
"""

from __future__ import annotations

from typing import Any

from app.core import strictjson
from app.packages import codec
from app.services.chair.panel import UNSIGNED, Panel

NAME = "unsigned"


def of_panel(panel: Panel) -> dict[str, Any]:
    """The `ext` of the panel result: empty without copied sheets. What does not fit is named by its digest alone."""
    entries: list[dict[str, Any]] = []
    for judge, held in sorted(panel.unsigned().items()):
        whole = {"judge": judge, "digest": held.digest, "mark": UNSIGNED, "recorded": codec.to_json(held.value)}
        bare = {k: v for k, v in whole.items() if k != "recorded"}
        entries.append(whole if _fits([*entries, whole]) else bare)
    return {NAME: entries} if entries else {}


def judges(ext: Any) -> tuple[str, ...]:
    """Judges whose points are unsigned, from an `ext` that somebody else wrote; what cannot be read says nothing."""
    listed = ext.get(NAME) if isinstance(ext, dict) else None
    named = [e.get("judge") for e in listed if isinstance(e, dict)] if isinstance(listed, list) else []
    return tuple(j[:32] for j in named if isinstance(j, str))


def _fits(entries: list[dict[str, Any]]) -> bool:
    return len(strictjson.dumps({NAME: entries})) <= codec.EXT_LIMIT - 4096
