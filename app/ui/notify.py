"""Where all errors end: one bar under the top bar, one sentence and the next step; it never takes the keyboard.

What a person can act on is an AppError. Anything else is our own bug: it is logged with its traceback and offers
"copy details"; the store is untouched either way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from app.core.errors import AppError, Cancelled
from app.core.words import now
from app.ui.widgets import SELECTABLE, button, clear, in_tab_order, label, set_role


class NoticeBar(QFrame):
    """Hidden until there is something to say; it lies over the page, which never reflows. `last`: the error shown, None for a notice.

    `shown` when it has something new to say: whoever owns the room places it.
    """

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        self.last: BaseException | None = None
        self._details = self._text = ""
        self._words = label(wrap=True)
        self._words.setProperty("textInteractionFlags", SELECTABLE)
        self._copy = button("", self.copy_details, focus=False)
        self._close = button("", self.dismiss, focus=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._words, 1)
        self._offers = QHBoxLayout()
        row.addLayout(self._offers)
        row.addWidget(self._copy)
        row.addWidget(self._close)
        self.retranslate()
        self.hide()

    def report(self, error: BaseException) -> None:
        """Show an error; a cancelled piece of work says nothing."""
        if isinstance(error, Cancelled):
            return
        self.last = error
        if isinstance(error, AppError):
            self._show(str(error), "bad", "")
            return
        import logging
        import traceback

        details = "".join(traceback.format_exception(error))
        logging.getLogger(__name__).error("unexpected error in the window\n%s", details)
        self._show(self._unexpected(), "bad", details)

    def settle(self, error: object) -> None:
        """What failed with this error went well now: its notice goes, whatever else is said stays."""
        if error is not None and self.last is error:
            self.dismiss()

    def say(self, text: str) -> None:
        """A plain notice, not an error."""
        self.last = None
        self._show(text, "", "")

    def warn(self, text: str) -> None:
        """A notice of something to be done; no error of anybody here."""
        self.last = None
        self._show(text, "bad", "")

    def offer(self, text: str, *choices: tuple[str, Callable[[], object]], bad: bool = False) -> None:
        """A notice with something to do about it; doing it puts the notice away."""
        if bad:
            self.warn(text)
        else:
            self.say(text)
        for words, act in choices:
            made = button("", partial(self._take, act), focus=False)
            made.setText(words)
            made.setAccessibleName(words)
            self._offers.addWidget(made)
            in_tab_order(made, self._copy)
        in_tab_order(self._copy, self._close)
        self.shown.emit()

    def _take(self, act: Callable[[], object]) -> None:
        self.dismiss()
        act()

    def dismiss(self) -> None:
        """Put it away."""
        self.last = None
        if self.isAncestorOf(QApplication.focusWidget() or self):
            from app.ui.panels import give_to_front

            give_to_front(self)
        self.hide()

    def copy_details(self) -> None:
        """The traceback on the clipboard."""
        QGuiApplication.clipboard().setText(self._details)

    def text(self) -> str:
        """What is said now; empty when hidden."""
        return self._words.text() if not self.isHidden() else ""

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
        """What was born below the window is said in the language now in force; so is our own sentence about a bug."""
        if isinstance(self.last, AppError):
            self._put(str(self.last))
        elif self.last is not None:
            self._put(self._unexpected())
        else:
            self._put(now(self._text))

    def _unexpected(self) -> str:
        return self.tr("程序出现意外问题，已保存的内容没有受影响。可复制详情发给组织方。")

    def _put(self, text: str) -> None:
        self._text = text
        self._words.setText(text)
        self._words.setAccessibleName(text)

    def _show(self, text: str, role: str, details: str) -> None:
        clear(self._offers)
        self._put(text)
        set_role(self._words, "role", role)
        self._details = details
        self._copy.setVisible(bool(details))
        self.show()
        self.raise_()
        self.shown.emit()
