"""Archives among the files that came: judges and their offices zip what they send. Nothing is unpacked here; what to do is said."""

from __future__ import annotations

import zipfile
from pathlib import Path

from app.core.errors import FormatError
from app.core.words import say

_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_MOST = 10_000


def is_archive(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith(_MARKS)


def holds_score_files(path: Path) -> bool:
    """Whether a ZIP names a score file inside; only its list is read. False for what cannot be told: RAR, 7z, a broken list."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(".qcr" in name.lower() for name in archive.namelist()[:_MOST])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def packed() -> FormatError:
    """Why it is not taken, and the next step."""
    return FormatError(
        say("这是压缩包，不是评分文件。", "This is an archive, no score file."),
        say("请先解压，再收里面的评分文件（.qcr）。", "Unpack it first, then take the score files (.qcr) inside."), reason="archive",
    )  # fmt: skip
