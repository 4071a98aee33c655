"""The room in which the desk is started: one page at a time.

The pages themselves are imported when the first one is due, after the window has been painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.ui.judge.start_model import Stage, StartModel
from app.ui.widgets import clear, label

if TYPE_CHECKING:
    from app.core.tasks import Progress
    from app.ui.judge.start_pages import SyncingPage


class StartView(QFrame):
    """Follows a start."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model: StartModel | None = None
        self._syncing: SyncingPage | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 24, 32, 24)
        self._column.setSpacing(12)
        self.show_stage()

    def bind(self, model: StartModel) -> None:
        """Follow a start from now on."""
        self._model = model
        model.staged.connect(lambda _stage: self.show_stage())
        model.progressed.connect(self._progress)

    def show_stage(self) -> None:
        """Build the page that is due."""
        clear(self._column)
        self._syncing = None
        model = self._model
        if model is None or model.stage in (Stage.OPENING, Stage.READY):
            self._column.addWidget(label("muted", self.tr("正在打开…"), wrap=True))
            self._column.addStretch(1)
            return
        from app.ui.judge import start_pages

        page = start_pages.page(model)
        self._syncing = page if isinstance(page, start_pages.SyncingPage) else None
        self._column.addWidget(page, 1)
        page.begin()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.show_stage()
        super().changeEvent(event)

    def _progress(self, progress: Progress) -> None:
        if self._syncing is not None:
            self._syncing.progress(progress)
