"""`qcdesk judge export-scores | import-scores | sheets`: a judge's scores as a spreadsheet and on paper."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from app.cli.arguments import Groups, arg, command, which_round
from app.cli.session import Session
from app.core.words import say
from app.models import points as written
from app.models.shape import Points
from app.services.judge import score_files, sheets, table_preview
from app.services.judge.table_preview import Preview

_SHOWN = 20


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands below `judge`."""
    command(own, common, "export-scores", _export, say("导出我的评分表（XLSX）", "write own scores as XLSX"), arg("file", type=Path))
    command(
        own, common, "import-scores", _import, say("从表格导入分数，全部或全不", "read scores from a spreadsheet, all or nothing"),
        arg("file", type=Path), arg("--dry-run", action="store_true", help=say("只预览", "preview only")),
        arg("--clear-blanks", action="store_true", help=say("空单元格清除原来的分数", "blank cells clear what stands")),
    )  # fmt: skip
    command(
        own, common, "sheets", _sheets, say("打印评分表", "write the score sheets"), arg("--out", type=Path, required=True), which_round(),
        arg("--blank", action="store_true", help=say("空白表，手写用", "blank forms, to write by hand")),
    )  # fmt: skip


def _export(session: Session) -> None:
    with session.profile() as profile:
        made = score_files.export_scores(profile, session.args.file)
    session.printer.result({"file": str(made.file), "entries": made.entries}, [str(made.file)])


def _import(session: Session) -> int:
    args = session.args
    with session.profile() as profile:
        preview = score_files.preview_import(profile, args.file, clear_blanks=args.clear_blanks)
        applied = not preview.problems and not args.dry_run
        if applied:
            table_preview.apply(profile, preview)
    session.printer.result(_document(preview, applied), _lines(preview, applied))
    if preview.problems:
        session.printer.refusal(str(table_preview.problems_in_words(preview)))
    return 1 if preview.problems else 0


def _document(preview: Preview, applied: bool) -> dict[str, Any]:
    changes = [{"cell": c.place, "entry": c.entry, "item": c.item, "from": _text(c.before), "to": _text(c.after)} for c in preview.changes]
    problems = [{"cell": c.place, "entry": c.entry, "text": c.text, "reason": c.words} for c in preview.problems]
    zeros = [{"cell": c.place, "entry": c.entry, "item": c.item} for c in preview.zeros]
    made: dict[str, Any] = {
        "applied": applied, "changed": changes, "unchanged": preview.unchanged, "zeros": zeros, "problems": problems, "note": preview.note,
    }  # fmt: skip
    if preview.problems:
        error = table_preview.problems_in_words(preview)
        made["error"] = {"message": error.message, "hint": error.hint, "reason": error.reason}
    return made


def _lines(preview: Preview, applied: bool) -> list[str]:
    blank = say("未评", "blank")
    lines = [f"{c.entry} {c.item}: {_text(c.before) or blank} → {_text(c.after) or blank}" for c in preview.changes[:_SHOWN]]
    lines += [f"✗ {c.reason}" for c in preview.problems]
    lines += [preview.note] if preview.note else []
    if preview.zeros:
        cells = say("、", ", ").join(f"{c.entry} {c.item} ({c.place})" for c in preview.zeros)
        lines.append(
            say("请核对，这 {n} 项是 0 分：{cells}", "Check {n:this|these} {n} {n:zero|zeros}: {cells}", n=len(preview.zeros), cells=cells)
        )
    counts = {"new": len(preview.changes), "same": preview.unchanged, "bad": len(preview.problems)}
    if applied:
        return [*lines, say("已导入 {new} 项，{same} 项没有变化。", "Imported {new} {new:item|items}, {same} unchanged.", **counts)]
    return [
        *lines,
        say(
            "没有导入：{new} 项会改变，{same} 项不变，{bad} 处有问题。",
            "Not imported: {new} would change, {same} unchanged, {bad} {bad:problem|problems}.",
            **counts,
        ),
    ]


def _text(points: Points | None) -> str | None:
    return None if points is None else written.to_text(points)


def _sheets(session: Session) -> None:
    with session.profile() as profile:
        if session.args.blank:
            blank = sheets.blank_papers(profile, session.args.out, round_number=session.args.round)
            session.printer.result({"sheets": str(blank.sheets), "count": blank.count}, [str(blank.sheets)])
            return
        made = sheets.judge_papers(profile, session.args.out, round_number=session.args.round)
    document = {"sheets": str(made.sheets) if made.sheets else None, "summary": str(made.summary), "count": made.count,
                "unprintable": dict(made.unprintable)}  # fmt: skip
    session.printer.result(document, [str(p) for p in (made.sheets, made.summary) if p])
    if words := sheets.unprintable_words(made.unprintable):
        session.printer.note(words)
