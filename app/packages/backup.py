"""`.qcbackup`: a whole profile for another disk, sealed to the recovery code.

Layout inside the age file: magic line, a JSON line (master key, season, judge, when), then the
encrypted database as it is. The signing and sealing keys are inside the database; the recovery code
alone opens everything on any machine.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, BinaryIO, cast

from app.core.errors import Malformed
from app.core.words import say
from app.models.shape import KeyHex, Line, Size, Text
from app.packages import codec
from app.trust.age.reader import SealedReader
from app.trust.age.writer import seal
from app.trust.keys import SealIdentity

MAGIC = b"qcdesk-backup-1\n"
HEAD_LIMIT = 64 << 10


@dataclass(frozen=True)
class BackupHead:
    """What a backup says of itself; `master` is the profile's master key (hex)."""

    master: KeyHex
    made: datetime
    season: Annotated[str, Text(18)]
    owner: Line
    sheets_done: Size
    drafts: Size
    size: Size


def write(head: BackupHead, database: BinaryIO, target: BinaryIO, recovery_public: str) -> None:
    """Seal `database` (its bytes, `head.size` long) with `head` to the recovery identity."""
    joined = cast(BinaryIO, _Joined(MAGIC + codec.to_bytes(head) + b"\n", database))
    seal(joined, target, [recovery_public])


def read(source: BinaryIO, identities: Sequence[SealIdentity]) -> tuple[BackupHead, BinaryIO]:
    """(head, reader of the database's bytes). Raises NotForUs, TrustError or FormatError."""
    opened = io.BufferedReader(SealedReader(source, identities))
    if opened.readline(len(MAGIC)) != MAGIC:
        raise _no_backup()
    line = opened.readline(HEAD_LIMIT)
    if not line.endswith(b"\n"):
        raise _no_backup()
    return codec.from_bytes(BackupHead, line[:-1], limit=HEAD_LIMIT), opened


def _no_backup() -> Malformed:
    return Malformed(
        say("这不是质评台的备份文件。", "This is not a backup of this program."),
        say(
            "请选择 qcdesk backup 写出的文件；组织方转来的评分副本用 judge restore 取回。",
            "Choose a file that qcdesk backup wrote; a copy from the organiser comes back with judge restore.",
        ),
    )


class _Joined(io.RawIOBase):
    """First some bytes, then a stream: what `seal` reads."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview | bytearray) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
