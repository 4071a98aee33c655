"""Copies that leave this machine, without a widget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.changes import Changes
from app.ui.bus import ChangesBus
from app.ui.said import Said, hear
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.ui.judge.season_services import CopyToCarry, SeasonServices

EACH = 5


class CopyModel(QObject):
    """`changed`: something else to say; `copied(path)`: a file waits for the clipboard; `wanted(n)`: n entries have no copy elsewhere."""

    changed = Signal()
    copied = Signal(object)
    wanted = Signal(int)

    def __init__(self, season: SeasonServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._season, self._runner, self._bus = season, runner, bus
        self._done: int | None = None
        self.carried: CopyToCarry | None = None
        self._said: Said = ""
        self.good = True

    @property
    def said(self) -> str:
        """What the last copy came to."""
        return hear(self._said)

    def suggested_name(self) -> str:
        return self._season.copy_name()

    def to_stick(self, target: Path) -> None:
        """Write the copy there."""
        self._runner.pool(self._season.off_disk, target, then=lambda done: self._on_stick(target, done))

    def to_clipboard(self) -> None:
        """Make a copy to be pasted into a chat."""
        self._runner.pool(self._season.copy_to_carry, then=self._made)

    def sent(self) -> None:
        """A person says it was pasted and sent."""
        if self.carried is not None:
            self._runner.database(self._season.carried, self.carried, then=self._away)

    def finished(self, done: int, *, offline: bool | None, unsaved: int | None = 0) -> None:
        """So many entries are finished: after each five without a network a copy is asked for.

        `unsaved`: entries changed since the last copy, None while that is not known; those of earlier starts count too.
        """
        if self._done is None:
            if unsaved is None:
                return
            self._done = max(0, done - unsaved)
        if done < self._done:
            self._done = done
        elif offline and done - self._done >= EACH:
            self._done = done
            self.wanted.emit(done)
        elif offline is False:
            self._done = done

    def _on_stick(self, target: Path, done: tuple[bool, Changes]) -> None:
        away, changes = done
        if away:
            self._say(lambda: self.tr("已备份到 {place}").format(place=target), good=True)
        else:
            self._say(lambda: self.tr("已存到 {place}。这里是本机硬盘，电脑坏了就一起没了：请再拷到U盘。").format(place=target), good=False)
        self._settle(away, changes)

    def _made(self, copy: CopyToCarry) -> None:
        self.carried = copy
        self._say(lambda: self.tr("文件已复制，到微信里粘贴给自己（文件传输助手）。发出后点“已发出”。"), good=True)
        self.copied.emit(copy.path)

    def _away(self, changes: Changes) -> None:
        self.carried = None
        self._say(lambda: self.tr("已记下：副本在本机之外。"), good=True)
        self._settle(True, changes)

    def _settle(self, away: bool, changes: Changes) -> None:
        if away:
            self._done = None
        self._bus.publish(changes)

    def _say(self, said: Said, *, good: bool) -> None:
        self._said, self.good = said, good
        self.changed.emit()
