"""Units that a season hides, written out by people: a reason or a remark beside an entry would tell whose it is.

Names compare without spaces, case and legal forms, as they do for recusals; a short one says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.core.errors import UsageError
from app.core.text import fold, unit_key
from app.core.words import say
from app.models.sheet import Audience, ScoreSheet

_SHORTEST = 4


def named(units: Iterable[str], text: str) -> str | None:
    """The first of these units that the text names, or None."""
    said = {key: key(text) for key in (unit_key, _whole)} if text.strip() else {}
    return next((u for u in units for key, words in said.items() if len(key(u)) >= _SHORTEST and key(u) in words), None)


def require_unnamed(units: Iterable[str], what: str, text: str) -> None:
    """Raises UsageError `names-a-unit`; `what` (理由, 评语) says whose words they are."""
    if (unit := named(units, text)) is not None:
        raise UsageError(
            say("{what}写出了单位“{unit}”，本季隐去单位名。", "{what} names the unit “{unit}”; this season hides units.", what=what, unit=unit),
            say("请改写，例如“曾在该单位任职”。", "Say it without the name, e.g. “worked there once”."), reason="names-a-unit",
        )  # fmt: skip


def in_sheet(units: Iterable[str], sheet: ScoreSheet) -> str | None:
    """The unit that a remark, or a note that others will read, names."""
    shown = (n.text for n in sheet.notes if n.audience is not Audience.PRIVATE)
    return named(units, "\n".join((sheet.remark, *shown)))


def _whole(name: str) -> str:
    return fold(name).replace(" ", "")
