"""Why: the same name lists and letters as Word files: an officer adds letterhead and seal, in WPS as well as in Word.

Texts are characters and nothing else: no field, no link and no formula comes out of a name. The same values make the
same bytes, whatever day it is.
"""

from __future__ import annotations

import zipfile
from datetime import UTC
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from app.reports.values import Imprint
from app.reports.workbook import office_text
from app.reports.writing import Block, Ending, Heading, Paragraph, Table, Writing, widths_of

_SONG, _HEI, _LATIN = "宋体", "黑体", "Times New Roman"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP file can name
_A4 = (210, 297)
_MARGINS = {False: (26, 22), True: (18, 16)}  # landscape → top and bottom, left and right, in millimetres
_FOOT = 9.0
_THUMBNAIL = "thumbnail"


def writing_docx(writing: Writing, imprint: Imprint) -> bytes:
    """The paper as .docx."""
    document = docx.Document()
    _facts(document, writing, imprint)
    _styles(document)
    _page(document, writing)
    if imprint.standing:
        _head(document, imprint.standing)
    title = _paragraph(document, writing.title, font=_HEI, size=18, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.space_after = Pt(14)
    width = _A4[writing.landscape] - 2 * _MARGINS[writing.landscape][1]
    for at, block in enumerate(writing.blocks):
        _place(document, block, width, ends=isinstance(next(iter(writing.blocks[at + 1 :]), None), Ending))
    return _packed(document)


def _facts(document: Document, writing: Writing, imprint: Imprint) -> None:
    facts, made = document.core_properties, imprint.made.astimezone(UTC).replace(tzinfo=None)
    facts.title, facts.author, facts.subject = (office_text(text)[:255] for text in (writing.title, imprint.author, imprint.subject))
    facts.last_modified_by, facts.comments, facts.language = facts.author, "", "zh-CN"
    facts.created = facts.modified = made
    package: Any = document.part.package
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")  # the template was made in Japan
    for key in [key for key, found in package.rels.items() if _THUMBNAIL in found.reltype]:
        package.rels.pop(key)  # a picture of the empty template


def _styles(document: Document) -> None:
    for name, font, size, before in (("Normal", _SONG, 12, 0), ("Heading 1", _HEI, 14, 12), ("Heading 2", _HEI, 12, 8)):
        style = document.styles[name]
        if not isinstance(style, ParagraphStyle):
            raise TypeError(f"{name} is no paragraph style")
        _set_font(style.element.get_or_add_rPr(), font)
        _set_language(style.element.get_or_add_rPr())
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), False, None
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4 if before else 0)
        style.paragraph_format.keep_with_next = bool(before)
        style.paragraph_format.line_spacing = 1.25


def _set_font(properties: Any, font: str) -> None:
    """Latin letters and Chinese characters by name; the template's theme fonts would win otherwise."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    # the hint: quotation marks and dots, which both scripts have, are Chinese ones
    for key, name in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", font), ("cs", _LATIN), ("hint", "eastAsia")):
        fonts.set(qn(f"w:{key}"), name)


def _set_language(properties: Any) -> None:
    """Simplified Chinese, or a reader draws commas and some characters in another country's way."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _page(document: Document, writing: Writing) -> None:
    section = document.sections[0]
    wide, high = (_A4[1], _A4[0]) if writing.landscape else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if writing.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    vertical, sides = (Mm(size) for size in _MARGINS[writing.landscape])
    section.top_margin = section.bottom_margin = vertical
    section.left_margin = section.right_margin = sides
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in ("第 ", "PAGE", " 页，共 ", "NUMPAGES", " 页"):
        if part.isupper():
            _field(footer, part)
        else:
            _run(footer, part, _SONG, _FOOT)


def _head(document: Document, standing: str) -> None:
    """What the paper is as yet, at the head of every page."""
    head = document.sections[0].header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(head, standing, _HEI, 10.5, bold=True)


def _field(paragraph: DocxParagraph, name: str) -> None:
    """PAGE or NUMPAGES; the only fields of the file. "1" is what a reader shows that does not count."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = _run(paragraph, "1" if kind == "1" else "", _SONG, _FOOT)
        if kind == "":
            element = OxmlElement("w:instrText")
            element.text = name
            run._r.append(element)
        elif kind != "1":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def _paragraph(document: Any, text: str, *, font: str = _SONG, size: float = 12, bold: bool = False, align: Any = None) -> DocxParagraph:
    """A paragraph in `document` or in a cell of a table."""
    made: DocxParagraph = document.add_paragraph()
    made.alignment = align
    _run(made, text, font, size, bold=bold)
    return made


def _run(paragraph: DocxParagraph, text: str, font: str, size: float, *, bold: bool = False) -> Run:
    run = paragraph.add_run(office_text(text))
    run.font.size, run.font.bold = Pt(size), bold
    _set_font(run._r.get_or_add_rPr(), font)
    return run


def _place(document: Document, block: Block, width: int, *, ends: bool) -> None:
    """`ends`: who issues it follows and must stay on the same page."""
    if isinstance(block, Heading):
        document.add_heading(office_text(block.text), block.level)
    elif isinstance(block, Paragraph):
        made = _paragraph(document, block.text)
        made.paragraph_format.first_line_indent = Pt(24) if block.indented else None
        made.paragraph_format.keep_with_next = ends
    elif isinstance(block, Table):
        _table(document, block, width, ends=ends)
    else:
        _ending(document, block)


def _ending(document: Document, block: Ending) -> None:
    """Set to the right, two characters in, with white above for the seal."""
    for number, line in enumerate(block.lines):
        made = _paragraph(document, line, align=WD_ALIGN_PARAGRAPH.RIGHT)
        made.paragraph_format.right_indent = Pt(24)
        made.paragraph_format.space_before = Pt(0 if number else 34)
        made.paragraph_format.keep_with_next = number < len(block.lines) - 1


def _table(document: Document, block: Table, width: int, *, ends: bool) -> None:
    widths = [Mm(size) for size in widths_of(block, width)]
    table = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, size in zip(table.columns, widths, strict=True):
        column.width = size
    _row(table.rows[0], [column.name for column in block.columns], block, widths, head=True, keep=True)
    for number, texts in enumerate(block.rows, 1):
        _row(table.add_row(), texts, block, widths, keep=ends and number == len(block.rows))


def _row(row: Any, texts: Any, block: Table, widths: list[Mm], *, head: bool = False, keep: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        properties.append(OxmlElement(name))
    for cell, text, column, width in zip(row.cells, texts, block.columns, widths, strict=True):
        cell.width, cell.vertical_alignment = width, WD_CELL_VERTICAL_ALIGNMENT.CENTER
        if head:
            _shade(cell)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if head or column.centred else None
        paragraph.paragraph_format.keep_with_next = keep
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2.5)
        _run(paragraph, text, _HEI if head else _SONG, 10.5, bold=False)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
        shade.set(qn(f"w:{key}"), value)
    # the schema wants the shade before the vertical alignment
    cell._tc.get_or_add_tcPr().insert_element_before(
        shade, "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"
    )


def _packed(document: Document) -> bytes:
    """The file with one date for all its parts."""
    loose, target = BytesIO(), BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for item in source.infolist():
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, source.read(item))
    return target.getvalue()
