"""Why: 反馈信, what a circle gets back for its year of work: 优点, 不足, 改进建议, each tied to its step and page, no judge named.

A letter leaves the house only when its text is final (定稿): every way out of here asks for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.errors import UsageError
from app.core.words import say
from app.reports.award_values import FeedbackLetter, Finding
from app.reports.flat_table import FlatColumn, FlatTable, Kind, flat_table_xlsx
from app.reports.values import Imprint
from app.reports.writing import Block, Ending, Heading, Paragraph, Writing, numeral
from app.reports.writing_docx import writing_docx
from app.reports.writing_pdf import writings_pdf

TITLE = "质量管理小组活动成果评审反馈意见"
PREVIEW = "预览：尚未定稿，不得发出"
_COLUMNS = (
    FlatColumn("编号", 10, Kind.CENTRED),
    FlatColumn("课题名称", 36),
    FlatColumn("小组名称", 20),
    FlatColumn("类别", 10, Kind.CENTRED),
    FlatColumn("PDCA 步骤", 18, Kind.CENTRED),
    FlatColumn("反馈意见", 70),
    FlatColumn("位置", 20, Kind.CENTRED),
)


def letters_pdf(letters: Sequence[FeedbackLetter], imprint: Imprint) -> bytes:
    """All letters in one file, a bookmark each. Raises UsageError when one is not final."""
    return writings_pdf([as_writing(letter) for letter in letters], "反馈信", imprint)


def previews_pdf(letters: Sequence[FeedbackLetter], imprint: Imprint) -> bytes:
    """How they will look, to be read on a screen before 定稿: every page says that it is not final."""
    return writings_pdf([replace(_writing(letter), label=PREVIEW) for letter in letters], PREVIEW, imprint)


def letter_docx(letter: FeedbackLetter, imprint: Imprint) -> bytes:
    """One letter as a Word file. Raises UsageError when it is not final."""
    return writing_docx(as_writing(letter), imprint)


def letters_xlsx(letters: Sequence[FeedbackLetter], imprint: Imprint) -> bytes:
    """Every point of all letters in a row of its own. Raises UsageError when one is not final."""
    for letter in letters:
        require_final(letter)
    rows = tuple(
        (letter.code, letter.topic, letter.circle, name, found.step, found.text, found.place)
        for letter in letters
        for name, findings in _sections(letter)
        for found in findings
    )
    return flat_table_xlsx(FlatTable("反馈意见", TITLE, _COLUMNS, rows), imprint)


def require_final(letter: FeedbackLetter) -> None:
    """Raises UsageError unless the letter's text is final."""
    if not letter.final:
        raise UsageError(
            say(
                "成果 {code} 的评语尚未定稿，反馈信不能打印。",
                "The remarks on {code} are not final; its letter is not printed.",
                code=letter.code,
            ),
            say("请主评先在“评语合稿”里定稿。", "Let the lead reviewer finish them first."),
            reason="not-final",
        )


def as_writing(letter: FeedbackLetter) -> Writing:
    """The letter as it is read. Raises UsageError when it is not final."""
    require_final(letter)
    return _writing(letter)


def _writing(letter: FeedbackLetter) -> Writing:
    level = f"，评定等级为“{letter.level}”" if letter.level else ""
    opening = f"贵小组在{letter.activity}中申报的成果《{letter.topic}》（编号 {letter.code}）已完成评审{level}。现将评审意见反馈如下，供今后活动参考。"
    addressed = f"{letter.unit}　{letter.circle}：" if letter.unit else f"{letter.circle}："
    blocks: list[Block] = [Paragraph(addressed, indented=False), Paragraph(opening)]
    for number, (name, findings) in enumerate((s for s in _sections(letter) if s[1]), 1):
        blocks.append(Heading(f"{numeral(number)}、{name}"))
        blocks += [Paragraph(f"{at}. {_line(found)}") for at, found in enumerate(findings, 1)]
    blocks.append(Ending((letter.organiser, letter.day or "　　　　年　　月　　日")))
    return Writing(TITLE, tuple(blocks), label=f"{letter.code} {letter.circle}")


def _sections(letter: FeedbackLetter) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    return (("优点", letter.strengths), ("不足", letter.weaknesses), ("改进建议", letter.suggestions))


def _line(found: Finding) -> str:
    step = f"【{found.step}】" if found.step else ""
    place = f"（{found.place}）" if found.place else ""
    return f"{step}{found.text}{place}"
