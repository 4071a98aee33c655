"""设置: language, theme and text size, in force at once; from here to the sheet of keys and to 发表现场."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.fields import Combo
from app.ui.judge.other_seasons import OtherSeasons
from app.ui.judge.seasons_list import SeasonsList
from app.ui.panels import Panel
from app.ui.preferences import TEXT_SIZES, Preferences
from app.ui.steady_area import SteadyArea
from app.ui.theme import Metrics
from app.ui.widgets import button, label, rule

WIDTH, HEIGHT = 400, 468
_SIDES, _GAPS = 48, 24
"""Margins, border and scroll bar; and what separates the list of other seasons from what is above and below it."""
_LANGUAGES = ("zh", "en")
_THEMES = ("system", "light", "dark")


class SettingsPanel(Panel):
    """`changed(Preferences)` at each choice; `page("doctor" or "licences" or "care" or "recovery")` opens another panel."""

    changed = Signal(object)
    keys_wanted = Signal()
    hall_wanted = Signal()
    page = Signal(str)

    def __init__(self, preferences: Preferences, seasons: OtherSeasons, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences, self._seasons = preferences, seasons
        self._sizes: Metrics | None = None
        self.others = SeasonsList(seasons)
        seasons.listed.connect(self._fit)
        self.title, self.close_ = label("title"), button("flat", self.hide)
        self.language, self.theme, self.text = Combo(), Combo(), Combo()
        self._names = [label() for _ in range(3)]
        self.help = label("small", wrap=True)
        self.keys, self.hall = button("", self.keys_wanted.emit), button("", self.hall_wanted.emit)
        self.hints = QCheckBox()
        self.hints.setChecked(preferences.hints)
        self._lay_out()
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(16)
        for line, (name, box) in enumerate(zip(self._names, (self.language, self.theme, self.text), strict=True)):
            box.setMinimumHeight(36)
            grid.addWidget(name, line, 0)
            grid.addWidget(box, line, 1)
            box.activated.connect(lambda _at: self._choose())
        grid.addWidget(self.hints, len(self._names), 0, 1, 2)
        grid.setColumnStretch(1, 1)
        inside, self._scroll, outer = QWidget(), SteadyArea(self._give), QVBoxLayout(self)
        inside.setObjectName("page")
        column = self._column = QVBoxLayout(inside)
        self._give(0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_)
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(self.help)
        column.addWidget(rule())
        self._pages = {key: button("", partial(self.page.emit, key)) for key in ("care", "doctor", "licences", "recovery")}
        recovery = self._pages["recovery"]
        for controls in ((self.keys, self.hall), [c for c in self._pages.values() if c is not recovery], (recovery,)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for control in controls:
                row.addWidget(control)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(self.others)
        column.addStretch(1)
        self._scroll.setWidget(inside)  # large letters on a small screen
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._scroll)

    def _give(self, pixels: int) -> None:
        """Of the margin at the foot, where so little lacks that nobody should have to scroll for it."""
        self._column.setContentsMargins(16, 12, 16, 12 - pixels)

    def area(self, height: int, sizes: Metrics) -> QRect:
        """At the foot of the rail, higher by the profiles of other seasons."""
        self._sizes = sizes
        more = self.others.high(sizes.scaled(WIDTH) - _SIDES)
        tall = min(height, sizes.scaled(HEIGHT) + (more + _GAPS if more else 0))
        return QRect(0, height - tall, sizes.scaled(WIDTH), tall)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._seasons.look()

    def _fit(self) -> None:
        """What was found came while the panel was open."""
        around = self.parentWidget()
        if self._sizes is not None and around is not None:
            self.setGeometry(self.area(around.height(), self._sizes))

    def follow(self, preferences: Preferences) -> None:
        """Something else changed a choice."""
        self._preferences = preferences
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("设置"))
        self._scroll.setAccessibleName(self.title.text())
        self.close_.setText(self.tr("关闭"))
        self.close_.setAccessibleName(self.tr("关闭"))
        self.hints.setText(self.tr("评分提示与本人分布（仅自己可见）"))
        self.hints.setAccessibleName(self.hints.text())
        names = (self.tr("语言"), self.tr("明暗"), self.tr("文字大小"))
        choices = (
            ("中文", "English"), (self.tr("随系统"), self.tr("浅色"), self.tr("深色")), tuple(f"{size}%" for size in TEXT_SIZES),
        )  # fmt: skip
        chosen = (
            _LANGUAGES.index(self._preferences.language), _THEMES.index(self._preferences.theme), TEXT_SIZES.index(self._preferences.text_percent),
        )  # fmt: skip
        for key, words in (
            ("care", self.tr("资料与副本")),
            ("doctor", self.tr("体检")),
            ("licences", self.tr("许可证")),
            ("recovery", self.tr("换一个恢复码…")),
        ):
            self._pages[key].setText(words)
            self._pages[key].setAccessibleName(words)
        for at, box in enumerate((self.language, self.theme, self.text)):
            box.clear()
            box.addItems(list(choices[at]))
            box.setCurrentIndex(chosen[at])
            self._name(self._names[at], box, names[at])
        self.keys.setText(self.tr("快捷键… F1"))
        self.hall.setText(self.tr("发表现场 Ctrl+E"))
        self.help.setText(self.tr("Ctrl+=、Ctrl+- 改文字大小 · Ctrl+B 换版式"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _name(self, name: QLabel, box: QComboBox, words: str) -> None:
        name.setText(words)
        name.setBuddy(box)
        box.setAccessibleName(words)

    def _choose(self) -> None:
        fresh = self._preferences.with_(
            language=_LANGUAGES[self.language.currentIndex()], theme=_THEMES[self.theme.currentIndex()],
            text_percent=TEXT_SIZES[self.text.currentIndex()],
        )  # fmt: skip
        if fresh != self._preferences:
            self._preferences = fresh
            self.changed.emit(fresh)
