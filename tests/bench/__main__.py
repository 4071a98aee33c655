"""`python -m tests.bench [--only NAME]`: measure, print the table, and (all of them) write docs/benchmarks.md."""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from app.core.clock import Clock
from app.core.files import atomic_write
from tests.bench import (
    bench_chair,
    bench_desk,
    bench_entries,
    bench_merge,
    bench_papers,
    bench_reading,
    bench_save,
    bench_start,
    bench_statistics,
    bench_sync,
    bench_window,
)
from tests.bench.measure import Line, shown

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
BENCHES: dict[str, Callable[[Path], list[Line]]] = {
    "window": bench_window.measure,
    "start": bench_start.measure,
    "save": bench_save.measure,
    "entries": bench_entries.measure,
    "desk": bench_desk.measure,
    "sync": bench_sync.measure,
    "reading": bench_reading.measure,
    "merge": bench_merge.measure,
    "chair": bench_chair.measure,
    "papers": bench_papers.measure,
    "statistics": bench_statistics.measure,
}


def main(words: Sequence[str]) -> int:
    """0, also when a budget is missed: the table says so."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=BENCHES, action="append")
    chosen = parser.parse_args(words).only or list(BENCHES)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    # as installed: a tree that was just checked out has none, and where PYTHONDONTWRITEBYTECODE is set each start would compile it all anew
    compileall.compile_dir(ROOT / "app", quiet=2)
    lines: list[Line] = []
    for name in chosen:
        print(f"… {name}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="qcdesk-bench-") as folder:
            lines += BENCHES[name](Path(folder))
    page = _page(lines)
    print(page)
    if len(chosen) == len(BENCHES):
        atomic_write(PAGE, page.encode())
    return 0


def _page(lines: Sequence[Line]) -> str:
    """The Markdown page, as it is committed."""
    head = (
        "# Benchmarks\n\n"
        "Written by `make bench`; do not edit. Every row is one run on one machine: ours and the bare thing were measured in turn, "
        "so read the ratios. A budget is a ratio, or a time where there is nothing bare to compare with.\n\n"
        f"Commit {_commit()}, {Clock().now():%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}\n\n"
        "| What | Time | Compared with | Its time | Ratio | Budget | |\n|---|--:|---|--:|--:|--:|---|\n"
    )
    return head + "\n".join(_row(line) for line in lines) + "\n"


def _row(line: Line) -> str:
    bare = "" if line.bare_seconds is None else shown(line.bare_seconds, line.unit)
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    budget = "" if line.most is None else f"≤ {line.most:g}" if line.ratio is not None else f"≤ {shown(line.most, line.unit)}"
    verdict = {True: "✓", False: "**over**", None: ""}[line.within]
    return f"| {line.what} | {shown(line.seconds, line.unit)} | {line.bare} | {bare} | {ratio} | {budget} | {verdict} |"


def _commit() -> str:
    found = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return found.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
