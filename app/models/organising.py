"""The organiser's private state of one season: what was imported, how it was checked, who reads what.

It lives in the organiser's profile and never in the repository, for it names people, units and files.
The codec reads these annotations, as it does for the files that travel.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from app.models.entry import DocumentRole
from app.models.roster import PanelRole, RoundNumber
from app.models.rubric import TopicType
from app.models.shape import Count, Digest, Id, Line, Many, Points, Size, Small, Text, Words

RelativePath = Annotated[str, Text(1000, 1)]


@dataclass(frozen=True)
class FileCell:
    """What a cell of the spreadsheet says about one file: a path below the materials folder."""

    role: DocumentRole
    path: RelativePath


@dataclass(frozen=True)
class ImportedEntry:
    """One row of the entries sheet. `row` is its number there; `number` (组内序号) is 0 when not given;
    `panel` is None until a panel is named or allotted; `sealed` is None when the sheet has no 公章 column;
    `exempt`: the recommender is in the joint-promotion scheme and not bound to two entries per unit."""

    code: Id
    title: Line
    circle: Line
    topic_type: TopicType
    field: Id
    field_name: Line
    unit: Line
    recommender: Line
    round: RoundNumber
    row: Small
    number: Small = 0
    panel: Id | None = None
    applicant: Line = ""
    presentation: Small | None = None
    recommender_opinion: Words | None = None
    recommender_rank: Small | None = None
    sealed: bool | None = None
    exempt: bool = False
    practice: bool = False
    withdrawn: bool = False
    files: Annotated[tuple[FileCell, ...], Many(40)] = ()
    lead: Line = ""
    """主评: as the cell says it until the judges are known, then the judge's id."""


@dataclass(frozen=True)
class CarriedEntry:
    """An entry that went on to `round`: its score of the round before (带入分), the level it reached there, and the payload that says so."""

    entry: Id
    round: RoundNumber
    points: Points
    level: Id
    payload: Digest


@dataclass(frozen=True)
class ImportedJudge:
    """One row of the judges sheet; `panel_name` is the panel as the organiser wrote it (第3组), `panel` its code."""

    id: Id
    name: Line
    unit: Line
    panel: Id
    panel_name: Line
    role: PanelRole
    note: Words = ""
    row: Small = 0
    deputy: bool = False
    """副组长: collects as the 组长 does and leads where that one stands aside; decisions stay with the 组长's meeting."""


@dataclass(frozen=True)
class Material:
    """One file of one entry: path below the materials folder, bytes, SHA-256 once hashed, and what is wrong with it."""

    entry: Id
    round: RoundNumber
    role: DocumentRole
    path: RelativePath
    size: Size
    sha256: Digest | None = None
    problem: Line | None = None


class FileIssueKind(StrEnum):
    """Why a file or an expected file has no certain place: several fit, none is there, or nothing asks for it."""

    AMBIGUOUS = "ambiguous"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True)
class FileIssue:
    """`paths` are the candidates of an ambiguous match or the extra file; `path` named in a cell when missing."""

    kind: FileIssueKind
    paths: Annotated[tuple[RelativePath, ...], Many(1000)]
    entry: Id | None = None
    round: RoundNumber | None = None
    role: DocumentRole | None = None
    words: Line = ""


@dataclass(frozen=True)
class RefusedRow:
    """A row as numbered in the spreadsheet, and why it cannot be taken."""

    row: Small
    reason: Line


@dataclass(frozen=True)
class ImportReport:
    """What one import found. `dropped`: columns with ID numbers or contacts, `ignored`: columns with no meaning here.

    Nothing is imported while `refused` has a row: `accepted` is then the number of rows that would have been fine.
    """

    source: Line
    accepted: Small
    dropped: Annotated[tuple[Line, ...], Many(500)] = ()
    ignored: Annotated[tuple[Line, ...], Many(500)] = ()
    refused: Annotated[tuple[RefusedRow, ...], Many(10_000)] = ()
    notes: Annotated[tuple[Line, ...], Many(10_000)] = ()


@dataclass(frozen=True)
class MaterialsReport:
    """Files that found their entry, and everything that did not fit."""

    matched: Annotated[tuple[Material, ...], Many(50_000)]
    issues: Annotated[tuple[FileIssue, ...], Many(50_000)]

    def of_kind(self, kind: FileIssueKind) -> tuple[FileIssue, ...]:
        """The issues of one kind."""
        return tuple(i for i in self.issues if i.kind is kind)

    def of_entry(self, code: str, round_number: int) -> tuple[Material, ...]:
        """The files of one entry in one round."""
        return tuple(m for m in self.matched if m.entry == code and m.round == round_number)


@dataclass(frozen=True)
class Recommender:
    """A recommending unit on the season's list; an `exempt` one may hand in more than two entries per unit."""

    name: Line
    exempt: bool = False


class Verdict(StrEnum):
    """形式审查结论, in the field's own words."""

    ADMITTED = "参评"
    COMPLETE_FIRST = "完善后参评"
    REJECTED = "不评"
    DEFERRED = "缓评"


class Severity(StrEnum):
    """A note changes no verdict, a warning asks for completion, a blocking finding keeps the entry out."""

    NOTE = "note"
    WARNING = "warning"
    BLOCKING = "blocking"


@dataclass(frozen=True)
class FormalityFinding:
    """One thing the formality check saw; `code` is stable English for scripts."""

    code: Annotated[str, Text(40, 1, "[a-z][a-z-]*")]
    severity: Severity
    words: Line


@dataclass(frozen=True)
class EntryVerdict:
    """形式审查 of one entry in one round."""

    entry: Id
    round: RoundNumber
    verdict: Verdict
    findings: Annotated[tuple[FormalityFinding, ...], Many(100)] = ()

    @property
    def takes_part(self) -> bool:
        """Whether the entry is assigned and published."""
        return self.verdict in (Verdict.ADMITTED, Verdict.COMPLETE_FIRST)


@dataclass(frozen=True)
class EntryPlace:
    """The panel that reads an entry and its 组内序号 there (1…)."""

    entry: Id
    panel: Id
    number: Small


@dataclass(frozen=True)
class JudgePlan:
    """What one judge reads, by 组内序号; reading begins at index `start` and goes round."""

    judge: Id
    panel: Id
    role: PanelRole
    entries: Annotated[tuple[Id, ...], Many(2000)]
    start: Small

    def reading_order(self) -> tuple[str, ...]:
        """The entries as this judge meets them."""
        return self.entries[self.start :] + self.entries[: self.start]


@dataclass(frozen=True)
class RecusalProposal:
    """A judge whose unit looks like one of the entry's. `excluded`: the same name, so the entry is not assigned at all;
    otherwise a person confirms it."""

    judge: Id
    entry: Id
    reason: Line
    excluded: bool


@dataclass(frozen=True)
class AssignmentPlan:
    """Who reads what in one round; `unmet` says in words what could not be done as asked."""

    round: RoundNumber
    seed: Annotated[int, Count(0, 1 << 53)]
    judges: Annotated[tuple[JudgePlan, ...], Many(5000)]
    places: Annotated[tuple[EntryPlace, ...], Many(5000)]
    proposals: Annotated[tuple[RecusalProposal, ...], Many(50_000)] = ()
    unmet: Annotated[tuple[Words, ...], Many(1000)] = ()
    reads: Small | None = None

    def of_judge(self, judge: str) -> JudgePlan | None:
        """The plan of one judge, or None."""
        return next((p for p in self.judges if p.judge == judge), None)

    def readers(self, entry: str) -> tuple[str, ...]:
        """The judges who read an entry."""
        return tuple(p.judge for p in self.judges if entry in p.entries)
