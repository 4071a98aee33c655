"""The desk in use: how late the window ever is, and how much memory it takes, while pages scroll, files load and a video plays."""

from __future__ import annotations

import io
import json
import random
import socket
import subprocess
import sys
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.core.tasks import Context
from app.services.judge import declare, sync
from app.services.judge.load_plan import Wanted
from tests.bench.desk_run import CLIP, LARGE, READ
from tests.bench.measure import Line, quantile
from tests.fakes import season as seasons
from tests.fakes.qcdesk import ROOT
from tests.fakes.season import Season

MIB = 1 << 20
FETCHED = 300 * MIB
JUDGE = "J-02"
PAGES, CLIP_SECONDS = 60, 30
_SCAN = (1240, 1754)
"""An A4 page at 150 dots an inch."""


def measure(folder: Path) -> list[Line]:
    port = _free_port()
    season = _season(folder, f"http://127.0.0.1:{port}/")
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.desk_run", "use", folder, JUDGE, str(port)], cwd=ROOT, capture_output=True, text=True, check=True,
        env=season.desk(JUDGE).environment,
    )  # fmt: skip
    figures = json.loads(done.stdout.splitlines()[-1])
    lines = []
    for name, seen in figures.items():
        if "gaps" in seen:
            late = [max(0.0, gap) for gap in seen["gaps"]]
            lines += [
                Line(f"the window answers while {name}, p99", quantile(late, 0.99), most=0.020),
                Line(f"the window answers while {name}, at worst", max(late), most=0.050),
            ]
    lines.append(Line("a page in view is blank, at worst", max(s["blank"] for s in figures.values() if "blank" in s), most=0.150))
    memory = {name: seen["rss"] for name, seen in figures.items()}
    lines += [Line(f"memory: {name}", size, most=350 * MIB, unit="bytes") for name, size in memory.items()]
    return lines


def _season(folder: Path, address: str) -> Season:
    """Three entries: a scanned report of 60 pages, a video of 1280×720, a video of 300 MB that is not here yet."""
    _put(folder, READ, "成果报告.pdf", _scans())
    _put(folder, CLIP, "发表视频.mp4", _clip(folder))
    season = seasons.found(folder, entries=3, judges=2, videos={LARGE: FETCHED})
    seasons.enrol_all(season, [address], only=[JUDGE])
    with season.open(JUDGE) as profile:
        here = Wanted(entries=frozenset({READ, CLIP}))
        sync.sync(profile, Context(), wanted=here, extra_sources=[str(season.repository)])
        declare.declare(profile, {})
    return season


def _put(folder: Path, code: str, name: str, content: bytes) -> None:
    place = folder / "materials" / code / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def _scans() -> bytes:
    """Pages that are pictures, each its own, as a copier makes them."""
    chance, out = random.Random(60), io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for _ in range(PAGES):
        grain = Image.frombytes("RGB", (155, 219), chance.randbytes(155 * 219 * 3)).resize(_SCAN, Image.Resampling.BILINEAR)
        kept = io.BytesIO()
        grain.save(kept, "JPEG", quality=70)
        canvas.drawImage(ImageReader(kept), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _clip(folder: Path) -> bytes:
    """Without sound: a machine that measures may have none."""
    target = folder / "clip.mp4"
    picture = ("-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=25:duration={CLIP_SECONDS}")
    codec = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-b:v", "2M")
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *picture, *codec, target], check=True, timeout=120)
    return target.read_bytes()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
