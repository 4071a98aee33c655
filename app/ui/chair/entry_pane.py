"""One entry in the middle: its header, the table of points, the decisions in force; or the rows around a quota's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.words import say
from app.services.chair.decision_log import Standing
from app.services.chair.lines import Side
from app.ui.chair.agenda_list import clock_words
from app.ui.chair.panels_sheet import says_words
from app.ui.chair.score_grid import ScoreGrid
from app.ui.few_lines import FewLines
from app.ui.fields import Combo
from app.ui.tips import tip
from app.ui.widgets import label, set_role

if TYPE_CHECKING:
    from app.services.chair.one_entry import EntryDesk
    from app.ui.chair.meeting_model import MeetingModel
    from app.ui.chair.score_sheet import Sheet
    from app.ui.theme import Colours, Metrics

_FRAME = 6
"""The frame of the keyboard is drawn inside the scrolled part: not over words, which begin where those of the table do."""


class EntryPane(QWidget):
    """`sheet()`: what is in front, as the hall may see it."""

    def __init__(self, model: MeetingModel) -> None:
        super().__init__()
        self._model = model
        self._colours: Colours | None = None
        self._sizes: Metrics | None = None
        self._look: tuple[Colours, int, int, int] | None = None
        self.title, self.head, self.clock = FewLines(2), label("", wrap=True), label("small")
        set_role(self.title, "role", "title")
        self.avoid, self.decided = label("bad", wrap=True), label("", wrap=True)
        self.points, self.rows, self.which = ScoreGrid(), ScoreGrid(wide=2), Combo()
        self.stack = QStackedWidget()
        self.tie_words, self.tied = label("title", wrap=True), ScoreGrid()
        for words in (self.decided, self.tie_words):
            words.setContentsMargins(_FRAME, 0, _FRAME, 0)
        self._entry, self._line = self._scrolled(self.points, self.decided), self._scrolled(self.rows)
        self._tie = self._scrolled(self.tie_words, self.tied)
        for page in (self._entry, self._line, self._tie):
            self.stack.addWidget(page)
        top, column = QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.head, 1)
        top.addWidget(self.clock)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(top)
        column.addWidget(self.avoid)
        column.addWidget(self.which)
        column.addWidget(self.stack, 1)
        self.avoid.hide()
        self.which.hide()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._time)
        self.which.currentIndexChanged.connect(lambda _at: self._fill_front())
        model.shown.connect(self.refresh)
        self.retranslate()

    @property
    def lines_in_front(self) -> bool:
        return self.stack.currentWidget() is self._line

    def show_lines(self, on: bool) -> None:
        """The line view instead of the entry, or back; of several lines the one at which the entry is tied."""
        if on and (tied := self._tied_at()) is not None:
            self.which.setCurrentIndex(tied)
        self._bring(self._line if on else self._entry)
        self.which.setVisible(on and self.which.count() > 1)

    def _tied_at(self) -> int | None:
        table = self._model.table
        code = table.entry.row.code if table is not None and table.entry is not None else ""
        lines = table.lines if table is not None else ()
        return next((n for n, x in enumerate(lines) if any(r.code == code and r.side is Side.TIED for r in x.rows)), None)

    def show_tie(self, on: bool) -> None:
        """同分 of the entry on the table side by side instead of the entry, or back."""
        self._bring(self._tie if on else self._entry)
        self.which.hide()

    def _bring(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self._fill_front()
        alone = page is self._entry
        for part in (self.title, self.head, self.clock):
            part.setVisible(alone)
        self.avoid.setVisible(alone and bool(self.avoid.text()))

    def needed(self) -> int:
        """The width without which the table in front would have to be scrolled sideways."""
        page, grid = (self._line, self.rows) if self.lines_in_front else (self._entry, self.points)
        inside = page.widget() or grid
        bar = page.verticalScrollBar().sizeHint().width() if inside.heightForWidth(page.width()) > page.height() else 0
        return max(inside.minimumSizeHint().width(), grid.natural) + bar

    def sheet(self) -> Sheet | None:
        """With letters for judges, for the projection."""
        if self.lines_in_front:
            return self._model.line_sheet(self.which.currentIndex(), private=False)
        if self.stack.currentWidget() is self._tie:
            return self._model.tie_sheet()
        return self._model.entry_sheet(private=False)

    def refresh(self) -> None:
        """The meeting was read anew."""
        table, sheet = self._model.table, self._model.entry_sheet(private=True)
        if table is None:
            return
        self._offer_lines([x.meter.name for x in table.lines])
        self._fill_front()
        if sheet is None or table.entry is None:
            self.title.setText(self.tr("请从左边的议程选一份成果。"))
            return
        self.title.setText(f"{sheet.code}  {sheet.title}")
        self.title.setToolTip(tip(sheet.title))
        self.head.setText(sheet.header)
        self.points.show_sheet(sheet)
        self._about(table.entry)
        self._tick.start()
        self._time()

    def retranslate(self) -> None:
        self._entry.setAccessibleName(self.tr("各评委逐项得分"))
        self._line.setAccessibleName(self.tr("名额线附近"))
        self._tie.setAccessibleName(self.tr("同分并列"))
        self.which.setAccessibleName(self.tr("哪一条名额线"))
        self.refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self._sizes = sizes
        self._dress()

    def dress(self, colours: Colours) -> None:
        self._colours = colours
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _dress(self) -> None:
        """Windows are often dragged wider, and their letters stay."""
        if self._colours is None or self._sizes is None:
            return
        sizes = self._sizes
        look = (self._colours, sizes.px(15), sizes.px(16), max(32 if sizes.compact else 36, sizes.px(15) + 11))
        if look != self._look:
            self._look = look
            for grid in (self.points, self.rows, self.tied):
                grid.dress(*look)

    def _scrolled(self, *parts: QWidget) -> QScrollArea:
        inside, area = QWidget(), QScrollArea()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.viewport().installEventFilter(self)
        return area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A table has the width of its place, however large the text."""
        if event.type() is QEvent.Type.Resize:
            for area, grid in ((self._entry, self.points), (self._line, self.rows), (self._tie, self.tied)):
                if watched is area.viewport():
                    grid.fit(area.viewport().width())
        return super().eventFilter(watched, event)

    def _about(self, entry: EntryDesk) -> None:
        lead = self._model.headings.get(entry.lead, "")
        words = self._model.avoid_words(entry.avoid) + (self.tr("，由{name}主持").format(name=lead) if entry.avoid and lead else "")
        self.avoid.setText(self._model.said_openly(words))
        self.avoid.setVisible(bool(words) and self.stack.currentWidget() is self._entry)
        told, of_panel = [], says_words(entry.panel) if entry.panel is not None else (entry.rule, entry.carried)
        for line in entry.decisions:
            stale = self.tr("（待复核）") if line.standing is Standing.STALE else ""
            votes = f"（{line.votes_words}）" if line.votes_words else ""
            told.append(f"· {line.words}{votes}{stale}" + self._why(line.reason))
        proposed = say("，", ", ").join(f"{self._model.headings.get(j, j)} {level}" for j, level in entry.proposed.items())
        if proposed and not self._model.mirrored:
            told.append(self.tr("评委建议等级：{list}").format(list=proposed))
        lines = [*filter(None, of_panel), *([self.tr("已有决定："), *told] if told else [self.tr("还没有决定。")])]
        self.decided.setText(self._model.said_openly("\n".join(lines)))

    def _why(self, reason: str) -> str:
        return self.tr("，理由：{text}").format(text=reason) if reason and not self._model.mirrored else ""

    def _offer_lines(self, names: list[str]) -> None:
        at = max(0, self.which.currentIndex())
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems(names)
        self.which.setCurrentIndex(min(at, len(names) - 1))
        self.which.blockSignals(False)

    def _fill_front(self) -> None:
        """The line or the tie, where it is in front: each is a table as large as the entry's, and most meetings look at neither."""
        if self.lines_in_front:
            self._show_line()
        elif self.stack.currentWidget() is self._tie:
            self._fill_tie()

    def _show_line(self) -> None:
        if (sheet := self._model.line_sheet(self.which.currentIndex(), private=True)) is not None:
            self.rows.show_sheet(sheet)

    def _fill_tie(self) -> None:
        """Back to the entry when the one on the table is in no tie."""
        sheet = self._model.tie_sheet()
        if sheet is not None:
            self.tie_words.setText(f"{sheet.title} · {sheet.header}")
            self.tied.show_sheet(sheet)
        else:
            self.show_tie(False)

    def _time(self) -> None:
        """The timer of the entry on the table."""
        self.clock.setText(self.tr("用时 {time}").format(time=clock_words(self._model.spent())))
