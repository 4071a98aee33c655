"""Opening, transactions, and what the store refuses."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import AppError, Busy, Corrupt, Locked, TooNew, UsageError
from app.store import backups, opening
from app.store.database import Database
from tests.fakes.store_samples import KEY


def reopened(home: Path, key: bytes = KEY) -> Database:
    return Database.open(home / "desk.db", key, clock=Clock())


def test_what_a_block_wrote_is_there_after_reopening(home: Path) -> None:
    first = reopened(home)
    with first.write() as tx:
        tx.settings.put("language", '"zh"')
    first.close()
    second = reopened(home)
    with second.read() as tx:
        assert tx.settings.all() == {"language": '"zh"'}
    second.close()
    assert [path.name for path in home.iterdir()] == ["desk.db"]


def test_a_block_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(UsageError), database.write() as tx:
        tx.settings.put("a", "1")
        raise UsageError("no")
    with database.read() as tx:
        assert tx.settings.get("a") is None


def test_nothing_readable_reaches_the_disk(database: Database, home: Path) -> None:
    with database.write() as tx:
        tx.settings.put("remark", "末端原因未用数据确认")
        tx.search.index_entry("Z-001", "降低不良率", "启明星", None)
    for path in home.iterdir():
        content = path.read_bytes()
        assert "末端原因".encode() not in content
        assert not content.startswith(b"SQLite format 3")


def test_another_key_is_said_in_words_and_prints_nothing(database: Database, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    database.close()
    with pytest.raises(Locked, match="密钥"):
        reopened(home, bytes(32))
    assert capfd.readouterr() == ("", "")


def test_the_key_is_32_raw_bytes(home: Path) -> None:
    with pytest.raises(RuntimeError, match="32"):
        reopened(home, b"short")


def test_a_damaged_page_is_corrupt_not_a_traceback(database: Database, home: Path) -> None:
    with database.write() as tx:
        for number in range(200):
            tx.settings.put(f"key-{number}", "x" * 500)
    database.close()
    content = bytearray((home / "desk.db").read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    (home / "desk.db").write_bytes(content)
    with pytest.raises((Corrupt, Locked)):
        damaged = reopened(home)
        try:
            with damaged.read() as tx:
                tx.settings.all()
        finally:
            damaged.close()


def test_the_store_of_a_newer_program_is_left_alone(database: Database, home: Path) -> None:
    database.close()
    raw = opening.connect(home / "desk.db", KEY)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = (home / "desk.db").read_bytes()
    with pytest.raises(TooNew, match="更新版本"):
        reopened(home)
    assert (home / "desk.db").read_bytes() == before


def test_a_store_held_by_another_program_is_busy_and_works_again_after(database: Database, home: Path) -> None:
    other = opening.connect(home / "desk.db", KEY)
    raw = database._connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA busy_timeout = 20")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy), database.write() as tx:
        tx.settings.put("a", "1")
    with database.read() as tx:
        assert tx.settings.get("a") is None
    other.execute("ROLLBACK")
    other.close()
    with database.write() as tx:
        tx.settings.put("a", "1")


def _use_outside(database: Database) -> None:
    with database.read() as tx:
        kept = tx
    kept.settings.get("a")


def _nest(database: Database) -> None:
    with database.read(), database.write():
        pass


def _use_closed(database: Database) -> None:
    database.close()
    with database.read():
        pass


def _write_in_read(database: Database) -> None:
    with database.read() as tx:
        tx.settings.put("a", "1")


@pytest.mark.parametrize("misuse", [_use_outside, _nest, _use_closed, _write_in_read])
def test_a_wrong_order_of_calls_is_our_bug(database: Database, misuse: Callable[[Database], None]) -> None:
    with pytest.raises(RuntimeError):
        misuse(database)


def test_a_write_in_a_read_block_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError, match="read block"):
        _write_in_read(database)
    with database.read() as tx:
        assert tx.settings.get("a") is None


def test_a_home_with_any_name(tmp_path: Path) -> None:
    home = tmp_path / "质评 #1%20?&x='a'"
    first = reopened(home)
    with first.write() as tx:
        tx.settings.put("a", "1")
    made = backups.make_backup(home / "desk.db", KEY, home / "备份", Clock(), "start")
    first.close()
    assert backups.check_backup(made.path, KEY).events == 0
    assert sorted(path.name for path in home.iterdir()) == ["desk.db", "备份"]


def test_another_thread_is_refused(database: Database) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            with database.read():
                pass
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert [str(error) for error in caught] == ["the store is used by the thread that opened it only"]


def test_a_file_that_is_no_store_is_refused_in_words(home: Path) -> None:
    home.mkdir()
    (home / "desk.db").write_bytes(b"hello" * 2000)
    with pytest.raises(AppError) as raised:
        reopened(home)
    assert raised.value.hint
    assert (home / "desk.db").read_bytes() == b"hello" * 2000


def test_opening_a_current_store_does_not_import_alembic(database: Database, home: Path) -> None:
    database.close()
    program = f"""
import sys
from pathlib import Path
from app.core.clock import Clock
from app.store.database import Database
Database.open(Path({str(home / "desk.db")!r}), {KEY!r}, clock=Clock()).close()
print(sorted(m for m in ("alembic", "sqlalchemy.orm") if m in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert done.stdout.strip() == "[]"
