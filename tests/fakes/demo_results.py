"""What the command line promises of a finished demonstration, read back from its folder."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pypdfium2
from PySide6.QtGui import QImage


def codes(out: Path) -> list[str]:
    """The entries of every panel's results; results.json is the first panel's."""
    found = {p.name: json.loads(p.read_bytes()) for p in out.glob("results-*.json")}
    assert json.loads((out / "results.json").read_bytes()) in found.values()
    return sorted(entry["code"] for document in found.values() for entry in document["entries"])


def judges(out: Path) -> list[str]:
    """Everyone who handed in: a package, a receipt, and a paper of the sums; one of the sheets where any was scored."""
    who = sorted(p.stem for p in (out / "packages").glob("*.qcr"))
    assert sorted(p.stem for p in (out / "receipts").glob("*.qcreceipt")) == who
    papers = {p.name for p in (out / "sheets").glob("*.pdf")}
    assert (
        {f"{judge}-个人评分汇总表.pdf" for judge in who}
        < papers
        <= {f"{judge}-{p}表.pdf" for judge in who for p in ("评分", "个人评分汇总")}
    )
    return who


def pages(out: Path) -> int:
    """Of all score sheets and of the matrix: every one of them opens."""
    counts = [len(pypdfium2.PdfDocument(p.read_bytes())) for p in (out / "matrix.pdf", *sorted((out / "sheets").glob("*.pdf")))]
    assert all(counts)
    return sum(counts)


def in_matrix(out: Path) -> set[str]:
    """The texts of the matrix's cells."""
    book = openpyxl.load_workbook(io.BytesIO((out / "matrix.xlsx").read_bytes()), read_only=True)
    found = {str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell is not None}
    book.close()
    return found


def colours(picture: Path) -> int:
    """How many different colours lie on a grid over it: an empty window has two or three."""
    image = QImage(str(picture))
    assert not image.isNull()
    return len({image.pixel(x, y) for x in range(0, image.width(), 6) for y in range(0, image.height(), 6)})
