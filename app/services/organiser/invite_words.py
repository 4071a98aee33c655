"""The message that goes with an invitation, to be pasted into WeChat or a mail: three steps, no word of keys or seals."""

from __future__ import annotations

from app.core.words import say
from app.models.organising import ImportedJudge
from app.models.season import Enrolment, Season


def message(season: Season, judge: ImportedJudge, file: str, *, with_code: bool) -> str:
    """For this judge, in the language in force; `file` is the name of the invitation that is sent with it."""
    lines = [
        say("{name}老师：您好！", "Dear {name},", name=judge.name),
        say(
            "{organiser}邀请您参加{label}。附件“{file}”是给您本人的邀请，请不要转发。",
            "{organiser} invites you to {label}. The file “{file}” is your own invitation; please do not pass it on.",
            organiser=season.organiser, label=season.label, file=file,
        ),
        say(
            "1. 在电脑版微信打开这条消息，把附件存到电脑上（手机上打不开）。",
            "1. Open this message in WeChat on your computer and save the file there (a telephone cannot open it).",
        ),
        say(
            "2. 双击这个文件；没有反应的，先打开“质评台”程序，再把文件拖进窗口。",
            "2. Double-click the file; if nothing happens, start QC Review Desk and drop the file on its window.",
        ),
        _last_step(season.policy.enrolment),
    ]  # fmt: skip
    if with_code:
        lines.append(
            say(
                "打开时要输入的 6 位验证码，我们另行告诉您。", "You will be asked for six digits; we tell you them apart from this message."
            )
        )
    return "\n".join(lines) + "\n"


def _last_step(enrolment: Enrolment) -> str:
    if enrolment is Enrolment.IMMEDIATE:
        return say(
            "3. 核对姓名，签《评审承诺书》，就可以开始。资料自动下载，下载完以后不需要网络。",
            "3. Check your name and sign the pledge, and you can begin. The papers load by themselves; after that no network is needed.",
        )
    return say(
        "3. 核对姓名，把程序显示的设备码打电话告诉我们；登记以后再打开程序，签《评审承诺书》，就可以开始。",
        "3. Check your name and tell us the device code on the screen by telephone; once we have admitted it, open the program again, "
        "sign the pledge, and you can begin.",
    )
