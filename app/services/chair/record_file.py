"""代录 from a file: every cell of a judge's own table seen before the pass is taken, and the pass taken whole or not at all.

The file replaces the pass: what the pass held and the file does not have is shown as going. A blank cell is blank, never 0. Nothing counts by
this: the other pass still has to say the same (`record.adopt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import UsageError
from app.core.words import joined, say
from app.models.chairing import PaperPass, PaperSheet
from app.models.changes import Changes, Topic, changed
from app.models.rubric import Rubric
from app.models.shape import Points
from app.models.sheet import ScoreSheet
from app.publishing.score_table import ScoreCell, find_scores
from app.publishing.spreadsheet import read_grids
from app.publishing.tables import Grid
from app.services.chair import paper_copy, paper_owner, paper_recusal, shelves
from app.services.chair.paper_passes import FIRST, SECOND, member_of, open_panel, pass_key, pass_of, rubrics_of, sheets_of, titles_of
from app.services.judge.table_preview import RECUSAL, CellPreview, CellState, Preview, preview_of, problems_in_words
from app.services.profile import Profile

_NOWHERE = "—"


@dataclass(frozen=True)
class FilePreview(Preview):
    """The cells, and the pass as the file has it: `sheets` replace those that `before` held. `source` is the file's name."""

    judge: str = ""
    number: int = 0
    source: str = ""
    digest: str | None = None
    sheets: tuple[PaperSheet, ...] = ()
    before: tuple[PaperSheet, ...] = ()


@dataclass(frozen=True)
class Sheets:
    """A spreadsheet as it was read: its file's name, its cells, and what tells a copy of it (`paper_copy`). Opaque to screens."""

    name: str
    grids: tuple[Grid, ...]
    digest: str | None = None


def read(file: Path) -> Sheets:
    """The file's cells, whatever they mean; touches no store: in the pool. Raises FormatError, TooLarge, UsageError."""
    return Sheets(file.name, tuple(read_grids(file)), paper_copy.digest(file))


def preview(profile: Profile, judge: str, number: int, file: Path, *, round_number: int | None = None) -> FilePreview:
    """`read` and `preview_of_sheets` in one thread: for commands."""
    return preview_of_sheets(profile, judge, number, read(file), round_number=round_number)


def preview_of_sheets(profile: Profile, judge: str, number: int, file: Sheets, *, round_number: int | None = None) -> FilePreview:
    """What taking the file as this pass would change; cells that cannot be read are in it.

    Raises InvalidEntry without a header, UsageError `other-judge`, `one-file`.
    """
    panel = open_panel(profile, round_number)
    member = member_of(panel, judge)
    told = paper_owner.require(file.name, file.grids, member, panel.members, number)
    if file.digest is not None and file.digest == pass_of(profile, panel, member.judge, FIRST + SECOND - number).file:
        raise paper_copy.one_file()
    rubrics, held = rubrics_of(panel, member), pass_of(profile, panel, member.judge, number)
    typed, table = sheets_of(held), find_scores(file.name, file.grids, rubrics, titles_of(panel))
    cells, said = table.cells, paper_recusal.recused(table.cells, rubrics)
    aside = {code: cell.place for code, cell in said.items() if not cell.fault}
    listed = [*(c for c in cells if c.entry not in said), *(c for c in said.values() if c.fault), *_gone(typed, cells, aside)]
    judged = preview_of(panel.desk.round, listed, rubrics, _as_sheets(typed), clear_blanks=True)
    seen = (*judged.cells, *_moved_aside(typed, aside, {c.entry for c in cells}))
    sheets = _sheets(rubrics, judged, typed, aside)
    return FilePreview(
        panel.desk.round, tuple(sorted(seen, key=lambda c: list(rubrics).index(c.entry) if c.entry in rubrics else -1)), joined(_note(file.name, sheets, rubrics), *told, *table.said),
        whole=True, judge=member.judge, number=number, source=file.name[:300], digest=file.digest, sheets=sheets, before=held.sheets,
    )  # fmt: skip


def take(profile: Profile, seen: FilePreview, *, round_number: int | None = None) -> tuple[int, Changes]:
    """Make it the pass, in one transaction; (sheets, changes). Raises InvalidEntry `problems`, UsageError `changed` when the pass was typed in since."""
    if seen.problems:
        raise problems_in_words(seen)
    panel = open_panel(profile, round_number)
    if pass_of(profile, panel, seen.judge, seen.number).sheets != seen.before:
        raise UsageError(
            say("这一遍在预览之后又改过，没有保存。", "This pass was changed after the preview; nothing was kept."),
            say("请重新读入。", "Read the file again."),
            reason="changed",
        )
    made = PaperPass(seen.judge, panel.desk.round, seen.number, seen.source, seen.sheets, file=seen.digest)
    with profile.database.write() as tx:
        shelves.PASSES.put(tx, pass_key(panel, seen.judge, seen.number), made)
    return len(seen.sheets), changed(Topic.PANEL, entries=tuple(s.entry for s in seen.sheets))


def _gone(typed: Mapping[str, PaperSheet], cells: Iterable[ScoreCell], aside: Mapping[str, str]) -> Iterator[ScoreCell]:
    """A blank for every point of the pass that the file has no cell for."""
    there = {(c.entry, c.item) for c in cells if c.entry not in aside}
    for sheet in typed.values():
        for item in sheet.points:
            if (sheet.entry, item) not in there:
                yield ScoreCell(aside.get(sheet.entry, _NOWHERE), sheet.entry, item, "")


def _as_sheets(typed: Mapping[str, PaperSheet]) -> dict[str, ScoreSheet]:
    """The pass as points alone: what it says of 回避 is replaced, too."""
    return {code: ScoreSheet(code, points={} if s.recused else s.points) for code, s in typed.items()}


def _moved_aside(typed: Mapping[str, PaperSheet], aside: Mapping[str, str], there: set[str]) -> Iterator[CellPreview]:
    """Entries that become 回避 by the file, or are so no longer."""
    was = {code for code, s in typed.items() if s.recused}
    for code, place in aside.items():
        yield CellPreview(place, code, RECUSAL, say("回避", "recused"), CellState.UNCHANGED if code in was else CellState.NEW)
    for code in sorted(was - set(aside)):
        yield CellPreview(_NOWHERE, code, RECUSAL, say("不再回避", "no longer recused"), CellState.NEW)


def _sheets(
    rubrics: Mapping[str, Rubric], judged: Preview, typed: Mapping[str, PaperSheet], aside: Mapping[str, str]
) -> tuple[PaperSheet, ...]:
    """The pass as it would stand: entries with nothing in them are left out."""
    points: dict[str, dict[str, Points]] = {}
    for cell in judged.cells:
        if cell.item and cell.state is not CellState.PROBLEM and cell.after is not None:
            points.setdefault(cell.entry, {})[cell.item] = cell.after
    word = say("表格注明回避", "recused, as the table says")
    found = (
        (typed[c] if c in typed and typed[c].recused else PaperSheet(c, {}, word)) if c in aside else PaperSheet(c, points.get(c, {}))
        for c in rubrics
    )
    return tuple(s for s in found if s.points or s.recused)


def _note(name: str, sheets: Iterable[PaperSheet], rubrics: Mapping[str, Rubric]) -> str:
    """How many entries the file fills, and that it stands for the whole pass; blank is not zero."""
    filled = {s.entry: s for s in sheets}
    whole = sum(bool(s.recused) or len(s.points) == len(rubrics[code].items) for code, s in filled.items())
    part, none = len(filled) - whole, len(rubrics) - len(filled)
    return say(
        "“{name}”作为这一整遍：{whole} 份评完，{part} 份未评完，{none} 份空着。空格是未评，不是 0 分。",
        "“{name}” as this whole pass: {whole} complete, {part} in part, {none} blank. Blank is not zero.",
        name=name[:60], whole=whole, part=part, none=none,
    )  # fmt: skip
