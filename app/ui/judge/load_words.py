"""What there is to say about files on their way: one line for status line, pledge page and panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.words import joined

if TYPE_CHECKING:
    from app.services.judge.load_plan import LoadPlan
    from app.ui.judge.load_model import LoadModel

IDLE, RUNNING, PAUSED, STOPPED, NO_ROOM, FAILED, DONE = "idle", "running", "paused", "stopped", "no-room", "failed", "done"
_MINUTE, _HOUR = 60, 3600


class LoadWords(QObject):
    """Of one `LoadModel`, which asks it."""

    def __init__(self, load: LoadModel) -> None:
        super().__init__(load)
        self._load = load

    def line(self) -> str:
        """Empty when there is nothing to say."""
        if self._load.plan is None:
            return ""
        done, files = self._load.counts()
        here, size = self._load.wanted_bytes()
        if self._load.state == RUNNING:
            moving = self.tr("正在下载 {n}/{all} · 已下 {here}/{size}").format(n=done, all=files, here=amount(here), size=amount(size))
            ready = self.tr("已可评 {n} 份").format(n=many) if (many := self._load.readable()) else ""
            return " · ".join(w for w in (moving, ready, self._speed_words(), self._short_words()) if w)
        if self._load.state in (PAUSED, STOPPED):
            return self.tr("下载已停，已下 {here}/{size}；已到的可先评").format(here=amount(here), size=amount(size))
        if self._load.state == NO_ROOM:
            return self._no_room_words(self._load.plan)
        if self._load.state == FAILED:
            return self.tr("下载中断，已下 {here}/{size}；已到的可先评").format(here=amount(here), size=amount(size))
        return self.tr("资料齐备：{n} 个文件都在本机", None, files).format(n=files) if done == files else ""

    def _no_room_words(self, plan: LoadPlan) -> str:
        left = plan.left_out
        said = self.tr("磁盘不够：{n} 个文件没有下载，要 {need}；磁盘余 {free}，其中 {kept} 留给评分。", None, len(left)).format(
            n=len(left), need=amount(sum(line.size - line.done for line in left)), free=amount(plan.room.free),
            kept=amount(min(plan.room.reserve, plan.room.free)),
        )  # fmt: skip
        step = self.tr("请腾出空间再点“继续下载”，或不下载视频") if any(x.video for x in left) else self.tr("请腾出空间再点“继续下载”")
        return joined(said, step)

    def _short_words(self) -> str:
        """Known when it starts, and said then: not after an evening of loading."""
        short = self._load.short
        if not short:
            return ""
        return self.tr("磁盘不够，{n} 个文件（{size}）不会下载", None, len(short)).format(
            n=len(short), size=amount(sum(x.size - x.done for x in short))
        )

    def _speed_words(self) -> str:
        speed = self._load.board.speed() if self._load.board else 0.0
        if speed < 1:
            return ""
        here, size = self._load.wanted_bytes()
        left = (size - here) / speed
        if left < _MINUTE:
            after = self.tr("还需不到 1 分钟")
        elif left < _HOUR:
            after = self.tr("还需约 {n} 分钟").format(n=round(left / _MINUTE))
        else:
            after = self.tr("还需约 {n} 小时").format(n=round(left / _HOUR, 1))
        return self.tr("{speed}/秒 · {left}").format(speed=amount(speed), left=after)


def amount(count: float) -> str:
    """Bytes as a person reads them: 350 KB, 12 MB, 1.4 GB."""
    for size, unit in ((1e9, "GB"), (1e6, "MB")):
        if count >= size:
            return f"{count / size:.1f} {unit}" if count < 100 * size else f"{count / size:.0f} {unit}"
    return f"{count / 1e3:.0f} KB"
