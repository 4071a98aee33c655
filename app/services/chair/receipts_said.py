"""What this chair's receipts said of each package, by their digests: the next one names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from app.models.shape import Digest, Many
from app.packages import digest_line
from app.services.shelf import Shelf
from app.store.database import Transaction


@dataclass(frozen=True)
class Receipts:
    """Payload digests of the receipts about one package, the newest last."""

    said: Annotated[tuple[Digest, ...], Many(digest_line.MOST)] = ()


_SHELF = Shelf("receipts-said", Receipts)


def line(tx: Transaction, package: str) -> tuple[str, ...]:
    """Of the package with this payload; the newest last."""
    held = _SHELF.get(tx, package)
    return held.said if held else ()


def add(tx: Transaction, package: str, receipt: str) -> None:
    """One more was written."""
    _SHELF.put(tx, package, Receipts(digest_line.joined(line(tx, package), [receipt])))
