"""Whatever is pasted or stands in a file is read or refused in words, never an error of ours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.publishing.score_table import as_grid, place_of, scores_in
from app.scoring.cells import CellKind, read_cell
from tests.fakes.scoring_values import rubric_file

RUBRICS = [rubric_file(f"tcaq-10201-2020-{name}") for name in ("problem", "innovation")]
ENTRIES = {"Z-001": RUBRICS[0], "Z-004": RUBRICS[1]}
texts = st.text(max_size=12) | st.sampled_from(
    (
        "编号",
        "code",
        "选题",
        "选题（15）",
        "CAUSE",
        "原因分析",
        "总分",
        "Z-001",
        "Z-004",
        "26",
        "２６。５",
        "26.",
        "-4",
        "回避",
        "9" * 30,
        "1e5",
        "²",
        "١٢",
    )
)


@given(texts)
def test_a_cell_is_points_of_the_item_or_a_problem_in_words(text: str) -> None:
    item = RUBRICS[0].items[1]
    found = read_cell(text, item)
    assert (found.kind is CellKind.PROBLEM) == bool(found.words)
    assert (found.kind is CellKind.VALUE) == (found.value is not None)
    assert found.value is None or (item.min <= found.value <= item.max and found.value % item.step == 0)


@given(st.lists(st.lists(texts, max_size=6), max_size=6))
def test_a_sheet_is_read_or_refused_in_words(rows: list[list[str]]) -> None:
    try:
        found = scores_in(as_grid(rows), ENTRIES) or ()
    except AppError:
        found = ()
    assert all(cell.fault or cell.entry in ENTRIES for cell in found)


def test_places_are_named_as_in_excel() -> None:
    assert [place_of(1, 0), place_of(7, 2), place_of(9, 25), place_of(9, 26), place_of(2, 701), place_of(2, 702)] == [
        "A1",
        "C7",
        "Z9",
        "AA9",
        "ZZ2",
        "AAA2",
    ]
