"""名额 meters, one line each: places that nobody granted yet stand in red, with a sign and words, so that no colour is needed to see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.tips import tip
from app.ui.widgets import clear, label

if TYPE_CHECKING:
    from app.services.chair.lines import Meter

_SIGN = "！"
_MOST = 4
"""A season has a line for every field and level: the entry on the table needs the room more."""


class MeterLines(QWidget):
    """Hidden without a quota and a warning."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_meters(self, meters: Sequence[Meter], warnings: Sequence[str] = ()) -> None:
        """Replace what is shown; `warnings` stand first."""
        clear(self._column)
        for words in warnings:
            self._column.addWidget(label("warn", words, wrap=True))
        shown = _urgent(meters)
        for meter in shown:
            self._column.addWidget(label("bad" if meter.over else "small", meter_words(meter), wrap=True))
        if left := len(meters) - len(shown):
            more = label("small", self.tr("另有 {n} 项名额，没有超出，也没有并列", None, left).format(n=left))
            more.setToolTip(tip("\n".join(m.words for m in meters if m not in shown)))
            self._column.addWidget(more)
        self.setVisible(bool(meters or warnings))

    def texts(self) -> list[str]:
        """The lines."""
        return [w.text() for n in range(self._column.count()) if (i := self._column.itemAt(n)) and isinstance(w := i.widget(), QLabel)]


def _urgent(meters: Sequence[Meter]) -> tuple[Meter, ...]:
    """All of a few; of many those that are over or at which entries wait, and as many others as there is room for."""
    if len(meters) <= _MOST:
        return tuple(meters)
    first = [m for m in meters if m.over or m.tied]
    first += [m for m in meters if m not in first][: max(0, _MOST - 1 - len(first))]
    return tuple(m for m in meters if m in first)


def meter_words(meter: Meter) -> str:
    """The meter's words, with a sign in front while it is over."""
    return f"{_SIGN} {meter.words}" if meter.over else meter.words
