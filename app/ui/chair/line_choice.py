"""Which 名额线 the plot shows: the best level's, the next one's, a field's. Hidden where there is no choice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from app.ui.chair import statistics_texts as texts
from app.ui.fields import Combo

if TYPE_CHECKING:
    from app.ui.chair.statistics_model import StatisticsModel


class LineChoice(Combo):
    """Follows the figures; `chosen` is called after another line was taken."""

    def __init__(self, model: StatisticsModel, chosen: Callable[[], None]) -> None:
        super().__init__()
        self._model, self._told = model, chosen
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._choose)
        model.told.connect(self.refresh)
        self.hide()
        self.retranslate()

    def refresh(self) -> None:
        """The figures are new, or the words are of another language."""
        panel, now = self._model.panel, self._model.line
        lines = panel.lines if panel is not None else ()
        self.blockSignals(True)
        self.clear()
        for line in lines:
            self.addItem(texts.line_name(line))
        if now is not None:
            self.setCurrentIndex(lines.index(now))
        self.blockSignals(False)
        self.setVisible(len(lines) > 1)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("看哪一条名额线"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _choose(self, at: int) -> None:
        if self._model.panel is not None:
            self._model.choose(self._model.panel.lines[at])
            self._told()
