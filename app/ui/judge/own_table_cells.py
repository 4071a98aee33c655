"""Spreadsheet hands for 我的评分表: arrows, Enter and Tab, type to replace, F2, Delete, copy and paste of a block.

Points are read by the same rule as in the score box; what is no points of the item stays in the editor with the
reason said, and the old value stands.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.scoring.typed import TypedKind, read_typed
from app.ui.judge.document_view import SCORE_KEYS
from app.ui.judge.own_table_grid import FIRST, LOOK, Grid
from app.ui.theme import LIGHT, Colours
from app.ui.widgets import set_role

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_WAYS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1)}


class CellDelegate(QStyledItemDelegate):
    """`said(said)`: why a value is not taken, "" when it is; `go(down, right)`: where to after a value was taken.

    `typing(row, column, text)`: the cell's text as it stands after a key.
    """

    said = Signal(object)
    go = Signal(int, int)
    typing = Signal(int, int, str)

    def __init__(self, grid: Grid, parent: QObject) -> None:
        super().__init__(parent)
        self._grid, self.colours = grid, LIGHT
        self._zero = ""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cellEditor")
        editor.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setMaxLength(20)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.setProperty("place", (index.row(), index.column()))
        self._zero = ""
        row, column = index.row(), index.column()
        editor.textEdited.connect(lambda text: self.typing.emit(row, column, text))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: cells repainted while a person types would put the old value back under their fingers."""
        if not editor.property("filled"):
            editor.setProperty("filled", True)
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Focus went elsewhere: a value is taken, anything else is dropped and said so."""
        if isinstance(editor, QLineEdit) and not self._taken(editor, index, asked=False):
            typed = editor.text()
            self.said.emit(lambda: self.tr("没有记入：“{text}”").format(text=typed))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QLineEdit):
            key = Qt.Key(event.key())
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            way = ((-1, 0) if back else (1, 0)) if key in _ENTER else _WAYS.get(key)
            if way is not None:
                self._accept(editor, way)
                return True
        return super().eventFilter(editor, event)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        look, colours = index.data(LOOK), self.colours
        ink = {"code": colours.accent, "blank": colours.muted, "new": colours.good, "problem": colours.bad, "away": colours.muted,
               "part": colours.muted}.get(look, colours.ink)  # fmt: skip
        for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
            option.palette.setColor(role, QColor(ink))
        if look in ("code", "new", "problem", "total"):
            option.font.setWeight(QFont.Weight.DemiBold)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        if isinstance(view, QTableView) and view.currentIndex() == index:
            # the current cell keeps its frame when the keys are elsewhere
            painter.save()
            painter.setPen(QPen(QColor(self.colours.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(12, 8)

    def _accept(self, editor: QLineEdit, way: tuple[int, int]) -> None:
        row, column = editor.property("place")
        if self._taken(editor, self._grid.index(row, column), asked=True):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.go.emit(*way)

    def _taken(self, editor: QLineEdit, index: Index, *, asked: bool) -> bool:
        """Whether the text is points (or nothing), and saved; else the reason has been said."""
        place, row = self._grid.item_at(index.column()), self._grid.row_at(index.row())
        if place is None or row is None:
            return False
        item, text = self._grid.items[place], editor.text()
        read = read_typed(text, item)
        if read.kind not in (TypedKind.VALUE, TypedKind.EMPTY):
            self.said.emit(read.words or (lambda: self.tr("数字没有写完。")))
            set_role(editor, "wrong", True)
            return False
        if read.value == 0 and row.points[place] != 0 and not (asked and self._zero == text):
            self._zero = text
            self.said.emit(lambda: self.tr("记 0 分？再按 Enter，并请记一条理由。"))
            return False
        self.said.emit("")
        self._grid.table.set_cell(index.row(), place, read.value)
        return True


class GridView(QTableView):
    """`opened(row)`: the entry of a row is wanted; `paste_wanted(text)`; `clear_wanted`; `shut(row)`: points typed where none are taken."""

    opened = Signal(int)
    paste_wanted = Signal(str)
    clear_wanted = Signal()
    shut = Signal(int)
    resized = Signal()

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self._grid = grid
        self.setModel(grid)
        self.cells = CellDelegate(grid, self)
        self.setItemDelegate(self.cells)
        self.cells.go.connect(self.move_by)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()) if grid.item_at(index.column()) is None else None)

    def dress(self, colours: Colours) -> None:
        self.cells.colours = colours
        self.viewport().update()

    def block(self) -> tuple[int, int, int, int] | None:
        """(row, item, rows, items) of the selected cells of items; None when there are none."""
        chosen = [i for i in self.selectedIndexes() if self._grid.item_at(i.column()) is not None]
        if not chosen:
            return None
        rows, columns = [i.row() for i in chosen], [i.column() for i in chosen]
        first = self._grid.item_at(min(columns)) or 0
        return min(rows), first, max(rows) - min(rows) + 1, max(columns) - min(columns) + 1

    def copy(self) -> None:
        """The selected cells as Excel and WPS understand them."""
        chosen = self.selectedIndexes()
        rows = sorted({i.row() for i in chosen})
        columns = sorted({i.column() for i in chosen})
        lines = ["\t".join(self._plain(r, c) for c in columns) for r in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def move_by(self, down: int, right: int) -> None:
        """Another cell, over the row's end to the next row."""
        here, items = self.currentIndex(), len(self._grid.items)
        if not items or not here.isValid():
            return
        place = self._grid.item_at(here.column())
        at = here.row() * items + (place if place is not None else (0 if here.column() < FIRST else items - 1)) + right
        row, column = divmod(at, items) if right else (here.row() + down, here.column() - FIRST)
        row = max(0, min(row, self._grid.rowCount() - 1))
        self.setCurrentIndex(self._grid.index(row, column + FIRST))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit(QGuiApplication.clipboard().text())
        elif key in _ENTER and held & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit(self.currentIndex().row())
        elif key in _ENTER:
            self.move_by(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key in _TABS and held & Qt.KeyboardModifier.ControlModifier:
            self._leave(onwards=key == Qt.Key.Key_Tab)
        elif key in _TABS:
            self.move_by(*_WAYS[key])
        elif (delete := key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)) or event.text() in SCORE_KEYS:
            here = self.currentIndex()
            if self._grid.item_at(here.column()) is not None and not here.flags() & Qt.ItemFlag.ItemIsEditable:
                self.shut.emit(here.row())
            elif delete:
                self.clear_wanted.emit()
            else:
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Digits are typed here with the Chinese input method on: it must not see them."""
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().update()

    def _leave(self, *, onwards: bool) -> None:
        """Tab goes from cell to cell, Ctrl+Tab out of the table."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(onwards)
        self.setTabKeyNavigation(True)

    def _plain(self, row: int, column: int) -> str:
        index = self._grid.index(row, column)
        text = index.data(Qt.ItemDataRole.EditRole if self._grid.item_at(column) is not None else Qt.ItemDataRole.DisplayRole)
        return str(text or "").replace("\t", " ").replace("\n", " ")
