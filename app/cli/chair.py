"""`qcdesk chair …`: results, papers, close; what comes in is in `chair_files`, the meeting in `chair_meeting` and `chair_decide`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from app.cli import chair_decide, chair_evidence, chair_files, chair_letter, chair_meeting, chair_papers, chair_statistics
from app.cli.arguments import Groups, arg, command, group
from app.cli.session import Session
from app.core.errors import AppError, UsageError
from app.core.files import translated
from app.core.words import joined, say, strung
from app.models.points import to_text
from app.services.chair import choose, close, open_ends
from app.services.chair import results as panel_results


def add(groups: Groups, common: ArgumentParser) -> None:
    """Declare the commands."""
    own = group(groups, "chair", say("评审组长", "for panel chairs"))
    chair_files.add(own, common)
    command(own, common, "results", _results, say("结果", "results"), arg("--open-early", metavar="REASON"))
    chair_evidence.add(own, common)
    chair_meeting.add(own, common)
    chair_decide.add(own, common)
    chair_letter.add(own, common)
    chair_statistics.add(own, common)
    chair_papers.add(own, common)
    command(
        own, common, "close", _close, say("定稿，写出小组结果", "close the panel"), arg("--out", type=Path, required=True), arg("--receipts", type=Path),
        arg("--anyway", action="store_true", help=say("知道还有没定的，仍要定稿", "close although something is left undecided")),
    )  # fmt: skip


def _results(session: Session) -> None:
    with session.profile() as profile:
        if session.args.open_early is not None:
            choose.open_early(profile, session.args.open_early)
        panel, view = panel_results.results(profile)
    lines = []
    for row in view.rows:
        official = "—" if row.official is None else to_text(row.official)
        flags = [say("需复议", "to discuss")] if row.spread.flag else []
        flags += [say("待复核", "confirm anew")] if row.stale else []
        flags += [say("含未签名代录", "with unsigned sheets")] if any(j in row.by_judge for j in panel.unsigned()) else []
        lines.append(f"{row.rank or '—':>3}  {row.code:<10} {official:>7}  {view.level_of(row):<4} {row.title} {' '.join(flags)}".rstrip())
    session.printer.result(panel_results.as_json(panel, view), [*lines, *panel_results.policy_lines(panel, view)])


def _undecided(ends: Sequence[str]) -> UsageError:
    """Read before anything is written, as the window asks for a tick: afterwards the result is out of the house."""
    return UsageError(
        say("现在定稿，这些还没有定：{ends}。", "Closed now, this is left undecided: {ends}.", ends=strung(say("；", "; "), ends)),
        say("请先议定；知道了仍要定稿，请加 --anyway。", "Decide first; to close all the same, add --anyway."), reason="open-ends",
    )  # fmt: skip


def _no_receipts(error: AppError) -> str:
    what = say("已定稿，最终回执没有写完，请再定稿一次补写。", "Closed; final receipts are missing: close once more to write them.")
    return joined(what, str(error))


def _close(session: Session) -> None:
    with session.profile() as profile:
        close.ready(profile)
        ends = open_ends.open_ends(profile)
        if ends and not session.args.anyway:
            raise _undecided(ends)
        if (receipts := session.args.receipts) is not None:
            with translated(receipts / "receipt"):  # before the panel is closed: afterwards half of what was asked for would be done
                receipts.mkdir(parents=True, exist_ok=True)
        done, _ = close.close(profile, session.args.out, receipts_to=session.args.receipts)
    document: dict[str, object] = {"panel_result": str(done.path), "payload": done.payload, "fingerprint": done.fingerprint}
    document |= {"packages": done.packages, "unsigned": done.unsigned, "open": list(ends)}
    copied = say("{n} 位评委的评分未签名，组长代录", "sheets of {n} {n:judge|judges} unsigned, copied by the chair", n=done.unsigned)
    short = [] if done.unwritten is None else [_no_receipts(done.unwritten)]
    document |= {"unwritten": short} if short else {}
    marks = (*([copied] if done.unsigned else []), *ends, *short)
    session.printer.result(
        document, [str(done.path), say("校验码 {code}", "Check code {code}", code=done.fingerprint), *(f"! {m}" for m in marks)]
    )
