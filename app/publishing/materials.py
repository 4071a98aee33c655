"""Which file belongs to which entry: by the path in the spreadsheet's cell, else by code, circle and keyword.

A guess is taken only when exactly one file fits; two that fit are shown to a person, never chosen between.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.core.errors import UsageError
from app.core.files import file_digest, inside, translated
from app.core.tasks import Context
from app.core.words import say
from app.models.entry import DocumentRole
from app.models.organising import FileCell, FileIssue, FileIssueKind, ImportedEntry, Material, MaterialsReport
from app.publishing.material_files import FoundFile, list_files, path_key
from app.publishing.material_names import OFFICE_TYPES, Owners, role_of, suffix

_EXPECTED = (DocumentRole.REPORT, DocumentRole.FORM, DocumentRole.RECOMMENDATION, DocumentRole.ONSITE, DocumentRole.VIDEO)
Slot = tuple[str, int, DocumentRole]
"""(entry code, round, role)."""


@dataclass
class _Matching:
    """The state of one matching run; files are claimed once, by cells first."""

    files: tuple[FoundFile, ...]
    claimed: dict[str, str] = field(default_factory=dict)
    matched: list[Material] = field(default_factory=list)
    issues: list[FileIssue] = field(default_factory=list)
    settled: set[Slot] = field(default_factory=set)

    def take(self, entry: ImportedEntry, role: DocumentRole, file: FoundFile) -> None:
        problem = None if file.size else say("文件是空的", "the file is empty")
        self.matched.append(Material(entry.code, entry.round, role, file.path, file.size, None, problem))
        self.claimed[file.path] = entry.code
        self.settled.add((entry.code, entry.round, role))

    def doubt(self, kind: FileIssueKind, entry: ImportedEntry, role: DocumentRole, paths: Iterable[str], words: str) -> None:
        self.issues.append(FileIssue(kind, tuple(paths)[:1000], entry.code, entry.round, role, words[:300]))
        self.settled.add((entry.code, entry.round, role))


def match_materials(entries: tuple[ImportedEntry, ...], folder: Path, ctx: Context | None = None) -> MaterialsReport:
    """Match the files below `folder` to the entries. Nothing is opened; `hash_materials` reads them.

    Raises UsageError when the folder does not exist or a cell's path leads outside it.
    """
    run = _Matching(list_files(folder, ctx))
    _by_cells(run, entries, folder)
    _by_names(run, entries)
    _missing(run, entries)
    doubtful = {path for issue in run.issues if issue.kind is FileIssueKind.AMBIGUOUS for path in issue.paths}
    extra = [f for f in run.files if f.path not in run.claimed and f.path not in doubtful]
    run.issues += [
        FileIssue(FileIssueKind.EXTRA, (f.path,), words=say("没有成果用到这个文件", "no entry asks for this file")) for f in extra
    ]
    return MaterialsReport(tuple(sorted(run.matched, key=lambda m: (m.entry, m.round, _order(m.role), m.path))), tuple(run.issues))


def _order(role: DocumentRole) -> int:
    return list(DocumentRole).index(role)


def _by_cells(run: _Matching, entries: tuple[ImportedEntry, ...], folder: Path) -> None:
    index = Owners(entries)
    by_path = {path_key(f.path): f for f in run.files}
    by_name: dict[str, list[FoundFile]] = defaultdict(list)
    for file in run.files:
        by_name[path_key(file.name)].append(file)
    for entry in entries:
        for cell in entry.files:
            inside(folder, cell.path)
            key = path_key(cell.path)
            exact = by_path.get(key)
            _one_cell(run, entry, cell, [exact] if exact else _of_bare_name(entry, by_name.get(key, []), index))


def _of_bare_name(entry: ImportedEntry, files: list[FoundFile], index: Owners) -> list[FoundFile]:
    """A cell without a folder: the files of that name that are the entry's, else nobody's; never another entry's."""
    owned = [(f, index.of(f)) for f in files]
    return [f for f, owners in owned if entry in owners] or [f for f, owners in owned if not owners]


def _one_cell(run: _Matching, entry: ImportedEntry, cell: FileCell, found: list[FoundFile]) -> None:
    other = run.claimed.get(found[0].path, entry.code) if len(found) == 1 else entry.code
    if other != entry.code and cell.role is DocumentRole.REPORT:
        run.doubt(
            FileIssueKind.AMBIGUOUS,
            entry,
            cell.role,
            (found[0].path,),
            say("{code} 也写了这个文件", "{code} names this file too", code=other),
        )
    elif len(found) == 1:
        run.take(entry, _office_is_original(cell, entry), found[0])
    elif found:
        run.doubt(
            FileIssueKind.AMBIGUOUS,
            entry,
            cell.role,
            (f.path for f in found),
            say("有 {n} 个同名文件", "{n} files have this name", n=len(found)),
        )
    else:
        run.doubt(
            FileIssueKind.MISSING, entry, cell.role, (cell.path,), say("表格里写的文件不存在", "the file named in the sheet is not there")
        )


def _office_is_original(cell: FileCell, entry: ImportedEntry) -> DocumentRole:
    """A PPT or Word file named beside a PDF is the PDF's original."""
    beside = any(c.role is cell.role and suffix(c.path) == ".pdf" for c in entry.files)
    return DocumentRole.ORIGINAL if beside and suffix(cell.path) in OFFICE_TYPES else cell.role


def _by_names(run: _Matching, entries: tuple[ImportedEntry, ...]) -> None:
    """Group what is left by entry and role, then settle each group that has one answer."""
    groups: dict[Slot, list[FoundFile]] = defaultdict(list)
    nameless: dict[tuple[str, int], list[FoundFile]] = defaultdict(list)
    index = Owners(entries)
    lookup = {(e.code, e.round): e for e in entries}
    for file in (f for f in run.files if f.path not in run.claimed):
        found = _latest_round(index.of(file))
        if len({e.code for e in found}) > 1:
            words = say(
                "小组名称对应多个成果：{codes}",
                "the circle's name fits several entries: {codes}",
                codes=" ".join(e.code for e in found)[:200],
            )
            run.issues.append(FileIssue(FileIssueKind.AMBIGUOUS, (file.path,), words=words))
        elif found:
            entry = found[0]
            role = role_of(file, entry)
            (groups[entry.code, entry.round, role] if role else nameless[entry.code, entry.round]).append(file)
    for (code, number), files in nameless.items():
        _lone_report(groups, (code, number, DocumentRole.REPORT), files)
    for slot, files in groups.items():
        _settle(run, lookup[slot[0], slot[1]], slot[2], files)


def _latest_round(found: tuple[ImportedEntry, ...]) -> tuple[ImportedEntry, ...]:
    """An entry in two rounds gets nameless files in its latest round; cells say otherwise."""
    latest = {e.code: max(x.round for x in found if x.code == e.code) for e in found}
    return tuple(e for e in found if e.round == latest[e.code])


def _lone_report(groups: dict[Slot, list[FoundFile]], slot: Slot, files: list[FoundFile]) -> None:
    """A single PDF that no word explains is the report, if nothing else is; other nameless files stay extra."""
    pdfs = [f for f in files if suffix(f.path) == ".pdf"]
    if slot not in groups and pdfs:
        groups[slot] = pdfs


def _settle(run: _Matching, entry: ImportedEntry, role: DocumentRole, files: list[FoundFile]) -> None:
    pdfs = [f for f in files if suffix(f.path) == ".pdf"]
    originals = [f for f in files if suffix(f.path) in OFFICE_TYPES]
    main = pdfs if pdfs and role is not DocumentRole.VIDEO else files
    if (entry.code, entry.round, role) in run.settled:
        return
    if len(main) > 1:
        run.doubt(FileIssueKind.AMBIGUOUS, entry, role, (f.path for f in files), say("有 {n} 个文件都像", "{n} files fit", n=len(main)))
        return
    run.take(entry, role, main[0])
    for original in originals if pdfs else ():
        run.take(entry, DocumentRole.ORIGINAL, original)


def _missing(run: _Matching, entries: tuple[ImportedEntry, ...]) -> None:
    """A video is missing only where the round has videos at all."""
    with_video = Counter(m.round for m in run.matched if m.role is DocumentRole.VIDEO)
    for entry in entries:
        for role in _EXPECTED:
            if (entry.code, entry.round, role) not in run.settled and (role is not DocumentRole.VIDEO or with_video[entry.round]):
                run.doubt(FileIssueKind.MISSING, entry, role, (), say("没有找到文件", "no file was found"))


def hash_materials(materials: tuple[Material, ...], folder: Path, ctx: Context | None = None) -> tuple[Material, ...]:
    """The same materials with size and SHA-256 as they are now; unreadable files get a problem instead."""
    done = []
    for n, material in enumerate(materials):
        if ctx:
            ctx.report(say("校验 {path}", "Hashing {path}", path=material.path), n / len(materials))
        done.append(_hashed(material, folder))
    return tuple(done)


def _hashed(material: Material, folder: Path) -> Material:
    try:
        path = inside(folder, material.path)
        with translated(path), path.open("rb") as source:
            digest, size = file_digest(source)
    except UsageError as error:
        return replace(material, sha256=None, problem=error.message[:300])
    return replace(material, sha256=digest, size=size)
