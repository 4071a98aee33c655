"""The season, assignment and rubrics a judge works under, read once from kept evidence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar, cast

from app.core.errors import UsageError
from app.core.words import say, strung
from app.models.assignment import Manifest
from app.models.entry import Entry
from app.models.roster import Roster
from app.models.rubric import Rubric
from app.models.season import Season
from app.packages import documents
from app.packages.documents import Kind
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.evidence import Evidence
from app.trust import envelope as dsse

T = TypeVar("T")


@dataclass(frozen=True)
class Workspace:
    """One round of one season for one judge, with the digest of the manifest it came from. `earlier`: a later round is held too."""

    round: int
    season: Season
    manifest: Manifest
    manifest_digest: str
    earlier: bool = False

    def rubric(self, entry: Entry) -> Rubric:
        """The entry's rubric. Raises UsageError when the season has none by that id."""
        found = self.season.rubric(entry.rubric)
        if found is None:
            raise UsageError(
                say("赛季里没有评分表 {code}。", "The season has no rubric {code}.", code=entry.rubric),
                say("请同步最新资料，或联系组织方。", "Sync again, or ask the organiser."),
            )
        return found

    @property
    def hidden_units(self) -> tuple[str, ...]:
        """Units whose entries nobody here may tell; none in a season that shows them."""
        return self.manifest.units if self.season.policy.blind_units else ()

    def leads(self, entry: Entry) -> bool:
        """Whether this judge is the entry's 主评."""
        return entry.lead is not None and entry.lead == self.manifest.judge

    def lead_name(self, entry: Entry) -> str:
        """The entry's 主评 as this judge may know them: a name where the members are known (to a chair), else the code; "" without one."""
        named = next((m.name for m in self.manifest.members if m.judge == entry.lead), "")
        return self.manifest.name if self.leads(entry) else named or entry.lead or ""

    def entry(self, code: str) -> Entry:
        """The assigned entry. Raises UsageError for an unknown code."""
        found = self.manifest.entry(code.upper())
        if found is None:
            raise UsageError(
                say("您的名单里没有成果 {code}。", "There is no entry {code} in your list.", code=code[:40]),
                say("请用 judge entries 查看编号。", "See the codes with judge entries."),
                reason="unknown-entry",
            )
        return found


def current(profile: Profile, tx: Transaction, round_number: int | None = None) -> Workspace:
    """The workspace of a round, by default the newest one held. Raises UsageError `not-synced` before the first sync, `no-such-round`."""
    season = newest(profile, tx, documents.SEASON, "season")
    rounds = tx.entries.rounds() or tuple({e.round for e in tx.evidence.of_kind("manifest") if e.round})
    wanted = round_number if round_number is not None else max(rounds, default=0)
    if rounds and wanted not in rounds:
        raise _no_such_round(wanted, rounds)
    manifest = newest(profile, tx, documents.MANIFEST, "manifest", wanted) if wanted in rounds else None
    if season is None or manifest is None:
        raise UsageError(
            say("还没有评审资料。", "There is nothing to review yet."),
            say("请先同步（judge sync）。", "Sync first (judge sync)."),
            reason="not-synced",
        )
    return Workspace(wanted, season[0], *manifest, earlier=wanted < max(rounds))


def _no_such_round(wanted: int, rounds: Collection[int]) -> UsageError:
    return UsageError(
        say("这台电脑上没有第{n}轮的资料。", "Nothing of round {n} is on this computer.", n=wanted),
        say("有的是：{rounds}", "There is: {rounds}", rounds=strung(say("、", ", "), (str(n) for n in sorted(rounds)))),
        reason="no-such-round",
    )


def load(profile: Profile, round_number: int | None = None) -> Workspace:
    """`current` in a transaction of its own."""
    with profile.database.read() as tx:
        return current(profile, tx, round_number)


def roster(profile: Profile, tx: Transaction) -> Roster:
    """The newest roster held. Raises UsageError before the first sync."""
    evidence = tx.evidence.newest("roster")
    if evidence is None:
        raise UsageError(say("还没有名册。", "There is no roster yet."), say("请先同步。", "Sync first."), reason="not-synced")
    return parsed(profile, documents.ROSTER, evidence)


def newest(profile: Profile, tx: Transaction, kind: Kind[T], name: str, round_number: int | None = None) -> tuple[T, str] | None:
    """The newest document kept under `name` with its digest. Its envelope is read from the store once: every save asks for it."""
    digest = tx.evidence.newest_digest(name, round_number=round_number)
    if digest is None:
        return None
    held = profile.parsed.get(digest)
    if held is not None:
        return cast(T, held), digest
    evidence = tx.evidence.get(name, digest)
    if evidence is None:
        raise RuntimeError("evidence vanished within a transaction")
    return parsed(profile, kind, evidence), digest


def parsed(profile: Profile, kind: Kind[T], evidence: Evidence) -> T:
    """The value of an envelope that was verified when it was kept; read once per digest."""
    held = profile.parsed.get(evidence.payload_digest)
    if held is None:
        held = profile.parsed[evidence.payload_digest] = documents.peek(kind, dsse.parse(evidence.envelope, limit=kind.limit * 2))
    return cast(T, held)
