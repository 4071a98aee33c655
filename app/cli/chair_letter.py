"""`qcdesk chair letter`: the letters to circles, listed, changed sentence by sentence, moved towards 定稿."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from app.cli.arguments import Groups, arg, command
from app.cli.chair_json import plain
from app.cli.columns import columns
from app.cli.session import Session
from app.core.words import say
from app.models.chairing import LetterState
from app.models.sheet import NoteKind
from app.services.chair import letter_edits, letters
from app.services.chair.letter_edits import Edits, Written
from app.services.chair.letters import LetterDesk

_KINDS = {name: kind for kind, names in {
    NoteKind.STRENGTH: ("strength", "优点"), NoteKind.WEAKNESS: ("weakness", "不足"), NoteKind.SUGGESTION: ("suggestion", "改进建议", "建议"),
}.items() for name in names}  # fmt: skip
_WHOLE = "-"
_STATES = {
    LetterState.DRAFT: lambda: say("草稿", "draft"), LetterState.WAITING: lambda: say("待主评", "waiting for the lead"),
    LetterState.FINAL: lambda: say("定稿", "final"),
}  # fmt: skip
_NOTES = {
    NoteKind.STRENGTH: lambda: say("优点", "strength"), NoteKind.WEAKNESS: lambda: say("不足", "weakness"),
    NoteKind.SUGGESTION: lambda: say("改进建议", "suggestion"),
}  # fmt: skip


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the command."""
    command(
        own, common, "letter", _letter, say("反馈信：查看、改写、定稿", "letters to circles: see, change, finish"), arg("entry", nargs="?"),
        arg("--tick", action="append", default=[], metavar="NOTE", help=say("选入评委的记录", "take a judge's note in")),
        arg("--untick", action="append", default=[], metavar="NOTE", help=say("去掉记录", "take it out")),
        arg("--edit", action="append", default=[], nargs=2, metavar=("N", "TEXT"), help=say("改写第 N 句", "rewrite sentence N")),
        arg("--drop", action="append", default=[], type=_number, metavar="N", help=say("去掉第 N 句", "leave sentence N out")),
        arg("--merge", action="append", default=[], nargs=2, type=_number, metavar=("N", "M"), help=say("把第 M 句并入第 N 句", "make one sentence of two")),
        arg("--add", action="append", default=[], nargs=3, metavar=("KIND", "ITEM", "TEXT"),
            help=say("另写一句：优点、不足或改进建议，项目（整体写 -），内容", "one's own: strength, weakness or suggestion; item (- for the whole); text")),
        arg("--state", choices=[str(s) for s in LetterState]), arg("--by", metavar="JUDGE", default=""), arg("--reason", default=""),
    )  # fmt: skip


def _number(text: str) -> int:
    if not text.strip().isdecimal():
        raise ArgumentTypeError(say("“{text}”不是句子的编号", "“{text}” is no number of a sentence", text=text[:20]))
    return int(text)


def _letter(session: Session) -> None:
    args = session.args
    edits = _edits(session)
    if args.entry is None and (edits or args.state or args.by or args.reason):
        session.printer.note(say("请给出成果编号。", "Name an entry."))
        raise SystemExit(2)
    with session.profile() as profile:
        if args.entry is None:
            listed = letters.letters(profile)
            head = (say("编号", "Code"), say("状态", "State"), say("条数", "Points"), say("课题", "Title"))
            rows = [(x.code, _STATES[x.state](), str(x.points), x.title) for x in listed]
            session.printer.result({"letters": plain(listed)}, columns(head, rows, right=(2,), indent=""))
            return
        found = letter_edits.edit(profile, args.entry, edits, by=args.by)[0] if edits else None
        if args.state:
            found = letters.move_to(profile, args.entry, LetterState(args.state), by=args.by, reason=args.reason)[0]
        found = found or letters.desk(profile, args.entry, by=args.by)
    session.printer.result(plain(found), _told(found))


def _edits(session: Session) -> Edits:
    args = session.args
    try:
        texts = {_number(number): text for number, text in args.edit}
        if len(texts) != len(args.edit):
            session.printer.note(say("同一句改写了两次，不知道用哪一次的。", "One sentence is rewritten twice: which words count?"))
            raise SystemExit(2)
        added = tuple(Written(_KINDS[kind.lower()], "" if item == _WHOLE else item.upper(), text) for kind, item, text in args.add)
    except (KeyError, ArgumentTypeError) as error:
        session.printer.note(say("看不懂 {what}。", "Cannot read {what}.", what=str(error)))
        raise SystemExit(2) from error
    return Edits(tuple(args.tick), tuple(args.untick), texts, tuple(args.drop), tuple((a, b) for a, b in args.merge), added)


def _told(found: LetterDesk) -> list[str]:
    """The sentences by number, then the notes they can be made of."""
    told = [f"{found.code}  {found.title}  {_STATES[found.state]()}"]
    told += [
        f"  {n}. {_NOTES[p.kind]()}{say('：', ': ')}{p.text}{f'（{p.place}）' if p.place else ''}" for n, p in enumerate(found.points, 1)
    ]
    for item in found.items:
        told.append(f"【{item.name}】")
        told += [f"  {'✓' if n.ticked else ' '} {n.note[:8]} {n.name} {_NOTES[n.kind]()}{say('：', ': ')}{n.text}" for n in item.notes]
    return [t for t in (*told, found.why_not) if t]
