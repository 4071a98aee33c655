"""分差 and evidence on real packages: what is beyond which limit, whose note points where, and what is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.core.tasks import Context
from app.media.pages import PdfDocument
from app.models.entry import DocumentRole
from app.models.season import SpreadLimits
from app.models.shape import Points
from app.models.sheet import Anchor, Audience, Box, NoteKind
from app.services.chair import deciding, evidence, merge, spread_list
from app.services.chair.actions import ChangePoints
from app.services.chair.evidence import Medium
from app.services.chair.spread_list import Measure
from app.store.documents import BlobState
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED, ChairPanel, Pristine, note
from tests.fakes.published_season import run_command
from tests.fakes.season import CHAIR

SECRET = "私下记：组长别看"
LOW = {"CAUSE": "10", "EFFECT": "15"}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    folder = tmp_path_factory.mktemp("evidence") / "now"
    made = chair_panel.make(
        folder,
        judges=5,
        entries=3,
        own={"Z-001": "90", "Z-002": RECUSED, "Z-003": "90"},
        spread=SpreadLimits(Points(1500), Points(1000), 30),
    )
    box = Box(60, 60, 300, 40)
    for code in ("Z-001", "Z-002"):
        made.notes[("J-02", code)] = (
            note("末端原因没有确认", "CAUSE", kind=NoteKind.WEAKNESS, anchor=made.place(code, page=2, box=box)),
            note("数据详实", "CAUSE", kind=NoteKind.STRENGTH, audience=Audience.PANEL, anchor=Anchor("b" * 64, page=7)),
            note(SECRET, "CAUSE", kind=NoteKind.WEAKNESS, audience=Audience.PRIVATE),
        )
    made.notes[("J-03", "Z-001")] = (note("整体扎实", kind=NoteKind.STRENGTH), note("图表清楚", "REPORT", kind=NoteKind.STRENGTH))
    plan = {"Z-001": "88", "Z-002": "88", "Z-003": "90"}
    marks: dict[str, dict[str, object]] = {
        "J-02": {**plan, "Z-001": LOW},
        "J-03": dict(plan),
        "J-04": {**plan, "Z-002": "70"},
        "J-05": dict(plan),
    }
    with made.open() as profile:
        merge.merge(profile, [made.package(j, m) for j, m in marks.items()], Context())  # type: ignore[arg-type]
    return Pristine.of(made)


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def test_the_farthest_come_first_and_every_limit_is_said_in_words(panel: ChairPanel) -> None:
    with panel.open() as profile:
        found = spread_list.spread_list(profile)
    assert found.limits == "限：总分极差 15 · 离平均 10 · 单项极差为配分的 30%"
    assert found.beyond == 2
    assert [bool(x.over) for x in found.lines] == [True, True, False]
    assert [x.far for x in found.lines] == sorted((x.far for x in found.lines), reverse=True)
    line = next(x for x in found.lines if x.code == "Z-001")
    words = [e.words for e in line.over]
    assert all(e.share >= 100 for e in line.over)
    cause = next(e for e in line.over if e.measure is Measure.ITEM and e.item == "CAUSE")
    full = next(i.max for i in panel.rubric.items if i.code == "CAUSE")
    assert cause.limit == full * 30 // 100
    assert cause.words.startswith("原因分析 极差 ")
    assert cause.words.endswith(f"/限 {full * 30 // 100 / 100:g}")
    assert line.item in {e.item for e in line.over}
    other = next(x for x in found.lines if x.code == "Z-002")
    assert any(e.judge == "J-04" and e.words.startswith("评委4 低于平均") for e in other.over), words
    assert other.avoid == "请评委1回避"
    assert found.lines[-1].over == ()


def test_each_judge_has_points_marks_notes_and_places(panel: ChairPanel) -> None:
    with panel.open() as profile:
        found = evidence.evidence(profile, "z-001")
    cause = found.item("CAUSE")
    assert cause is not None
    assert list(found.names) == [j.judge for j in cause.judges] == ["J-01", "J-02", "J-03", "J-04", "J-05"]
    low = next(j for j in cause.judges if j.judge == "J-02")
    assert (low.points, low.independent, low.mark) == (1000, 1000, "▽")
    assert [(c.text, c.group) for c in low.clues] == [("数据详实", Audience.PANEL), ("末端原因没有确认", Audience.FEEDBACK)]
    gone, here = (c.place for c in low.clues)
    assert here is not None
    assert gone is not None
    assert (here.medium, here.words, here.page, here.problem) == (Medium.PAGE, "报告 第2页", 2, "")
    assert "已换成新版" in gone.problem
    whole = found.item(evidence.WHOLE)
    assert whole is not None
    third = next(j for j in whole.judges if j.judge == "J-03")
    assert [c.text for c in third.clues] == ["整体扎实", "Z-001 总体评价。"]
    assert third.points == 8800
    assert found.first in {i.item for i in found.items if i.flag}


def test_private_notes_are_not_shown_even_from_a_file_that_has_them(panel: ChairPanel) -> None:
    with panel.open() as profile:
        found = evidence.evidence(profile, "Z-001")
    assert SECRET not in repr(found)


def test_a_chair_who_stands_aside_sees_no_evidence_and_opens_no_file(panel: ChairPanel) -> None:
    with panel.open() as profile:
        found = evidence.evidence(profile, "Z-002")
        assert (found.items, found.avoid) == ((), "请评委1回避")
        with pytest.raises(UsageError) as shut:
            evidence.open_place(profile, "Z-002", panel.place("Z-002").document)
        assert shut.value.reason == "recused"


def test_points_changed_in_discussion_keep_those_handed_in_beside(panel: ChairPanel) -> None:
    with panel.open() as profile:
        deciding.decide(profile, ChangePoints("Z-001", "J-02", "CAUSE", Points(1200), "漏看一项证据"))
        cause = evidence.evidence(profile, "Z-001").item("CAUSE")
    assert cause is not None
    low = next(j for j in cause.judges if j.judge == "J-02")
    assert (low.points, low.independent) == (1200, 1000)


def test_the_place_is_opened_without_becoming_a_reading_of_ones_own(panel: ChairPanel) -> None:
    with panel.open() as profile:
        with profile.database.read() as tx:
            before = tx.entries.opened(1)
        opened = evidence.open_place(profile, "Z-001", panel.place("Z-001").document)
        with PdfDocument(opened.reader) as pdf:
            assert pdf.page_count == 2
        opened.reader.close()
        with profile.database.read() as tx:
            after = tx.entries.opened(1)
    assert before == after


def test_a_file_that_is_not_here_says_what_helps(panel: ChairPanel) -> None:
    with panel.open() as profile:
        entry = evidence.panels.load(profile).desk.entry("Z-001")
        sealed = next(d.sealed_sha256 for d in entry.documents if d.role is DocumentRole.REPORT)
        with profile.database.write() as tx:
            tx.documents.set_blob(sealed, BlobState.SKIPPED, 0)
        cause = evidence.evidence(profile, "Z-001").item("CAUSE")
    assert cause is not None
    place = next(c.place for j in cause.judges for c in j.clues if c.place and c.place.page == 2)
    assert "还没有下载" in place.problem
    assert "同步" in place.problem


def test_the_command_line_tells_the_same_and_no_key_of_a_file(panel: ChairPanel, tmp_path: Path) -> None:
    home = panel.season.home(CHAIR)
    found = run_command(home, "chair", "spread", "--out", tmp_path / "out", "--json").json
    assert (found["beyond"], [e["code"] for e in found["entries"]]) == (2, [e["code"] for e in found["entries"] if e["over"]])
    assert sorted(Path(f).suffix for f in found["files"]) == [".csv", ".xlsx"]
    assert all(Path(f).exists() for f in found["files"])
    said = run_command(home, "chair", "evidence", "Z-001", "--item", "cause")
    assert "末端原因没有确认（报告 第2页）" in said.out
    assert SECRET not in said.out
    told = run_command(home, "chair", "evidence", "Z-001", "--json")
    assert [i["item"] for i in told.json["items"]][-1] == evidence.WHOLE
    with panel.open() as profile:
        keys = [d.document.identity for d in evidence.evidence(profile, "Z-001").documents]
    assert keys
    assert not [k for k in keys if k in told.out]
