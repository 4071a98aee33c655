"""报表 at both scopes: papers with a tick each into one folder, what was written, what cannot be printed yet and why; something beside."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from app.core.words import now
from app.ui.chair.bodies_box import BodiesBox
from app.ui.chair.busy_line import BusyLine
from app.ui.chair.page import ChairPage
from app.ui.file_dialog import ask_folder
from app.ui.widgets import button, label, set_role

if TYPE_CHECKING:
    from app.ui.chair.paper_ticks import PaperTicks
    from app.ui.chair.print_model import PrintModel
    from app.ui.theme import Metrics


_EDGE, _GAP, _BAR = 24, 16, 28
_FRAME = 6
"""The frame of the keyboard is drawn inside the scrolled part: not over boxes and words, which begin under the heading."""
_FILES = 260
"""Names of files, in pixels of the usual text."""


class PrintPage(ChairPage):
    """Ticks at the left, files in the middle, `beside` at the right, between `least` and `most` pixels wide. Subclasses say what the page
    says before anything is written, and what writing means."""

    def __init__(self, model: PrintModel, ticks: PaperTicks[Any], beside: QWidget, least: int, most: int) -> None:
        super().__init__()
        self.title, self.state = label("heading"), label("warn", wrap=True)
        self.words, self.unprinted = label("small", wrap=True), label("warn", wrap=True)
        self.printing, self.bodies, self.busy = model, BodiesBox(), BusyLine(model.cancel)
        self.write, self.every, self.none = button("primary", self._ask_folder), button("", self._all), button("", self._nothing)
        self.files, self.show_folder = QListWidget(), button("", self._show_folder)
        self._ticks, self._side, self._widths = ticks, beside, (least, most)
        self._beside, self._closing = _FILES, (least, most)
        self._lay_out()
        model.busied.connect(self._busied)
        model.progressed.connect(self.busy.follow)
        model.remembered.connect(self._remembered)
        ticks.typed.connect(lambda: model.keep_head(ticks.head))
        self.bodies.changed.connect(lambda: model.keep_bodies(self.bodies.choices))
        self.bodies.restored.connect(self._restore)
        self.files.itemActivated.connect(lambda item: _open(Path(item.data(Qt.ItemDataRole.UserRole))))
        for tick in ticks.ticks.values():
            tick.toggled.connect(lambda _on: self._offer())
        self.state.hide()

    @abstractmethod
    def write_to(self, folder: Path) -> None:
        """The ticked papers into this folder."""

    @abstractmethod
    def opening_words(self) -> str:
        """What the page says before anything is written."""

    @abstractmethod
    def cancelled_words(self) -> str:
        """What became of papers that were cancelled."""

    @property
    def can_write(self) -> bool:
        """Whether there is anything to write."""
        return not self.printing.busy and bool(self._ticks.chosen)

    @property
    def lost(self) -> int:
        return len(self.printing.unkept)

    def save_again(self) -> None:
        self.printing.save_again()

    def take_back(self, *, again: bool) -> bool:
        """A change of the bodies; what was typed into a line is taken back in the line."""
        return self.bodies.take_back(again=again)

    def arrive(self) -> None:
        self.printing.recall()
        self.write.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("报表"))
        self.area.setAccessibleName(self.tr("报表"))
        names = (
            (self.every, self.tr("全选")), (self.none, self.tr("全不选")), (self.write, self.tr("写到文件夹…")), (self.show_folder, self.tr("打开文件夹")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.files.setAccessibleName(self.tr("写好的文件"))
        self._ticks.retranslate()
        self._fill()
        self._fold()

    def resize_to(self, sizes: Metrics) -> None:
        least, most = self._widths
        self._beside, self._closing = sizes.scaled(_FILES), (sizes.scaled(least), sizes.scaled(most))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Where ticks, files and what is beside do not stand side by side, words and files come over the ticks, where they are seen."""
        ticks, (least, most) = self._ticks.needed(2) + _BAR, self._closing
        self._side.setFixedWidth(max(least, min(most, self.width() - 2 * _EDGE - _GAP - ticks)))
        room = self.width() - 2 * _EDGE - self._side.width() - _GAP
        way, fits = QBoxLayout.Direction, ticks + self._beside + _GAP <= room
        self._ticks.fit(room - _BAR)
        self._work.setDirection(way.LeftToRight if fits else way.BottomToTop)
        self.files.setMinimumHeight(0 if fits else self._beside // 2)
        self._fit_files()

    def _fit_files(self) -> None:
        """No higher than its rows, however long the ticks are beside."""
        rows = sum(self.files.sizeHintForRow(at) for at in range(self.files.count()))
        self.files.setMaximumHeight(max(self.files.minimumHeight(), rows + 2 * self.files.frameWidth() + 2))

    def _lay_out(self) -> None:
        head, middle, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        inside, left, right = QWidget(), QVBoxLayout(), QVBoxLayout()
        self.area = area = QScrollArea()
        inside.setObjectName("page")
        self._work = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._work.setContentsMargins(_FRAME, _FRAME, 8, _FRAME)
        self._work.setSpacing(_GAP)
        left.addWidget(self._ticks)
        left.addWidget(self.bodies)
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
        for part in (self.state, self.words, self.busy, self.unprinted):
            right.addWidget(part)
        # over the files: under them it was off the screen or under a notice
        right.addWidget(self.show_folder, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.files, 1000)
        right.addStretch(1)
        head.setContentsMargins(_FRAME, 0, 0, 0)
        column.setContentsMargins(_EDGE - _FRAME, 14, _EDGE, 14 - _FRAME)
        column.setSpacing(10)
        middle.setSpacing(_GAP)
        middle.addWidget(area, 1)
        middle.addWidget(self._side)
        column.addLayout(head)
        column.addLayout(middle, 1)

    def _remembered(self) -> None:
        memory = self.printing.memory
        if memory is not None and not self.printing.unkept:
            self._ticks.put_back(memory.head)
            self.bodies.show_choices(memory.bodies)

    def _restore(self) -> None:
        if self.printing.memory is not None:
            self.bodies.put_back(self.printing.memory.own_bodies)
            self.printing.keep_bodies(None)

    def _all(self) -> None:
        self._ticks.tick_all(True)

    def _nothing(self) -> None:
        self._ticks.tick_all(False)

    def _offer(self) -> None:
        self.write.setEnabled(self.can_write)

    def _busied(self) -> None:
        self._offer()
        if self.printing.busy:
            self.busy.begin()
        else:
            self.busy.end()
        self._fill()

    def _fill(self) -> None:
        """What the last try came to, and no earlier one."""
        made = self.printing.papers
        files, unprinted = (made.files, made.unprinted) if made is not None else ((), ())
        self.files.clear()
        for file in files:
            self.files.addItem(file.name)
            self.files.item(self.files.count() - 1).setData(Qt.ItemDataRole.UserRole, str(file))
        self.files.setVisible(bool(files))
        self._fit_files()
        self.show_folder.setVisible(bool(files))
        self.unprinted.setVisible(bool(unprinted))
        self.unprinted.setText(
            "\n".join(self.tr("{paper}：{why}").format(paper=self._ticks.name(u.paper), why=now(u.words)) for u in unprinted)
        )
        self._say(*self._told())

    def _told(self) -> tuple[str, str]:
        """(words, role)."""
        printing, made = self.printing, self.printing.papers
        if printing.busy:
            return self.tr("正在写…"), "small"
        if printing.cancelled:
            return self.cancelled_words(), "small"
        if printing.failed:
            return self.tr("没有写完。"), "bad"
        if made is None:
            return self.opening_words(), "small"
        words = self.tr("已写好 {n} 个文件。").format(n=len(made.files)) if made.files else self.tr("一个文件也没有写出，原因如下。")
        if made.unprintable:
            words += self.tr("字体缺少：{chars}").format(chars=" ".join(made.unprintable))
        return words, "good" if made.files else "small"

    def _say(self, words: str, role: str) -> None:
        self.words.setText(words)
        set_role(self.words, "role", role)

    def _show_folder(self) -> None:
        made = self.printing.papers
        if made is not None and made.files:
            _open(made.files[0].parent)

    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("报表写到哪个文件夹"), self.write_to)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
