"""`qcdesk chair agenda|lines|show|log|undo|redo`: the meeting, from its agenda to what was decided."""

from __future__ import annotations

from argparse import ArgumentParser

from app.cli.arguments import Groups, arg, command, count
from app.cli.chair_json import move_json, plain
from app.cli.session import Session
from app.core.text import one_line
from app.core.words import say
from app.models.points import to_text
from app.services.chair import agenda, decision_log, lines, one_entry, steps, ties


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands."""
    command(
        own,
        common,
        "agenda",
        _agenda,
        say("议程", "the agenda"),
        arg("--near", type=count, default=lines.NEAR),
        arg("--table", metavar="ENTRY"),
    )
    command(
        own,
        common,
        "lines",
        _lines,
        say("名额和名额线附近", "places, and who is near the lines"),
        arg("--near", type=count, default=lines.NEAR),
    )
    command(own, common, "show", _show, say("一份成果的各评委分数", "one entry, all judges"), arg("entry"))
    command(own, common, "log", _log, say("决定记录", "the decision log"), arg("--entry"))
    command(
        own, common, "undo", _undo, say("撤销一步", "undo a step"), arg("step", nargs="?"), arg("--list", action="store_true"),
    )  # fmt: skip
    command(own, common, "redo", _redo, say("恢复一步", "redo a step"), arg("step", nargs="?"))


def _agenda(session: Session) -> None:
    with session.profile() as profile:
        if session.args.table is not None:
            agenda.put_on_table(profile, session.args.table)
        found = agenda.agenda(profile, near=session.args.near)
    told: list[str] = []
    for heading in agenda.Heading:
        items = found.under(heading)
        told += [f"【{agenda.heading_words(heading)}】"] if items else []
        told += [_item_line(i, here=i.code == found.current) for i in items]
    session.printer.result({**plain(found), "rest": list(found.rest)}, told)


def _item_line(item: agenda.Item, *, here: bool) -> str:
    state = {
        agenda.Settled.OPEN: "", agenda.Settled.DECIDED: "✓", agenda.Settled.STALE: say("待复核", "confirm anew"), agenda.Settled.DEFERRED: say("暂缓", "deferred"),
    }[item.settled]  # fmt: skip
    parts = [f"{'▶' if here else ' '} {item.code}", item.title, item.why, state, item.avoid, _led(item.lead)]
    return "  ".join(p for p in parts if p)


def _led(judge: str) -> str:
    return say("{judge} 主持", "led by {judge}", judge=judge) if judge else ""


def _lines(session: Session) -> None:
    with session.profile() as profile:
        found, meters, tied = lines.near(profile, rows=session.args.near), lines.meters(profile), ties.line_ties(profile)
    told = [m.words for m in meters]
    for line in found:
        told.append(f"【{line.words}】")
        told += [
            f"{_side(r.side)} {r.rank or '—':>3}  {r.code:<10} {'—' if r.official is None else to_text(r.official):>7}  {r.title}"
            for r in line.rows
        ]
    for tie in tied:
        told.append(
            say(
                "同分 {entries}：{seats} 个名额 {settled}",
                "tied {entries}: {seats} {seats:place|places} {settled}",
                entries="、".join(tie.entries),
                seats=tie.seats,
                settled=tie.settled,
            )
        )
        told += [f"  {step.name}  " + "  ".join(f"{c} {to_text(v[0]) if v else '—'}" for c, v in step.values.items()) for step in tie.chain]
    session.printer.result({"meters": plain(meters), "lines": plain(found), "ties": plain(tied)}, told)


def _side(side: lines.Side) -> str:
    return {lines.Side.ABOVE: "▲", lines.Side.TIED: "＝", lines.Side.BELOW: "▽"}[side]


def _show(session: Session) -> None:
    with session.profile() as profile:
        found = one_entry.entry_desk(profile, session.args.entry)
    row = found.row
    told = [
        f"{row.code}  {row.title}",
        f"{say('最终', 'official')} {'—' if row.official is None else to_text(row.official)}  {found.level_name}  {found.avoid}".rstrip(),
    ]
    told += [
        f"  {h}: {say('回避', 'recused') if j in row.recused else '—' if (p := row.scores.get(j)) is None else to_text(p)}"
        for j, h in found.judges.items()
    ]
    told += [f"{line.words}  {line.reason}" for line in found.decisions]
    session.printer.result(plain(found), told)


def _log(session: Session) -> None:
    wanted = session.args.entry
    with session.profile() as profile:
        code = one_entry.entry_desk(profile, wanted).row.code if wanted is not None else None
        found = decision_log.log(profile, entry=code)
    session.printer.result({"decisions": plain(found)}, [_told(line) for line in found])


def _told(line: decision_log.LogLine) -> str:
    state = {"undone": say("（已撤销）", " (undone)"), "stale": say("（待复核）", " (confirm anew)")}.get(str(line.standing), "")
    led = say("（{who}主持）", "(led by {who})", who=line.led_by) if line.led_by else ""
    reason = "" if line.restores else one_line(line.reason)  # an earlier version wrote 撤销 there, of a redo too
    return " ".join(w for w in (line.id[:8], line.entry, line.words + state, line.votes_words, reason, led) if w)


def _undo(session: Session) -> None:
    with session.profile() as profile:
        if session.args.list:
            listed = steps.history(profile)
            told = [
                f"{s.id[:8]} {s.at.astimezone():%m-%d %H:%M} {s.words}{say('（已撤销）', ' (undone)') if s.undone else ''}" for s in listed
            ]
            session.printer.result({"steps": plain(listed)}, told)
            return
        done, _ = steps.undo(profile, session.args.step)
    _reversed(session, done)


def _redo(session: Session) -> None:
    with session.profile() as profile:
        done, _ = steps.redo(profile, session.args.step)
    _reversed(session, done)


def _reversed(session: Session, done: steps.Undone | None) -> None:
    nothing = say("没有可撤销或恢复的步骤。", "There is nothing to undo or redo.")
    document = {"step": done.step, "words": done.words, "moves": [move_json(m) for m in done.moves]} if done else {"step": None}
    session.printer.result(document, [done.words, *(m.words for m in done.moves)] if done else [nothing])
