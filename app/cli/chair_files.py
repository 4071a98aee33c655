"""`qcdesk chair merge|preview|choose|record|remind|board|receipts|return`: what comes in, and what goes back to judges."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli.arguments import Groups, arg, command
from app.cli.chair_json import plain, preview_json
from app.cli.columns import columns
from app.cli.session import Session
from app.core.errors import UsageError
from app.core.files import translated
from app.core.text import one_line
from app.core.words import say
from app.services.chair import (
    board,
    choose,
    fetch_inbox,
    incoming,
    merge,
    paper_passes,
    paper_table,
    receipts,
    record,
    record_look,
    remind,
    turned_away,
    verify_files,
)
from app.services.chair.board import Mark
from app.services.profile import Profile

_MOST_CODES = 30


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands."""
    files = (
        arg("files", nargs="*", type=Path, metavar="FILE"),
        arg("--inbox", action="store_true", help=say("也看收件箱", "the inbox too")),
    )
    command(own, common, "merge", _merge, say("合并评分文件", "merge score files"), *files, arg("--dry-run", action="store_true"))
    command(own, common, "preview", _preview, say("预览合并，什么都不改", "what merging would do; nothing changes"), *files)
    command(
        own, common, "choose", _choose, say("取用某一份评分文件", "choose between packages of one judge"), arg("payload"), arg("--reason", required=True),
        arg("--dry-run", action="store_true", help=say("只说会怎样", "only say what it would do")),
    )  # fmt: skip
    command(
        own, common, "record", _record, say("代录纸质或自制的评分表（两遍录入）", "copy sheets made elsewhere (two passes)"),
        arg("files", nargs="+", type=Path, metavar="FILE"), arg("--judge", required=True), arg("--reason", required=True),
        arg("--dry-run", action="store_true"),
    )  # fmt: skip
    command(own, common, "remind", _remind, say("催交话术", "texts for judges who are missing"))
    command(own, common, "board", _board, say("收件情况", "who has handed in"))
    command(
        own, common, "receipts", _receipts, say("回执", "receipts"), arg("--out", type=Path, required=True),
        arg("--refused", action="append", default=[], type=Path, metavar="FILE"),
        arg("--only-counted", action="store_true", help=say("不收的不写回执，以后也不写", "none for the files that were refused, nor later")),
    )  # fmt: skip
    command(
        own, common, "return", _return, say("退回修改", "return a judge's sheets"), arg("judge"), arg("--reason", required=True),
        arg("--out", type=Path, required=True),
    )  # fmt: skip


def _merge(session: Session) -> int:
    return _merged(session, dry_run=session.args.dry_run)


def _preview(session: Session) -> int:
    return _merged(session, dry_run=True)


def _merged(session: Session, *, dry_run: bool) -> int:
    context = session.printer.context()
    with session.profile() as profile:
        places = _places(session, profile)
        done, _ = merge.merge(profile, places, context, dry_run=dry_run)
        away = () if dry_run else turned_away.waiting(profile)
    seen = done.preview
    if seen is None:
        raise RuntimeError("merged without a preview")
    if sum(bool(f.payload) for f in seen.files) <= _MOST_CODES:
        seen = incoming.with_codes(seen, context)
    failed = bool(done.refused) and not done.accepted and not done.unchanged and not done.waiting
    empty = verify_files.empty(places)
    session.printer.result({**_document(done, seen), "notes": list(empty), "unanswered": len(away)},
                           [*empty, *_lines(done, seen, refusals=not failed), *_answers(len(away))])  # fmt: skip
    for refused in done.refused if failed else ():
        session.printer.refusal(_refusal_line(refused))
    return 1 if failed else 0


def _places(session: Session, profile: Profile) -> list[Path]:
    places = list(session.args.files)
    if session.args.inbox:
        folders, server = incoming.inboxes(profile), fetch_inbox.source(profile)
        if not folders and server is None:
            raise UsageError(
                say("本机看不到收件箱。", "This computer cannot read the inbox."),
                say("收件箱在网上时，请向组织方索取文件。", "If it is on the network, ask the organiser for the files."),
                reason="no-inbox",
            )
        places += folders
        if server is not None:
            places += fetch_inbox.fetch(server, session.printer.context())
    if not places:
        session.printer.note(say("请给出文件、文件夹，或 --inbox。", "Name files, folders, or --inbox."))
        raise SystemExit(2)
    return places


def _document(done: merge.Merged, seen: incoming.Preview) -> dict[str, Any]:
    return {
        "accepted": [_file(f) for f in done.accepted],
        "refused": [{"file": f.file, "reason": f.reason, "words": f.words} for f in done.refused],
        "replaced": [_file(f) for f in done.replaced],
        "unchanged": [_file(f) for f in done.unchanged],
        "waiting": [_file(f) for f in done.waiting],
        "moves": [{k: v for k, v in asdict(m).items() if k != "words"} for m in done.moves],
        "forks": [asdict(f) for f in done.forks],
        "missing": list(done.missing),
        "points_open": done.points_open,
        "step": done.step,
        **preview_json(seen),
    }


def _lines(done: merge.Merged, seen: incoming.Preview, *, refusals: bool) -> list[str]:
    refused = (incoming.Fate.REFUSED, incoming.Fate.OTHER_PANEL)
    lines = [f.line for f in seen.files if f.fate not in refused]
    lines += [_refusal_line(f) for f in done.refused if refusals]
    lines += list(seen.summary)
    lines += [m.words for m in done.moves if m.from_rank is not None and m.words not in seen.summary]
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
    lines += [
        say(
            "? {who}：等组长决定取用哪一份（chair choose {p}）",
            "? {who}: waits for the chair (chair choose {p})",
            who=f.judge,
            p=f.payload[:12],
        )
        for f in done.waiting
    ]
    if done.missing:
        lines.append(
            say("还缺：{who}（催交话术：chair remind）", "Still missing: {who} (texts: chair remind)", who=", ".join(done.missing))
        )
    if not done.points_open:
        lines.append(say("提交自己的评分后才能查看分数。", "Points open after you hand in your own."))
    return lines


def _answers(away: int) -> list[str]:
    return [say("! 不收的 {n} 份记下了：chair receipts 会连同理由回执给评委。",
                "! {n} refused {n:file is|files are} kept: chair receipts answers {n:its judge|their judges} with the reason.", n=away)] if away else []  # fmt: skip


def _refusal_line(line: merge.FileRefused) -> str:
    return f"✗ {one_line(Path(line.file).name)}: {line.words}"


def _file(line: merge.FileAccepted) -> dict[str, Any]:
    return {"file": line.file, "judge": line.judge, "sheets": line.sheets, "payload": line.payload}


def _choose(session: Session) -> None:
    with session.profile() as profile:
        told = choose.foresee(profile, session.args.payload)
        made = None if session.args.dry_run else choose.choose(profile, told.payload, session.args.reason)[0]
    head = (
        say("取用 {judge} 的这份评分文件会这样：", "With this package of {judge}:", judge=told.judge)
        if made is None
        else say("已取用 {judge} 的这份评分文件。", "This package of {judge} counts now.", judge=told.judge)
    )
    document: dict[str, Any] = {"decision": made.id if made else None, "judge": told.judge, "payload": told.payload}
    document |= {"moves": plain(told.does.moves), "touched": plain(told.does.touched), "mixed_rules": list(told.does.mixed)}
    session.printer.result(document, [head, *told.does.lines()])


def _record(session: Session) -> int:
    """One file is the judge's own table; two are two passes over the paper, which must agree."""
    args = session.args
    if len(args.files) > 2:
        session.printer.note(say("最多两个文件：第一遍和第二遍。", "Two files at most: the first and the second pass."))
        raise SystemExit(2)
    own = len(args.files) == 1
    with session.profile() as profile:
        seen = record_look.look(profile, args.judge, args.files)
        made = None if args.dry_run else _adopt(profile, args)
    found, read = seen.comparison, seen.tables
    zeros = [{"file": str(f), **plain(z)} for f, r in zip(args.files, read, strict=True) for z in r.zeros]
    said = {str(f): list(r.said) for f, r in zip(args.files, read, strict=True) if r.said}
    document = {**plain(found), "adopted": plain(made) if made else None, "zeros": zeros, "notes": said}
    lines = [line for f, r in zip(args.files, read, strict=True) for line in _file_lines(f, r, alone=own)]
    lines += [d.words for d in found.differences]
    lines += [say("{code} 没有填完", "{code} is not finished", code=c) for c in found.unfinished]
    agreed = (
        say("读出 {n} 份", "{n} {n:entry|entries} read", n=len(found.agreed))
        if own
        else say("两遍一致：{n} 份", "{n} {n:entry agrees|entries agree}", n=len(found.agreed))
    )
    lines.append(made.words if made else agreed)
    session.printer.result(document, lines)
    return 0


def _adopt(profile: Profile, args: Namespace) -> record.Adopted:
    for number, file in enumerate((args.files * 2)[:2], paper_passes.FIRST):  # one's own table stands in both passes
        record.read_file(profile, args.judge, number, file)
    return record.adopt(profile, args.judge, args.reason, own_table=len(args.files) == 1)[0]


def _file_lines(file: Path, read: paper_table.PaperTable, *, alone: bool) -> list[str]:
    """Every 0 by name, and what was passed over: nobody is there to be asked about them."""
    lines = list(read.said)
    if read.zeros:
        cells = say("、", ", ").join(f"{z.entry} {z.item} ({z.cell})" for z in read.zeros)
        lines.append(
            say("请核对，这 {n} 项是 0 分：{cells}", "Check {n:this|these} {n} {n:zero|zeros}: {cells}", n=len(read.zeros), cells=cells)
        )
    return lines if alone else [f"{file.name}: {line}" for line in lines]


def _remind(session: Session) -> None:
    with session.profile() as profile:
        found = remind.reminders(profile)
    lines = [f"{a.judge} {a.name}\n{a.reminder}\n" for a in found] or [say("都交齐了。", "Nobody is missing.")]
    session.printer.result({"missing": [{"judge": a.judge, "name": a.name, "sheets": a.sheets, "text": a.reminder} for a in found]}, lines)


def _board(session: Session) -> None:
    with session.profile() as profile:
        found = board.board(profile)
    waits = say("，待定 {n} 人", ", {n} to be chosen between", n=found.waiting) if found.waiting else ""
    lines = [say("已收 {n} / {m} 人", "{n} of {m} handed in", n=found.received, m=found.expected) + waits]
    head = [say("评委", "judge"), say("姓名", "name"), *found.entries, say("备注", "note")]
    lines += columns(head, [[r.judge, r.name, *(_mark(m) for m in r.marks), r.note] for r in found.rows])
    session.printer.result(plain(found), [*lines, found.absent_rule, *found.mixed])


def _mark(mark: Mark) -> str:
    return {
        Mark.RECEIVED: "✓", Mark.MISSING: say("缺", "missing"), Mark.RECUSED: say("回避", "recused"), Mark.UNSIGNED: say("未签", "unsigned"),
        Mark.UNCONFIRMED: say("身份待确认", "not confirmed"), Mark.UNDECIDED: say("待定", "undecided"), Mark.NOT_ASSIGNED: "·",
    }[mark]  # fmt: skip


def _receipts(session: Session) -> None:
    for path in session.args.refused:
        with translated(path):
            path.stat()  # a name that was mistyped would be passed over like a file of nobody
    with session.profile() as profile:
        if session.args.only_counted:
            turned_away.forget(profile)
        done, _ = turned_away.answer(profile, session.args.out, refused=tuple(session.args.refused))
    _told(session, done)


def _return(session: Session) -> None:
    with session.profile() as profile:
        done, _ = receipts.return_sheet(profile, session.args.judge, session.args.reason, session.args.out)
    _told(session, done)


def _told(session: Session, done: receipts.Issued) -> None:
    document = {"receipts": {j: str(p) for j, p in done.files.items()}, "without_key": list(done.without_key), "sent": done.sent,
                "refusals": [str(p) for p in done.refusals]}  # fmt: skip
    session.printer.result(document, [str(p) for p in dict.fromkeys((*done.files.values(), *done.refusals))])
