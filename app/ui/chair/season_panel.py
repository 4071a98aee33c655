"""Beside the season's list: one entry with what its panel closed with and what was decided, or files before they are taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from app.core.words import say
from app.services.chair import decision_log
from app.ui.chair.log_panel import log_words
from app.ui.chair.panels_sheet import says_words
from app.ui.widgets import button, label
from app.ui.wrapped_rows import wrap

if TYPE_CHECKING:
    from app.scoring.view import PanelRow
    from app.services.organiser.season_assembly import SeasonAssembly
    from app.services.organiser.season_merge import SeasonMerged
    from app.ui.chair.season_model import SeasonModel

_PAYLOAD = Qt.ItemDataRole.UserRole


class SeasonEntry(QFrame):
    """The chosen entry; deciding about it is the meeting's."""

    def __init__(self, model: SeasonModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._row: PanelRow | None = None
        self.title, self.facts, self.places = label("title", wrap=True), label("", wrap=True), label("small", wrap=True)
        self.log_title, self.log = label("small"), label("", wrap=True)
        self.meet = button("primary", self._meet)
        self.area, inside = QScrollArea(), QWidget()
        inside.setObjectName("page")
        told, column = QVBoxLayout(inside), QVBoxLayout(self)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(8)
        for part in (self.title, self.facts, self.places, self.log_title, self.log):
            told.addWidget(part)
        told.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.area, 1)
        column.addWidget(self.meet)
        self.retranslate()

    def show_row(self, row: PanelRow | None) -> None:
        """Another entry was chosen, or the standing is new."""
        here = self._model.matter
        self._row = row
        self.setEnabled(row is not None and here is not None)
        self.log.clear()
        if row is None or here is None:
            self.title.setText(self.tr("没有选定成果"))
            self.facts.clear()
            self.places.clear()
            return
        says = here.panel_says(row.code)
        level = here.view.level_of(row) or self.tr("无等级")
        told = [self.tr("等级 {level}").format(level=level), *(says_words(says) if says is not None else ()), here.avoid_words(row)]
        self.title.setText(f"{row.code} {row.title}")
        self.facts.setText("\n".join(t for t in told if t))
        self.places.setText(self._places(here, row))
        self.places.setVisible(bool(self.places.text()))
        self.log.setText("\n\n".join(log_words(line) for line in reversed(decision_log.of(here, entry=row.code))))
        for part in (self.log_title, self.log):
            part.setVisible(bool(self.log.text()))

    def retranslate(self) -> None:
        self.meet.setText(self.tr("合议这份成果"))
        self.meet.setAccessibleName(self.meet.text())
        self.log_title.setText(self.tr("合议会决定记录"))
        self.area.setAccessibleName(self.tr("所选成果"))
        self.show_row(self._row)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _places(self, here: SeasonAssembly, row: PanelRow) -> str:
        """The meters of the quotas this entry competes for: given of places, and what is left or over."""
        told = []
        for m in here.view.meters:
            if m.quota.field in (None, row.field) and m.quota.panel in (None, row.panel):
                rest = self.tr("超 {n}").format(n=m.over) if m.over else self.tr("余 {n}").format(n=m.left)
                told.append(f"{here.view.level_name(m.quota.level)} {m.taken}/{m.quota.places} {rest}")
        return self.tr("名额：{all}").format(all=say("；", "; ").join(told)) if told else ""

    def _meet(self) -> None:
        if self._row is not None:
            self._model.meet_about(self._row.code)


class MergePreview(QFrame):
    """What files would do, before anything changes."""

    def __init__(self, model: SeasonModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self.title, self.list = label("title", wrap=True), QListWidget()
        self.accept, self.drop = button("primary", model.accept), button("", model.drop)
        self._found: SeasonMerged | None = None
        wrap(self.list)  # every line is read whole
        self.list.itemChanged.connect(self._ticked)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        for control in (self.accept, self.drop):
            column.addWidget(control)
        self.retranslate()

    def show_preview(self, found: SeasonMerged) -> None:
        """Words first: what will not count, who moves, what is refused; then which files, each with its tick."""
        fresh = self._found is None
        self._found = found
        self._keep_place(self._fill)
        if fresh:
            self.accept.setFocus()

    def put_away(self) -> None:
        """The next preview is another one."""
        self._found = None

    def tick(self, payload: str) -> QListWidgetItem | None:
        """The row of this file, where it can be taken."""
        rows = (self.list.item(n) for n in range(self.list.count()))
        return next((row for row in rows if row.data(_PAYLOAD) == payload), None)

    def _keep_place(self, fill: Callable[[SeasonMerged], None]) -> None:
        """The row with the keyboard keeps it: ticks are set one after another."""
        payload = self.list.currentIndex().data(_PAYLOAD)
        with QSignalBlocker(self.list):
            self.list.clear()
            if self._found is not None:
                fill(self._found)
            if payload and (row := self.tick(payload)) is not None:
                self.list.setCurrentItem(row)

    def _fill(self, found: SeasonMerged) -> None:
        self.accept.setEnabled(bool(found.accepted))
        self.title.setText(
            self.tr("将收入 {n} 份，已有 {held} 份，不收 {no} 份").format(
                n=len(found.accepted), held=len(found.unchanged), no=len(found.refused)
            )
        )
        self.list.addItems(list(dict.fromkeys(f.waits for f in (*found.accepted, *found.unchanged) if f.waits)))
        self.list.addItems([m.words for m in found.moves])
        self.list.addItems([f"✗ {r.file.name}{say('：', ': ')}{r.words}" for r in found.refused])
        for f in sorted((*found.accepted, *found.left), key=lambda f: (f.panel, f.sequence, f.payload)):
            taken = self.tr("{panel} 第 {n} 份，{e} 项；与组织方所存 {c}/{p} 份评分文件相符", None, f.entries)
            line = taken.format(panel=f.panel, n=f.sequence, e=f.entries, c=f.checked, p=f.packages)
            row = QListWidgetItem(line + say("；", "; ") + f.clock if f.clock else line, self.list)
            row.setData(_PAYLOAD, f.payload)
            row.setCheckState(Qt.CheckState.Checked if f in found.accepted else Qt.CheckState.Unchecked)
        self.list.addItems(found.empty)
        many = self.tr("确认收入（{n} 份）") if not found.left else self.tr("收入勾选的 {n} 份")
        self.accept.setText(many.format(n=len(found.accepted)))
        self.accept.setAccessibleName(self.accept.text())

    def _ticked(self, row: QListWidgetItem) -> None:
        """A person set a tick or took it away."""
        if payload := row.data(_PAYLOAD):
            self._model.leave_out(payload, row.checkState() is not Qt.CheckState.Checked)

    def retranslate(self) -> None:
        for control, text in ((self.accept, self.tr("确认收入")), (self.drop, self.tr("放弃 Esc"))):
            control.setText(text)
            control.setAccessibleName(text)
        self.list.setAccessibleName(self.tr("收入以后的变化，打勾的文件收入"))
        self._keep_place(self._fill)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
