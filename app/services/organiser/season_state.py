"""The organiser's side of one round as one value: panel results held, what the season decided, what was imported and planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.models.chairing import Step, StepKind
from app.models.decision import Decision
from app.models.entry import Entry
from app.models.organising import ImportedEntry, ImportedJudge
from app.models.season import Season
from app.packages import documents
from app.scoring import merge
from app.scoring.merge import MergeState
from app.scoring.season_standing import Closed
from app.scoring.view import RECUSED
from app.services.chair import items_ext, shelves, unsigned_ext
from app.services.organiser import manifests, state, two_chairs
from app.services.organiser.panel_files import PanelFile
from app.services.profile import Profile
from app.services.shelf import Shelf
from app.store.database import Transaction
from app.store.evidence import Evidence
from app.trust import envelope as dsse

DECISIONS = Shelf("season-decision", Decision)
IMPORTS = Shelf("season-import", Step)
PANEL = "panel"


@dataclass(frozen=True)
class SeasonState:
    """Everything the season's standing is a function of. `places`: entry → panel as planned; `entries` are those that count.

    `arrived` is every panel result that ever came; `held` leaves out those whose every import was undone. `earlier`: a result of a later round is held.
    """

    season: Season
    round: int
    arrived: tuple[PanelFile, ...]
    decisions: tuple[Decision, ...]
    rows: Mapping[str, ImportedEntry]
    entries: Mapping[str, Entry]
    places: Mapping[str, str]
    judges: tuple[ImportedJudge, ...]
    imports: tuple[Step, ...] = ()
    earlier: bool = False

    def joined(self, files: Iterable[PanelFile], step: Step | None = None) -> SeasonState:
        """The state with further panel results, brought by `step`; one that is held already changes nothing."""
        known = {f.payload: f for f in (*self.arrived, *files)}
        imports = (*self.imports, step) if step is not None else self.imports
        return replace(self, arrived=tuple(known[p] for p in sorted(known)), imports=imports)

    @cached_property
    def held(self) -> tuple[PanelFile, ...]:
        """Panel results that take part; one that came before imports were steps always does."""
        still = {p for s in shelves.standing(self.imports, StepKind.IMPORT) for p in s.payloads}
        return tuple(f for f in self.arrived if f.payload in still or f.payload not in self.brought)

    @cached_property
    def brought(self) -> frozenset[str]:
        """Payloads that an import brought, undone or not."""
        return frozenset(p for s in self.imports for p in s.payloads)

    @cached_property
    def standing(self) -> merge.Standing:
        """Which result of each panel counts: the newest by number; forks wait for a decision, and so do results of two chairs."""
        by_panel = two_chairs.by_panel(self.held)
        apart = {p for p, files in by_panel.items() if len({f.value.chair for f in files}) > 1}
        taking_part = [f for p, files in by_panel.items() for f in (two_chairs.chosen(files, self.decisions) if p in apart else files)]
        return merge.standing(MergeState(frozenset(f.ref for f in taking_part), frozenset(self.decisions)))

    @cached_property
    def contested(self) -> Mapping[str, tuple[PanelFile, ...]]:
        """Panels of which two chairs each sent a result and nothing is decided: panel → the newest of each."""
        found = {p: two_chairs.newest(files) for p, files in two_chairs.by_panel(self.held).items()}
        return {p: files for p, files in sorted(found.items()) if len(files) > 1 and p not in self.standing.counted}

    @cached_property
    def counted(self) -> Mapping[str, PanelFile]:
        """Panel → the result that counts."""
        by_payload = {f.payload: f for f in self.held}
        return {panel: by_payload[ref.payload] for panel, ref in sorted(self.standing.counted.items())}

    @property
    def expected(self) -> tuple[str, ...]:
        """Panels that have something to close in this round."""
        return tuple(sorted({panel for entry, panel in self.places.items() if entry in self.entries}))

    @property
    def missing(self) -> tuple[str, ...]:
        """Panels of which no result counts yet."""
        return tuple(p for p in self.expected if p not in self.counted)

    @property
    def unscored(self) -> tuple[str, ...]:
        """Entries that count and stand in no panel's result, though their panel has closed."""
        closed = {e.entry for f in self.counted.values() for e in f.value.entries}
        return tuple(sorted(e for e in self.entries if e not in closed and self.places.get(e) in self.counted))

    @cached_property
    def hidden_units(self) -> tuple[str, ...]:
        """Units that no word of the meeting may name; none where the season shows them."""
        rows = self.rows.values() if self.season.policy.blind_units else ()
        return tuple(dict.fromkeys(r.unit for r in rows if r.unit))

    def panel_name(self, panel: str) -> str:
        """The panel as people call it (第3组)."""
        return next((j.panel_name for j in self.judges if j.panel == panel and j.panel_name), panel)

    def closed(self) -> tuple[Closed, ...]:
        """Every counted entry as its panel closed it; what was withdrawn since is left out."""
        return tuple(
            Closed(self.entries[e.entry], panel, e, file.items.get(e.entry, {}))
            for panel, file in self.counted.items()
            for e in file.value.entries
            if e.entry in self.entries
        )

    @cached_property
    def unsigned(self) -> Mapping[str, tuple[str, ...]]:
        """Entry → the judges whose points in it nobody signed (未签名，组长代录)."""
        found = {
            e.entry: tuple(j for j in file.unsigned if e.scores.get(j, RECUSED) != RECUSED)
            for file in self.counted.values()
            for e in file.value.entries
        }
        return {code: judges for code, judges in found.items() if judges}

    def panels_decided(self) -> tuple[Decision, ...]:
        """What the panels decided, in the results that count."""
        return tuple(d for file in self.counted.values() for d in file.value.decisions)


def load(profile: Profile, round_number: int | None = None) -> SeasonState:
    """The state of a round; without one, of the newest of which a panel result is held, else the first. Raises UsageError."""
    with profile.database.read() as tx:
        newest = _newest(tx)
        number = round_number or newest
        season, plan = state.season(tx), state.PLANS.get(tx, str(number))
        rows = {e.code: e for e in state.ENTRIES.all(tx) if e.round == number}
        places = {p.entry: p.panel for p in plan.places} if plan else {}
        numbers = {p.entry: p.number for p in plan.places} if plan else {}
        arrived = tuple(_held(e) for e in tx.evidence.of_kind(PANEL, round_number=number))
        decisions = tuple(d for d in DECISIONS.all(tx) if d.round == number)
        judges, imports = state.JUDGES.all(tx), tuple(s for s in IMPORTS.all(tx) if s.round == number)
    counting = {c: _entry(season, r, numbers.get(c, 0)) for c, r in rows.items() if c in places and not (r.practice or r.withdrawn)}
    return SeasonState(season, number, arrived, decisions, rows, counting, places, judges, imports, number < newest)


def round_now(profile: Profile) -> int:
    """The round that is met about."""
    with profile.database.read() as tx:
        return _newest(tx)


def keep(profile: Profile, tx: Transaction, file: PanelFile) -> None:
    """Put a verified result among the evidence."""
    tx.evidence.put(
        PANEL, file.payload, file.envelope, profile.clock.now(), season=file.value.season, round_number=file.value.round,
        judge=file.value.panel, epoch=file.ref.epoch, sequence=file.sequence,
    )  # fmt: skip


def _newest(tx: Transaction) -> int:
    return max((e.round or 1 for e in tx.evidence.of_kind(PANEL)), default=1)


def _held(evidence: Evidence) -> PanelFile:
    """As it was verified when it came."""
    found = dsse.parse(evidence.envelope, limit=documents.PANEL.limit * 2)
    value = documents.peek(documents.PANEL, found)
    season = documents.peek(documents.SEASON, dsse.parse(value.season_envelope.encode(), limit=documents.SEASON.limit * 2))
    ext = documents.ext_of(found)
    return PanelFile(value, season, evidence.payload_digest, evidence.envelope, items_ext.of_ext(ext), unsigned_ext.judges(ext))


def _entry(season: Season, row: ImportedEntry, number: int) -> Entry:
    return Entry(
        row.code, number, row.title, row.circle, row.topic_type, row.field, manifests.rubric_for(season, row), (), row.unit, row.recommender
    )
