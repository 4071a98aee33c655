"""合议: the agenda at the left, one entry in the middle, what is decided about it at the right, and the hand on the projection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.chair import pages
from app.ui.chair.action_bar import ActionBar
from app.ui.chair.action_panel import ActionPanel
from app.ui.chair.acts import Act
from app.ui.chair.agenda_list import AgendaList
from app.ui.chair.entry_pane import EntryPane
from app.ui.chair.evidence_model import Ask
from app.ui.chair.field_choice import FieldChoice
from app.ui.chair.log_panel import LogPanel
from app.ui.chair.meeting_model import MeetingModel
from app.ui.chair.meter_lines import MeterLines
from app.ui.chair.page import ChairPage
from app.ui.chair.projector import Projector
from app.ui.said import Line, Said
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.ui.chair.meeting_desk import MeetingDesk
    from app.ui.theme import Colours, Metrics

_SIDES, _GAP = 44, 12
"""Margins and the gap beside the agenda; the gap beside a panel."""
_FORM_HIGH = 400
"""What a form needs beside the rows over and under it, in pixels of the usual text."""


class MeetingView(ChairPage):
    """Places the parts and passes signals on."""

    for_the_hall: ClassVar[bool] = True

    def __init__(self, chair: MeetingDesk) -> None:
        super().__init__()
        self._narrow = self._hall = self._wanted = False
        self._high = _FORM_HIGH
        self.model = MeetingModel(chair, self)
        self.agenda, self.pane, self.bar = AgendaList(self.model), EntryPane(self.model), ActionBar(chair)
        self.evidence = button("", self._evidence)
        self.form, self.log = ActionPanel(self, self.model), LogPanel(self, self.model)
        self.projector = Projector(self.pane)
        self.meters, self.words, self.seen = MeterLines(), label("good", wrap=True), label("small")
        self._line = Line(self.words, shown=self.model.said_openly)
        self.fields, self.rest = FieldChoice(self.model), button("", self._rest)
        self.lines, self.ties, self.record = button("", self._lines), button("", self._ties), button("", self._log)
        self.push, self.black = button("", self.projector.push), button("", self.projector.black)
        self.units = button("", lambda: chair.veil.show_units(self.units.isChecked()))
        for toggle in (self.lines, self.ties, self.units):
            toggle.setCheckable(True)
        self.units.setEnabled(chair.veil.units_allowed)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def lost(self) -> int:
        return len(self.model.unkept)

    def save_again(self) -> None:
        self.model.save_again()

    def arrive(self) -> None:
        self.model.read()
        self.agenda.setFocus()

    def retranslate(self) -> None:
        names = (
            (self.rest, self.tr("其余一次确认")),
            (self.lines, self.tr("名额线")), (self.ties, self.tr("并列")), (self.record, self.tr("决定记录")), (self.push, self.tr("推送 Ctrl+D")),
            (self.black, self.tr("黑屏 Ctrl+B")), (self.units, self.tr("投影单位")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.units.setToolTip(self.tr("投影上在课题后面显示完成单位；盲评的赛季和规则不允许的不能显示"))
        self.meters.setAccessibleName(self.tr("名额"))
        self.evidence.setVisible(any(p.key == pages.EVIDENCE for p in self.model.chair.pages))
        self.evidence.setText(self.tr("证据"))
        self.evidence.setShortcut("Ctrl+E")  # a new text takes the old shortcut away
        self.evidence.setAccessibleName(self.tr("各评委的记录和原处"))
        self.evidence.setToolTip(self.tr("各评委的记录和原处 Ctrl+E"))
        self._line.again()
        if self.model.table is not None:
            self.model.read()  # its words are of the language that was
        self._refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.agenda.setFixedWidth(sizes.scaled(220 if sizes.compact else 260))
        self.log.setFixedWidth(sizes.scaled(340 if sizes.compact else 380))
        self.form.resize_to(sizes)
        self._narrow, self._high = sizes.compact, sizes.scaled(_FORM_HIGH)
        self.pane.resize_to(sizes)
        self._fold()

    def dress(self, colours: Colours) -> None:
        self.pane.dress(colours)

    def _lay_out(self) -> None:
        self._head, self._foot = QWidget(), QWidget()
        top, middle, column = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._head), QHBoxLayout(), QVBoxLayout(self)
        top.setContentsMargins(0, 0, 0, 0)
        about, hall, self._top = QHBoxLayout(), QHBoxLayout(), top
        for control in (self.fields, self.rest, self.record, self.lines, self.ties):
            about.addWidget(control)
        about.addStretch(1)
        hall.addWidget(self.seen)
        for control in (self.units, self.push, self.black):
            hall.addWidget(control)
        hall.addStretch(0)
        top.addLayout(about, 1)
        top.addLayout(hall)
        middle.setSpacing(12)
        middle.addWidget(self.agenda)
        middle.addWidget(self.pane, 1)
        middle.addWidget(self.form)
        middle.addWidget(self.log)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self.meters)
        column.addWidget(self.words)
        column.addLayout(middle, 1)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.evidence)
        column.addWidget(self._foot)
        self.words.hide()

    def _connect(self) -> None:
        self.model.shown.connect(self._refresh)
        self.model.said.connect(self._say)
        self.model.chair.steps.told.connect(lambda _said: self.words.hide())  # what was decided last may be taken back by now
        self.model.chair.veil.changed.connect(self._veiled)
        self.agenda.wanted.connect(self._go)
        self.bar.wanted.connect(self._open)
        for panel in (self.form, self.log):
            panel.gone.connect(self._make_room)
        self.form.gone.connect(self._offer)
        self.projector.told.connect(self._tell_projection)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+PgDown", lambda: self._step(1)), ("Ctrl+PgUp", lambda: self._step(-1)),
            ("Ctrl+D", self.projector.push), ("Ctrl+B", self.projector.black),
        )  # fmt: skip
        for sequence, then in keys:
            made = QShortcut(QKeySequence(sequence), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(then)

    def _refresh(self) -> None:
        table = self.model.table
        self._allow(table is not None)
        if table is None:
            self._wanted = bool(self.model.chair.wanting)
            if self._wanted:
                self._line.say(lambda: self.model.chair.wanting)
                self.words.show()
            return
        self.meters.show_meters(table.meters, [m.brief for m in table.view.mixed])
        self.rest.setEnabled(bool(table.agenda.rest))
        self.rest.setText(self.tr("其余一次确认（{n}）").format(n=len(table.agenda.rest)))
        if self._wanted:
            self._wanted = False
            self.words.hide()
        self.lines.setEnabled(bool(table.lines))
        self.ties.setEnabled(table.tied is not None)
        self.ties.setChecked(self.ties.isChecked() and table.tied is not None)
        self._offer()
        self._fold()
        self._tell_projection()

    def _allow(self, on: bool) -> None:
        """Without anything to meet about only the sentence stands that says so."""
        for control in (self.rest, self.record, self.lines, self.ties, self.push, self.black, self.agenda, self.pane, self.bar):
            control.setEnabled(on)
        self.units.setEnabled(on and self.model.chair.veil.units_allowed)
        begins = on and self.bar.isHidden()
        self.bar.setVisible(on)
        self._make_room()
        if begins and self.isVisible():
            self.agenda.setFocus()
        self.record.setEnabled(on and not self.model.mirrored)

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
        self.form.open(act, partial(self.bar.name, act))
        self._make_room()

    def _rest(self) -> None:
        self.log.hide()
        self.form.open(Act.REST, lambda: self.tr("其余一次确认"))
        self._make_room()

    def _log(self) -> None:
        self.form.hide()
        self.log.setVisible(self.log.isHidden() and not self.model.mirrored)
        self._make_room()

    def _offer(self) -> None:
        """What can be decided about the entry on the table, and what was begun."""
        if (table := self.model.table) is not None:
            self.bar.offer(table, self.model.begun(table.entry.row.code) if table.entry is not None else ())

    def _make_room(self) -> None:
        """Where the points would have to scroll sideways the agenda gives its place to the form; Ctrl+PgUp and Ctrl+PgDn go on working. In a
        low window the rows over and under it do too."""
        free = self.form.isHidden() and self.log.isHidden()
        for part in (self._head, self.meters, self._foot):
            part.setVisible(free or self.height() >= self._high)
        beside = sum(wide + _GAP for panel, wide in ((self.form, self.form.usual), (self.log, self.log.width())) if not panel.isHidden())
        lacking = self.pane.needed() + beside + _SIDES - self.width()
        self.agenda.setVisible(self.model.table is not None and (not self._narrow or free) and lacking + self.agenda.width() <= 0)
        self.form.yield_room(lacking - _GAP)  # without the agenda its gap is free too

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """With large text the hand on the projection gets a row of its own."""
        controls = (self.fields, self.rest, self.record, self.lines, self.ties, self.seen, self.units, self.push, self.black)
        needed = sum(w.sizeHint().width() + 8 for w in controls if not w.isHidden())
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if needed + _SIDES <= self.width() else way.TopToBottom)
        self._make_room()

    def _evidence(self) -> None:
        """Of the entry on the table; the others in the agenda's order."""
        table = self.model.table
        if table is not None and table.entry is not None and not self.model.mirrored:
            order = tuple(i.code for i in table.agenda.items)
            self.model.chair.show_evidence(Ask(table.entry.row.code, "", order, pages.MEETING))

    def _lines(self) -> None:
        self.ties.setChecked(False)
        self.pane.show_lines(self.lines.isChecked())
        self._make_room()

    def _ties(self) -> None:
        self.lines.setChecked(False)
        self.pane.show_tie(self.ties.isChecked())
        self._make_room()

    def _veiled(self) -> None:
        """What the hall would see on this very page is without names from now on; units only change what is pushed next."""
        self.units.setEnabled(self.model.chair.veil.units_allowed)
        if self._hall == self.model.mirrored:
            return
        self._hall = self.model.mirrored
        self.log.hide()
        self.form.hide()
        self.words.hide()
        self.record.setEnabled(not self.model.mirrored)

    def _say(self, said: Said, good: bool) -> None:
        self._line.say(said, "good" if good else "bad")
        self.words.show()

    def _tell_projection(self) -> None:
        self.seen.setText(self.projector.words())
