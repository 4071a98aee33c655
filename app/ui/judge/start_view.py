"""The room in which the desk is started: one page at a time.

The pages themselves are imported when the first one is due, after the window has been painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.judge.start_model import StartModel
from app.ui.judge.start_stage import Stage
from app.ui.widgets import button, clear, label

if TYPE_CHECKING:
    from app.core.tasks import Progress
    from app.ui.judge.restore_pages import RestorePage
    from app.ui.judge.seasons_list import SeasonsList
    from app.ui.judge.secret_pages import SecretPage
    from app.ui.judge.start_pages import SyncingPage

WIDE, LIST_WIDE = 760, 1080
_WAITS = (Stage.NO_INVITATION, Stage.PASSPHRASE, Stage.SHUT, Stage.DAMAGED, Stage.WAITING)
_MOST = 2
"""Of other seasons' profiles: the settings list all."""


class StartView(QFrame):
    """Follows a start. `language_wanted`: the words that stand here are of the wrong language. `others`: the way to other seasons."""

    language_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model: StartModel | None = None
        self._syncing: SyncingPage | None = None
        self._page: QWidget | None = None
        self.others: SeasonsList | None = None
        self.name, self.other_language = label("title"), button("flat", self.language_wanted.emit)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self.show_stage()

    def bind(self, model: StartModel) -> None:
        """Follow a start from now on."""
        self._model = model
        model.staged.connect(lambda _stage: self.show_stage())
        model.progressed.connect(self._progress)

    def show_stage(self) -> None:
        """Build the page that is due."""
        clear(self._column)
        self._syncing = self._page = None
        self.name.setText(self.tr("质评台"))
        self.other_language.setText(self.tr("English"))
        self.other_language.setAccessibleName(self.other_language.text())
        model = self._model
        if model is None or model.stage in (Stage.OPENING, Stage.READY, Stage.SEASON):
            self._column.addWidget(label("muted", self.tr("正在打开…"), wrap=True))
            self._column.addStretch(1)
            self._inside.setMaximumWidth(WIDE)
            return
        from app.ui.judge import start_pages

        page = self._page = start_pages.page(model)
        self._inside.setMaximumWidth(LIST_WIDE if model.stage in (Stage.PLEDGE, Stage.RECOVERY_CODE) else WIDE)
        self._syncing = page if isinstance(page, start_pages.SyncingPage) else None
        self._column.addWidget(page, 1)
        self._show_others(model)
        page.begin()
        if page.focusWidget() is None and (first := _first(page)) is not None:
            first.setFocus()

    def _show_others(self, model: StartModel) -> None:
        """The way to another season, on pages where one may have to wait: until the desk is open there are no settings."""
        waits = model.stage in _WAITS
        if waits and self.others is None:
            from app.ui.judge.seasons_list import SeasonsList

            self.others = SeasonsList(model.seasons, most=_MOST)
            self._foot.insertWidget(1, self.others, 100)
        if self.others is not None:
            self.others.want(waits)
        if waits:
            model.seasons.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            before = _typed_on(self._page)
            held = before.typed() if before is not None else ()
            self.show_stage()
            if (again := _typed_on(self._page)) is not None:
                again.put_back(held)
        super().changeEvent(event)

    def _lay_out(self) -> None:
        """A column in the middle: lines stay short enough to be read on any screen."""
        head, middle, outer = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        outer.setContentsMargins(32, 16, 32, 24)
        outer.setSpacing(16)
        head.addWidget(self.name, 1)
        head.addWidget(self.other_language)
        middle.addStretch(1)
        middle.addWidget(self._inside, 100)
        middle.addStretch(1)
        outer.addLayout(head)
        outer.addLayout(middle, 1)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addStretch(1)
        outer.addLayout(self._foot)

    def _progress(self, progress: Progress) -> None:
        if self._syncing is not None:
            self._syncing.progress(progress)


def _typed_on(page: QWidget | None) -> RestorePage | SecretPage | None:
    """Where a code of thirty characters is typed from paper: the other language builds the page anew, and it is not typed again."""
    if page is None:
        return None
    from app.ui.judge.restore_pages import RestorePage
    from app.ui.judge.secret_pages import SecretPage

    return page.findChild(RestorePage) or page.findChild(SecretPage)


def _first(page: QWidget) -> QWidget | None:
    """What Tab would come to first on a page that asks for nothing itself."""
    by_tab = QtCore.Qt.FocusPolicy.TabFocus
    return next((w for w in page.findChildren(QWidget) if w.focusPolicy() & by_tab and w.isEnabled() and not w.isHidden()), None)
