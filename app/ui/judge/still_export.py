"""Saving a still as a file: the only way a picture of a submission leaves its seal, so it is warned of before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QWidget

from app.core.exports import export
from app.core.text import file_part, minutes
from app.ui.file_dialog import PICTURES, ask_target
from app.ui.judge.still_box import image_of
from app.ui.judge.stills import Moment, Stills
from app.ui.notify import NoticeBar
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.media.values import PageImage


class StillExport(QObject):
    """Warns in the notice bar, asks where, writes a PNG."""

    def __init__(self, stills: Stills, runner: Runner, notice: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._stills, self._runner, self._notice, self._window = stills, runner, notice, window

    def ask(self, moment: Moment) -> None:
        """What saving means, and the way on."""
        self._notice.offer(
            lambda: self.tr("画面是送审材料。存成文件后不再加密，任何人都能打开；请只用于评审，用完删除。"),
            (lambda: self.tr("知道，选位置…"), lambda: self._choose(moment)),
        )

    def write(self, moment: Moment, target: Path) -> None:
        """Decode it at full size and write the file."""
        self._stills.large(moment, lambda picture: self._write(picture, target))

    def _choose(self, moment: Moment) -> None:
        name = f"{file_part(moment.entry)}-{minutes(moment.ms).replace(':', '-')}.png"
        ask_target(self._window, self.tr("画面存为文件"), name, lambda target: self.write(moment, target), PICTURES)

    def _write(self, picture: PageImage, target: Path) -> None:
        self._runner.pool(_save, picture, target, then=lambda _done: self._notice.say(lambda: self._saved(target)))

    def _saved(self, target: Path) -> str:
        return self.tr("画面已存到 {name}").format(name=target.name)


def _save(picture: PageImage, target: Path) -> None:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image_of(picture))
    export(target, bytes(data.data()), mode=0o600)
