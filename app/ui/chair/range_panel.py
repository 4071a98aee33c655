"""Where the declared rules make no common order: the refusal in words, and the choice that answers it, with its places filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.models.season import QuotaScope
from app.ui.fields import Combo, Steps
from app.ui.tab_by_place import TabByPlace
from app.ui.widgets import button, clear, label

if TYPE_CHECKING:
    from app.services.organiser.season_ranges import RangeOffer
    from app.ui.chair.season_model import SeasonModel

_MOST = 5000
_HIGH = 42
"""So that the field inside is as high as everything that is clicked."""


class RangePanel(QFrame):
    """Hidden while the standing can be made. Nothing is changed before the button."""

    def __init__(self, model: SeasonModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self.title, self.why, self.next = label("title"), label("", wrap=True), label("", wrap=True)
        self.scope, self.told = Combo(), label("small", wrap=True)
        self.boxes: dict[tuple[str, str], Steps] = {}
        self.go = button("primary", self._go)
        self._inside, self._grid, area = QWidget(), QGridLayout(), QScrollArea()
        self._grid.setHorizontalSpacing(16)
        self._inside.setObjectName("page")
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(6, 4, 6, 4)  # the frame of the keyboard is drawn inside the area: not over words
        inner.setSpacing(8)
        inner.addWidget(self.why)
        inner.addWidget(self.next)
        inner.addWidget(self.scope, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addLayout(self._grid)
        inner.addStretch(1)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        self.area = area
        TabByPlace(area, self._inside)  # the numbers are made when an offer comes: Tab came to them after everything else
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(area, 1)
        column.addWidget(self.told)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.scope.currentIndexChanged.connect(lambda _at: self._fill())
        model.offered.connect(self.refresh)
        self.hide()
        self.retranslate()

    def refresh(self) -> None:
        """Another refusal, or none any more."""
        self.why.setText(self._model.problem)
        at = max(0, self.scope.currentIndex())
        self.scope.blockSignals(True)
        self.scope.clear()
        for offer in self._model.offers:
            self.scope.addItem(self.tr("按领域排名") if offer.scope is QuotaScope.FIELD else self.tr("按专业组排名"), str(offer.scope))
        self.scope.setCurrentIndex(min(at, self.scope.count() - 1))
        self.scope.blockSignals(False)
        self._fill()
        self.setVisible(bool(self._model.offers))

    def retranslate(self) -> None:
        self.title.setText(self.tr("排名范围"))
        self.next.setText(self.tr("请选择在什么范围内排名，并核对每处的名额；也可以请评委交叉评审后由组长重新定稿。"))
        self.scope.setAccessibleName(self.title.text())
        self.area.setAccessibleName(self.tr("各处的名额"))
        self.go.setText(self.tr("按此排名"))
        self.go.setAccessibleName(self.go.text())
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def offer(self) -> RangeOffer | None:
        """The chosen range."""
        return next((o for o in self._model.offers if str(o.scope) == self.scope.currentData()), None)

    def _fill(self) -> None:
        clear(self._grid)
        self.boxes = {}
        offer = self.offer
        if offer is None:
            return
        for at, (_, name) in enumerate(offer.levels, 2):
            self._grid.addWidget(label("small", name), 0, at)
        for down, group in enumerate(offer.groups, 1):
            self._grid.addWidget(label("", group.name, wrap=True), down, 0)
            self._grid.addWidget(label("small", self.tr("{n} 项", None, group.entries).format(n=group.entries)), down, 1)
            for at, (level, name) in enumerate(offer.levels, 2):
                self._grid.addWidget(self._box(offer, level, group.code, f"{group.name} {name}"), down, at)
        self._grid.setColumnStretch(len(offer.levels) + 2, 1)
        self._tell()

    def _box(self, offer: RangeOffer, level: str, group: str, name: str) -> Steps:
        made = Steps()
        made.setRange(0, _MOST)
        made.setMinimumHeight(_HIGH)
        made.setAccessibleName(name)
        made.setValue(offer.places.get((level, group), 0))
        made.valueChanged.connect(lambda _n: self._tell())
        self.boxes[level, group] = made
        return made

    def _tell(self) -> None:
        """The sums: what was declared is kept as long as nobody changes it."""
        offer = self.offer
        if offer is None:
            return
        sums = [f"{name} {sum(b.value() for (v, _), b in self.boxes.items() if v == code)}" for code, name in offer.levels]
        self.told.setText(self.tr("合计 {all}").format(all=" · ".join(sums)) if sums else self.tr("规则没有名额，只按等级线评定。"))

    def _go(self) -> None:
        if self.offer is not None:
            self._model.rank_by(self.offer.scope, {key: box.value() for key, box in self.boxes.items()})
