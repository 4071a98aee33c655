"""The 汇总表 as values: every judge's total, what the policy left out, and the method in words."""

from __future__ import annotations

from app.core.words import now, say
from app.models.assignment import PanelEntry
from app.packages import documents
from app.reports.values import Dropped, MatrixCell, MatrixRow, PanelMatrix
from app.scoring.decisions import deferred
from app.scoring.view import PanelRow
from app.services.chair import panel as panels
from app.services.chair.one_entry import rule_line
from app.services.chair.paper_basis import Basis
from app.services.chair.results import policy_lines
from app.services.judge.sheets import TYPE


def matrix_of(basis: Basis) -> PanelMatrix:
    """The whole matrix, by rank."""
    panel, entries = basis.panel, basis.panel.entries
    absent = {m.judge for m in panels.missing(panel)}
    digest = documents.policy_digest(panel.desk.season.policy)
    said = (line for line in policy_lines(panel, basis.view) if not line.endswith(digest[:16]))  # the digest is printed whole
    return PanelMatrix(
        basis.title(f"{basis.season.words.review}汇总表"), basis.panel_name, tuple(basis.judges.values()), tuple(_row(basis, r) for r in basis.view.rows),
        tuple(said), units=any(basis.unit(e) is not None for e in entries), review=basis.season.words.review,
        recommenders=any(basis.recommender(e) is not None for e in entries), absent=tuple(n for j, n in basis.judges.items() if j in absent),
        reliability=now(basis.given.reliability), digest=digest,
    )  # fmt: skip


def _row(basis: Basis, row: PanelRow) -> MatrixRow:
    entry = basis.panel.by_code[row.code]
    cells = tuple(_cell(basis, row, judge) for judge in basis.judges)
    notes = (
        _standing(entry),
        _deferred(basis, row),
        *_undecided(basis, row),
        _rule(basis, row),
        _spread(row),
        _discussed(basis, row),
        _older(basis, row.code),
    )
    return MatrixRow(
        row.code, row.title, row.circle, TYPE[entry.topic_type], basis.field_name(row.field), cells, row.official, row.rank,
        basis.level_name(row.settled_level), "；".join(note for note in notes if note), basis.unit(entry), basis.recommender(entry),
    )  # fmt: skip


def dropped(row: PanelRow, judge: str) -> Dropped:
    """At which end the policy left this judge's total out, if it did."""
    return Dropped.HIGH if judge == row.dropped_high else Dropped.LOW if judge == row.dropped_low else Dropped.NO


def _cell(basis: Basis, row: PanelRow, judge: str) -> MatrixCell:
    return MatrixCell(row.scores.get(judge), judge in row.recused, dropped(row, judge), basis.is_recorded(judge, row.code))


def _standing(entry: PanelEntry) -> str:
    return say("撤出", "withdrawn") if entry.withdrawn else say("试评", "practice") if entry.practice else ""


def _deferred(basis: Basis, row: PanelRow) -> str:
    why = deferred(basis.panel.decisions).get(row.code, "") if row.deferred else ""
    return say("暂缓：{why}", "deferred: {why}", why=why) if why else say("暂缓", "deferred") if row.deferred else ""


def _undecided(basis: Basis, row: PanelRow) -> tuple[str, ...]:
    """What whoever signs must not take for settled; a level beyond the places reads like any other."""
    marks = (
        (bool(row.stale), say("决定待复核", "decision to be confirmed")),
        (bool(row.at_line), say("并列待定", "tied, undecided")),
        (row.code in basis.raised, say("申请增额", "extra place asked for")),
    )
    return tuple(words for there, words in marks if there)


def _rule(basis: Basis, row: PanelRow) -> str:
    """计算口径不一: said in every row of such a panel, with the number of reads."""
    return rule_line(row) if basis.view.mixed else ""


def _spread(row: PanelRow) -> str:
    return say("需复议", "to discuss") if row.spread.flag else ""


def _discussed(basis: Basis, row: PanelRow) -> str:
    """Whose points a meeting changed, those too that it changed back: the totals alone would not tell."""
    stands, back = (
        "、".join(name for judge, name in basis.judges.items() if row.discussed.get(judge) is differs) for differs in (True, False)
    )
    words = (
        say("复议改分：{who}", "changed in consensus: {who}", who=stands) if stands else "",
        say("复议改分后改回原分：{who}", "changed in consensus and back: {who}", who=back) if back else "",
    )
    return "；".join(w for w in words if w)


def _older(basis: Basis, code: str) -> str:
    found = "、".join(basis.judges[j] for j in panels.older_files(basis.panel, code))
    return say("按旧版资料评分：{who}", "scored on an older file: {who}", who=found) if found else ""
