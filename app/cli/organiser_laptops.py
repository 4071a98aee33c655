"""`qcdesk organizer invite|admit|revoke|recover|reseal`: whose computers count, and what happens when one dies."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from app.cli.arguments import Groups, arg, command
from app.cli.copy_notes import note_json, note_words
from app.cli.session import Session
from app.core.words import say
from app.models.roster import EndReason
from app.services.organiser import admit, handing_over, invite, reseal

REPO = arg("repository", type=Path, metavar="REPO")


def add(own: Groups, common: ArgumentParser) -> None:
    """Declare the commands in the group `organizer`."""
    command(
        own, common, "invite", _invite, say("写出邀请", "write invitations"), REPO, arg("--out", type=Path, required=True),
        arg("--address", action="append", required=True), arg("--judge", action="append", default=[]),
        arg("--code", action="store_true", help=say("另写 6 位验证码，分开告知", "write six-digit codes to be sent apart")),
    )  # fmt: skip
    command(
        own, common, "admit", _admit, say("登记评委的设备", "admit judges' computers"), REPO, arg("files", nargs="*", type=Path),
        arg("--old-key", choices=[str(r) for r in EndReason], default=str(EndReason.REPLACED)),
    )  # fmt: skip
    command(
        own, common, "revoke", _revoke, say("停用评委的设备", "end a judge's key"), REPO, arg("judge"),
        arg("--why", choices=[str(r) for r in EndReason], default=str(EndReason.REVOKED)),
    )  # fmt: skip
    command(
        own, common, "recover", _recover, say("把评委的副本转给其新电脑", "pass a judge's copy on to the new computer"), REPO, arg("judge"),
        arg("--out", type=Path, metavar="DIR", help=say("另写成文件；有几份副本就各写一份", "also write files, one for each copy kept")),
    )  # fmt: skip
    command(
        own, common, "reseal", _reseal, say("为新组长重新加密评分文件", "seal the score files again for a new chair"), REPO,
        arg("--out", type=Path, required=True, metavar="DIR"),
    )  # fmt: skip


def _invite(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        done, _ = invite.invite(profile, args.repository, args.out, args.address, [j.upper() for j in args.judge], codes=args.code)
    document = {
        "invitations": {j: str(p) for j, p in done.files.items()}, "skipped": list(done.skipped), "codes": str(done.codes) if done.codes else None,
        "messages": {j: str(p) for j, p in done.texts.items()},
    }  # fmt: skip
    lines = [*(str(p) for p in done.files.values()), *(say("{j} 已登记，跳过", "{j} is admitted; skipped", j=j) for j in done.skipped)]
    if done.texts:
        lines.append(
            say(
                "发邀请时的话写在同名的 .txt 里，可直接粘贴到微信。",
                "The message for each judge is in the .txt of the same name: paste it into the chat.",
            )
        )
    if done.codes:
        lines.append(
            say("验证码：{p}（请另行告知，不要与邀请一起发）", "Codes: {p} (send them another way than the invitations)", p=done.codes)
        )
    session.printer.result(document, lines)


def _admit(session: Session) -> int:
    with session.profile() as profile:
        done, _ = admit.admit(profile, session.args.repository, session.args.files, old_key=EndReason(session.args.old_key))
    document = {
        "admitted": [{"judge": a.judge, "epoch": a.epoch, "device_code": a.device_code, "already": a.already} for a in done.admitted],
        "refused": [{"file": f, "reason": r} for f, r in done.refused],
    }
    lines = [_admitted_words(a) for a in done.admitted if session.args.files or not a.already]
    if done.admitted and not lines:
        lines = [say("收件箱里没有新的登记请求。", "There is no new enrolment request in the inbox.")]
    failed = bool(done.refused) and not done.admitted
    refusals = [f"✗ {f}: {r}" for f, r in done.refused]
    session.printer.result(document, [*lines, *(() if failed else refusals)])
    for line in refusals if failed else ():
        session.printer.refusal(line)
    return 1 if failed else 0


def _admitted_words(taken: admit.Admitted) -> str:
    told = {"j": taken.judge, "code": taken.device_code}
    if taken.already:
        return say("{j} 已经登记过，设备码 {code}", "{j} is admitted already, device code {code}", **told)
    return say("{j} 设备码 {code}（请电话核对）", "{j} device code {code} (check it by telephone)", **told)


def _revoke(session: Session) -> None:
    with session.profile() as profile:
        admit.revoke(profile, session.args.repository, session.args.judge.upper(), EndReason(session.args.why))
    session.printer.result(
        {"judge": session.args.judge.upper(), "ended": True},
        [say("{j} 的设备已停用，发布后生效。", "The key of {j} is ended from the next publish on.", j=session.args.judge)],
    )


def _recover(session: Session) -> None:
    args = session.args
    with session.profile() as profile:
        done, _ = handing_over.recover(profile, args.repository, args.judge.upper(), args.out)
    document = {
        "judge": done.judge,
        "copy": note_json(done.note),
        "file": str(done.files[0]) if done.files else None,
        "files": [str(f) for f in done.files],
        "unread": done.unread,
    }
    lines = [
        f"{done.judge}: {note_words(done.note)}",
        say("已加密给新电脑，发布后该评委同步即可取回；内容没有显示。", "Sealed to the new computer: publish, and the judge syncs. Its content was not shown."),
        *(str(f) for f in done.files), *_unread_words(done.unread),
    ]  # fmt: skip
    session.printer.result(document, lines)


def _unread_words(count: int) -> tuple[str, ...]:
    told = say(
        "另有 {n} 份副本的文件不在或已损坏，没有转交；请再运行 organizer collect，然后再 recover。",
        "{n} {n:copy more is|copies more are} gone or damaged and not passed on; run organizer collect, then recover again.",
        n=count,
    )
    return (told,) if count else ()


def _reseal(session: Session) -> None:
    with session.profile() as profile:
        done = reseal.reseal(profile, session.args.repository, session.args.out)
    document = {"files": {c: [str(p) for p in paths] for c, paths in done.files.items()}, "without_chair": list(done.without_chair)}
    lines = [str(p) for paths in done.files.values() for p in paths]
    lines += [
        say("{name}：该组组长还没有登记设备", "{name}: that panel's chair has no admitted computer", name=n) for n in done.without_chair
    ]
    session.printer.result(document, lines)
