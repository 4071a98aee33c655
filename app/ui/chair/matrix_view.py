"""汇总: entries by rank with one column a judge; dropped and 回避 are said in signs and words, not in colour."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout

from app.models.points import to_text
from app.scoring.view import RECUSED
from app.ui.chair.page import ChairPage
from app.ui.columns import Column, RowsModel
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.scoring.view import PanelRow
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Metrics


class MatrixView(ChairPage):
    """One row an entry."""

    def __init__(self, model: ChairModel) -> None:
        super().__init__()
        self.model = model
        self.title = label("heading")
        self.rows: RowsModel[PanelRow] = RowsModel((), self)
        self.table = QTableView()
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(self.title)
        column.addWidget(self.table, 1)
        model.pictured.connect(self.refresh)
        self.retranslate()

    def arrive(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        """The results changed."""
        picture = self.model.picture
        if picture is None:
            return
        self.rows = RowsModel(self._columns(picture.judges, picture.names), self)
        self.table.setModel(self.rows)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.rows.show(picture.view.rows)

    def retranslate(self) -> None:
        self.title.setText(self.tr("汇总表"))
        self.table.setAccessibleName(self.tr("汇总表"))
        self.refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.table.verticalHeader().setDefaultSectionSize(sizes.row)

    def _columns(self, judges: tuple[str, ...], names: Mapping[str, str]) -> tuple[Column[PanelRow], ...]:
        own: tuple[Column[PanelRow], ...] = tuple(Column(j, partial(names.__getitem__, j), partial(_cell, j), right=True) for j in judges)
        return (
            Column("rank", lambda: self.tr("排名"), lambda r: str(r.rank or "—"), right=True),
            Column("code", lambda: self.tr("编号"), lambda r: r.code),
            Column("title", lambda: self.tr("课题"), lambda r: r.title),
            *own,
            Column("official", lambda: self.tr("最终得分"), lambda r: to_text(r.official) if r.official is not None else "—", right=True),
        )


def _cell(judge: str, row: PanelRow) -> str:
    if judge in row.recused:
        return RECUSED
    points = row.scores.get(judge)
    text = "—" if points is None else to_text(points)
    return f"▲ {text}" if judge == row.dropped_high else f"▽ {text}" if judge == row.dropped_low else text
