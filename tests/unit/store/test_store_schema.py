"""Migrations: whole or not at all, never backwards, and the same tables as the program's own description."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import ModuleType

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.core.clock import Clock
from app.core.errors import Corrupt
from app.store import opening, schema
from app.store.database import Database
from app.store.migrations import v0001_first, v0002_groups
from app.store.tables import METADATA
from tests.fakes.store_samples import KEY, entry, manifest, scored


def migration(body: list[str]) -> ModuleType:
    made = ModuleType("v0003_test")
    made.__file__ = __file__
    made.revision, made.down_revision = "0003", "0002"  # type: ignore[attr-defined]
    made.upgrade = lambda: [op.execute(statement) for statement in body]  # type: ignore[attr-defined]
    sys.modules["v0003_test"] = made
    return made


def tables(home: Path) -> set[str]:
    raw = opening.connect(home / "desk.db", KEY)
    found = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
    raw.close()
    return found


def test_every_known_version_has_its_migration_in_order() -> None:
    assert tuple(module.revision for module in schema.migrations()) == schema.KNOWN


def test_migrated_tables_equal_the_described_ones(database: Database) -> None:
    with database._block("BEGIN"):
        ours = lambda _o, name, kind, *_: kind != "table" or not name.startswith("search_text")  # noqa: E731
        context = MigrationContext.configure(database._connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_failed_migration_leaves_nothing(database: Database, home: Path) -> None:
    with database.write() as tx:
        tx.events.append(scored(1300))
    before = tables(home)
    half = migration(["CREATE TABLE half (x)", "ALTER TABLE settings ADD COLUMN y TEXT", "INSERT INTO nowhere VALUES (1)"])
    with pytest.raises(DBAPIError):
        database.migrate((*schema.migrations(), half))
    assert tables(home) == before
    with database.write() as tx:
        assert len(tx.events.history(1)) == 1
        tx.settings.put("still", "works")
    database.close()
    Database.open(home / "desk.db", KEY, clock=Clock()).close()


def test_recreating_a_parent_table_keeps_the_children(database: Database) -> None:
    with database.write() as tx:
        tx.entries.replace_assignment(1, manifest(entry(1), entry(4)), {})
    recreate = migration(
        [
            "CREATE TABLE entries_new AS SELECT * FROM entries",
            "DROP TABLE entries",
            "CREATE TABLE entries (round INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (round, code))",
            "INSERT INTO entries SELECT round, code FROM entries_new",
            "DROP TABLE entries_new",
        ]
    )
    database.migrate((*schema.migrations(), recreate))
    with database._block("BEGIN"):
        assert database._connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() == 3
        assert database._connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_migration_that_orphans_rows_is_not_committed(database: Database) -> None:
    with database.write() as tx:
        tx.entries.replace_assignment(1, manifest(entry(1)), {})
    with pytest.raises(Corrupt):
        database.migrate((*schema.migrations(), migration(["DELETE FROM entries"])))
    with database.read() as tx:
        assert tx.entries.count(1) == 1


@pytest.mark.parametrize("module", [v0001_first, v0002_groups])
def test_a_store_is_never_taken_back(module: ModuleType) -> None:
    with pytest.raises(RuntimeError, match="older form"):
        module.downgrade()


def test_scores_saved_before_groups_stay_single_steps(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    with monkeypatch.context() as older:
        older.setattr(schema, "KNOWN", ("0001",))
        older.setattr(schema, "migrations", lambda: (v0001_first,))
        Database.open(home / "desk.db", KEY, clock=Clock()).close()
    raw = opening.connect(home / "desk.db", KEY)
    for number, value in enumerate(("1.00", "2.00")):
        raw.execute(
            'INSERT INTO events (id, at, round, entry, kind, "key", value, step) VALUES (?, ?, 1, ?, ?, ?, ?, ?)',
            (f"{number:032x}", "2026-07-09T04:00:00Z", "Z-001", "points", "CAUSE", f'"{value}"', "do"),
        )
    raw.commit()
    raw.close()
    opened = Database.open(home / "desk.db", KEY, clock=Clock())
    with opened.read() as tx:
        found = tx.events.last_undoable(1)
        assert [event.group for event in tx.events.history(1)] == [None, None]
    opened.close()
    assert found is not None
    assert [value for _, value in found.parts] == ['"1.00"']


@pytest.mark.parametrize("statement", ["UPDATE events SET value = '\"1.00\"'", "DELETE FROM events"])
def test_the_database_itself_refuses_to_change_events(database: Database, statement: str) -> None:
    with database.write() as tx:
        tx.events.append(scored(1300))
    with pytest.raises(IntegrityError, match="never"), database.write():
        database._connection.exec_driver_sql(statement)
    with database.read() as tx:
        assert len(tx.events.history(1)) == 1


def test_what_was_to_be_kept_is_not_in_the_words_of_a_fault(database: Database) -> None:
    """A fault of ours can be copied from the window and sent to somebody: it tells the statement, never a remark or a key."""
    secret = "a remark that nobody else reads"
    with pytest.raises(IntegrityError) as fault, database.write() as tx:
        tx.records.put(None, "1", secret)  # type: ignore[arg-type]
    assert secret not in "".join(traceback.format_exception(fault.value))
