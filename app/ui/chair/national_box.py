"""推荐全国名单: whom the chairs recommend, entry by entry or a level at once, in the order of the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout

from app.core.words import say
from app.models.points import to_text
from app.services.organiser import season_memory
from app.ui.fields import Combo
from app.ui.tips import tip
from app.ui.widgets import button, label
from app.ui.wrapped_rows import wrap

if TYPE_CHECKING:
    from app.scoring.view import PanelRow
    from app.services.organiser.season_assembly import SeasonAssembly
    from app.ui.chair.season_papers_model import SeasonPapersModel

_BATCH = 40
"""Rows that are measured in one turn of the loop."""
_CODE, _ON, _OFF = Qt.ItemDataRole.UserRole, Qt.CheckState.Checked, Qt.CheckState.Unchecked


class NationalBox(QFrame):
    """At the right of the season's papers. Until somebody chooses, everybody at the best level is ticked, whoever that is."""

    def __init__(self, model: SeasonPapersModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._here: SeasonAssembly | None = None
        self.title, self.words = label("title"), label("small", wrap=True)
        self.level, self.take = Combo(), button("", self._take)
        self.none, self.usual = button("", lambda: self._choose(())), button("", lambda: self._choose(None))
        self.up, self.down = button("", lambda: self._move(-1)), button("", lambda: self._move(1))
        self.list = QListWidget()
        wrap(self.list)  # every title is read whole
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setLayoutMode(QListWidget.LayoutMode.Batched)  # a season has hundreds of entries
        self.list.setBatchSize(_BATCH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.level.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.list.itemChanged.connect(lambda _item: self._ticked())
        self.list.currentRowChanged.connect(lambda _row: self._allow())
        self._lay_out()
        self.retranslate()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked ones, in the order of the list."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return tuple(str(i.data(_CODE)) for i in items if i.checkState() is _ON)

    def show_matter(self, here: SeasonAssembly | None) -> None:
        """Another standing, or another choice."""
        self._here = here
        rows = season_memory.candidates(here.season, here.view.rows) if here is not None else ()
        chosen = season_memory.chosen(here.now, self._model.recommended) if here is not None else ()
        self._fill_levels()
        self._fill(_in_order(rows, chosen), frozenset(chosen))

    def retranslate(self) -> None:
        self.title.setText(self.tr("推荐全国名单"))
        names = (
            (self.take, self.tr("选入这一级")), (self.none, self.tr("全不选")), (self.usual, self.tr("最好等级全部")), (self.up, self.tr("上移")),
            (self.down, self.tr("下移")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.level.setAccessibleName(self.tr("等级"))
        self.list.setAccessibleName(self.tr("推荐的成果，按推荐次序"))
        self.show_matter(self._here)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        column, grid = QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        for at, control in enumerate((self.level, self.take, self.usual, self.none)):
            grid.addWidget(control, at // 2, at % 2)
        moves = QGridLayout()
        moves.addWidget(self.up, 0, 0)
        moves.addWidget(self.down, 0, 1)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(grid)
        column.addWidget(self.list, 1)
        column.addLayout(moves)

    def _fill_levels(self) -> None:
        at = max(0, self.level.currentIndex())
        self.level.clear()
        for level in self._here.season.levels if self._here is not None else ():
            self.level.addItem(say(level.name.zh, level.name.en), level.code)
        self.level.setCurrentIndex(min(at, self.level.count() - 1))

    def _fill(self, rows: Sequence[PanelRow], chosen: frozenset[str]) -> None:
        """The chosen row stays where the person left it."""
        at = self.list.currentRow()
        code = str(self.list.item(at).data(_CODE)) if at >= 0 else ""
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            self.list.addItem(self._item(row, row.code in chosen))
        codes = [r.code for r in rows]
        self.list.setCurrentRow(codes.index(code) if code in codes else 0)
        self.list.blockSignals(False)
        self._allow()

    def _item(self, row: PanelRow, on: bool) -> QListWidgetItem:
        level = self._here.view.level_of(row) if self._here is not None else ""
        score = "—" if row.official is None else to_text(row.official)
        made = QListWidgetItem(f"{row.code} {level or '—'} {score} {row.title}")
        made.setToolTip(tip("\n".join((f"{row.code} {row.title}", row.circle, self._field(row)))))
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        made.setCheckState(_ON if on else _OFF)
        made.setData(_CODE, row.code)
        return made

    def _field(self, row: PanelRow) -> str:
        fields = self._here.season.fields if self._here is not None else ()
        return next((say(f.name.zh, f.name.en) for f in fields if f.code == row.field), row.field)

    def _take(self) -> None:
        """A level at once, after those who are chosen already."""
        if self._here is not None:
            more = season_memory.at_level(self._here.season, self._here.view.rows, self.level.currentData())
            self._choose(self._with_absent(tuple(dict.fromkeys((*self.chosen, *more)))))

    def _choose(self, entries: tuple[str, ...] | None) -> None:
        self._model.recommend(entries)
        self.show_matter(self._here)

    def _with_absent(self, chosen: tuple[str, ...]) -> tuple[str, ...]:
        there = {str(self.list.item(at).data(_CODE)) for at in range(self.list.count())}
        return season_memory.with_absent(chosen, self._model.recommended, there)

    def _move(self, by: int) -> None:
        """A row without a tick changes no recommendation."""
        at, before = self.list.currentRow(), self.chosen
        self.list.blockSignals(True)
        self.list.insertItem(at + by, self.list.takeItem(at))
        self.list.setCurrentRow(at + by)
        self.list.blockSignals(False)
        if self.chosen != before:
            self._ticked()
        self._allow()

    def _ticked(self) -> None:
        self._model.recommend(self._with_absent(self.chosen))
        self._allow()

    def _allow(self) -> None:
        at, count, chosen = self.list.currentRow(), self.list.count(), len(self.chosen)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < count - 1)
        for control in (self.take, self.none, self.usual):
            control.setEnabled(count > 0)
        self.words.setText(self.tr("推荐 {n} 项，按所列次序。").format(n=chosen) if chosen else self.tr("没有选推荐的成果。"))


def _in_order(rows: Sequence[PanelRow], chosen: Sequence[str]) -> list[PanelRow]:
    """Those who are chosen first, in their order."""
    by_code = {r.code: r for r in rows}
    return [*(by_code[c] for c in chosen), *(r for r in rows if r.code not in set(chosen))]
