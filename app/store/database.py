"""The one open store of a profile: a single connection, owned by one thread, handed out as transactions.

A transaction is the only way in. What a block did is on the disk when the block ends (WAL, synchronous FULL),
or nothing of it is. Values go in and come out as frozen dataclasses; rows never leave this package.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from app.core import files
from app.core.clock import Clock
from app.core.errors import DiskFull
from app.store import errors, opening, schema
from app.store.documents import Documents
from app.store.entries import Entries
from app.store.events import Events
from app.store.evidence import EvidenceBox
from app.store.outbox import Outbox
from app.store.private import Secrets
from app.store.records import Records
from app.store.search import Search
from app.store.settings import Settings
from app.store.sheets import Sheets
from app.store.snapshots import Snapshots

if TYPE_CHECKING:
    from types import ModuleType

_BEGIN = "qcdesk_begin"


class Transaction:
    """The repositories, valid inside one `write()` or `read()` block."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.settings = Settings(connection)
        self.secrets = Secrets(connection)
        self.evidence = EvidenceBox(connection)
        self.records = Records(connection)
        self.entries = Entries(connection)
        self.documents = Documents(connection)
        self.events = Events(connection)
        self.sheets = Sheets(connection)
        self.snapshots = Snapshots(connection)
        self.outbox = Outbox(connection, clock)
        self.search = Search(connection)


class Database:
    """Open with `Database.open`; every method belongs to the thread that opened it, else RuntimeError."""

    def __init__(self, path: Path, engine: Engine, clock: Clock) -> None:
        self._path = path
        self._engine = engine
        self._thread = threading.get_ident()
        self._connection = engine.connect()
        self._transaction = Transaction(self._connection, clock)

    @classmethod
    def open(cls, path: Path, key: bytes, *, clock: Clock, alone_when_full: bool = False) -> Self:
        """Open or create the file and bring its tables up to date. `alone_when_full`: on a full disk, open it with nobody beside.

        Raises Locked (wrong key), TooNew (nothing is changed), Busy, DiskFull, Corrupt, StoreError.
        """
        with files.translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)
        raw = _connected(path, key, alone_when_full)
        try:
            with errors.translated(path):
                newest = schema.version(raw) == schema.KNOWN[-1]
                database = cls(path, _engine(raw), clock)
                if not newest:
                    database.migrate(schema.migrations())
        except BaseException:
            raw.close()
            raise
        return database

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A block that is saved whole or not at all. Raises Busy, DiskFull, Corrupt; what was saved before stays."""
        with self._block("BEGIN IMMEDIATE"):
            yield self._transaction

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A block that sees one state of the store. Writing in it is refused with RuntimeError and leaves nothing."""
        with self._block("BEGIN"):
            before = self._raw().total_changes
            yield self._transaction
            if self._raw().total_changes != before:
                raise RuntimeError("a write inside a read block")

    def migrate(self, modules: tuple[ModuleType, ...]) -> None:
        """Run the migrations still missing, in one transaction; after an error the file is as it was."""
        raw = self._raw()
        # inside a transaction this pragma does nothing, and recreating a parent table would delete its children
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with self._block("BEGIN IMMEDIATE"):
                schema.upgrade(self._connection, modules)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        """Checkpoint and close; the file is then complete without its `-wal`."""
        self._check_thread()
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def _block(self, begin: str) -> Iterator[None]:
        self._check_thread()
        if self._connection.closed:
            raise RuntimeError("the store is closed")
        if self._connection.in_transaction():
            raise RuntimeError("a transaction inside a transaction")
        self._connection.execution_options(**{_BEGIN: begin})
        try:
            with errors.translated(self._path), self._connection.begin():
                yield
        finally:
            self._connection.execution_options(**{_BEGIN: None})

    def _raw(self) -> Any:
        return self._connection.connection.driver_connection

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("the store is used by the thread that opened it only")


def _connected(path: Path, key: bytes, alone_when_full: bool) -> Any:
    """Connections side by side share a small file, which a full disk has no room for. Whoever only looks needs none."""
    try:
        return opening.connect(path, key)
    except DiskFull as full:
        if not alone_when_full:
            raise errors.too_full_to_open() from full
    try:
        return opening.connect(path, key, alone=True)
    except DiskFull as full:
        raise errors.too_full_to_open() from full


def _engine(raw: Any) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: raw, module=dbapi2, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN)
    if statement is None:
        raise RuntimeError("a repository used outside of its transaction")
    connection.exec_driver_sql(statement)
