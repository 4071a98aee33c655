"""`qcdesk organizer report|next-round|appeal|pack`: what leaves the organiser's house once the season stands."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from pathlib import Path

from app.cli.arguments import Groups, arg, command, reads, which_round
from app.cli.session import Session
from app.core import clock
from app.core.words import say
from app.models.entry import DocumentRole
from app.models.meeting_head import MeetingHead
from app.models.points import to_text
from app.services.chair import papers
from app.services.organiser import appeal, next_round, pack, season_meeting, season_papers, season_standing, state
from app.services.organiser.season_order import Order, SeasonPaper

REPO = arg("repository", type=Path, metavar="REPO")
OUT = arg("--out", type=Path, required=True, metavar="DIR")
_SIZE = re.compile(r"([1-9][0-9]{0,6})\s*([KMG]I?B?|B)?", re.IGNORECASE)
_UNITS = {"": 0, "B": 0, "K": 10, "M": 20, "G": 30}


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands in the group `organizer`."""
    codes = ", ".join(p.code for p in SeasonPaper)
    command(
        own, common, "report", _report, say("全季的名单和报表", "the season's lists and papers"), REPO, OUT, which_round(),
        arg("--which", action="append", type=_papers, metavar="PAPER,…", help=say("只出这几种：{codes}", "only these: {codes}", codes=codes)),
        arg("--national", metavar="CODE,…", default="", help=say("推荐全国的成果，按推荐次序", "who is recommended, in order")),
        arg("--time", default="", help=say("合议会时间", "when the meeting was")), arg("--place", default="", help=say("地点", "where it was")),
        arg("--host", default="", help=say("主持", "who led it")), arg("--recorder", default="", help=say("记录", "who kept the record")),
        arg("--no-units", action="store_true", help=say("不打印完成单位", "leave out completing units")),
        arg("--no-recommenders", action="store_true", help=say("不打印推荐单位", "leave out recommending units")),
        arg("--bodies", type=Path, metavar="FILE.json", help=say("审定表的单位", "the bodies on the approval form")),
        arg("--provisional", action="store_true", help=say("暂定结果也出名单，并标明", "lists of a provisional standing too, marked so")),
    )  # fmt: skip
    command(
        own, common, "close", _close,
        say("定稿：名次和等级自此为正式结果", "make ranks and levels as they stand final"), REPO,
    )  # fmt: skip
    command(
        own, common, "next-round", _next_round, say("下一轮候选", "candidates of the next round"), REPO, arg("--level", required=True),
        arg("--from", dest="files", action="append", default=[], type=Path, metavar="FILE.qcp", help=say("按这些小组结果的建议等级", "by the levels these panels propose")),
        arg("--weight", type=_percent, metavar="PERCENT", help=say("本轮得分占百分之几", "the new round's own share, per cent")),
        arg("--reads", type=reads, default="all"), arg("--seed", type=int, default=1),
    )  # fmt: skip
    command(
        own, common, "appeal", _appeal, say("一项成果的申诉材料", "the appeal pack of one entry"), REPO, arg("entry"), OUT, which_round(),
        arg("--without-remarks", action="store_true", help=say("不附评语", "without judges' remarks")),
    )  # fmt: skip
    command(
        own, common, "pack", _pack, say("装进U盘或网盘", "a folder for a stick or netdisk"), REPO, OUT, arg("--judge", metavar="ID"),
        arg("--without-video", action="store_true"), arg("--split", type=_bytes, metavar="SIZE", help=say("分卷，如 4GB", "in parts, e.g. 4GB")),
    )  # fmt: skip


def _papers(text: str) -> tuple[SeasonPaper, ...]:
    known = {name: p for p in SeasonPaper for name in (p.code, p.value)}
    asked = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if unknown := [name for name in asked if name not in known]:
        raise ArgumentTypeError(
            say("没有这种表：{name}。可选：{known}", "no such paper: {name}; there are: {known}", name=unknown[0], known=", ".join(known))
        )
    return tuple(known[name] for name in asked)


def _percent(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 100:
        raise ArgumentTypeError(say("应为 0 到 100 的整数", "a whole number from 0 to 100"))
    return int(text)


def _bytes(text: str) -> int:
    """4GB, 700M, 100000: units of 1024."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise ArgumentTypeError(say("大小写法如 4GB、700M", "a size like 4GB or 700M"))
    return int(found[1]) << _UNITS[(found[2] or "")[:1].upper()]


def _report(session: Session) -> int:
    args = session.args
    which = tuple(p for group in args.which for p in group) if args.which else tuple(SeasonPaper)
    national = tuple(c.strip().upper() for c in args.national.replace("，", ",").split(",") if c.strip()) or None
    bodies = papers.read_bodies(args.bodies) if args.bodies else None
    head = MeetingHead(args.time, args.place, args.host, args.recorder)
    order = Order(which, national, not args.no_units, not args.no_recommenders, bodies, args.provisional, head)
    with session.profile() as profile:
        made = season_papers.report(profile, args.repository, args.out, order, round_number=args.round)
    refusals = [f"✗ {p.value}: {words}" for p, words in made.unprinted]
    failed = not made.files
    document = {
        "files": [str(f) for f in made.files], "final": made.final, "closed": clock.to_text(made.closed) if made.closed else None,
        "unprinted": [{"paper": p.code, "name": p.value, "words": w} for p, w in made.unprinted],
    }  # fmt: skip
    session.printer.result(document, [*(str(f) for f in made.files), *(() if failed else refusals)])
    for line in refusals if failed else ():
        session.printer.refusal(line)
    return 1 if failed else 0


def _close(session: Session) -> None:
    with session.profile() as profile:
        state.check_repository(profile, str(session.args.repository))
        season_meeting.close(profile)
        closed = season_standing.standing(profile).closed
    if closed is None:
        raise RuntimeError("made final, and not final")
    at = f"{closed.at.astimezone():%Y-%m-%d %H:%M}"
    session.printer.result({"closed": clock.to_text(closed.at)}, [say("已定稿：{at}", "Final since {at}", at=at)])


def _next_round(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        done, _ = next_round.next_round(
            profile, args.repository, session.printer.context(), level=args.level, files=args.files, weight=args.weight, reads=args.reads, seed=args.seed
        )  # fmt: skip
    roles = {c.entry: sorted({str(m.role) for m in done.materials if m.entry == c.entry}) for c in done.carried}
    verdicts = {v.entry: v for v in done.verdicts}
    without = [c for c, found in roles.items() if str(DocumentRole.VIDEO) not in found]
    document = {
        "round": done.round, "weight": done.weight, "provisional": done.provisional, "dropped": list(done.dropped), "kept": list(done.kept),
        "deferred": dict(done.deferred),
        "candidates": [
            {"code": c.entry, "carried": to_text(c.points), "level": c.level, "payload": c.payload, "documents": roles[c.entry],
             "verdict": str(verdicts[c.entry].verdict) if c.entry in verdicts else None}
            for c in done.carried
        ],
        "without_video": without, "unmet": list(done.plan.unmet),
    }  # fmt: skip
    lines = [
        say("第{n}轮候选 {k} 项，本轮得分占 {w}%。", "Round {n}: {k} {k:candidate|candidates}, its own score counts {w}%.", n=done.round, k=len(done.carried), w=done.weight),
        *(f"{c.entry:<10} {to_text(c.points)}  {verdicts[c.entry].verdict if c.entry in verdicts else ''}" for c in done.carried),
        *([say("还没有视频：{codes}（放进材料文件夹后再运行一次）", "No video yet: {codes} (put them into the materials folder and run this again)", codes="、".join(without))] if without else []),
        *(say("! 暂缓，保留名次，议定以前不进下一轮：{code}（{why}）", "! Deferred, its place is kept; it goes on when it is decided: {code} ({why})", code=c, why=why) for c, why in sorted(done.deferred.items())),
        *([say("不再是候选，撤下：{codes}", "No candidates any more, taken out: {codes}", codes="、".join(done.dropped))] if done.dropped else []),
        *([say("不再是候选，但已发布，保留：{codes}", "No candidates any more, but published and kept: {codes}", codes="、".join(done.kept))] if done.kept else []),
        *([say("! 所依据的结果还没有定稿。", "! The standing they come from is not final.")] if done.provisional else []),
        *(f"! {u}" for u in done.plan.unmet), say("请运行 organizer publish 发布。", "Publish with organizer publish."),
    ]  # fmt: skip
    session.printer.result(document, lines)


def _appeal(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        done = appeal.make(profile, args.repository, args.entry, args.out, remarks=not args.without_remarks, round_number=args.round)
    document = {
        "folder": str(done.folder), "file": str(done.file), "payload": done.payload, "fingerprint": done.fingerprint, "sheets": done.sheets,
        "withheld": list(done.withheld),
    }  # fmt: skip
    session.printer.result(
        document, [str(done.folder), say("校验码 {code}", "Check code {code}", code=done.fingerprint), *(f"! {w}" for w in done.withheld)]
    )


def _pack(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        done = pack.pack(
            profile, args.repository, args.out, session.printer.context(), judge=args.judge.upper() if args.judge else None,
            without_video=args.without_video, split=args.split,
        )  # fmt: skip
    document = {
        "volumes": [{**asdict(v), "folder": str(v.folder)} for v in done.volumes], "videos_left_out": done.videos_left_out,
        "others_left_out": done.others_left_out,
    }  # fmt: skip
    lines = [say("{folder}：{n} 个文件", "{folder}: {n} {n:file|files}", folder=v.folder, n=v.files) for v in done.volumes]
    if done.videos_left_out:
        lines.append(say("没有装视频 {n} 个。", "{n} {n:video|videos} left out.", n=done.videos_left_out))
    session.printer.result(
        document, [*lines, say("评委：judge sync --from 文件夹（每一卷都写上）", "Judges: judge sync --from FOLDER (name every part)")]
    )
