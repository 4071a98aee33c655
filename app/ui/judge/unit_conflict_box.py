"""In the recusal panel: whether it is about the whole unit. Where the season hides units, which of the panel's units it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.text import visible
from app.core.words import say
from app.ui.fields import Combo
from app.ui.tick_words import TickWords
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.services.judge.unit_conflict import UnitLook

_NAMED = 8
"""Codes that are named; a panel of 400 pixels is no list."""


class UnitConflictBox(QWidget):
    """Nothing to see where there is nothing more to reach than the one entry. `changed`: more, or less, is meant."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._look: UnitLook | None = None
        self._back = False
        self.whole, self.hint, self.unit = QCheckBox(), label("small", wrap=True), Combo()
        self.words = TickWords("", self.whole)
        self.unit.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        column, self._row = QVBoxLayout(self), QWidget()
        row = QHBoxLayout(self._row)
        for layout in (column, row):
            layout.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.whole)
        row.addWidget(self.words, 1)
        for part in (self._row, self.hint, self.unit):
            column.addWidget(part)
        self.whole.toggled.connect(lambda _on: self.changed.emit())
        self.hide()

    @property
    def wanted(self) -> bool:
        """Whether more than the one entry is meant."""
        return not self.isHidden() and (self.whole.isChecked() or bool(self.named))

    @property
    def reach(self) -> int:
        """How many entries are meant."""
        return 1 + len(self._look.others) if self._look is not None and self.wanted and self.whole.isChecked() else 1

    @property
    def named(self) -> str:
        """The hidden unit that was chosen, or ""."""
        return str(self.unit.currentData() or "") if not self.unit.isHidden() else ""

    def forget(self) -> None:
        """Another entry: nothing is known yet, and nothing chosen."""
        self._look = None
        self.whole.setChecked(False)
        self.hide()

    def show_look(self, look: UnitLook, *, back: bool) -> None:
        """What could be reached besides the entry; `back`: by taking a recusal back."""
        self._look, self._back = look, back
        self.whole.setChecked(False)
        self.unit.clear()
        self.unit.addItem("", "")
        for name in look.hidden:
            self.unit.addItem(visible(name), name)
        self.retranslate()

    def retranslate(self) -> None:
        look = self._look
        if look is None:
            return
        self.words.setText(self._whole_words(look))
        self.whole.setAccessibleName(self.words.text())
        self.hint.setText(self._hint_words(look))
        self.unit.setItemText(0, self.tr("不补报单位，只回避本份"))
        self.unit.setAccessibleName(self.tr("有利害关系的单位"))
        offers = bool(look.hidden) and not self._back
        self._row.setVisible(bool(look.others))
        self.hint.setVisible(bool(self.hint.text()))
        self.unit.setVisible(offers)
        self.setVisible(bool(look.others or self.hint.text()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _whole_words(self, look: UnitLook) -> str:
        listed = say("、", ", ").join(look.others[:_NAMED]) + ("…" if len(look.others) > _NAMED else "")
        if self._back:
            words = self.tr("“{unit}”同时回避的另 {n} 份也撤销：{codes}")
        else:
            words = self.tr("与整个单位有利害关系：“{unit}”的另 {n} 份也回避：{codes}")
        return words.format(unit=visible(look.unit), n=len(look.others), codes=listed)

    def _hint_words(self, look: UnitLook) -> str:
        if self._back:
            return self.tr("同时撤回补报的单位：{units}").format(units=say("、", ", ").join(look.told)) if look.told else ""
        if not look.hidden:
            return ""
        return self.tr(
            "本季隐去单位名。与整个单位有利害关系的，请选出，并告诉主办单位，由其调换成果：单位随评分文件提交，不注明是哪份成果。"
        )
