"""Videos whose every picture says which one it is: ten upright stripes are the bits of its number, 25 pictures a second."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PySide6.QtGui import QImage

from app.media.values import PageImage

SIZE = (320, 180)
PICTURE_MS = 40
_BITS = 10
_LIGHT, _DARK, _MIDDLE = b"\xe0", b"\x10", 128


def numbered(target: Path, pictures: int, *, sound: bool = True) -> bytes:
    """An H.264 clip with B-frames, a key picture every two seconds and its index in front."""
    wide, high = SIZE
    source = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{wide}x{high}", "-r", "25", "-i", "-")
    tone = ("-f", "lavfi", "-i", f"sine=frequency=440:duration={pictures / 25}", "-c:a", "aac", "-shortest") if sound else ()
    codec = ("-c:v", "libx264", "-preset", "veryfast", "-g", "50", "-bf", "2", "-pix_fmt", "yuv420p", "-movflags", "+faststart")
    command = ["ffmpeg", "-loglevel", "error", "-y", *source, *tone, *codec, str(target)]
    raw = b"".join(_row(number) * high for number in range(pictures))
    subprocess.run(command, input=raw, check=True, timeout=60)
    return target.read_bytes()


def number_in(picture: PageImage | QImage) -> int:
    """Which picture this is."""
    wide, high = (picture.width(), picture.height()) if isinstance(picture, QImage) else (picture.width, picture.height)
    return sum((_green(picture, int((bit + 0.5) * wide / _BITS), high // 2) > _MIDDLE) << bit for bit in range(_BITS))


def _row(number: int) -> bytes:
    return b"".join((_LIGHT if number >> bit & 1 else _DARK) * (SIZE[0] // _BITS) for bit in range(_BITS))


def _green(picture: PageImage | QImage, x: int, y: int) -> int:
    return picture.pixelColor(x, y).green() if isinstance(picture, QImage) else picture.pixel(x, y)[1]
