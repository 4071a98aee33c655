"""An Office original in place of pages: what opening it elsewhere means, and the one button that does it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.models.entry import Document, DocumentRole
from app.ui.said import Said, hear
from app.ui.tasks import Runner
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.ui.judge.services import JudgeServices
    from app.ui.judge.workbench import Workbench

_SHOWN_HERE = ("application/pdf",)
_WIDEST, _EDGE = 520, 24


def is_outside(document: Document) -> bool:
    """Whether this program cannot show it: an original, or anything else that is neither PDF nor video."""
    return document.role is not DocumentRole.VIDEO and document.media_type not in _SHOWN_HERE


class OutsideOffer(QFrame):
    """Lies over the empty papers while such a document is in front; keys go on to the papers behind."""

    def __init__(self, bench: Workbench, services: JudgeServices, runner: Runner) -> None:
        super().__init__(bench.pages)
        self.setObjectName("panel")
        self._bench, self._services, self._runner = bench, services, runner
        self.opener: Callable[[Path], bool] = _open
        """Gives the file to whatever program the person has for it."""
        self.title, self.words, self.said = label("title", wrap=True), label(wrap=True), label("muted", wrap=True)
        self._told: Said = ""
        self.go = button("", self.ask)
        self.go.setMinimumHeight(36)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        bench.shown.connect(self._shown)
        self.hide()

    def ask(self) -> None:
        """The person wants it: the copy is made in the pool and given away."""
        view, front = self._bench.desk.view, self._bench.front
        if view is not None and front is not None:
            self.go.setEnabled(False)
            self._say(lambda: self.tr("正在准备…"))
            self._runner.pool(self._services.hand_out, view.entry.code, front.sha256, then=self._made, failed=self._refused)

    def retranslate(self) -> None:
        front = self._bench.front
        self.title.setText(self.tr("“{name}”是原件，质评台不显示").format(name=front.title if front is not None else ""))
        self.words.setText(
            self.tr(
                "可以交给本机的办公软件打开。那是一份不加密的副本，别人也能看到；关闭质评台时删除。请只看不改，不要启用宏，也不要另存。"
            )
        )
        self.go.setText(self.tr("知道，用别的程序打开"))
        self.go.setAccessibleName(self.go.text())
        self.setAccessibleName(self.title.text())
        self.said.setText(hear(self._told))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def place(self) -> None:
        """In the middle of the papers, as high as its words need."""
        room = self._bench.pages.rect()
        wide = min(_WIDEST, room.width() - 2 * _EDGE)
        high = max(self.heightForWidth(wide), self.sizeHint().height())
        self.setGeometry((room.width() - wide) // 2, max(_EDGE, (room.height() - high) // 3), wide, high)

    def _shown(self, front: Document | None) -> None:
        wanted = front is not None and is_outside(front) and self._here(front)
        if wanted:
            self.go.setEnabled(True)
            self._say("")
            self.retranslate()
            self.place()
            self.raise_()
        self.setVisible(wanted)

    def _here(self, front: Document) -> bool:
        return any(held.document == front and held.available for held in self._bench.documents)

    def _made(self, place: Path) -> None:
        self.go.setEnabled(True)
        opened = self.opener(place)
        self._say(partial(self._opened, bool(opened)))

    def _refused(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        self._say("")
        self._runner.failure.emit(error)

    def _opened(self, opened: bool) -> str:
        return self.tr("已交给别的程序。关闭质评台时删除这份副本。") if opened else self.tr("这台电脑上没有能打开它的程序。")

    def _say(self, said: Said) -> None:
        self._told = said
        self.said.setText(hear(said))
        self.said.setVisible(bool(said))
        self.place()


def _open(place: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
