"""参考: what a chair needs of the statistics, in proportion; everything else folds out below. Private: never projected, printed only as far as the policy declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.scoring.statistics.words import margin_words
from app.services.chair.panel_lines import no_line_words, notes
from app.ui.chair import statistics_tables as tables
from app.ui.chair import statistics_texts as texts
from app.ui.chair.busy_line import BusyLine
from app.ui.chair.order_plot_box import OrderPlotBox
from app.ui.chair.page import ChairPage
from app.ui.chair.statistics_model import StatisticsModel
from app.ui.chair.statistics_tables import ShortTable
from app.ui.widgets import button, keep_room, label

if TYPE_CHECKING:
    from app.scoring.statistics.values import JudgingStatistics
    from app.services.chair.lines import QuotaLine
    from app.services.chair.statistics import PanelStatistics
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Colours, Metrics


class StatisticsPage(ChairPage):
    """名额线附近名单, 难分上下者, who changes level, 评委与同组相比 and one sentence; 全部 folds the tables out."""

    def __init__(self, model: ChairModel) -> None:
        super().__init__()
        self.model, self.figures = model, StatisticsModel(model, self)
        self.title, self.private = label("heading"), label("small", wrap=True)
        self.fold = button("", self._turn)
        self.plot, self.busy = OrderPlotBox(self.figures), BusyLine(self.figures.cancel)
        self.draw = button("", self._turn_plot)
        for toggle in (self.fold, self.draw):
            toggle.setCheckable(True)
        self.reliable, self.refused = label("", wrap=True), label("muted", wrap=True)
        self.near_head, self.toss_head, self.moved_head, self.judge_head = (label("title") for _ in range(4))
        self.near_words, self.tosses, self.moved = (label("", wrap=True) for _ in range(3))
        self.notes, self.margin = label("small", wrap=True), label("small", wrap=True)
        self.near, self.judges, self.every = ShortTable(), ShortTable(), ShortTable()
        self.why_head = label("title")
        self.all, self.every_head, self.checks_head = QWidget(), label("title"), label("title")
        self.without, self.checks = label("", wrap=True), label("", wrap=True)
        self._lay_out()
        model.pictured.connect(self._touched)
        self.figures.told.connect(self._fill)
        self.figures.busied.connect(self._busied)
        self.figures.progressed.connect(self.busy.follow)
        self.retranslate()

    @property
    def lines(self) -> tuple[QuotaLine, ...]:
        return self.figures.lines

    @property
    def panel(self) -> PanelStatistics | None:
        return self.figures.panel

    def arrive(self) -> None:
        if self.figures.stale and self.model.picture is not None:
            self.figures.read()
        self.area.setFocus()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("参考"))
        self.title.setText(self.tr("参考"))
        self.private.setText(self.tr("只供组长参考：不投影，规则没有声明就不打印，不改变任何得分和名次；也不说明谁对。"))
        self.area.setAccessibleName(self.tr("参考"))
        self.near_head.setText(self.tr("名额线附近"))
        self.toss_head.setText(self.tr("难分上下"))
        self.moved_head.setText(self.tr("按校正后得分会跨线的"))
        self.judge_head.setText(self.tr("评委与同组相比"))
        self.margin.setText(margin_words())
        self.every_head.setText(self.tr("各种算法并列"))
        self.why_head.setText(self.tr("算不出的，和原因"))
        self.checks_head.setText(self.tr("谁评了什么"))
        for table, name in ((self.near, self.near_head), (self.judges, self.judge_head), (self.every, self.every_head)):
            table.setAccessibleName(name.text())
        self.draw.setText(self.tr("次序图"))
        self.draw.setAccessibleName(self.tr("次序和区间的图"))
        self._name_fold()
        keep_room(self.draw, self.fold)
        self._fill()
        self.figures.say_again()

    def dress(self, colours: Colours) -> None:
        self.plot.dress(colours)

    def resize_to(self, sizes: Metrics) -> None:
        self.pair.setDirection(QHBoxLayout.Direction.TopToBottom if sizes.compact else QHBoxLayout.Direction.LeftToRight)
        self.plot.resize_to(sizes)
        keep_room(self.draw, self.fold)
        for table in (self.near, self.judges, self.every):
            table.resize_to(sizes)

    def _lay_out(self) -> None:
        inside, self.area = QWidget(), QScrollArea()
        inside.setObjectName("page")
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        outer, column, head, self.pair = QVBoxLayout(self), QVBoxLayout(inside), QHBoxLayout(), QHBoxLayout()
        left, right, below = QVBoxLayout(), QVBoxLayout(), QVBoxLayout(self.all)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(10)
        head.addWidget(self.title)
        head.addSpacing(12)
        head.addWidget(self.private, 1)
        head.addWidget(self.draw)
        head.addWidget(self.fold)
        self.pair.setSpacing(24)
        for side, parts in (
            (left, (self.near_head, self.near_words, self.notes)),
            (right, (self.toss_head, self.tosses, self.moved_head, self.moved)),
            (below, (self.every_head, self.without, self.every, self.checks_head, self.checks)),
        ):
            side.setSpacing(8)
            for part in parts:
                side.addWidget(part)
            side.addStretch(1)
        below.setContentsMargins(0, 8, 0, 0)
        self.pair.addLayout(left, 1)
        self.pair.addLayout(right, 1)
        column.addLayout(head)
        column.addWidget(self.busy)
        column.addWidget(self.reliable)
        column.addWidget(self.plot)
        column.addLayout(self.pair)
        for below_both in (self.near, self.judge_head, self.margin, self.judges, self.why_head, self.refused, self.all):
            column.addWidget(below_both)
        column.addStretch(1)
        for hidden in (self.all, self.why_head, self.notes):
            hidden.hide()

    def _turn(self) -> None:
        self.all.setVisible(self.fold.isChecked())
        self._name_fold()

    def _name_fold(self) -> None:
        self.fold.setText(self.tr("收起全部") if self.fold.isChecked() else self.tr("全部…"))
        self.fold.setAccessibleName(self.tr("全部统计"))

    def _turn_plot(self) -> None:
        """The plot comes into sight, and the keyboard to its words."""
        if not self.draw.isChecked():
            self.plot.hide()
            return
        self.plot.open()
        self.plot.words.setFocus()
        self.area.verticalScrollBar().setValue(0)

    def _touched(self) -> None:
        """Heavy to compute: only for a page that is looked at."""
        if self.isVisible():
            self.figures.read()

    def _busied(self) -> None:
        figures = self.figures
        if figures.busy:
            self.busy.begin()
        else:
            self.busy.end()
        if figures.failed:
            self.reliable.setText(self.tr("没有算出来。"))
        elif figures.panel is None:
            self.reliable.setText(self.tr("正在计算…") if figures.busy else self.tr("已取消。再次打开本页会重新计算。"))

    def _fill(self) -> None:
        self._fill_near()
        if self.panel is None or self.model.picture is None:
            return
        found, names = self.panel.found, self.panel.names
        titles = {r.code: r.title for r in self.model.picture.view.rows}
        self.reliable.setText(texts.reliability(found))
        self._say(self.refused, texts.refusals(found, names))
        self.why_head.setVisible(not self.refused.isHidden())
        if found is None:
            return
        lines = self.panel.lines
        self.tosses.setText("\n".join(self._tosses(self.panel, found, titles)))
        self.moved.setText("\n".join(texts.changes(found, lines)))
        self._say(self.notes, notes(lines, shared=self.panel.shared))
        self.judges.fill(tables.judge_columns(names), found.judges, 6)
        self.every.fill(tables.all_columns(titles, lines), found.submissions, 2)
        self._say(self.without, texts.without_one(lines, names))
        self.checks.setText("\n".join((*texts.design(found, names), *texts.categories(found))))

    def _fill_near(self) -> None:
        rows = tables.near_rows(self.lines, self._chances)
        self.near_words.setText("\n".join(line.words for line in self.lines) or self.tr("本季没有名额线。"))
        self.near.setVisible(bool(rows))
        self.near.fill(tables.near_columns(rows), rows, 3)

    def _chances(self, line: QuotaLine) -> Mapping[str, str]:
        """Entry → how surely it is in the places of this line."""
        meter, lines = line.meter, self.panel.lines if self.panel is not None else ()
        place = (meter.level, meter.scope, meter.field, meter.panel)
        return next((texts.chances(drawn) for drawn in lines if drawn.place == place), {})

    def _tosses(self, panel: PanelStatistics, found: JudgingStatistics, titles: Mapping[str, str]) -> tuple[str, ...]:
        """难分上下者; else why there are none."""
        if not panel.lines:
            return (no_line_words(),)
        if found.posterior is None:
            return (self.tr("算不出，原因见下。"),)
        return texts.toss_ups(panel.lines, found, titles) or (self.tr("没有：名额线两边分得清。"),)

    def _say(self, place: QWidget, lines: tuple[str, ...]) -> None:
        place.setProperty("text", "\n".join(lines))
        place.setVisible(bool(lines))
