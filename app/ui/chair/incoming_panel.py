"""Files on their way in, in words, before anything changes: what they would move, each with a tick, and three ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.words import now, say
from app.ui.chair.incoming_files import IncomingFiles
from app.ui.widgets import button, clear, label

if TYPE_CHECKING:
    from app.services.chair.incoming import Preview
    from app.ui.chair.receive_model import ReceiveModel

_MOST = 12
"""Moves shown in lines; the rest is a number."""


_EDGES, _FILES_LEAST = 48, 64
"""Margins and gaps from top to bottom, and the least of the list of files, in pixels."""


class IncomingPanel(QFrame):
    """Beside the board while there is a preview."""

    def __init__(self, model: ReceiveModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._preview: Preview | None = None
        self.title = label("title", wrap=True)
        self.accept, self.drop = button("primary", model.accept), button("", model.drop)
        self.files = IncomingFiles(model.chair.veil.said)
        self.files.setMinimumHeight(_FILES_LEAST)
        self.files.rows.ticked.connect(lambda payload, on: model.leave_out(payload, not on))
        inside = QWidget()
        inside.setObjectName("page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(14, 6, 14, 6)
        self._column.setSpacing(6)
        self._scroll = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        inside.installEventFilter(self)
        column, head, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 10, 0, 10)
        head.setContentsMargins(14, 0, 14, 0)
        foot.setContentsMargins(14, 0, 14, 0)
        head.addWidget(self.title, 1)
        foot.addWidget(self.accept)
        foot.addWidget(self.drop)
        foot.addStretch(1)
        column.addLayout(head)
        column.addWidget(area)
        column.addWidget(self.files, 1)
        column.addLayout(foot)
        self.retranslate()

    def show_preview(self, preview: Preview) -> None:
        """What these files would do; the keyboard goes to the way on at the first showing."""
        fresh = self._preview is None or self._preview.checked != preview.checked
        self._preview = preview
        self._fill(preview)
        self.files.rows.show(preview)
        self.accept.setEnabled(bool(preview.chosen))
        if fresh:
            self.files.scrollToTop()
            (self.accept if preview.chosen else self.drop).setFocus()

    def veil(self) -> None:
        """What names a judge is said otherwise now."""
        if self._preview is not None:
            self._fill(self._preview)
            self.files.rows.say_again()

    def retranslate(self) -> None:
        self.title.setText(self.tr("收下以前先看：还没有任何改动"))
        self.setAccessibleName(self.tr("来件预览"))
        self._scroll.setAccessibleName(self.tr("来件预览"))
        self.files.setAccessibleName(self.tr("来件，打勾的收下"))
        self.drop.setText(self.tr("放弃"))
        self.drop.setAccessibleName(self.tr("放弃，什么也不改"))
        if self._preview is not None:
            self._fill(self._preview)
            self.files.rows.say_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The words are laid out only after they were added."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self, preview: Preview) -> None:
        clear(self._column)
        warnings = len(preview.summary) - len(preview.mixed)
        for at, words in enumerate(preview.summary):
            self._line("" if at < warnings else "warn", words)
        moves = [m.words for m in preview.moves if m.words not in preview.summary]
        for words in moves[:_MOST]:
            self._line("small", words)
        if len(moves) > _MOST:
            self._line("small", self.tr("另有 {n} 份名次或等级变化", None, len(moves) - _MOST).format(n=len(moves) - _MOST))
        for touched in preview.touched:
            self._line("warn", self.tr("待复核：{words}").format(words=now(touched.words)))
        if preview.missing:
            who = say("、", ", ").join(a.name for a in preview.missing)
            self._line("muted", self.tr("收下以后还缺：{who}").format(who=who))
        if not preview.points_open:
            self._line("muted", self.tr("提交自己的评分以后才显示名次和等级的变化。"))
        self._column.addStretch(1)
        all_in = len(preview.chosen) == sum(f.acceptable for f in preview.files)
        many = self.tr("全部收下（{n} 份）") if all_in else self.tr("收下勾选的 {n} 份")
        self.accept.setText(many.format(n=len(preview.chosen)))
        self.accept.setAccessibleName(self.accept.text())

    def _line(self, role: str, words: str) -> None:
        self._column.addWidget(label(role, self._model.chair.veil.said(words), wrap=True))

    def _fit(self) -> None:
        """The words get the room they need, at most half of it: the files are what is ticked."""
        wanted = self._column.heightForWidth(self._scroll.viewport().width())
        ends = self.title.heightForWidth(max(1, self.width() - _EDGES)) + self.accept.sizeHint().height() + _EDGES
        self._scroll.setFixedHeight(max(0, min(wanted, self.height() // 2, self.height() - ends - _FILES_LEAST)))
