"""Chairs to look at: the sample season's first panel with seven judges, in the middle of a merge day, and a chair who has not handed in.

Real keys and real packages; points, names and times are fixed, so that the same screen gives the same picture but for check codes.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from app.core.clock import Clock
from app.core.tasks import Context
from app.models.points import of
from app.models.season import Quota, QuotaScope
from app.models.sheet import NoteKind
from app.services.chair import merge, record
from app.services.organiser import state
from app.services.profile import Profile
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED, ChairPanel, note
from tests.fakes.season import CHAIR
from tests.screenshots import profile

PASSPHRASE = "demo"
MERGED, ARRIVING, SHUT = "chair", "chair-arriving", "chair-shut"
STATES = (MERGED, ARRIVING, SHUT)
LATE = ("J-06", "J-07")
"""Whose files have not been taken yet where they are arriving; of the last one only paper has come where all is merged."""
NAMES = ("龚䶮", "沈国樑", "欧阳文静", "周㛃", "赵晓东", "王喆", "戚文堃")
_TOTALS = {
    "Z-001": ("91", "92.5", "90", "93", "91.5", "92", "91"), "Z-002": ("89.5", "90", "88", "91", "90.5", "89", "90"),
    "Z-003": ("88", "87.5", "89", "88.5", "78", "88", "88"), "Z-004": ("87", "86", "85", "85.5", "86.5", "88.5", "88.5"),
    "Z-005": ("86", "87", "86", "86", "86", "85", "86"), "Z-006": ("86", "86", "86", "87", "86", "86", "85"),
    "Z-007": ("84", "85.5", "83", "86", "84", "84.5", "84"), "Z-008": ("83.5", "82", "84", "83", "86", "88", "89"),
    "Z-009": ("81", "80.5", "82", "81", "81.5", "80", "81"), "Z-010": ("79", "78", "80.5", "79", "79.5", "78.5", "79"),
    "Z-011": ("77", "76.5", "78", "77", "76", "77.5", "77"), "Z-012": ("74", "75", "73.5", "74", "74.5", "73", "74"),
}  # fmt: skip
_ITEMS = (15, 30, 20, 20, 5, 10)


def make(home: Path, season: Path, name: str) -> None:
    """The chair's profile in `home`, in one of the states; the season it belongs to in `season`."""
    home.parent.mkdir(parents=True, exist_ok=True)
    with patch.object(Clock, "now", lambda _self: profile.NOW - timedelta(minutes=2)):
        own = None if name == SHUT else {c: _spread(t[0]) for c, t in _TOTALS.items()}
        quotas = (Quota("EXCELLENT", QuotaScope.SEASON, 5),)
        made = chair_panel.make(season, judges=7, entries=len(_TOTALS), own=own, quotas=quotas, dress=_dress)
        _notes(made)
        here = [j for j in made.season.judges if j != CHAIR and j not in (LATE if name == ARRIVING else LATE[1:])]
        with made.open() as chair:
            merge.merge(chair, [made.package(j, _marks(made, j)) for j in here], Context())
            if name == MERGED:
                _copy(chair)
        for judge in LATE if name == ARRIVING else ():
            made.package(judge, _marks(made, judge)).rename(home.parent / f"{name}-{judge}.qcr")
        shutil.copytree(made.season.home(CHAIR), home)


def _dress(organiser: Profile) -> None:
    """The sample season's own topics and invented people, in the place of numbers."""
    lines = profile.lines()
    with organiser.database.write() as tx:
        rows = {
            f"1/{e.code}": replace(e, title=line[1], circle=line[2], unit=line[6], field=("MFG", "SERVICE")[line[4] != "制造类"])
            for e, line in zip(state.ENTRIES.all(tx), lines, strict=True)
        }
        state.ENTRIES.replace(tx, rows)
        judges = zip(state.JUDGES.all(tx), NAMES, strict=True)
        state.JUDGES.replace(tx, {j.id: replace(j, name=name, panel_name="第1组") for j, name in judges})


def _marks(made: ChairPanel, judge: str) -> dict[str, str | dict[str, str]]:
    at = made.season.judges.index(judge)
    return {code: RECUSED if (judge, code) == ("J-03", "Z-002") else _spread(totals[at]) for code, totals in _TOTALS.items()}


def _spread(total: str) -> dict[str, str]:
    """A total over the items in proportion, on half points, the rest on the largest."""
    left, found = of(total), {}
    for code, full in zip(chair_panel.ITEMS, _ITEMS, strict=True):
        found[code] = round(of(total) * full / 100 / 50) * 50
        left -= found[code]
    found["CAUSE"] += left
    return {code: f"{value / 100:g}" for code, value in found.items()}


def _notes(made: ChairPanel) -> None:
    made.notes["J-05", "Z-003"] = (note("末端原因③未用数据确认", "CAUSE", kind=NoteKind.WEAKNESS),)
    made.notes["J-02", "Z-003"] = (note("因果图层次清楚，到末端", "CAUSE", kind=NoteKind.STRENGTH),)


def _copy(chair: Profile) -> None:
    """J-07 came on paper: all but two sheets copied twice, one cell read in two ways."""
    for number in (1, 2):
        for code, totals in list(_TOTALS.items())[: 12 if number == 1 else 10]:
            points = {item: of(text) for item, text in _spread(totals[6]).items()}
            if (number, code) == (2, "Z-004"):
                points["CAUSE"] = of("24.5")
            record.type_points(chair, "J-07", number, code, points)
