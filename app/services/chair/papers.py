"""The panel's papers: 汇总表 in PDF, XLSX and CSV, all 评分表 in one file, and the 统计表."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import day_on_paper
from app.core.files import atomic_write
from app.core.text import file_part
from app.core.words import say
from app.models.assignment import PanelEntry
from app.models.rubric import Rubric
from app.reports import fonts, panel_matrix, panel_matrix_csv, panel_matrix_xlsx, score_sheet, statistics_table, values
from app.reports.values import Dropped, Imprint, MatrixCell, MatrixRow, PanelMatrix, SheetItem, StatisticsSection, StatisticsTable
from app.scoring.results import PanelRow, PanelView
from app.services.chair import panel as panels
from app.services.chair.panel import Arrived, Panel
from app.services.chair.results import policy_lines, results
from app.services.judge.sheets import KIND, TYPE
from app.services.profile import Profile
from app.trust.fingerprint import fingerprint


@dataclass(frozen=True)
class PanelPapers:
    """Files written, and characters no face could print."""

    files: tuple[Path, ...]
    unprintable: tuple[str, ...]


def report(profile: Profile, out: Path, *, round_number: int | None = None) -> PanelPapers:
    """Write all papers of the panel into `out`. Raises UsageError behind the gate, DiskFull."""
    panel, view = results(profile, round_number=round_number)
    imprint = Imprint(panel.desk.season.organiser, profile.clock.now().replace(microsecond=0))
    matrix = matrix_of(panel, view)
    name = say(
        "{year}-第{round}轮-{panel}",
        "{year}-round{round}-{panel}",
        year=panel.desk.season.year,
        round=panel.desk.round,
        panel=file_part(panel.desk.manifest.panel_shown),
    )
    made: dict[Path, bytes] = {
        out / f"{name}-汇总表.pdf": panel_matrix.panel_matrix_pdf(matrix, imprint),
        out / f"{name}-汇总表.xlsx": panel_matrix_xlsx.panel_matrix_xlsx(matrix, imprint),
        out / f"{name}-汇总表.csv": panel_matrix_csv.panel_matrix_csv(matrix),
        out / f"{name}-统计表.pdf": statistics_table.statistics_table_pdf(_statistics(panel, view), imprint),
        out / f"{name}-评分表.pdf": _sheets_pdf(panel, imprint),
    }
    for path, data in made.items():
        atomic_write(path, data)
    return PanelPapers(tuple(made), fonts.missing_glyphs("".join(r.topic + r.circle for r in matrix.rows)))


def matrix_of(panel: Panel, view: PanelView) -> PanelMatrix:
    """The 汇总表 as values."""
    entries, heads = {e.code: e for e in panel.entries}, panels.headings(panel)
    judges = [m.judge for m in panel.members]
    season = panel.desk.season
    fields = {f.code: f.name.zh for f in season.fields}
    rows = tuple(_matrix_row(r, entries[r.code], judges, view, fields, _older(panel, r.code)) for r in view.rows)
    title = f"{season.year}年质量管理小组活动成果{season.words.review}汇总表"
    return PanelMatrix(
        title, panel.desk.manifest.panel_shown, tuple(heads[j] for j in judges), rows, policy_lines(panel, view), review=season.words.review
    )


def _matrix_row(row: PanelRow, entry: PanelEntry, judges: list[str], view: PanelView, fields: dict[str, str], older: str) -> MatrixRow:
    cells = tuple(_cell(row, j) for j in judges)
    note = "；".join(x for x in (_withdrawn(entry), say("需复议", "to discuss") if row.spread.flag else "", older) if x)
    return MatrixRow(
        row.code, row.title, row.circle, TYPE[entry.topic_type], fields.get(row.field, row.field), cells, row.official, row.rank,
        view.level_name(row.level), note, entry.unit,
    )  # fmt: skip


def _older(panel: Panel, code: str) -> str:
    names = panels.names(panel.members)
    found = "、".join(names[j] for j in panels.older_files(panel, code))
    return say("按旧版资料评分：{who}", "scored on an older file: {who}", who=found) if found else ""


def _withdrawn(entry: PanelEntry) -> str:
    return say("撤出", "withdrawn") if entry.withdrawn else say("试评", "practice") if entry.practice else ""


def _cell(row: PanelRow, judge: str) -> MatrixCell:
    dropped = Dropped.HIGH if judge == row.dropped_high else Dropped.LOW if judge == row.dropped_low else Dropped.NO
    return MatrixCell(row.scores.get(judge), judge in row.recused, dropped)


def _sheets_pdf(panel: Panel, imprint: Imprint) -> bytes:
    names, counted = panels.names(panel.members), panel.counted()
    papers = [
        _paper(panel, names[judge], arrived, n) for judge, arrived in sorted(counted.items()) for n in range(len(arrived.parts.points))
    ]
    buffer = io.BytesIO()
    if papers:
        score_sheet.score_sheets_pdf(papers, buffer, imprint)
    return buffer.getvalue()


def _paper(panel: Panel, name: str, arrived: Arrived, index: int) -> values.ScoreSheet:
    part, season = arrived.parts.points[index], panel.desk.season
    entry = next(e for e in panel.entries if e.code == part.entry)
    rubric = season.rubric(entry.rubric)
    comment = next((c.remark for c in arrived.parts.comments if c.entry == part.entry), "")
    items = _items(rubric, dict(part.points)) if rubric else ()
    return values.ScoreSheet(
        title=values.sheet_title(season.words, season.year, KIND[entry.topic_type]), code=entry.code, topic=entry.title, circle=entry.circle,
        topic_type=TYPE[entry.topic_type], judge=name, items=items, total=sum(part.points.values()), comment=comment, unit=entry.unit,
        panel=panel.desk.manifest.panel_shown, check_code=code_of(arrived), signed_on=day_on_paper(arrived.evidence.received), review=season.words.review,
    )  # fmt: skip


_CODES: dict[str, str] = {}


def code_of(arrived: Arrived) -> str:
    """The 校验码 of a package; slow by design, so computed once."""
    payload = arrived.ref.payload
    if payload not in _CODES:
        _CODES[payload] = fingerprint(payload)
    return _CODES[payload]


def _items(rubric: Rubric, given: dict[str, int]) -> tuple[SheetItem, ...]:
    return tuple(SheetItem(i.name.zh, tuple(f"({c.id}) {c.words.zh}" for c in i.criteria), i.max, given.get(i.code)) for i in rubric.items)


def _statistics(panel: Panel, view: PanelView) -> StatisticsTable:
    season, entries = panel.desk.season, {e.code: e for e in panel.entries}
    levels = [v.code for v in season.levels]
    fields = {f.code: f.name.zh for f in season.fields}

    def section(name: str, label: Callable[[PanelRow], str]) -> StatisticsSection:
        counts: dict[str, Counter[str]] = {}
        for row in view.rows:
            if row.counted:
                counts.setdefault(label(row), Counter())[row.level or ""] += 1
        return StatisticsSection(name, tuple((k, tuple(c[v] for v in (*levels, ""))) for k, c in sorted(counts.items())))

    sections = [section("领域", lambda r: fields.get(r.field, r.field)), section("课题类型", lambda r: TYPE[entries[r.code].topic_type])]
    if any(e.recommender for e in panel.entries):
        sections.append(section("推荐单位", lambda r: entries[r.code].recommender or "—"))
    names = (*(v.name.zh for v in season.levels), "未定")
    return StatisticsTable(f"{season.year}年质量管理小组活动成果统计表", names, tuple(sections), policy_lines(panel, view)[:1])
