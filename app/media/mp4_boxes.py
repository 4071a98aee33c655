"""Whether an MP4 file reaches as far as it says; asked before playing, costs a few reads.

libVLC trusts the index in front and notices a missing tail only after minutes of playing.
Source of the rule: ISO/IEC 14496-12, 4.2 (boxes: 32-bit size, type, 64-bit size when the first is 1).
"""

from __future__ import annotations

from app.media.source import SeekableSource, read_at, size_of

_MOST_BOXES = 10_000
_HEAD, _LONG_HEAD = 8, 16
TOP_LEVEL = frozenset(b"ftyp styp pdin moov moof mfra mdat free skip wide udta meta meco sidx ssix prft emsg uuid pnot junk PICT".split())
"""Boxes of ISO/IEC 14496-12 and QuickTime that stand at the top level; other letters there are no video's."""


def is_cut_short(source: SeekableSource) -> bool:
    """True when a top-level box ends beyond the file; False for whole files, other formats and what only begins like one."""
    total, offset = size_of(source), 0
    if read_at(source, 4, 4) != b"ftyp":
        return False
    for _ in range(_MOST_BOXES):
        head = read_at(source, offset, _LONG_HEAD)
        if len(head) < _HEAD:
            return len(head) > 0
        size = _box_size(head)
        if size < _HEAD:
            return False
        offset += size
        if offset > total:
            return head[4:8] in TOP_LEVEL
    return False


def _box_size(head: bytes) -> int:
    """Bytes of the box; 0 when it reaches to the end of the file or its head makes no sense."""
    size = int.from_bytes(head[:4], "big")
    return int.from_bytes(head[8:16], "big") if size == 1 else size
