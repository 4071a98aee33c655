"""Which item the judges are compared on, and which of them stand beside each other: a box, and a button a judge."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.models.points import short
from app.ui.chair.evidence_column import points_words
from app.ui.fields import Combo
from app.ui.tips import tip
from app.ui.widgets import button

if TYPE_CHECKING:
    from app.services.chair.evidence import EntryEvidence, ItemEvidence, JudgeEvidence
    from app.ui.chair.evidence_model import EvidenceModel

_GAP = 4


class EvidenceChoice(QVBoxLayout):
    """In one row where there is room, else the judges go on in rows below the item. `chips` by judge."""

    def __init__(self, model: EvidenceModel) -> None:
        super().__init__()
        self._model = model
        self._rows: list[QHBoxLayout] = []
        self.items = Combo()
        self.items.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.items.activated.connect(lambda _at: model.turn_to(self.items.currentData()))
        self.chips: dict[str, QPushButton] = {}
        self.setSpacing(_GAP)
        self._row(0).insertWidget(0, self.items)

    def retranslate(self) -> None:
        self.items.setAccessibleName(self.tr("评审项目"))
        self.items.setToolTip(self.tr("项目（配分）极差/限"))

    def offer(self, entry: EntryEvidence, wide: int) -> None:
        """The items of this entry and the judges of the one in front. `wide`: how much room a row has."""
        with QSignalBlocker(self.items):
            self.items.clear()
            for item in entry.items:
                self.items.addItem(self._item_words(item), item.item)
            self.items.setCurrentIndex(max(0, self.items.findData(self._model.item)))
        self._offer_judges(entry)
        self.lay_chips(wide)

    def lay_chips(self, wide: int) -> None:
        """Beside the item as many as there is room for, the others in rows below it."""
        at, room = 0, wide - min(self.items.sizeHint().width(), self.items.maximumWidth()) - 2 * _GAP
        for chip in self.chips.values():
            need = chip.sizeHint().width() + _GAP
            if need > room and room < wide:
                at, room = at + 1, wide
            room -= need
            for held in self._rows:
                held.removeWidget(chip)
            row = self._row(at)
            row.insertWidget(row.count() - 1, chip)  # each goes to the end in its turn: their order stays

    def _item_words(self, item: ItemEvidence) -> str:
        """The item with its full points, and how far its judges are apart."""
        apart = "—" if item.range is None else short(item.range)
        words = self.tr("{name}（{full}）极差 {x}/限 {limit}").format(
            name=item.name, full=short(item.full), x=apart, limit=short(item.limit)
        )
        return words + (self.tr(" 需复议") if item.flag else "")

    def _offer_judges(self, entry: EntryEvidence) -> None:
        """One button a judge; they stay while the judges stay, so that the keyboard does."""
        here = self._model.here
        judges = here.judges if here is not None else ()
        if list(self.chips) != [j.judge for j in judges]:
            for gone in self.chips.values():
                gone.hide()
                gone.deleteLater()
            self.chips = {j.judge: button("step", partial(self._model.toggle, j.judge)) for j in judges}
        chosen = {j.judge for j in self._model.chosen}
        for number, judge in enumerate(judges, 1):
            self._name(number, judge, entry.names[judge.judge].partition("（")[0], chosen=judge.judge in chosen)

    def _name(self, number: int, judge: JudgeEvidence, name: str, *, chosen: bool) -> None:
        chip, points = self.chips[judge.judge], points_words(judge, self.tr("回避"))
        notes = self.tr("{n} 条记录", None, len(judge.clues)).format(n=len(judge.clues))
        chip.setCheckable(True)
        chip.setChecked(chosen)
        chip.setText(f"{number} {name} {points}")
        chip.setAccessibleName(f"{name} {points} {notes}")
        chip.setToolTip(tip(notes))

    def _row(self, at: int) -> QHBoxLayout:
        """One of the rows, made when it is needed; what is in it stands at its left."""
        while len(self._rows) <= at:
            self._rows.append(made := QHBoxLayout())
            made.setSpacing(_GAP)
            made.addStretch(1)
            self.addLayout(made)
        return self._rows[at]
