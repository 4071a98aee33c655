"""报表: papers with a tick each into one folder, what was written, what cannot be printed yet and why; and 定稿 beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from app.ui.chair.busy_line import BusyLine
from app.ui.chair.close_panel import ClosePanel
from app.ui.chair.page import ChairPage
from app.ui.chair.paper_ticks import PaperTicks
from app.ui.chair.papers_model import PapersModel
from app.ui.file_dialog import ask_folder
from app.ui.widgets import button, label, set_role

if TYPE_CHECKING:
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Metrics


_EDGE, _GAP, _BAR = 24, 16, 28
_FILES = 260
"""Names of files, in pixels of the usual text."""
_CLOSING_LEAST, _CLOSING = 260, 300


class PapersPage(ChairPage):
    """Ticks at the left, files in the middle, 定稿 at the right."""

    def __init__(self, chair: ChairModel) -> None:
        super().__init__()
        self.model = PapersModel(chair, self)
        self.title, self.words, self.unprinted = label("heading"), label("small", wrap=True), label("warn", wrap=True)
        self.ticks, self.closing, self.busy = PaperTicks(), ClosePanel(self.model), BusyLine(self.model.cancel)
        self.write, self.every, self.none = button("primary", self._ask_folder), button("", self._all), button("", self._nothing)
        self.files, self.show_folder = QListWidget(), button("", self._show_folder)
        self._beside, self._closing = _FILES, (_CLOSING_LEAST, _CLOSING)
        self._lay_out()
        self.model.busied.connect(self._busied)
        self.model.progressed.connect(self.busy.follow)
        self.files.itemActivated.connect(lambda item: _open(Path(item.data(Qt.ItemDataRole.UserRole))))
        chair.pictured.connect(self._pictured)
        self._allow()
        for tick in self.ticks.ticks.values():
            tick.toggled.connect(lambda _on: self._offer())
        self.retranslate()

    def arrive(self) -> None:
        self._allow()
        self.model.look()
        self.write.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("报表"))
        names = (
            (self.every, self.tr("全选")), (self.none, self.tr("全不选")), (self.write, self.tr("写到文件夹…")), (self.show_folder, self.tr("打开文件夹")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.files.setAccessibleName(self.tr("写好的文件"))
        self.ticks.retranslate()
        self._fill()
        if self.isVisible():
            self.model.look()  # its words are of the language that was
        self._fold()

    def resize_to(self, sizes: Metrics) -> None:
        self._beside, self._closing = sizes.scaled(_FILES), (sizes.scaled(_CLOSING_LEAST), sizes.scaled(_CLOSING))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Where ticks, files and 定稿 do not stand side by side, words and files come over the ticks, where they are seen."""
        ticks, (least, most) = self.ticks.needed(2) + _BAR, self._closing
        self.closing.setFixedWidth(max(least, min(most, self.width() - 2 * _EDGE - _GAP - ticks)))
        room = self.width() - 2 * _EDGE - self.closing.width() - _GAP
        way, fits = QBoxLayout.Direction, ticks + self._beside + _GAP <= room
        self.ticks.fit(room - _BAR)
        self._work.setDirection(way.LeftToRight if fits else way.BottomToTop)
        self.files.setMinimumHeight(0 if fits else self._beside // 2)

    def write_to(self, folder: Path) -> None:
        """The ticked papers into this folder."""
        self.model.write(self.ticks.chosen, folder, self.ticks.meeting)

    def _lay_out(self) -> None:
        head, middle, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        inside, area, left, right = QWidget(), QScrollArea(), QVBoxLayout(), QVBoxLayout()
        inside.setObjectName("page")
        self._work = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._work.setContentsMargins(0, 0, 8, 0)
        self._work.setSpacing(_GAP)
        left.addWidget(self.ticks)
        left.addStretch(1)
        self._work.addLayout(left, 1)
        self._work.addLayout(right, 1)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head.addWidget(self.title)
        head.addStretch(1)
        for control in (self.every, self.none, self.write):
            head.addWidget(control)
        for part in (self.words, self.busy, self.unprinted):
            right.addWidget(part)
        right.addWidget(self.files, 1000)
        right.addWidget(self.show_folder, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        column.setContentsMargins(_EDGE, 14, _EDGE, 14)
        column.setSpacing(10)
        middle.setSpacing(_GAP)
        middle.addWidget(area, 1)
        middle.addWidget(self.closing)
        column.addLayout(head)
        column.addLayout(middle, 1)

    def _pictured(self) -> None:
        self._allow()
        if self.isVisible():
            self.model.look()

    def _allow(self) -> None:
        picture = self.model.chair.picture
        self.ticks.allow_reference(picture is not None and bool(picture.season.policy.reference_on_paper))

    def _all(self) -> None:
        self.ticks.tick_all(True)

    def _nothing(self) -> None:
        self.ticks.tick_all(False)

    def _offer(self) -> None:
        self.write.setEnabled(not self.model.busy and bool(self.ticks.chosen))

    def _busied(self) -> None:
        self._offer()
        if self.model.busy:
            self.busy.begin()
            self._say(self.tr("正在写…"), "small")
            return
        self.busy.end()
        self._fill()
        if self.model.cancelled:
            self._say(self.tr("已取消；已经写好的留在文件夹里。"), "small")

    def _fill(self) -> None:
        made = self.model.papers
        self.files.clear()
        self.files.setVisible(made is not None and bool(made.files))
        self.show_folder.setVisible(made is not None and bool(made.files))
        self.unprinted.setVisible(made is not None and bool(made.unprinted))
        if made is None:
            self._say(
                self.tr(
                    "勾选要打印的，写到一个文件夹。都有 PDF；汇总表另有 XLSX 和 CSV，成果建议名单和反馈信另有 XLSX 和 DOCX。还不能打印的会在这里说明原因。"
                ),
                "small",
            )
            return
        for file in made.files:
            self.files.addItem(file.name)
            self.files.item(self.files.count() - 1).setData(Qt.ItemDataRole.UserRole, str(file))
        words = self.tr("已写好 {n} 个文件。").format(n=len(made.files))
        if made.unprintable:
            words += self.tr("字体缺少：{chars}").format(chars=" ".join(made.unprintable))
        self._say(words, "good" if made.files else "small")
        self.unprinted.setText(
            "\n".join(self.tr("{paper}：{why}").format(paper=self.ticks.name(u.paper), why=u.words) for u in made.unprinted)
        )

    def _say(self, words: str, role: str) -> None:
        self.words.setText(words)
        set_role(self.words, "role", role)

    def _show_folder(self) -> None:
        made = self.model.papers
        if made is not None and made.files:
            _open(made.files[0].parent)

    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("报表写到哪个文件夹"), self.write_to)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
