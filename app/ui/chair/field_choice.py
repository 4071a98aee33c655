"""Which field the season's meeting goes through: all of them, or one after the other. Hidden where there is no choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from app.ui.fields import Combo

if TYPE_CHECKING:
    from app.ui.chair.meeting_model import MeetingModel


class FieldChoice(Combo):
    """Follows the table; a choice goes to the model."""

    def __init__(self, model: MeetingModel) -> None:
        super().__init__()
        self._model = model
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _at: model.choose_field(str(self.currentData())))
        model.shown.connect(self.refresh)
        self.hide()
        self.retranslate()

    def refresh(self) -> None:
        """The meeting was read anew."""
        table = self._model.table
        fields = table.fields if table is not None else ()
        self.setVisible(len(fields) > 1)
        self.blockSignals(True)
        self.clear()
        for code, name in (*fields, ("", self.tr("全部领域"))):
            self.addItem(name, code)
        self.setCurrentIndex(max(0, self.findData(table.field if table is not None else "")))
        self.blockSignals(False)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("合议哪个领域"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
