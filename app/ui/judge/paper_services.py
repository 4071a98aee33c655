"""The services behind the own table, the remark and phrases, bound to one open profile. Every method runs in the database's thread.

Importing this module loads the store, so only the start does it, after the window has been painted; screens get the
object handed in and never import a service themselves. Tables and papers are imported by the method that needs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import AppError
from app.models.changes import Changes
from app.models.shape import Points
from app.models.sheet import NoteKind, ScoreSheet
from app.services import profile as profiles
from app.services.judge import read_entries, score
from app.services.judge.read_entries import EntryView, Order
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.scoring.distribution import Strip
    from app.scoring.hints import Hint
    from app.scoring.steps import Checklist
    from app.services.judge import phrases, remark, sheets
    from app.services.judge.own_table import OwnTable, TableRow
    from app.services.judge.table_preview import Preview
    from app.ui.judge.own_table_model import TableQuery

_ITEM = "item:"


class PaperServices:
    """One open profile and what a judge does with many scores, words and paper."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def own_table(self, query: TableQuery) -> tuple[OwnTable, tuple[TableRow, ...]]:
        """(every entry in the order asked for, the rows of it that the query shows)."""
        from app.services.judge import own_table

        by_item = query.order.startswith(_ITEM)
        whole = own_table.table(
            self._profile,
            order=Order.POSITION if by_item else Order(query.order),
            item=query.order.removeprefix(_ITEM) if by_item else None,
            descending=query.descending,
        )
        if not query.text and query.state is None:
            return whole, tuple(row for row in whole.rows if query.rubric in ("", row.rubric))
        found = own_table.table(self._profile, rubric=query.rubric or None, state=query.state, text=query.text or None)
        codes = {row.code for row in found.rows}
        return whole, tuple(row for row in whole.rows if row.code in codes)

    def set_points(self, code: str, item: str, value: Points | None) -> tuple[ScoreSheet, Changes]:
        return score.set_points(self._profile, code, {item: value})

    def paste_preview(self, block: str, at: tuple[str, int], rows: Sequence[str]) -> Preview:
        from app.services.judge import own_table

        return own_table.paste_preview(self._profile, block, at, rows=rows)

    def clear_cells(self, at: tuple[str, int], shape: tuple[int, int], rows: Sequence[str]) -> tuple[int, Changes]:
        """Back to blank, `shape` (rows, columns) of cells from the corner, one step of undo; what is locked stays."""
        from app.services.judge import own_table, table_preview

        blank = [[""] * shape[1] for _ in range(shape[0])]
        seen = own_table.paste_preview(self._profile, blank, at, rows=rows, clear_blanks=True)
        return table_preview.apply(self._profile, seen.without_problems())

    def apply(self, preview: Preview) -> tuple[int, Changes]:
        from app.services.judge import table_preview

        return table_preview.apply(self._profile, preview)

    def preview_import(self, file: Path) -> Preview:
        """Any thread: it may lie on a stick."""
        from app.services.judge import score_files

        with profiles.beside(self._profile) as other:
            return score_files.preview_import(other, file)

    def export_scores(self, out: Path) -> Path:
        """Any thread."""
        from app.services.judge import score_files

        with profiles.beside(self._profile) as other:
            return score_files.export_scores(other, out).file

    def strips(self, rubric: str) -> tuple[Strip, ...]:
        """The judge's own points so far, a strip per item and one of the totals."""
        from app.services.judge import own_table

        return own_table.strips(self._profile, rubric)

    def hints(self) -> tuple[Hint, ...]:
        """What only the judge sees, over all entries of the round."""
        from app.services.judge import hints

        return hints.of_all(self._profile)

    def checklist(self, code: str) -> Checklist | None:
        """Where the entry's report has its steps; None when it cannot be read now. Any thread: every page is read, beside other work."""
        from app.services.judge import steps

        with profiles.beside(self._profile) as other:
            try:
                return steps.checklist(other, code)
            except AppError:
                return None

    def paper(self, name: str) -> sheets.Made:
        """One of the judge's papers, by its name in sheets.Paper."""
        from app.services.judge import sheets

        return sheets.make(self._profile, sheets.Paper(name))

    def pair(self, first: str, second: str) -> tuple[EntryView, EntryView]:
        """Two entries to look at side by side."""
        return read_entries.view(self._profile, first), read_entries.view(self._profile, second)

    def remark_view(self, code: str, text: str) -> remark.RemarkView:
        from app.services.judge import remark

        return remark.view(self._profile, code, text=text)

    def merge_remark(self, code: str, text: str) -> tuple[ScoreSheet, Changes]:
        from app.services.judge import remark

        return remark.merge(self._profile, code, text=text)

    def find_phrases(self, text: str, kind: NoteKind | None) -> tuple[phrases.Phrase, ...]:
        from app.services.judge import phrases

        return phrases.search(self._profile, text, kind=kind)

    def use_phrase(self, phrase_id: str) -> None:
        from app.services.judge import phrases

        phrases.use(self._profile, phrase_id)

    def keep_phrase(self, phrase_id: str, text: str, kind: NoteKind | None, item: str | None) -> None:
        """Change a phrase, or add one ("")."""
        from app.services.judge import phrases

        if phrase_id:
            phrases.edit(self._profile, phrase_id, text, kind=kind, item=item)
        else:
            phrases.add(self._profile, text, kind=kind, item=item)

    def phrase_ways(self) -> phrases.Ways:
        from app.services.judge import phrases

        return phrases.ways(self._profile)

    def take_back_phrase(self, again: bool) -> None:
        """Undo the newest change of a phrase, or do it `again`."""
        from app.services.judge import phrases

        (phrases.redo if again else phrases.undo)(self._profile)

    def restore_phrases(self) -> None:
        from app.services.judge import phrases

        phrases.restore_seeds(self._profile)

    def remove_phrase(self, phrase_id: str) -> None:
        from app.services.judge import phrases

        phrases.remove(self._profile, phrase_id)
