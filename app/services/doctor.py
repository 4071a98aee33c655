"""A look at this computer and this profile: what works, what does not, and what to do about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import AppError
from app.core.paths import resources
from app.core.words import joined, say
from app.media import vlc_instance
from app.services import profile as profiles
from app.services.judge import clock_words, file_problems, this_laptop
from app.services.judge.file_problems import FileProblem
from app.services.profile import Profile
from app.store import backups
from app.trust import keyring_box

ROOM = 500 << 20


@dataclass(frozen=True)
class Finding:
    name: str
    ok: bool
    words: str


def examine(home: Path) -> tuple[Finding, ...]:
    """Keyring, libVLC, fonts, disk, clock and store. A missing profile is no fault."""
    return (*(_look(name, look, home) for name, look in _LOOKS), *_closed(home))


def examine_open(profile: Profile) -> tuple[Finding, ...]:
    """As `examine`, for a profile that is open: its key is at hand, so nothing is asked for."""
    known = ("keyring",) if profile.vault.by_passphrase else ()
    return (*(_look(name, look, profile.home) for name, look in _LOOKS if name not in known), *_inside(profile))


def _look(name: str, look: Callable[[Path], str], home: Path) -> Finding:
    try:
        return Finding(name, True, look(home))
    except AppError as error:
        return Finding(name, False, str(error))


def _keyring(home: Path) -> str:
    if profiles.passphrase_of_environment() is not None:
        return say("使用口令，不用钥匙串。", "A passphrase is used; the keyring is not asked.")
    keyring_box.probe()
    return say("系统钥匙串可用。", "The system keyring works.")


def _vlc(home: Path) -> str:
    vlc_instance.vlc_instance(silent=True)
    return say("视频播放组件可用。", "Video playback works.")


def _fonts(home: Path) -> str:
    names = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSerifSC-Regular.ttf", "QCDeskRare-Regular.ttf")
    missing = [n for n in names if not (resources() / "fonts" / n).is_file()]
    if missing:
        raise AppError(
            say("缺少字体 {name}。", "The font {name} is missing.", name=missing[0]), say("请重新安装程序。", "Install the program again.")
        )
    return say("打印字体齐全。", "The fonts for papers are here.")


def _disk(home: Path) -> str:
    place = next(p for p in (home, *home.parents) if p.exists())
    free = shutil.disk_usage(place).free
    if free < ROOM:
        raise AppError(say("磁盘只剩 {mb} MB。", "Only {mb} MB of disk are free.", mb=free >> 20), say("请腾出空间。", "Free some space."))
    return say("磁盘余 {gb:.1f} GB。", "{gb:.1f} GB of disk are free.", gb=free / 1e9)


def _closed(home: Path) -> tuple[Finding, ...]:
    if not profiles.exists(home):
        return (Finding("store", True, say("还没有档案。", "There is no profile yet.")),)
    try:
        with profiles.opened(home, passphrase=profiles.passphrase_of_environment()) as profile:
            return _inside(profile)
    except AppError as error:
        return (Finding("store", False, str(error)),)


def _inside(profile: Profile) -> tuple[Finding, ...]:
    """The clock beside the store: a wrong one hides nothing of it."""
    laptop = this_laptop.look(profile)
    told = joined(laptop.standing_words, this_laptop.coded(laptop).code_words) if laptop is not None else ""
    enrolled = (Finding("enrolment", True, told),) if told else ()
    return (
        Finding("clock", *clock_words.look(profile)),
        *enrolled,
        _look("store", lambda _home: _whole(profile), profile.home),
        *_files(profile),
    )


def _files(profile: Profile) -> tuple[Finding, ...]:
    """What did not open while it was read, one line each."""
    return tuple(Finding("file", False, _file_words(problem)) for problem in file_problems.listed(profile))


def _file_words(problem: FileProblem) -> str:
    at = problem.at.astimezone()
    return say(
        "{entry}“{title}”打不开（{month}月{day}日 {time} 记下）：{words}", "{entry} “{title}” did not open (noted {date} {time}): {words}",
        entry=problem.entry, title=problem.title, month=at.month, day=at.day, date=at.strftime("%Y-%m-%d"), time=at.strftime("%H:%M"),
        words=problem.words,
    )  # fmt: skip


def _whole(profile: Profile) -> str:
    found = backups.check_backup(profile.home / profiles.DATABASE, profile.vault.database_key)
    return say(
        "档案完好：{n} 份已完成，{d} 份草稿。",
        "The store is whole: {n} {n:sheet|sheets} done, {d} {d:draft|drafts}.",
        n=found.sheets_done,
        d=found.drafts,
    )


_LOOKS: tuple[tuple[str, Callable[[Path], str]], ...] = (("keyring", _keyring), ("libvlc", _vlc), ("fonts", _fonts), ("disk", _disk))
