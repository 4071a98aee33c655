"""What stands in a page's place before the chair's own file is handed in: why, and the two ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from app.ui.chair.page import ChairPage
from app.ui.widgets import button, label


class GatePage(ChairPage):
    """`submit_wanted`: to the own hand-in. `early(reason)`: points are opened before, with a reason that is printed."""

    submit_wanted = Signal()
    early = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title, self.why = label("heading"), label("muted", wrap=True)
        self.hand_in = button("primary", self.submit_wanted.emit)
        self.instead, self.reason, self.open = label("small", wrap=True), QLineEdit(), button("", self._open)
        self.reason.textChanged.connect(lambda text: self.open.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._open)
        self.open.setEnabled(False)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(12)
        for part in (self.title, self.why):
            column.addWidget(part)
        column.addWidget(self.hand_in, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(20)
        column.addWidget(self.instead)
        self.reason.setMaximumWidth(560)
        row.addWidget(self.reason, 1)
        row.addWidget(self.open)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.retranslate()

    def arrive(self) -> None:
        self.hand_in.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("请先提交自己的评分"))
        self.why.setText(self.tr("在这之前只显示谁已交、谁还缺，不显示任何分数。收到的文件都会保存。"))
        self.hand_in.setText(self.tr("去提交我的评分"))
        self.instead.setText(self.tr("组长不评分，或有紧急情况：写明理由可提前查看，理由会印在每张汇总表上。"))
        self.reason.setPlaceholderText(self.tr("提前查看的理由"))
        self.reason.setAccessibleName(self.tr("提前查看的理由"))
        self.open.setText(self.tr("提前查看"))

    def _open(self) -> None:
        if self.reason.text().strip():
            self.early.emit(self.reason.text().strip())
