"""Whether a believed package may count in this panel: the right season, round, assignment, rules and a whole sheet each.

The signature already holds; these are the questions a signature cannot answer. Each refusal has a stable
reason, for the receipt and for scripts.
"""

from __future__ import annotations

from app.core.errors import AppError, FormatError, TrustError, UnknownSigner, WrongRole
from app.core.words import say
from app.models.assignment import PanelMember, PublishedSequence
from app.models.result import PointsPart, Statement
from app.models.roster import KeyEpoch, PanelRole
from app.models.rubric import Rubric
from app.packages import assignment_ext
from app.packages.result import ReadResult
from app.scoring.validate import check_sheet
from app.services.chair.panel import Panel


def check(panel: Panel, read: ReadResult) -> None:
    """Raises an AppError with `reason` unless the package may count."""
    statement = read.statement.value
    _check_season(panel, statement)
    member = next((m for m in panel.members if m.judge == statement.judge), None)
    if member is None:
        raise WrongRole(
            say("评委 {judge} 不在本组。", "Judge {judge} is not on this panel.", judge=statement.judge),
            say("请把文件交给该评委所在组的组长。", "Give the file to the chair of that judge's panel."),
            reason="other-panel",
        )
    _check_key(read.key, read.payload)
    sequence = _fellow_sequence(member, read) if _is_fellow(panel, member) else _sequence(member, statement)
    _check_coverage(panel, sequence, read)
    for part in read.parts.points:
        _check_points(panel, part)


def _check_season(panel: Panel, statement: Statement) -> None:
    season = panel.desk.season
    if statement.season != season.id:
        raise _refused("other-season", say("这是另一赛季的评分文件。", "This score file is for another season."))
    if statement.round != panel.desk.round:
        raise _refused("other-round", say("这是第 {n} 轮的评分文件。", "This score file is for round {n}.", n=statement.round))
    if statement.policy not in panel.policies:
        raise _refused(
            "other-policy",
            say("这份评分所依据的评审规则，本机没有收到过。", "These scores were given under a policy this computer has never received."),
            say("请先同步最新资料，再合并。", "Sync the newest season first, then merge again."),
        )


def _check_key(key: KeyEpoch, payload: str) -> None:
    if key.ended is None or key.counts(payload):
        return
    raise UnknownSigner(
        say(
            "签名的设备已停用（{why}），此后的文件不计。",
            "The device that signed it was ended ({why}); its later files do not count.",
            why=key.ended.why.value,
        ),
        say("请该评委重新登记后再提交。", "The judge has to enrol again and hand in anew."),
        reason="key-ended",
    )


def _sequence(member: PanelMember, statement: Statement) -> PublishedSequence:
    found = next((s for s in member.sequences if s.sequence == statement.assignment.sequence), None)
    if statement.assignment.id != member.assignment or found is None or found.manifest != statement.assignment.manifest:
        raise _unknown_assignment()
    return found


def _is_fellow(panel: Panel, member: PanelMember) -> bool:
    return member.role is PanelRole.CHAIR and member.judge != panel.desk.manifest.judge


def _fellow_sequence(member: PanelMember, read: ReadResult) -> PublishedSequence:
    """The other chair's: two manifests cannot name each other, so what it says is named by content (`assignment_ext`)."""
    statement = read.statement.value
    named = {statement.assignment.manifest, assignment_ext.of_statement(read.bundle.envelope)}
    known = [s for s in member.sequences if s.manifest in named and s.sequence <= statement.assignment.sequence]
    if statement.assignment.id != member.assignment or not known:
        raise _unknown_assignment()
    return known[-1]


def _unknown_assignment() -> AppError:
    return _refused(
        "wrong-assignment",
        say("评分所依据的任务清单不是发布给该评委的。", "The scores rest on an assignment that was not published to this judge."),
        say("请先同步最新资料，再合并。", "Sync the newest season first, then merge again."),
    )


def _check_coverage(panel: Panel, sequence: PublishedSequence, read: ReadResult) -> None:
    expected = {e for e in sequence.entries if _counts(panel, e)}
    given = {p.entry for p in read.parts.points} | {r.entry for r in read.parts.recusals}
    if strange := sorted(given - set(sequence.entries)):
        raise _refused(
            "wrong-assignment",
            say("含有没有分配给该评委的成果 {code}。", "It scores {code}, which was not assigned to this judge.", code=strange[0]),
        )
    if blank := sorted(expected - given):
        raise _refused(
            "blank", say("成果 {code} 没有评分（未评不等于 0 分）。", "Entry {code} is blank (blank is not zero).", code=blank[0])
        )
    _check_comments(read)


def _check_comments(read: ReadResult) -> None:
    """Who stood aside from an entry, or never read it, says nothing about it: neither beside the others' points nor in a letter."""
    if silent := sorted({c.entry for c in read.parts.comments} - {p.entry for p in read.parts.points}):
        raise _refused(
            "comments-without-points",
            say("对成果 {code} 有评语，却没有评分。", "It comments on {code} without scoring it.", code=silent[0]),
        )


def _counts(panel: Panel, code: str) -> bool:
    entry = panel.by_code.get(code)
    return entry is not None and not entry.practice and not entry.withdrawn


def _check_points(panel: Panel, part: PointsPart) -> None:
    entry = panel.by_code.get(part.entry)
    rubric = panel.desk.season.rubric(entry.rubric) if entry else None
    if rubric is None or panel.rubric_digests[rubric.id] != part.rubric:
        raise _refused(
            "changed-rubric",
            say("成果 {code} 的评分表与本季的不同。", "Entry {code} was scored on another rubric than the season's.", code=part.entry),
        )
    _check_values(part, rubric)


def _check_values(part: PointsPart, rubric: Rubric) -> None:
    found = check_sheet(part.points, rubric)
    if found.problems:
        raise FormatError(
            f"{part.entry}: {found.problems[0].message}",
            say("请评委重新导出。", "The judge has to export it again."),
            reason=found.problems[0].reason,
        )
    if found.blank:
        raise _refused(
            "blank",
            say("成果 {code} 有未评的项目（未评不等于 0 分）。", "Entry {code} has a blank item (blank is not zero).", code=part.entry),
        )


def _refused(reason: str, message: str, hint: str = "") -> AppError:
    return TrustError(message, hint or say("请与该评委核对后重新提交。", "Check with the judge; they can hand in again."), reason=reason)
