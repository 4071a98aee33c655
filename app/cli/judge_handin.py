"""`qcdesk judge declare|submit|upload|receipt|ask-return`: from the pledge to the chair's receipt, and back for a change."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from app.cli.arguments import Groups, arg, command
from app.cli.session import Session
from app.core.clock import to_text
from app.core.words import say
from app.services.judge import declare, outbox, receipts, return_request, submit


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands in the group `judge`."""
    command(
        own, common, "declare", _declare, say("签署评审承诺书", "sign the declaration"),
        arg("--conflict", action="append", default=[], metavar="ENTRY=REASON"), arg("--name"),
    )  # fmt: skip
    command(own, common, "submit", _submit, say("提交评分", "hand in"), arg("--out", type=Path))
    command(own, common, "upload", _upload, say("上传待发文件", "send what waits"))
    command(own, common, "receipt", _receipt, say("读取回执", "read a receipt"), arg("file", type=Path))
    command(
        own, common, "ask-return", _ask_return, say("申请退回修改：写出发给组长的文字", "write the words that ask the chair to return it"),
        arg("entries", nargs="*", metavar="ENTRY"), arg("--reason", required=True),
    )  # fmt: skip


def _declare(session: Session) -> None:
    pairs = [text.partition("=") for text in session.args.conflict]
    with session.profile() as profile:
        made, _ = declare.declare(profile, {code.strip(): reason.strip() for code, _, reason in pairs}, name=session.args.name)
    document = {"name": made.name, "at": to_text(made.at), "conflicts": dict(made.conflicts)}
    session.printer.result(
        document,
        [
            say(
                "评审承诺书已由 {name} 签署；回避 {n} 项。",
                "Signed by {name}; {n} {n:conflict|conflicts} declared.",
                name=made.name,
                n=len(made.conflicts),
            )
        ],
    )


def _submit(session: Session) -> None:
    with session.profile() as profile:
        done, _ = submit.submit(profile, session.args.out)
    document = {
        "package": str(done.package), "sha256": done.sha256, "payload": done.payload, "fingerprint": done.fingerprint,
        "sheets": done.sheets, "recused": done.recused,
    }  # fmt: skip
    lines = [
        say(
            "已提交 {n} 份（回避 {r} 份），评分已锁定。",
            "Handed in {n} {n:sheet|sheets} ({r} recused); the scores are locked.",
            n=done.sheets,
            r=done.recused,
        ),
        say("校验码 {code}", "Check code {code}", code=done.fingerprint),
        say("评分文件：{path}", "Score file: {path}", path=done.package),
    ]
    session.printer.result(document, lines)


def _upload(session: Session) -> int:
    with session.profile() as profile:
        done = outbox.send(profile)
    session.printer.result(
        {"sent": done.sent, "left": done.left, "problem": done.problem},
        [
            say(
                "已发送 {n} 个文件，余 {left} 个。{why}",
                "Sent {n} {n:file|files}, {left} left. {why}",
                n=done.sent,
                left=done.left,
                why=done.problem,
            )
        ],
    )
    if done.left and not done.sent:
        session.printer.refusal(done.problem)
        return 1
    return 0


def _receipt(session: Session) -> None:
    with session.profile() as profile:
        view, _ = receipts.accept_file(profile, session.args.file)
    document = {
        "state": str(view.state), "payload": view.payload, "sheets": view.sheets, "recused": view.recused, "total": view.total,
        "agrees": view.agrees, "reason": view.reason,
    }  # fmt: skip
    session.printer.result(document, [view.words])


def _ask_return(session: Session) -> None:
    with session.profile() as profile:
        made, _ = return_request.ask(profile, session.args.entries, session.args.reason)
    asked = made.asked
    document = {
        "text": made.text, "payload": asked.payload, "fingerprint": made.fingerprint, "entries": list(asked.entries),
        "reason": asked.reason, "at": to_text(asked.at),
    }  # fmt: skip
    session.printer.result(document, [made.text])
