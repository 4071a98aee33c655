"""One body of the 审定表 in full: what its box says before anybody writes in it, who signs, whether it is sealed, and how high it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.core.text import tidy
from app.models.approval import HIGHEST, LOWEST, WORDS, ApprovalBody
from app.models.shape import LINE
from app.scoring.approval import MOST_SIGNS, signs_of, signs_text
from app.ui.fields import Steps
from app.ui.widgets import Words, label

_LINES, _HIGH = 3, 42


class BodyForm(QWidget):
    """`changed(what, body)`: a person changed that field of it."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._body: ApprovalBody | None = None
        self.words, self.signs, self.seal, self.height_ = Words(WORDS), QLineEdit(), QCheckBox(), Steps()
        self.words_name, self.signs_name, self.height_name = label("small", wrap=True), label("small", wrap=True), label("small")
        self.name, self.problem = label("title", wrap=True), label("bad", wrap=True)
        self.problem.hide()
        self.height_.setRange(LOWEST, HIGHEST)
        self.words_name.setBuddy(self.words)
        self.signs_name.setBuddy(self.signs)
        self.height_name.setBuddy(self.height_)
        self._lay_out()
        self.words.textChanged.connect(lambda: self._tell("words", words=tidy(self.words.toPlainText()).strip()))
        self.words.refused.connect(self._refuse)
        self.signs.textChanged.connect(self._signed)
        self.seal.toggled.connect(lambda on: self._tell("seal", seal=on))
        self.height_.valueChanged.connect(lambda high: self._tell("height", height=high))
        self.retranslate()

    def show_body(self, body: ApprovalBody | None) -> None:
        """This one; what is typed at this moment keeps its cursor."""
        self.name.setText(body.name if body is not None else "")
        if body is None or body == self._body:
            self._body = body
            return
        self._body = body
        blocked = [QSignalBlocker(field) for field in (self.words, self.signs, self.seal, self.height_)]
        if tidy(self.words.toPlainText()).strip() != body.words:
            self.words.setPlainText(body.words)
        if signs_of(self.signs.text()) != body.signs:
            self.signs.setText(signs_text(body.signs))
        self.seal.setChecked(body.seal)
        self.height_.setValue(body.height)
        del blocked
        self.problem.hide()

    def retranslate(self) -> None:
        self.words_name.setText(self.tr("先印好的话（空着就只留白）"))
        self.signs_name.setText(self.tr("签字处，用顿号隔开，最多 {n} 处").format(n=MOST_SIGNS))
        self.height_name.setText(self.tr("至少高"))
        self.height_.setSuffix(self.tr(" 毫米"))
        self.seal.setText(self.tr("留公章的位置"))
        self.words.setAccessibleName(self.words_name.text())
        self.signs.setAccessibleName(self.signs_name.text())
        self.height_.setAccessibleName(self.height_name.text())
        self.seal.setAccessibleName(self.seal.text())
        self.signs.setPlaceholderText(self.tr("例如“负责人签字”；空着就不留签字处"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        grid, last = QGridLayout(self), QHBoxLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setVerticalSpacing(4)
        last.setSpacing(8)
        for part in (self.seal, self.height_name, self.height_):
            last.addWidget(part)
        last.insertStretch(1, 1)
        rows: tuple[QWidget, ...] = (self.name, self.words_name, self.words, self.signs_name, self.signs, self.problem)
        for at, row in enumerate(rows):
            grid.addWidget(row, at, 0)
        grid.addLayout(last, 6, 0)
        self._fit()

    def _fit(self) -> None:
        self.words.setFixedHeight(_LINES * self.words.fontMetrics().lineSpacing() + 18)
        self.height_.setMinimumHeight(max(_HIGH, self.height_.fontMetrics().lineSpacing() + 14))

    def _signed(self, text: str) -> None:
        """More than the form has room for is not taken, and stays to be mended."""
        signs = signs_of(text)
        if len(signs) > MOST_SIGNS:
            self._refuse(self.tr("最多 {n} 处签字，现在 {have} 处：没有保存。").format(n=MOST_SIGNS, have=len(signs)))
        elif any(len(sign) > LINE for sign in signs):
            self._refuse(self.tr("一处签字最多 {n} 字：没有保存。").format(n=LINE))
        else:
            self._tell("signs", signs=signs)

    def _refuse(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _tell(self, what: str, **fields: object) -> None:
        self.problem.hide()
        if self._body is not None and (fresh := replace(self._body, **fields)) != self._body:  # type: ignore[arg-type]
            self._body = fresh
            self.changed.emit(what, fresh)
