"""12/38 at the foot of the page: where the reader is, and the menu of how pages are shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.ui.judge import keys

LARGER, SMALLER, WIDTH, WHOLE, TURN, NIGHT = "larger", "smaller", "width", "whole", "turn", "night"
_ACTIONS = {LARGER: "zoom-in", SMALLER: "zoom-out", WIDTH: "fit-width", WHOLE: "fit-page", TURN: "turn-page", NIGHT: "night"}


class PageBadge(QToolButton):
    """`chosen(what)` from its menu. The window binds the keys shown there and tells which they are."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pageBadge")
        self._bound: Mapping[str, tuple[str, ...]] = keys.ACTIONS
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMinimumHeight(36)
        self._menu = QMenu(self)
        self.actions_: dict[str, QAction] = {}
        for what in (LARGER, SMALLER, WIDTH, WHOLE, TURN, NIGHT):
            self._add(what)
        self.setMenu(self._menu)
        self.retranslate()
        self.hide()

    def show_place(self, page: int, pages: int, *, night: bool, whole: bool) -> None:
        """Zero-based page of so many."""
        self.setText(f"{page + 1}/{pages}")
        self.setAccessibleName(self.tr("第 {n} 页，共 {all} 页").format(n=page + 1, all=pages))
        self.actions_[NIGHT].setChecked(night)
        self.actions_[WHOLE].setChecked(whole)
        self.adjustSize()

    def show_keys(self, table: Mapping[str, tuple[str, ...]]) -> None:
        """The keys in force, by action."""
        self._bound = table
        self.retranslate()

    def retranslate(self) -> None:
        words = {
            LARGER: self.tr("放大"), SMALLER: self.tr("缩小"), WIDTH: self.tr("适合宽度"), WHOLE: self.tr("整页"),
            TURN: self.tr("向右旋转"), NIGHT: self.tr("夜间页面"),
        }  # fmt: skip
        for what, action in self.actions_.items():
            action.setText(f"{words[what]}\t{keys.shown(self._bound[_ACTIONS[what]])}")
        self.setToolTip(self.tr("缩放、旋转、夜间页面"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _add(self, what: str) -> None:
        action = self._menu.addAction("")
        action.setCheckable(what in (WHOLE, NIGHT))
        action.triggered.connect(lambda: self.chosen.emit(what))
        self.actions_[what] = action
