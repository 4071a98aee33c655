"""Keys of the profile, identities of blobs and secrets of invitations: protected by the file's encryption."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.store.tables import SECRETS


class Secrets:
    """Byte strings by (kind, name)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, kind: str, name: str, value: bytes) -> None:
        """Set or replace one secret."""
        statement = insert(SECRETS).values(kind=kind, name=name, value=value)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["kind", "name"], set_={"value": value}))

    def get(self, kind: str, name: str) -> bytes | None:
        """The secret, or None."""
        found = self._connection.scalar(select(SECRETS.c.value).where(SECRETS.c.kind == kind, SECRETS.c.name == name))
        return None if found is None else bytes(found)

    def names(self, kind: str) -> tuple[str, ...]:
        """The names held under `kind`, sorted."""
        return tuple(self._connection.scalars(select(SECRETS.c.name).where(SECRETS.c.kind == kind).order_by(SECRETS.c.name)))
