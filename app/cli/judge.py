"""`qcdesk judge …`: fetching, the list, finding, scoring; the other subjects have files of their own."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from app.cli import copy_notes, judge_desk, judge_handin, judge_laptops, judge_recovery, judge_recuse, judge_space, judge_tables
from app.cli.arguments import Groups, arg, command, group, which_round
from app.cli.judge_recuse import recusal_json, state_words
from app.cli.printer import error_json
from app.cli.session import Session
from app.core.clock import to_text
from app.core.errors import Expired, UsageError
from app.core.words import joined, say
from app.models import points as written
from app.models.shape import Points
from app.models.sheet import ScoreSheet, SheetState
from app.scoring.totals import complete_total
from app.scoring.typed import TypedKind, read_typed
from app.services import backup
from app.services.judge import (
    index_texts,
    load_plan,
    read_entries,
    score,
    sync,
    travel_check,
    work_copy,
)
from app.services.judge.read_entries import EntryView


def add(groups: Groups, common: ArgumentParser) -> None:
    """Declare the commands."""
    own = group(groups, "judge", say("评委", "for judges"))
    judge_laptops.add(own, common)
    command(
        own, common, "sync", _sync, say("同步资料、评分文件和回执", "fetch what is published, hand in what waits"),
        arg("--from", dest="sources", action="append", default=[], metavar="ADDRESS"), arg("--accept-expired", action="store_true"),
        arg("--without-video", action="store_true"), arg("--entry", action="append", default=[], metavar="CODE"),
    )  # fmt: skip
    command(own, common, "travel-check", _travel_check, say("出发前检查", "check that all is here before going offline"))
    command(own, common, "entries", _entries, say("成果名单", "list the entries"), which_round())
    command(own, common, "find", _find, say("在名单和资料里查找", "search names and documents"), arg("text"))
    command(own, common, "show", _show, say("一份成果", "show one entry"), arg("entry"))
    command(
        own, common, "score", _score, say("评分", "score an entry"), arg("entry"), arg("points", nargs="*", metavar="ITEM=POINTS"), arg("--comment"),
        arg("--level", metavar="LEVEL", help=say("建议等级的代号或名称，- 表示不填", "the proposed level by code or name; - for none")),
    )  # fmt: skip
    judge_recuse.add(own, common)
    judge_handin.add(own, common)
    judge_tables.add(own, common)
    judge_desk.add(own, common)
    judge_space.add(own, common)
    judge_recovery.add(own, common)


def _sync(session: Session) -> int:
    """What has room comes; what was left out is a failure with a result to show."""
    args = session.args
    wanted = load_plan.Wanted(not args.without_video, frozenset(c.upper() for c in args.entry) or None)
    with session.profile() as profile:
        try:
            report, _ = sync.sync(
                profile, session.printer.context(), wanted=wanted, extra_sources=args.sources, accept_expired=args.accept_expired
            )
        except Expired as error:  # the window has a button for it
            raise Expired(error.message, joined(error.hint, say("在这里加 --accept-expired。", "Here: add --accept-expired."))) from error
    short = report.left_out
    document = {
        "files": report.files, "bytes": report.bytes, "transferred": report.transferred, "resumed": report.resumed,
        "seconds": round(report.seconds, 3), "entries": report.entries, "sent": report.sent, "unsent": report.unsent,
        "accepted_expired": report.accepted_expired, "notices": list(report.notices), "admitted": report.admitted,
        "copy": {"made": to_text(report.copy.off_disk) if report.copy.off_disk else None, "unsaved": report.copy.unsaved},
        "recovered": copy_notes.note_json(report.recovered), "left_out": short.files if short else 0,
    }  # fmt: skip
    lines = [
        _files_words(report),
        *report.notices,
        backup.state_words(report.copy),
    ]  # fmt: skip
    if report.accepted_expired:
        lines.append(say("注意：来源已过期，按您的要求继续。", "Note: the source has expired; continued as you asked."))
    if short is not None:
        document["error"] = error_json(short.error())
    session.printer.result(document, lines)
    if report.copies_open_to:
        with session.profile() as profile:
            work_copy.told(profile, report.copies_open_to)
    if short is not None:
        session.printer.refusal(str(short.error()))
    return 0 if short is None else 1


def _files_words(report: sync.SyncReport) -> str:
    counts = {"entries": report.entries, "files": report.files, "mb": report.transferred / 1e6, "s": report.seconds}
    if report.left_out is not None:
        return say(
            "{entries} 份成果，{files} 个文件在本机（本次下载 {mb:.1f} MB，{s:.1f} 秒）",
            "{entries} {entries:entry|entries}, {files} {files:file|files} here ({mb:.1f} MB in {s:.1f} s)",
            **counts,
        )
    return say(
        "{entries} 份成果，{files} 个文件齐备（本次下载 {mb:.1f} MB，{s:.1f} 秒）",
        "{entries} {entries:entry|entries}, {files} {files:file|files} complete ({mb:.1f} MB in {s:.1f} s)",
        **counts,
    )


def _travel_check(session: Session) -> int:
    with session.profile() as profile:
        found = travel_check.check(profile, session.printer.context())
    document = {"ready": found.ready, "checks": [{"name": c.name, "ok": c.ok, "words": c.words} for c in found.checks]}
    session.printer.result(document, [("✓ " if c.ok else "✗ ") + c.words for c in found.checks])
    for check in found.checks:
        if not check.ok:
            session.printer.refusal(check.words)
    return 0 if found.ready else 1


def _entries(session: Session) -> None:
    with session.profile() as profile:
        rows = read_entries.rows(profile, round_number=session.args.round)
        views = [read_entries.view(profile, r.code, round_number=session.args.round) for r in rows]
    document = {"entries": [entry_json(v, r.state) for r, v in zip(rows, views, strict=True)]}
    lines = [f"{r.position:>3}  {r.code:<10} {state_words(r.state):<4} {_total_text(r.total):>7}  {r.title}（{r.circle}）" for r in rows]
    session.printer.result(document, lines)


def _find(session: Session) -> None:
    with session.profile() as profile:
        index_texts.index_all(profile, session.printer.context())
        hits = read_entries.find_text(profile, session.args.text)
    document = {"hits": [{"entry": h.entry, "document": h.document, "page": h.page} for h in hits]}
    lines = [h.entry if h.page is None else say("{entry} 第{page}页", "{entry} page {page}", entry=h.entry, page=h.page) for h in hits]
    session.printer.result(document, lines or [say("没有找到。", "Nothing found.")])


def _show(session: Session) -> None:
    with session.profile() as profile:
        view = read_entries.view(profile, session.args.entry)
    lines = [f"{view.entry.code} {view.entry.title}（{view.entry.circle}）"]
    for item in view.rubric.items:
        value = view.sheet.points.get(item.code)
        shown = say("未评", "blank") if value is None else written.short(value)
        lines.append(f"  {item.code:<10} {say(item.name.zh, item.name.en)}  {shown} / {written.short(item.max)}")
    lines += [f"  {d.document.role}: {d.document.title} ({'✓' if d.available else '…'})" for d in view.documents]
    session.printer.result(entry_json(view, view.sheet.state, whole=True), lines)


def _score(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        view = read_entries.view(profile, args.entry)
        typed = [_typed(view, text) for text in args.points]
        wanted = dict(typed)
        if len(wanted) != len(typed):
            raise UsageError(say("同一项给了两次分数。", "One item is given points twice."), say("每项只写一次。", "Name each item once."))
        if not wanted and args.comment is None and args.level is None:
            raise UsageError(
                say("没有给出分数。", "No points are given."),
                say("例：qcdesk judge score Z-001 TOPIC=13.5", "E.g. qcdesk judge score Z-001 TOPIC=13.5"),
            )
        level = "" if args.level == "-" else args.level
        sheet, _ = score.set_points(profile, args.entry, wanted, remark=args.comment, level=level)
        view = read_entries.view(profile, args.entry)
    session.printer.result(entry_json(view, sheet.state, whole=True), [_standing(view, sheet)])


def _typed(view: EntryView, text: str) -> tuple[str, Points | None]:
    key, equals, value = text.partition("=")
    if not equals:
        raise UsageError(
            say("“{text}”应写成 项目=分数。", "“{text}” must be ITEM=POINTS.", text=text[:40]), say("例：TOPIC=13.5", "E.g. TOPIC=13.5")
        )
    item = score.find_item(view.rubric, key.strip())
    if value.strip().startswith(("-", "－")):
        raise UsageError(
            say("分数不能是负数：{text}", "Points cannot be negative: {text}", text=text[:40]),
            say("请写得分，不写扣分。", "Give the points, not the deduction."),
        )
    typed = read_typed(value, item)
    if typed.kind is TypedKind.EMPTY:
        return item.code, None
    if typed.value is None:
        raise typed.problem or UsageError(say("分数“{value}”没有写完。", "The points “{value}” are not complete.", value=value[:20]))
    return item.code, typed.value


def _standing(view: EntryView, sheet: ScoreSheet) -> str:
    total = written.to_text(view.total) if view.filled else "—"
    return say("已保存 {code}：{total} 分，{filled}/{items} 项，{state}", "Saved {code}: {total} {total:point|points}, {filled}/{items} {items:item|items}, {state}",
               code=view.entry.code, total=total, filled=view.filled, items=len(view.rubric.items), state=state_words(sheet.state))  # fmt: skip


def entry_json(view: EntryView, state: SheetState, *, whole: bool = False) -> dict[str, Any]:
    """One entry as `judge entries --json` gives it; `whole` adds points, remark and notes."""
    entry, sheet = view.entry, view.sheet
    total = complete_total(sheet.points, view.rubric)
    made: dict[str, Any] = {
        "code": entry.code, "title": entry.title, "circle": entry.circle, "topic_type": str(entry.topic_type), "field": entry.field,
        "state": str(state), "recusal": recusal_json(sheet.recusal) or _proposal(entry.recusal),
        "total": None if total is None or sheet.recusal else written.to_text(total), "rubric": _rubric_json(view),
        "documents": [_document_json(d) for d in view.documents], "number": entry.number, "withdrawn": entry.withdrawn, "practice": entry.practice,
    }  # fmt: skip
    if whole:
        made["points"] = {i.code: None if (v := sheet.points.get(i.code)) is None else written.to_text(v) for i in view.rubric.items}
        made["comment"] = sheet.remark
        made["proposed_level"] = sheet.proposed_level
    return made


def _rubric_json(view: EntryView) -> dict[str, Any]:
    items = [
        {
            "code": i.code,
            "name": say(i.name.zh, i.name.en),
            "max": written.to_text(i.max),
            "min": written.to_text(i.min),
            "step": written.to_text(i.step),
        }
        for i in view.rubric.items
    ]
    return {"id": view.rubric.id, "items": items}


def _document_json(d: read_entries.DocumentView) -> dict[str, Any]:
    doc = d.document
    return {
        "role": str(doc.role),
        "title": doc.title,
        "media_type": doc.media_type,
        "size": doc.size,
        "sha256": doc.sha256,
        "available": d.available,
    }


def _proposal(reason: str | None) -> dict[str, Any] | None:
    return {"confirmed": False, "reason": "unit", "words": reason} if reason else None


def _total_text(total: Points | None) -> str:
    return "—" if total is None else written.to_text(total)
