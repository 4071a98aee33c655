"""Two entries side by side: the one that was pinned and the one the table stands on, item by item, with what was noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QScrollArea, QTableView, QVBoxLayout, QWidget

from app.core.words import say
from app.models.points import short
from app.models.shape import Points
from app.models.sheet import NoteKind
from app.ui.columns import Column, RowsModel
from app.ui.judge.own_table_model import OwnTableModel
from app.ui.widgets import Elided, button, label

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryView


@dataclass(frozen=True)
class Line:
    """One item, or the total, of both."""

    name: str
    left: Points | None
    right: Points | None


class ComparePanel(QFrame):
    """`follow(code)` as the table's current row moves; `shut` when the person is done."""

    shut = Signal()

    def __init__(self, model: OwnTableModel) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self._model = model
        self._pinned = self._other = ""
        self._pair: tuple[EntryView, EntryView] | None = None
        self.title, self.left, self.right = label("title"), Elided(), Elided()
        self.rows: RowsModel[Line] = RowsModel(self._columns(), self)
        self.list = QTableView()
        self._dress_list()
        self.notes = label("criterion", wrap=True)
        self.close_button = button("flat", self.shut.emit)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        inside = QWidget()
        inside.setObjectName("page")
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 4, 6, 0)
        for widget in (self.left, self.right, self.list, self.notes):
            words.addWidget(widget)
        words.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.addLayout(top)
        column.addWidget(area, 1)
        model.compared.connect(self._show)
        self.retranslate()
        self.hide()

    def pin(self, code: str) -> None:
        """This entry stays on the left."""
        self._pinned, self._other = code, ""
        self.show()
        self.follow(code)

    def follow(self, code: str) -> None:
        """The other one."""
        if self.isHidden() or not self._pinned:
            return
        self._other = code
        self._model.compare(self._pinned, code)

    def again(self) -> None:
        """Points changed."""
        if self._other:
            self.follow(self._other)

    def retranslate(self) -> None:
        self.title.setText(self.tr("两份对比"))
        self.close_button.setText(self.tr("收起"))
        self.close_button.setAccessibleName(self.tr("收起对比"))
        self.list.setAccessibleName(self.tr("两份对比"))
        self._area.setAccessibleName(self.tr("两份对比"))
        self.rows.retitle()
        if self._pair is not None:
            self._show(self._pair)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self, pair: tuple[EntryView, EntryView]) -> None:
        first, second = pair
        if (first.entry.code, second.entry.code) != (self._pinned, self._other):
            return
        self._pair = pair
        same = first.entry.code == second.entry.code
        self.left.setText(f"{first.entry.code}  {first.entry.title}")
        self.right.setText(self.tr("在表里移到另一行，即与它对比。") if same else f"{second.entry.code}  {second.entry.title}")
        one, two = first.sheet.points, second.sheet.points
        lines = [Line(say(i.name.zh, i.name.en), one.get(i.code), two.get(i.code)) for i in first.rubric.items]
        lines.append(Line(self.tr("总分"), _sum(first), _sum(second)))
        self.rows.show(lines)
        self.rows.retitle()
        self._fit()
        self.notes.setText(_noted(first) + ("" if same else "\n\n" + _noted(second)))

    def _columns(self) -> tuple[Column[Line], ...]:
        return (
            Column("name", lambda: self.tr("项目"), lambda r: r.name),
            Column("left", lambda: self._pinned, lambda r: _points(r.left), right=True),
            Column("right", lambda: self._other, lambda r: _points(r.right), right=True),
            Column("apart", lambda: self.tr("相差"), _apart, right=True),
        )

    def _dress_list(self) -> None:
        table = self.list
        table.setModel(self.rows)
        table.setShowGrid(False)
        table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _fit(self) -> None:
        """Points as wide as they need at this size of text, rows as high; the items take the rest."""
        head, measure = self.list.horizontalHeader(), self.list.fontMetrics()
        high, wide = max(32, measure.height() + 8), measure.horizontalAdvance("＋00.0") + 12
        self.list.verticalHeader().setDefaultSectionSize(high)
        for at in (1, 2, 3):
            head.resizeSection(at, wide)
        self.list.setFixedHeight(head.sizeHint().height() + high * len(self.rows.rows) + 6)


def _sum(view: EntryView) -> Points | None:
    found = [view.sheet.points[i.code] for i in view.rubric.items if i.code in view.sheet.points]
    return Points(sum(found)) if found else None


def _apart(line: Line) -> str:
    if line.left is None or line.right is None or line.left == line.right:
        return "＝" if line.left is not None and line.left == line.right else "—"
    gap = Points(abs(line.left - line.right))
    return f"{'＋' if line.right > line.left else '−'}{short(gap)}"


def _points(value: Points | None) -> str:
    return short(value) if value is not None else say("未评", "blank")


def _noted(view: EntryView) -> str:
    kinds = {
        NoteKind.STRENGTH: say("优点", "Strength"), NoteKind.WEAKNESS: say("不足", "Weakness"), NoteKind.SUGGESTION: say("建议", "Suggestion"),
    }  # fmt: skip
    lines = [f"● {kinds[n.kind]} {n.text}" for n in view.sheet.notes]
    lines += [view.sheet.remark] if view.sheet.remark else []
    return "\n".join([view.entry.code, *(lines or [say("没有记录。", "Nothing noted.")])])
