"""What a judge has to review: the list, one entry with its rubric and sheet, and finding text in all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.entry import Document, Entry
from app.models.roster import PanelRole
from app.models.rubric import Rubric
from app.models.season import EntryField, Level, Policy, Requirement
from app.models.shape import Points
from app.models.sheet import ScoreSheet, SheetState
from app.scoring import totals
from app.services.judge import declare, delivery, outbox, tally, workspace
from app.services.judge.delivery import Delivery
from app.services.judge.tally import Tally
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.documents import BlobState
from app.store.entry_rows import EntryRow, Order

__all__ = ["DeskState", "DocumentView", "EntryRow", "EntryView", "Order", "TextHit", "desk_state", "find_text", "rows", "view"]


@dataclass(frozen=True)
class DocumentView:
    """One document and whether its file is on this computer."""

    document: Document
    available: bool
    state: BlobState
    bytes_done: int

    @property
    def freed(self) -> bool:
        """It was here and was let go to gain room (看完释放); it can be fetched again."""
        return self.state is BlobState.SKIPPED


@dataclass(frozen=True)
class EntryView:
    """Everything the desk shows of one entry. `total` sums the filled items, of `filled_max` full points."""

    entry: Entry
    rubric: Rubric
    sheet: ScoreSheet
    documents: tuple[DocumentView, ...]
    total: Points
    filled_max: Points
    filled: int
    policy: Policy
    locked: bool
    levels: tuple[Level, ...] = ()
    """What may be proposed (建议等级), best first; none where the policy wants no proposal."""
    leads: bool = False
    """Whether this judge is the entry's 主评."""
    lead: str = ""
    """Who it is, as this judge may know them; "" where the season names nobody."""

    @property
    def remark_due(self) -> bool:
        """Whether this judge must write 总体评价."""
        return totals.remark_due(self.policy, leads=self.leads)


@dataclass(frozen=True)
class DeskState:
    """The head of the desk: whose it is, how far the work is, what waits."""

    label: str
    organiser: str
    round: int
    round_name: str
    judge: str
    name: str
    panel: str
    deadline: datetime | None
    declared: bool
    submitted: str | None
    tally: Tally
    unsent: int
    last_saved: datetime | None
    chair: bool = False
    """Whether this judge chairs the panel."""
    fields: tuple[EntryField, ...] = ()
    """领域 of the entries in the list, in the season's order."""
    delivery: Delivery = Delivery.NONE


@dataclass(frozen=True)
class TextHit:
    """Where a text was found: in an entry's names (no document), or on a page (1…) of a document (plain digest)."""

    entry: str
    document: str | None
    page: int | None


def rows(
    profile: Profile,
    *,
    round_number: int | None = None,
    state: SheetState | None = None,
    field: str | None = None,
    text: str | None = None,
    order: Order = Order.POSITION,
    descending: bool = False,
) -> tuple[EntryRow, ...]:
    """The list, filtered and sorted in the store."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        return tx.entries.rows(desk.round, state=state, field=field, text=text, order=order, descending=descending)


def view(profile: Profile, code: str, *, round_number: int | None = None) -> EntryView:
    """One entry, whole. Raises UsageError for an unknown code."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        rubric, sheet = desk.rubric(entry), tx.sheets.sheet(desk.round, entry.code)
        documents = tuple(_document(tx, d) for d in entry.documents)
        return EntryView(
            entry, rubric, sheet, documents, totals.sheet_total(sheet.points, rubric), totals.filled_max(sheet.points, rubric),
            totals.filled_count(sheet.points, rubric), desk.season.policy, tx.events.locked(desk.round) is not None,
            () if desk.season.policy.proposed_level is Requirement.OFF else desk.season.levels, desk.leads(entry), desk.lead_name(entry),
        )  # fmt: skip


def desk_state(profile: Profile, *, round_number: int | None = None) -> DeskState:
    """The head of the desk."""
    unsent = outbox.unsent(profile)
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        stage, found = desk.season.round(desk.round), tx.sheets.summaries(desk.round)
        return DeskState(
            desk.season.label, desk.season.organiser, desk.round, stage.name.zh if stage else "", desk.manifest.judge, desk.manifest.name,
            desk.manifest.panel_shown, stage.deadline if stage else None, declare.find(tx, desk.round) is not None, tx.events.locked(desk.round),
            tally.tally(desk, {code: summary.state for code, summary in found.items()}), unsent,
            tx.events.last_at(desk.round), desk.manifest.role is PanelRole.CHAIR,
            tuple(f for f in desk.season.fields if any(e.field == f.code for e in desk.manifest.entries)), delivery.standing(profile, tx, desk),
        )  # fmt: skip


def find_text(profile: Profile, query: str, *, round_number: int | None = None, limit: int = 200) -> tuple[TextHit, ...]:
    """Titles, names and pages that contain the words, best first; no page of an entry one stands aside from."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        hits, shut = tx.search.find(query, limit, round_number=desk.round), tx.sheets.recused(desk.round)
        return tuple(TextHit(h.entry, h.document, h.page) for h in hits if h.page is None or h.entry not in shut)


def _document(tx: Transaction, document: Document) -> DocumentView:
    blob = tx.documents.blob(document.sealed_sha256)
    return DocumentView(document, blob.state is BlobState.READY, blob.state, blob.bytes_done)
