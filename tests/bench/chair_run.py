"""One run of the chair's desk under a watch: `python -m tests.bench.chair_run receive HOME FOLDER`, `… show HOME` or `… scroll HOME`; JSON on stdout.

A process of its own, for the reasons of `desk_run`. Hands do what a chair's do: files are dropped and taken, 汇总 is
opened, its matrix turned by wheel and keys.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import thread_time

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.core import memory
from app.ui.chair import pages
from app.ui.chair.board_view import BoardView
from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.matrix_view import MatrixView
from app.ui.judge import rail
from tests.bench.desk_run import Run, resident, timed_until, until, wait
from tests.fakes.season import PASSPHRASE

_HAND_MS = 33
"""Between notches of a wheel that is turned fast, and between repeats of a key held down."""
_SECONDS = 4.0
Figures = dict[str, dict[str, object]]


class Painted(QObject):
    """Whether the matrix was painted with rows in it."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(view)
        self._rows, self.seen = view.rows, False
        view.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or (event.type() is QEvent.Type.Paint and self._rows.rowCount() > 0)
        return False


class ChairRun:
    """The chair's desk in front, its head read."""

    def __init__(self, home: Path) -> None:
        self.run = Run(home, PASSPHRASE)
        self.figures: Figures = {}
        self.run.room.choose(rail.CHAIR)
        until(lambda: self.desk.model.head is not None)

    @property
    def desk(self) -> ChairDesk:
        return self.run.room.chair_room().desk

    def timed(self, name: str, begin: Callable[[], object], done: Callable[[], bool]) -> None:
        """Seconds from `begin` until `done`, gaps meanwhile, and memory after it, under `name`."""
        self.run.watch.begin()
        seconds = timed_until(begin, done)
        self._keep(name, seconds)

    def show(self, name: str) -> None:
        """Open 汇总: until its matrix is painted."""
        painted: list[Painted] = []

        def begin() -> None:
            self.desk.show_page(pages.MATRIX)
            painted.append(Painted(self.matrix()))

        self.timed(name, begin, lambda: painted[0].seen)

    def matrix(self) -> MatrixView:
        view = self.desk.page(pages.MATRIX)
        assert isinstance(view, MatrixView)
        return view

    def watched(self, name: str, hand: Callable[[], None]) -> None:
        """Let the hand work for some seconds. `each`: what one move of it costs the window's thread, on a busy machine too."""
        moves: list[None] = []
        timer = QTimer(interval=_HAND_MS)
        timer.timeout.connect(hand)
        timer.timeout.connect(lambda: moves.append(None))
        timer.start()
        self.run.watch.begin()
        spent = thread_time()
        wait(_SECONDS)
        spent = thread_time() - spent
        self._keep(name, _SECONDS)
        timer.stop()
        self.figures[name]["each"] = spent / max(1, len(moves))

    def _keep(self, name: str, seconds: float) -> None:
        self.figures[name] = {"seconds": seconds, "gaps": self.run.watch.end(), "pieces": self.run.watch.pieces, "rss": resident()}


def receive(home: Path, folder: str) -> Figures:
    """Every package of a folder: verified and previewed, taken, and shown in 汇总 at once."""
    chair = ChairRun(home)
    board = chair.desk.page(pages.BOARD)
    assert isinstance(board, BoardView)
    model, files = board.model, len(list(Path(folder).iterdir()))
    until(lambda: model.board is not None)
    chair.timed("previewed", partial(model.take, [Path(folder)]), lambda: model.preview is not None)
    chair.timed("taken", model.accept, lambda: model.board is not None and model.board.received > files)
    chair.show("shown")
    chair.run.close()
    return chair.figures


def show(home: Path) -> Figures:
    """汇总 in a program that was just started: the packages are read from the store."""
    chair = ChairRun(home)
    chair.show("shown")
    chair.run.close()
    return chair.figures


def scroll(home: Path) -> Figures:
    """The matrix by wheel, downwards and sideways, and by keys held down."""
    chair = ChairRun(home)
    chair.show("shown")
    view = chair.matrix()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    chair.watched("wheel down", partial(_turn, view, Qt.Orientation.Vertical))
    chair.watched("wheel sideways", partial(_turn, view, Qt.Orientation.Horizontal))
    for name, key in (("↓ held", Qt.Key.Key_Down), ("PgDn held", Qt.Key.Key_PageDown), ("→ held", Qt.Key.Key_Right)):
        chair.watched(name, partial(_press, view, key))
    chair.run.close()
    return chair.figures


def _turn(view: MatrixView, way: Qt.Orientation) -> None:
    """A notch on, back to the start at the end."""
    upright = way is Qt.Orientation.Vertical
    bar = view.table.verticalScrollBar() if upright else view.table.horizontalScrollBar()
    if bar.value() >= bar.maximum():
        bar.setValue(0)
    ground = view.table.viewport()
    at, notch = QPointF(ground.rect().center()), QPoint(0, -120) if upright else QPoint(-120, 0)
    turn = QWheelEvent(
        at, ground.mapToGlobal(at), QPoint(), notch, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(ground, turn)


def _press(view: MatrixView, key: Qt.Key) -> None:
    """Once more, from the first cell again at the end."""
    table, rows = view.table, view.rows
    here = table.currentIndex()
    ends = here.column() == rows.columnCount() - 1 if key is Qt.Key.Key_Right else here.row() == rows.rowCount() - 1
    if ends:
        table.setCurrentIndex(rows.index(0, 0))
    to: QWidget = table
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(to, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


if __name__ == "__main__":
    gc.disable()
    memory.keep_little()  # as the desk does
    scene = {"receive": receive, "show": show, "scroll": scroll}[sys.argv[1]]
    print(json.dumps(scene(Path(sys.argv[2]), *sys.argv[3:])))
