"""`qcdesk backup|restore|doctor|verify|demo`: the tools that belong to nobody in particular."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from app.cli.arguments import Groups, arg, command
from app.cli.session import Session
from app.core.clock import to_text
from app.core.text import one_line
from app.core.words import say
from app.services import backup, doctor, verify


def add(groups: Groups, common: ArgumentParser) -> None:
    """Declare the commands."""
    command(groups, common, "backup", _backup, say("备份", "back up"), arg("--out", type=Path))
    command(
        groups,
        common,
        "restore",
        _restore,
        say("用恢复码恢复备份", "restore a backup with the recovery code"),
        arg("file", type=Path),
        arg("--preview", action="store_true"),
    )
    command(groups, common, "doctor", _doctor, say("体检", "check this computer and profile"))
    command(
        groups, common, "verify", _verify, say("独立验证一个文件", "verify a file on its own"), arg("file", type=Path),
        arg("--trust", type=Path, required=True, metavar="ROOT.JSON"), arg("--roster", type=Path),
    )  # fmt: skip
    command(
        groups, common, "demo", _demo, say("用示例数据走完全程", "the whole road on sample data"), arg("--out", type=Path, default=Path("qcdesk-demo")),
        arg("--headless", action="store_true"), arg("--entries", type=int), arg("--judges", type=int),
    )  # fmt: skip


def _backup(session: Session) -> None:
    with session.profile() as profile:
        if session.args.out is None:
            made, _ = backup.on_disk(profile, "manual")
            session.printer.result(
                {"path": str(made.path), "size": made.size}, [say("本机备份：{p}", "Backup on this disk: {p}", p=made.path)]
            )
            return
        head, _ = backup.off_disk(profile, session.args.out)
    document = {"path": str(session.args.out), "made": to_text(head.made), "sheets_done": head.sheets_done, "drafts": head.drafts}
    session.printer.result(
        document,
        [
            say(
                "已备份到 {p}：已评 {n} 份，草稿 {d} 份。用恢复码可在任何电脑恢复。",
                "Backed up to {p}: {n} done, {d} {d:draft|drafts}. The recovery code restores it anywhere.",
                p=session.args.out,
                n=head.sheets_done,
                d=head.drafts,
            )
        ],
    )


def _restore(session: Session) -> None:
    code = session.recovery_code()
    if session.args.preview:
        seen = backup.preview(session.args.file, code)
    else:
        seen = backup.restore(session.args.file, code, session.home, passphrase=session.new_passphrase())
    season = say("{season}，", ", {season}", season=one_line(seen.label)) if seen.label else ""
    document = {
        "made": to_text(seen.made),
        "owner": seen.owner,
        "season": seen.season,
        "label": seen.label,
        "sheets_done": seen.sheets_done,
        "drafts": seen.drafts,
        "restored": not session.args.preview,
    }
    session.printer.result(
        document,
        [
            say(
                "{season}{when} 的副本：已评 {n} 份，草稿 {d} 份。",
                "A copy of {when}{season}: {n} done, {d} {d:draft|drafts}.",
                season=season,
                when=to_text(seen.made),
                n=seen.sheets_done,
                d=seen.drafts,
            )
        ],
    )


def _doctor(session: Session) -> int:
    found = doctor.examine(session.home)
    document = {"ok": all(f.ok for f in found), "checks": [{"name": f.name, "ok": f.ok, "words": f.words} for f in found]}
    session.printer.result(document, [("✓ " if f.ok else "✗ ") + f.words for f in found])
    for check in found:
        if not check.ok:
            session.printer.refusal(check.words)
    return 0 if document["ok"] else 1


def _verify(session: Session) -> None:
    home = Path(session.args.home) if session.args.home else None
    found = verify.verify(session.args.file, session.args.trust, roster=session.args.roster, home=home)
    document = {
        "kind": found.kind,
        "signer": found.signer,
        "payload": found.payload,
        "fingerprint": found.fingerprint,
        "season": found.season,
        "season_code": found.season_code,
        "roster_version": found.roster_version,
        "facts": found.facts,
    }
    session.printer.result(document, found.lines())


def _demo(session: Session) -> int:
    from app.services import demo

    args = session.args
    headless = args.headless or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("win32", "darwin"))
    if headless and not args.headless:
        session.printer.note(say("没有图形界面，改为无界面运行。", "There is no display; running headless."))
    made = demo.run(args.out, session.printer.context(), entries=args.entries, judges=args.judges, headless=headless)
    session.printer.result(made.as_json(), made.lines())
    picture = args.out / "desk.png"
    if not headless:
        return int(args.open_desk(made.desk_home, passphrase=demo.PASSPHRASE, picture=picture))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return int(args.open_desk(made.desk_home, passphrase=demo.PASSPHRASE, quit_after_ready=True, picture=picture))
