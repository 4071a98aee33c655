"""合议: the agenda at the left, one entry in the middle, what is decided about it at the right, and the hand on the projection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.chair import pages
from app.ui.chair.action_bar import ActionBar
from app.ui.chair.action_panel import ActionPanel
from app.ui.chair.acts import Act
from app.ui.chair.agenda_list import AgendaList
from app.ui.chair.entry_pane import EntryPane
from app.ui.chair.evidence_model import Ask
from app.ui.chair.log_panel import LogPanel
from app.ui.chair.meeting_model import MeetingModel
from app.ui.chair.page import ChairPage
from app.ui.chair.projector import Projector
from app.ui.widgets import button, label, set_role

if TYPE_CHECKING:
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Colours, Metrics


class MeetingView(ChairPage):
    """Places the parts and passes signals on."""

    def __init__(self, chair: ChairModel) -> None:
        super().__init__()
        self._narrow = False
        self.model = MeetingModel(chair, self)
        self.agenda, self.pane, self.bar = AgendaList(self.model), EntryPane(self.model), ActionBar()
        self.evidence = button("", self._evidence)
        self.form, self.log = ActionPanel(self, self.model), LogPanel(self, self.model)
        self.projector = Projector(self.pane)
        self.meters, self.words, self.seen = label("small", wrap=True), label("good", wrap=True), label("small")
        self.rest, self.back, self.again = button("", self._rest), button("", self.model.undo), button("", self.model.redo)
        self.lines, self.record = button("", self._lines), button("", self._log)
        self.push, self.black, self.mirror = button("", self.projector.push), button("", self.projector.black), button("", self._mirror)
        for toggle in (self.lines, self.mirror):
            toggle.setCheckable(True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def arrive(self) -> None:
        self.model.read()
        self.agenda.setFocus()

    def retranslate(self) -> None:
        names = (
            (self.rest, self.tr("其余一次确认")), (self.back, self.tr("撤销 Ctrl+Z")), (self.again, self.tr("重做 Ctrl+Y")),
            (self.lines, self.tr("名额线")), (self.record, self.tr("决定记录")), (self.push, self.tr("推送 Ctrl+D")),
            (self.black, self.tr("黑屏 Ctrl+B")), (self.mirror, self.tr("投影模式")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.mirror.setToolTip(self.tr("屏幕与会场相同时用：本页不显示评委姓名、理由和记录"))
        self.meters.setAccessibleName(self.tr("名额"))
        self.evidence.setText(self.tr("证据"))
        self.evidence.setShortcut("Ctrl+E")  # a new text takes the old shortcut away
        self.evidence.setAccessibleName(self.tr("各评委的记录和原处"))
        self.evidence.setToolTip(self.tr("各评委的记录和原处 Ctrl+E"))
        if self.model.table is not None:
            self.model.read()  # its words are of the language that was
        self._refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.agenda.setFixedWidth(sizes.scaled(220 if sizes.compact else 260))
        self.log.setFixedWidth(sizes.scaled(340 if sizes.compact else 380))
        self.form.resize_to(sizes)
        self._narrow = sizes.compact
        self._make_room()
        self.pane.resize_to(sizes)

    def dress(self, colours: Colours) -> None:
        self.pane.dress(colours)

    def _lay_out(self) -> None:
        top, middle, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for control in (self.back, self.again, self.rest, self.record, self.lines):
            top.addWidget(control)
        top.addStretch(1)
        top.addWidget(self.seen)
        for control in (self.push, self.black, self.mirror):
            top.addWidget(control)
        middle.setSpacing(12)
        middle.addWidget(self.agenda)
        middle.addWidget(self.pane, 1)
        middle.addWidget(self.form)
        middle.addWidget(self.log)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.meters)
        column.addWidget(self.words)
        column.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.evidence)
        column.addLayout(foot)
        self.words.hide()

    def _connect(self) -> None:
        self.model.shown.connect(self._refresh)
        self.model.said.connect(self._say)
        self.agenda.wanted.connect(self._go)
        self.bar.wanted.connect(self._open)
        for panel in (self.form, self.log):
            panel.gone.connect(self._make_room)
        self.projector.told.connect(self._tell_projection)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+PgDown", lambda: self._step(1)), ("Ctrl+PgUp", lambda: self._step(-1)), ("Ctrl+Z", self.model.undo),
            ("Ctrl+Y", self.model.redo), ("Ctrl+D", self.projector.push), ("Ctrl+B", self.projector.black),
        )  # fmt: skip
        for sequence, then in keys:
            made = QShortcut(QKeySequence(sequence), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(then)

    def _refresh(self) -> None:
        table = self.model.table
        if table is None:
            return
        self.meters.setText("\n".join(m.words for m in table.meters))
        self.meters.setVisible(bool(table.meters))
        self.rest.setEnabled(bool(table.agenda.rest))
        self.rest.setText(self.tr("其余一次确认（{n}）").format(n=len(table.agenda.rest)))
        self.back.setEnabled(any(not s.undone for s in table.steps))
        self.again.setEnabled(any(s.undone for s in table.steps))
        self.lines.setEnabled(bool(table.lines))
        self.bar.offer(table)
        self._tell_projection()

    def _go(self, code: str) -> None:
        self._leave()
        self.model.go(code)

    def _step(self, by: int) -> None:
        self._leave()
        self.model.step(by)

    def _leave(self) -> None:
        """What was said and begun concerns the entry that leaves the table."""
        self.form.hide()
        self.words.hide()

    def _open(self, act: Act) -> None:
        self.log.hide()
        self.form.open(act, self.bar.name(act))
        self._make_room()

    def _rest(self) -> None:
        self.log.hide()
        self.form.open(Act.REST, self.tr("其余一次确认"))
        self._make_room()

    def _log(self) -> None:
        self.form.hide()
        self.log.setVisible(self.log.isHidden() and not self.model.mirrored)
        self._make_room()

    def _make_room(self) -> None:
        """In a small window the agenda gives its place to the form; Ctrl+PgUp and Ctrl+PgDn go on working."""
        self.agenda.setVisible(not self._narrow or (self.form.isHidden() and self.log.isHidden()))

    def _evidence(self) -> None:
        """Of the entry on the table; the others in the agenda's order."""
        table = self.model.table
        if table is not None and table.entry is not None and not self.model.mirrored:
            order = tuple(i.code for i in table.agenda.items)
            self.model.chair.show_evidence(Ask(table.entry.row.code, "", order, pages.MEETING))

    def _lines(self) -> None:
        self.pane.show_lines(self.lines.isChecked())

    def _mirror(self) -> None:
        """What the hall would see on this very page is without names from now on."""
        self.log.hide()
        self.form.hide()
        self.words.hide()
        self.model.mirror(self.mirror.isChecked())
        self.record.setEnabled(not self.model.mirrored)

    def _say(self, words: str, good: bool) -> None:
        self.words.setText(self.model.said_openly(words))
        set_role(self.words, "role", "good" if good else "bad")
        self.words.show()

    def _tell_projection(self) -> None:
        self.seen.setText(self.projector.words())
