"""定稿: what it does in words, the file it writes, and the 校验码 large enough to be read out on the telephone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.text import file_part
from app.core.words import now
from app.ui.file_dialog import ask_folder
from app.ui.steady_area import SteadyArea
from app.ui.widgets import SELECTABLE, button, label

if TYPE_CHECKING:
    from app.ui.chair.papers_model import PapersModel


class ClosePanel(QFrame):
    """At the right of the papers."""

    def __init__(self, model: PapersModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.model = model
        self.title, self.why, self.outdated = label("title"), label("", wrap=True), label("warn", wrap=True)
        self._read: tuple[str, ...] = ()
        self.ends, self.anyway = label("warn", wrap=True), QCheckBox()
        self.receipts, self.act = QCheckBox(), button("primary", self._ask_folder)
        self.receipts.setChecked(True)
        self.done, self.code_name, self.code, self.next = (
            label("good", wrap=True),
            label("small"),
            label("check", wrap=True),
            label("", wrap=True),
        )
        for words in (self.code, self.done):
            words.setProperty("textInteractionFlags", SELECTABLE)
        self._area = SteadyArea(self._give)
        self._lay_out(self._area)
        model.closed.connect(self._closed)
        model.busied.connect(self._offer)
        model.ended.connect(self._tell_ends)
        self.anyway.toggled.connect(lambda _on: self._offer())
        self.retranslate()

    def _lay_out(self, area: QScrollArea) -> None:
        inside, outer = QWidget(), QVBoxLayout(self)
        inside.setObjectName("page")
        area.setWidget(inside)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)
        column = self._column = QVBoxLayout(inside)
        self._give(0)
        column.setSpacing(10)
        told = (self.title, self.why, self.outdated, self.ends, self.anyway, self.receipts)
        for part in (*told, self.act, self.done, self.code_name, self.code, self.next):
            column.addWidget(part)
        column.addStretch(1)

    def _give(self, pixels: int) -> None:
        """Of the margin at the foot."""
        self._column.setContentsMargins(16, 12, 16, 14 - pixels)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("定稿"))
        self.title.setText(self.tr("定稿"))
        self._area.setAccessibleName(self.tr("定稿"))
        self.why.setText(
            self.tr(
                "把本组结果（得分、名次、建议等级和全部合议决定）写成一个签名文件（.qcp）交给组织方。以后评分或决定变了，可以再定稿一次。"
            )
        )
        self.anyway.setText(self.tr("知道，仍要定稿"))
        self.anyway.setAccessibleName(self.anyway.text())
        self.receipts.setText(self.tr("同时给每位评委写最终回执"))
        self.receipts.setAccessibleName(self.receipts.text())
        self.act.setText(self.tr("定稿并写出文件…"))
        self.act.setAccessibleName(self.act.text())
        self.code_name.setText(self.tr("校验码"))
        self.next.setText(self.tr("请把文件交给组织方，并在电话里或当面报出校验码核对。"))
        self._fill()
        self._tell_ends()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def close_into(self, folder: Path) -> None:
        """The file under its own name in this folder, receipts in a folder beside it."""
        head = self.model.chair.head
        if head is not None:
            name = self.tr("{panel}-第{n}轮-小组结果").format(panel=head.panel, n=head.round)
            file = folder / f"{file_part(name)}.qcp"
            self.model.close(file, folder / self.tr("最终回执") if self.receipts.isChecked() else None)

    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("定稿文件写到哪个文件夹"), self.close_into)

    def _offer(self) -> None:
        ends = self.model.open_ends
        self.act.setEnabled(not self.model.busy and ends is not None and (not ends or self.anyway.isChecked()))

    def _tell_ends(self) -> None:
        """What is left undecided is read before it is closed; other open ends are asked about anew."""
        ends = self.model.open_ends or ()
        if ends != self._read:
            self._read = ends
            self.anyway.setChecked(False)
        self.outdated.setText(now(self.model.outdated))
        self.outdated.setVisible(bool(self.model.outdated))
        self._show_result()
        self.ends.setText(self.tr("现在定稿，这些还没有定：\n{ends}").format(ends="\n".join(map(now, ends))))
        for part in (self.ends, self.anyway):
            part.setVisible(bool(ends))
        self._offer()

    def _closed(self) -> None:
        """The code comes into sight, on a small screen too."""
        self._fill()
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.next))

    def _show_result(self) -> None:
        """A code that is not to be read out any more does not stand there."""
        for part in (self.done, self.code_name, self.code, self.next):
            part.setVisible(self.model.result is not None and not self.model.outdated)

    def _fill(self) -> None:
        result = self.model.result
        self._show_result()
        if result is not None:
            words = self.tr("已定稿：{file}，依据 {n} 份评分文件", None, result.packages).format(file=result.path.name, n=result.packages)
            if result.unsigned:
                words += self.tr("，另有 {n} 位评委的评分未签名，组长代录", None, result.unsigned).format(n=result.unsigned)
            if result.receipts:
                words += self.tr("，写好 {n} 份最终回执", None, len(result.receipts)).format(n=len(result.receipts))
            if result.unwritten is not None:
                words += self.tr("，最终回执没有写完，请再定稿一次补写")
            self.done.setText(words + self.tr("。"))
            self.code.setText(result.fingerprint)
            self.code.setAccessibleName(self.tr("校验码 {code}").format(code=result.fingerprint))
