"""`qcdesk judge recovery-code --new`: another recovery code in place of one that was lost or seen, as in the settings of the window."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from app.cli.arguments import Groups, arg, command
from app.cli.session import Session
from app.core.errors import UsageError
from app.core.exports import export, require_outside
from app.core.words import say
from app.services import recovery_code
from app.services.judge import recovery_paper
from app.services.profile import RECOVERY_FILE, Profile
from app.services.recovery_code import FreshCode


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the command below `judge`."""
    command(
        own, common, "recovery-code", _renew, say("换一个恢复码", "another recovery code"),
        arg("--new", action="store_true", required=True, help=say("新码启用后旧码作废", "the old one stops working")),
        arg("--out", type=Path, metavar="FILE.pdf", help=say("另存一张可打印的恢复码", "also write a page to print")),
    )  # fmt: skip


def _renew(session: Session) -> None:
    args = session.args
    if args.out is not None:
        require_outside(args.out)
    with session.profile() as profile:
        fresh = recovery_code.fresh(profile)
        if args.out is not None:
            export(args.out, _page(profile, fresh), mode=0o600)
        if session.attended and not session.confirmed(fresh.code):
            raise UsageError(
                say(
                    "最后一组不对，新恢复码没有启用，旧的照旧有效。",
                    "That is not its last group: the new code is not in force, the old one still is.",
                ),
                say(
                    "请再运行一次，抄下新的恢复码；刚才的纸请销毁。",
                    "Run it again and write the new code down; destroy the paper of this one.",
                ),
                reason="not-confirmed",
            )
        recovery_code.keep(profile, fresh.code, in_file=not session.attended)
        file = profile.home / RECOVERY_FILE
    document = {"renewed": True, "file": str(file) if file.exists() else None, "paper": str(args.out) if args.out else None}
    session.printer.result(document, _told(file))


def _page(profile: Profile, fresh: FreshCode) -> bytes:
    return recovery_paper.pdf(fresh.code, fresh.season, fresh.judge, "", profile.clock.now())


def _told(file: Path) -> list[str]:
    lines = [
        say(
            "新恢复码已启用，旧的不再能打开这台电脑上的评分和以后的副本；以前备份的副本仍用旧恢复码打开。请再备份一份。",
            "The new recovery code is in force. The old one no longer opens this computer's work nor later copies; copies made before still need it. Back up again.",
        )
    ]
    if file.exists():
        lines.append(
            say(
                "恢复码已写入 {path}，请妥善保管后删除。",
                "The recovery code was written to {path}; keep it safe, then delete the file.",
                path=file,
            )
        )
    return lines
