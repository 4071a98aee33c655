"""Blank paper forms: every entry the judge will score, and nothing of what was typed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

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
