"""快捷键: every key of the desk on one sheet over the page. A click on a combination changes it; a refusal says why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.core.words import say
from app.ui.judge import key_words, keys
from app.ui.panels import Panel
from app.ui.theme import Metrics
from app.ui.widgets import button, in_tab_order, label, set_role

WIDTH, HEIGHT = 1120, 610
_LINE, _ANY = 24, (1 << 24) - 1
"""Lines of text that a column is wide where it stands alone, for a key is read together with what it does; as wide as it likes."""
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_unknown)


class KeyButton(QPushButton):
    """Shows the keys of one action; once clicked, the next combination pressed is `pressed_keys(text)`; Esc lets it be."""

    pressed_keys = Signal(str)
    waiting = False
    """Asked for in `event`, which Qt calls while the button is still being made."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "step")
        self.setAutoDefault(True)
        self._text = ""
        self.clicked.connect(self._wait)

    def show_keys(self, text: str, action: str) -> None:
        self.waiting, self._text = False, text
        self.setText(text)
        self.setAccessibleName(self.tr("{action}：{keys}，按下可改").format(action=action, keys=text))

    def event(self, event: QEvent) -> bool:
        if self.waiting and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def _wait(self) -> None:
        self.waiting = True
        self.setText(self.tr("请按新的组合…"))

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _MODIFIERS:
            return
        self.waiting = False
        self.setText(self._text)
        if event.key() != Qt.Key.Key_Escape:
            self.pressed_keys.emit(QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText))


class KeySheet(Panel):
    """`changed(dict)`: action → first keys, after a person's own choice was accepted or all were put back."""

    changed = Signal(object)

    def __init__(self, chosen: dict[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen = dict(chosen)
        self.buttons: dict[str, KeyButton] = {}
        self.title, self.words = label("title"), label("small", wrap=True)
        self.default, self.shut = button("", self._put_back), button("", self.hide)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._share)
        inside = QWidget()
        inside.setObjectName("sheetInside")
        inside.installEventFilter(self)
        self._columns = QHBoxLayout(inside)
        self._columns.setSpacing(32)
        self._columns.setContentsMargins(6, 2, 12, 2)
        self._area = area = QScrollArea()
        area.setWidget(inside)
        area.setObjectName("keyArea")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # ↑ ↓ reach the fixed keys below the last button
        column, last = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.title)
        column.addWidget(area, 1)
        last.addWidget(self.words, 1)
        last.addWidget(self.default)
        last.addWidget(self.shut)
        column.addLayout(last)
        self.retranslate()
        self.hide()

    def area(self, room: QSize, sizes: Metrics) -> QRect:
        """In the middle of papers of this size."""
        width, height = min(sizes.scaled(WIDTH), room.width()), min(sizes.scaled(HEIGHT), room.height())
        return QRect((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # other words, or of another size
            self._later.start()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        """One under the other where columns would be read by scrolling sideways; each key not far from what it does."""
        sides = [
            side
            for n in range(self._columns.count())
            if (item := self._columns.itemAt(n)) is not None and (side := item.widget()) is not None
        ]
        narrow = sum(side.sizeHint().width() for side in sides) + 32 * len(sides) + 40 > self.width()
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        for side in sides:
            side.setMaximumWidth(_LINE * self.fontMetrics().height() if narrow else _ANY)

    def choose(self, action: str, sequence: str) -> None:
        """Other first keys for an action, unless they are refused."""
        table = keys.in_force(self._chosen)
        refused = keys.refusal(sequence, action, table)
        if not refused:
            self._chosen[action] = sequence
            self._show_keys()
            self.changed.emit(dict(self._chosen))
        self._say(
            say("{keys}：{why}", "{keys}: {why}", keys=sequence, why=refused) if refused else self.tr("已改，立即生效。"), bad=bool(refused)
        )

    def retranslate(self) -> None:
        self.title.setText(self.tr("快捷键（点右边的组合可以改）"))
        self.default.setText(self.tr("全部恢复"))
        self.shut.setText(self.tr("关闭 Esc"))
        for named in (self, self._area):
            named.setAccessibleName(self.tr("快捷键"))
        self._say(self.tr("带 Alt、空格和输入法占用的组合不能用。"), bad=False)
        self._build()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        while (old := self._columns.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        self.buttons = {}
        for at, (title, actions) in enumerate(key_words.groups()):
            side = QWidget()
            grid = QGridLayout(side)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setVerticalSpacing(4)
            grid.setHorizontalSpacing(12)
            grid.setColumnStretch(0, 1)
            grid.addWidget(label("title", title), 0, 0, 1, 2)
            for action in actions:
                self._row(grid, action)
            if at == 0:
                self._fixed(grid)
            grid.setRowStretch(grid.rowCount(), 1)
            self._columns.addWidget(side, 1)
        in_tab_order(self._area, *self.buttons.values(), self.default, self.shut)
        self._show_keys()

    def _row(self, grid: QGridLayout, action: str) -> None:
        line = grid.rowCount()
        control = KeyButton()
        control.pressed_keys.connect(lambda sequence: self.choose(action, sequence))
        self.buttons[action] = control
        grid.addWidget(label("", key_words.name(action), wrap=True), line, 0)
        grid.addWidget(control, line, 1)

    def _fixed(self, grid: QGridLayout) -> None:
        grid.setRowMinimumHeight(grid.rowCount(), 8)
        grid.addWidget(label("title", self.tr("固定的键")), grid.rowCount(), 0, 1, 2)
        for sequence, words in key_words.fixed():
            line = grid.rowCount()
            grid.addWidget(label("", words, wrap=True), line, 0)
            grid.addWidget(label("muted", sequence), line, 1)

    def _show_keys(self) -> None:
        table = keys.in_force(self._chosen)
        for action, control in self.buttons.items():
            control.show_keys(keys.shown(table[action]), key_words.name(action))

    def _put_back(self) -> None:
        self._chosen = {}
        self._show_keys()
        self.changed.emit({})

    def _say(self, words: str, *, bad: bool) -> None:
        self.words.setText(words)
        self.words.setAccessibleName(words)
        set_role(self.words, "role", "bad" if bad else "small")
