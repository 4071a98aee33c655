"""The season's entries as rows: rank inside its range, official score and level, what the panel proposed where it differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView, QTableView

from app.core.words import say
from app.models.points import to_text
from app.scoring.view import PanelRow
from app.services.organiser.season_assembly import SeasonAssembly
from app.ui.columns import Column, RowsModel, measured

_WIDTHS = {"rank": 52, "code": 78, "field": 150, "panel": 72, "score": 72, "level": 96, "note": 170}
_NARROW = {**_WIDTHS, "code": 72, "field": 104, "panel": 60, "score": 64, "level": 88, "note": 104}
_WIDE_ENOUGH = 860
_TITLE = 88
"""What of a title has to be seen, in pixels of the usual text."""
_BESIDE = ("panel", "field")
"""Stands beside the list for the chosen entry: where the list has no room it goes first."""
_YIELD = ("note", "level")
_MARGIN = 20
"""What a cell needs beside its words, in pixels."""
_LEAST = 55
"""Per cent of its width that a column keeps."""


class SeasonRows(RowsModel[PanelRow]):
    """Rows of what the meeting is about; without it none."""

    def __init__(self, parent: QObject | None = None) -> None:
        self.here: SeasonAssembly | None = None
        super().__init__(self._all(), parent)

    def show_matter(self, here: SeasonAssembly | None) -> None:
        """Replace everything."""
        self.here = here
        self.show(here.view.rows if here is not None else ())

    def fit(self, table: QTableView, scale: Callable[[int], int]) -> None:
        """Widths for the sizes in force; the title takes what is left. Nothing is read by scrolling sideways."""
        header, widths = table.horizontalHeader(), _WIDTHS if table.width() >= scale(_WIDE_ENOUGH) else _NARROW
        wanted = {key: scale(width) for key, width in widths.items()}
        wanted["level"] = max(wanted["level"], self._widest_level(measured(table.fontMetrics())))
        wide = within(wanted, table.viewport().width() - scale(_TITLE))
        header.setMinimumSectionSize(1)
        for at, column in enumerate(self._columns):
            fixed = column.key in widths
            table.setColumnHidden(at, fixed and column.key not in wide)
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed if fixed else QHeaderView.ResizeMode.Stretch)
            if column.key in wide:
                table.setColumnWidth(at, wide[column.key])

    def level(self, code: str | None) -> str:
        """A level's name; a dash without one."""
        return (self.here.view.level_name(code) if self.here is not None else "") or "—"

    def proposed(self, row: PanelRow) -> str | None:
        """The panel's level."""
        return self.here.now.view.proposed.get(row.code) if self.here is not None else None

    def _widest_level(self, wide: Callable[[str], int]) -> int:
        """Its name is the season's own; a level is read whole where the list has the room."""
        return max((wide(self.level(row.settled_level)) + _MARGIN for row in self.rows), default=0)

    def _all(self) -> tuple[Column[PanelRow], ...]:
        return (
            Column("rank", lambda: self.tr("排名"), lambda r: "—" if r.rank is None else str(r.rank), right=True),
            Column("code", lambda: self.tr("编号"), lambda r: r.code),
            Column("title", lambda: self.tr("课题"), lambda r: r.title),
            Column("field", lambda: self.tr("领域"), self._field),
            Column("panel", lambda: self.tr("专业组"), lambda r: self.here.now.state.panel_name(r.panel) if self.here is not None else ""),
            Column("score", lambda: self.tr("得分"), lambda r: "—" if r.official is None else to_text(r.official), right=True),
            Column("level", lambda: self.tr("等级"), lambda r: self.level(r.settled_level)),
            Column("note", lambda: self.tr("备注"), self._note),
        )

    def _field(self, row: PanelRow) -> str:
        fields = self.here.season.fields if self.here is not None else ()
        return next((say(f.name.zh, f.name.en) for f in fields if f.code == row.field), row.field)

    def _left_by_panel(self, row: PanelRow) -> bool:
        """Put off by its panel and not talked of here: said in those words."""
        return self.here is not None and row.code in self.here.now.left_by_panels

    def _note(self, row: PanelRow) -> str:
        """Words, never colour alone."""
        view = self.here.now.view if self.here is not None else None
        marks = [
            (self.here is not None and row.code in self.here.now.state.unsigned, self.tr("代录")), (bool(row.stale), self.tr("待复核")), (row.deferred and not self._left_by_panel(row), self.tr("暂缓")), (bool(row.at_line), self.tr("并列待定")),
            (view is not None and row.code in view.wanting, self.tr("申请增额")), (view is not None and row.code in view.held, self.tr("组定不升")),
            (view is not None and row.code in view.put_off, self.tr("组内暂缓")),
        ]  # fmt: skip
        differs = (
            []
            if self.proposed(row) == row.level or (view is not None and row.code in view.put_off)
            else [self.tr("组提{level}").format(level=self.level(self.proposed(row)))]
        )
        return " ".join([*(words for there, words in marks if there), *differs])


def within(widths: Mapping[str, int], room: int) -> dict[str, int]:
    """The columns that have a place in `room`, with their widths: what stands beside the list goes, then words are shortened. Pure."""
    kept = dict(widths)
    for key in _BESIDE:
        if sum(kept.values()) > room:
            del kept[key]
    for key in _YIELD:
        over = max(0, sum(kept.values()) - room)
        kept[key] = max(kept[key] * _LEAST // 100, kept[key] - over)
    return kept
