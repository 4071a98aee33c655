"""The right side: total, one card per item with one open, and the overall remark. Digits from anywhere land here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.models.rubric import RubricItem
from app.ui.judge.away import AwayNote
from app.ui.judge.card_body import CardBody
from app.ui.judge.item_card import ItemCard
from app.ui.judge.remark_row import RemarkRow
from app.ui.judge.sheet_model import SheetModel
from app.ui.judge.total_row import TotalRow
from app.ui.later import Later
from app.ui.panels import give_to_front
from app.ui.steady_area import SteadyArea
from app.ui.theme import Metrics
from app.ui.widgets import button, in_tab_order, set_role

if TYPE_CHECKING:
    from app.ui.judge.strip_card import StripCard


class RubricPane(QWidget):
    """`note_wanted(note id or "")`; `fold_changed(preference, bool)` is remembered by whoever keeps them. `next_wanted`: an entry
    that is scored.

    `begun`: a digit was typed elsewhere, the box must be in view; `laid`: the open card may need another height.
    """

    note_wanted = Signal(str)
    recuse_wanted = Signal()
    next_wanted = Signal()
    fold_changed = Signal(str, bool)
    begun = Signal()
    laid = Signal()

    def __init__(self, model: SheetModel, sizes: Metrics, *, folded: tuple[bool, bool]) -> None:
        """`folded`: whether criteria are, in a window with room and in one without."""
        super().__init__()
        self.setObjectName("rubric")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model, self._sizes, self._folded = model, sizes, list(folded)
        self._cards: list[ItemCard] = []
        self._made: list[ItemCard] = []
        self._rubric = ""
        self._way: tuple[QWidget, ...] = ()
        self._host: StripCard | None = None
        self._open: ItemCard | None = None
        self.body = CardBody(model)
        self.body.note_wanted.connect(self.note_wanted)
        self.body.left.connect(self._leave)
        self.body.hide()
        self._strip_fold = Later(partial(button, "link", self._flip, focus=False))
        self._top = TotalRow(model, sizes, self.recuse_wanted.emit)
        self.total, self.total_name, self.rest, self.recuse = self._top.total, self._top.name, self._top.rest, self._top.recuse
        self.away = AwayNote(model, QBoxLayout.Direction.TopToBottom)
        self.away.recuse_wanted.connect(self.recuse_wanted)
        self.away.next_wanted.connect(self.next_wanted)
        self.remark = RemarkRow(model)
        self._list = QWidget()
        self._list.setObjectName("cards")
        self._column = QVBoxLayout(self._list)
        self.area = SteadyArea(self.body.give)
        self._lay_out()
        model.changed.connect(self.refresh)
        model.moved.connect(self._move)
        self.retranslate()

    @property
    def cards(self) -> tuple[ItemCard, ...]:
        return tuple(self._cards)

    @property
    def fold(self) -> QPushButton | None:
        """What shows and hides the open item's criteria: it stands in the strip's card, or in the line of the open one."""
        return self._strip_fold() if self._host is not None else self._open.fold if self._open is not None else None

    def begin(self, text: str) -> None:
        """A digit typed elsewhere: the current item's box opens with it."""
        if self._model.item is not None and not self._model.refuses():
            self.begun.emit()
            self.body.box.begin(text)
            self._show_current()

    def lend(self, host: StripCard | None) -> None:
        """The strip's card takes body, fold, recusal and remark; None brings them back."""
        self._host = host
        if self._open is not None:
            self._open.shut()
            self._open = None
        if host is not None:
            set_role(self.body, "card", "")
            host.take((self._strip_fold(), self.recuse), self.body, self.remark)
        else:
            self._top.take_back()
            if (column := self.layout()) is not None:
                column.addWidget(self.remark)
            self._step_aside()
        self._move(self._model.current)

    def resize_to(self, sizes: Metrics) -> None:
        """The window became smaller or larger."""
        self._sizes = sizes
        self._top.resize_to(sizes)
        self.body.box.setFixedSize(sizes.scaled(92), sizes.scaled(44))
        self._show_points()
        self.remark.fit()
        self._move(self._model.current)

    def refresh(self) -> None:
        """Anything of the sheet changed."""
        view = self._model.view
        if view is None:
            return
        if view.rubric.id != self._rubric or [c.item for c in self._cards] != list(view.rubric.items):
            self._build()
        self._show_points()
        self.body.refresh()
        self._order()
        self._step_aside()
        self._top.refresh()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("评分表"))
        for card in self._cards:
            card.retranslate()
        self._fold_words()
        self._top.retranslate()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.area.setWidget(self._list)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.area, 1)
        column.addWidget(self.away, 1)
        column.addWidget(self.remark)

    def _build(self) -> None:
        view = self._model.view
        if view is None:
            return
        items = view.rubric.items
        self._rubric = view.rubric.id
        while len(self._made) < len(items):
            self._made.append(self._new_card(len(self._made), items[len(self._made)]))
        self._cards, spare = self._made[: len(items)], self._made[len(items) :]
        for card, item in zip(self._cards, items, strict=True):
            card.take(item)
            card.show()
        for card in spare:
            card.hide()
        self._move(self._model.current)

    def _new_card(self, index: int, item: RubricItem) -> ItemCard:
        """Below the others. Cards are kept for the next rubric: making them anew was 20 ms of opening an entry."""
        made = ItemCard(index, item)
        made.chosen.connect(self._choose)
        made.folded.connect(self._flip)
        self._column.insertWidget(self._column.count() - 1, made)
        return made

    def _choose(self, index: int) -> None:
        self._model.go_to(index)
        self.body.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.box.selectAll()

    def _leave(self) -> None:
        """Esc with nothing to drop: back to what is read."""
        if self._host is not None and self._host.isVisible():
            self._host.hide()
        else:
            give_to_front(self)

    def _move(self, index: int) -> None:
        if not 0 <= index < len(self._cards):
            return
        had_focus = self.body.box.hasFocus()
        card = self._cards[index]
        if self._host is None and card is not self._open:
            if self._open is not None:
                self._open.shut()
            self._open = card
            card.open()
            self._column.removeWidget(self.body)
            self._column.insertWidget(self._column.indexOf(card) + 1, self.body)
            set_role(self.body, "card", "body")
            self.body.show()
        self.body.show_item(card.item, folded=self._folded[self._sizes.compact])
        self._fold_words()
        if had_focus:
            self.body.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.body.box.selectAll()
        self._order()
        QTimer.singleShot(0, self, self._show_current)

    def _show_points(self) -> None:
        """In each card's line, which is as high as a row of this window."""
        for card in self._cards:
            code = card.item.code
            card.show_points(self._model.stands(code), self._model.typed.get(code, ""), self._sizes.row)

    def _order(self) -> None:
        """Tab goes down the cards, through the body of the open one, to the remark."""
        heads, at = [card.head for card in self._cards], self._model.current + 1
        fold = (self.fold,) if self.fold is not None else ()
        if self._host is not None:
            way = (*fold, self.recuse, self._host.shut, *self.body.way(), *self.remark.way())
        else:
            way = (self.recuse, self.away.act, *heads[:at], *fold, *self.body.way(), *heads[at:], *self.remark.way())
        if way != self._way:
            self._way = way
            in_tab_order(*way)

    def _step_aside(self) -> None:
        """No item, note or remark of an entry that is not scored; in the strip they lie in its card, which stays shut."""
        away = bool(self._model.away)
        focused = QApplication.focusWidget()
        if away and focused is not None and any(part.isAncestorOf(focused) for part in (self.area, self.remark)):
            give_to_front(self)
        self.area.setVisible(not away)
        self.recuse.setVisible(not away)
        if self._host is None:
            self.remark.setVisible(not away)

    def _show_current(self) -> None:
        self.laid.emit()
        if self._host is None and 0 <= self._model.current < len(self._cards):
            self.area.ensureWidgetVisible(self._cards[self._model.current], 0, 0)
            self.area.ensureWidgetVisible(self.body.box, 0, 40)

    def _flip(self) -> None:
        item = self._model.item
        small = self._sizes.compact
        folded = self._folded[small] = not self._folded[small]
        if item is not None:
            self.body.show_item(item, folded=folded)
        self._fold_words()
        self.laid.emit()
        self.fold_changed.emit("criteria_folded_small" if small else "criteria_folded", folded)

    def _fold_words(self) -> None:
        shut, fold = self.body.criteria.isHidden(), self.fold
        if fold is None:
            return
        fold.setText(self.tr("评审内容 ▸") if shut else self.tr("评审内容 ▾"))
        fold.setAccessibleName(self.tr("展开评审内容") if shut else self.tr("收起评审内容"))
