"""Real material for the media tests: PDFs by ReportLab, clips by ffmpeg, and awkward readers."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas


class ShortReads(io.BytesIO):
    """Hands out at most 700 bytes at a time, as a reader over a network or a chunked seal may."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(700 if size is None or size < 0 else min(size, 700))


def draw_pdf(draw: Callable[[Canvas], None], *, size: tuple[float, float] = (595, 842), password: str = "") -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(out, pagesize=size, invariant=1, encrypt=lock)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def _report(canvas: Canvas) -> None:
    for number in range(1, 4):
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"第{number}章 chapter", f"p{number}", level=0)
        canvas.setFont("Helvetica", 20)
        canvas.drawString(72, 742, f"Cause analysis page {number}")
        canvas.setFont("STSong-Light", 16)
        canvas.drawString(72, 700, "末端原因确认：压力不")
        canvas.drawString(72, 676, "足（实测）")
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(100, 100, 50, 40, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.showPage()


@pytest.fixture(scope="session")
def draw() -> Callable[..., bytes]:
    return draw_pdf


@pytest.fixture(scope="session")
def short_reads() -> type[ShortReads]:
    return ShortReads


@pytest.fixture(scope="session")
def report_pdf() -> bytes:
    """Three A4 pages: a title, two lines of Chinese, a red box at 100–150 × 100–140 pt, bookmarks."""
    return draw_pdf(_report)


def _ffmpeg(target: Path, *options: str) -> bytes:
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *options, str(target)], check=True, timeout=60)
    return target.read_bytes()


_PICTURE = ("-f", "lavfi", "-i", "color=c=red:size=640x360:rate=25:duration={s}")
_SOUND = ("-f", "lavfi", "-i", "sine=frequency=440:duration={s}")
_CODEC = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25", "-b:v", "300k")


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """H.264/AAC clips: "short" 2 s with sound (also as "stream" and "matroska"), "silent" 1 s, "front" 6 s with its index in front, "sound" 1 s and "long-sound" 60 s without picture."""
    folder = tmp_path_factory.mktemp("clips")

    def inputs(parts: tuple[str, ...], seconds: int) -> list[str]:
        return [part.format(s=seconds) for part in parts]

    noisy = ("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration={s}")
    return {
        "short": _ffmpeg(folder / "short.mp4", *inputs(_PICTURE + _SOUND, 2), *_CODEC, "-c:a", "aac", "-shortest"),
        "silent": _ffmpeg(folder / "silent.mp4", *inputs(_PICTURE, 1), *_CODEC),
        "front": _ffmpeg(folder / "front.mp4", *inputs(noisy + _SOUND, 6), *_CODEC, "-c:a", "aac", "-movflags", "+faststart"),
        "sound": _ffmpeg(folder / "sound.m4a", *inputs(_SOUND, 1), "-c:a", "aac"),
        "long-sound": _ffmpeg(folder / "long.m4a", *inputs(_SOUND, 60), "-c:a", "aac"),
        "stream": _ffmpeg(folder / "short.mpg", "-i", str(folder / "short.mp4"), "-c:v", "mpeg2video", "-c:a", "mp2"),
        "matroska": _ffmpeg(folder / "short.mkv", "-i", str(folder / "short.mp4"), "-c", "copy"),
        "turned": _turned(folder),
    }


def _turned(folder: Path) -> bytes:
    """A phone's upright video: stored 640×360 with a note to turn it by 90°."""
    return _ffmpeg(folder / "turned.mp4", "-i", str(folder / "silent.mp4"), "-c", "copy", "-metadata:s:v", "rotate=90")
