"""Room on the disk: one rule for the command line and the desk, so that files never take what scores need.

A full disk stops scoring and the pledge, not only loading: some room is kept back, reports come before videos, and what does
not fit is left out and said.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import DiskFull
from app.core.words import say
from app.services.profile import Profile

RESERVE = 300 << 20
"""Bytes kept back for scores, their copies and the system; on a small disk a quarter of it."""
LOW, _NONE = 200 << 20, 20 << 20
"""Free bytes below which a full disk is near, and below which scores are in danger too."""
_SHARE = 4


@dataclass
class Room:
    """What is free, of it kept back; `take` counts down."""

    free: int
    reserve: int

    def take(self, size: int, *, video: bool) -> bool:
        """Whether `size` bytes more may come. Without its report nothing can be scored: those may use half of what is left."""
        most = self.free - self.reserve
        if not video:
            most = max(most, self.free // 2)
        if size > max(0, most):
            return False
        self.free -= size
        return True


def room(home: Path) -> Room:
    """The disk of a profile as it is now."""
    usage = shutil.disk_usage(home)
    return Room(usage.free, min(RESERVE, usage.total // _SHARE))


def low_words(home: Path) -> str:
    """That the disk is nearly full, while there is time; "" with room."""
    free = shutil.disk_usage(home).free
    if free >= LOW:
        return ""
    if free < _NONE:
        return say("磁盘已满（余 {mb} MB），请马上腾出空间", "The disk is full ({mb} MB left): free some space now", mb=free >> 20)
    return say("磁盘将满（余 {mb} MB），评分不受影响", "The disk is nearly full ({mb} MB left); scoring goes on", mb=free >> 20)


def outlook(home: Path, everything: int, videos: int) -> str:
    """What a disk will be short of, in words, before the first byte of `everything` bytes (of them `videos`) comes; "" when all fits."""
    place = next(p for p in (home, *home.parents) if p.exists())
    now = room(place)
    free, kept = now.free, min(now.reserve, now.free)
    if not now.take(everything - videos, video=False):
        lack = say("报告放不下全部", "not all reports fit")
    elif not now.take(videos, video=True):
        lack = say("报告放得下，视频（{size}）放不下全部", "the reports fit, not all videos ({size}) do", size=_amount(videos))
    else:
        return ""
    return say(
        "磁盘不够：余 {free}，其中 {kept} 留给评分；{lack}。请先腾出空间，或选择要下载的成果；放得下的照常下载。",
        "The disk is short: {free} are free, {kept} of them kept for scores; {lack}. Free some space first, or choose what to load; what fits is loaded.",
        free=_amount(free), kept=_amount(kept), lack=lack,
    )  # fmt: skip


def _amount(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


def part_of(profile: Profile, sealed: str) -> Path:
    """The growing half of a file."""
    place = profile.blob(sealed)
    return place.with_name(place.name + ".part")


def part_size(profile: Profile, sealed: str, size: int) -> int:
    """How many of its bytes an earlier run left."""
    part = part_of(profile, sealed)
    return min(part.stat().st_size, size) if part.exists() else 0


def admits(profile: Profile, sealed: str, size: int, *, video: bool) -> bool:
    """Whether this file may be loaded now. A half of it that would only eat what is kept back goes."""
    if profile.blob(sealed).exists():
        return True
    now = room(profile.home)
    short = now.free < now.reserve
    if now.take(size - part_size(profile, sealed, size), video=video):
        return True
    if short:
        part_of(profile, sealed).unlink(missing_ok=True)
    return False


@dataclass(frozen=True)
class LeftOut:
    """What did not fit: how many files of how many bytes, and whether videos are among them."""

    files: int
    bytes: int
    videos: bool
    room: Room

    def error(self) -> DiskFull:
        """One sentence and the next step."""
        hint = (
            say(
                "请腾出空间后再同步，或用 --without-video 不下载视频。",
                "Free some space and sync again, or leave out videos with --without-video.",
            )
            if self.videos
            else say("请腾出空间后再同步。", "Free some space and sync again.")
        )
        return DiskFull(
            say(
                "磁盘已满：{n} 个文件（{need:.1f} MB）没有下载；磁盘余 {free:.1f} MB，其中 {kept:.1f} MB 留给评分。",
                "The disk is full: {n} {n:file|files} ({need:.1f} MB) {n:was|were} not fetched; {free:.1f} MB are free, of which {kept:.1f} MB are kept for scores.",
                n=self.files, need=self.bytes / 1e6, free=self.room.free / 1e6, kept=min(self.room.reserve, self.room.free) / 1e6,
            ),
            hint,
        )  # fmt: skip


def left_out(profile: Profile, sizes: list[tuple[int, bool]]) -> LeftOut | None:
    """Of (bytes, is a video) for each file that was left out; None when there is none."""
    if not sizes:
        return None
    return LeftOut(len(sizes), sum(size for size, _ in sizes), any(video for _, video in sizes), room(profile.home))
