"""What a person waits for while reading: an entry, the next page, a page far away, and words in all reports."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from app.core.tasks import Context
from app.services import profile as profiles
from app.services.judge import index_texts, read_entries
from tests.bench.measure import Line, median, quantile, timed
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.qcdesk import ROOT, Desk

REPORTS, PAGES = 40, 40
_QUERIES = ("末端原因", "对策", "第 7 份", "设备点检", "没有这几个字", "cause 21")
_LINES = ("现状调查：设备点检记录不完整", "末端原因确认：压力不足（实测）", "对策实施：更换密封件", "效果检查：合格率由 91.2% 提高到 98.6%")


def measure(folder: Path) -> list[Line]:
    home = folder / "home"
    desk_profile.make(home, Plan(entries=REPORTS, reports=tuple(_report(n) for n in range(1, REPORTS + 1)))).close()
    return [*_reading(home), *_searching(home)]


def _reading(home: Path) -> list[Line]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.desk_run", "read", home, desk_profile.PASSPHRASE], cwd=ROOT, capture_output=True, text=True,
        check=True, env=Desk(home, desk_profile.PASSPHRASE).environment,
    )  # fmt: skip
    seen = json.loads(done.stdout.splitlines()[-1])
    named = {"cold": "an entry opened from the disk", "warm": "an entry opened again", "turn": "the next page", "jump": "a page far away"}
    return [
        Line(f"{words}, until its page is sharp, {name}", quantile(seen[key], share), most=0.100)
        for key, words in named.items()
        for name, share in (("p50", 0.5), ("p99", 0.99))
    ]


def _searching(home: Path) -> list[Line]:
    with closing(profiles.open_profile(home, passphrase=desk_profile.PASSPHRASE)) as profile:
        started = perf_counter()
        pages = index_texts.index_all(profile, Context())
        each = (perf_counter() - started) / pages
        asked = [timed(partial(read_entries.find_text, profile, query)) for _ in range(20) for query in _QUERIES]
    what = f"words in {REPORTS} reports of {PAGES} pages"
    return [
        Line("one page read and indexed", each, most=0.020),
        Line(f"{what}, p50", median(asked), most=0.050),
        Line(f"{what}, p99", quantile(asked, 0.99), most=0.100),
    ]


def _report(number: int) -> bytes:
    """Text as reports have it, no two pages alike."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for page in range(1, PAGES + 1):
        canvas.setFont("STSong-Light", 20)
        canvas.drawString(60, 780, f"第 {number} 份成果报告，第 {page} 页，cause {number * page}")
        canvas.setFont("STSong-Light", 12)
        for line in range(30):
            canvas.drawString(
                60, 740 - 22 * line, f"{line + 1}. {_LINES[(line + page + number) % len(_LINES)]}，数据 {number}-{page}-{line}"
            )
        canvas.showPage()
    canvas.save()
    return out.getvalue()
