"""Which form of the tables a file has, and bringing it up to date.

The version is read by plain SQL. Alembic costs 150–300 ms to import, so it is imported only when the version
differs. A migration is one transaction: it happens whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

from app.store import errors

if TYPE_CHECKING:
    from types import ModuleType

    from alembic.runtime.migration import RevisionStep
    from sqlalchemy import Connection

KNOWN = ("0001", "0002")
"""Every version this program can read, oldest first; the last is the one it writes."""


class Cursor(Protocol):
    """As much of a DB-API connection as reading the version takes."""

    def execute(self, sql: str, /) -> Any: ...


def version(raw: Cursor) -> str | None:
    """The version written in the file; None for a fresh one. Raises TooNew when this program does not know it."""
    if raw.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'").fetchone() is None:
        return None
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        return None
    if row[0] not in KNOWN:
        raise errors.too_new()
    return str(row[0])


def migrations() -> tuple[ModuleType, ...]:
    """The migration modules, oldest first, one for each of `KNOWN`."""
    from app.store.migrations import v0001_first, v0002_groups

    return (v0001_first, v0002_groups)


def upgrade(connection: Connection, modules: Iterable[ModuleType]) -> None:
    """Run the migrations that are still missing, inside the write transaction of the caller.

    Foreign keys must be off (recreating a parent table would delete its children); they are checked here,
    before the caller commits. Raises Corrupt when a row points nowhere.
    """
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext, RevisionStep
    from alembic.script import Script
    from alembic.script.revision import RevisionMap

    scripts = [Script(module, module.revision, str(module.__file__)) for module in modules]
    order = RevisionMap(lambda: scripts)
    newest = order.heads[0]  # reading it links the scripts to each other

    def missing(heads: tuple[str, ...], _context: MigrationContext) -> list[RevisionStep]:
        done = [script.revision for script in scripts].index(heads[0]) + 1 if heads else 0
        return [RevisionStep(order, script, is_upgrade=True) for script in scripts[done:]]

    context = MigrationContext.configure(connection, opts={"fn": missing})
    with Operations.context(context):
        context.run_migrations()
    if context.get_current_revision() != newest:
        raise RuntimeError("migrations did not reach their end")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise errors.corrupt()
