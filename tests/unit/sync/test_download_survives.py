"""What a download must survive that no exception tells of: kill -9 at any moment, and a disk that fills up."""

from __future__ import annotations

import ctypes
import hashlib
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import DiskFull, DownloadError
from app.core.tasks import Context
from app.models.assignment import Inbox, InboxKind
from app.models.entry import CHUNK
from app.publishing.server import EmbeddedServer
from app.sync.download import fetch_blob
from app.sync.sources import FolderSource
from app.sync.upload import deliver
from tests.fakes.blob_samples import Sample, lay_down

pytestmark = pytest.mark.slow

KILLS = 24
_FETCH = """
from __future__ import annotations
import json, sys
from pathlib import Path
from app.core.tasks import Context
from app.sync.download import Blob, fetch_blob
from app.sync.sources import HttpSource
address, sha, size, target, chunks = sys.argv[1:]
blob = Blob(sha, int(size), tuple(chunks.split(",")))
print("started", flush=True)
fetched = fetch_blob([HttpSource(address)], blob, Path(target), Context(), lambda n: None)
print(json.dumps([fetched.transferred, fetched.resumed]), flush=True)
"""


def _start(address: str, sample: Sample, target: Path) -> subprocess.Popen[bytes]:
    arguments = [address, sample.blob.sha256, str(sample.blob.size), str(target), ",".join(sample.blob.chunks)]
    process = subprocess.Popen([sys.executable, "-c", _FETCH, *arguments], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
    assert process.stdout
    assert process.stdout.readline() == b"started\n"
    return process


def _kill_after(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether it was still at work when it was killed."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert process.stdout
    process.stdout.close()
    return process.returncode == -signal.SIGKILL


@pytest.mark.timeout(300)
def test_killed_at_any_moment_it_ends_with_the_right_bytes(tmp_path: Path) -> None:
    """Each kill comes at a random moment of a download of 10 chunks; nothing verified is lost, nothing wrong is kept."""
    sample = lay_down(tmp_path / "repo", 10 * CHUNK + 4321)
    target, chance = tmp_path / "home" / "file", random.Random(3)
    part, kills, lengths = target.with_name("file.part"), 0, []
    with EmbeddedServer(sample.repo, credentials=dict) as server:
        while kills < KILLS:
            target.unlink(missing_ok=True)
            process = _start(server.address, sample, target)
            kills += _kill_after(process, chance.uniform(0.0, 0.12))
            held = part.read_bytes() if part.exists() else b""
            assert held == sample.data[: len(held)]
            assert not target.exists() or target.read_bytes() == sample.data
            lengths.append(len(held))
        fetch_blob([FolderSource(sample.repo)], sample.blob, target, Context(), lambda _: None)

    assert target.read_bytes() == sample.data
    assert any(0 < length < sample.blob.size for length in lengths)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 20 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    if os.name == "nt" or libc.mount(b"none", os.fsencode(place), b"tmpfs", 0, b"size=20m") != 0:
        pytest.skip("only root may mount the small disk this test fills")
    yield place
    libc.umount2(os.fsencode(place), 2)


def test_a_full_disk_keeps_what_came_and_goes_on_when_there_is_space(small_disk: Path, tmp_path: Path) -> None:
    sample = lay_down(tmp_path / "repo")
    other = small_disk / "other"
    other.write_bytes(bytes(10 << 20))
    target = small_disk / "blobs" / "file"

    with pytest.raises(DiskFull, match="磁盘已满"):
        fetch_blob([FolderSource(sample.repo)], sample.blob, target, Context(), lambda _: None)
    kept = target.with_name("file.part").read_bytes()
    other.unlink()
    fetched = fetch_blob([FolderSource(sample.repo)], sample.blob, target, Context(), lambda _: None)

    assert len(kept) >= CHUNK
    assert kept == sample.data[: len(kept)]
    assert fetched.resumed == len(kept)
    assert fetched.transferred == sample.blob.size - len(kept)
    assert target.read_bytes() == sample.data


def test_a_full_inbox_disk_is_said_to_the_judge(small_disk: Path) -> None:
    (small_disk / "other").write_bytes(bytes(18 << 20))
    data = random.Random(1).randbytes(5 << 20)
    with EmbeddedServer(small_disk, credentials=lambda: {"J01": "t"}) as server, pytest.raises(DownloadError, match="磁盘已满"):
        deliver(Inbox(InboxKind.EMBEDDED, server.address, "t"), "J01", hashlib.sha256(data).hexdigest() + ".qcr", data)

    assert list((small_disk / "inbox" / "J01").iterdir()) == []
