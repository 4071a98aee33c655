"""The meeting's papers as values: 专家组意见表, 合议记录, 审定表. What nobody recorded stays empty, to be written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from app.core.files import read_limited
from app.core.paths import resources
from app.models.approval import ApprovalBodies
from app.models.decision import Decision, DecisionKind, Votes
from app.models.points import from_text, short, to_text
from app.models.season import Season
from app.packages import codec
from app.reports.meeting_values import ApprovalBlock, ApprovalForm, Minutes, OpinionRow, OpinionTable, Resolution
from app.scoring.ballot import carried
from app.scoring.decisions import in_force, latest_by_entry
from app.scoring.view import PanelRow
from app.services.chair.award_papers import WAITING, Listed, asked_words, copied_words, listed, put_off_words
from app.services.chair.paper_basis import Basis, fields_of

_LIMIT = 1 << 16
_GRADES = {"excellent": "优秀", "good": "良好", "pass": "合格", "fail": "不合格"}
_FIRST_ROUND = 1


def opinion_table(basis: Basis) -> OpinionTable:
    """One line for each counted entry, by rank; 资料分 is the first round's score, 发表分 a later round's."""
    opinions = latest_by_entry(basis.panel.decisions, DecisionKind.OPINION)
    rows = tuple(_opinion(basis, row, opinions.get(row.code)) for row in basis.view.rows if row.counted)
    units = any(row.unit is not None for row in rows)
    review, entries = basis.season.words.review, listed(basis)
    asked = asked_words(entries)
    notes = tuple(filter(None, (f"超出名额、申请增额待批准：{asked}。" if asked else "", copied_words(entries))))
    return OpinionTable(basis.title(f"{review}专家组意见表"), basis.panel_name, rows, tuple(basis.judges.values()), notes, units, review)


def _opinion(basis: Basis, row: PanelRow, made: Decision | None) -> OpinionRow:
    entry, desk = basis.panel.by_code[row.code], basis.panel.desk
    first = desk.round == _FIRST_ROUND
    read = desk.manifest.entry(row.code)
    lead = basis.judges.get(read.lead or "", "") if read else ""
    return OpinionRow(
        row.code, row.title, row.circle, row.official if first else basis.given.carried.get(row.code, row.carried), None if first else row.own,
        row.official, row.rank, "暂缓" if row.deferred else basis.level_name(row.level), _GRADES.get(made.after or "", made.after or "") if made else "",
        made.reason if made else "", lead, basis.unit(entry),
    )  # fmt: skip


def minutes(basis: Basis) -> Minutes:
    """The record of this panel's decisions in force, oldest first; without any, a blank form."""
    made = _from_what_stands(basis, [d for d in in_force(basis.panel.decisions) if d.undoes is None and d.kind is not DecisionKind.OPINION])
    plain = at_once(made)
    there = {j for d in made for j in d.attendance}
    review, given = basis.season.words.review, basis.given
    return Minutes(
        basis.title(f"{review}合议记录"), "专业组合议", basis.panel_name, tuple(basis.judges.values()),
        tuple(_resolution(basis, d) for d in made if d not in plain), given.time or times(made), given.place, given.host, given.recorder,
        tuple(n for j, n in basis.judges.items() if j in there), tuple(n for j, n in basis.judges.items() if there and j not in there),
        _recusals(basis), confirmed(plain), review,
    )  # fmt: skip


def at_once(made: Sequence[Decision]) -> list[Decision]:
    """Entries kept as they stood, without a word or a vote: one sentence is enough for all of them. Not so where something else was
    decided about the entry too: what was kept is then the outcome of that."""
    plain = [d for d in made if d.kind is DecisionKind.KEEP and not d.reason and d.votes is None]
    talked_of = {d.entry for d in made if d not in plain}
    return [d for d in plain if d.entry not in talked_of]


def times(made: Sequence[Decision]) -> str:
    """From the first to the last decision, local time."""
    if not made:
        return ""
    first, last = made[0].at.astimezone(), made[-1].at.astimezone()
    begun, ended = f"{first:%Y-%m-%d %H:%M}", f"{last:%Y-%m-%d %H:%M}"
    end = f"{last:%H:%M}" if first.date() == last.date() else ended
    return begun if begun == ended else f"{begun}—{end}"


def _recusals(basis: Basis) -> tuple[str, ...]:
    """Judge by judge: 王芳：Z-017、Z-020."""
    asides = {j: [r.code for r in basis.view.rows if j in r.recused] for j in basis.judges}
    return tuple(f"{basis.judges[j]}：{'、'.join(sorted(codes))}" for j, codes in asides.items() if codes)


def confirmed(plain: Sequence[Decision]) -> str:
    """What was confirmed at once, in one sentence; empty without any."""
    codes = sorted({d.entry for d in plain if d.entry})
    return f"{'、'.join(codes)}（共 {len(codes)} 项），按得分和名次一次确认。" if codes else ""


def _from_what_stands(basis: Basis, made: Sequence[Decision]) -> list[Decision]:
    """Changed points begin at what stands before them: a change in between that was taken back is on no paper, and 复议改分单 tells the same."""
    now: dict[tuple[str | None, str | None, str | None], str] = {}
    told = []
    for decision in made:
        if decision.kind is DecisionKind.POINTS:
            place = (decision.entry, decision.judge, decision.item)
            before = now.get(place) or _handed_in(basis, decision) or decision.before
            now[place] = decision.after or ""
            told.append(replace(decision, before=before))
        else:
            told.append(decision)
    return told


def _handed_in(basis: Basis, decision: Decision) -> str:
    sheet = basis.sheets.get(decision.judge or "", {}).get(decision.entry or "")
    given = sheet.points.get(decision.item or "") if sheet else None
    return "" if given is None else to_text(given)


def _resolution(basis: Basis, decision: Decision) -> Resolution:
    row = basis.view.row(decision.entry) if decision.entry else None
    recused = tuple(basis.judges[j] for j in row.recused if j in basis.judges) if row else ()
    stale = "待复核" if row and decision.id in row.stale else ""
    title = row.title if row else ""
    return Resolution(decision.entry or "", title, outcome(basis, decision), votes_lines(decision.votes), decision.reason, recused, stale)


def outcome(basis: Basis, decision: Decision) -> str:
    """What was decided, in words; an unknown kind by its own name."""
    if decision.kind is DecisionKind.POINTS:
        judge = basis.judges.get(decision.judge or "", decision.judge or "")
        return f"复议改分：{judge} {item_name(basis, decision)} {_points(decision.before)}→{_points(decision.after)}"
    if decision.kind is DecisionKind.CHOOSE_PACKAGE:
        judge = basis.judges.get(decision.judge or "", decision.judge or "")
        return f"取用{judge}的评分文件 {(decision.after or '')[:12]}"
    level, before = basis.level_name(decision.after) or "不定等级", basis.level_name(decision.before)
    words = {
        DecisionKind.KEEP: "维持",
        DecisionKind.LEVEL: f"调整等级：{before}→{level}" if before else f"建议等级：{level}",
        DecisionKind.VOTE: f"表决：{level}{_verdict(decision.votes)}",
        DecisionKind.TIE: f"同分排序：第 {decision.after}" if decision.after else f"同分不升：{before}",
        DecisionKind.EXTRA_PLACE: f"申请增额：{level}",
        DecisionKind.DEFER: "暂缓",
        DecisionKind.OPEN_EARLY: "组长提交前拆封",
        DecisionKind.CLOSE: "定稿",
    }
    return words.get(decision.kind, str(decision.kind))


def item_name(basis: Basis, decision: Decision) -> str:
    """The item's name in the entry's rubric; its code when the season lost it."""
    entry = basis.panel.by_code.get(decision.entry or "")
    rubric = basis.season.rubric(entry.rubric) if entry else None
    item = rubric.item(decision.item or "") if rubric else None
    return item.name.zh if item else decision.item or ""


def _points(text: str | None) -> str:
    return short(from_text(text)) if text else "—"


def votes_lines(votes: Votes | None) -> str:
    """A line for each answer: the column is narrow."""
    return f"同意 {votes.agree}\n反对 {votes.against}\n弃权 {votes.abstain}" if votes else ""


def _verdict(votes: Votes | None) -> str:
    """Those who sign must not have to count: a vote that failed reads like a level that was given."""
    return "" if votes is None else "，通过" if carried(votes) else "，未通过"


@cache
def own_bodies() -> ApprovalBodies:
    """The boxes that come with the program."""
    return codec.from_bytes(ApprovalBodies, read_limited(resources() / "policies" / "approval-bodies.json", _LIMIT))


def approval_form(basis: Basis) -> ApprovalForm:
    """The 审定表 with the season's fields and levels counted, and the boxes of the place."""
    entries = listed(basis)
    facts = (
        ("专业组", f"{basis.panel_name}（第 {basis.panel.desk.round} 轮，成果 {len(entries)} 项）"),
        ("评审专家", "、".join(basis.judges.values())),
    )
    return approval_of(basis.season, basis.title("审定表"), facts, entries, basis.given.bodies)


def approval_of(
    season: Season, title: str, facts: tuple[tuple[str, str], ...], entries: Sequence[Listed], bodies: ApprovalBodies | None = None
) -> ApprovalForm:
    """The 审定表 over these entries: of a panel, or of the whole season. What is 暂缓 is counted at no level, and named; so is what stands
    at a level without its place being granted."""
    rows, waiting, asked = [e.row for e in entries], put_off_words(entries), asked_words(entries)
    levels = [v.code for v in season.levels]
    fields = fields_of(season, (r.field for r in rows))
    counts = tuple((name, tuple(_count(rows, field, v) for v in (*levels, "", *((WAITING,) if waiting else ())))) for field, name in fields)
    blocks = tuple(ApprovalBlock(b.name, b.words, b.signs, b.seal, b.height) for b in (bodies or own_bodies()).bodies)
    head = (
        ("活动名称", season.label),
        ("组织单位", season.organiser),
        *facts,
        *((("暂缓", waiting),) if waiting else ()),
        *((("申请增额", asked),) if asked else ()),
    )
    return ApprovalForm(title, head, (*(v.name.zh for v in season.levels), "未定", *(("暂缓",) if waiting else ())), counts, blocks)


def _count(rows: Iterable[PanelRow], field: str, level: str) -> int:
    return sum(1 for r in rows if (r.field, WAITING if r.deferred else r.level or "") == (field, level))
