"""Decisions that are being filled in: a reason of three sentences is work, and another entry, a closed window or a crash loses no work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from app.models.chairing import HalfMade
from app.services.chair import shelves
from app.services.profile import Profile

Half: TypeAlias = Mapping[str, str]
"""Name of a field → what stands in it."""


def keep(profile: Profile, round_number: int, entry: str, act: str, fields: Half) -> None:
    """Remember what stands in the form; nothing of it when no field says anything."""
    key = _key(round_number, entry, act)
    with profile.database.write() as tx:
        if fields:
            shelves.HALF_MADE.put(tx, key, HalfMade(entry, act, dict(fields), round_number))
        else:
            tx.records.remove(shelves.HALF_MADE.kind, key)


def all_of(profile: Profile, round_number: int) -> dict[tuple[str, str], Half]:
    """(entry, act) → its fields, of one round."""
    with profile.database.read() as tx:
        return {(h.entry, h.act): h.fields for h in shelves.HALF_MADE.all(tx) if h.round == round_number}


def _key(round_number: int, entry: str, act: str) -> str:
    """The first round's without its number: so they were kept before rounds were told apart."""
    return f"{act}/{entry}" if round_number == 1 else f"{round_number}/{act}/{entry}"
