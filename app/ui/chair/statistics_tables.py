"""The tables of the 参考 page: columns over the services' values, and a table just as high as its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView

from app.core.words import say
from app.models.points import to_text
from app.ui import word_columns
from app.ui.chair import statistics_texts as texts
from app.ui.columns import Column, RowsModel
from app.ui.marked_rows import MarkedRows
from app.ui.plain_head import LOOKS

if TYPE_CHECKING:
    from app.models.season import QuotaScope
    from app.scoring.statistics.values import JudgeLine, SubmissionLine
    from app.services.chair.lines import LineRow, QuotaLine
    from app.services.chair.panel_lines import PanelLine
    from app.ui.theme import Metrics

T = TypeVar("T")
_MOST_ROWS = 14


class ShortTable(QTableView):
    """As high as its rows, up to 14 of them, and the bar below them where they are too wide; then it scrolls by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: RowsModel[Any] | None = None
        self._wide = 0
        self._dressed = QTimer(self, singleShot=True, interval=0)
        self._dressed.timeout.connect(self._widen)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setItemDelegate(MarkedRows(self))
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalScrollBar().rangeChanged.connect(lambda _least, _most: self.updateGeometry())

    def fill(self, columns: tuple[Column[T], ...], rows: tuple[T, ...], wide: int) -> None:
        """Show these; column `wide` takes the room that is left."""
        model: RowsModel[T] = RowsModel(columns, self)
        model.show(rows)
        old, self._rows, self._wide = self.model(), model, wide
        self.setModel(model)
        if old is not None:
            old.deleteLater()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(48)
        self._widen()
        header.setSectionResizeMode(
            wide, QHeaderView.ResizeMode.Stretch
        )  # last: it would be given the room between old widths and new ones
        self.updateGeometry()

    def resize_to(self, sizes: Metrics) -> None:
        self.verticalHeader().setDefaultSectionSize(sizes.row)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Once after all of them: new letters come as several events, and the headings have theirs after the table."""
        super().changeEvent(event)
        if event.type() in LOOKS:
            self._dressed.start()

    def _widen(self) -> None:
        if self._rows is not None:
            word_columns.fit(self, self._rows, (at for at in range(self._rows.columnCount()) if at != self._wide))

    def sizeHint(self) -> QSize:
        count = self.model().rowCount() if self.model() is not None else 0
        high = self.horizontalHeader().sizeHint().height() + max(1, min(count, _MOST_ROWS)) * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        return QSize(super().sizeHint().width(), high + 2 * self.frameWidth() + 2 + (bar.sizeHint().height() if bar.maximum() else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())


@dataclass(frozen=True)
class Near:
    """A row beside the line of `name` (优秀级 · 制造类); `chance`: how surely it is in those places, "" where that is not told."""

    name: str
    row: LineRow
    chance: str


def near_rows(lines: tuple[QuotaLine, ...], chances: Callable[[QuotaLine], Mapping[str, str]]) -> tuple[Near, ...]:
    """Beside each line that somebody is below or tied at; a line that all are above separates nobody. `chances`: of a line, entry → words."""
    cutting = [(line, chances(line)) for line in lines if any(r.side != "above" for r in line.rows)]
    return tuple(Near(line.meter.name, row, told.get(row.code, "")) for line, told in cutting for row in line.rows)


def near_columns(rows: tuple[Near, ...]) -> tuple[Column[Near], ...]:
    """名额线附近: who is just above and below, how far, and, where it is told of any, how surely."""
    columns: tuple[Column[Near], ...] = (
        Column("line", lambda: say("名额线", "Line"), lambda n: n.name),
        Column("rank", lambda: say("排名", "Rank"), lambda n: str(n.row.rank or "—"), right=True),
        Column("code", lambda: say("编号", "Code"), lambda n: n.row.code),
        Column("title", lambda: say("课题", "Title"), lambda n: n.row.title),
        Column(
            "official",
            lambda: say("最终得分", "Final score"),
            lambda n: "—" if n.row.official is None else to_text(n.row.official),
            right=True,
        ),
        Column(
            "gap",
            lambda: say("与线差", "To the line"),
            lambda n: "—" if n.row.gap is None else f"{n.row.gap / 100:+.2f}".replace("-", "−"),
            right=True,
        ),
        Column("side", lambda: say("位置", "Place"), lambda n: texts.side(n.row)),
    )
    if not any(n.chance for n in rows):
        return columns
    return (*columns, Column("chance", lambda: say("在名额内", "In the places"), lambda n: n.chance or "—"))


def judge_columns(names: Mapping[str, str]) -> tuple[Column[JudgeLine], ...]:
    """评委与同组相比."""
    return (
        Column("judge", lambda: say("评委", "Judge"), lambda j: names.get(j.name, j.name)),
        Column("reads", lambda: say("份数", "Reads"), lambda j: str(j.reads), right=True),
        Column("mean", lambda: say("平均", "Mean"), lambda j: texts.points(j.mean), right=True),
        Column("severity", lambda: say("宽严（分）", "Severity (points)"), texts.severity, right=True),
        Column("spread", lambda: say("离散", "Spread"), lambda j: texts.points(j.sd), right=True),
        Column("agreement", lambda: say("一致", "Agreement"), texts.agreement, right=True),
        Column("words", lambda: say("与同组评委在同样成果上相比", "Beside colleagues on the same entries"), texts.beside_colleagues),
    )


def all_columns(titles: Mapping[str, str], lines: Sequence[PanelLine]) -> tuple[Column[SubmissionLine], ...]:
    """Every figure of every entry beside each other, and how surely it is in the places of each level."""
    columns: tuple[Column[SubmissionLine], ...] = (
        Column("rank", lambda: say("排名", "Rank"), lambda s: str(s.rank or "—"), right=True),
        Column("code", lambda: say("编号", "Code"), lambda s: s.name),
        Column("title", lambda: say("课题", "Title"), lambda s: titles.get(s.name, "")),
        Column("reads", lambda: say("份数", "Reads"), lambda s: str(s.reads), right=True),
        Column(
            "official",
            lambda: say("最终得分", "Final score"),
            lambda s: texts.UNKNOWN if s.official is None else f"{s.official:.2f}",
            right=True,
        ),
        Column("mean", lambda: say("平均", "Mean"), lambda s: texts.points(s.mean), right=True),
        Column("trimmed", lambda: say("去高低后平均", "Trimmed"), lambda s: texts.points(s.trimmed), right=True),
        Column("median", lambda: say("中位数", "Median"), lambda s: texts.points(s.median), right=True),
        Column("adjusted", lambda: say("校正后", "Adjusted"), texts.adjusted, right=True),
        Column("expected", lambda: say("期望名次", "Expected rank"), lambda s: texts.places(s.expected_rank), right=True),
    )
    alike: dict[tuple[str, QuotaScope], list[PanelLine]] = {}
    for line in lines:
        alike.setdefault((line.quota.level, line.quota.scope), []).append(line)
    return (*columns, *(_level_column(same) for same in alike.values()))


def _level_column(same: Sequence[PanelLine]) -> Column[SubmissionLine]:
    """Lines of one level and scope are about different entries, so that each entry has one of them."""
    told = {code: chance for line in same for code, chance in texts.chances(line).items()}
    first = same[0].quota
    return Column(f"in {first.level} {first.scope}", lambda: texts.places_of(same), lambda s: told.get(s.name) or texts.UNKNOWN)
