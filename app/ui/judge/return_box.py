"""申请退回修改: which entries, why, and a text on the clipboard for the chair. Only the chair's return opens the round."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QScrollArea

from app.ui.column import Column, named
from app.ui.judge.submit_model import SubmitModel
from app.ui.widgets import label

_LONGEST, _MOST_ROWS = 300, 4


class ReturnBox(QFrame):
    """Stays while the page around it is built anew, so that nothing typed is lost."""

    def __init__(self, model: SubmitModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._title, self._help = label("title"), label("muted", wrap=True)
        self.entries, self.reason = QListWidget(), QLineEdit()
        self.entries.setFlow(QListWidget.Flow.LeftToRight)
        self.entries.setWrapping(True)
        self.entries.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reason.setMinimumHeight(36)
        self.reason.setMaxLength(_LONGEST)
        self.text = label("", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copied = label("good", wrap=True)
        self.go, self.close_ = named("primary", "", self._send), named("", "", self.hide)
        column = Column(self, spacing=8)
        column.setContentsMargins(16, 12, 16, 12)
        for part in (self._title, self._help, self.entries, self.reason):
            column.addWidget(part)
        column.beside(self.go, self.close_)
        column.addWidget(self.copied)
        column.addWidget(self.text)
        self.reason.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._send)
        model.asked.connect(self._written)
        self.retranslate()
        self.hide()

    def begin(self) -> None:
        """Offer the entries that were handed in; what was asked before stands in the fields."""
        now = self._model.now
        asked = now.asked.asked if now and now.asked else None
        self.entries.clear()
        for code in now.entries if now else ():
            item = QListWidgetItem(code, self.entries)
            item.setCheckState(Qt.CheckState.Checked if asked and code in asked.entries else Qt.CheckState.Unchecked)
        self.reason.setText(asked.reason if asked else "")
        self.go.setEnabled(bool(self.reason.text().strip()))
        self._show_text("")
        self.show()
        self._fit_entries()
        self.reason.setFocus()
        self._bring_into_view()

    def retranslate(self) -> None:
        self._title.setText(self.tr("申请退回修改"))
        self._help.setText(self.tr("提交以后只有组长能退回。勾选要改的成果，写明原因，把文字发给组长；组长退回以后，本机自动打开修改。"))
        self.entries.setAccessibleName(self.tr("要改的成果"))
        self.reason.setAccessibleName(self.tr("原因"))
        self.reason.setPlaceholderText(self.tr("原因，例如“漏看附表”"))
        for control, words in ((self.go, self.tr("复制申请文字")), (self.close_, self.tr("关闭"))):
            control.setText(words)
            control.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        items = [self.entries.item(n) for n in range(self.entries.count())]
        ticked = [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]
        if self.reason.text().strip():
            self._model.ask_return(ticked, self.reason.text().strip())

    def _written(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._show_text(text)
        self._bring_into_view()

    def _show_text(self, text: str) -> None:
        self.text.setText(text)
        self.copied.setText(self.tr("已复制，请粘贴到与组长的微信里。") if text else "")
        for part in (self.text, self.copied):
            part.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_entries()

    def _fit_entries(self) -> None:
        """As high as its entries need, up to a few rows; then it scrolls."""
        wide, high = self.entries.sizeHintForColumn(0), self.entries.sizeHintForRow(0)
        if wide > 0 and high > 0:
            rows = -(-self.entries.count() // max(1, (self.entries.viewport().width() - 4) // wide))
            self.entries.setFixedHeight(min(rows, _MOST_ROWS) * high + 6)

    def _bring_into_view(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self)
