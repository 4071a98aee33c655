"""pyqtgraph, loaded a little at each turn of the window's thread.

Not in the pool: the import has PySide make classes of Qt, and where a worker does so while the window makes others the process ends.
Not at once either: that holds the window for a fifth of a second. So first PySide's own classes are asked for one by one, which makes
them, and then the library's first file runs statement by statement, as an import would run it whole.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from app.ui.tasks import Runner

_NAME = "pyqtgraph"
_TURN = 0.005
"""Seconds after which the window has its turn."""


def load(runner: Runner, owner: QObject, then: Callable[[], object]) -> None:
    """`then()` in the window's thread as soon as the library can be imported without a wait; not when `owner` is gone by then."""
    if loaded():
        QTimer.singleShot(0, owner, then)
    else:
        runner.pool(_ahead, then=lambda _none: _go_on(owner, then))


def loaded() -> bool:
    """Whether all of it is."""
    return _loading.whole


def _ahead() -> None:
    """What the library imports and Qt has no part in."""
    import multiprocessing.connection  # noqa: F401
    import pydoc  # noqa: F401
    import xml.etree.ElementTree as ET  # noqa: F401


def _go_on(owner: QObject, then: Callable[[], object]) -> None:
    if _loading.turn():
        then()
    else:
        QTimer.singleShot(0, owner, partial(_go_on, owner, then))


class _Loading:
    """There is one: who opens a second plot meanwhile helps the first."""

    def __init__(self) -> None:
        self.whole = False
        self._rest = _turns()

    def turn(self) -> bool:
        """A few milliseconds of it; whether all is loaded. Raises what the library raises, and begins anew after it."""
        until = monotonic() + _TURN
        try:
            for _ in self._rest:
                if monotonic() >= until:
                    return False
        except BaseException:
            self._rest = _turns()
            raise
        self.whole = True
        return True


def _turns() -> Iterator[None]:
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            yield
    if _NAME not in sys.modules:
        yield from _statements()


def _statements() -> Iterator[None]:
    """Those of the library's first file, which imports the rest; where no source came with it, all of them are one turn."""
    spec = importlib.util.find_spec(_NAME)
    source = getattr(spec.loader, "get_source", lambda _name: None)(_NAME) if spec is not None else None
    if spec is None or source is None:
        import pyqtgraph  # noqa: F401

        return
    origin = spec.origin or _NAME
    module = sys.modules[_NAME] = importlib.util.module_from_spec(spec)
    try:
        for statement in ast.parse(source, origin).body:
            exec(compile(ast.Module([statement], []), origin, "exec"), module.__dict__)  # noqa: S102  the installed library, as an import runs it
            yield
    except BaseException:
        del sys.modules[_NAME]
        raise


_loading = _Loading()
