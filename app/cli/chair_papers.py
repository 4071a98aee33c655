"""`qcdesk chair report`: the panel's papers, all of them or some, and a line for each that cannot be printed yet."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from pathlib import Path

from app.cli.arguments import Groups, arg, command, which_round
from app.cli.session import Session
from app.core.words import say
from app.services.chair import papers
from app.services.chair.paper_supply import Meeting, supplement
from app.services.chair.papers import DEFAULT, PanelPaper, PanelPapers


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the command."""
    codes = ", ".join(p.code for p in PanelPaper)
    command(
        own, common, "report", _report, say("打印汇总表等", "papers"), arg("--out", type=Path, required=True), which_round(),
        arg("--which", action="append", type=_papers, metavar="PAPER,…", help=say("只出这几种：{codes}", "only these: {codes}", codes=codes)),
        arg("--place", default="", help=say("合议地点", "where the meeting was")), arg("--time", default="", help=say("合议时间", "when it was")),
        arg("--host", default="", help=say("主持", "who led it")), arg("--recorder", default="", help=say("记录", "who kept the record")),
        arg("--no-units", action="store_true", help=say("不打印完成单位", "leave out completing units")),
        arg("--no-recommenders", action="store_true", help=say("不打印推荐单位", "leave out recommending units")),
        arg("--bodies", type=Path, metavar="FILE.json", help=say("审定表的单位", "the bodies on the approval form")),
    )  # fmt: skip


def _papers(text: str) -> tuple[PanelPaper, ...]:
    """Names in either language, separated by commas."""
    known = {name: p for p in PanelPaper for name in (p.code, p.value)}
    asked = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if unknown := [name for name in asked if name not in known]:
        raise ArgumentTypeError(
            say("没有这种表：{name}。可选：{known}", "no such paper: {name}; there are: {known}", name=unknown[0], known=", ".join(known))
        )
    if not asked:
        raise ArgumentTypeError(say("没有写出哪种表。可选：{known}", "no paper is named; there are: {known}", known=", ".join(known)))
    return tuple(known[name] for name in asked)


def _report(session: Session) -> int:
    args = session.args
    which = tuple(p for group in args.which for p in group) if args.which else DEFAULT
    meeting = Meeting(args.place, args.time, args.host, args.recorder, not args.no_units, not args.no_recommenders)
    bodies = papers.read_bodies(args.bodies) if args.bodies else None
    with session.profile() as profile:
        given = supplement(profile, which, meeting, round_number=args.round)
        given = given if bodies is None else replace(given, bodies=bodies)
        made = papers.report(profile, args.out, which=which, given=given, round_number=args.round)
    failed = bool(args.which) and not made.files
    _tell(session, made, refusals=not failed)
    for unprinted in made.unprinted if failed else ():
        session.printer.refusal(_line(unprinted))
    return 1 if failed else 0


def _tell(session: Session, made: PanelPapers, *, refusals: bool) -> None:
    if made.unprintable:
        session.printer.note(say("字体缺少：{chars}", "No font has: {chars}", chars=" ".join(made.unprintable)))
    document = {
        "files": [str(f) for f in made.files],
        "unprintable": list(made.unprintable),
        "unprinted": [{"paper": u.paper.code, "name": u.paper.value, "words": u.words} for u in made.unprinted],
    }
    session.printer.result(document, [*(str(f) for f in made.files), *(_line(u) for u in made.unprinted if refusals)])


def _line(unprinted: papers.Unprinted) -> str:
    return f"✗ {unprinted.paper.value}: {unprinted.words}"
