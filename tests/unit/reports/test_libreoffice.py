"""Word files and workbooks open in LibreOffice as they are meant: every page, every name, no complaint, nothing run.

What it made of them is read again (tests.fakes.soffice).
"""

from __future__ import annotations

import re
import shutil

import pypdfium2
import pytest

from app.reports.workbook import office_text
from tests.fakes import soffice
from tests.fakes.every_paper import DOCX, XLSX
from tests.fakes.meeting_papers import HOSTILE
from tests.fakes.report_values import pages_of, squeezed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="libreoffice-calc and libreoffice-writer are not installed"),
]
_PAGES = {"成果名单.docx": 3, "反馈信.docx": 2, "推荐全国名单.docx": 2, "全季汇总表.docx": 2}
"""At least; a reader with other fonts may need more."""


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """File name → the PDF that LibreOffice made of it; one start for all files of a kind, for a start is what takes long."""
    folder = tmp_path_factory.mktemp("office")
    made: dict[str, bytes] = {}
    for ending, papers in (("docx", DOCX), ("xlsx", XLSX)):
        source, out = folder / ending, folder / f"{ending}-pdf"
        source.mkdir()
        for name, make in papers.items():
            (source / f"{name}.{ending}").write_bytes(make())
        complaints = soffice.to_pdf(sorted(source.iterdir()), out, folder / "profile")
        assert complaints == ""
        made |= {f"{path.stem}.{ending}": path.read_bytes() for path in out.iterdir()}
    return made


def test_every_file_is_read_and_set(converted: dict[str, bytes]) -> None:
    assert sorted(converted) == sorted([*(f"{n}.docx" for n in DOCX), *(f"{n}.xlsx" for n in XLSX)])
    assert all(data.startswith(b"%PDF-") for data in converted.values())
    for name, data in converted.items():
        pages = [squeezed([text]) for text in pages_of(data)]
        assert len(pages) >= _PAGES.get(name, 1), name
        assert all(f"第{number}页，共{len(pages)}页" in page for number, page in enumerate(pages, 1)), name


@pytest.mark.parametrize(
    "name",
    ["推荐全国名单.docx", "推荐全国名单.xlsx", "全季汇总表.docx", "全季汇总表.xlsx", "分差.xlsx", "我的评分表.xlsx", "代录模板.xlsx"],
)
def test_hostile_names_are_shown_and_not_run(converted: dict[str, bytes], name: str) -> None:
    text = squeezed(pages_of(converted[name]))
    assert [hostile for hostile in HOSTILE if squeezed([office_text(hostile)]) not in text] == []
    assert not re.search(r"#(NAME|REF|VALUE|N/A)|Err:\d", text)
    assert b"/URI" not in converted[name]


@pytest.mark.parametrize("name", ["成果名单.docx", "推荐全国名单.docx", "全季汇总表.docx"])
def test_headers_repeat_and_the_issuer_is_not_alone(converted: dict[str, bytes], name: str) -> None:
    pages = [squeezed([text]) for text in pages_of(converted[name])]
    assert all("课题名称" in page for page in pages if "小组" in page)
    assert "上海市质量协会" in pages[-1]
    assert "质量技术协会" in pages[-1] or name.startswith("全季")


def test_points_are_set_as_points(converted: dict[str, bytes]) -> None:
    text = squeezed(pages_of(converted["汇总表.xlsx"]))
    assert "73.01" in text
    assert "▽70.01" in text
    assert "评委签名" in text


def test_totals_of_a_form_follow_its_cells(converted: dict[str, bytes]) -> None:
    filled, blank = (squeezed(pages_of(converted[f"{name}.xlsx"])) for name in ("我的评分表", "代录模板"))
    assert "100.00" in filled
    assert "100.00" not in blank
    assert not re.search(r"总分.{0,40}0\.00", blank), "blank is not zero"


def test_pages_are_those_of_the_paper(converted: dict[str, bytes]) -> None:
    sizes = {name: pypdfium2.PdfDocument(data)[0].get_size() for name, data in converted.items()}
    landscape = {name for name, (width, height) in sizes.items() if width > height}
    assert landscape == {"推荐全国名单.docx", "全季汇总表.docx", *(f"{n}.xlsx" for n in XLSX)}
    assert all(sorted(round(side) for side in size) == [595, 842] for size in sizes.values())
