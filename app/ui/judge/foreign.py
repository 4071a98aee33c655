"""Telling an invitation of another season from every other error: it has a button, they have a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from app.services.judge.other_season import OtherSeason


def is_foreign(error: BaseException | None) -> TypeGuard[OtherSeason]:
    """Whether an invitation of another season was opened. Nothing is imported to ask it of any other error."""
    if getattr(error, "reason", "") != "other-season":
        return False
    from app.services.judge.other_season import OtherSeason

    return isinstance(error, OtherSeason)
