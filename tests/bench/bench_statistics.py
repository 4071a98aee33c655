"""Exact REML of judges × submissions against R's lme4 with OpenBLAS: time, memory, and that both found the same optimum.

Each size runs in a process of its own, so that memory is that of one fit: from rows in memory to the fit with all effects.
Without R or lme4 our own times are given alone.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.measure import Line

ROOT = Path(__file__).resolve().parents[2]
SIZES = ((3_000, 600, 40), (50_000, 10_000, 200), (500_000, 100_000, 1_000))
"""Ratings, submissions, judges: five reads each."""
_LIMIT, _SLOW = 1800, 100_000
_PEAK, _SAME = "peak memory of the process", 1e-6

_DRAW = """
import csv, sys
import numpy as np
submissions, judges, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
chance = np.random.default_rng(2022)
worth, severity = 7.5 * chance.standard_normal(submissions), 3.5 * chance.standard_normal(judges)
with open(path, "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["submission", "judge", "score"])
    for i in range(submissions):
        for j in chance.choice(judges, 5, replace=False):
            out.writerow([f"S{i:06}", f"J{j:04}", round(70 + worth[i] + severity[j] + 5 * chance.standard_normal(), 1)])
"""
_OURS = """
import csv, json, sys, time
from app.scoring.statistics import reml
from app.scoring.statistics.table import ratings
with open(sys.argv[1]) as file:
    reads = [(s, j, float(v)) for s, j, v in list(csv.reader(file))[1:]]
def peak():  # not ru_maxrss: a process begins with its parent's
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
before = peak()
started = time.perf_counter()
fit = reml.fit(ratings(reads))
seconds = time.perf_counter() - started
after = peak()
print(json.dumps({"seconds": seconds, "peak": after * 1024, "own": (after - before) * 1024, "criterion": fit.criterion,
                  "sds": [fit.sd_submission, fit.sd_judge, fit.sd_residual]}))
"""
_LME4 = """
suppressMessages(library(lme4))
d <- read.csv(commandArgs(TRUE)[1], colClasses = c("character", "character", "numeric"))
invisible(gc(reset = TRUE))
base <- sum(gc()[, 2])
started <- proc.time()[["elapsed"]]
d$submission <- factor(d$submission); d$judge <- factor(d$judge)
m <- lmer(score ~ 1 + (1 | submission) + (1 | judge), d, control = lmerControl(calc.derivs = FALSE))
seconds <- proc.time()[["elapsed"]] - started
peak <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) * 1024
sds <- as.data.frame(VarCorr(m)); s <- setNames(sds$sdcor, sds$grp)
cat(sprintf('{"seconds": %.6f, "peak": %.0f, "own": %.0f, "criterion": %.9f, "sds": [%.9f, %.9f, %.9f], "blas": "%s"}\\n', seconds, peak,
            (sum(gc()[, 6]) - base) * 2^20, REMLcrit(m), s[["submission"]], s[["judge"]], s[["Residual"]], basename(dirname(normalizePath(extSoftVersion()[["BLAS"]])))))
"""
_HAS_LME4 = 'quit(status = if (requireNamespace("lme4", quietly = TRUE)) 0 else 1)'


def measure(folder: Path) -> list[Line]:
    have = _lme4_is_here()
    if not have:
        print("statistics: R with lme4 is not here (apt r-base-core r-cran-lme4 libopenblas0-pthread); ours alone", file=sys.stderr)
    return [line for ratings, submissions, judges in SIZES for line in _size(folder, ratings, submissions, judges, have=have)]


def _lme4_is_here() -> bool:
    return shutil.which("Rscript") is not None and subprocess.run(["Rscript", "-e", _HAS_LME4], capture_output=True).returncode == 0


def _size(folder: Path, count: int, submissions: int, judges: int, *, have: bool) -> list[Line]:
    table, script = folder / f"{count}.csv", folder / "lme4.R"
    script.write_text(_LME4)
    _python(_DRAW, str(submissions), str(judges), str(table))
    what = f"REML of {count:,} ratings, {submissions:,} × {judges:,}"
    runs = [(_told(_python(_OURS, str(table))), _lme4(script, table) if have else {}) for _ in range(1 if count > _SLOW else 3)]
    ours = min((run[0] for run in runs), key=_seconds)
    if not have:
        return [Line(what, ours["seconds"]), Line(f"{what}: {_PEAK}", ours["peak"], unit="bytes")]
    theirs = min((run[1] for run in runs), key=_seconds)
    _compare(what, ours, theirs)
    return [
        Line(what, ours["seconds"], f"lme4, {theirs['blas']}", theirs["seconds"], 0.5),
        Line(f"{what}: {_PEAK}", ours["peak"], "lme4", theirs["peak"], 1, unit="bytes"),
        Line(
            f"{what}: the criterion reached, equal to a millionth", ours["criterion"], "lme4", theirs["criterion"], 1 + _SAME, unit="number"
        ),
    ]


def _lme4(script: Path, table: Path) -> dict[str, Any]:
    done = subprocess.run(["Rscript", str(script), str(table)], capture_output=True, text=True, timeout=_LIMIT, check=True)
    return _told(done.stdout.splitlines()[-1])


def _seconds(run: Mapping[str, Any]) -> float:
    return float(run["seconds"])


def _compare(what: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    """Both stand at the same optimum; ours may only be lower."""
    apart = ours["criterion"] - theirs["criterion"]
    print(f"{what}: criterion {ours['criterion']:.6f}, lme4's {theirs['criterion']:.6f} ({apart:+.1e})", file=sys.stderr)
    assert abs(apart) < 1e-6 * max(1.0, abs(theirs["criterion"]) / 1e4), what
    print(json.dumps({"ours": ours, "lme4": theirs}), file=sys.stderr)


def _told(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def _python(script: str, *words: str) -> str:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", script, *words], env=surroundings, capture_output=True, text=True, check=True).stdout
