"""Rare characters are drawn, extracted right, and reported when no face has them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pypdfium2
import pytest

from app.core import paths
from app.core.errors import AppError
from app.reports import fonts
from app.reports.fonts import Face, glyph, missing_glyphs, printable, to_unicode_cmap
from app.reports.score_sheet import score_sheet_pdf
from tests.fakes.report_values import IMPRINT, RARE, pages_of, saved, score_sheet


@pytest.mark.parametrize("char", RARE)
@pytest.mark.parametrize("face", list(Face))
def test_every_chain_has_a_glyph_for_rare_names(char: str, face: Face) -> None:
    found = glyph(char, face)
    assert found is not None
    assert ord(char) in fonts.load(found[0]).face.charToGlyph
    assert found[1] > 0


def test_the_rare_face_serves_what_noto_lacks() -> None:
    assert glyph("𠮷", Face.SERIF) == (Face.RARE, 1.0)
    assert glyph("堃", Face.SERIF) == (Face.SERIF, 1.0)


def test_pdfium_extracts_rare_names() -> None:
    text = "".join(pages_of(score_sheet_pdf(score_sheet(), IMPRINT)))
    assert f"{RARE}QC小组" in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_poppler_extracts_rare_names(tmp_path: Path) -> None:
    path = saved(score_sheet_pdf(score_sheet(), IMPRINT), tmp_path)
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    assert f"{RARE}QC小组" in text


def _ink(text: str) -> bytes:
    page = pypdfium2.PdfDocument(score_sheet_pdf(score_sheet(circle=text), IMPRINT))[0]
    return bytes(page.render(scale=2, grayscale=True).buffer)


def test_each_rare_character_leaves_its_own_ink() -> None:
    images = {_ink(char) for char in f"{RARE}〓 "}
    assert len(images) == len(RARE) + 2


def test_what_no_face_has_is_reported_once_and_printed_as_the_substitute() -> None:
    assert missing_glyphs("甲𪚥乙𪚥\n\u202e😀") == tuple(dict.fromkeys(c for c in "𪚥😀" if glyph(c, Face.SANS) is None))
    assert "😀" in missing_glyphs("😀")
    assert "〓组" in "".join(pages_of(score_sheet_pdf(score_sheet(circle="😀组"), IMPRINT)))


@pytest.mark.parametrize("char", ["\ue863", "\U00031350", "\U00100000"])
def test_private_and_newer_characters_are_reported_and_leave_a_gap(char: str) -> None:
    assert missing_glyphs(f"王{char}") == (char,)
    assert "王〓" in "".join(pages_of(score_sheet_pdf(score_sheet(circle=f"王{char}"), IMPRINT)))


def test_half_a_surrogate_pair_is_a_gap() -> None:
    assert printable("王\ud842") == "王〓"


def test_rare_names_are_not_reported() -> None:
    assert missing_glyphs(RARE + "①⑳▲▽≥½℃㎡　ABC") == ()


def test_printable_drops_controls_and_selectors_and_keeps_the_ideographic_space() -> None:
    assert printable("　甲\u202e\x00\u200b\ufe00\U000e0100乙\t\r\n丙") == "　甲乙  \n丙"


def test_the_cmap_is_utf16_in_blocks_of_a_hundred() -> None:
    cmap = to_unicode_cmap("F", [0, 0x20BB7, *range(0x4E00, 0x4E00 + 120)])
    assert "<01> <D842DFB7>" in cmap
    assert "<00> <0000>" not in cmap
    assert [line for line in cmap.splitlines() if line.endswith("beginbfchar")] == ["100 beginbfchar", "21 beginbfchar"]


def test_papers_written_at_once_are_those_written_one_by_one() -> None:
    alone = [score_sheet_pdf(score_sheet(code=f"Z-{n}", circle=RARE[n % 6] * n), IMPRINT) for n in range(4)]
    made: dict[int, bytes] = {}

    def write(number: int) -> None:
        made[number] = score_sheet_pdf(score_sheet(code=f"Z-{number}", circle=RARE[number % 6] * number), IMPRINT)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # else a sheet is often written within one turn of its thread
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert [made[number] for number in range(4)] == alone


def test_a_missing_font_file_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_loaded", {})
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)
    with pytest.raises(AppError, match="NotoSansSC-Bold"):
        fonts.load(Face.BOLD)
    assert paths.resources() != tmp_path


def test_no_reserved_font_name_is_left_in_the_cut() -> None:
    names = fonts.load(Face.RARE).face
    assert b"QCDeskRare" in names.name
    assert "LXGW" not in str(vars(names).get("familyName", b""))


def test_a_second_paper_waits_for_the_first() -> None:
    done = threading.Event()

    def write() -> None:
        score_sheet_pdf(score_sheet(), IMPRINT)
        done.set()

    score_sheet_pdf(score_sheet(), IMPRINT)  # faces loaded: a sheet now takes about 30 ms
    thread = threading.Thread(target=write)
    with fonts.press():
        thread.start()
        assert not done.wait(0.5)
    thread.join()
    assert done.is_set()
