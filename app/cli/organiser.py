"""`qcdesk organizer …`: a season from the spreadsheet to the collected packages."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from app.cli import organiser_handing_on, organiser_laptops, organiser_season
from app.cli.arguments import Groups, arg, command, group, reads
from app.cli.copy_notes import note_json, note_words
from app.cli.session import Session
from app.core.errors import UsageError
from app.core.words import say
from app.models.organising import EntryVerdict, FileIssueKind, ImportReport
from app.publishing.templates import write_templates
from app.services.organiser import collect, publish, season_import, season_setup, serve

REPO = arg("repository", type=Path, metavar="REPO")


def add(groups: Groups, common: ArgumentParser) -> None:
    """Declare the commands."""
    own = group(groups, "organizer", say("组织方", "for organisers"))
    command(
        own,
        common,
        "init",
        _init,
        say("新赛季", "a new season"),
        REPO,
        arg("--name", required=True),
        arg("--season", type=int, required=True, metavar="YEAR"),
    )
    command(own, common, "templates", _templates, say("名单模板", "spreadsheet templates"), arg("folder", type=Path, metavar="DIR"))
    command(
        own, common, "import", _import, say("导入名单和材料", "import lists and materials"), REPO, arg("--entries", type=Path, required=True),
        arg("--judges", type=Path, required=True), arg("--materials", type=Path, required=True), arg("--mapping", type=Path),
    )  # fmt: skip
    command(own, common, "check", _check, say("形式审查", "formality check"), REPO)
    organiser_laptops.add(own, common)
    command(
        own, common, "assign", _assign, say("分配", "assign entries to judges"), REPO, arg("--reads", type=reads, default="all"), arg("--seed", type=int, default=1),
    )  # fmt: skip
    command(own, common, "publish", _publish, say("发布", "publish"), REPO, arg("--to", metavar="ADDRESS"))
    command(
        own, common, "serve", _serve, say("在本机提供下载和收件", "serve on this network"), REPO, arg("--host", default="127.0.0.1"),
        arg("--port", type=int, default=0),
    )  # fmt: skip
    command(own, common, "collect", _collect, say("收件", "collect the inbox"), REPO, arg("--out", type=Path))
    organiser_season.add(own, common)
    organiser_handing_on.add(own, common)


def _init(session: Session) -> None:
    args = session.args
    if not 2000 <= args.season <= 2200:
        raise UsageError(
            say("年份 {year} 不对。", "{year} is not a season's year.", year=args.season), say("例：--season 2026", "E.g. --season 2026")
        )
    with session.new_profile() as profile:
        made, _ = season_setup.init(profile, args.repository, args.name, args.season)
    document = {"season": made.season, "season_code": made.season_code, "repository": str(made.repository), "rubrics": list(made.rubrics)}
    lines = [
        say("赛季 {id} 已建立：{repo}", "Season {id} is set up: {repo}", id=made.season, repo=made.repository),
        say("赛季码 {code}（请印在通知里）", "Season code {code} (print it in the notice)", code=made.season_code),
    ]
    session.printer.result(document, lines)


def _templates(session: Session) -> None:
    made = write_templates(session.args.folder)
    session.printer.result({"files": [str(p) for p in made]}, [str(p) for p in made])


def _import(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        done, _ = season_import.import_season(
            profile, args.repository, args.entries, args.judges, args.materials, session.printer.context(), mapping=args.mapping
        )
    materials = {k.value: [list(i.paths) for i in done.materials.of_kind(k)] for k in FileIssueKind}
    wanted = [{"code": i.entry, "round": i.round, "role": i.role and i.role.value} for i in done.materials.of_kind(FileIssueKind.MISSING)]
    document = {
        "entries": _report_json(done.entries), "judges": _report_json(done.judges),
        "materials": {"matched": len(done.materials.matched), **materials, "missing_files": wanted}, "verdicts": [_verdict_json(v) for v in done.verdicts],
    }  # fmt: skip
    lines = [
        say("导入 {n} 份成果，{j} 位评委，{m} 个文件。", "{n} {n:entry|entries}, {j} {j:judge|judges}, {m} {m:file|files} imported.", n=done.entries.accepted, j=done.judges.accepted, m=len(done.materials.matched)),
        *(say("未导入的列：{c}", "Column not imported: {c}", c=c) for c in (*done.entries.dropped, *done.judges.dropped)),
        *done.entries.notes, *done.judges.notes,
        *(f"{i.words} {'、'.join(i.paths)}".strip() for i in done.materials.issues if i.kind is not FileIssueKind.MISSING),
        *_verdict_lines(done.verdicts),
    ]  # fmt: skip
    session.printer.result(document, lines)


def _check(session: Session) -> None:
    with session.profile() as profile:
        verdicts, _ = season_import.check(profile, session.args.repository, session.printer.context())
    session.printer.result({"verdicts": [_verdict_json(v) for v in verdicts]}, _verdict_lines(verdicts))


def _assign(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        made, _ = season_import.assign(profile, args.repository, session.printer.context(), reads=args.reads, seed=args.seed)
    document = {"rounds": [_plan_json(p) for p in made]}
    lines = []
    for plan in made:
        lines += [
            say("第{r}轮 {j}：{n} 份", "Round {r} {j}: {n} {n:entry|entries}", r=plan.round, j=j.judge, n=len(j.entries))
            for j in plan.judges
        ]
        lines += [f"{p.judge} × {p.entry}: {p.reason}" for p in plan.proposals]
        lines += [f"! {u}" for u in plan.unmet]
    session.printer.result(document, lines)


def _plan_json(plan: Any) -> dict[str, Any]:
    return {
        "round": plan.round,
        "judges": [{"judge": j.judge, "panel": j.panel, "entries": list(j.entries), "start": j.start} for j in plan.judges],
        "conflicts": [{"judge": p.judge, "entry": p.entry, "reason": p.reason, "excluded": p.excluded} for p in plan.proposals],
        "unmet": list(plan.unmet),
    }


def _publish(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        done, _ = publish.publish(profile, args.repository, session.printer.context(), to=args.to)
    document = {
        "roster_version": done.roster_version, "season_version": done.season_version, "manifests": done.manifests, "waiting": list(done.waiting),
        "sealed": done.sealed, "bytes": done.bytes, "entries": done.entries, "changed": done.changed, "copied": done.copied,
        "reading": list(done.reading),
    }  # fmt: skip
    lines = [
        say(
            "已发布：{n} 份成果，新任务清单 {m} 份，本次加密 {s} 个文件。",
            "Published: {n} {n:entry|entries}, {m} {m:new assignment|new assignments}, {s} {s:file|files} sealed now.",
            n=done.entries,
            m=done.manifests,
            s=done.sealed,
        ),
        *(_waiting_words(j, done.reading) for j in done.waiting),
    ]
    session.printer.result(document, lines)


def _waiting_words(judge: str, reading: tuple[str, ...]) -> str:
    if judge in reading:
        return say("{j} 凭邀请可先阅读，设备待登记。", "{j} can read with the invitation; the computer is not admitted yet.", j=judge)
    return say("{j} 还没有登记设备，暂无任务清单。", "{j} has no admitted computer and gets no assignment yet.", j=judge)


def _serve(session: Session) -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    with session.profile() as profile:
        serve.serve(
            profile,
            session.args.repository,
            host=session.args.host,
            port=session.args.port,
            ready=lambda a: print(a, flush=True),
            stop=stop,
        )


def _collect(session: Session) -> None:
    with session.profile() as profile:
        done, _ = collect.collect(profile, session.args.repository, session.printer.context(), session.args.out)
    document = {
        "packages": {j: str(p) for j, p in done.packages}, "refused": [{"file": f, "reason": r} for f, r in done.refused],
        "receipts": done.receipts, "requests": done.requests, "panels": [str(p) for p in done.panels],
        "copies": {j: note_json(n) for j, n in done.copies}, "copy_notes": list(done.copy_words),
    }  # fmt: skip
    lines = [*(f"{j}: {p}" for j, p in done.packages), *(f"✗ {f}: {r}" for f, r in done.refused)]
    lines += [say("{j} 的副本：{what}", "Copy of {j}: {what}", j=j, what=note_words(n)) for j, n in done.copies]
    lines += done.copy_words
    if done.requests:
        lines.append(
            say(
                "{n} 份登记请求，请运行 organizer admit。",
                "{n} {n:enrolment request|enrolment requests}; run organizer admit.",
                n=done.requests,
            )
        )
    session.printer.result(document, lines)


def _report_json(report: ImportReport) -> dict[str, Any]:
    return {
        "source": report.source,
        "accepted": report.accepted,
        "dropped": list(report.dropped),
        "ignored": list(report.ignored),
        "notes": list(report.notes),
    }


def _verdict_json(verdict: EntryVerdict) -> dict[str, Any]:
    findings = [{"code": f.code, "severity": str(f.severity), "words": f.words} for f in verdict.findings]
    return {"code": verdict.entry, "round": verdict.round, "verdict": str(verdict.verdict), "findings": findings}


def _verdict_lines(verdicts: tuple[EntryVerdict, ...]) -> list[str]:
    return [f"{v.entry:<10} {v.verdict}  " + "；".join(f.words for f in v.findings) for v in verdicts]
