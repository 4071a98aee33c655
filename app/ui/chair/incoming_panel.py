"""Files on their way in, in words, before anything changes: what they would move, each with a tick, and three ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.tips import tip
from app.ui.widgets import button, clear, label, rule

if TYPE_CHECKING:
    from app.services.chair.incoming import IncomingFile, Preview
    from app.ui.chair.receive_model import ReceiveModel

_MOST = 12
"""Moves shown in lines; the rest is a number."""
_LISTED = 30
"""Files shown one by one before a person asks for all: hundreds of ticks take seconds to lay out, and one sentence says as much."""
_PLAIN = {"new", "held"}
"""Fates with nothing more to say."""


class IncomingPanel(QFrame):
    """Beside the board while there is a preview."""

    def __init__(self, model: ReceiveModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._preview: Preview | None = None
        self.title = label("title")
        self.accept, self.drop = button("primary", model.accept), button("", model.drop)
        self.ticks: dict[str, QCheckBox] = {}
        self.all: QPushButton | None = None
        self._whole = False
        inside = QWidget()
        inside.setObjectName("page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(14, 6, 14, 6)
        self._column.setSpacing(6)
        self._scroll = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column, head, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 10, 0, 10)
        head.setContentsMargins(14, 0, 14, 0)
        foot.setContentsMargins(14, 0, 14, 0)
        head.addWidget(self.title, 1)
        foot.addWidget(self.accept)
        foot.addWidget(self.drop)
        foot.addStretch(1)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.retranslate()

    def show_preview(self, preview: Preview) -> None:
        """What these files would do; the keyboard goes to the way on at the first showing."""
        fresh = self._preview is None or self._preview.checked != preview.checked
        self._preview, self._whole = preview, self._whole and not fresh
        self._fill(preview)
        self.accept.setEnabled(bool(preview.chosen))
        if fresh:
            (self.accept if preview.chosen else self.drop).setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("收下以前先看：还没有任何改动"))
        self.setAccessibleName(self.tr("来件预览"))
        self._scroll.setAccessibleName(self.tr("来件预览"))
        self.drop.setText(self.tr("放弃"))
        self.drop.setAccessibleName(self.tr("放弃，什么也不改"))
        if self._preview is not None:
            self._fill(self._preview)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self, preview: Preview) -> None:
        focused = next((p for p, tick in self.ticks.items() if tick.hasFocus()), None)
        clear(self._column)
        self.ticks = {}
        for words in preview.summary:
            self._line("", words)
        moves = [m.words for m in preview.moves if m.words not in preview.summary]
        for words in moves[:_MOST]:
            self._line("small", words)
        if len(moves) > _MOST:
            self._line("small", self.tr("另有 {n} 份名次或等级变化").format(n=len(moves) - _MOST))
        for touched in preview.touched:
            self._line("warn", self.tr("待复核：{words}").format(words=touched.words))
        for words in preview.mixed:
            self._line("warn", words)
        self._column.addWidget(rule())
        self._files(preview)
        if preview.missing:
            who = "、".join(a.name for a in preview.missing)
            self._line("muted", self.tr("收下以后还缺：{who}").format(who=who))
        if not preview.points_open:
            self._line("muted", self.tr("提交自己的评分以后才显示名次和等级的变化。"))
        self._column.addStretch(1)
        all_in = len(preview.chosen) == sum(f.acceptable for f in preview.files)
        many = self.tr("全部收下（{n} 份）") if all_in else self.tr("收下勾选的 {n} 份")
        self.accept.setText(many.format(n=len(preview.chosen)))
        self.accept.setAccessibleName(self.accept.text())
        if focused in self.ticks:
            self.ticks[focused].setFocus()

    def _files(self, preview: Preview) -> None:
        """Where there are many: those with something to be known first, and how many more."""
        few = self._whole or len(preview.files) <= _LISTED
        listed = preview.files if few else tuple(sorted(preview.files, key=lambda f: f.fate in _PLAIN and not f.clock))[:_LISTED]
        for file in listed:
            self._file(file, preview)
        self.all = None
        if more := len(preview.files) - len(listed):
            self._line("muted", self.tr("另有 {n} 份没有逐份列出").format(n=more))
            self.all = button("", self._show_all)
            self.all.setText(self.tr("逐份列出全部"))
            self._column.addWidget(self.all)

    def _show_all(self) -> None:
        self._whole = True
        if self._preview is not None:
            self._fill(self._preview)
        self._scroll.setFocus()

    def _line(self, role: str, words: str) -> None:
        self._column.addWidget(label(role, self._model.chair.veil.said(words), wrap=True))

    def _file(self, file: IncomingFile, preview: Preview) -> None:
        if not file.acceptable:
            self._line("bad" if file.fate == "refused" else "muted", file.line)
            return
        said, on = self._model.chair.veil.said, self._model.chair.veil.on
        tick = QCheckBox(said(file.words))
        tick.setChecked(file.payload in preview.chosen)
        tick.setAccessibleName(said(file.line))
        tick.setToolTip("" if on else tip(file.file))
        tick.toggled.connect(lambda ticked, payload=file.payload: self._model.leave_out(payload, not ticked))
        self.ticks[file.payload] = tick
        self._column.addWidget(tick)
        self._line("small", file.line.removeprefix(file.words).strip("（）()"))
