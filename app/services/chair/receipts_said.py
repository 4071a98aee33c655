"""What this chair's receipts said of each package, by their digests: the next one names them. And whether it was returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from app.models.shape import Digest, Many, Words
from app.packages import digest_line
from app.services.shelf import Shelf
from app.store.database import Transaction


@dataclass(frozen=True)
class Receipts:
    """Payload digests of the receipts about one package, the newest last; `returned`: the reason, while the newest of them returns it."""

    said: Annotated[tuple[Digest, ...], Many(digest_line.MOST)] = ()
    returned: Words = ""


_SHELF = Shelf("receipts-said", Receipts)


def line(tx: Transaction, package: str) -> tuple[str, ...]:
    """Of the package with this payload; the newest last."""
    held = _SHELF.get(tx, package)
    return held.said if held else ()


def returned(tx: Transaction, package: str) -> str:
    """Why the package with this payload was returned; "" when it was not, or something else was said since."""
    held = _SHELF.get(tx, package)
    return held.returned if held else ""


def add(tx: Transaction, package: str, receipt: str, returned: str = "") -> None:
    """One more was written; `returned`: why, when it returns the package."""
    _SHELF.put(tx, package, Receipts(digest_line.joined(line(tx, package), [receipt]), returned))
