"""`.qcbackup`: everything comes back with the code, and nothing half comes back."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import pytest

from app.core.errors import FormatError, InvalidEntry, Malformed, NotForUs, TrustError
from app.packages import backup, codec
from app.trust import recovery
from app.trust.age.writer import seal_bytes
from app.trust.keys import SealIdentity
from tests.fakes import package_values as pv

CODE = recovery.printed(bytes(range(16)))
HOLDER = recovery.identity(CODE)
SIZES = [0, 1, 65_535, 65_536, 200_001]


def made(size: int = 200_001) -> tuple[bytes, bytes]:
    """(database, sealed backup)."""
    database = random.Random(size).randbytes(size)
    target = io.BytesIO()
    backup.write(pv.backup_head(size), io.BytesIO(database), target, HOLDER.public_hex)
    return database, target.getvalue()


def opened(data: bytes, identities: Sequence[SealIdentity] = (HOLDER,)) -> tuple[backup.BackupHead, bytes]:
    head, rest = backup.read(io.BytesIO(data), identities)
    return head, rest.read()


@pytest.mark.parametrize("size", SIZES)
def test_round_trip(size: int) -> None:
    database, data = made(size)
    assert opened(data) == (pv.backup_head(size), database)


def test_a_database_whose_bytes_look_like_a_head() -> None:
    database = b"\n\r\n" + backup.MAGIC + codec.to_bytes(pv.backup_head(3)) + b"\n\n"
    target = io.BytesIO()
    backup.write(pv.backup_head(len(database)), io.BytesIO(database), target, HOLDER.public_hex)
    assert opened(target.getvalue())[1] == database


class _Drops(io.RawIOBase):
    """A file that gives a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._source = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._source.read(min(1000, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


def test_a_database_read_in_drops() -> None:
    database = random.Random(1).randbytes(150_000)
    target = io.BytesIO()
    backup.write(pv.backup_head(len(database)), _Drops(database), target, HOLDER.public_hex)  # type: ignore[arg-type]
    assert opened(target.getvalue())[1] == database


def test_the_wrong_code() -> None:
    _, data = made(10)
    with pytest.raises(NotForUs):
        opened(data, [recovery.identity(recovery.printed(bytes(16)))])
    with pytest.raises(InvalidEntry):
        recovery.identity(CODE[:-1] + ("0" if CODE[-1] != "0" else "1"))


def test_cut_short_at_any_place() -> None:
    _, data = made()
    for end in [*range(0, 400, 13), 65_000, 66_000, 131_500, len(data) - 65_536 - 16, len(data) - 1]:
        with pytest.raises((FormatError, TrustError)):
            opened(data[:end])


def test_every_flipped_byte_of_the_head_and_many_of_the_rest() -> None:
    _, data = made(70_000)
    head = data.index(b"\n--- ") + 60
    for place in [*range(head), *range(head, len(data), 1009), len(data) - 1]:
        spoilt = bytearray(data)
        spoilt[place] ^= 0x20
        with pytest.raises((FormatError, TrustError)):
            opened(bytes(spoilt))


@pytest.mark.parametrize(
    "plain",
    [
        b"", b"qcdesk-backup-1", b"qcdesk-backup-2\n{}\n", b"qcdesk-backup-1\n", b"qcdesk-backup-1\n\n", b"qcdesk-backup-1\n{}\n", b"SQLite format 3\0",
        b"qcdesk-backup-2\n" + codec.to_bytes(pv.backup_head(3)) + b"\nabc",
        b"qcdesk-backup-1\n" + b" " * (backup.HEAD_LIMIT + 10) + b"\n", b"qcdesk-backup-1\n" + b"[" * 60_000, b"\n" * 100,
        b"qcdesk-backup-1\n" + codec.to_bytes(pv.backup_head(3))[:-1] + b',"master":"00"}\n',
    ],
)  # fmt: skip
def test_sealed_to_the_holder_and_no_backup(plain: bytes) -> None:
    """Whoever knows the recovery public key can seal anything to it."""
    with pytest.raises(Malformed):
        opened(seal_bytes(plain, [HOLDER.public_hex]))


def test_a_head_without_its_line_end_is_cut_short() -> None:
    with pytest.raises(Malformed):
        opened(seal_bytes(backup.MAGIC + codec.to_bytes(pv.backup_head(0)), [HOLDER.public_hex]))
