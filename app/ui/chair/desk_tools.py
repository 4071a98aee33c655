"""What every page of the chair's desk has at hand: take back and bring again, 投影模式; and the sentence that says what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.ui.said import Line, Said
from app.ui.tips import tip
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.ui.chair.chair_desk import ChairDesk
    from app.ui.chair.meeting_desk import MeetingDesk

_PADDING, _GAP = 24, 4
_MARGINS = (16, 4, 16, 4)
"""Of the line under the bar: it begins where the pages do."""


class DeskTools(QWidget):
    """At the right of the bar. `words` is a line under it that the desk places."""

    def __init__(self, desk: ChairDesk, model: MeetingDesk) -> None:
        super().__init__()
        self._desk, self._model = desk, model
        self.back, self.again = button("", lambda: self.turn(again=False)), button("", lambda: self.turn(again=True))
        self.mirror = button("", lambda: model.veil.draw(self.mirror.isChecked()))
        self.mirror.setCheckable(True)
        self.words = label("good", wrap=True)
        self.words.setObjectName("deskWords")
        self.words.setContentsMargins(*_MARGINS)
        self.words.hide()
        self._line = Line(self.words, shown=model.veil.said)
        self.controls = (self.back, self.again, self.mirror)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for control in self.controls:
            row.addWidget(control)
        model.steps.stepped.connect(self.refresh)
        model.steps.told.connect(self._tell)
        model.steps.added.connect(self.quiet)  # what was taken back is not the last that happened any more
        model.veil.changed.connect(self._veiled)
        for keys, again in (("Ctrl+Z", False), ("Ctrl+Y", True), ("Ctrl+Shift+Z", True)):
            made = QShortcut(QKeySequence(keys), desk)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.setAutoRepeat(False)  # a key held down takes one step back, not all of them
            made.activated.connect(lambda again=again: self.turn(again=again))
        self.retranslate()

    def turn(self, *, again: bool) -> None:
        """One step back or on: of the page where it has something typed, else of the chair. A box of text, which lets the key pass only
        when nothing typed in it is left to take back, is never a way to an import."""
        if self._desk.take_back(again=again) or _is_text(QApplication.focusWidget()):
            return
        (self._model.steps.redo if again else self._model.steps.undo)()

    def refresh(self) -> None:
        """What can be taken back, said where one points."""
        steps, said = self._model.steps, self._model.veil.said
        first = steps.undoable
        self.back.setEnabled(first is not None)
        self.again.setEnabled(steps.redoable)
        self.back.setToolTip(tip(self.tr("撤销：{what}（Ctrl+Z）").format(what=said(first.words))) if first is not None else "")
        self.again.setToolTip(self.tr("重做（Ctrl+Y）"))

    def shorten(self, short: bool, tight: bool = False) -> None:
        """Signs for words where the bar is too narrow for both (`tight`: for all three); what they do is said where one points, and
        read aloud."""
        self.back.setText("↶" if short else self.back.accessibleName())
        self.again.setText("↷" if short else self.again.accessibleName())
        self.mirror.setText("▣" if tight else self.mirror.accessibleName())
        self.fit()

    def needed(self, *, short: bool) -> int:
        """The width of all three."""
        words = ("↶", "↷") if short else (self.back.accessibleName(), self.again.accessibleName())
        return sum(text_width(self.back, w) for w in words) + text_width(self.mirror, self.mirror.accessibleName()) + 3 * _GAP

    def fit(self) -> None:
        """The toggle is in bold while it is on: its place does not move."""
        self.mirror.setMinimumWidth(text_width(self.mirror, self.mirror.text()))

    def quiet(self) -> None:
        """Another page, or another step: what was said is read."""
        self.words.hide()

    def retranslate(self) -> None:
        names = ((self.back, self.tr("撤销")), (self.again, self.tr("重做")), (self.mirror, self.tr("投影模式")))
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.mirror.setToolTip(self.tr("投影模式") + "\n" + self.tr("屏幕与会场相同时用：各页不显示评委姓名、统计和记录"))
        self._line.again()
        self.fit()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self.fit()
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _tell(self, said: Said) -> None:
        self._line.say(said, "good")
        self.words.show()

    def _veiled(self) -> None:
        self.mirror.setChecked(self._model.veil.on)
        self.words.hide()
        self.refresh()


def text_width(control: QWidget, words: str, *, bold: bool = True) -> int:
    """What a button of the bar needs for these words; in bold as it is when it is on."""
    font = QFont(control.font())
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return QFontMetrics(font).horizontalAdvance(words) + _PADDING


def _is_text(widget: QWidget | None) -> bool:
    """A field in which somebody types: Ctrl+Z there is about letters, and never about an import."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)) and not widget.isReadOnly()
