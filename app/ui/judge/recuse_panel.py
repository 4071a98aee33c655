"""回避本份: a reason in words, then the entry's files shut; the same panel takes it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.executor import Priority
from app.core.words import say
from app.models.changes import Changes
from app.models.shape import LINE
from app.models.sheet import ScoreSheet, SheetState
from app.ui.bus import ChangesBus
from app.ui.fields import Counted
from app.ui.judge.unit_conflict_box import UnitConflictBox
from app.ui.judge.workbench import Workbench
from app.ui.panels import Panel
from app.ui.tasks import Runner
from app.ui.theme import Metrics
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryRow
    from app.services.judge.unit_conflict import UnitLook
    from app.ui.judge.services import JudgeServices

WIDTH, HEIGHT = 400, 224
_EDGE = 24


class RecusePanel(Panel):
    """For the entry that was open when it was opened: it names it, and goes when another one comes. Or for a line of the list, whose
    entry is not opened for it; `listed` when that is done or left. `told(words)`: which entries went together.
    """

    listed = Signal()
    told = Signal(str)

    def __init__(self, bench: Workbench, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._services, self._runner, self._bus = bench, services, runner, bus
        self.title, self.words, self.reason = label("title"), label("muted", wrap=True), Counted(LINE)
        self.unit = UnitConflictBox()
        self.go, self.close_ = button("primary", self.act), button("flat", self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head, acts = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_)
        column.addLayout(head)
        for widget in (self.words, self.reason, self.reason.counter, self.unit):
            column.addWidget(widget)
        acts.addWidget(self.go)
        acts.addStretch(1)
        column.addLayout(acts)
        self._entry, self._back = "", False
        self._line: EntryRow | None = None
        self.reason.setMinimumHeight(36)
        self.go.setMinimumHeight(36)
        self.reason.textChanged.connect(lambda _text: self._offer())
        self.reason.returnPressed.connect(self.act)
        self.unit.changed.connect(self._name_deed)
        bench.leaving.connect(self._left)
        bench.sheet.changed.connect(self._follow)
        self.retranslate()
        self.hide()

    def ask(self, line: EntryRow) -> None:
        """It will be for this line of the list when it is shown next."""
        self._line = line

    def act(self) -> None:
        """Stand aside, or take that back."""
        if not self.go.isEnabled() or not self._stands():
            return
        services, words, save = self._services, self.reason.text().strip(), Priority.SAVE
        if self.unit.wanted and not self._back:
            self._runner.database(services.recuse_unit, self._entry, words, self.unit.named, priority=save, then=self._unit_done)
        elif self.unit.wanted:
            self._runner.database(services.take_back_unit, self._entry, priority=save, then=self._unit_done)
        elif not self._back:
            self._runner.database(services.recuse, self._entry, words, priority=save, then=self._done)
        else:
            self._runner.database(services.take_back_recusal, self._entry, priority=save, then=self._done)

    def area(self, width: int, sizes: Metrics) -> QRect:
        """Beside the rubric, over papers of this width."""
        wide = sizes.scaled(WIDTH)
        return QRect(max(0, width - wide - _EDGE), 0, wide, sizes.scaled(HEIGHT))

    def retranslate(self) -> None:
        recused, deed = self._back, self.tr("撤销回避") if self._back else self.tr("回避本份")
        self.title.setText(" · ".join(w for w in (deed, self._entry) if w))
        self.words.setText(
            self.tr("撤销后资料重新开放，可继续评分。") if recused else self.tr("回避后资料关闭，已打的分不计。回避和理由随评分文件提交。")
        )
        self.reason.setVisible(not recused)
        self.reason.setPlaceholderText(self.tr("理由，例如“曾辅导该小组”"))
        self.reason.setAccessibleName(self.tr("回避理由"))
        self._name_deed()
        self.close_.setText(self.tr("关闭"))
        self.close_.setAccessibleName(self.tr("关闭"))
        self._offer()

    def _name_deed(self) -> None:
        """On the button stands how many entries it is about."""
        n = self.unit.reach
        several = self.tr("撤销 {n} 份的回避", None, n) if self._back else self.tr("回避 {n} 份", None, n)
        one = self.tr("撤销回避") if self._back else self.tr("回避本份")
        self.go.setText(several.format(n=n) if n > 1 else one)
        self.go.setAccessibleName(self.go.text() if n > 1 else self.title.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._entry, self._back = self._subject()
        self.reason.clear()
        self.unit.forget()
        self.retranslate()
        if self._free():
            self._runner.database(self._services.unit_look, self._entry, then=partial(self._looked, self._entry, self._back))
        (self.go if self.reason.isHidden() else self.reason).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return super().event(event)

    def _fit(self) -> None:
        """As high as its words need, whatever it was given: they are longer in English, and of another size. Where that is higher than the
        papers it lies over, it takes their width."""
        high, under = self._high(self.width()), self.parentWidget()
        if under is not None and self.y() + high > under.height() and self.x() > _EDGE:
            self.setGeometry(_EDGE, self.y(), self.x() + self.width() - _EDGE, self._high(self.x() + self.width() - _EDGE))
        elif self.height() != high:
            self.resize(self.width(), high)

    def _high(self, width: int) -> int:
        inside, frame = self.layout(), self.rect().size() - self.contentsRect().size()
        return inside.totalHeightForWidth(width - frame.width()) + frame.height() if inside is not None else self.height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._line = None

    def _left(self) -> None:
        """Another entry is opened: that has nothing to do with a line of the list."""
        if self._line is None:
            self.hide()

    def _leave(self) -> None:
        line = self._line
        self.hide()
        if line is not None:
            self.listed.emit()

    def _subject(self) -> tuple[str, bool]:
        """The entry's code, and whether the judge stands aside from it now; the open entry knows what the list may not know yet."""
        view, line = self._bench.sheet.view, self._line
        if view is not None and (line is None or line.code == view.entry.code):
            return view.entry.code, view.sheet.recusal is not None
        return (line.code, line.state is SheetState.RECUSED) if line is not None else ("", False)

    def _stands(self) -> bool:
        """Whether it still says what would be done to this entry."""
        return self._subject() == (self._entry, self._back)

    def _follow(self) -> None:
        """Another entry is shown, or this one was recused, or taken back, by other hands."""
        if not self.isHidden() and not self._stands():
            self.hide()

    def _free(self) -> bool:
        """Whether anything can be changed: not after handing in."""
        view, state = self._bench.sheet.view, self._bench.desk.state
        return state is not None and not state.submitted if self._line is not None else view is not None and not view.locked

    def _offer(self) -> None:
        free = self._free()
        self.go.setEnabled(free and (self.reason.isHidden() or (bool(self.reason.text().strip()) and not self.reason.over)))

    def _looked(self, entry: str, back: bool, look: UnitLook) -> None:
        """It comes a moment later; the panel may be about something else by then."""
        if not self.isHidden() and (entry, back) == (self._entry, self._back):
            self.unit.show_look(look, back=back)

    def _unit_done(self, done: tuple[tuple[ScoreSheet, ...], Changes]) -> None:
        sheets, changes = done
        codes = say("、", ", ").join(sheet.entry for sheet in sheets)
        self._leave()
        self._bus.publish(changes)
        if len(sheets) > 1:
            back = all(sheet.recusal is None for sheet in sheets)
            zh, en = ("已撤销", "Taken back for") if back else ("已回避", "You stand aside from")
            self.told.emit(
                say(
                    zh + " {n} 份：{codes}。Ctrl+Z 一次撤销。",
                    en + " {n} {n:entry|entries}: {codes}. Ctrl+Z undoes it at once.",
                    n=len(sheets),
                    codes=codes,
                )
            )

    def _done(self, done: tuple[ScoreSheet, Changes]) -> None:
        self._leave()
        self._bus.publish(done[1])
