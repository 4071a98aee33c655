"""Printing the panel: every paper under its human name, each file whole or not there, and a line for what cannot be printed yet.

Layout lives in `reports`, contents in the modules beside this one; here is only which paper is made of which files.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.core.errors import UsageError
from app.core.exports import export
from app.core.files import read_limited
from app.core.tasks import Context
from app.core.text import file_part
from app.core.words import now, say, speaking, strung
from app.models.approval import ApprovalBodies
from app.packages import codec
from app.reports import (
    approval_form,
    award_list,
    entry_summary,
    feedback_letter,
    fonts,
    interval_chart,
    judge_summary,
    minutes,
    opinion_table,
    panel_matrix,
    panel_matrix_csv,
    panel_matrix_xlsx,
    point_change,
    score_sheet,
    statistics_table,
)
from app.reports.values import Imprint
from app.scoring import approval
from app.services.chair import award_papers, change_papers, matrix_paper, meeting_papers, score_papers
from app.services.chair.paper_basis import NOTHING_GIVEN, Basis, Supplement, code_of
from app.services.chair.results import results
from app.services.profile import Profile

__all__ = ["PanelPaper", "PanelPapers", "Supplement", "code_of", "report"]

_BODIES_LIMIT = 1 << 16
Content = bytes
Files = Iterator[tuple[str, Content]]
"""(what follows the paper's name in a file's name, bytes): ".pdf", or "/Z-017-….docx" for files in a folder of their own."""


class PanelPaper(StrEnum):
    """Everything a panel can print; the value is the paper's name in file names."""

    MATRIX = "汇总表"
    SHEETS = "评分表"
    JUDGES = "评委个人评分汇总表"
    ENTRIES = "按成果评分汇总表"
    OPINIONS = "专家组意见表"
    MINUTES = "合议记录"
    CHANGES = "复议改分单"
    APPROVAL = "审定表"
    AWARDS = "成果建议名单"
    LETTERS = "反馈信"
    STATISTICS = "统计表"
    NATIONAL = "推荐全国名单"
    CHART = "参考图"

    @property
    def code(self) -> str:
        """The name for commands: matrix, sheets, …"""
        return self.name.lower()


_REFERENCE = frozenset({PanelPaper.CHART})
"""参考: private to the chair, printed only when asked for."""
_SEASON = frozenset({PanelPaper.NATIONAL})
DEFAULT = tuple(p for p in PanelPaper if p not in _REFERENCE | _SEASON)


@dataclass(frozen=True)
class Unprinted:
    """A paper, or part of it, that cannot be printed yet, and why in one sentence."""

    paper: PanelPaper
    words: str


@dataclass(frozen=True)
class PanelPapers:
    """Files written, characters no face could print, and what was not printed."""

    files: tuple[Path, ...]
    unprintable: tuple[str, ...]
    unprinted: tuple[Unprinted, ...] = ()


def report(
    profile: Profile,
    out: Path,
    *,
    which: Collection[PanelPaper] = DEFAULT,
    given: Supplement = NOTHING_GIVEN,
    round_number: int | None = None,
) -> PanelPapers:
    """Write the papers of the panel into `out`, each file atomically. Raises UsageError behind the gate, DiskFull."""
    panel, view = results(profile, round_number=round_number)
    imprint = Imprint(panel.desk.season.organiser, profile.clock.now().replace(microsecond=0))
    return write(Basis(panel, view, imprint, given), out, which)


def write(basis: Basis, out: Path, which: Collection[PanelPaper], ctx: Context | None = None) -> PanelPapers:
    """The same from a moment that is at hand; touches no store: in the pool. Raises DiskFull, and Cancelled between two papers: what
    is written then stays.
    """
    told = ctx or Context()
    written: list[Path] = []
    unprinted: list[Unprinted] = []
    wanted = [p for p in PanelPaper if p in which]
    for number, paper in enumerate(wanted):
        told.report(say("正在出{paper}", "Making {paper}", paper=paper.value), number / len(wanted))
        try:
            made = [(_path(basis, out, paper, ending), content) for ending, content in _made(basis, paper)]
        except UsageError as error:
            unprinted.append(Unprinted(paper, now(error.message)))
            continue
        for path, content in made:
            export(path, content)
            written.append(path)
    unprinted += _left_out(basis, which)
    return PanelPapers(tuple(written), _unprintable(basis), tuple(unprinted))


def _made(basis: Basis, paper: PanelPaper) -> list[tuple[str, Content]]:
    """In Chinese, as their forms are, whatever the screen speaks: what is signed is in one language."""
    with speaking("zh"):
        return list(_PAPERS[paper](basis))


def read_bodies(file: Path) -> ApprovalBodies:
    """The boxes of the 审定表 from a file of the place. Raises Malformed, TooLarge, UsageError (two of one name)."""
    read = codec.from_bytes(ApprovalBodies, read_limited(file, _BODIES_LIMIT))
    if twice := approval.doubled(b.name for b in read.bodies):
        raise UsageError(
            say("审定表上有几个单位都叫“{name}”。", "Several bodies on the approval form are called “{name}”.", name=twice[0]),
            say("请改成不同的名称。", "Give each a name of its own."),
        )
    return read


def _path(basis: Basis, out: Path, paper: PanelPaper, ending: str) -> Path:
    name = say(
        "{year}-第{round}轮-{panel}-{paper}",
        "{year}-round{round}-{panel}-{paper}",
        year=basis.season.year,
        round=basis.panel.desk.round,
        panel=file_part(basis.panel_name),
        paper=paper.value,
    )
    return out / f"{name}{ending}"


def _unprintable(basis: Basis) -> tuple[str, ...]:
    entries = "".join(e.title + e.circle + (e.unit or "") + (e.recommender or "") for e in basis.panel.entries)
    return fonts.missing_glyphs(entries + "".join(basis.judges.values()))


def _left_out(basis: Basis, which: Collection[PanelPaper]) -> list[Unprinted]:
    """Letters that wait, when others were printed."""
    waiting = award_papers.not_final(basis)
    if PanelPaper.LETTERS not in which or not basis.given.letters or not waiting:
        return []
    words = say("{n} 项尚未定稿：{codes}", "{n} {n:is|are} not final: {codes}", n=len(waiting), codes=strung(say("、", ", "), waiting))
    return [Unprinted(PanelPaper.LETTERS, words)]


def _nothing(zh: str, en: str) -> UsageError:
    return UsageError(say(zh, en), reason="nothing-to-print")


def _matrix(basis: Basis) -> Files:
    matrix = matrix_paper.matrix_of(basis)
    yield ".pdf", panel_matrix.panel_matrix_pdf(matrix, basis.imprint)
    yield ".xlsx", panel_matrix_xlsx.panel_matrix_xlsx(matrix, basis.imprint)
    yield ".csv", panel_matrix_csv.panel_matrix_csv(matrix)


def _sheets(basis: Basis) -> Files:
    papers = list(score_papers.score_sheets(basis))
    if not papers:
        raise _nothing("还没有评分表可以打印。", "There is no score sheet to print yet.")
    buffer = io.BytesIO()
    score_sheet.score_sheets_pdf(papers, buffer, basis.imprint, by_judge=True)
    yield ".pdf", buffer.getvalue()


def _judges(basis: Basis) -> Files:
    summaries = score_papers.judge_summaries(basis)
    if not summaries:
        raise _nothing("还没有评委交来评分。", "No judge has handed in scores yet.")
    yield ".pdf", judge_summary.judge_summaries_pdf(summaries, basis.imprint)


def _entries(basis: Basis) -> Files:
    yield ".pdf", entry_summary.entry_summaries_pdf(score_papers.entry_summaries(basis), basis.imprint)


def _opinions(basis: Basis) -> Files:
    yield ".pdf", opinion_table.opinion_table_pdf(meeting_papers.opinion_table(basis), basis.imprint)


def _minutes(basis: Basis) -> Files:
    yield ".pdf", minutes.minutes_pdf(meeting_papers.minutes(basis), basis.imprint)


def _changes(basis: Basis) -> Files:
    changes = change_papers.point_changes(basis)
    if not changes:
        raise _nothing("没有复议改分，不出复议改分单。", "No points were changed in consensus.")
    yield ".pdf", point_change.point_changes_pdf(changes, basis.imprint)


def _approval(basis: Basis) -> Files:
    yield ".pdf", approval_form.approval_form_pdf(meeting_papers.approval_form(basis), basis.imprint)


def _awards(basis: Basis) -> Files:
    issuer = f"{basis.season.organiser}{basis.panel_name}"
    awards = award_papers.award_list(basis.season, award_papers.listed(basis), issuer, proposed=True)
    awards = replace(awards, title=basis.of_round(awards.title))
    yield ".pdf", award_list.award_list_pdf(awards, basis.imprint)
    yield ".xlsx", award_list.award_list_xlsx(awards, basis.imprint)
    yield ".docx", award_list.award_list_docx(awards, basis.imprint)


def _letters(basis: Basis) -> Files:
    letters = award_papers.letters(basis)
    yield ".pdf", feedback_letter.letters_pdf(letters, basis.imprint)
    yield ".xlsx", feedback_letter.letters_xlsx(letters, basis.imprint)
    for letter in letters:
        yield f"/{letter.code}-{file_part(letter.circle)}.docx", feedback_letter.letter_docx(letter, basis.imprint)


def _statistics(basis: Basis) -> Files:
    yield ".pdf", statistics_table.statistics_table_pdf(award_papers.panel_statistics(basis), basis.imprint)


def _national(basis: Basis) -> Files:
    raise _nothing("推荐全国名单由组织方合并各专业组以后出具。", "The national list is made by the organiser after all panels are merged.")


def _chart(basis: Basis) -> Files:
    if not basis.season.policy.reference_on_paper:
        raise _nothing(
            "参考图只供组长在屏幕上看：本季规则没有声明可以打印。",
            "The chart is for the chair's screen: this season's policy does not declare it for print.",
        )
    if not basis.panel.reference_on_paper:
        raise _nothing(
            "参考图不出：规则在分数打开以后才声明可以打印，对这一轮不算数。",
            "The chart is not printed: the policy declared it after points were opened, which does not count for this round.",
        )
    if not basis.given.charts:
        raise _nothing("还没有算出区间，参考图不能打印。", "There are no intervals yet; the chart is not printed.")
    yield ".pdf", interval_chart.interval_charts_pdf(basis.given.charts, basis.imprint)


_PAPERS: dict[PanelPaper, Callable[[Basis], Files]] = {
    PanelPaper.MATRIX: _matrix,
    PanelPaper.SHEETS: _sheets,
    PanelPaper.JUDGES: _judges,
    PanelPaper.ENTRIES: _entries,
    PanelPaper.OPINIONS: _opinions,
    PanelPaper.MINUTES: _minutes,
    PanelPaper.CHANGES: _changes,
    PanelPaper.APPROVAL: _approval,
    PanelPaper.AWARDS: _awards,
    PanelPaper.LETTERS: _letters,
    PanelPaper.STATISTICS: _statistics,
    PanelPaper.NATIONAL: _national,
    PanelPaper.CHART: _chart,
}
