"""What holds for every paper: an outline, true page counts, embedded fonts, the same bytes every time and everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.fakes.every_paper import EVERY, PDF
from tests.fakes.report_values import pages_of

_ROOT = Path(__file__).resolve().parents[3]
_FOOT = re.compile(r"第(\d+)页，共(\d+)页")


@pytest.mark.parametrize("name", PDF)
def test_every_pdf_has_an_outline_and_counts_its_pages(name: str) -> None:
    data = PDF[name]()
    document = pypdfium2.PdfDocument(data)
    marks = list(document.get_toc())
    assert marks
    assert all(mark.get_title() and mark.get_dest() is not None for mark in marks)
    assert marks[0].level == 0
    counts = [_FOOT.search("".join(page.split())) for page in pages_of(data)]
    numbers = [(int(found[1]), int(found[2])) for found in counts if found]
    assert len(numbers) == len(document)
    expected: list[tuple[int, int]] = []
    while len(expected) < len(numbers):
        whole = numbers[len(expected)][1]
        expected += [(number, whole) for number in range(1, whole + 1)]
    assert numbers == expected


@pytest.mark.parametrize("name", PDF)
def test_every_font_is_embedded_and_nothing_leaves_the_paper(name: str) -> None:
    data = PDF[name]()
    assert data.count(b"/FontFile2") == data.count(b"/FontDescriptor ")
    assert b"/URI" not in data
    assert b"/JavaScript" not in data
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        assert min(box[0] for box in boxes if box[2] > box[0]) >= 20
        assert max(box[2] for box in boxes) <= page.get_width() - 20
        assert min(box[1] for box in boxes if box[2] > box[0]) >= 20


@pytest.mark.parametrize("name", EVERY)
def test_the_same_values_make_the_same_bytes(name: str) -> None:
    assert EVERY[name]() == EVERY[name]()


def test_another_process_in_another_time_zone_makes_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import pathlib, sys; from tests.fakes.every_paper import EVERY;"
        "[(pathlib.Path(sys.argv[1]) / n).write_bytes(m()) for n, m in EVERY.items()]"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "SOURCE_DATE_EPOCH": "1", "PYTHONPATH": str(_ROOT)}
    subprocess.run([sys.executable, "-c", program, tmp_path], check=True, env=environment, cwd=_ROOT)
    different = {name: _first_difference((tmp_path / name).read_bytes(), make()) for name, make in EVERY.items()}
    assert {name: found for name, found in different.items() if found} == {}


def _first_difference(there: bytes, here: bytes) -> tuple[int, bytes, bytes] | None:
    """Where two papers part, and what each says there; None when they are the same."""
    if there == here:
        return None
    at = next((n for n, (a, b) in enumerate(zip(there, here, strict=False)) if a != b), min(len(there), len(here)))
    return at, there[max(0, at - 60) : at + 60], here[max(0, at - 60) : at + 60]
