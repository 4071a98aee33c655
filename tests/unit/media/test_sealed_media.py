"""Reports and videos straight from sealed files: read, played and sought without unsealing them to disk."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue

import pytest

from app.core.errors import Malformed
from app.media.pages import PdfDocument
from app.media.pdf_check import check_pdf
from app.media.player import PlayerEvent
from app.media.video_check import check_video, first_frame
from app.media.vlc_player import VlcPlayer
from app.trust.age.reader import SealedReader
from app.trust.age.writer import seal_bytes
from app.trust.keys import SealIdentity


@pytest.fixture(scope="module")
def identity() -> SealIdentity:
    return SealIdentity.generate()


def _sealed(content: bytes, identity: SealIdentity) -> SealedReader:
    return SealedReader(io.BytesIO(seal_bytes(content, [identity.public_hex])), [identity])


def test_a_sealed_report_is_checked_drawn_and_searched(report_pdf: bytes, identity: SealIdentity) -> None:
    source = _sealed(report_pdf, identity)
    assert check_pdf(source).pages == 3
    with PdfDocument(source) as document:
        plain = PdfDocument(io.BytesIO(report_pdf)).render(2, width_px=300)
        assert document.render(2, width_px=300) == plain
        assert len(document.search("原因")) == 3


def test_a_sealed_video_is_checked_and_played_to_its_end(clips: dict[str, bytes], identity: SealIdentity) -> None:
    source = _sealed(clips["front"], identity)
    assert check_video(source).width == 640
    assert first_frame(source, 160).height == 90
    events: SimpleQueue[PlayerEvent] = SimpleQueue()
    player = VlcPlayer(source, events.put, frames=(160, 90), silent=True)
    player.open()
    player.seek_ms(5_000)
    kinds = []
    while (event := events.get(timeout=60)).kind not in ("ended", "damaged"):
        kinds.append(event.kind)
    player.close()
    assert event.kind == "ended"
    assert "frame" in kinds


def test_a_chunk_changed_on_disk_is_called_by_its_name(clips: dict[str, bytes], identity: SealIdentity) -> None:
    sealed = bytearray(seal_bytes(clips["front"], [identity.public_hex]))
    sealed[100_000] ^= 1
    with pytest.raises(Malformed):
        first_frame(SealedReader(io.BytesIO(bytes(sealed)), [identity]), 160)


_LEFT_PLAYING = """
import gc
import sys
from queue import SimpleQueue
from app.media.vlc_player import VlcPlayer
events = SimpleQueue()
player = VlcPlayer(open(sys.argv[1], "rb"), events.put, frames=(64, 36), silent=True)
player.open()
player.play()
while events.get(timeout=60).kind != "frame":
    continue
del player
gc.collect()
while events.get(timeout=60).kind != "position":
    continue
"""


def test_forgetting_a_player_and_ending_the_program_is_no_crash(clips: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(clips["front"])
    done = subprocess.run([sys.executable, "-c", _LEFT_PLAYING, str(path)], capture_output=True, text=True, timeout=100, check=False)
    assert (done.returncode, done.stderr) == (0, "")
