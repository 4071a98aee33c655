"""One judge's files: which of several counts, and giving the sheets back for changes. Both need a reason and are printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QRadioButton, QVBoxLayout

from app.ui.file_dialog import ask_folder
from app.ui.widgets import button, clear, label, rule

if TYPE_CHECKING:
    from app.services.chair.desk import MemberState
    from app.ui.chair.receive_model import ReceiveModel


class ChoosePanel(QFrame):
    """Beside the board."""

    def __init__(self, model: ReceiveModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._member: MemberState | None = None
        self.title, self.words, self.reason = label("title"), label("muted", wrap=True), QLineEdit()
        self.radios: dict[str, QRadioButton] = {}
        self._choices = QVBoxLayout()
        self.take, self.give_back, self.shut = button("primary", self._take), button("", self._give_back), button("flat", self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(10)
        for part in (self.title, self.words):
            column.addWidget(part)
        column.addLayout(self._choices)
        column.addWidget(self.reason)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())
        column.addWidget(self.give_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignLeft)
        self.reason.textChanged.connect(lambda _text: self._offer())
        self.retranslate()

    def show_member(self, member: MemberState, codes: Mapping[str, str]) -> None:
        """The files of this judge."""
        self._member = member
        clear(self._choices)
        self.radios = {}
        for payload in member.choices:
            self._model.want_code(payload)
            code = codes.get(payload) or payload[:12]
            radio = QRadioButton(self.tr("校验码 {code}").format(code=code))
            radio.setChecked(payload == member.payload)
            self.radios[payload] = radio
            self._choices.addWidget(radio)
        self.reason.clear()
        self.retranslate()
        self.reason.setFocus()

    def retranslate(self) -> None:
        member = self._member
        several = member is not None and bool(member.choices)
        self.title.setText(member.name if member is not None else "")
        self.words.setText(
            self.tr("这位评委交来几份不同的文件。请打电话核对校验码，再选定一份。")
            if several
            else self.tr("请评委修改后重交：写明理由，回执会打开这位评委的修改。")
        )
        for control, text in (
            (self.take, self.tr("选定这一份")),
            (self.give_back, self.tr("退回修改，写回执…")),
            (self.shut, self.tr("收起")),
        ):
            control.setText(text)
            control.setAccessibleName(text)
        self.reason.setPlaceholderText(self.tr("理由（会印在汇总表上）"))
        self.reason.setAccessibleName(self.tr("理由"))
        self.take.setVisible(several)
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _offer(self) -> None:
        reason = bool(self.reason.text().strip())
        self.take.setEnabled(reason and bool(self.radios))
        self.give_back.setEnabled(reason and self._member is not None and self._member.payload is not None)

    def _take(self) -> None:
        chosen = next((payload for payload, radio in self.radios.items() if radio.isChecked()), None)
        if chosen is not None:
            self._model.choose(chosen, self.reason.text().strip())
            self.hide()

    def _give_back(self) -> None:
        if self._member is None:
            return
        judge, reason = self._member.judge, self.reason.text().strip()
        ask_folder(self, self.tr("回执写到哪个文件夹"), lambda folder: self._model.return_sheet(judge, reason, folder))
