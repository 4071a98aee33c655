"""Where all errors end: one bar under the top bar, one sentence and the next step; it never takes the keyboard.

What a person can act on is an AppError. Anything else is our own bug: it is logged with its traceback and offers
"copy details"; the store is untouched either way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from app.core.errors import AppError, Cancelled
from app.ui.said import Said, hear
from app.ui.tips import tip
from app.ui.widgets import SELECTABLE, button, clear, in_tab_order, label, set_role

STAYS_MS, STAYS_WITH_CHOICES_MS, READING_MS = 8_000, 20_000, 100
"""How long a notice stays that asks for nothing, or offers something, and beside that the reading of one character."""
_HELD_MS = 2_000
NOWHERE = 1 << 14
"""Higher than any room."""
_EDGES, _FEWEST = 20, 16
"""Margins at its sides; letters as wide as they are high that a line of words has room for, else the buttons stand under the words."""


class NoticeBar(QFrame):
    """Hidden until there is something to say; it lies over the page, which never reflows. `last`: the error shown, None for a notice.

    `shown` when it has something new to say: whoever owns the room places it. What went well leaves by itself once it can have
    been read; what went wrong stays until somebody puts it away.
    """

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        self.last: BaseException | None = None
        self._details = self._text = ""
        self._said: Said = ""
        self.squeezed = False
        self._pointer = QPoint()
        self._leave = QTimer(self, singleShot=True)
        self._leave.timeout.connect(self._read)
        self._words = label(wrap=True)
        self._words.setProperty("textInteractionFlags", SELECTABLE)
        self._copy = button("", self.copy_details, focus=False)
        self._close = button("", self.dismiss, focus=False)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._words, 1)
        self._offers, acts = QHBoxLayout(), QHBoxLayout()
        self._offered: list[tuple[QPushButton, Said]] = []
        acts.addStretch(1)
        acts.addLayout(self._offers)
        acts.addWidget(self._copy)
        acts.addWidget(self._close)
        row.addLayout(acts)
        self.retranslate()
        self.hide()

    def report(self, error: BaseException) -> None:
        """Show an error; a cancelled piece of work says nothing."""
        if isinstance(error, Cancelled):
            return
        self.last = error
        if isinstance(error, AppError):
            self._show(lambda: str(error), "bad", "")
            return
        import logging
        import traceback

        details = "".join(traceback.format_exception(error))
        logging.getLogger(__name__).error("unexpected error in the window\n%s", details)
        self._show(self._unexpected, "bad", details)

    def settle(self, error: object) -> None:
        """What failed with this error went well now: its notice goes, whatever else is said stays."""
        if error is not None and self.last is error:
            self.dismiss()

    def settle_said(self, said: Said) -> None:
        """What was said here is so no more: its notice goes, whatever else is said stays."""
        if said and self._said == said and not self.isHidden():
            self.dismiss()

    def news(self, said: Said) -> None:
        """What it tells has other words by now, another reason or number: they are shown where its notice still stands."""
        if said and self._said == said and not self.isHidden() and hear(said) != self._text:
            self._put(hear(said))

    def say(self, said: Said) -> None:
        """A plain notice, not an error."""
        self.last = None
        self._show(said, "", "")

    def warn(self, said: Said) -> None:
        """A notice of something to be done; no error of anybody here."""
        self.last = None
        self._show(said, "bad", "")

    def offer(self, said: Said, *choices: tuple[Said, Callable[[], object]], bad: bool = False) -> None:
        """A notice with something to do about it; doing it puts the notice away."""
        if bad:
            self.warn(said)
        else:
            self.say(said)
        for words, act in choices:
            made = button("", partial(self._take, act), focus=False)
            self._offered.append((made, words))
            self._offers.addWidget(made)
            in_tab_order(made, self._copy)
        self._name_offers()
        in_tab_order(self._copy, self._close)
        if not bad:
            self._leave.start(STAYS_WITH_CHOICES_MS + READING_MS * len(self._text))
        self.shown.emit()

    def _name_offers(self) -> None:
        for made, words in self._offered:
            made.setText(hear(words))
            made.setAccessibleName(hear(words))

    def _take(self, act: Callable[[], object]) -> None:
        self.dismiss()
        act()

    def dismiss(self) -> None:
        """Put it away."""
        self.last = None
        self._leave.stop()
        if self.isAncestorOf(QApplication.focusWidget() or self):
            from app.ui.panels import give_to_front

            give_to_front(self)
        self.hide()

    def copy_details(self) -> None:
        """The traceback on the clipboard."""
        QGuiApplication.clipboard().setText(self._details)

    def text(self) -> str:
        """What is said now; empty when hidden."""
        return self._text if not self.isHidden() else ""

    def retranslate(self) -> None:
        self._copy.setText(self.tr("复制详情"))
        self._close.setText(self.tr("知道了"))
        self.setAccessibleName(self.tr("提示"))

    def event(self, event: QEvent) -> bool:
        """Its words or offers need another height than they had when it was placed."""
        if event.type() is QEvent.Type.LayoutRequest and not self.isHidden():
            self.shown.emit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._say_again()
        super().changeEvent(event)

    def _say_again(self) -> None:
        """All of it in the language now in force."""
        self._put(hear(self._said))
        self._name_offers()

    def _unexpected(self) -> str:
        return self.tr("程序出现意外问题，已保存的内容没有受影响。可复制详情发给组织方。")

    def full_height(self, width: int) -> int:
        """What all the words need at this width, also while they are squeezed into one line; `NOWHERE` where they could not be read."""
        if width < max(self._fewest() + _EDGES, self._around()) and width < self._fewest() + self._around():
            return NOWHERE
        if not self.squeezed and self._beside(width) == (self._row.direction() is QBoxLayout.Direction.LeftToRight):
            return self.heightForWidth(width)
        beside, letters = self._beside(width), self.fontMetrics()
        around = self._around() if beside else _EDGES
        wrapped = letters.boundingRect(QRect(0, 0, max(1, width - around), 1 << 16), int(QtCore.Qt.TextFlag.TextWordWrap.value), self._text)
        words = wrapped.height() + 2 * letters.lineSpacing()
        acts = max((act.sizeHint().height() for act in self._acts() if not act.isHidden()), default=0)
        return max(acts + 12, words) if beside else words + acts

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside large words on buttons a narrow notice would be a pile of single words."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if self.squeezed or self._beside(self.width()) else ways.TopToBottom)
        super().resizeEvent(event)

    def _beside(self, width: int) -> bool:
        return width - self._around() >= self._fewest()

    def _fewest(self) -> int:
        return _FEWEST * self.fontMetrics().height() * 2 // 3

    def squeeze(self, width: int | None) -> None:
        """One line `width` wide, the rest in the tip, where there is no room for more; None: all the words again."""
        self.squeezed = width is not None
        if self.squeezed:
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        self._fit()
        shown = self._text
        if width is not None:
            shown = self._words.fontMetrics().elidedText(self._text, QtCore.Qt.TextElideMode.ElideRight, max(80, width - self._around()))
        self._words.setWordWrap(not self.squeezed)
        self._words.setToolTip(tip(self._text) if shown != self._text else "")
        self._words.setText(shown)

    def _fit(self) -> None:
        """Squeezed, it is as low as its one line, and that is of the status line's letters: it lies over that line."""
        margin = 0 if self.squeezed else 6
        self._row.setContentsMargins(12, margin, 8, margin)
        for part in (self._words, *self._acts()):
            set_role(part, "tight", self.squeezed)

    def _acts(self) -> list[QWidget]:
        offers = [item.widget() for n in range(self._offers.count()) if (item := self._offers.itemAt(n)) is not None]
        return [w for w in (*offers, self._copy, self._close) if w is not None]

    def _around(self) -> int:
        """Width of everything but the words."""
        return 32 + sum(w.sizeHint().width() + 8 for w in self._acts() if not w.isHidden())

    def _read(self) -> None:
        """It can have been read by now; while a hand is on it, it stays. A pointer that only happened to rest there is no hand."""
        on = QApplication.focusWidget()
        if (self.underMouse() and QCursor.pos() != self._pointer) or (on is not None and self.isAncestorOf(on)):
            self._leave.start(_HELD_MS)
        else:
            self.dismiss()

    def _put(self, text: str) -> None:
        self._text = text
        self.squeezed = False
        self._fit()
        self._words.setWordWrap(True)
        self._words.setToolTip("")
        self._words.setText(text)
        self._words.setAccessibleName(text)

    def _show(self, said: Said, role: str, details: str) -> None:
        clear(self._offers)
        self._offered.clear()
        self._said = said
        self._put(hear(said))
        set_role(self._words, "role", role)
        self._details = details
        self._copy.setVisible(bool(details))
        self._pointer = QCursor.pos()
        if role == "bad":
            self._leave.stop()
        else:
            self._leave.start(STAYS_MS + READING_MS * len(self._text))
        self.show()
        self.raise_()
        self.shown.emit()
