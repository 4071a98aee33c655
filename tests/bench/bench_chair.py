"""The chair's desk on the largest panels: hundreds of packages received and shown in the real window, and a large matrix turned by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.core.tasks import Context
from app.services.chair import merge
from tests.bench.measure import Line, quantile
from tests.fakes import big_panel
from tests.fakes.big_panel import BigPanel
from tests.fakes.qcdesk import ROOT

JUDGES, ENTRIES = 500, 40
WIDE, LONG = 40, 400
"""Judges and entries of the matrix that is scrolled."""
MIB = 1 << 20
_MOST_LATE, _MOST_ONCE, _MOST_MOVE = 0.020, 0.050, 0.020
"""Seconds that the window may not answer: hardly ever (p99), and never. And what one move of the hand may cost."""


def measure(folder: Path) -> list[Line]:
    return [*_hall(folder / "hall"), *_matrix(folder / "matrix")]


def _hall(folder: Path) -> list[Line]:
    """Packages dropped on the desk, looked at, taken, shown; then a program that is started anew."""
    made = big_panel.make(folder, judges=JUDGES, entries=ENTRIES)
    seen = _run(made, "receive", made.packages[0].parent)
    again = _run(made, "show")["shown"]
    what = f"{JUDGES} packages of {ENTRIES} entries"
    return [
        Line(f"{what} dropped on the chair's desk, until the preview", seen["previewed"]["seconds"], most=6),
        Line("the window answers while they are verified, p99", quantile(seen["previewed"]["gaps"], 0.99), most=0.020),
        *_once("they are verified and the preview built", seen["previewed"]),
        Line(f"{what} taken, until the board shows them", seen["taken"]["seconds"], most=5),
        *_once("they are taken", seen["taken"]),
        Line("汇总 of them painted", seen["shown"]["seconds"], most=2),
        *_once("汇总 is opened", seen["shown"]),
        Line("汇总 of them painted in a program just started", again["seconds"], most=4),
        *_once("汇总 is opened there", again),
        Line(f"memory: the chair's desk with {what}", max(seen["shown"]["rss"], again["rss"]), most=600 * MIB, unit="bytes"),
    ]


def _matrix(folder: Path) -> list[Line]:
    made = big_panel.make(folder, judges=WIDE, entries=LONG)
    with made.season.open(made.chair) as profile:
        done, _ = merge.merge(profile, list(made.packages), Context())
    assert not done.refused, done.refused[0]
    seen = _run(made, "scroll")
    what = f"a matrix of {LONG} × {WIDE}"
    painted = Line(f"{what} painted", seen.pop("shown")["seconds"], most=3)
    return [painted, *(line for name, figures in seen.items() for line in _scrolled(f"{what} scrolls, {name}", figures))]


def _scrolled(doing: str, figures: dict[str, Any]) -> list[Line]:
    return [
        Line(f"the window answers while {doing}, p99", quantile(figures["gaps"], 0.99), most=_MOST_LATE),
        Line(f"the window answers while {doing}, at worst", max(figures["gaps"]), most=_MOST_ONCE),
        Line(f"{doing}: one move, of the window's thread alone", figures["each"], most=_MOST_MOVE),
    ]


def _once(doing: str, figures: dict[str, Any]) -> list[Line]:
    """At worst; and how much of the worst the window's own thread computed, which a busy machine does not change."""
    return [
        Line(f"the window answers while {doing}, at worst", max(figures["gaps"]), most=_MOST_ONCE),
        Line(f"the window's thread alone while {doing}, its longest piece", max(figures["pieces"]), most=_MOST_ONCE),
    ]


def _run(made: BigPanel, scene: str, *more: Path) -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.chair_run", scene, made.season.home(made.chair), *more], cwd=ROOT, capture_output=True,
        text=True, check=True, env=made.season.desk(made.chair).environment,
    )  # fmt: skip
    figures: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return figures
