"""One judge's files: which of several counts, and giving the sheets back for changes. Both need a reason and are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from app.core.words import now
from app.ui.chair.choice_lines import listed
from app.ui.file_dialog import ask_folder
from app.ui.flow_row import FlowRow
from app.ui.widgets import button, clear, label, rule

if TYPE_CHECKING:
    from app.services.chair.choose import Option
    from app.services.chair.desk import MemberState
    from app.ui.chair.receive_model import ReceiveModel


_INDENT, _GAP = 28, 8
"""What tells a file apart stands under its sign, nearer to it than to the next."""


class ChoosePanel(QFrame):
    """Beside the board."""

    def __init__(self, model: ReceiveModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._member: MemberState | None = None
        self.title, self.words, self.reason = label("title"), label("muted", wrap=True), QLineEdit()
        self.does = label("small", wrap=True)
        self.radios: dict[str, QRadioButton] = {}
        self._options: dict[str, Option] = {}
        self._codes: Mapping[str, str] = {}
        self._told_apart: dict[str, QLabel] = {}
        self._choices = QVBoxLayout()
        self.take, self.give_back, self.shut = button("primary", self._take), button("", self._give_back), button("flat", self.hide)
        self._lay_out()
        self.reason.textChanged.connect(lambda _text: self._offer())
        model.coded.connect(lambda _payload: self._label())
        self.retranslate()

    def _lay_out(self) -> None:
        """What is read scrolls in a low window; what is done stays in sight."""
        inside, area, column = QWidget(), QScrollArea(), QVBoxLayout(self)
        inside.setObjectName("page")
        read = QVBoxLayout(inside)
        read.setContentsMargins(0, 0, 0, 0)
        read.addWidget(self.words)
        read.addLayout(self._choices)
        read.addWidget(self.does)
        read.addStretch(1)
        self._choices.setSpacing(2)
        for line in (read, column):
            line.setSpacing(10)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.title)
        column.addWidget(area, 1)
        column.addWidget(self.reason)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())
        foot = FlowRow()
        for control in (self.give_back, self.shut):
            foot.addWidget(control)
        column.addLayout(foot)

    def show_member(self, member: MemberState, codes: Mapping[str, str]) -> None:
        """The files of this judge."""
        self._member, self._codes, self._options = member, codes, {}
        clear(self._choices)
        self.radios, self._told_apart = {}, {}
        for payload in member.choices:
            self._model.want_code(payload)
            self.radios[payload] = radio = QRadioButton()
            self._told_apart[payload] = words = label("small", wrap=True)
            words.setContentsMargins(_INDENT, 0, 0, _GAP)
            radio.setChecked(payload == member.payload)
            radio.toggled.connect(lambda _on: self._tell())
            self._choices.addWidget(radio)
            self._choices.addWidget(words)
        self.reason.clear()
        self.retranslate()
        self.reason.setFocus()
        if member.choices:
            self._model.options(member.judge, self._told)

    def follow(self, members: Iterable[MemberState]) -> None:
        """What came, or was taken back, while these files are in front: the reason being written and the ticked file stay."""
        shown = self._member
        member = next((m for m in members if shown is not None and m.judge == shown.judge), None)
        if self.isHidden() or member == shown:
            return
        if member is None or not (member.choices or member.payload):
            self.hide()
            return
        reason, ticked = self.reason.text(), next((p for p, radio in self.radios.items() if radio.isChecked()), None)
        self.show_member(member, self._codes)
        self.reason.setText(reason)
        if ticked in self.radios:
            self.radios[ticked].setChecked(True)

    def _told(self, options: tuple[Option, ...]) -> None:
        """What is known of the files; another judge may have been chosen meanwhile."""
        if {o.payload for o in options} == set(self.radios):
            self._options = {o.payload: o for o in options}
            for at in self._options:  # in the order in which they were handed in
                self._choices.addWidget(self.radios[at])
                self._choices.addWidget(self._told_apart[at])
            self._label()
            self._tell()

    def _label(self) -> None:
        """Each file by what tells it apart, and the 校验码 to be compared on the telephone."""
        for payload, radio in self.radios.items():
            option, words = self._options.get(payload), self._told_apart[payload]
            radio.setText(self.tr("校验码 {code}").format(code=self._codes.get(payload) or self.tr("计算中…")))
            words.setText(now(option.words) if option is not None else "")
            radio.setAccessibleName(" ".join(filter(None, (radio.text(), words.text()))))

    def _tell(self) -> None:
        """What the file in question would do, before it is chosen."""
        option = next((self._options[p] for p, radio in self.radios.items() if radio.isChecked() and p in self._options), None)
        lines = listed(option.lines) if option is not None else ()
        self.does.setText("\n".join((self.tr("选定这一份以后："), *map(now, lines))) if lines else "")
        self.does.setVisible(bool(lines))
        self._offer()

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
        self._label()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _offer(self) -> None:
        reason = bool(self.reason.text().strip())
        self.take.setEnabled(reason and any(radio.isChecked() for radio in self.radios.values()))
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
