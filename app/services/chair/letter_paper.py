"""The 反馈信 as it will be printed, before and after 定稿: what is looked at before says on every page that it must not go out.

Two pieces for two threads: `sheet` (the database's) and `pdf` (any: it touches no store).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.text import file_part
from app.core.words import say
from app.reports import feedback_letter
from app.reports.award_values import FeedbackLetter
from app.reports.values import Imprint
from app.services.chair import award_papers, letters, paper_supply
from app.services.chair.paper_basis import Basis
from app.services.chair.results import results
from app.services.judge.sheets import Made
from app.services.profile import Profile


@dataclass(frozen=True)
class LetterSheet:
    """One letter as it stands; `letter.final` is 定稿."""

    letter: FeedbackLetter
    imprint: Imprint
    name: str


def sheet(profile: Profile, code: str, *, by: str = "", round_number: int | None = None) -> LetterSheet:
    """What the letter says now. Raises UsageError behind the gate, for an unknown entry, and `chair-recused`."""
    paper, final = letters.as_it_stands(profile, code, by=by, round_number=round_number)
    panel, view = results(profile, round_number=round_number)
    imprint = Imprint(panel.desk.season.organiser, profile.clock.now().replace(microsecond=0))
    letter = award_papers.letter(Basis(panel, view, imprint), paper.code, paper_supply.final_letter(paper), final=final)
    name = say("{code}-{circle}-反馈信", "{code}-{circle}-letter", code=paper.code, circle=file_part(paper.circle))
    return LetterSheet(letter, imprint, f"{name}.pdf")


def pdf(found: LetterSheet) -> Made:
    """The letter on paper; before 定稿 a preview, marked as one. Any thread."""
    draw = feedback_letter.letters_pdf if found.letter.final else feedback_letter.previews_pdf
    return Made(found.name, draw([found.letter], found.imprint), 1)
