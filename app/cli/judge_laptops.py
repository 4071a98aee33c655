"""`qcdesk judge enrol|restore`: a judge's first laptop, and the next one."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from app.cli.arguments import Groups, arg, command
from app.cli.copy_notes import note_json
from app.cli.session import Session
from app.core.clock import Clock
from app.core.errors import UsageError
from app.core.words import say
from app.services.judge import enrol, recovered, work_copy
from app.services.judge.enrol import InvitationView
from app.services.judge.other_season import OtherSeason


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands in the group `judge`."""
    command(
        own, common, "enrol", _enrol, say("打开邀请，登记本机", "open an invitation"), arg("invitation", type=Path), arg("--out", type=Path),
        arg("--code", metavar="DIGITS", help=say("另行告知的 6 位验证码", "the six digits sent apart")),
    )  # fmt: skip
    command(
        own, common, "restore", _restore, say("取回旧电脑上的评分", "bring back the work of an earlier computer"),
        arg("file", type=Path, nargs="?", help=say("副本文件；不写则取组织方转来的", "a copy; without it the one the organiser passed on")),
    )  # fmt: skip


def _enrol(session: Session) -> None:
    args, now = session.args, Clock().now()
    data = enrol.read_file(args.invitation)
    seen = enrol.look(data)
    code = _code(args.code, seen)
    enrol.require_code(data, code)
    try:
        enrol.require_season(data, now, session.home)
        with session.new_profile() as profile:
            done, _ = enrol.enrol(profile, data, args.out, code=code)
    except OtherSeason as other:
        raise _with_command(other, args.invitation) from other
    document = {
        "judge": done.judge, "season": done.season, "request": str(done.request), "device_code": done.device_code,
        "season_code": seen.season_code, "sent": done.sent, "copy": note_json(seen.copy),
    }  # fmt: skip
    lines = [
        say("{label}：您是评委 {judge}", "{label}: you are judge {judge}", label=seen.label, judge=done.judge),
        say("赛季码 {code}（请与通知核对）", "Season code {code} (compare it with the notice)", code=seen.season_code),
        say("设备码 {code}（组织方会打电话核对）", "Device code {code} (the organiser will ask for it)", code=done.device_code),
        say("登记文件：{path}", "Enrolment file: {path}", path=done.request),
        say("已发送。", "Sent.")
        if done.sent
        else say("未发送：请把登记文件交给组织方。{why}", "Not sent: hand the file in. {why}", why=done.sent_problem),
    ]
    if seen.copy is not None:
        after = say(
            "组织方登记本机并转交后可取回。", " It can be brought back once the organiser has admitted this computer and passed it on."
        )
        lines.append(enrol.copy_words(seen.copy) + after)
    session.printer.result(document, lines)


def _with_command(other: OtherSeason, invitation: Path) -> UsageError:
    """The same, with the very command that does it."""
    words = ["qcdesk", "--home", str(other.home), "judge", "enrol", str(invitation)]
    line = subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
    hint = say(
        "新的赛季另建档案，以后的命令也带上这个 --home：{line}",
        "Another season has a profile of its own; give this --home to later commands too: {line}",
        line=line,
    )
    return UsageError(other.message, hint, reason=other.reason)


def _code(given: str | None, seen: InvitationView) -> str | None:
    """The digits given, or asked for when they are needed and somebody is there."""
    if given is None and seen.needs_code and sys.stdin.isatty():
        return input(say("6 位验证码：", "Six-digit code: "))
    return given


def _restore(session: Session) -> None:
    with session.profile() as profile:
        done, _ = recovered.restore(profile, session.args.file, code=os.environ.get("QCDESK_RECOVERY"))
        opened_by = work_copy.who_can_open(profile)
    document = {
        **(note_json(done.note) or {}), "entries": done.entries, "kept_here": done.kept_here, "handed_in": done.handed_in, "private": done.private,
    }  # fmt: skip
    lines = [
        enrol.copy_words(done.note),
        say("已取回 {n} 份的评分和笔记。", "The points and notes of {n} {n:entry is|entries are} back.", n=done.entries),
        *([say("{n} 处在本机另有内容，以本机为准。", "{n} {n:value was|values were} entered here too; these stand.", n=done.kept_here)] if done.kept_here else []),
        *([say("旧电脑已提交，本轮已锁定。", "The earlier computer handed in; the round is locked.")] if done.handed_in else []),
        *([] if done.private else [say("私记未取回：请用旧电脑的恢复码（QCDESK_RECOVERY）再运行一次。",
                                       "Private notes stay closed: run it again with the earlier computer's recovery code (QCDESK_RECOVERY).")]),
        opened_by,
    ]  # fmt: skip
    session.printer.result(document, lines)
