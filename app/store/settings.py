"""Small choices of the profile, JSON text by key."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy import text as sql

from app.store.tables import SETTINGS

# as text, because building and compiling a statement costs more than running it
_GET = sql("SELECT value FROM settings WHERE key = :key")
_PUT = sql("INSERT INTO settings (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value")


class Settings:
    """Settings by key; the meaning of the JSON text is the caller's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """The text under `key`, or None."""
        found = self._connection.scalar(_GET, {"key": key})
        return None if found is None else str(found)

    def put(self, key: str, value: str) -> None:
        """Set or replace the text under `key`."""
        self._connection.execute(_PUT, {"key": key, "value": value})

    def all(self) -> dict[str, str]:
        """Every setting, by key."""
        return {str(row.key): str(row.value) for row in self._connection.execute(select(SETTINGS).order_by(SETTINGS.c.key))}
