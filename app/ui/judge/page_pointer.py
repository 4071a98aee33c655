"""The mouse on a page: on words it selects them, elsewhere it draws a rectangle; a click opens the note under it.

Scans have no words, so there every drag is a rectangle. The characters of a page are fetched while the pointer is
over it, before a button is pressed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Signal

from app.media.geometry import Rect
from app.media.values import Character
from app.ui.judge.document_model import DocumentModel
from app.ui.judge.page_marks import PageMarks
from app.ui.judge.page_turning import Spot, around, letter_at, letter_towards, picked, spanned

_KEPT = 6
_CLICK = 6.0


class PagePointer(QObject):
    """`boxed(page, Rect)`: a rectangle was drawn. `chosen()`: words were selected. `clicked(QPointF)`: neither.

    `dropped`: what was selected is not any more.
    """

    boxed = Signal(int, object)
    chosen = Signal()
    clicked = Signal(object)
    dropped = Signal()

    def __init__(self, model: DocumentModel, marks: PageMarks, locate: Callable[[QPointF], Spot | None], parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._marks, self._locate = model, marks, locate
        self._letters: OrderedDict[int, tuple[Character, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._start: Spot | None = None
        self._from = self._to = QPointF()
        self.text = ""
        """The words that are selected."""
        model.lettered.connect(self._arrived)
        model.ready.connect(self.forget)
        model.closed.connect(self.forget)

    @property
    def dragging(self) -> bool:
        return self._start is not None

    @property
    def area(self) -> tuple[int, Rect] | None:
        """What is selected or drawn: its page and the rectangle around it."""
        if self._marks.drawn is not None:
            return self._marks.drawn
        if self._marks.picked is not None and (whole := around(self._marks.picked[1])) is not None:
            return self._marks.picked[0], whole
        return None

    def forget(self) -> None:
        """Another document."""
        self._letters.clear()
        self._asked.clear()
        self._start = None
        self.drop()

    def drop(self) -> bool:
        """Select nothing; whether anything was."""
        self.text = ""
        self.dropped.emit()
        return self._marks.forget()

    def over(self, at: QPointF) -> bool:
        """The pointer moves with no button; whether it is on words."""
        spot = self._locate(at)
        if spot is None:
            return False
        self._ask(spot.page)
        return letter_at(self._letters.get(spot.page, ()), spot.x, spot.y) is not None

    def press(self, at: QPointF) -> None:
        self.drop()
        self._start = spot = self._locate(at)
        self._from = self._to = at
        if spot is not None:
            self._ask(spot.page)

    def drag(self, at: QPointF) -> None:
        self._to = at
        start, now = self._start, self._locate(at)
        if start is None or now is None or now.page != start.page or not self._far():
            return
        letters = self._letters.get(start.page, ())
        first = letter_at(letters, start.x, start.y)
        last = letter_towards(letters, now.x, now.y) if first is not None else None
        if first is not None and last is not None:
            self.text, lines = picked(letters, first, last)
            self._marks.picked, self._marks.drawn = (start.page, lines), None
        else:
            self._marks.drawn = start.page, spanned((start.x, start.y), (now.x, now.y))

    def release(self, at: QPointF) -> None:
        self.drag(at)
        self._start = None
        if not self._far():
            self.clicked.emit(at)
        elif self._marks.drawn is not None:
            self.boxed.emit(*self._marks.drawn)
        elif self._marks.picked is not None:
            self.chosen.emit()

    def _far(self) -> bool:
        return (self._to - self._from).manhattanLength() >= _CLICK

    def _ask(self, page: int) -> None:
        if page not in self._letters and page not in self._asked:
            self._asked.add(page)
            self._model.letters(page)

    def _arrived(self, page: int, letters: tuple[Character, ...]) -> None:
        self._asked.discard(page)
        self._letters[page] = letters
        while len(self._letters) > _KEPT:
            self._letters.popitem(last=False)
        if self._start is not None and self._start.page == page:
            self.drag(self._to)
