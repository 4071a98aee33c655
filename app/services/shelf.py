"""Records of one kind as frozen values: how services keep small local state that is always loaded whole."""

from __future__ import annotations

from typing import Generic, TypeVar

from app.packages import codec
from app.store.database import Transaction

T = TypeVar("T")


class Shelf(Generic[T]):
    """All records of one kind, as frozen values."""

    def __init__(self, kind: str, value: type[T]) -> None:
        self.kind, self.value = kind, value

    def put(self, tx: Transaction, key: str, value: T) -> None:
        """Set or replace one; refused when a limit of its shape is exceeded."""
        tx.records.put(self.kind, key, codec.to_bytes(codec.check(value)).decode())

    def get(self, tx: Transaction, key: str) -> T | None:
        """One, or None."""
        text = tx.records.get(self.kind, key)
        return codec.from_bytes(self.value, text.encode()) if text is not None else None

    def all(self, tx: Transaction) -> tuple[T, ...]:
        """All, in the order first put."""
        return tuple(codec.from_bytes(self.value, r.value.encode()) for r in tx.records.all(self.kind))

    def keys(self, tx: Transaction) -> tuple[str, ...]:
        """The keys alone, nothing is parsed."""
        return tuple(r.id for r in tx.records.all(self.kind))

    def replace(self, tx: Transaction, values: dict[str, T]) -> None:
        """Make `values` (key → value) the whole shelf."""
        for record in tx.records.all(self.kind):
            tx.records.remove(self.kind, record.id)
        for key, value in values.items():
            self.put(tx, key, value)
