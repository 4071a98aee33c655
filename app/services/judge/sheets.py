"""A judge's papers: 评分表 per entry in one file, and the 评委个人评分汇总表 with its single signature."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.core.clock import day_on_paper
from app.core.errors import UsageError
from app.core.exports import export
from app.core.words import say, strung
from app.models.entry import Entry
from app.models.rubric import Rubric, TopicType
from app.models.sheet import ScoreSheet
from app.reports import fonts, judge_summary, score_sheet, values
from app.reports.values import Imprint, JudgeSummary, RubricGroup, SheetItem, SummaryEntry
from app.scoring import totals
from app.services.judge import tally, workspace
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store.snapshots import Snapshot
from app.trust.fingerprint import fingerprint

KIND = {
    TopicType.PROBLEM_SELF: "问题解决型",
    TopicType.PROBLEM_ASSIGNED: "问题解决型",
    TopicType.INNOVATION: "创新型",
}
TYPE = {
    TopicType.PROBLEM_SELF: "问题解决型·自定目标",
    TopicType.PROBLEM_ASSIGNED: "问题解决型·指令性目标",
    TopicType.INNOVATION: "创新型",
}


@dataclass(frozen=True)
class Papers:
    """Files written: all sheets in one PDF (None where there is none to print: every entry recused, or 试评), and the summary."""

    sheets: Path | None
    summary: Path
    count: int
    unprintable: tuple[tuple[str, str], ...] = ()
    """(entry, its signs that no font has): on paper they appear as 〓."""


class Paper(StrEnum):
    """What a judge may have on paper: all 评分表, the 个人评分汇总表, and empty forms to be filled in by hand."""

    SHEETS = "评分表"
    SUMMARY = "个人评分汇总表"
    BLANK = "空白评分表"


@dataclass(frozen=True)
class Made:
    """One PDF, never written to disk by the making: its name as a file, its bytes, and the entries in it."""

    name: str
    content: bytes
    count: int
    unprintable: tuple[tuple[str, str], ...] = ()


def judge_papers(profile: Profile, out: Path, *, round_number: int | None = None) -> Papers:
    """Write both papers of the round into `out`; before submitting they are marked 草稿. Raises DiskFull."""
    sheets, summary = _drawn(profile, Paper.SHEETS, round_number), make(profile, Paper.SUMMARY, round_number=round_number)
    if sheets is not None:
        export(out / sheets.name, sheets.content)
    export(out / summary.name, summary.content)
    lacking = sheets.unprintable if sheets else ()
    return Papers(out / sheets.name if sheets else None, out / summary.name, sheets.count if sheets else 0, lacking)


def unprintable_words(found: Sequence[tuple[str, str]]) -> str:
    """Which entries have signs that will not be read on paper; "" when all can be printed."""
    if not found:
        return ""
    listed = strung(say("；", "; "), (f"{code} {chars}" for code, chars in found))
    return say(
        "有的字符打印不出来，纸上显示为〓：{listed}。请换成文字再打印。",
        "Some signs cannot be printed and appear as 〓: {listed}. Use words instead, then print.",
        listed=listed,
    )


def make(profile: Profile, paper: Paper, *, round_number: int | None = None) -> Made:
    """One paper in memory, as it would be printed now. Raises UsageError where no entry has one: a PDF without pages opens nowhere."""
    made = _drawn(profile, paper, round_number)
    if made is None:
        raise UsageError(
            say("没有评分表可以打印。", "There is no score sheet to print."),
            say("回避和撤出的成果没有评分表，试评的不打印。", "Recused and withdrawn entries have none; practice entries are not printed."),
            reason="nothing-to-print",
        )
    return made


def _drawn(profile: Profile, paper: Paper, round_number: int | None) -> Made | None:
    if paper is Paper.BLANK:
        return _blank(profile, round_number)
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        found = [(e, tx.sheets.sheet(desk.round, e.code)) for e in desk.manifest.entries]
        snapshot = tx.snapshots.latest(desk.round) if tx.events.locked(desk.round) else None
    code = fingerprint(snapshot.payload_digest) if snapshot else ""
    imprint = Imprint(desk.season.organiser, snapshot.created if snapshot else desk.manifest.published)
    name = _name(desk, paper)
    if paper is Paper.SUMMARY:
        return Made(name, judge_summary.judge_summary_pdf(_summary(desk, found, code, snapshot), imprint), len(found))
    printed = [(e, s) for e, s in found if s.recusal is None and tally.counts(practice=e.practice, withdrawn=e.withdrawn)]
    made = _in_one(name, [sheet_paper(desk, e, s, code, snapshot) for e, s in printed], imprint)
    return replace(made, unprintable=_unprintable(printed)) if made is not None else None


def _unprintable(printed: Sequence[tuple[Entry, ScoreSheet]]) -> tuple[tuple[str, str], ...]:
    texts = ((e.code, f"{e.title}\n{e.circle}\n{e.unit or ''}\n{s.remark}") for e, s in printed)
    return tuple((code, " ".join(lacking)) for code, text in texts if (lacking := fonts.missing_glyphs(text)))


def _in_one(name: str, sheets: Sequence[values.ScoreSheet], imprint: Imprint) -> Made | None:
    if not sheets:
        return None
    buffer = io.BytesIO()
    score_sheet.score_sheets_pdf(sheets, buffer, imprint)
    return Made(name, buffer.getvalue(), len(sheets))


@dataclass(frozen=True)
class BlankPapers:
    """The one file of empty forms, and how many stand in it."""

    sheets: Path
    count: int


def blank_papers(profile: Profile, out: Path, *, round_number: int | None = None) -> BlankPapers:
    """Write an empty 评分表 per entry into `out`, for those who write by hand: no points, no remark, no check code.

    Recused and withdrawn entries have none. Raises DiskFull, and UsageError where there is none at all.
    """
    made = make(profile, Paper.BLANK, round_number=round_number)
    papers = BlankPapers(out / made.name, made.count)
    export(papers.sheets, made.content)
    return papers


def _blank(profile: Profile, round_number: int | None) -> Made | None:
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        kept = [e for e in desk.manifest.entries if not e.withdrawn and tx.sheets.sheet(desk.round, e.code).recusal is None]
    forms = [score_sheet.by_hand(sheet_paper(desk, e, ScoreSheet(e.code), "", None)) for e in kept]
    imprint = Imprint(desk.season.organiser, desk.manifest.published)
    return _in_one(_name(desk, Paper.BLANK), forms, imprint)


def _name(desk: Workspace, paper: Paper) -> str:
    """Where there are several rounds each names itself, so that none writes over another."""
    of_round = f"第{desk.round}轮-" if desk.round > 1 or desk.earlier else ""
    return f"{desk.manifest.judge}-{of_round}{paper.value}.pdf"


def sheet_paper(desk: Workspace, entry: Entry, sheet: ScoreSheet, code: str, snapshot: Snapshot | None) -> values.ScoreSheet:
    """One 评分表 as the paper wants it."""
    rubric, season = desk.rubric(entry), desk.season
    level = next((v.name.zh for v in season.levels if v.code == sheet.proposed_level), "")
    return values.ScoreSheet(
        title=values.of_round(values.sheet_title(season.words, season.year, KIND[entry.topic_type]), desk.round, earlier=desk.earlier), code=entry.code, topic=entry.title, circle=entry.circle,
        topic_type=TYPE[entry.topic_type], judge=desk.manifest.name, items=tuple(_items(rubric, sheet)), total=totals.complete_total(sheet.points, rubric),
        comment=sheet.remark, unit=entry.unit, panel=desk.manifest.panel_shown, proposed_level=level, check_code=code,
        standing="" if snapshot else "草稿", signed_on=day_on_paper(snapshot.created) if snapshot else "", review=season.words.review,
    )  # fmt: skip


def _items(rubric: Rubric, sheet: ScoreSheet) -> list[SheetItem]:
    return [
        SheetItem(i.name.zh, tuple(f"({c.id}) {c.words.zh}" for c in i.criteria), i.max, sheet.points.get(i.code)) for i in rubric.items
    ]


def _summary(desk: Workspace, found: list[tuple[Entry, ScoreSheet]], code: str, snapshot: Snapshot | None) -> JudgeSummary:
    groups = []
    for rubric in desk.season.rubrics:
        mine = [(e, s) for e, s in found if e.rubric == rubric.id]
        if mine:
            lines = tuple(_line(rubric, e, s) for e, s in mine)
            groups.append(RubricGroup(rubric.title.zh, tuple((i.name.zh, i.max) for i in rubric.items), lines))
    title = values.of_round(f"{desk.season.year}年质量管理小组活动成果评委个人评分汇总表", desk.round, earlier=desk.earlier)
    signed = day_on_paper(snapshot.created) if snapshot else ""
    standing = "" if snapshot else "草稿"
    return JudgeSummary(title, desk.manifest.panel_shown, desk.manifest.name, tuple(groups), code, standing, signed)


def _line(rubric: Rubric, entry: Entry, sheet: ScoreSheet) -> SummaryEntry:
    recused = sheet.recusal is not None
    scores = tuple(None if recused else sheet.points.get(i.code) for i in rubric.items)
    total = None if recused else totals.complete_total(sheet.points, rubric)
    note, counted = (
        "撤出" if entry.withdrawn else "试评" if entry.practice else "",
        tally.counts(practice=entry.practice, withdrawn=entry.withdrawn),
    )
    return SummaryEntry(entry.code, entry.title, entry.circle, scores, total, recused, entry.unit, note, counted)
