"""The tables of the 参考 page: columns over the services' values, and a table just as high as its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView

from app.core.words import say
from app.models.points import to_text
from app.scoring.statistics import words
from app.ui.chair import statistics_texts as texts
from app.ui.columns import Column, RowsModel

if TYPE_CHECKING:
    from app.scoring.statistics.values import JudgeLine, SubmissionLine
    from app.services.chair.lines import LineRow
    from app.ui.theme import Metrics

T = TypeVar("T")
_MOST_ROWS = 14


class ShortTable(QTableView):
    """As high as its rows, up to 14 of them; then it scrolls by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, columns: tuple[Column[T], ...], rows: tuple[T, ...], wide: int) -> None:
        """Show these; column `wide` takes the room that is left."""
        model: RowsModel[T] = RowsModel(columns, self)
        old = self.model()
        self.setModel(model)
        if old is not None:
            old.deleteLater()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)
        model.show(rows)
        self.updateGeometry()

    def resize_to(self, sizes: Metrics) -> None:
        self.verticalHeader().setDefaultSectionSize(sizes.row)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        count = self.model().rowCount() if self.model() is not None else 0
        high = self.horizontalHeader().sizeHint().height() + max(1, min(count, _MOST_ROWS)) * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), high + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())


def near_columns(chances: Mapping[str, str]) -> tuple[Column[LineRow], ...]:
    """名额线附近: who is just above and below, how far, and how surely."""
    return (
        Column("rank", lambda: say("排名", "Rank"), lambda r: str(r.rank or "—"), right=True),
        Column("code", lambda: say("编号", "Code"), lambda r: r.code),
        Column("title", lambda: say("课题", "Title"), lambda r: r.title),
        Column(
            "official", lambda: say("最终得分", "Final score"), lambda r: "—" if r.official is None else to_text(r.official), right=True
        ),
        Column(
            "gap",
            lambda: say("与线差", "To the line"),
            lambda r: "—" if r.gap is None else f"{r.gap / 100:+.2f}".replace("-", "−"),
            right=True,
        ),
        Column("side", lambda: say("位置", "Place"), texts.side),
        Column("chance", lambda: say("在名额内", "In the places"), lambda r: chances.get(r.code, "") or "—"),
    )


def judge_columns(names: Mapping[str, str]) -> tuple[Column[JudgeLine], ...]:
    """评委与同组相比."""
    return (
        Column("judge", lambda: say("评委", "Judge"), lambda j: names.get(j.name, j.name)),
        Column("reads", lambda: say("份数", "Reads"), lambda j: str(j.reads), right=True),
        Column("severity", lambda: say("相差（分）", "Points ±"), texts.severity, right=True),
        Column("words", lambda: say("与同组评委在同样成果上相比", "Beside colleagues on the same entries"), texts.beside_colleagues),
    )


def all_columns(titles: Mapping[str, str]) -> tuple[Column[SubmissionLine], ...]:
    """Every figure of every entry beside each other."""
    return (
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
        Column("adjusted", lambda: say("调整后", "Adjusted"), texts.adjusted, right=True),
        Column("expected", lambda: say("期望名次", "Expected rank"), lambda s: texts.places(s.expected_rank), right=True),
        Column("chance", lambda: say("在名额内", "In the places"), lambda s: words.chance(s) or "—"),
    )
