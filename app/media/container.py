"""Whether a file begins as a video does; asked before libVLC sees any of it.

libVLC takes a list of addresses (HLS, DASH) for a video and fetches what it names: whoever handed such a file in would learn
who looks at it and when, and could have this computer ask things of its own network. Such lists are text. So a file must begin
as one of the containers that units hand in, and with a byte that no list begins with.
Sources: ISO/IEC 14496-12 4.2, ISO/IEC 13818-1 2.4.3 and 2.5.3, RFC 9559 5, AVI RIFF and ASF references of Microsoft, Adobe FLV 10.1.
"""

from __future__ import annotations

from app.media.mp4_boxes import TOP_LEVEL
from app.media.source import SeekableSource, read_at

_MAGIC = (
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
    bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"),  # ASF: wmv
    b"FLV\x01",
    b"OggS\x00",
    b"\x00\x00\x01",  # MPEG: every start code
)
_TEXT = b"#<[ \t\r\n\xef\xfe\xff"
"""What lists begin with: a comment or tag, space before it, a byte-order mark."""
_PACKET = 188


def is_container(source: SeekableSource) -> bool:
    """Whether it begins as mp4, mov, mkv, webm, avi, wmv, flv, ogg or mpg do."""
    head = read_at(source, 0, _PACKET + 1)
    if not head or head[0] in _TEXT:
        return False
    riff = head.startswith(b"RIFF") and head[8:12] == b"AVI "
    transport = head[0] == 0x47 and head[_PACKET:] == b"\x47"
    return head[4:8] in TOP_LEVEL or riff or transport or head.startswith(_MAGIC)
