"""Files that are whole or not there, and paths that do not lead out."""

from __future__ import annotations

import errno
import io
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from app.core import files
from app.core.errors import Cancelled, DiskFull, Malformed, StoreError, TooLarge, UsageError
from tests.fakes.deep_folders import deep

posix = pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
ROOT = Path(__file__).resolve().parents[3]


def _names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_bytes_and_writers(tmp_path: Path) -> None:
    target = tmp_path / "new" / "folders" / "结果.qcr"
    files.atomic_write(target, b"one")
    assert target.read_bytes() == b"one"
    files.atomic_write(target, lambda out: out.write(b"two") and None)
    assert target.read_bytes() == b"two"
    assert _names(target.parent) == [target.name]


@posix
def test_the_mode_is_the_one_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "key"
    files.atomic_write(target, b"", mode=0o600)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    files.atomic_write(target, b"")
    assert stat.S_IMODE(target.stat().st_mode) == 0o644


@posix
def test_nobody_else_reads_it_while_it_is_written(tmp_path: Path) -> None:
    seen: list[int] = []

    def look(out: BinaryIO) -> None:
        seen.append(stat.S_IMODE(os.fstat(out.fileno()).st_mode))

    files.atomic_write(tmp_path / "x", look)
    assert seen == [0o600]


@pytest.mark.parametrize("error", [Cancelled("stop"), RuntimeError("bug"), KeyboardInterrupt()])
def test_a_failing_writer_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"old")

    def fails(out: BinaryIO) -> None:
        out.write(b"half of the new")
        out.flush()
        raise error

    with pytest.raises(type(error)):
        files.atomic_write(target, fails)
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["x"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_a_sentence_and_keeps_the_old(tmp_path: Path, number: int) -> None:
    target = tmp_path / "结果"
    target.write_bytes(b"old")

    def full(out: BinaryIO) -> None:
        raise OSError(number, "no space")

    with pytest.raises(DiskFull, match="结果"):
        files.atomic_write(target, full)
    assert _names(tmp_path) == ["结果"]
    assert target.read_bytes() == b"old"


def test_a_device_that_is_really_full(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(DiskFull), files.translated(tmp_path / "x"), Path("/dev/full").open("wb", buffering=0) as out:
        out.write(b"x")


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises((UsageError, StoreError)):
        files.atomic_write(tmp_path / "x", b"")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises((UsageError, StoreError)):
        files.atomic_write(tmp_path / "file" / "below", b"")
    assert _names(tmp_path) == ["file", "x"]


def test_names_as_long_as_the_system_allows(tmp_path: Path) -> None:
    for name in ("长" * 85, "a" * 255, "文" * 40 + ".qcr"):
        files.atomic_write(tmp_path / name, b"x")
    assert len(_names(tmp_path)) == 3


_KILLED = """
import os, signal, sys
from pathlib import Path
from app.core.files import atomic_write
import app.core.files as files
moment, target = sys.argv[1], Path(sys.argv[2])
def kill(*_): os.kill(os.getpid(), signal.SIGKILL)
if moment == "before-replace": files.replace = kill
if moment == "after-replace": files.sync_folder = kill
def write(out):
    out.write(b"new" * 100_000)
    if moment == "writing":
        out.flush(); kill()
atomic_write(target, write)
"""


@posix
@pytest.mark.parametrize(("moment", "left"), [("writing", b"old"), ("before-replace", b"old"), ("after-replace", b"new" * 100_000)])
def test_killed_at_any_moment_the_file_is_old_or_new(tmp_path: Path, moment: str, left: bytes) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", _KILLED, moment, str(target)], cwd=ROOT, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == left


def test_sharing_errors_are_waited_out_and_others_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.replace, []

    def busy(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) < 3:
            error = PermissionError(errno.EACCES, "sharing violation")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", busy)
    files.atomic_write(tmp_path / "x", b"in the end")
    assert ((tmp_path / "x").read_bytes(), len(calls)) == (b"in the end", 3)

    def never(source: Path, target: Path) -> None:
        calls.append(source)
        raise PermissionError(errno.EACCES, "no")

    calls.clear()
    monkeypatch.setattr(os, "replace", never)
    with pytest.raises(StoreError):
        files.atomic_write(tmp_path / "y", b"")
    assert (len(calls), _names(tmp_path)) == (1, ["x"])


def test_reading_within_a_limit(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"12345")
    assert files.read_limited(target, 5) == b"12345"
    with pytest.raises(TooLarge, match="5"):
        files.read_limited(target, 4)
    with pytest.raises(UsageError) as refused:
        files.read_limited(tmp_path / "missing", 1)
    assert refused.value.reason == "not-found"
    with pytest.raises(UsageError, match="文件夹"):
        files.read_limited(tmp_path, 1)


def test_text_with_and_without_a_mark(tmp_path: Path) -> None:
    for data in ("质评".encode(), b"\xef\xbb\xbf" + "质评".encode()):
        (tmp_path / "t").write_bytes(data)
        assert files.read_text_limited(tmp_path / "t", 100) == "质评"
    (tmp_path / "t").write_bytes("质评".encode("gbk"))
    with pytest.raises(Malformed):
        files.read_text_limited(tmp_path / "t", 100)


def test_the_digest_of_what_is_left() -> None:
    source = io.BytesIO(b"xabc")
    source.read(1)
    assert files.file_digest(source) == ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3)


@pytest.mark.parametrize("relative", ["a.pdf", "Z-001/a.pdf", "Z-001\\a.pdf", "./a", "a/../b", "a/./b", "...", "a..b", "报告 (1).pdf"])
def test_paths_inside(tmp_path: Path, relative: str) -> None:
    assert files.inside(tmp_path, relative).is_relative_to(tmp_path.resolve())


@pytest.mark.parametrize(
    "relative",
    [
        "..",
        "../x",
        "a/../../x",
        "..\\x",
        "a\\..\\..\\x",
        "/etc/passwd",
        "\\etc\\passwd",
        "//host/share",
        "a\0b",
        "\0",
        "\ud800",
        "../" * 50 + "etc",
    ],
)
def test_paths_that_lead_out_or_nowhere(tmp_path: Path, relative: str) -> None:
    with pytest.raises(UsageError, match="不在材料文件夹内"):
        files.inside(tmp_path, relative)


def test_a_folder_beside_with_a_name_that_begins_alike(tmp_path: Path) -> None:
    (tmp_path / "materials-old").mkdir()
    with pytest.raises(UsageError):
        files.inside(tmp_path / "materials", "../materials-old/x")


@posix
def test_links(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret").write_bytes(b"")
    (folder / "file").symlink_to(outside / "secret")
    (folder / "folder").symlink_to(outside, target_is_directory=True)
    (folder / "up").symlink_to("..")
    (folder / "fine").symlink_to("real")
    (folder / "real").write_bytes(b"")
    (folder / "loop").symlink_to("loop")
    for relative in ("file", "folder/secret", "folder/new", "up/out/secret", "loop", "loop/x"):
        with pytest.raises(UsageError):
            files.inside(folder, relative)
    assert files.inside(folder, "fine") == (folder / "real").resolve()
    (tmp_path / "linked").symlink_to(folder)
    assert files.inside(tmp_path / "linked", "real") == (folder / "real").resolve()


def test_files_below_a_folder_however_deep_and_none_that_links_lead_to(tmp_path: Path) -> None:
    (folder := tmp_path / "stick").mkdir()
    (outside := tmp_path / "outside").mkdir()
    for place in (folder / "a.qcr", folder / "._a.qcr", outside / "b.qcr"):
        place.write_bytes(b"x")
    (folder / "gone").symlink_to("nowhere")
    (folder / "elsewhere").symlink_to(outside, target_is_directory=True)
    with deep(folder) as inner:
        (inner / "c.qcr").write_bytes(b"x")
        assert sorted(files.files_below(folder)) == [folder / "a.qcr", inner / "c.qcr"]
    assert list(files.files_below(tmp_path / "not here")) == []


def test_a_name_longer_than_the_system_allows(tmp_path: Path) -> None:
    try:
        found = files.inside(tmp_path, "x" * 5000)
    except UsageError:
        return
    with pytest.raises(StoreError):
        files.read_limited(found, 1)
