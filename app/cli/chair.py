"""`qcdesk chair …`: merge, results, choose between packages, receipts, papers, close."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli import chair_papers
from app.cli.arguments import Groups, arg, command, group
from app.cli.session import Session
from app.core.words import say
from app.models.points import to_text
from app.services.chair import choose, close, merge, receipts
from app.services.chair import results as panel_results


def add(groups: Groups, common: ArgumentParser) -> None:
    """Declare the commands."""
    own = group(groups, "chair", say("评审组长", "for panel chairs"))
    command(
        own, common, "merge", _merge, say("合并评分文件", "merge score files"), arg("files", nargs="+", type=Path, metavar="FILE"),
        arg("--dry-run", action="store_true"),
    )  # fmt: skip
    command(own, common, "results", _results, say("结果", "results"), arg("--open-early", metavar="REASON"))
    command(
        own, common, "choose", _choose, say("取用某一份评分文件", "choose between packages of one judge"), arg("payload"), arg("--reason", required=True),
    )  # fmt: skip
    command(
        own, common, "receipts", _receipts, say("回执", "receipts"), arg("--out", type=Path, required=True),
        arg("--refused", action="append", default=[], type=Path, metavar="FILE"),
    )  # fmt: skip
    command(
        own, common, "return", _return, say("退回修改", "return a judge's sheets"), arg("judge"), arg("--reason", required=True),
        arg("--out", type=Path, required=True),
    )  # fmt: skip
    chair_papers.add(own, common)
    command(
        own, common, "close", _close, say("定稿，写出小组结果", "close the panel"), arg("--out", type=Path, required=True), arg("--receipts", type=Path),
    )  # fmt: skip


def _merge(session: Session) -> int:
    with session.profile() as profile:
        done, _ = merge.merge(profile, session.args.files, session.printer.context(), dry_run=session.args.dry_run)
    document = {
        "accepted": [_file(f) for f in done.accepted],
        "refused": [{"file": f.file, "reason": f.reason, "words": f.words} for f in done.refused],
        "replaced": [_file(f) for f in done.replaced],
        "unchanged": [_file(f) for f in done.unchanged],
        "waiting": [_file(f) for f in done.waiting],
        "moves": [{k: v for k, v in asdict(m).items() if k != "words"} for m in done.moves],
        "forks": [asdict(f) for f in done.forks],
        "missing": list(done.missing),
        "points_open": done.points_open,
    }
    failed = bool(done.refused) and not done.accepted and not done.unchanged and not done.waiting
    session.printer.result(document, _merge_lines(done, refusals=not failed))
    for refused in done.refused if failed else ():
        session.printer.refusal(_refusal_line(refused))
    return 1 if failed else 0


def _merge_lines(done: merge.Merged, *, refusals: bool) -> list[str]:
    lines = [say("✓ {judge}：{n} 份", "✓ {judge}: {n} sheets", judge=f.judge, n=f.sheets) for f in done.accepted]
    lines += [say("= {judge}：已有", "= {judge}: held already", judge=f.judge) for f in done.unchanged]
    lines += [
        say("? {judge}：等组长决定取用哪一份（{p}）", "? {judge}: waits for the chair to choose ({p})", judge=f.judge, p=f.payload)
        for f in done.waiting
    ]
    lines += [_refusal_line(f) for f in done.refused if refusals]
    lines += [m.words for m in done.moves if m.from_rank is not None]
    for fork in done.forks:
        codes = "、".join(p[:12] for p in fork.payloads)
        lines.append(
            say(
                "? {judge}：同一序号有 {n} 份不同的文件，请用 chair choose 选定：{codes}",
                "? {judge}: {n} different files claim one place; choose with chair choose: {codes}",
                judge=fork.judge,
                n=len(fork.payloads),
                codes=codes,
            )
        )
    if done.missing:
        lines.append(say("还缺：{who}", "Still missing: {who}", who=", ".join(done.missing)))
    if not done.points_open:
        lines.append(say("提交自己的评分后才能查看分数。", "Points open after you hand in your own."))
    return lines


def _refusal_line(line: merge.FileRefused) -> str:
    return f"✗ {Path(line.file).name}: {line.words}"


def _file(line: merge.FileAccepted) -> dict[str, Any]:
    return {"file": line.file, "judge": line.judge, "sheets": line.sheets, "payload": line.payload}


def _results(session: Session) -> None:
    with session.profile() as profile:
        if session.args.open_early is not None:
            choose.open_early(profile, session.args.open_early)
        panel, view = panel_results.results(profile)
    lines = []
    for row in view.rows:
        official = "—" if row.official is None else to_text(row.official)
        flag = say(" 需复议", " to discuss") if row.spread.flag else ""
        lines.append(f"{row.rank or '—':>3}  {row.code:<10} {official:>7}  {view.level_name(row.level):<4} {row.title}{flag}")
    session.printer.result(panel_results.as_json(panel, view), [*lines, *panel_results.policy_lines(panel, view)])


def _choose(session: Session) -> None:
    with session.profile() as profile:
        made, _ = choose.choose(profile, session.args.payload, session.args.reason)
    session.printer.result(
        {"decision": made.id, "judge": made.judge, "payload": made.after},
        [say("已取用 {judge} 的这份评分文件。", "This package of {judge} counts now.", judge=made.judge)],
    )


def _receipts(session: Session) -> None:
    with session.profile() as profile:
        done, _ = receipts.issue(profile, session.args.out, refused=tuple(session.args.refused))
    _told(session, done)


def _return(session: Session) -> None:
    with session.profile() as profile:
        done, _ = receipts.return_sheet(profile, session.args.judge, session.args.reason, session.args.out)
    _told(session, done)


def _told(session: Session, done: receipts.Issued) -> None:
    document = {"receipts": {j: str(p) for j, p in done.files.items()}, "without_key": list(done.without_key), "sent": done.sent}
    session.printer.result(document, [str(p) for p in done.files.values()])


def _close(session: Session) -> None:
    with session.profile() as profile:
        done, _ = close.close(profile, session.args.out, receipts_to=session.args.receipts)
    document = {"panel_result": str(done.path), "payload": done.payload, "fingerprint": done.fingerprint, "packages": done.packages}
    session.printer.result(document, [str(done.path), say("校验码 {code}", "Check code {code}", code=done.fingerprint)])
