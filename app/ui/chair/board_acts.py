"""Under the board: what can be done about the chosen judge and the files that came, and what is not needed yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from app.ui.flow_row import FlowRow
from app.ui.widgets import button

if TYPE_CHECKING:
    from app.services.chair.board import BoardRow
    from app.ui.chair.board_rows import BoardRows
    from app.ui.chair.receive_model import ReceiveModel
    from app.ui.plain_table import PlainTable


class BoardActs(FlowRow):
    """A reminder is copied here, and `said` tells of it; what leads elsewhere is the page's: `choose_wanted`, `receipts_wanted` and
    `record_wanted`, for scores on paper."""

    choose_wanted = Signal()
    receipts_wanted = Signal()
    record_wanted = Signal()
    said = Signal(object, bool)

    def __init__(self, model: ReceiveModel, rows: BoardRows, table: PlainTable) -> None:
        super().__init__()
        self._model, self._rows, self._table = model, rows, table
        self.remind, self.choose, self.receipts, self.dismiss, self.copy = (
            button("", self._remind), button("", self.choose_wanted.emit), button("", self.receipts_wanted.emit), button("flat", model.dismiss),
            button("", self.record_wanted.emit),
        )  # fmt: skip
        for control in (self.remind, self.choose, self.receipts, self.dismiss, self.copy):
            self.addWidget(control)

    def retranslate(self) -> None:
        names = (
            (self.remind, self.tr("复制催交话术")), (self.choose, self.tr("选定或退回…")), (self.receipts, self.tr("写回执…")),
            (self.dismiss, self.tr("不收的不写回执")), (self.copy, self.tr("代录纸质评分…")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)

    def offer(self) -> None:
        """What the chosen row and the steps so far allow."""
        row = self._rows.row(self._table.currentIndex().row())
        missing = self._to_remind()
        self.remind.setEnabled(missing is not None)
        name = self._model.chair.veil.said(missing.name) if missing is not None else ""
        self.remind.setText(self.tr("复制催交话术（{name}）").format(name=name) if name else self.tr("复制催交话术"))
        self.remind.setAccessibleName(self.remind.text())
        named = not self._model.chair.veil.on
        self.choose.setEnabled(named and row is not None and not self._rows.is_missing(row))
        away = len(self._model.turned_away)
        self.receipts.setEnabled(bool(away) or (self._model.board is not None and self._model.board.received > 0))
        self.receipts.setText(self.tr("写回执（含不收的 {n} 份）…").format(n=away) if away else self.tr("写回执…"))
        self.receipts.setAccessibleName(self.receipts.text())
        self.dismiss.setVisible(bool(away))

    def _to_remind(self) -> BoardRow | None:
        """The chosen judge when nothing came of them, else the first of whom nothing did."""
        chosen = self._table.currentIndex().row()
        rows = (self._rows.row(at) for at in (chosen, *range(self._rows.rowCount())))
        return next((row for row in rows if row is not None and self._rows.is_missing(row)), None)

    def _remind(self) -> None:
        row = self._to_remind()
        if row is not None:
            self._model.remind(row.judge, lambda text: self._copied(text, row.name))

    def _copied(self, text: str, name: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(lambda: self.tr("给{name}的催交话术已复制，请粘贴到微信里。").format(name=name), True)
