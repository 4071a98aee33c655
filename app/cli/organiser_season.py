"""`qcdesk organizer merge|results|decide|undo|redo|choose|policy`: the season over all panels."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli.arguments import Groups, arg, command, which_round
from app.cli.chair_json import plain
from app.cli.season_json import decided_json, standing_json
from app.cli.season_words import choosing, standing_lines, still_open
from app.cli.session import Session
from app.cli.typed_numbers import read_votes
from app.core.errors import UsageError
from app.core.words import say
from app.models.chairing import StepKind
from app.models.decision import DecisionKind, Votes
from app.packages import codec
from app.services.chair.steps import Undone
from app.services.organiser import season_deciding, season_merge, season_policy, season_standing, season_state, season_steps, state
from app.services.organiser.season_deciding import SeasonAction, SeasonDecided
from app.services.organiser.season_merge import MergedFile, SeasonMerged
from app.services.profile import Profile

REPO = arg("repository", type=Path, metavar="REPO")
_KINDS = {
    "level": DecisionKind.LEVEL, "vote": DecisionKind.VOTE, "grant": DecisionKind.EXTRA_PLACE, "keep": DecisionKind.KEEP, "defer": DecisionKind.DEFER,
    "tie": DecisionKind.TIE, "tie-down": DecisionKind.TIE,
}  # fmt: skip


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands in the group `organizer`."""
    command(
        own, common, "merge", _merge, say("合并各组的小组结果", "merge the panels' results"), REPO, arg("files", nargs="*", type=Path, metavar="FILE.qcp"),
        arg("--inbox", action="store_true", help=say("也看收件箱", "the inbox too")), arg("--dry-run", action="store_true"),
    )  # fmt: skip
    command(own, common, "results", _results, say("全季结果", "the season's standing"), REPO, which_round())
    command(
        own, common, "decide", _decide, say("合议会决定", "a decision of all chairs"), REPO, arg("entries", nargs="+", metavar="ENTRY"),
        arg("--level", metavar="LEVEL", help=say("定等级，none 为无等级", "set the level; none for no level")),
        arg("--vote", metavar="LEVEL", help=say("表决等级（配合 --votes、--present）", "vote on a level (with --votes, --present)")),
        arg("--grant", metavar="LEVEL", help=say("批准增额", "grant an extra place")),
        arg("--keep", action="store_true", help=say("维持", "keep")), arg("--defer", action="store_true", help=say("暂缓", "defer")),
        arg("--tie", action="store_true", help=say("同分按给出的次序", "a tie, in the order given")),
        arg("--tie-down", metavar="LEVEL", help=say("同分同落", "a tie settled downwards")),
        arg("--reason", default=""), arg("--votes", metavar="A,B,C", help=say("同意,反对,弃权", "for, against, abstaining")),
        arg("--present", action="append", default=[], metavar="JUDGE"), which_round(),
    )  # fmt: skip
    command(
        own, common, "undo", _undo, say("撤销一步（收入或决定），或一项决定", "take a step back (an import, decisions), or one decision"), REPO,
        arg("step", nargs="?", help=say("编号，不写为最近一步", "an id; the newest step without one")),
        arg("--reason", default=""), arg("--list", action="store_true", help=say("列出各步", "list the steps")), which_round(),
    )  # fmt: skip
    command(own, common, "redo", _redo, say("恢复撤销的一步", "bring a step again"), REPO)
    command(
        own, common, "choose", _choose, say("选定某一份小组结果", "choose between results of one panel"), REPO, arg("payload"),
        arg("--reason", required=True), which_round(),
    )  # fmt: skip
    command(
        own, common, "policy", _policy, say("查看或修改规则", "show or change the policy"), REPO,
        arg("--set", type=Path, metavar="FILE.json", help=say("要改的项", "the fields to change")),
        arg("--rank-within", choices=season_policy.SCOPES, help=say("排名范围", "within what entries are ranked")),
    )  # fmt: skip


def _merge(session: Session) -> int:
    args = session.args
    if not args.files and not args.inbox:
        session.printer.note(say("请给出小组结果文件、文件夹，或 --inbox。", "Name panel results, folders, or --inbox."))
        raise SystemExit(2)
    with session.profile() as profile:
        done, _ = season_merge.merge(
            profile, args.repository, args.files, session.printer.context(), dry_run=args.dry_run, with_inbox=args.inbox
        )
    failed = bool(done.refused) and not done.accepted and not done.unchanged
    refusals = [f"✗ {r.file.name}: {r.words}" for r in done.refused]
    session.printer.result(_merged_json(done), [*_merged_lines(done), *(() if failed else refusals)])
    for line in refusals if failed else ():
        session.printer.refusal(line)
    return 1 if failed else 0


def _merged_json(done: SeasonMerged) -> dict[str, Any]:
    return {
        "accepted": [_file(f) for f in done.accepted],
        "unchanged": [_file(f) for f in done.unchanged],
        "refused": [{"file": str(r.file), "reason": r.reason, "words": r.words} for r in done.refused],
        "replaced": [_file(f) for f in done.accepted if f.before],
        "moves": [{k: v for k, v in asdict(m).items() if k != "words"} for m in done.moves],
        "kept": done.kept,
        "notes": list(done.empty),
        "season": standing_json(done.standing) if done.standing else None,
    }


def _file(file: MergedFile) -> dict[str, Any]:
    return {**asdict(file), "file": str(file.file)}


def _merged_lines(done: SeasonMerged) -> list[str]:
    lines = [_merged_line(f, say("收到", "taken")) for f in done.accepted] + [_merged_line(f, say("已有", "held")) for f in done.unchanged]
    lines += done.empty
    told = dict.fromkeys(f.waits for f in (*done.accepted, *done.unchanged) if f.waits)
    lines += [*told, *(m.words for m in done.moves)]
    standing = standing_lines(done.standing) if done.standing else choosing() if told else []
    return [*lines, *(line for line in standing if not any(words.startswith(line) for words in told))]


def _merged_line(file: MergedFile, what: str) -> str:
    waits = "" if file.counts else say("（编号 {code}，未采用）", " ({code}, does not count)", code=season_standing.short(file.payload))
    if file.instead:
        waits += say("；采用的是 {code}", "; {code} counts", code=season_standing.short(file.instead))
    if file.clock:
        waits += say("；{words}", "; {words}", words=file.clock)
    return say(
        "{what} {panel} 第 {n} 份，{e} 项；依据 {p} 份评分文件，与组织方所存 {c} 份相符{waits}",
        "{what}: {panel} no. {n}, {e} {e:entry|entries}, from {p} {p:score file|score files}, {c} of them held here and the same{waits}",
        what=what, panel=file.panel, n=file.sequence, e=file.entries, p=file.packages, c=file.checked, waits=waits,
    )  # fmt: skip


def _results(session: Session) -> None:
    with session.profile() as profile:
        found = season_standing.standing(profile, round_number=session.args.round)
    session.printer.result(standing_json(found), standing_lines(found))


def _decide(session: Session) -> None:
    args = session.args
    asked = {
        "level": args.level,
        "vote": args.vote,
        "grant": args.grant,
        "keep": args.keep,
        "defer": args.defer,
        "tie": args.tie,
        "tie-down": args.tie_down,
    }
    chosen = [name for name, value in asked.items() if value not in (None, False)]
    if len(chosen) != 1:
        session.printer.note(say("请给出一种决定。", "Give exactly one kind of decision."))
        raise SystemExit(2)
    value = asked[chosen[0]]
    level = None if not isinstance(value, str) or value.lower() == "none" else value.upper()
    action = SeasonAction(
        _KINDS[chosen[0]], tuple(e.upper() for e in args.entries), level, args.reason, _votes(session), tuple(j.upper() for j in args.present),
        chosen[0] == "tie-down",
    )  # fmt: skip
    with session.profile() as profile:
        done, _ = season_deciding.decide(profile, args.repository, action, round_number=args.round)
    _decided(session, done)


def _votes(session: Session) -> Votes | None:
    text = session.args.votes
    if text is None:
        return None
    votes = read_votes(text)
    if votes is None:
        session.printer.note(say("--votes 应为三个数：同意,反对,弃权。", "--votes takes three numbers: for, against, abstaining."))
        raise SystemExit(2)
    return votes


def _undo(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        state.check_repository(profile, str(args.repository))
        listed = season_steps.history(season_state.load(profile, args.round))
        if args.list:
            document = {"steps": plain(listed)}
            told = [f"{s.id[:8]} {s.words}{say('（已撤销）', ' (undone)') if s.undone else ''}" for s in listed]
            session.printer.result(document, told or [_nothing()])
        elif args.step is None or any(s.kind is StepKind.IMPORT and s.id.startswith(args.step.lower()) for s in listed):
            _turned(session, season_steps.undo(profile, args.step)[0])
        else:
            _decided(session, season_deciding.undo(profile, args.repository, args.step, args.reason, round_number=args.round)[0])


def _redo(session: Session) -> None:
    with session.profile() as profile:
        state.check_repository(profile, str(session.args.repository))
        _turned(session, season_steps.redo(profile)[0])


def _turned(session: Session, done: Undone | None) -> None:
    if done is None:
        session.printer.result({"step": None, "moves": []}, [_nothing()])
        return
    document = {"step": done.step, "words": done.words, "moves": [{k: v for k, v in asdict(m).items() if k != "words"} for m in done.moves]}
    session.printer.result(document, [done.words, *(m.words for m in done.moves)])


def _nothing() -> str:
    return say("没有可撤销或恢复的步骤。", "There is nothing to undo or redo.")


def _decided(session: Session, done: SeasonDecided) -> None:
    lines = [say("已记录：{id}", "Recorded: {id}", id=d.id[:12]) for d in done.decisions]
    document = {
        "decisions": [decided_json(d) for d in done.decisions],
        "moves": [{k: v for k, v in asdict(m).items() if k != "words"} for m in done.moves],
    }
    session.printer.result(document, [*lines, *(m.words for m in done.moves), *done.reopened])


def _choose(session: Session) -> None:
    with session.profile() as profile:
        made, _ = season_deciding.choose(
            profile, session.args.repository, session.args.payload, session.args.reason, round_number=session.args.round
        )
        left = _left(profile, session.args.round)
    session.printer.result(
        {"decision": made.id, "payload": made.after}, [say("已选定这份小组结果。", "This panel result counts now."), *left]
    )


def _left(profile: Profile, round_number: int | None) -> list[str]:
    """The same after a choice; where nothing can be ranked yet, `results` says why."""
    try:
        return still_open(season_standing.standing(profile, round_number=round_number))
    except UsageError:
        return []


def _policy(session: Session) -> None:
    args = session.args
    fields: dict[str, Any] = dict(season_policy.read_fields(args.set)) if args.set else {}
    if args.rank_within:
        fields["rank_within"] = args.rank_within
    with session.profile() as profile:
        if fields:
            made, _ = season_policy.change(profile, args.repository, fields)
        else:
            made = season_policy.policy(profile, args.repository)
    document = codec.to_json(made)
    lines = [f"{name}: {value}" for name, value in document.items()]
    session.printer.result(
        document,
        [*lines, *([say("发布后生效（organizer publish）。", "In force with the next publish (organizer publish).")] if fields else [])],
    )
