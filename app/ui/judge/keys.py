"""Every key of the desk in one table, so that help, tests and bindings cannot differ.

Never bound: Shift alone, Ctrl+Space, Shift+Space, Ctrl+., Ctrl+Shift+F and anything with Alt as the only way; input
methods own them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

ACTIONS: dict[str, tuple[str, ...]] = {
    "finish": ("Ctrl+Return", "Ctrl+Enter"),
    "entry-before": ("Ctrl+PgUp",),
    "entry-after": ("Ctrl+PgDown",),
    "page-before": ("PgUp",),
    "page-after": ("PgDown",),
    "item-before": ("Ctrl+Up",),
    "item-after": ("Ctrl+Down",),
    "next-document": ("Ctrl+Tab",),
    "note": ("Ctrl+M",),
    "find": ("Ctrl+F",),
    "go-to-page": ("Ctrl+G",),
    "undo": ("Ctrl+Z",),
    "redo": ("Ctrl+Y", "Ctrl+Shift+Z"),
    "layout": ("Ctrl+B",),
    "zoom-in": ("Ctrl+=", "Ctrl++"),
    "zoom-out": ("Ctrl+-",),
    "fit-width": ("Ctrl+0",),
    "keys": ("F1", "Ctrl+/"),
}
FORBIDDEN = ("Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+Shift+F", "Shift")


def bind(window: QWidget, handlers: dict[str, Callable[[], object]], item: Callable[[int], object]) -> list[QShortcut]:
    """Bind every action of the table for a window, and Ctrl+1…9 to items."""
    made = [_shortcut(window, sequence, handlers[action]) for action, sequences in ACTIONS.items() for sequence in sequences]
    made += [_shortcut(window, f"Ctrl+{number}", partial(item, number - 1)) for number in range(1, 10)]
    return made


def _shortcut(window: QWidget, sequence: str, handler: Callable[[], object]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(sequence), window)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.setAutoRepeat(sequence in ("PgUp", "PgDown", "Ctrl+Up", "Ctrl+Down", "Ctrl+Z", "Ctrl+Y"))
    shortcut.activated.connect(handler)
    return shortcut
