"""Blank paper forms: every entry the judge will score, and nothing of what was typed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from app.core.errors import UsageError
from app.models.shape import Points
from app.services.judge import recuse, score, sheets
from tests.fakes import desk_profile


def test_blank_forms_hold_no_points_and_no_recused_entry(tmp_path: Path) -> None:
    profile = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=3, reports=(b"%PDF",)))
    score.set_points(profile, "Z-001", {"TOPIC": Points(1350)}, remark="写好的评价")
    recuse.recuse(profile, "Z-002", "亲属")
    made = sheets.blank_papers(profile, tmp_path / "out")
    profile.close()
    assert (made.count, made.sheets.name) == (2, "J-03-空白评分表.pdf")
    paper = pypdfium2.PdfDocument(made.sheets)
    text = "".join(paper[n].get_textpage().get_text_range() for n in range(len(paper)))
    paper.close()
    assert ["Z-001" in text, "Z-002" in text, "Z-003" in text] == [True, False, True]
    assert not any(word in text for word in ("13.5", "写好的评价", "草稿", "未评"))
    assert "王建国" in text


def test_nothing_to_print_is_said_and_no_empty_file_is_written(tmp_path: Path) -> None:
    """Everything recused, or only 试评: a PDF without pages opens nowhere."""
    out = tmp_path / "out"
    profile = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=2, reports=(b"%PDF",), practice=frozenset({"Z-001"})))
    recuse.recuse(profile, "Z-002", "亲属")
    made = sheets.judge_papers(profile, out)
    assert (made.sheets, made.count, [p.name for p in out.iterdir()]) == (None, 0, ["J-03-个人评分汇总表.pdf"])
    recuse.recuse(profile, "Z-001", "亲属")
    for paper in (sheets.Paper.SHEETS, sheets.Paper.BLANK):
        with pytest.raises(UsageError, match="没有评分表可以打印") as refused:
            sheets.make(profile, paper)
        assert refused.value.reason == "nothing-to-print"
    profile.close()


def test_signs_that_no_font_has_are_said_with_their_entry(tmp_path: Path) -> None:
    profile = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=2, reports=(b"%PDF",)))
    score.set_points(profile, "Z-002", {"TOPIC": Points(1350)}, remark="很好👍，ดี")
    made = sheets.judge_papers(profile, tmp_path / "out")
    profile.close()
    ((code, signs),) = made.unprintable
    assert code == "Z-002"
    assert "👍" in signs
    words = sheets.unprintable_words(made.unprintable)
    assert "Z-002 👍" in words
    assert sheets.unprintable_words(()) == ""
