"""收件: who has handed in, who is missing. No point is shown here, so it is open before the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout

from app.models.roster import PanelRole
from app.ui.chair.page import ChairPage
from app.ui.columns import Column, RowsModel
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.services.chair.desk import MemberState
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Metrics


class BoardView(ChairPage):
    """One row a judge."""

    needs_points: ClassVar[bool] = False

    def __init__(self, model: ChairModel) -> None:
        super().__init__()
        self.model = model
        self.title = label("heading")
        self.rows: RowsModel[MemberState] = RowsModel(self._columns(), self)
        self.table = QTableView()
        self.table.setModel(self.rows)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(self.title)
        column.addWidget(self.table, 1)
        model.headed.connect(self.refresh)
        self.retranslate()

    def arrive(self) -> None:
        self.table.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """A file came, or a choice was made."""
        head = self.model.head
        if head is None:
            return
        self.title.setText(self.tr("已收 {have}/{all} 份评分文件").format(have=head.arrived, all=head.expected))
        self.rows.show(head.members)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("评委交件情况"))
        self.rows.retitle()
        self.refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.table.verticalHeader().setDefaultSectionSize(sizes.row)

    def _columns(self) -> tuple[Column[MemberState], ...]:
        return (
            Column("judge", lambda: self.tr("编号"), lambda m: m.judge),
            Column("name", lambda: self.tr("评委"), self._name),
            Column("state", lambda: self.tr("评分文件"), self._state),
            Column("sheets", lambda: self.tr("份数"), lambda m: f"{m.sheets}/{m.due}", right=True),
            Column("recused", lambda: self.tr("回避"), lambda m: str(m.recused or ""), right=True),
        )

    def _name(self, member: MemberState) -> str:
        return self.tr("{name}（组长）").format(name=member.name) if member.role is PanelRole.CHAIR else member.name

    def _state(self, member: MemberState) -> str:
        if member.choices:
            return self.tr("有 {n} 份，待选定").format(n=len(member.choices))
        if member.payload is None:
            return self.tr("缺") if member.due else self.tr("无须评分")
        when = member.received.astimezone().strftime("%m-%d %H:%M") if member.received else ""
        return self.tr("✓ 已收 {when}").format(when=when)
