"""`qcdesk chair decide ENTRY …`: every kind of decision by flags, previewed with `--dry-run`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from app.cli.arguments import Groups, arg, command
from app.cli.chair_json import foreseen_json
from app.cli.session import Session
from app.cli.typed_numbers import half_width, read_votes
from app.core.errors import UsageError
from app.core.words import say
from app.models.decision import Votes
from app.models.points import of
from app.services.chair import agenda, deciding, decision_log
from app.services.chair.actions import (
    Action,
    ChangePoints,
    Confirm,
    Defer,
    ExtraPlace,
    Grade,
    Keep,
    KeepAll,
    Meeting,
    Opinion,
    SetLevel,
    SettleTie,
    TieOutcome,
    Vote,
)
from app.services.profile import Profile

_OUTCOMES = {"up": TieOutcome.ALL_UP, "down": TieOutcome.ALL_DOWN, "order": TieOutcome.ORDER}


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the command."""
    command(own, common, "decide", _decide, say("作出决定", "make a decision"), *_arguments())


def _arguments() -> tuple[Any, ...]:
    return (
        arg("entries", nargs="*", metavar="ENTRY"),
        arg("--keep", action="store_true", help=say("维持", "keep the result")),
        arg("--keep-rest", action="store_true", help=say("其余一次确认", "keep everything under the last heading")),
        arg("--level", metavar="LEVEL", help=say("调整等级，none 为无等级", "set the level; none for no level")),
        arg("--points", nargs=3, metavar=("JUDGE", "ITEM", "POINTS"), help=say("复议改分", "change points")),
        arg("--vote", metavar="LEVEL", help=say("表决等级（配合 --votes、--present）", "vote about a level (with --votes, --present)")),
        arg(
            "--tie",
            choices=sorted(_OUTCOMES),
            help=say("同分：同升、同落、排先后（按给出的次序）", "a tie: all up, all down, in the order given"),
        ),
        arg("--extra", metavar="LEVEL", help=say("增额", "extra place")),
        arg("--defer", action="store_true", help=say("暂缓", "defer")),
        arg(
            "--opinion",
            choices=[str(g) for g in Grade],
            help=say("主评意见的等次，文字用 --reason", "the lead's grade; its text is --reason"),
        ),
        arg(
            "--confirm", nargs="*", metavar="ID", help=say("复核确认（不写编号为全部待复核）", "confirm anew (without ids: all that wait)")
        ),
        arg("--at", metavar="LEVEL", default="", help=say("并列在哪个等级的名额线上", "at the line of which level the tie is")),
        arg("--reason", default=""),
        arg("--votes", metavar="A/B/C", help=say("同意/反对/弃权", "for/against/abstaining")),
        arg("--present", default="", metavar="J,J,…", help=say("出席的评委编号", "judges present")),
        arg("--led-by", default="", metavar="JUDGE", help=say("组长回避时的主持人", "who leads when the chair stands aside")),
        arg("--dry-run", action="store_true", help=say("只说会怎样", "only say what it would do")),
    )


def _decide(session: Session) -> None:
    args = session.args
    meeting = Meeting(
        tuple(j.strip().upper() for j in args.present.split(",") if j.strip()), _votes(session, args.votes), args.led_by.strip().upper()
    )
    with session.profile() as profile:
        action = _action(session, profile, args)
        try:
            foreseen, document = _done(profile, action, meeting, dry_run=args.dry_run)
        except UsageError as error:
            if error.reason != "chair-recused":
                raise
            raise UsageError(error.message, _led_by(), reason=error.reason) from error
    told = [foreseen.words, *foreseen.lines, *(m.words for m in foreseen.moves), *(m.words for m in foreseen.meters)]
    session.printer.result({**document, **foreseen_json(foreseen)}, told)


def _done(profile: Profile, action: Action, meeting: Meeting, *, dry_run: bool) -> tuple[deciding.Foreseen, dict[str, object]]:
    if dry_run:
        return deciding.foresee(profile, action, meeting), {}
    made, _ = deciding.decide(profile, action, meeting)
    return made.foreseen, {"step": made.step, "decisions": [d.id for d in made.decisions]}


def _led_by() -> str:
    """The next step at a terminal: of several entries the others need nobody else."""
    return say(
        "请加 --led-by 评委编号（副组长或主评）；几份一起时，其余的可以先单独做：写成果编号，--confirm 后面写决定编号（chair log）。",
        "Add --led-by JUDGE (the deputy or the lead reviewer); of several, the others can be done first: name the entries, or the decisions after --confirm (chair log).",
    )


def _votes(session: Session, text: str | None) -> Votes | None:
    if text is None:
        return None
    votes = read_votes(text)
    if votes is None:
        raise _usage(session, say("--votes 应写成 同意/反对/弃权，例如 4/1/0。", "--votes is for/against/abstaining, as in 4/1/0."))
    return votes


def _action(session: Session, profile: Profile, args: Namespace) -> Action:
    """The one kind that was asked for."""
    kinds = ("keep", "keep_rest", "level", "points", "vote", "tie", "extra", "defer", "opinion", "confirm")
    wanted = [k for k in kinds if getattr(args, k) not in (None, False)]
    codes = tuple(c.strip().upper() for c in args.entries)
    if len(wanted) != 1 or (len(codes) != 1 and wanted[0] not in ("keep", "keep_rest", "tie", "confirm")):
        raise _usage(session, say("请写一份成果和一种决定（见 --help）。", "Name one entry and one kind of decision (see --help)."))
    if wanted[0] == "keep_rest":
        return KeepAll(agenda.agenda(profile).rest)
    if wanted[0] == "confirm":
        return Confirm(tuple(args.confirm) or _stale(profile), args.reason)
    if wanted[0] == "tie":
        return SettleTie(codes, args.at.strip().upper(), _OUTCOMES[args.tie], args.reason, codes if args.tie == "order" else ())
    if wanted[0] == "keep" and len(codes) != 1:
        return KeepAll(codes)
    return _single(session, wanted[0], codes[0], args)


def _single(session: Session, kind: str, code: str, args: Namespace) -> Action:
    if kind == "points":
        return _points(session, code, args)
    made: dict[str, Action] = {
        "keep": Keep(code, args.reason),
        "level": SetLevel(code, _level(args.level), args.reason),
        "vote": Vote(code, _level(args.vote), args.reason),
        "extra": ExtraPlace(code, (args.extra or "").strip().upper(), args.reason),
        "defer": Defer(code, args.reason),
        "opinion": Opinion(code, Grade(args.opinion or Grade.GOOD), args.reason),
    }
    return made[kind]


def _points(session: Session, code: str, args: Namespace) -> ChangePoints:
    judge, item, text = args.points
    text = half_width(text)
    if not text.replace(".", "", 1).isdecimal() or not text.isascii() or len(text) > 8:
        raise _usage(session, say("分数应写成数字，例如 24.5。", "Points are a number, as in 24.5."))
    return ChangePoints(code, judge.strip().upper(), item, of(text), args.reason)


def _level(text: str | None) -> str | None:
    return None if text is None or text.strip().lower() == "none" else text.strip().upper()


def _stale(profile: Profile) -> tuple[str, ...]:
    return tuple(line.id for line in decision_log.log(profile) if line.standing is decision_log.Standing.STALE)


def _usage(session: Session, message: str) -> SystemExit:
    session.printer.note(message)
    return SystemExit(2)
