"""A judge's own table seen cell by cell before it becomes a pass: taken whole, blank is not zero, and the other pass still has to agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import InvalidEntry, UsageError
from app.core.tasks import Context
from app.services.chair import merge, record, record_file, record_grid
from app.services.judge.table_preview import RECUSAL, CellState
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ITEMS, ChairPanel

OWN = {"Z-001": "90", "Z-002": "85", "Z-003": "80"}
GOOD = {"TOPIC": "13", "CAUSE": "26", "ACTION": "17", "EFFECT": "18", "REPORT": "4", "FEATURE": "8"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    panel = chair_panel.make(tmp_path_factory.mktemp("file"), judges=3, entries=3, own=OWN)
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", dict.fromkeys(OWN, "84"))], Context())
    return panel


def table(path: Path, codes: tuple[str, ...] = tuple(OWN), **changes: str) -> Path:
    """Rows of good points; `Z_002__CAUSE="24"` changes a cell."""
    rows = [[c, *(changes.get(f"{c}__{i}".replace("-", "_"), GOOD[i]) for i in ITEMS)] for c in codes]
    path.write_text("\n".join(",".join(r) for r in (["编号", *ITEMS], *rows)), "utf-8")
    return path


def test_what_each_cell_would_do_is_seen_before_anything_is_kept(made: ChairPanel, tmp_path: Path) -> None:
    with made.open() as profile:
        for entry in OWN:
            record.type_recusal(profile, "J-03", 1, entry, "")
        record.type_points(profile, "J-03", 1, "Z-001", {"CAUSE": 2400, "TOPIC": 1300})  # type: ignore[dict-item]
        record.type_points(profile, "J-03", 1, "Z-003", {"TOPIC": 1000})  # type: ignore[dict-item]
        record.type_recusal(profile, "J-03", 1, "Z-002", "纸上写明")
        file = table(tmp_path / "own.csv", ("Z-001", "Z-002"), Z_001__ACTION="")
        seen = record_file.preview(profile, "J-03", 1, file)
        told = {(c.entry, c.item): (c.state, c.before, c.after) for c in seen.cells}
        assert told["Z-001", "TOPIC"] == (CellState.UNCHANGED, 1300, 1300)
        assert told["Z-001", "CAUSE"] == (CellState.NEW, 2400, 2600)
        assert told["Z-001", "ACTION"] == (CellState.UNCHANGED, None, None), "blank is blank"
        assert told["Z-003", "TOPIC"] == (CellState.NEW, 1000, None), "what the file does not have goes, and is seen to go"
        assert told["Z-002", RECUSAL][0] is CellState.NEW
        assert told["Z-002", "TOPIC"] == (CellState.NEW, None, 1300)
        assert "1 份评完，1 份未评完，1 份空着" in seen.note
        before = record_grid.pass_table(profile, "J-03", 1).sheets
        assert {s.entry for s in before} == set(OWN), "looking kept nothing"
        assert record_file.take(profile, seen)[0] == 2
        after = record_grid.pass_table(profile, "J-03", 1)
        assert {s.entry: (len(s.points), s.recused) for s in after.sheets} == {"Z-001": (5, ""), "Z-002": (6, "")}


def test_the_second_pass_still_has_to_agree(made: ChairPanel, tmp_path: Path) -> None:
    with made.open() as profile:
        record_file.take(profile, record_file.preview(profile, "J-03", 1, table(tmp_path / "own.csv")))
        assert record.compare(profile, "J-03").agreed == (), "one pass agrees with nothing"
        with pytest.raises(UsageError, match="没有一份成果两遍录入一致"):
            record.adopt(profile, "J-03", "评委无电脑")
        record_file.take(profile, record_file.preview(profile, "J-03", 2, table(tmp_path / "again.csv", Z_002__CAUSE="24")))
        found = record.compare(profile, "J-03")
        assert (found.agreed, [d.words for d in found.differences]) == (("Z-001", "Z-003"), ["Z-002 原因分析：第一遍 26，第二遍 24"])
        record_file.take(profile, record_file.preview(profile, "J-03", 2, table(tmp_path / "none.csv", ())))
        assert record.compare(profile, "J-03").agreed == ()


@pytest.mark.parametrize(("cell", "text", "why"), [
    ("CAUSE", "99", "最高"), ("CAUSE", "26.3", "0.5"), ("CAUSE", "很好", ""), ("CAUSE", "-1", ""),
])  # fmt: skip
def test_one_bad_cell_keeps_the_whole_table_out(made: ChairPanel, tmp_path: Path, cell: str, text: str, why: str) -> None:
    with made.open() as profile:
        before = record_grid.pass_table(profile, "J-03", 2).sheets
        seen = record_file.preview(profile, "J-03", 2, table(tmp_path / "bad.csv", **{f"Z_002__{cell}": text}))
        assert [(c.place, c.entry, c.item) for c in seen.problems] == [("C3", "Z-002", "CAUSE")]
        assert why in seen.problems[0].words
        assert seen.problems[0].words
        with pytest.raises(InvalidEntry, match="C3: "):
            record_file.take(profile, seen)
        assert record_grid.pass_table(profile, "J-03", 2).sheets == before


def test_a_wrong_total_and_a_pass_typed_in_meanwhile(made: ChairPanel, tmp_path: Path) -> None:
    file = tmp_path / "sum.csv"
    file.write_text("编号," + ",".join(ITEMS) + ",总分\nZ-001,13,26,17,18,4,8,87\n", "utf-8")
    with made.open() as profile:
        seen = record_file.preview(profile, "J-03", 1, file)
        assert [c.words for c in seen.problems] == ["总分 87 与各项之和 86 不符"]
        good = record_file.preview(profile, "J-03", 1, table(tmp_path / "own.csv"))
        record.type_points(profile, "J-03", 1, "Z-001", {"CAUSE": 1000})  # type: ignore[dict-item]
        with pytest.raises(UsageError) as late:
            record_file.take(profile, good)
        assert late.value.reason == "changed"


def test_the_copied_table_says_recused_for_one_entry(made: ChairPanel, tmp_path: Path) -> None:
    with made.open() as profile:
        aside = {f"Z_003__{item}": "回避" if item == "TOPIC" else "" for item in ITEMS}
        seen = record_file.preview(profile, "J-03", 1, table(tmp_path / "own.csv", **aside))
        assert [(c.place, c.text) for c in seen.cells if c.item == RECUSAL] == [("B4", "回避")]
        record_file.take(profile, seen)
        kept = {s.entry: s for s in record_grid.pass_table(profile, "J-03", 1).sheets}
        assert (kept["Z-003"].recused, dict(kept["Z-003"].points)) == ("表格注明回避", {})
