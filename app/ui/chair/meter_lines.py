"""名额 meters, one line each: places that nobody granted yet stand in red, with a sign and words, so that no colour is needed to see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.widgets import clear, label

if TYPE_CHECKING:
    from app.services.chair.lines import Meter

_SIGN = "！"


class MeterLines(QWidget):
    """Hidden without a quota."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_meters(self, meters: Sequence[Meter]) -> None:
        """Replace what is shown."""
        clear(self._column)
        for meter in meters:
            self._column.addWidget(label("bad" if meter.over else "small", meter_words(meter), wrap=True))
        self.setVisible(bool(meters))

    def texts(self) -> list[str]:
        """The lines."""
        return [w.text() for n in range(self._column.count()) if (i := self._column.itemAt(n)) and isinstance(w := i.widget(), QLabel)]


def meter_words(meter: Meter) -> str:
    """The meter's words, with a sign in front while it is over."""
    return f"{_SIGN} {meter.words}" if meter.over else meter.words
