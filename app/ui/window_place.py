"""Where the window stood, so that it stands there again: its size, its screen, and whether it filled it.

Qt moves a window whose screen is gone onto one that is there, and refuses a place kept on a screen of another width
(a laptop out of its dock). Then, and at the first start, a small screen is filled: the desk was drawn for 1366×697.
Nothing here names `Qt` (widgets.py says why).
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from app.ui.preferences import Preferences

_WIDE, _HIGH = 1366, 768
_WHOLE = 60
"""Bytes: what Qt writes has 66, and it reads what was cut off as a window without a size."""


def restore(window: QMainWindow, kept: Preferences) -> bool:
    """Give it the size and place it had; False when there is none to return to."""
    place = QByteArray.fromBase64(kept.geometry.encode())
    return place.size() >= _WHOLE and window.restoreGeometry(place)


def expect(window: QMainWindow, kept: Preferences) -> None:
    """Give it the size it will be shown in, as far as that is known, so that what is in it is styled once and not again when it is shown."""
    if not restore(window, kept):
        window.resize(window.size().boundedTo(window.screen().availableGeometry().size()))


def show(window: QMainWindow, kept: Preferences) -> None:
    """Show it where it was, or where a first window belongs."""
    if restore(window, kept):
        window.show()
        return
    room = window.screen().availableGeometry()
    if kept.maximised or room.width() <= _WIDE or room.height() <= _HIGH:
        window.showMaximized()
    else:
        window.show()


def kept(window: QMainWindow, chosen: Preferences) -> Preferences:
    """The choices with the window's place in them."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode()
    return chosen.with_(geometry=geometry, maximised=window.isMaximized())
