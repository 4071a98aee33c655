"""One action at the right of the entry: its fields, what it would do as it is typed, and one button that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.words import language, say
from app.services.chair.deciding import Foreseen
from app.ui.chair.action_form import ActionForm
from app.ui.chair.acts import Act
from app.ui.panels import Panel
from app.ui.said import Said, hear
from app.ui.widgets import button, label, rule, set_role

if TYPE_CHECKING:
    from app.services.chair.one_entry import EntryDesk
    from app.ui.chair.meeting_model import MeetingModel
    from app.ui.chair.meeting_services import Table
    from app.ui.theme import Metrics

_PAUSE_MS = 120
"""Typing goes on without a preview at every letter."""
_TOLD_LEAST, _SLIM = 56, 340


class ActionPanel(Panel):
    """Hidden until an action is chosen; Esc shuts it and nothing was changed."""

    def __init__(self, parent: QWidget, model: MeetingModel) -> None:
        super().__init__(parent)
        self._model = model
        self.title, self.words, self.lines = label("title", wrap=True), label("", wrap=True), label("small", wrap=True)
        self.form = ActionForm(model)
        self.confirm, self.shut = button("primary", self._confirm), button("", self.hide)
        self._least = self._most = _TOLD_LEAST
        self._round = self._wide = self._slim = 0
        self._about = ""
        self._fixed: tuple[object, ...] = ()
        self._name: Said = ""
        self._timer = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._lay_out()
        self.form.changed.connect(self._touched)
        self.form.changed.connect(self._keep)
        model.foreseen.connect(self._foreseen)
        model.made.connect(self._done)
        model.shown.connect(self._reread)
        self.hide()
        self.retranslate()

    def open(self, act: Act, name: Said) -> None:
        """The form of one action for the entry on the table."""
        table = self._model.table
        if table is None or table.entry is None:
            return
        tied = table.tied if act is Act.TIE else None
        if act is Act.REST:
            about: tuple[str, ...] = table.agenda.rest
        else:
            about = tied.tie.entries if tied is not None else (table.entry.row.code,)
        self._about, self._name = " ".join(about), name
        self._fixed = self._given(table, table.entry)
        self._name_it()
        self.words.clear()
        self.lines.clear()
        self._told.setFixedHeight(self._least)
        self.show()
        self._round = table.round
        self.form.open(act, table.entry, tied)
        self._touched()

    def _name_it(self) -> None:
        self.title.setText(f"{self._about} {hear(self._name)}")
        self.setAccessibleName(self.title.text())

    def resize_to(self, sizes: Metrics) -> None:
        """The window has another size, or the text."""
        self._wide, self._slim = sizes.scaled(340 if sizes.compact else 380), sizes.scaled(_SLIM)
        self.setFixedWidth(self._wide)
        self._least, self._most = sizes.scaled(_TOLD_LEAST), sizes.scaled(92 if sizes.compact else 148)
        self._told.setFixedHeight(self._least)
        self._give_room()

    def yield_room(self, lacking: int) -> None:
        """Pixels that the points beside it lack: what they get of them is not taken from the words of the form."""
        if (width := max(self._slim, self._wide - max(0, lacking))) != self.width():
            self.setFixedWidth(width)

    @property
    def usual(self) -> int:
        """Its width where there is room for it."""
        return self._wide

    def retranslate(self) -> None:
        for control, text in ((self.confirm, self.tr("确认")), (self.shut, self.tr("取消 Esc"))):
            control.setText(text)
            control.setAccessibleName(text)
        self._scroll.setAccessibleName(self.tr("决定的内容"))
        self._told.setAccessibleName(self.tr("确认以前先看：会有什么变化"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        column, body, foot = QVBoxLayout(self), QVBoxLayout(inside), QHBoxLayout()
        body.setContentsMargins(12, 0, 12, 4)
        body.setSpacing(6)
        body.addWidget(self.form)
        body.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        column.setContentsMargins(0, 10, 0, 10)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self.title, 1)
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self.confirm)
        foot.addWidget(self.shut)
        foot.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(rule())
        column.addWidget(self._preview())
        column.addLayout(foot)

    def _preview(self) -> QScrollArea:
        """What it would do stays in sight, whatever is being typed."""
        inside, area = QWidget(), QScrollArea()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 2, 12, 2)
        column.setSpacing(4)
        for part in (self.words, self.lines):
            column.addWidget(part)
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._told = area
        return area

    def _reread(self) -> None:
        """Another entry came to the table, or the next round: its form is asked for anew. Else what changed is seen before it is confirmed."""
        table = self._model.table
        if self.isHidden():
            return
        if table is None or table.entry is None or (table.round, table.entry.row.code) != (self._round, self.form.code):
            self.hide()
            return
        if (given := self._given(table, table.entry)) != self._fixed:
            self._fixed = given
            self._name_it()
            self.form.rename(table.entry, table.tied if self.form.act is Act.TIE else None)
        self._touched()

    def _given(self, table: Table, entry: EntryDesk) -> tuple[object, ...]:
        """The words that form and title have from elsewhere. After a change of language what was read before it may still come once."""
        return language(), hear(self._name), table.levels, tuple(item.name for item in entry.items)

    def _keep(self) -> None:
        """Nothing that was typed is lost with the form."""
        if not self.isHidden() and self.form.code:
            self._model.keep_half(self.form.code, self.form.act, self.form.filled())

    def _done(self) -> None:
        """It is a decision now."""
        if not self.isHidden() and self.form.code:
            self._model.keep_half(self.form.code, self.form.act, {})
        self.hide()

    def _touched(self) -> None:
        """Nothing is confirmed that was not seen first."""
        self.confirm.setEnabled(False)
        self._timer.start()

    def _ask(self) -> None:
        if self.isHidden():
            return
        action = self.form.action()
        if action is not None and not self.form.problem:
            self._model.foresee(action, self.form.meeting.meeting())
        else:
            self._tell(self.form.problem, (), good=False)

    def _foreseen(self, found: Foreseen | AppError) -> None:
        if self.isHidden() or self._timer.isActive():
            return
        if isinstance(found, Foreseen):
            moves = tuple(m.words for m in found.moves)
            self._tell(found.words, (*found.lines, *moves, *self._present()), good=True)
            self.confirm.setEnabled(True)
            if self.form.first() is None:
                self.confirm.setFocus()
        else:
            self._tell(found.message, (found.hint,) if found.hint else (), good=False)

    def _present(self) -> tuple[str, ...]:
        """Who is noted as present is said where it is confirmed: the ticks may be out of sight."""
        here = self.form.meeting.meeting().present
        return (self.tr("记为出席：{who}").format(who=say("、", ", ").join(self._model.headings.get(j, j) for j in here)),) if here else ()

    def _tell(self, words: str, lines: tuple[str, ...], *, good: bool) -> None:
        self.words.setText(self._model.said_openly(words))
        set_role(self.words, "role", "title" if good else "warn")
        self.lines.setText(self._model.said_openly("\n".join(lines)))
        self._give_room()

    def _give_room(self) -> None:
        """The foresight has the height its words need, up to a share; it never shrinks under the person's eyes while a form is open."""
        inside = self._told.widget()
        column = inside.layout() if inside is not None else None
        if column is not None and not self.isHidden():
            needed = column.heightForWidth(self._told.viewport().width())
            self._told.setFixedHeight(max(self._told.height(), min(self._most, needed)))

    def _confirm(self) -> None:
        action = self.form.action()
        if action is not None and not self.form.problem and self.confirm.isEnabled():
            self.confirm.setEnabled(False)
            self._model.decide(action, self.form.meeting.meeting())
