"""Tables of judging: those of tests/data/statistics with their expected figures, and made ones."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from app.scoring.statistics.table import Ratings, ratings

FOLDER = Path(__file__).resolve().parents[1] / "data" / "statistics"
LONG_TABLES = (
    "shrout_fleiss_1979", "kendall_siegel_6x3", "kendall_siegel_ties_10x3", "kripp_A_binary_2obs", "kripp_B_nominal_2obs", "kripp_C_canonical_4obs",
    "s01_60x12x4", "s02_600x40x5", "s03_disconnected_20x5_25x6", "s04_zero_variance_judge_24x6", "s05_single_judge_15x1", "s06_one_bridge_40x10",
    "s07_ragged_30x9", "s08_complete_30x7_1to5",
)  # fmt: skip
Read = tuple[str, str, float]


def text_of(name: str) -> str:
    """A table as CSV."""
    packed = FOLDER / "data" / f"{name}.csv.gz"
    return gzip.decompress(packed.read_bytes()).decode() if packed.exists() else (FOLDER / "data" / f"{name}.csv").read_text()


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows by header."""
    return list(csv.DictReader(io.StringIO(text_of(name))))


def reads_of(name: str) -> list[Read]:
    """(submission, judge, score)."""
    return [(r["submission"], r["judge"], float(r["score"])) for r in rows_of(name)]


def table_of(name: str) -> Ratings:
    return ratings(reads_of(name))


def expected_of(name: str) -> dict[str, Any]:
    """What the set must give."""
    found: dict[str, Any] = json.loads((FOLDER / "expected" / f"{name}.json").read_text())["expected"]
    return found


def complete(columns: dict[str, list[float]]) -> list[Read]:
    """Judge → scores of S01, S02, …, everybody reading everything."""
    return [(f"S{n:02}", judge, score) for judge, scores in columns.items() for n, score in enumerate(scores, 1)]


def made(submissions: int, judges: int, reads: int, *, seed: int = 1, sds: tuple[float, float, float] = (7.5, 3.5, 5.0)) -> list[Read]:
    """Scores around 70 with the given sds of submissions, judges and residual; everybody's judges drawn anew; one decimal."""
    chance = np.random.default_rng(seed)
    effects = [chance.normal(0, sd, size) for sd, size in zip(sds, (submissions, judges, submissions * judges), strict=True)]
    found = []
    for i in range(submissions):
        for j in sorted(chance.permutation(judges)[:reads].tolist()):
            score = 70 + effects[0][i] + effects[1][j] + effects[2][i * judges + j]
            found.append((f"S{i:03}", f"J{j:02}", round(float(score), 1)))
    return found


@st.composite
def tables(draw: st.DrawFn, *, most: int = 8) -> list[Read]:
    """Small tables of any shape: gaps, single reads, unconnected parts, equal scores."""
    pairs = draw(st.lists(st.tuples(st.integers(0, most - 1), st.integers(0, most - 3)), min_size=1, max_size=24, unique=True))
    highest = draw(st.sampled_from([2, 5, 200]))
    scores = draw(st.lists(st.integers(0, highest).map(lambda n: n / 2), min_size=len(pairs), max_size=len(pairs)))
    return [(f"S{i}", f"J{j}", score) for (i, j), score in zip(pairs, scores, strict=True)]
