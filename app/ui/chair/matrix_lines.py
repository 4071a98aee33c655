"""The rows of the matrix made ready: texts, marks, what each column sorts by. No Qt here: 40 × 500 cells take a tenth of a second, in the pool."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.words import say
from app.models.points import to_text
from app.scoring.view import RECUSED
from app.services.chair.one_entry import rule_note

if TYPE_CHECKING:
    from app.models.shape import Points
    from app.scoring.view import PanelRow
    from app.services.chair.desk import PanelPicture

FIRST = 7
"""Columns before those of the judges: 排名 编号 课题 最终得分 建议等级 分差 备注."""
_STEPS = 5
Key = int | str | None


@dataclass(frozen=True)
class Line:
    """`texts`, `keys` and `heat` (0 for none, 1…5 from the panel's lowest total to its highest) by column; `struck`: dropped
    totals, column → characters the line goes through: sign and points, not the words behind them."""

    row: PanelRow
    texts: tuple[str, ...]
    keys: tuple[Key, ...]
    heat: tuple[int, ...]
    struck: Mapping[int, int]
    marked: bool

    def meets(self, text: str, field: str, level: str, flagged: bool) -> bool:
        """Whether the filter lets it through (`text` casefolded)."""
        row = self.row
        if (field and row.field != field) or (flagged and not self.marked):
            return False
        if level and (row.settled_level or "-") != level:
            return False
        return not text or text in f"{row.code} {row.title} {row.circle}".casefold()

    def spoken(self, column: int, judges: Sequence[str]) -> str:
        """A judge's cell in words, under the heading the judge has now; other columns as they stand."""
        if column < FIRST:
            return self.texts[column]
        head = f"{self.row.code} {judges[column - FIRST]} {self.texts[column].strip('▲▽ ')}"
        if column not in self.struck:
            return head
        high = self.texts[column].startswith("▲")
        return head + (say("，去掉的最高分", ", highest, dropped") if high else say("，去掉的最低分", ", lowest, dropped"))


@dataclass(frozen=True)
class Lines:
    """All rows by rank; `judges` by id, in the order of their columns, `unsigned` those whose sheets the chair copied. `texts`: by column,
    every text in it, for its width."""

    lines: tuple[Line, ...]
    judges: tuple[str, ...]
    unsigned: frozenset[str]
    texts: tuple[tuple[str, ...], ...]


NO_LINES = Lines((), (), frozenset(), ())


def lines_of(picture: PanelPicture) -> Lines:
    """What the table shows of these results. Any thread; in the language in force."""
    unsigned = frozenset(m.judge for m in picture.head.members if m.unsigned)
    lines = _lines(picture, unsigned)
    texts = tuple(tuple(set(column)) for column in zip(*(line.texts for line in lines), strict=True))
    return Lines(lines, picture.judges, unsigned, texts)


def _lines(picture: PanelPicture, unsigned: Collection[str]) -> tuple[Line, ...]:
    known = [p for row in picture.view.rows for p in row.scores.values() if p is not None]
    low, high = min(known, default=0), max(known, default=0)
    return tuple(_line(picture, row, unsigned, low, high) for row in picture.view.rows)


def _line(picture: PanelPicture, row: PanelRow, unsigned: Collection[str], low: int, high: int) -> Line:
    notes, level = _notes(picture, row), picture.view.level_name(row.settled_level)
    said = [*notes, *([rule_note(row)] if picture.view.mixed else [])]
    far = {d.judge: d.points for d in row.spread.far}
    cells = tuple(_cell(row, j, far, unsigned) for j in picture.judges)
    own = (
        str(row.rank or "—"),
        row.code,
        row.title,
        _points(row.official),
        level or "—",
        _spread(row),
        say("、", ", ").join(filter(None, said)),
    )
    order = list(picture.view.levels)
    keys: tuple[Key, ...] = (
        row.rank, row.code, row.title, row.official, order.index(row.settled_level) if row.settled_level in order else None, row.spread.range, own[6] or None,
    )  # fmt: skip
    heat = (*([0] * FIRST), *(_step(row.scores.get(j), low, high) for j in picture.judges))
    dropped = row.dropped
    struck = {FIRST + n: _through(cells[n]) for n, j in enumerate(picture.judges) if j in dropped}
    marked = row.spread.flag or bool(notes)
    scores = tuple(row.scores.get(j) for j in picture.judges)
    return Line(row, (*own, *cells), (*keys, *scores), heat, struck, marked)


def _through(cell: str) -> int:
    """▲ 93.00 of "▲ 93.00 ↑ 代录"."""
    return len(" ".join(cell.split(" ")[:2]))


def _cell(row: PanelRow, judge: str, far: Mapping[str, int], unsigned: Collection[str]) -> str:
    if judge in row.recused:
        return say(RECUSED, "recused")
    if judge not in row.scores:
        return "·"
    points = row.scores[judge]
    if points is None:
        return say("缺", "missing")
    sign = "▲ " if judge == row.dropped_high else "▽ " if judge == row.dropped_low else ""
    off = far.get(judge, 0)
    marks = ("↑" if off > 0 else "↓" if off < 0 else "", say("改", "ch.") if judge in row.discussed else "",
             say("代录", "copied") if judge in unsigned else "")  # fmt: skip
    return " ".join((sign + to_text(points), *(m for m in marks if m)))


def _notes(picture: PanelPicture, row: PanelRow) -> list[str]:
    entry = picture.entries.get(row.code)
    found = (
        (bool(row.stale), say("待复核", "to confirm")), (row.deferred, say("暂缓", "deferred")), (bool(row.at_line), say("线上并列", "tied at the line")),
        (bool(entry and entry.withdrawn), say("撤出", "withdrawn")), (bool(entry and entry.practice), say("试评", "practice")),
    )  # fmt: skip
    return [words for said, words in found if said]


def _spread(row: PanelRow) -> str:
    text = _points(row.spread.range)
    return text + say(" 需复议", " discuss") if row.spread.flag else text


def _points(points: Points | None) -> str:
    return "—" if points is None else to_text(points)


def _step(points: Points | None, low: int, high: int) -> int:
    if points is None or high == low:
        return 0
    return 1 + min(_STEPS - 1, (points - low) * _STEPS // (high - low))
