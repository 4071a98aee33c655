"""`qcdesk chair spread|evidence`: which entries the judges differ about beyond the limits, and what each of them noted where."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from app.cli.arguments import Groups, arg, command
from app.cli.chair_json import plain
from app.cli.session import Session
from app.core.words import say
from app.models.points import short
from app.services.chair import evidence, spread_list, spread_paper
from app.services.chair.evidence import EntryEvidence, ItemEvidence, JudgeEvidence


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands."""
    command(
        own, common, "spread", _spread, say("分差：超限的成果", "entries beyond the spread limits"), arg("--all", action="store_true"),
        arg("--out", type=Path, metavar="FOLDER"),
    )  # fmt: skip
    command(own, common, "evidence", _evidence, say("各评委的记录和原处", "the judges' notes and places"), arg("entry"), arg("--item"))


def _spread(session: Session) -> None:
    with session.profile() as profile:
        found = spread_list.spread_list(profile)
        files = spread_paper.write(profile, session.args.out) if session.args.out is not None else ()
    shown = [line for line in found.lines if line.over or session.args.all]
    told = [found.limits, *(_line(line) for line in shown), *(str(f) for f in files)]
    document = {"limits": found.limits, "beyond": found.beyond, "entries": plain(shown), "files": [str(f) for f in files]}
    session.printer.result(document, told)


def _line(line: spread_list.SpreadLine) -> str:
    return f"{line.code:<10} {line.title}  {spread_paper.over_words(line) or line.widest}  {line.avoid}".rstrip()


def _evidence(session: Session) -> None:
    with session.profile() as profile:
        found = evidence.evidence(profile, session.args.entry)
    items = (found.named(session.args.item),) if session.args.item and found.items else found.items
    told = [f"{found.code}  {found.title}", *([found.avoid] if found.avoid else [])]
    for item in items:
        told += _item(found, item)
    # the documents stay out: they carry the keys of their files
    document = {"code": found.code, "title": found.title, "avoid": found.avoid, "first": found.first, "items": plain(items)}
    session.printer.result(document, told)


def _item(found: EntryEvidence, item: ItemEvidence) -> list[str]:
    apart = "—" if item.range is None else short(item.range)
    words = say("【{name}】极差 {x}/限 {limit}", "[{name}] range {x}, limit {limit}", name=item.name, x=apart, limit=short(item.limit))
    return [words, *(line for judge in item.judges for line in _judge(found.names[judge.judge], judge))]


def _judge(name: str, judge: JudgeEvidence) -> list[str]:
    points = say("回避", "recused") if judge.recused else judge.mark + ("—" if judge.points is None else short(judge.points))
    told = [f"  {name} {points}"]
    for clue in judge.clues:
        place = f"（{clue.place.words}{'：' + clue.place.problem if clue.place.problem else ''}）" if clue.place is not None else ""
        told.append(f"    {clue.text}{place}")
    return told
