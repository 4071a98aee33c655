"""`qcdesk judge free`: the files of finished entries leave this disk; `judge sync --entry` brings them back."""

from __future__ import annotations

from argparse import ArgumentParser

from app.cli.arguments import Groups, arg, command
from app.cli.session import Session
from app.core.errors import UsageError
from app.core.words import say
from app.services.judge import free_space


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the command below `judge`."""
    command(
        own, common, "free", _free, say("看完释放空间", "free the files of finished entries"), arg("entry", nargs="*"),
        arg("--videos", action="store_true", help=say("只释放视频", "videos only")),
        arg("--dry-run", action="store_true", help=say("只看能腾出多少", "only say what would be gained")),
    )  # fmt: skip


def _free(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        held = free_space.holding(profile)
        finished = [e.entry for e in held.entries if e.finished]
        chosen = [code.upper() for code in args.entry] or finished
        if open_ := [code for code in chosen if code not in finished]:
            raise UsageError(
                say("{code} 没有评完，资料不释放。", "{code} is not scored; its files stay.", code=open_[0]),
                say("请只写评完的成果，或不写编号。", "Name scored entries only, or none."),
                reason="not-finished",
            )
        plan = free_space.foresee(held, chosen, videos_only=args.videos)
        if not args.dry_run:
            free_space.free(profile, chosen, videos_only=args.videos)
    document = {"files": len(plan.files), "bytes": plan.bytes, "freed": not args.dry_run}
    words = (
        say(
            "可腾出 {mb:.1f} MB（{n} 个文件）。",
            "{mb:.1f} MB would be gained ({n} {n:file|files}).",
            mb=plan.bytes / 1e6,
            n=len(plan.files),
        )
        if args.dry_run
        else say("已腾出 {mb:.1f} MB（{n} 个文件）。", "{mb:.1f} MB gained ({n} {n:file|files}).", mb=plan.bytes / 1e6, n=len(plan.files))
    )
    session.printer.result(document, [words])
