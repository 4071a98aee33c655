"""The chair's side of one round as one value: the panel as its manifest describes it, what arrived, what was done and decided.

Every view of the chair is a function of this value alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.models.assignment import PanelEntry, PanelMember
from app.models.chairing import RecordedSheets, Step, StepKind
from app.models.decision import Decision, DecisionKind
from app.models.roster import Roster
from app.models.rubric import Rubric
from app.packages import documents
from app.scoring.decisions import acting
from app.scoring.merge import MergeState, PayloadRef, Standing, standing
from app.services.chair import shelves
from app.services.chair.arrivals import Arrived
from app.services.judge.workspace import Workspace

UNSIGNED_EPOCH = 0
"""Where copied sheets stand in the order of a judge's packages: before everything that a key signed."""


@dataclass(frozen=True)
class Recorded:
    """Sheets copied from paper (未签名，组长代录) with the digest that stands where a payload's would."""

    digest: str
    value: RecordedSheets

    @property
    def ref(self) -> PayloadRef:
        return PayloadRef(self.value.judge, UNSIGNED_EPOCH, self.value.sequence, self.digest)


@dataclass(frozen=True)
class Panel:
    """Everything the chair's view is a function of."""

    desk: Workspace
    roster: Roster
    members: tuple[PanelMember, ...]
    entries: tuple[PanelEntry, ...]
    arrived: tuple[Arrived, ...]
    decisions: tuple[Decision, ...]
    opened: frozenset[str]
    own_submitted: bool
    steps: tuple[Step, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    chosen: frozenset[str] = frozenset()
    """Of `opened`, those that were seen because the chair chose them: they count by that choice alone."""
    policies: frozenset[str] = frozenset()
    """Digests of every policy this season was published with, as far as this computer received it: a judge may have scored under
    an earlier one. Results follow the one in force."""
    declaring: frozenset[str] = frozenset()
    """Of `policies`, those that declare 参考 for print."""
    opened_under: str | None = None
    """Digest of the policy in force when a colleague's points were first seen; None before that."""

    @cached_property
    def by_code(self) -> Mapping[str, PanelEntry]:
        """Entry code → entry."""
        return {e.code: e for e in self.entries}

    @cached_property
    def rubric_digests(self) -> Mapping[str, str]:
        """Rubric id → digest: computed once, not for every sheet of every package."""
        return {r.id: documents.value_digest(r) for r in self.desk.season.rubrics}

    def rubric_of(self, code: str) -> Rubric:
        """The rubric of one of the panel's entries."""
        rubric = self.desk.season.rubric(self.by_code[code].rubric)
        if rubric is None:
            raise RuntimeError("a view without its rubric")
        return rubric

    @property
    def early(self) -> Decision | None:
        """The decision that opened points before the chair's own file was handed in; printed on every summary."""
        return next((d for d in acting(self.decisions) if d.kind is DecisionKind.OPEN_EARLY), None)

    @property
    def reference_on_paper(self) -> bool:
        """Whether 参考 may be printed: the policy declares it, and did so before anybody's points were seen. Points opened by an earlier
        release of the program, which did not note the policy, count as opened under every version received."""
        if not self.desk.season.policy.reference_on_paper:
            return False
        if self.opened_under is not None:
            return self.opened_under in self.declaring
        return not self.colleagues_seen or self.policies <= self.declaring

    @property
    def colleagues_seen(self) -> bool:
        """Whether any file that was seen is a colleague's."""
        own = self.desk.manifest.judge
        return any(a.ref.payload in self.opened and a.ref.judge != own for a in self.arrived)

    @property
    def points_open(self) -> bool:
        """Whether points may be shown."""
        return self.own_submitted or self.early is not None

    def state(self) -> MergeState:
        """The merge state: payloads held, decisions made, points opened, what is set aside. Copied sheets were seen by their nature."""
        live = {d for s in shelves.standing(self.steps, StepKind.RECORD) for d in s.recorded}
        refs = frozenset(a.ref for a in self.arrived) | {r.ref for r in self.recorded}
        aside = self.aside | {r.digest for r in self.recorded if r.digest not in live}
        return MergeState(refs, frozenset(self.decisions), (self.opened | live) - self.chosen, aside, self.chosen)

    @property
    def aside(self) -> frozenset[str]:
        """Packages whose every import was undone. One that no import brought (the chair's own) always counts."""
        brought = {p for s in self.steps if s.kind is StepKind.IMPORT for p in s.payloads}
        return frozenset(brought - {p for s in shelves.standing(self.steps, StepKind.IMPORT) for p in s.payloads})

    def standing(self) -> Standing:
        """What counts now."""
        return self._standing

    @cached_property
    def _standing(self) -> Standing:
        return standing(self.state())

    def counted(self) -> Mapping[str, Arrived]:
        """Judge → the signed package that counts (independent phase)."""
        return self._counted

    @cached_property
    def _counted(self) -> Mapping[str, Arrived]:
        held = {a.ref.payload: a for a in self.arrived}
        return {judge: held[ref.payload] for judge, ref in self.standing().counted.items() if ref.payload in held}

    def unsigned_sheets(self) -> frozenset[tuple[str, str]]:
        """(judge, entry) of every copied sheet that counts: what papers mark."""
        return frozenset((judge, s.entry) for judge, held in self.unsigned().items() for s in held.value.sheets)

    def unsigned(self) -> Mapping[str, Recorded]:
        """Judge → the copied sheets that count (未签名，组长代录)."""
        return self._unsigned

    @cached_property
    def _unsigned(self) -> Mapping[str, Recorded]:
        held = {r.digest: r for r in self.recorded}
        return {judge: held[ref.payload] for judge, ref in self.standing().counted.items() if ref.payload in held}
