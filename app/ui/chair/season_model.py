"""The chairs' meeting without a widget: the season's standing, files on their way in, decisions, papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.tasks import Context
from app.models.changes import Changes

if TYPE_CHECKING:
    from app.services.organiser.season_deciding import SeasonAction, SeasonDecided
    from app.services.organiser.season_merge import SeasonMerged
    from app.services.organiser.season_papers import Order, SeasonPapers
    from app.ui.chair.season_services import SeasonDeskServices, SeasonPicture
    from app.ui.tasks import Runner


class SeasonModel(QObject):
    """`shown`: `picture` is new. `previewed`: `preview` is (None when it was taken or dropped). `said(words, good)`: one line for the person."""

    shown = Signal()
    previewed = Signal()
    said = Signal(str, bool)
    progressed = Signal(object)

    def __init__(self, services: SeasonDeskServices, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self.picture: SeasonPicture | None = None
        self.preview: SeasonMerged | None = None
        self._places: tuple[Path, ...] = ()

    def read(self) -> None:
        """Read the standing anew."""
        self._runner.database(self._services.picture, then=self._pictured)

    def take(self, places: Sequence[Path]) -> None:
        """Verify files and say what they would do; nothing changes yet."""
        self._places = tuple(places)
        context = Context()
        future = self._runner.database(self._services.preview, self._places, context, then=self._previewed, failed=self._failed)
        self._runner.watched(context, self.progressed.emit, future)

    def take_from_inbox(self) -> None:
        """The same with what arrived in the inbox."""
        self._runner.database(self._services.inbox, then=lambda place: self.take([place]))

    def accept(self) -> None:
        """Take in what was previewed."""
        self._runner.database(self._services.merge, self._places, Context(), then=self._merged, failed=self._failed)

    def drop(self) -> None:
        """Leave everything as it is."""
        self.preview, self._places = None, ()
        self.previewed.emit()

    def decide(self, action: SeasonAction) -> None:
        """Make a decision; what is missing is said."""
        self._runner.database(self._services.decide, action, then=self._decided, failed=self._failed)

    def undo(self) -> None:
        """Take the last decision back."""
        self._runner.database(self._services.undo, then=self._decided, failed=self._failed)

    def write(self, folder: Path, order: Order) -> None:
        """Write the papers into a folder."""
        self._runner.database(self._services.papers, folder, order, then=self._written, failed=self._failed)

    def _pictured(self, picture: SeasonPicture) -> None:
        self.picture = picture
        self.shown.emit()

    def _previewed(self, preview: SeasonMerged) -> None:
        self.progressed.emit(None)
        self.preview = preview
        self.previewed.emit()

    def _merged(self, done: tuple[SeasonMerged, Changes]) -> None:
        self.drop()
        self.said.emit(self.tr("收入 {n} 份小组结果。").format(n=len(done[0].accepted)), True)
        self.read()

    def _decided(self, done: tuple[SeasonDecided, Changes] | None) -> None:
        if done is None:
            self.said.emit(self.tr("没有可以撤销的决定。"), False)
            return
        words = "；".join(m.words for m in done[0].moves) or self.tr("名次和等级没有变化。")
        self.said.emit(self.tr("已记录。{what}").format(what=words), True)
        self.read()

    def _written(self, papers: SeasonPapers) -> None:
        words = self.tr("写出 {n} 个文件。").format(n=len(papers.files))
        left = " ".join(f"{p.value}：{why}" for p, why in papers.unprinted)
        self.said.emit(f"{words} {left}".strip(), not papers.unprinted)

    def _failed(self, error: BaseException) -> None:
        self.progressed.emit(None)
        if isinstance(error, AppError):
            self.said.emit(str(error), False)
        else:
            self._runner.failure.emit(error)
