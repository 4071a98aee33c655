"""What stands in the place of a private page while the hall sees this screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.ui.chair.page import ChairPage
from app.ui.widgets import button, label


class CoverPage(ChairPage):
    """`off_wanted`: 投影模式 is to end."""

    off_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.words, self.off = label("heading"), label("", wrap=True), button("", self.off_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(12)
        for part in (self.title, self.words):
            column.addWidget(part)
        column.addWidget(self.off, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.retranslate()

    def arrive(self) -> None:
        self.off.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("投影模式：这一页不给会场看"))
        self.words.setText(self.tr("这一页有只供组长看的内容。收件、汇总和合议可以照常使用，评委以字母代替。"))
        self.off.setText(self.tr("关闭投影模式"))
        self.off.setAccessibleName(self.off.text())
