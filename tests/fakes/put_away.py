"""A desk that a test has closed leaves nothing behind in the process that goes on to the next test.

A program ends with its window; here the application outlives hundreds of them. What keeps a window otherwise: the day's
colours (the application would tell it of a change), and events that wait for a turn of the loop. A start also tells the collector
to pass over whatever lives by then, this window with it: `never_settle` keeps starts from that, once for the process.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.ui import collector
from app.ui.desktop import Desktop


def never_settle() -> None:
    """From now on no start takes its window out of the collector's sight."""
    collector.settle = lambda: None


def put_away(desktop: Desktop) -> None:
    """Close the window and let go of all that belonged to it."""
    desktop.window.close()
    desktop.languages.switch("zh")
    desktop.app.styleHints().colorSchemeChanged.disconnect()
    desktop.window.deleteLater()
    desktop.collector.setParent(None)
    desktop.runner.setParent(None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
