"""What every page of the chair's desk is: a widget that is told when it comes to the front, and when sizes or colours change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.ui.theme import Colours, Metrics


class ChairPage(QWidget):
    """`needs_points`: the page stays shut before the gate. `for_the_hall`: it hides by itself what is private while 投影模式 is on;
    every other page is covered then. `turn_to(key)`: another page is wanted. Subclasses override what concerns them.
    """

    needs_points: ClassVar[bool] = True
    for_the_hall: ClassVar[bool] = False
    turn_to = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def arrive(self) -> None:
        """The page came to the front."""

    def take_back(self, *, again: bool) -> bool:
        """Ctrl+Z or (`again`) Ctrl+Y: whether the page had something of its own, typed and not a step yet."""
        return False

    @property
    def lost(self) -> int:
        """How many places show what could not be saved; asked when no save is under way."""
        return 0

    def save_again(self) -> None:
        """Try them once more."""

    def retranslate(self) -> None:
        """The language was switched."""

    def resize_to(self, sizes: Metrics) -> None:
        """The window has another size, or the text."""

    def dress(self, colours: Colours) -> None:
        """The theme was changed; for what paints by itself."""

    def close_files(self) -> None:
        """The program ends, the pool is gone: let go of what is open."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
