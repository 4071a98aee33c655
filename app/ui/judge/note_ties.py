"""A closed list of choices with keys, whose words may be long: the box stays narrow, the words end in …."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy

from app.ui.fields import Combo
from app.ui.tips import tip

_LEAST = 6


class Choice(Combo):
    """`chosen` is the key of the line shown, "" for none."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)

    @property
    def chosen(self) -> str:
        return str(self.currentData() or "")

    def offer(self, lines: Sequence[tuple[str, str]], chosen: str) -> None:
        """(key, words) lines; a key that is not among them chooses the first. Emits nothing."""
        self.blockSignals(True)
        self.clear()
        for key, words in lines:
            self.addItem(words, key)
            self.setItemData(self.count() - 1, tip(words), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)
