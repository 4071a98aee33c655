"""The agenda at the left: headings, under each its entries with where the talk stands in words, why they are there, and the time spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.core.words import say
from app.services.chair.agenda import Heading, Settled, heading_words
from app.ui.tips import tip
from app.ui.wrapped_rows import wrap

if TYPE_CHECKING:
    from app.services.chair.agenda import Agenda, Item
    from app.ui.chair.meeting_model import MeetingModel

_CODE = Qt.ItemDataRole.UserRole


class AgendaList(QListWidget):
    """`wanted(code)`: an entry was chosen by click or Enter."""

    wanted = Signal(str)

    def __init__(self, model: MeetingModel) -> None:
        super().__init__()
        self._model = model
        wrap(self)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)  # who stands aside is read whole
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._chosen)
        self.itemActivated.connect(self._chosen)
        model.shown.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """The agenda was read anew; the entry on the table is the chosen row."""
        table = self._model.table
        if table is None:
            return
        self.clear()
        for heading in Heading:
            items = table.agenda.under(heading)
            if items:
                self._head(heading, items)
            for item in items:
                self._entry(item, table.agenda)
        self._ink_heads()

    def texts(self) -> list[str]:
        """Every row's words."""
        return [self.item(n).text() for n in range(self.count())]

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("议程"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._ink_heads()

    def _ink_heads(self) -> None:
        """A heading cannot be chosen, and would be as faint as what is disabled; in the ink of the theme in force. The list itself is
        disabled while it is filled for the first time."""
        ink = self.palette().color(QPalette.ColorGroup.Active, self.foregroundRole())
        for item in (self.item(n) for n in range(self.count())):
            if not item.data(_CODE):
                item.setForeground(ink)

    def _head(self, heading: Heading, items: tuple[Item, ...]) -> None:
        done = sum(i.settled is Settled.DECIDED for i in items)
        made = QListWidgetItem(self.tr("{heading} 议定 {n}/{all}").format(heading=heading_words(heading), n=done, all=len(items)))
        made.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        made.setFont(font)
        self.addItem(made)

    def _entry(self, item: Item, agenda: Agenda) -> None:
        spent = f"  {clock_words(item.seconds)}" if item.seconds else ""
        lines = [f"{item.code}  {settled_words(item.settled)}{spent}"]
        if not self._model.mirrored and item.why:
            lines.append(item.why)
        if item.avoid:
            lines.append(self._model.avoid_words(item.avoid))
        made = QListWidgetItem("\n".join(lines))
        made.setData(_CODE, item.code)
        made.setToolTip(tip(item.title))
        made.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join((item.title, *lines)))
        self.addItem(made)
        if item.code == agenda.current:
            self.setCurrentItem(made)

    def _chosen(self, item: QListWidgetItem) -> None:
        if code := item.data(_CODE):
            self.wanted.emit(code)


def settled_words(settled: Settled) -> str:
    """未议 · 议定 · 待复核 · 暂缓, each with a sign of its own shape. 已定 is the meters' word, for places that are taken."""
    return {
        Settled.OPEN: say("○ 未议", "○ open"),
        Settled.DECIDED: say("✓ 议定", "✓ settled"),
        Settled.STALE: say("! 待复核", "! to confirm"),
        Settled.DEFERRED: say("… 暂缓", "… deferred"),
    }[settled]


def clock_words(seconds: int) -> str:
    """2:05."""
    return f"{seconds // 60}:{seconds % 60:02d}"
