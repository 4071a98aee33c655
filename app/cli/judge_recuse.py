"""`qcdesk judge recuse`: standing aside from an entry or from all of a unit, and taking that back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from app.cli.arguments import Groups, arg, command
from app.cli.session import Session
from app.core.clock import to_text
from app.core.errors import UsageError
from app.core.words import say
from app.models.sheet import Recusal, RecusalReason, ScoreSheet, SheetState
from app.services.judge import recuse, unit_conflict


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the command in the group `judge`."""
    command(
        own, common, "recuse", _recuse, say("回避一份成果，或一个单位的全部成果", "stand aside from an entry, or from all of a unit"),
        arg("entry", nargs="?", default=""), arg("--reason", default="", help=say("理由（撤销时不用）", "why; not needed with --take-back")),
        arg(
            "--unit", nargs="?", const="", metavar="NAME",
            help=say("同单位的成果都回避；不写单位就是这份成果的单位", "all entries of the unit; without a name, of this entry's unit"),
        ),
        arg("--kind", choices=[str(r) for r in RecusalReason], default=str(RecusalReason.OTHER)), arg("--take-back", action="store_true"),
    )  # fmt: skip


def _recuse(session: Session) -> None:
    args = session.args
    if not args.entry and (args.take_back or not args.unit):
        raise UsageError(
            say("没有写成果编号。", "No entry is named."),
            say("例：judge recuse Z-001 --reason 曾辅导该小组", 'E.g. judge recuse Z-001 --reason "coached the circle"'),
        )
    if args.unit is not None:
        _unit(session)
        return
    with session.profile() as profile:
        if args.take_back:
            sheet, _ = recuse.take_back(profile, args.entry)
        else:
            sheet, _ = recuse.recuse(profile, args.entry, args.reason, RecusalReason(args.kind))
    session.printer.result(_sheet_json(sheet), [_line(sheet)])


def _unit(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        if args.take_back:
            sheets, _ = unit_conflict.take_back(profile, args.entry)
        else:
            sheets, _ = unit_conflict.stand_aside(profile, args.entry, args.reason, RecusalReason(args.kind), unit=args.unit)
    lines = [_line(sheet) for sheet in sheets]
    session.printer.result(
        {"entries": [_sheet_json(s) for s in sheets]}, lines or [say("都已经回避。", "All of them are recused already.")]
    )


def _line(sheet: ScoreSheet) -> str:
    return f"{sheet.entry} {state_words(sheet.state)}"


def _sheet_json(sheet: ScoreSheet) -> dict[str, Any]:
    return {"code": sheet.entry, "state": str(sheet.state), "recusal": recusal_json(sheet.recusal)}


def recusal_json(recusal: Recusal | None) -> dict[str, Any] | None:
    """A recusal as `--json` gives it."""
    if recusal is None:
        return None
    return {"confirmed": True, "reason": str(recusal.reason), "words": recusal.words, "at": to_text(recusal.at)}


def state_words(state: SheetState) -> str:
    """The state as people say it."""
    return {
        SheetState.UNTOUCHED: say("未开始", "untouched"), SheetState.DRAFT: say("草稿", "draft"), SheetState.DONE: say("已完成", "done"),
        SheetState.SUBMITTED: say("已提交", "submitted"), SheetState.WITHDRAWN: say("已撤回", "withdrawn"),
        SheetState.RETURNED: say("退回修改", "returned"), SheetState.RECUSED: say("回避", "recused"),
    }[state]  # fmt: skip
