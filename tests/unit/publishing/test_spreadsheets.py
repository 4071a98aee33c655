"""Whatever an organiser calls a spreadsheet is read, or refused in one clear sentence."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.core.errors import AppError, FormatError, InvalidEntry, TooLarge, UsageError
from app.models.rubric import Bilingual
from app.models.season import EntryField
from app.publishing.import_entries import import_entries
from app.publishing.import_rows import Imported, RowsRefused, require_clean
from app.publishing.tables import Row, collect
from app.publishing.xlsx_guard import MAX_UNPACKED

FIELDS = (EntryField("MFG", Bilingual("制造类", "Manufacturing")), EntryField("SME", Bilingual("“专精特新”中小企业类", "Specialised SMEs")))
HEADER = ("编号", "课题名称", "小组名称", "课题类型", "领域", "完成单位", "推荐单位")


def row(code: str = "Z-001", **other: str) -> list[str]:
    values = dict(zip(HEADER, (code, "降低返修率", "晨光小组", "创新型", "制造类", "甲厂", "乙协会"), strict=True))
    return list((values | other).values())


def csv_file(tmp_path: Path, *rows: list[str], encoding: str = "utf-8", separator: str = ",", name: str = "entries.csv") -> Path:
    path = tmp_path / name
    path.write_bytes("\r\n".join(separator.join(r) for r in (list(HEADER), *rows)).encode(encoding))
    return path


def xlsx_file(tmp_path: Path, *rows: list[Any], name: str = "entries.xlsx") -> Path:
    book = Workbook()
    sheet: Any = book.active
    for values in rows:
        sheet.append(values)
    book.save(tmp_path / name)
    return tmp_path / name


def one_sentence(error: AppError) -> bool:
    return "\n" not in error.message and "Traceback" not in error.message and error.message.endswith("。")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_every_dress(tmp_path: Path, encoding: str, separator: str) -> None:
    found = import_entries(csv_file(tmp_path, row(), encoding=encoding, separator=separator), FIELDS)
    assert [(e.code, e.circle, e.field, e.round) for e in found.rows] == [("Z-001", "晨光小组", "MFG", 1)]


def test_content_tells_the_type(tmp_path: Path) -> None:
    csv_named_xlsx = csv_file(tmp_path, row(), name="really-text.xlsx")
    xlsx_named_csv = xlsx_file(tmp_path, list(HEADER), row(), name="really-xlsx.csv")
    assert import_entries(csv_named_xlsx, FIELDS).rows == import_entries(xlsx_named_csv, FIELDS).rows


def test_a_text_that_is_no_table_named_xlsx(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("亲爱的评委：\n请查收。\n", encoding="utf-8")
    with pytest.raises(InvalidEntry, match="没有找到表头") as caught:
        import_entries(tmp_path / "x.xlsx", FIELDS)
    assert one_sentence(caught.value)


def _ole(*parts: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + b"".join(parts)


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
    + b"ha" * 50
    + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(8))
    + b"]><workbook>&i;</workbook>"
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b"\xef\xbb\xbf \r\n", "表头|空文件"),
        (_ole("EncryptedPackage".encode("utf-16-le")), "密码保护"),
        (_ole(b"Workbook"), "旧的 XLS"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<html><table></table></html>", "网页"),
        (bytes(range(256)) * 40, "CSV"),
        (b"PK\x03\x04broken", "已损坏"),
        (_zip(word__document_xml=b"<x/>"), "不是 XLSX"),
        (_zip(**{"xl/workbook.xml": b"not xml"}), "已损坏"),
        (_zip(**{"xl/workbook.xml": LAUGHS, "[Content_Types].xml": LAUGHS}), "已损坏"),
        ('编号,课题名称,小组名称\nZ-1,"没有结束的引号,x\n'.encode(), "引号"),
    ],
)
def test_strange_files_are_one_sentence_with_a_next_step(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "entries.xlsx"
    path.write_bytes(content)
    with pytest.raises((FormatError, InvalidEntry), match=words) as caught:
        import_entries(path, FIELDS)
    assert one_sentence(caught.value)
    assert caught.value.hint


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.xlsx", tmp_path):
        with pytest.raises(UsageError) as caught:
            import_entries(path, FIELDS)
        assert one_sentence(caught.value)


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    good = xlsx_file(tmp_path, list(HEADER), row())
    with zipfile.ZipFile(good, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/bomb.bin", "w") as part:
        for _ in range((MAX_UNPACKED >> 20) + 1):
            part.write(b"\0" * (1 << 20))
    assert good.stat().st_size < 1 << 20
    with pytest.raises(TooLarge, match="解压后") as caught:
        import_entries(good, FIELDS)
    assert caught.value.reason == "zip-bomb"


def test_thousands_of_parts_are_refused_by_the_directory_too(tmp_path: Path) -> None:
    good = xlsx_file(tmp_path, list(HEADER), row())
    with zipfile.ZipFile(good, "a") as archive:
        for number in range(5_000):
            archive.writestr(f"xl/media/{number}.bin", b"")
    with pytest.raises(TooLarge) as caught:
        import_entries(good, FIELDS)
    assert caught.value.reason == "too-much"


def _with_part(tmp_path: Path, part: str, mark: bytes, more: bytes) -> Path:
    """A good file with `more` before the first `mark` of one part."""
    good, made = xlsx_file(tmp_path, list(HEADER), row()), tmp_path / "made.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(mark, more + mark, 1) if name == part else content)
    return made


_FAR = b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (n, n) for n in range(10, 300))


@pytest.mark.parametrize(
    ("part", "mark", "more"),
    [
        ("xl/workbook.xml", b"<sheets", b'<x a="' + b"x" * (3 << 20) + b'"/>'),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<!--" + b"x" * (3 << 20) + b"-->"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<!--" + b"<row/> " * 500_000 + b"-->"),
        ("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="0"/>' * 400_000),
        (
            "xl/workbook.xml",
            b"</workbook>",
            b"<definedNames>" + b'<definedName name="a">S!$A$1</definedName>' * 200_000 + b"</definedNames>",
        ),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<row><c/></row>" * 1_700_000),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", _FAR),
    ],
    ids=["one tag", "one remark", "a remark of tags", "styles", "names", "blank rows", "cells far to the right"],
)
def test_a_few_packed_bytes_that_would_take_minutes_are_not_read(tmp_path: Path, part: str, mark: bytes, more: bytes) -> None:
    made = _with_part(tmp_path, part, mark, more)
    assert made.stat().st_size < 1 << 20
    with pytest.raises(TooLarge, match="太多，没有打开") as caught:
        import_entries(made, FIELDS)
    assert caught.value.reason == "too-much"
    assert one_sentence(caught.value)


def test_blanks_before_the_first_tag_hide_nothing(tmp_path: Path) -> None:
    good = xlsx_file(tmp_path, list(HEADER), row())
    made = tmp_path / "made.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, b" " * (3 << 20) + content if name == "xl/workbook.xml" else content)
    with pytest.raises(TooLarge, match="太多，没有打开"):
        import_entries(made, FIELDS)


@pytest.mark.parametrize("content", [",\n" * 2_000_000, "," * 5_000_000])
def test_a_text_of_nothing_but_separators(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.csv").write_text(content, encoding="utf-8")
    with pytest.raises(TooLarge, match="太多，没有打开"):
        import_entries(tmp_path / "x.csv", FIELDS)


def test_a_large_picture_is_no_tag_without_end(tmp_path: Path) -> None:
    good = xlsx_file(tmp_path, list(HEADER), row())
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr("xl/media/image1.emf", b"\x01\0\0\0" + b"\0" * (5 << 20))
    assert len(import_entries(good, FIELDS).rows) == 1


def test_fifty_thousand_rows_and_two_thousand_columns(tmp_path: Path) -> None:
    many = csv_file(tmp_path, *(row(f"Z-{n}") for n in range(50_000)))
    with pytest.raises(TooLarge, match="超过 5000 行") as caught:
        import_entries(many, FIELDS)
    assert one_sentence(caught.value)
    wide = xlsx_file(tmp_path, list(HEADER), row() + ["x"] * 2_000)
    with pytest.raises(TooLarge, match="最多 200 列"):
        import_entries(wide, FIELDS)


def test_five_thousand_rows_pass_and_one_more_does_not(tmp_path: Path) -> None:
    assert len(import_entries(csv_file(tmp_path, *(row(f"Z-{n}") for n in range(5_000))), FIELDS).rows) == 5_000
    with pytest.raises(TooLarge, match="超过 5000 行"):
        import_entries(csv_file(tmp_path, *(row(f"Z-{n}") for n in range(5_001))), FIELDS)


def test_reading_stops_at_the_first_row_too_many() -> None:
    seen = 0

    def endless() -> Iterator[Row]:
        nonlocal seen
        while seen < 100_000:
            seen += 1
            yield Row(seen, ("x",))

    with pytest.raises(TooLarge):
        collect(endless())
    assert seen < 6_000


def test_heavy_libraries_wait_until_a_sheet_is_opened() -> None:
    modules = "import_entries, import_judges, templates, plan, formality, materials"
    code = f"import sys; from app.publishing import {modules}; print([m for m in ('openpyxl', 'numpy', 'scipy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[3])
    assert done.stdout.strip() == "[]"


def test_a_row_far_below_costs_nothing(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(list(HEADER))
    sheet.append(row())
    sheet["XFD1000000"] = " "
    book.save(tmp_path / "far.xlsx")
    assert len(import_entries(tmp_path / "far.xlsx", FIELDS).rows) == 1


def test_header_below_titles_on_another_sheet_in_any_order(tmp_path: Path) -> None:
    book = Workbook()
    cover: Any = book.active
    cover.append(["填报说明", "请阅读"])
    sheet = book.create_sheet("数据")
    sheet.append(["2022年质量管理小组成果汇总表"])
    sheet.append([])
    sheet.append(["*" + h for h in reversed(HEADER)])
    sheet.append(list(reversed(row())))
    book.save(tmp_path / "e.xlsx")
    [entry] = import_entries(tmp_path / "e.xlsx", FIELDS).rows
    assert (entry.code, entry.unit, entry.row) == ("Z-001", "甲厂", 4)


def test_english_headers_and_words(tmp_path: Path) -> None:
    header = ["code", "Title", "circle", "topic_type", "FIELD", "unit", "recommender", "round"]
    path = xlsx_file(tmp_path, header, [7, "Fewer repairs", "Dawn", "problem-assigned", "specialised smes", "Works", "Assoc", 1.0])
    [entry] = import_entries(path, FIELDS).rows
    assert (entry.code, entry.topic_type.value, entry.field) == ("7", "problem-assigned", "SME")


def refused(found: Imported[Any]) -> dict[int, str]:
    assert found.rows == ()
    with pytest.raises(RowsRefused):
        require_clean(found.report)
    return {r.row: r.reason for r in found.report.refused}


def test_a_formula_is_refused_by_row_and_a_text_like_one_is_kept(tmp_path: Path) -> None:
    texts = import_entries(csv_file(tmp_path, row(小组名称="=1+1", 课题名称='"=HYPERLINK(""http://x"")"')), FIELDS)
    assert [(e.circle, e.title) for e in texts.rows] == [("=1+1", '=HYPERLINK("http://x")')]
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["序号", *HEADER])
    sheet.append(["=ROW()-1", *row(小组名称="=1+1")])
    sheet.cell(2, 4).data_type = "s"
    sheet.append(["=ROW()-1", *row("Z-002")])
    sheet["D3"] = "=1+1"
    book.save(tmp_path / "f.xlsx")
    assert refused(import_entries(tmp_path / "f.xlsx", FIELDS)) == {3: "“小组名称”是公式，请“选择性粘贴”为数值"}


def test_a_text_cell_like_a_formula_in_xlsx_is_kept(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(list(HEADER))
    sheet.append(row())
    sheet["C2"] = "=1+1"
    sheet["C2"].data_type = "s"
    book.save(tmp_path / "t.xlsx")
    assert [e.circle for e in import_entries(tmp_path / "t.xlsx", FIELDS).rows] == ["=1+1"]


def test_missing_column_is_named_with_the_headers_found(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [h for h in HEADER if h != "领域"], row()[:6])
    with pytest.raises(InvalidEntry, match=r"缺少列“领域”.*编号、课题名称") as caught:
        import_entries(path, FIELDS)
    assert one_sentence(caught.value)
    assert caught.value.reason == "missing-column"


def test_one_column_twice_cannot_be_told_apart(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [*HEADER, "编号"], [*row(), "Z-9"])
    with pytest.raises(InvalidEntry, match="不能判断以哪列为准"):
        import_entries(path, FIELDS)


def test_a_header_without_rows(tmp_path: Path) -> None:
    with pytest.raises(InvalidEntry, match="没有内容"):
        import_entries(xlsx_file(tmp_path, list(HEADER)), FIELDS)
