"""What the desk asks where no profile is open: an invitation looked at, copies tried and put back, a recovery code on paper, licences.

Each imports what it needs when it is called: most are asked for once in a season.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.clock import Clock
from app.core.errors import AppError, UsageError
from app.core.exports import export
from app.core.words import say

if TYPE_CHECKING:
    from app.services import licences
    from app.services.backup import Preview
    from app.services.judge import look_ahead
    from app.services.own_snapshots import Snapshot


def look_ahead_of(data: bytes, code: str | None) -> look_ahead.Assignment | None:
    """What an invitation leads to, before anything is made here. Any thread."""
    from app.services.judge import look_ahead

    return look_ahead.look(data, Clock().now(), code)


def file_words(path: Path) -> AppError:
    """What a file is, where there is no profile yet: for the page that asks for one. Any thread."""
    from app.services.judge.file_words import explain

    return UsageError(explain(path))


def preview_copy(path: Path, code: str, home: Path) -> Preview:
    from app.services import backup

    return backup.preview(path, code, home)


def restore_copy(path: Path, code: str, home: Path, passphrase: str | None, aside: bool) -> Preview:
    from app.services import backup

    return backup.restore(path, code, home, passphrase=passphrase, aside=aside)


def own_snapshots(home: Path, passphrase: str | None, code: str | None) -> tuple[Snapshot, ...]:
    """Whole copies beside a store that does not open. Any thread."""
    from app.services import own_snapshots as snapshots

    return snapshots.found(home, snapshots.opened_vault(home, passphrase, code))


def put_back_snapshot(home: Path, passphrase: str | None, code: str | None, chosen: Snapshot) -> None:
    from app.services import own_snapshots as snapshots

    snapshots.put_back(home, snapshots.opened_vault(home, passphrase, code), chosen.path)


def recovery_page(code: str, season: str, judge: str, unit: str) -> bytes:
    """The recovery code as a PDF, in memory."""
    from app.services.judge import recovery_paper

    return recovery_paper.pdf(code, season, judge, unit, Clock().now())


def write_recovery_page(target: Path, content: bytes) -> None:
    """Keep it where only this person reads."""
    export(target, content, mode=0o600)


def licence_list() -> tuple[licences.Licence, ...]:
    from app.services import licences

    return licences.works()


def licence_text(key: str) -> str:
    from app.services import licences

    return licences.text(key)


def copy_words(made: datetime, done: int, drafts: int) -> str:
    """“7月9日 21:40 的副本：已评 16 份，草稿 2 份”."""
    at = made.astimezone()
    return say(
        "{month}月{day}日 {time} 的副本：已评 {n} 份，草稿 {d} 份", "A copy of {date} {time}: {n} done, {d} begun",
        month=at.month, day=at.day, date=at.strftime("%Y-%m-%d"), time=at.strftime("%H:%M"), n=done, d=drafts,
    )  # fmt: skip
