"""What may lie in a repository, what arrived in its inbox, and files sealed into it."""

from __future__ import annotations

import hashlib
import io
import random
import resource
from pathlib import Path

import pytest

from app.core.errors import Cancelled, UsageError
from app.core.files import atomic_write
from app.core.tasks import Context, Progress
from app.models.entry import CHUNK
from app.models.sealed_file import SealedFile
from app.packages import codec
from app.publishing import inbox
from app.publishing.public_check import foreign_files, require_public
from app.publishing.seal_files import seal_file
from app.trust.age.reader import SealedReader
from app.trust.keys import SealIdentity
from tests.fakes.deep_folders import deep

SHA = "ab" * 32
PUBLIC = [
    "metadata/1.root.json", "metadata/12.targets.json", "metadata/3.snapshot.json", "metadata/timestamp.json", f"targets/{SHA}.roster.json", f"targets/{SHA}.season.json",
    f"targets/manifests/1/{SHA}.J01.age", f"blobs/ab/{SHA}", f"receipts/{SHA}.qcreceipt", f"inbox/J01/{SHA}.qcr", f"inbox/J01/{SHA}.qcenrol", f"inbox/J-2/{SHA}.qcbackup",
    f"blobs/.{'ab' * 8}.tmp", f"inbox/J01/.{SHA[:40]}.a1b2c3d4.tmp", "metadata/.timestamp.json.a1b2c3d4.tmp",
]  # fmt: skip
FOREIGN = [
    "评委名单.xlsx", "judges.csv", "metadata/root.key", "metadata/contacts.json", "metadata/1.root.json.bak", "targets/roster.json", f"targets/{SHA}.judges.json",
    f"targets/manifests/1/{SHA}.张三.age", f"blobs/ac/{SHA}", f"blobs/{SHA}", "blobs/ab/report.pdf", f"receipts/{SHA}.pdf", f"inbox/张三/{SHA}.qcr", f"inbox/J01/{SHA}.pdf",
    "inbox/J01/notes.txt", ".DS_Store", "desk.db", "blobs/.张三.tmp", ".tmp/x", f"inbox/j01/{SHA}.qcr",
]  # fmt: skip


def _lay(repo: Path, path: str) -> Path:
    place = repo / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"x")
    return place


def test_what_a_repository_holds_is_public(tmp_path: Path) -> None:
    for path in PUBLIC:
        _lay(tmp_path, path)

    assert foreign_files(tmp_path) == ()
    require_public(tmp_path)


@pytest.mark.parametrize("path", FOREIGN)
def test_anything_else_stops_the_work_by_name(tmp_path: Path, path: str) -> None:
    _lay(tmp_path, PUBLIC[0])
    place = _lay(tmp_path, path)

    assert foreign_files(tmp_path) == (place,)
    with pytest.raises(UsageError, match="不该公开") as caught:
        require_public(tmp_path)
    assert place.name in str(caught.value)


def test_a_link_is_foreign_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "repo" / "metadata").mkdir(parents=True)
    secret = _lay(tmp_path, "secret")
    (tmp_path / "repo" / "metadata" / "timestamp.json").symlink_to(secret)
    (tmp_path / "repo" / "blobs").symlink_to(tmp_path)

    assert len(foreign_files(tmp_path / "repo")) == 2


def test_folders_without_end_in_an_inbox_stop_nobody_from_collecting(tmp_path: Path) -> None:
    arrived = _lay(tmp_path, f"inbox/J01/{SHA}.qcr")
    with deep(arrived.parent) as inner:
        (inner / "x").write_bytes(b"x")
        assert [f.path for f in inbox.files(tmp_path)] == [arrived]
        with pytest.raises(UsageError) as refused:
            require_public(tmp_path)
    assert refused.value.reason == "not-public"


def test_many_foreign_files_are_counted_and_the_first_named(tmp_path: Path) -> None:
    for n in range(5):
        _lay(tmp_path, f"{n}.xlsx")

    with pytest.raises(UsageError, match=r"5 个.*0\.xlsx、1\.xlsx、2\.xlsx。"):
        require_public(tmp_path)


def test_no_repository_yet_is_public(tmp_path: Path) -> None:
    assert foreign_files(tmp_path / "later") == ()


def test_what_our_writer_leaves_when_killed_is_not_foreign(tmp_path: Path) -> None:
    found: list[str] = []

    def look(_: io.BytesIO) -> None:
        found.extend(p.name for p in foreign_files(tmp_path))

    for path in PUBLIC[:12]:
        atomic_write(tmp_path / path, look)

    assert found == []


def test_arrived_files_by_judge(tmp_path: Path) -> None:
    for path in (
        f"inbox/J02/{SHA}.qcr",
        f"inbox/J01/{SHA}.qcenrol",
        f"inbox/J01/.{SHA[:40]}.a1b2c3d4.tmp",
        "inbox/J01/notes.txt",
        f"inbox/张三/{SHA}.qcr",
    ):
        _lay(tmp_path, path)
    (tmp_path / "inbox" / "J01" / f"{'cd' * 32}.qcr").symlink_to(tmp_path / "inbox" / "J01" / "notes.txt")

    assert [(a.judge, a.path.name) for a in inbox.files(tmp_path)] == [("J01", f"{SHA}.qcenrol"), ("J02", f"{SHA}.qcr")]
    assert inbox.files(tmp_path / "nothing") == ()


@pytest.mark.parametrize("size", [0, 1, 65_536, CHUNK - 200, CHUNK + 70_000, 2 * CHUNK])
def test_a_sealed_file_opens_to_the_same_bytes(tmp_path: Path, size: int) -> None:
    data = random.Random(size).randbytes(size)
    plain = tmp_path / "报告.pdf"
    plain.write_bytes(data)

    made = seal_file(plain, tmp_path / "blobs", Context())

    place = tmp_path / "blobs" / made.sealed_sha256[:2] / made.sealed_sha256
    sealed = place.read_bytes()
    assert (made.size, made.sha256) == (size, hashlib.sha256(data).hexdigest())
    assert (made.sealed_size, made.sealed_sha256) == (len(sealed), hashlib.sha256(sealed).hexdigest())
    assert made.chunks == tuple(hashlib.sha256(sealed[i : i + CHUNK]).hexdigest() for i in range(0, len(sealed), CHUNK))
    with SealedReader(io.BytesIO(sealed), [SealIdentity.from_hex(made.identity)], sealed_size=made.sealed_size) as reader:
        assert reader.readall() == data
    assert [p for p in (tmp_path / "blobs").rglob("*") if p.is_file()] == [place]
    assert codec.from_bytes(SealedFile, codec.to_bytes(made)) == made


def test_each_sealing_has_an_identity_of_its_own(tmp_path: Path) -> None:
    plain = tmp_path / "a"
    plain.write_bytes(b"same")

    first, second = (seal_file(plain, tmp_path / "blobs", Context()) for _ in range(2))

    assert first.identity != second.identity
    assert first.sealed_sha256 != second.sealed_sha256


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    plain = tmp_path / "video.mp4"
    plain.write_bytes(bytes(12 << 20))
    ctx = Context(lambda progress: ctx.cancel() if progress.fraction and progress.fraction > 0.3 else None)

    with pytest.raises(Cancelled):
        seal_file(plain, tmp_path / "blobs", ctx)

    assert [p for p in (tmp_path / "blobs").rglob("*") if p.is_file()] == []


def test_progress_rises_to_one(tmp_path: Path) -> None:
    plain = tmp_path / "video.mp4"
    plain.write_bytes(bytes(20 << 20))
    heard: list[Progress] = []

    seal_file(plain, tmp_path / "blobs", Context(heard.append))

    fractions = [p.fraction or 0 for p in heard]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert len(fractions) < 20


def test_a_material_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到"):
        seal_file(tmp_path / "gone.pdf", tmp_path / "blobs", Context())


@pytest.mark.slow
def test_a_long_video_is_sealed_in_bounded_memory(tmp_path: Path) -> None:
    plain = tmp_path / "video.mp4"
    with plain.open("wb") as out:
        out.truncate(500 << 20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    made = seal_file(plain, tmp_path / "blobs", Context())

    assert made.size == 500 << 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10
