"""The files of a preview, each with its tick: as a list that makes only the rows in view, because a hall hands in hundreds at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QListView

from app.ui.columns import NOWHERE, Index
from app.ui.tips import tip

if TYPE_CHECKING:
    from app.services.chair.incoming import IncomingFile, Preview
    from app.ui.theme import Colours

_PLAIN = {"new", "held"}
"""Fates with nothing more to say: they come last."""
_BATCH = 12
"""Rows that are measured in one turn of the loop: each asks Python a dozen things, and waits for its turn while files are taken."""
_ROLE, _ON, _OFF = Qt.ItemDataRole, Qt.CheckState.Checked, Qt.CheckState.Unchecked


class FileRows(QAbstractListModel):
    """Rows in the order a person reads them. `ticked(payload, on)`: a person set a tick or took it away."""

    ticked = Signal(str, bool)

    def __init__(self, said: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self._files: tuple[IncomingFile, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._colours: Colours | None = None

    def show(self, preview: Preview) -> None:
        """The files of this preview; where they are the same, ticks alone change, and the keyboard stays where it is."""
        files = tuple(sorted(preview.files, key=_is_plain))
        if files == self._files:
            self._chosen = preview.chosen
            self.say_again()
            return
        self.beginResetModel()
        self._files, self._chosen = files, preview.chosen
        self.endResetModel()

    def say_again(self) -> None:
        """The same rows in other words or colours."""
        if self._files:
            self.dataChanged.emit(self.index(0), self.index(len(self._files) - 1))

    def dress(self, colours: Colours) -> None:
        self._colours = colours
        self.say_again()

    def at(self, payload: str) -> Index:
        """Where the file with this payload stands; an invalid index where it cannot be taken."""
        return next((self.index(n) for n, f in enumerate(self._files) if f.acceptable and f.payload == payload), NOWHERE)

    @property
    def offered(self) -> tuple[str, ...]:
        """Payloads of the files that have a tick."""
        return tuple(f.payload for f in self._files if f.acceptable)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._files)

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsUserCheckable if self._files[index.row()].acceptable else plain

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        file = self._files[index.row()]
        if role == _ROLE.DisplayRole:
            return self._said(_words(file))
        if role == _ROLE.CheckStateRole and file.acceptable:
            return _ON if file.payload in self._chosen else _OFF
        if role == _ROLE.AccessibleTextRole:
            return self._said(file.line)
        if role == _ROLE.ToolTipRole:
            return tip(file.file) if self._said(file.words) == file.words else None
        if role == _ROLE.ForegroundRole and self._colours is not None and not file.acceptable:
            return QBrush(QColor(self._colours.bad if file.fate == "refused" else self._colours.muted))
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        file = self._files[index.row()]
        if role != _ROLE.CheckStateRole or not file.acceptable:
            return False
        on = Qt.CheckState(value) is _ON
        self._chosen = self._chosen | {file.payload} if on else self._chosen - {file.payload}
        self.dataChanged.emit(index, index)
        self.ticked.emit(file.payload, on)
        return True


class IncomingFiles(QListView):
    """The rows; Space sets a tick, Enter too."""

    def __init__(self, said: Callable[[str], str]) -> None:
        super().__init__()
        self.setObjectName("files")
        self.rows = FileRows(said, self)
        self.setModel(self.rows)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        state = at.data(_ROLE.CheckStateRole) if at.isValid() else None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and state is not None:
            self.rows.setData(at, _OFF if Qt.CheckState(state) is _ON else _ON, _ROLE.CheckStateRole)
        else:
            super().keyPressEvent(event)


def _is_plain(file: IncomingFile) -> bool:
    """Nothing is to be said of it but that it came."""
    return file.fate in _PLAIN and not file.clock


def _words(file: IncomingFile) -> str:
    """Who and how many first; under it what becomes of it, where that is more than a word."""
    if _is_plain(file):
        return file.line
    more = file.line.removeprefix(file.words).strip("（）()")
    return f"{file.words}\n{more}" if more else file.words
