"""`qcdesk judge remark | phrases | hints | steps | table`: what the desk offers beside the score boxes."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from app.cli.arguments import Groups, arg, command
from app.cli.session import Session
from app.core.errors import Malformed
from app.core.exports import export
from app.core.files import read_limited
from app.core.words import say
from app.models import points as written
from app.models.sheet import NoteKind
from app.scoring.steps import Found, StepPlace
from app.services.judge import hints, own_table, phrases, remark, steps
from app.services.judge.own_table import TableRow

_LIMIT = 1 << 20


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands below `judge`."""
    command(own, common, "table", _table, say("我的评分表", "own scores, entries by items"), arg("--rubric"), arg("--sort", metavar="ITEM"))
    command(
        own, common, "remark", _remark, say("由记录成稿为总体评价", "write the notes into the remark"), arg("entry"),
        arg("--merge", action="store_true", help=say("并入并保存", "merge and save")),
    )  # fmt: skip
    command(
        own, common, "phrases", _phrases, say("常用评语", "phrases used again"), arg("text", nargs="?", default=""), arg("--item"),
        arg("--kind", choices=[str(k) for k in NoteKind]), arg("--add", metavar="TEXT"), arg("--import", dest="source", type=Path, metavar="FILE"),
        arg("--export", dest="target", type=Path, metavar="FILE"),
    )  # fmt: skip
    command(own, common, "hints", _hints, say("只给自己看的提示", "private hints on one's own work"), arg("entry", nargs="?"))
    command(own, common, "steps", _steps, say("报告中各步骤的页码", "where a report has its steps"), arg("entry"))


def _table(session: Session) -> None:
    with session.profile() as profile:
        made = own_table.table(profile, rubric=session.args.rubric, item=session.args.sort)
    document = {"rows": [_row(made.rubric(row).items, row) for row in made.rows]}
    lines = []
    for rubric in made.rubrics:
        lines.append(" · ".join(f"{say(i.name.zh, i.name.en)} {written.short(i.max)}" for i in rubric.items))
        for row in (r for r in made.rows if r.rubric == rubric.id):
            cells = [say("回避", "recused")] if row.recused else ["—" if p is None else written.short(p) for p in row.points]
            lines.append(f"{row.code:<10} {'  '.join(f'{c:>5}' for c in cells)}  {row.title}")
    session.printer.result(document, lines)


def _row(items: Any, row: TableRow) -> dict[str, Any]:
    points = {i.code: None if p is None else written.to_text(p) for i, p in zip(items, row.points, strict=True)}
    total = None if row.total is None or not row.complete else written.to_text(row.total)
    return {"code": row.code, "rubric": row.rubric, "points": points, "total": total, "state": str(row.state), "recused": row.recused}


def _remark(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        offered = remark.view(profile, args.entry).offer
        if args.merge:
            remark.merge(profile, args.entry)
        view = remark.view(profile, args.entry)
    count = view.counter
    document = {
        "text": view.text, "merged": view.merged, "new": len(offered.new), "changed": len(offered.changed), "withdrawn": list(offered.withdrawn),
        "characters": count.characters, "limit": count.limit,
    }  # fmt: skip
    shown = view.text if args.merge else view.merged
    tail = say("{n}/{limit}字", "{n}/{limit} characters", n=count.characters, limit=count.limit)
    shown = shown or say("还没有评价，也没有可成稿的记录。", "No remark yet, and no notes to write it from.")
    session.printer.result(document, [shown, *([offered.words] if offered.words and not args.merge else []), tail])


def _phrases(session: Session) -> None:
    args = session.args
    kind, item = NoteKind(args.kind) if args.kind else None, args.item.upper() if args.item else None
    with session.profile() as profile:
        if args.add:
            phrases.add(profile, args.add, kind=kind, item=item)
        if args.source:
            done = phrases.import_text(profile, _read(args.source))
            session.printer.note(say("新增 {n} 条，已有 {k} 条。", "{n} new, {k} known.", n=done.added, k=done.known))
        if args.target:
            export(args.target, phrases.export_text(profile).encode())
        found = phrases.search(profile, args.text, item=item, kind=kind)
    listed = [{"id": p.id, "text": p.text, "kind": p.kind and str(p.kind), "item": p.item, "used": p.used, "own": p.own} for p in found]
    session.printer.result({"phrases": listed}, [f"{p.item or '':<8} {p.text}" for p in found])


def _read(path: Path) -> str:
    try:
        return read_limited(path, _LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Malformed(
            say("“{name}”不是 UTF-8 文本。", "“{name}” is not UTF-8 text.", name=path.name),
            say("请另存为 UTF-8 编码的文本文件。", "Save it as a text file in UTF-8."),
        ) from error


def _hints(session: Session) -> None:
    code = session.args.entry
    with session.profile() as profile:
        found = (*hints.of_entry(profile, code), *hints.of_report(profile, code)) if code else hints.of_all(profile)
    listed = [{"kind": str(h.kind), "entries": list(h.entries), "item": h.item, "words": h.words} for h in found]
    lines = [f"{h.entries[0]}: {h.words}" for h in found]
    session.printer.result({"hints": listed}, lines or [say("没有提示。", "No hints.")])


def _steps(session: Session) -> None:
    with session.profile() as profile:
        found = steps.checklist(profile, session.args.entry)
    document = {
        "topic_type": str(found.topic_type), "readable": found.readable, "steps": [_step(p) for p in found.places],
        "foreign": [_step(p) for p in found.foreign],
    }  # fmt: skip
    session.printer.result(document, [_step_line(p) for p in (*found.places, *found.foreign)])


def _step(place: StepPlace) -> dict[str, Any]:
    step = place.step
    return {
        "code": step.code,
        "phase": step.phase,
        "name": say(step.name.zh, step.name.en),
        "found": str(place.found),
        "pages": list(place.pages),
    }


def _step_line(place: StepPlace) -> str:
    name = say(place.step.name.zh, place.step.name.en)
    if place.found is Found.ABSENT:
        return f"{place.step.phase}  {name}  " + say("没有找到", "not found")
    pages = say("、", ", ").join(str(p) for p in place.pages[:8])
    surely = "" if place.found is Found.HEADING else say("（仅在目录或流程图中）", " (only where many steps are listed)")
    return f"{place.step.phase}  {name}  " + say("第{pages}页", "page {pages}", pages=pages) + surely
