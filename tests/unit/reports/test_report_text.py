"""Lines break where Chinese typography allows; nothing in a text is markup; no character is lost."""

from __future__ import annotations

import pytest

from app.models.season import SeasonWords
from app.reports.fonts import Face
from app.reports.grid import Cell, lay
from app.reports.score_sheet import score_sheet_pdf
from app.reports.text import Style, width_of, wrap
from app.reports.values import score_text, sheet_title, total_text
from tests.fakes.report_values import IMPRINT, pages_of, score_sheet

BODY = Style(Face.SERIF, 10, 14, "justify")
PROSE = "末端原因③未用数据确认，仅凭经验判断（见第12页）；对策“更换SMT-2000 nozzle”有效！？小组用了T/CAQ 10201-2020，很好。𠮷祥、㛃光……" * 4


@pytest.mark.parametrize("width", range(60, 300, 7))
def test_no_line_begins_or_ends_where_it_must_not(width: int) -> None:
    lines = wrap(PROSE, BODY, width)
    assert not [line.text for line in lines if line.text[0] in "，。；！？）”、…"]
    assert not [line.text for line in lines if line.text[-1] in "（“"]


@pytest.mark.parametrize("width", [23, 61, 144, 300])
def test_lines_fit_and_together_are_the_text(width: int) -> None:
    lines = wrap(PROSE, BODY, width)
    assert max(line.width for line in lines) <= width + 0.01
    assert "".join(line.text for line in lines).replace(" ", "") == PROSE.replace(" ", "")


def test_words_of_letters_stay_whole() -> None:
    lines = wrap("改进了SMT-2000产线的production流程", BODY, 70)
    assert [line.text for line in lines if "SMT-2000" in line.text]
    assert [line.text for line in lines if "production" in line.text]


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = wrap("x" * 100, BODY, 60)
    assert len(lines) > 1
    assert "".join(line.text for line in lines) == "x" * 100


def test_the_ideographic_space_indents() -> None:
    line = wrap("　　本成果选题明确", BODY, 300)[0]
    assert line.text.startswith("　　本")
    assert line.width == pytest.approx(90)


def test_hanging_lines_are_set_in() -> None:
    first, second, *_ = wrap("(a) " + "选题" * 30, Style(Face.SERIF, 10, 14, hang=1.5), 200)
    assert (first.indent, second.indent) == (0, 15)


def test_an_empty_text_is_no_line() -> None:
    assert wrap(" \n ", BODY, 100) == ()


def test_mixed_faces_make_runs() -> None:
    runs = wrap("甲𠮷乙", BODY, 100)[0].runs
    assert runs == ((Face.SERIF, "甲"), (Face.RARE, "𠮷"), (Face.SERIF, "乙"))


def test_markup_is_only_characters() -> None:
    hostile = '<b>&amp;</b><img src="file:///etc/passwd"/> {0.__class__} %s'
    text = "".join(pages_of(score_sheet_pdf(score_sheet(comment=hostile), IMPRINT)))
    assert "<b>&amp;</b>" in text
    assert "{0.__class__} %s" in text


def test_width_is_the_sum_of_advances() -> None:
    assert width_of("甲乙", BODY) == pytest.approx(20)


def test_a_row_must_cover_its_columns() -> None:
    with pytest.raises(RuntimeError, match="1 of 2"):
        lay([10, 10], [Cell("甲")])


def test_points_as_people_write_them() -> None:
    assert [score_text(value) for value in (2600, 1850, 825, 0)] == ["26", "18.5", "8.25", "0"]
    assert [total_text(value) for value in (8600, 8650, 0)] == ["86.00", "86.50", "0.00"]
    assert (score_text(None, "未评"), total_text(None, "缺")) == ("未评", "缺")


def test_a_title_pattern_reaches_nothing_but_its_places() -> None:
    words = SeasonWords(review="评价", sheet_title="{year}年{review}表（{kind}）{year.__class__}")
    assert sheet_title(words, 2022, "创新型") == "2022年评价表（创新型）{year.__class__}"
