"""Importing a season's spreadsheets and materials, the formality check, and who reads what.

Rows are taken all or none; files are matched and hashed; the check gives a verdict per entry; the assignment
says what it could not meet. Everything lands in the organiser's profile, nothing in the repository.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import UsageError
from app.core.tasks import Context
from app.core.text import fold
from app.core.words import say, strung
from app.media.pdf_check import check_pdf
from app.media.video_check import check_video
from app.models.changes import Changes, Topic, changed
from app.models.organising import (
    AssignmentPlan,
    CarriedEntry,
    EntryVerdict,
    FileCell,
    ImportedEntry,
    ImportedJudge,
    ImportReport,
    Material,
    MaterialsReport,
)
from app.publishing import plan as plans
from app.publishing.formality import FormalityRules, check_entries
from app.publishing.formality_files import Checks
from app.publishing.import_entries import import_entries
from app.publishing.import_judges import import_judges, panels_of
from app.publishing.import_rows import require_clean
from app.publishing.mapping import read_mapping
from app.publishing.materials import hash_materials, match_materials
from app.services.organiser import state
from app.services.organiser.state import SeasonHome
from app.services.profile import Profile
from app.store.database import Transaction


@dataclass(frozen=True)
class Imported:
    """What one import took in, and the formality check of it."""

    entries: ImportReport
    judges: ImportReport
    materials: MaterialsReport
    verdicts: tuple[EntryVerdict, ...]


def import_season(
    profile: Profile, repository: Path, entries: Path, judges: Path, materials: Path, ctx: Context, *, mapping: Path | None = None
) -> tuple[Imported, Changes]:
    """Read both sheets and the folder; replaces what was imported before. Raises RowsRefused, InvalidEntry, FormatError, UsageError."""
    home = state.check_repository(profile, str(repository))
    if not materials.is_dir():
        raise UsageError(
            say("找不到材料文件夹“{name}”。", "The materials folder “{name}” does not exist.", name=materials.name),
            say("请用 --materials 指明材料文件夹。", "Name it with --materials."),
        )
    names = read_mapping(mapping) if mapping else None
    with profile.database.read() as tx:
        season = state.season(tx)
    people = import_judges(judges, mapping=names, ctx=ctx.part(0, 0.05))
    require_clean(people.report)
    rounds = tuple(r.number for r in season.rounds)
    rows = import_entries(entries, season.fields, rounds=rounds, panels=panels_of(people.rows), mapping=names, ctx=ctx.part(0.05, 0.1))
    require_clean(rows.report)
    listed = _with_brought_on(profile, rows.rows)
    _refuse_vanished(profile, listed)
    taken = _with_leads(listed, people.rows)
    with profile.database.read() as tx:
        found = match_materials(with_files(tx, taken), materials, ctx.part(0.1, 0.2))
    hashed = MaterialsReport(hash_materials(found.matched, materials, ctx.part(0.2, 0.6)), found.issues)
    verdicts = _check(profile, taken, hashed, materials, ctx.part(0.6, 1.0))
    _keep(profile, home, taken, people.rows, hashed, verdicts, materials)
    return Imported(rows.report, people.report, hashed, verdicts), changed(Topic.SEASON)


def check(profile: Profile, repository: Path, ctx: Context) -> tuple[tuple[EntryVerdict, ...], Changes]:
    """Check again what was imported, as the files are now. Raises UsageError before an import."""
    home = state.check_repository(profile, str(repository))
    with profile.database.read() as tx:
        rows = _imported(state.ENTRIES.all(tx))
        filed = with_files(tx, rows)
    folder = Path(home.materials)
    found = match_materials(filed, folder, ctx.part(0, 0.1))
    hashed = MaterialsReport(hash_materials(found.matched, folder, ctx.part(0.1, 0.5)), found.issues)
    verdicts = _check(profile, rows, hashed, folder, ctx.part(0.5, 1.0))
    with profile.database.write() as tx:
        state.MATERIALS.replace(tx, _by_place(hashed))
        state.VERDICTS.replace(tx, {f"{v.round}/{v.entry}": v for v in verdicts})
    return verdicts, changed(Topic.SEASON)


def assign(
    profile: Profile, repository: Path, ctx: Context, *, reads: int | None = None, seed: int = 1
) -> tuple[tuple[AssignmentPlan, ...], Changes]:
    """Plan every round that has entries: all judges of a panel read all (None), or `reads` each. Raises UsageError before an import."""
    state.check_repository(profile, str(repository))
    with profile.database.read() as tx:
        rows, people = _imported(state.ENTRIES.all(tx)), state.JUDGES.all(tx)
        verdicts, out = state.VERDICTS.all(tx), published(tx)
    taking_part = {(v.round, v.entry) for v in verdicts if v.takes_part} | out
    made = []
    for number in sorted({e.round for e in rows}):
        chosen = tuple(e for e in rows if e.round == number and (number, e.code) in taking_part)
        plan = plans.plan_assignment(chosen, people, round_number=number, reads=reads, seed=seed, ctx=ctx)
        made.append(replace(plan, unmet=(*plan.unmet, *_put_off(verdicts, number, out))))
    with profile.database.write() as tx:
        state.PLANS.replace(tx, {str(p.round): p for p in made})
    return tuple(made), changed(Topic.SEASON)


def published(tx: Transaction) -> frozenset[tuple[int, str]]:
    """(round, entry) of everything that was ever published to somebody."""
    return frozenset((a.round, code) for a in state.ASSIGNMENTS.all(tx) for s in a.sequences for code in s.entries)


def _put_off(verdicts: tuple[EntryVerdict, ...], number: int, out: frozenset[tuple[int, str]]) -> list[str]:
    """Entries the check keeps out, in words; what is published already stays, for judges may have scored it."""
    absent = say("没有分配", "it is not assigned")
    stays = say("已发布，仍在任务中，撤报的不计分", "it is published and stays; withdrawn entries are not counted")
    return [
        say("{code} 形式审查为{verdict}：{what}", "{code}: the formality check says {verdict}, {what}", code=v.entry, verdict=v.verdict,
            what=stays if (number, v.entry) in out else absent)
        for v in verdicts
        if v.round == number and not v.takes_part
    ]  # fmt: skip


def _refuse_vanished(profile: Profile, rows: tuple[ImportedEntry, ...]) -> None:
    """A published entry that left the list would take handed-in sheets with it: it has to be marked as withdrawn."""
    with profile.database.read() as tx:
        gone = sorted(published(tx) - {(e.round, e.code) for e in rows})
    if gone:
        raise UsageError(
            say("已发布的成果 {codes} 不在名单里，没有导入任何内容。", "{codes} is published and missing from the list; nothing was imported.",
                codes=strung(say("、", ", "), (code for _, code in gone[:5]))),
            say("撤报的成果请保留该行，在“撤报”列填“是”。", "Keep the row of a withdrawn entry and write 是 under 撤报."),
            reason="published",
        )  # fmt: skip


def _with_leads(rows: tuple[ImportedEntry, ...], people: tuple[ImportedJudge, ...]) -> tuple[ImportedEntry, ...]:
    """Every 主评 as a judge's id: from an id, or a name that one judge alone has. Raises UsageError naming the row."""
    known: dict[str, list[str]] = {}
    for person in people:
        for name in dict.fromkeys((fold(person.id), fold(person.name))):
            known.setdefault(name, []).append(person.id)
    found = []
    for row in rows:
        ids = known.get(fold(row.lead), []) if row.lead else [""]
        if len(ids) != 1:
            raise UsageError(
                say(
                    "第 {n} 行的主评“{name}”不是唯一的一位评委。",
                    "Row {n}: the lead “{name}” is no single judge.",
                    n=row.row,
                    name=row.lead[:30],
                ),
                say("请填评委编号；没有导入任何内容。", "Write the judge's id; nothing was imported."),
                reason="unknown-lead",
            )
        found.append(replace(row, lead=ids[0]))
    return tuple(found)


def _imported(rows: tuple[ImportedEntry, ...]) -> tuple[ImportedEntry, ...]:
    if not rows:
        raise UsageError(
            say("还没有导入成果名单。", "No entries have been imported."),
            say("请先运行 organizer import。", "Run organizer import first."),
            reason="not-imported",
        )
    return rows


def _check(
    profile: Profile, rows: tuple[ImportedEntry, ...], files: MaterialsReport, folder: Path, ctx: Context
) -> tuple[EntryVerdict, ...]:
    with profile.database.read() as tx:
        season, recommenders = state.season(tx), state.RECOMMENDERS.all(tx)
    return check_entries(rows, files, season, Checks(folder, check_pdf, check_video), FormalityRules(recommenders), ctx)


def _keep(
    profile: Profile,
    home: SeasonHome,
    rows: tuple[ImportedEntry, ...],
    people: tuple[ImportedJudge, ...],
    files: MaterialsReport,
    verdicts: tuple[EntryVerdict, ...],
    folder: Path,
) -> None:
    with profile.database.write() as tx:
        state.ENTRIES.replace(tx, {f"{e.round}/{e.code}": e for e in rows})
        state.JUDGES.replace(tx, {j.id: j for j in people})
        state.MATERIALS.replace(tx, _by_place(files))
        state.VERDICTS.replace(tx, {f"{v.round}/{v.entry}": v for v in verdicts})
        state.HOME.put(tx, state.ONLY, SeasonHome(home.season, home.repository, home.root, str(folder.resolve()), home.published))


def _with_brought_on(profile: Profile, rows: tuple[ImportedEntry, ...]) -> tuple[ImportedEntry, ...]:
    """The sheet's rows, and those that `next-round` made and the sheet does not name."""
    with profile.database.read() as tx:
        brought = {(c.round, c.entry) for c in state.CARRIED.all(tx)} - {(e.round, e.code) for e in rows}
        return (*rows, *(e for e in state.ENTRIES.all(tx) if (e.round, e.code) in brought))


def with_files(
    tx: Transaction, rows: Sequence[ImportedEntry], brought: Mapping[tuple[int, str], CarriedEntry] | None = None
) -> tuple[ImportedEntry, ...]:
    """The rows with the files that are settled: an entry that went on takes its files along, and the round before keeps exactly those.
    What lies in its folder besides came later and belongs to the later round. `brought`: (round, code) → entry, default: as kept."""
    carried = brought if brought is not None else {}
    known = {**{(c.round, c.entry): c for c in state.CARRIED.all(tx)}, **carried}
    held: dict[tuple[int, str], list[FileCell]] = {}
    for m in state.MATERIALS.all(tx):
        held.setdefault((m.round, m.entry), []).append(FileCell(m.role, m.path))

    def filed(row: ImportedEntry) -> ImportedEntry:
        source = row.round if (row.round + 1, row.code) in known else row.round - 1 if (row.round, row.code) in known else None
        cells = tuple(held.get((source, row.code), ())) if source is not None else ()
        own = tuple(c for c in row.files if c not in cells) if source != row.round else ()
        return replace(row, files=(*own, *cells)) if cells else row

    return tuple(filed(row) for row in rows)


def look_at(
    profile: Profile, rows: tuple[ImportedEntry, ...], folder: Path, number: int, ctx: Context
) -> tuple[tuple[Material, ...], tuple[EntryVerdict, ...]]:
    """Files and verdicts of one round, the others' files being theirs. Nothing is kept."""
    found = match_materials(rows, folder, ctx.part(0, 0.1))
    here = hash_materials(tuple(m for m in found.matched if m.round == number), folder, ctx.part(0.1, 0.6))
    issues = tuple(i for i in found.issues if i.round == number)
    chosen = tuple(r for r in rows if r.round == number)
    return here, _check(profile, chosen, MaterialsReport(here, issues), folder, ctx.part(0.6, 1.0))


def keep_round(tx: Transaction, number: int, materials: Sequence[Material], verdicts: Sequence[EntryVerdict]) -> None:
    """Replace one round's files and verdicts; the other rounds' stay."""
    for shelf in (state.MATERIALS, state.VERDICTS):
        for key in shelf.keys(tx):
            if key.startswith(f"{number}/"):
                tx.records.remove(shelf.kind, key)
    for m in materials:
        state.MATERIALS.put(tx, f"{m.round}/{m.entry}/{m.path}", m)
    for v in verdicts:
        state.VERDICTS.put(tx, f"{v.round}/{v.entry}", v)


def _by_place(files: MaterialsReport) -> dict[str, Material]:
    return {f"{m.round}/{m.entry}/{m.path}": m for m in files.matched}
