"""Which papers, with a tick each, and what only people know of the meeting. The names are those of the papers themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from app.ui.widgets import label

if TYPE_CHECKING:
    from app.services.chair.paper_supply import Meeting
    from app.services.chair.papers import PanelPaper


class PaperTicks(QWidget):
    """Two columns of ticks (one where room is short), then 时间 地点 主持 记录, and whether units are named."""

    def __init__(self) -> None:
        super().__init__()
        from app.services.chair import papers

        self.ticks: dict[PanelPaper, QCheckBox] = {}
        self.fields = {key: (label("small"), QLineEdit()) for key in ("time", "place", "host", "recorder")}
        self.units, self.recommenders = QCheckBox(), QCheckBox()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        for paper in (p for p in papers.PanelPaper if p is not papers.PanelPaper.NATIONAL):
            self.ticks[paper] = tick = QCheckBox()
            tick.setChecked(paper in papers.DEFAULT)
        for name, box in self.fields.values():
            name.setBuddy(box)
        for tick in (self.units, self.recommenders):
            tick.setChecked(True)
        self._columns = 0
        self.arrange(2)
        self.retranslate()

    def fit(self, width: int) -> None:
        """Two columns where they have room in so many pixels, else one."""
        self.arrange(2 if self.needed(2) <= width else 1)

    def needed(self, columns: int) -> int:
        """The width of so many columns."""
        ticks = [tick.sizeHint().width() for tick in (*self.ticks.values(), self.units, self.recommenders) if not tick.isHidden()]
        return columns * max(ticks) + (columns - 1) * self._grid.horizontalSpacing()

    def arrange(self, columns: int) -> None:
        """All of it in one column or two; Tab goes down a column, then the next."""
        if columns == self._columns:
            return
        self._columns = columns
        grid, ticks = self._grid, tuple(self.ticks.values())
        each = -(-len(ticks) // columns)
        for at, tick in enumerate(ticks):
            grid.addWidget(tick, at % each, at // each)
        row = each
        for at, (name, box) in enumerate(self.fields.values()):
            grid.addWidget(name, row + 2 * (at // columns), at % columns)
            grid.addWidget(box, row + 2 * (at // columns) + 1, at % columns)
        row += 2 * -(-len(self.fields) // columns)
        for at, tick in enumerate((self.units, self.recommenders)):
            grid.addWidget(tick, row + at // columns, at % columns)

    @property
    def chosen(self) -> tuple[PanelPaper, ...]:
        """The ticked ones, in the order of the papers."""
        return tuple(p for p, tick in self.ticks.items() if tick.isChecked())

    @property
    def meeting(self) -> Meeting:
        """What was typed; empty is left blank on paper."""
        from app.services.chair.paper_supply import Meeting

        said = {key: box.text().strip() for key, (_, box) in self.fields.items()}
        return Meeting(said["place"], said["time"], said["host"], said["recorder"], self.units.isChecked(), self.recommenders.isChecked())

    def tick_all(self, on: bool) -> None:
        for tick in self.ticks.values():
            tick.setChecked(on and tick.isEnabled())

    def allow_reference(self, declared: bool) -> None:
        """参考图 can be ticked where the season's policy declares it for print."""
        from app.services.chair.papers import PanelPaper

        chart = self.ticks[PanelPaper.CHART]
        chart.setEnabled(declared)
        chart.setVisible(declared)
        if not declared:
            chart.setChecked(False)

    def retranslate(self) -> None:
        for paper, tick in self.ticks.items():
            tick.setText(self.name(paper))
            tick.setAccessibleName(tick.text())
        for tick, words in ((self.units, self.tr("打印完成单位")), (self.recommenders, self.tr("打印推荐单位"))):
            tick.setText(words)
            tick.setAccessibleName(words)
        names = {"time": self.tr("合议时间"), "place": self.tr("地点"), "host": self.tr("主持"), "recorder": self.tr("记录")}
        for key, (name, box) in self.fields.items():
            name.setText(names[key])
            box.setAccessibleName(names[key])
            box.setPlaceholderText(self.tr("空着就留白，手写"))

    def name(self, paper: PanelPaper) -> str:
        """The paper's name in the reader's language."""
        from app.services.chair.papers import PanelPaper as P

        names = {
            P.MATRIX: self.tr("汇总表"), P.SHEETS: self.tr("评分表"), P.JUDGES: self.tr("评委个人评分汇总表"), P.ENTRIES: self.tr("按成果评分汇总表"),
            P.OPINIONS: self.tr("专家组意见表"), P.MINUTES: self.tr("合议记录"), P.CHANGES: self.tr("复议改分单"), P.APPROVAL: self.tr("审定表"),
            P.AWARDS: self.tr("成果建议名单"), P.LETTERS: self.tr("反馈信"), P.STATISTICS: self.tr("统计表"), P.CHART: self.tr("参考图（次序和区间）"),
        }  # fmt: skip
        return names.get(paper, paper.value)
