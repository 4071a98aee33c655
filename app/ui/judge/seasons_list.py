"""其他赛季的档案: one line for each profile beside this one, with the button that opens it. Nothing is there when there is none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.homes import Neighbour
from app.ui.column import named
from app.ui.judge.other_seasons import OtherSeasons
from app.ui.widgets import clear, label

_WIDE = 760


class SeasonsList(QWidget):
    """Follows what `seasons` finds. `most`: of many the newest, where a page has other things to say."""

    def __init__(self, seasons: OtherSeasons, parent: QWidget | None = None, *, most: int | None = None) -> None:
        super().__init__(parent)
        self._seasons, self._most, self._wanted = seasons, most, True
        self.setMaximumWidth(_WIDE)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        seasons.listed.connect(self.rebuild)
        self.rebuild()

    def want(self, wanted: bool) -> None:
        """Whether this is a place for it now."""
        self._wanted = wanted
        self.setVisible(wanted and bool(self._seasons.found))

    def rebuild(self) -> None:
        """Show what is there now."""
        clear(self._column)
        found = self._seasons.found[: self._most]
        lines = [self._line(one) for one in found]
        for part in (label("small", self.tr("其他赛季的档案")), *lines) if found else ():
            self._column.addWidget(part)
            part.show()  # its height counts at once, also where the list is in view already
        self.setVisible(self._wanted and bool(found))

    def lines(self) -> list[QWidget]:
        """One for each season, with its button."""
        items = (self._column.itemAt(at) for at in range(1, self._column.count()))
        return [line for item in items if item is not None and (line := item.widget()) is not None]

    def high(self, wide: int) -> int:
        """What it needs at this width."""
        return self._column.totalHeightForWidth(wide) if self._seasons.found else 0

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.rebuild()
        super().changeEvent(event)

    def _line(self, one: Neighbour) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = self.tr("{name} · 最近用过 {date}").format(name=one.label or one.home.name, date=one.changed.strftime("%Y-%m-%d"))
        act = named("", self.tr("打开"), partial(self._seasons.open, one.home))
        act.setAccessibleName(self.tr("打开 {name}").format(name=one.label or one.home.name))
        row.addWidget(label("", words, wrap=True), 1)
        row.addWidget(act)
        return line
