"""Archives among the files that came: judges and their offices zip what they send. Nothing is unpacked here; what to do is said."""

from __future__ import annotations

import os
from pathlib import Path

from app.core.errors import FormatError
from app.core.words import say

_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_LIST = 1 << 20
"""Bytes of a list that are looked at: some ten thousand names."""


def is_archive(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith(_MARKS)


def holds_score_files(path: Path) -> bool:
    """Whether an archive names a score file in its list, which stands plain at the end of a ZIP; no more is read, however long it says to be.

    False for what cannot be told: RAR, 7z, a file that went away.
    """
    try:
        with path.open("rb") as source:
            source.seek(max(0, source.seek(0, os.SEEK_END) - _LIST))
            return b".qcr" in source.read(_LIST).lower()
    except OSError:
        return False


def packed() -> FormatError:
    """Why it is not taken, and the next step."""
    return FormatError(
        say("这是压缩包，不是评分文件。", "This is an archive, no score file."),
        say("请先解压，再收里面的评分文件（.qcr）。", "Unpack it first, then take the score files (.qcr) inside."), reason="archive",
    )  # fmt: skip
