"""Small choices of the profile, JSON text by key."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.store.tables import SETTINGS


class Settings:
    """Settings by key; the meaning of the JSON text is the caller's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """The text under `key`, or None."""
        found = self._connection.scalar(select(SETTINGS.c.value).where(SETTINGS.c.key == key))
        return None if found is None else str(found)

    def put(self, key: str, value: str) -> None:
        """Set or replace the text under `key`."""
        statement = insert(SETTINGS).values(key=key, value=value)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))

    def all(self) -> dict[str, str]:
        """Every setting, by key."""
        return {str(row.key): str(row.value) for row in self._connection.execute(select(SETTINGS).order_by(SETTINGS.c.key))}
