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
from app.models.sheet import Audience, Box, NoteKind
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
    "Z-007": ("84", "85.5", "83", "86", "84", "84.5", "84"), "Z-008": ("83.5", "72.5", "84", "83", "86", "88", "89"),
    "Z-009": ("81", "80.5", "82", "81", "81.5", "80", "81"), "Z-010": ("79", "78", "80.5", "79", "79.5", "78.5", "79"),
    "Z-011": ("77", "76.5", "78", "77", "76", "77.5", "77"), "Z-012": ("74", "75", "73.5", "74", "74.5", "73", "74"),
}  # fmt: skip
_ITEMS = (15, 30, 20, 20, 5, 10)
_APART = {
    ("J-05", "Z-003"): ("13.5", "16", "18", "17.5", "4.5", "8.5"), ("J-06", "Z-010"): ("12.5", "26.5", "9", "17.5", "4", "9"),
}  # fmt: skip
"""Sheets that differ by item more than their totals tell: what 分差 is about."""


SHOWN = "Z-003"
_WIDE, _CHART = Box(44, 56, 756, 352), Box(400, 88, 400, 330)
_SAID = (
    ("J-05", "CAUSE", NoteKind.WEAKNESS, "末端原因③未用数据确认", 14, _WIDE),
    ("J-05", "CAUSE", NoteKind.SUGGESTION, "改变漆温做对比试验，用数据说明它与漆瘤率有没有关系", 0, None),
    ("J-02", "CAUSE", NoteKind.STRENGTH, "因果图层次清楚，到末端", 11, Box(44, 90, 756, 400)),
    ("J-02", "CAUSE", NoteKind.STRENGTH, "粘度用散布图确认，结论可信", 15, _CHART),
    ("J-04", "CAUSE", NoteKind.WEAKNESS, "末端原因③未用数据确认。", 14, None),
    ("J-04", "EFFECT", NoteKind.STRENGTH, "活动后连续三个月跟踪，目标完成", 21, None),
    ("J-03", "EFFECT", NoteKind.WEAKNESS, "效益只算了减少的返工，没有扣除对策投入", 24, None),
    ("J-03", "REPORT", NoteKind.WEAKNESS, "表15与申报表的金额不一致，会上核对", 24, None),
)  # fmt: skip
"""(judge, item, kind, words, page from one or 0, rectangle in points of the page)."""
_REMARKS = {
    "J-02": "逻辑清楚，原因分析到位，是一份扎实的成果。", "J-03": "对策实施有数据，效益计算尚可更严谨。",
    "J-04": "症结明确，要因确认中个别数据不足。", "J-05": "要因确认不够充分，其余较好。",
}  # fmt: skip


def make(home: Path, season: Path, name: str) -> None:
    """The chair's profile in `home`, in one of the states; the season it belongs to in `season`."""
    home.parent.mkdir(parents=True, exist_ok=True)
    with patch.object(Clock, "now", lambda _self: profile.NOW - timedelta(minutes=2)):
        own = None if name == SHUT else {c: _spread(t[0]) for c, t in _TOTALS.items()}
        quotas = (Quota("EXCELLENT", QuotaScope.SEASON, 5),)
        _reports(season)
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


def _reports(season: Path) -> None:
    """The one report whose pages are shown, as it would have been imported."""
    here = season / "materials" / SHOWN
    here.mkdir(parents=True)
    shutil.copy(profile.SEASON / "materials" / SHOWN / "成果报告.pdf", here)


def _dress(organiser: Profile) -> None:
    """The sample season's own topics and invented people, in the place of numbers."""
    lines = profile.lines()
    with organiser.database.write() as tx:
        rows = {
            f"1/{e.code}": replace(e, title=line[1], circle=line[2], unit=line[6], field=("MANUFACTURING", "SERVICE")[line[4] != "制造类"])
            for e, line in zip(state.ENTRIES.all(tx), lines, strict=True)
        }
        state.ENTRIES.replace(tx, rows)
        judges = zip(state.JUDGES.all(tx), NAMES, strict=True)
        state.JUDGES.replace(tx, {j.id: replace(j, name=name, panel_name="第1组") for j, name in judges})


def _marks(made: ChairPanel, judge: str) -> dict[str, str | dict[str, str]]:
    at = made.season.judges.index(judge)
    return {code: RECUSED if (judge, code) == ("J-03", "Z-002") else _sheet(judge, code, totals[at]) for code, totals in _TOTALS.items()}


def _sheet(judge: str, code: str, total: str) -> dict[str, str]:
    apart = _APART.get((judge, code))
    return dict(zip(chair_panel.ITEMS, apart, strict=True)) if apart is not None else _spread(total)


def _spread(total: str) -> dict[str, str]:
    """A total over the items in proportion, on half points, the rest on the largest."""
    left, found = of(total), {}
    for code, full in zip(chair_panel.ITEMS, _ITEMS, strict=True):
        found[code] = round(of(total) * full / 100 / 50) * 50
        left -= found[code]
    found["CAUSE"] += left
    return {code: f"{value / 100:g}" for code, value in found.items()}


def _notes(made: ChairPanel) -> None:
    """Of one entry: two judges read its causes differently, two say the same, what is about the report is for the panel only."""
    for judge, item, kind, text, page, box in _SAID:
        where = made.place(SHOWN, page=page, box=box) if page else None
        audience = Audience.PANEL if item == "REPORT" else Audience.FEEDBACK
        had = made.notes.get((judge, SHOWN), ())
        made.notes[judge, SHOWN] = (*had, note(text, item, kind=kind, anchor=where, audience=audience))
    for judge, text in _REMARKS.items():
        made.remarks[judge, SHOWN] = text


def _copy(chair: Profile) -> None:
    """J-07 came on paper: all but two sheets copied twice, one cell read in two ways."""
    for number in (1, 2):
        for code, totals in list(_TOTALS.items())[: 12 if number == 1 else 10]:
            points = {item: of(text) for item, text in _spread(totals[6]).items()}
            if (number, code) == (2, "Z-004"):
                points["CAUSE"] = of("24.5")
            record.type_points(chair, "J-07", number, code, points)
