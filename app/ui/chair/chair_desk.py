"""The chair's desk, and the organiser's: one line of pages, the page in front below it. It places things and passes signals on, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.models.decision import Scope
from app.ui.chair import pages
from app.ui.chair.cover_page import CoverPage
from app.ui.chair.desk_tools import DeskTools, text_width
from app.ui.chair.gate_page import GatePage
from app.ui.chair.page import ChairPage
from app.ui.widgets import Elided, button, set_role

if TYPE_CHECKING:
    from app.ui.chair.cited import Cited
    from app.ui.chair.meeting_desk import MeetingDesk
    from app.ui.chair.score_sheet import Sheet
    from app.ui.theme import Colours, Metrics

_GAP, _ENDS = 4, 64
"""Between controls of the bar; its margins, and the least of its title."""
_AIR, _TIGHT = 8, 14
"""How much less than a button a page's name has at its sides, and where the bar is tight."""


class ChairDesk(QWidget):
    """`left`: back to the own review. `submit_wanted`: from the gate to handing in."""

    left = Signal()
    submit_wanted = Signal()

    def __init__(self, model: MeetingDesk, sizes: Metrics, colours: Colours) -> None:
        super().__init__()
        self.model = model
        self._sizes, self._colours = sizes, colours
        self.bar, self.stack, self.gate, self.cover = QFrame(), QStackedWidget(), GatePage(), CoverPage()
        self.bar.setObjectName("topBar")
        self.back, self.title = button("menu", self.left.emit), Elided("title")
        if model.scope is Scope.SEASON:
            self.back.hide()  # an organiser has no review of their own to go back to
        self.tabs: dict[str, QPushButton] = {}
        self._made: dict[str, ChairPage] = {}
        self._chosen = model.pages[0].key
        self._row, self.tools = QHBoxLayout(self.bar), DeskTools(self, model)
        self._lay_out_bar()
        self._lay_out()
        self.gate.submit_wanted.connect(self.submit_wanted)
        self.gate.early.connect(model.open_early)
        self.cover.off_wanted.connect(lambda: model.veil.draw(False))
        model.headed.connect(self._headed)
        model.veil.changed.connect(lambda: self.show_page(self._chosen))
        self.resize_to(sizes)
        self.retranslate()
        model.page_wanted.connect(self.show_page)
        model.cited.connect(self._cite)

    def _lay_out_bar(self) -> None:
        row = self._row
        row.setContentsMargins(6, 0, 8, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.back)
        for spec in (s for s in self.model.pages if not s.under):
            self.tabs[spec.key] = tab = self._tab(spec.key)
            row.addWidget(tab)
        row.addWidget(self.title, 1)
        row.addSpacing(8)
        row.addWidget(self.tools)
        self.title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.tools.words)
        column.addWidget(self.stack, 1)
        for instead in (self.gate, self.cover):
            self.stack.addWidget(instead)

    def arrive(self) -> None:
        """The desk came to the front."""
        self.model.load()
        self.show_page(self._chosen)

    def show_page(self, key: str) -> None:
        """Bring a page to the front; behind the gate the gate stands in its place, in 投影模式 the cover in that of a private one."""
        self.tools.quiet()
        self._chosen = key
        page = self._page(key)
        if self.model.veil.on and not page.for_the_hall:
            self.stack.setCurrentWidget(self.cover)
            self.cover.arrive()
        elif page.needs_points and not self.model.points_open:
            self.stack.setCurrentWidget(self.gate)
            self.gate.arrive()
        else:
            if page.needs_points:
                self.model.want_points()
            self.stack.setCurrentWidget(page)
            page.arrive()
        spec = next(s for s in self.model.pages if s.key == key)
        for name, tab in self.tabs.items():
            tab.setChecked(name == (spec.under or key))

    def page(self, key: str) -> ChairPage:
        """The page, built if it is not yet."""
        return self._page(key)

    def take_back(self, *, again: bool) -> bool:
        """Ctrl+Z or Ctrl+Y of the page in front, where it has something typed."""
        front = self.stack.currentWidget()
        return isinstance(front, ChairPage) and front.take_back(again=again)

    @property
    def lost(self) -> int:
        """How many places of its pages show what is not on the disk."""
        return sum(page.lost for page in self._made.values())

    def save_again(self) -> None:
        for page in self._made.values():
            page.save_again()

    def resize_to(self, sizes: Metrics) -> None:
        """The window has another size, or the text."""
        self._sizes = sizes
        self.bar.setFixedHeight(sizes.top)
        for control in (self.back, *self.tabs.values(), *self.tools.controls):
            control.setFixedHeight(max(36, sizes.top - 4))
        self.tools.fit()
        for page in (self.gate, self.cover, *self._made.values()):
            page.resize_to(sizes)

    def dress(self, colours: Colours) -> None:
        """The theme was changed."""
        self._colours = colours
        for page in self._made.values():
            page.dress(colours)

    def close_files(self) -> None:
        """The program ends."""
        for page in self._made.values():
            page.close_files()

    def retranslate(self) -> None:
        panel = self.model.scope is Scope.PANEL
        self.setAccessibleName(self.tr("评审组长") if panel else self.tr("评审组长合议会"))
        self._shorten()
        self.back.setAccessibleName(self.tr("回到我的评审"))
        titles = {
            pages.BOARD: self.tr("收件"),
            pages.MATRIX: self.tr("汇总"),
            pages.SPREAD: self.tr("分差"),
            pages.EVIDENCE: self.tr("证据"),
            pages.MEETING: self.tr("合议"),
            pages.STATISTICS: self.tr("参考"),
            pages.LETTERS: self.tr("评语合稿"),
            pages.PAPERS: self.tr("报表"),
            pages.SEASON: self.tr("全季名次"),
        }
        for key, tab in self.tabs.items():
            tab.setText(titles[key])
            tab.setAccessibleName(titles[key])
        self._headed()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._shorten()
        return super().event(event)

    def _shorten(self) -> None:
        """In a narrow window, or with large text, words at the ends of the bar become signs; the pages keep their names, at last with
        less air between them and none of them in bold."""
        names = {tab: text_width(tab, tab.text()) - _AIR for tab in self.tabs.values()}
        room = self.width() - sum(names.values()) - _GAP * len(names) - _ENDS
        whole, sign = self.tr("← 评审"), "←"
        wide, less = (self.tools.needed(short=short) + text_width(self.back, whole) for short in (False, True))
        tight = self.tools.needed(short=True) + text_width(self.back, sign) > room
        self.back.setText(whole if less <= room else sign)
        if self.back.minimumWidth() != (needed := text_width(self.back, self.back.text())):
            self.back.setMinimumWidth(needed)
        self.tools.shorten(wide > room, tight)
        self.title.setVisible(not tight)
        air = 1 if tight else _GAP
        if self._row.spacing() != air:  # set to what it is, Qt lays out anew all the same, and that comes back here for ever
            self._row.setSpacing(air)
        for tab, width in names.items():
            set_role(tab, "tight", "yes" if tight else "")
            tab.setMinimumWidth(text_width(tab, tab.text(), bold=False) - _TIGHT if tight else width)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _tab(self, key: str) -> QPushButton:
        made = button("tab", lambda: self.show_page(key))
        made.setCheckable(True)
        return made

    def _page(self, key: str) -> ChairPage:
        if key not in self._made:
            spec = next(s for s in self.model.pages if s.key == key)
            self._made[key] = page = spec.make(self.model)
            page.resize_to(self._sizes)
            page.dress(self._colours)
            page.turn_to.connect(self.show_page)
            self.stack.addWidget(page)
        return self._made[key]

    def _cite(self, cited: Cited, sheet: Sheet) -> None:
        """The projection is the meeting's."""
        from app.ui.chair.meeting_view import MeetingView

        meeting = self._page(pages.MEETING)
        if isinstance(meeting, MeetingView):
            meeting.projector.cite(cited, sheet)

    def _headed(self) -> None:
        """What the bar says; and the page in front follows the gate, whichever way it turns."""
        self.title.setText(self.model.headline())
        front, known = self.stack.currentWidget(), self.model.headline() != ""
        shut = isinstance(front, ChairPage) and front.needs_points and not self.model.points_open
        opened = front is self.gate and self.model.points_open
        if known and (shut or opened) and self.isVisible():
            self.show_page(self._chosen)
