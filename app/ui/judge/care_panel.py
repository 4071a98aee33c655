"""资料与副本: are the files here, may I travel, and does a copy of my work lie outside this machine."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QStandardPaths, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.core.words import now
from app.ui.file_dialog import ask_target
from app.ui.judge.copy_model import CopyModel
from app.ui.judge.free_box import FreeBox
from app.ui.judge.free_model import FreeModel
from app.ui.judge.load_box import LoadBox
from app.ui.judge.load_model import LoadModel
from app.ui.judge.safety_model import SafetyModel
from app.ui.judge.travel_model import TravelModel
from app.ui.panels import Panel
from app.ui.widgets import SELECTABLE, button, label, rule, set_role


class CarePanel(Panel):
    """Five boxes over one another; it lies over the page like the drawer, Esc shuts it. `drill_wanted`: try a copy out."""

    drill_wanted = Signal()

    def __init__(
        self, load: LoadModel, copies: CopyModel, travel: TravelModel, safety: SafetyModel, free: FreeModel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._copies, self._travel, self._safety = copies, travel, safety
        self._titles = [label("title") for _ in range(5)]
        self.travel, self.state, self.said = label(wrap=True), label(wrap=True), label(wrap=True)
        self.note, self.open_to = label("small", wrap=True), label("small", wrap=True)
        self.standing, self.code, self.request = label(wrap=True), label(wrap=True), label("small", wrap=True)
        for telling in (self.code, self.request):
            telling.setProperty("textInteractionFlags", SELECTABLE)
        self.check, self.stick, self.clip, self.sent, self.close_ = (
            self._act(travel.check), self._act(self.choose_stick), self._act(copies.to_clipboard), self._act(copies.sent), button("flat", self.hide),
        )  # fmt: skip
        self.drill = self._act(self.drill_wanted.emit)
        self.load, self.free = LoadBox(load, files=True), FreeBox(free)
        self._scroll, self._above_laptop = QScrollArea(), rule()
        self._lay_out()
        for model in (copies, travel):
            model.changed.connect(self.refresh)
        safety.changed.connect(self.refresh)
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self._lay_out_copies(column)
        column.addWidget(self._above_laptop)
        for part in (self._titles[4], self.standing, self.code, self.request):
            column.addWidget(part)
        column.addWidget(rule())
        column.addWidget(self._titles[1])
        column.addWidget(self.travel)
        column.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())
        column.addWidget(self._titles[2])
        column.addWidget(self.load, 1)
        column.addWidget(rule())
        column.addWidget(self._titles[3])
        column.addWidget(self.free)
        self.load.tree.setMinimumHeight(160)
        self._scroll_over(inside)

    def _lay_out_copies(self, column: QVBoxLayout) -> None:
        """The first box: what lies outside this machine, and what makes it."""
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._titles[0], 1)
        head.addWidget(self.close_)
        for control in (self.stick, self.clip, self.sent):
            row.addWidget(control)
        row.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.state)
        column.addLayout(row)
        for part in (self.said, self.note, self.open_to):
            column.addWidget(part)
        column.addWidget(self.drill, 0, Qt.AlignmentFlag.AlignLeft)

    def _scroll_over(self, inside: QWidget) -> None:
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scroll)

    def choose_stick(self) -> None:
        """Where to: the dialog begins with a name a person recognises."""
        kinds = [self.tr("质评台副本 (*.qcbackup)")]
        ask_target(self, self.tr("备份到U盘"), self._copies.suggested_name(), self._copies.to_stick, stick_folder(), kinds)

    def refresh(self) -> None:
        """Something was copied, checked or saved."""
        copies = self._copies
        self.state.setText(now(self._safety.copy_words) or self.tr("异机副本：还没有"))
        self.said.setText(copies.said)
        self.said.setVisible(bool(copies.said))
        set_role(self.said, "role", "good" if copies.good else "bad")
        self.sent.setVisible(copies.carried is not None)
        self._say_laptop()
        self.travel.setText(self._travel.words())
        set_role(self.travel, "role", {True: "good", False: "bad", None: "muted"}[self._travel.ready])
        self.check.setEnabled(self._travel.checking is None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._safety.want_code()

    def _say_laptop(self) -> None:
        """What the organiser asks for by telephone, and who can open what goes out by itself."""
        laptop = self._safety.laptop
        self.standing.setText(now(laptop.standing_words) if laptop is not None else "")
        set_role(self.standing, "role", "good" if laptop is not None and laptop.admitted else "warn")
        self.code.setText(now(laptop.code_words) if laptop is not None else "")
        self.request.setText(now(laptop.request_words) if laptop is not None else "")
        self.open_to.setText(
            self.tr("联网时自动送出的：{who}").format(who=now(laptop.copies)) if laptop is not None and laptop.copies else ""
        )
        self._above_laptop.setVisible(laptop is not None)
        for told in (self._titles[4], self.standing, self.code, self.request, self.open_to):
            told.setVisible(laptop is not None and bool(told.text()))

    def retranslate(self) -> None:
        for made, words in zip(
            self._titles,
            (self.tr("异机副本"), self.tr("出发检查"), self.tr("资料下载"), self.tr("看完可释放空间"), self.tr("本机登记")),
            strict=True,
        ):
            made.setText(words)
        for control, words in (
            (self.check, self.tr("现在检查")), (self.stick, self.tr("备份到U盘…")), (self.clip, self.tr("复制文件")), (self.sent, self.tr("已发出")),
            (self.close_, self.tr("关闭")), (self.drill, self.tr("试恢复…")),
        ):  # fmt: skip
            control.setText(words)
            control.setAccessibleName(words)
        self._scroll.setAccessibleName(self.tr("资料与副本"))
        self.note.setText(self.tr("U盘上的和复制的副本，只有恢复码能打开。电脑坏了，在新电脑上选“从副本恢复”。"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._safety.look()
        super().changeEvent(event)

    def _act(self, clicked: object) -> QPushButton:
        made = button("", clicked)  # type: ignore[arg-type]
        made.setMinimumHeight(36)
        return made


def stick_folder() -> str:
    """Where sticks appear, else documents."""
    from PySide6.QtCore import QStorageInfo

    for volume in QStorageInfo.mountedVolumes():
        place = volume.rootPath()
        if (
            volume.isReady()
            and not volume.isReadOnly()
            and not volume.isRoot()
            and place.startswith(("/media/", "/run/media/", "/Volumes/"))
        ):
            return place
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
