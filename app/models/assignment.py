"""What one judge gets for one round: the sealed manifest. The chair's also describes the panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from app.models.entry import Entry
from app.models.roster import PanelRole, RoundNumber
from app.models.rubric import TopicType
from app.models.shape import Address, Digest, Id, Line, Many, Points, SeasonId, Size, Small, Text, Version


class InboxKind(StrEnum):
    EMBEDDED = "embedded"
    WEBDAV = "webdav"
    S3 = "s3"
    FOLDER = "folder"


@dataclass(frozen=True)
class Inbox:
    """Where files go back: write-only; the credential is worth nothing but spam."""

    kind: InboxKind
    address: Address
    credential: Annotated[str, Text(500)] = ""


@dataclass(frozen=True)
class PublishedSequence:
    """One version of a judge's assignment: its manifest's payload digest and which entries it held."""

    sequence: Version
    manifest: Digest
    entries: Annotated[tuple[Id, ...], Many(2000)]


@dataclass(frozen=True)
class PanelMember:
    """A judge as the chair sees them: name, and every sequence ever published to them."""

    judge: Id
    name: Line
    role: PanelRole
    assignment: Id
    sequences: Annotated[tuple[PublishedSequence, ...], Many(1000)]
    conflicts: Annotated[tuple[Id, ...], Many(2000)] = ()
    """Entries never assigned to them because their unit is one of the entry's: shown as 回避."""


@dataclass(frozen=True)
class PanelEntry:
    """An entry as the chair's tables list it, also when the chair may not read it."""

    code: Id
    number: Small
    title: Line
    circle: Line
    topic_type: TopicType
    field: Id
    rubric: Id
    unit: Line | None = None
    recommender: Line | None = None
    practice: bool = False
    withdrawn: bool = False
    documents: Annotated[tuple[Digest, ...], Many(40)] = ()
    """Plain digests of the documents as published now: a sheet that names others was scored on an older file."""
    carried: Points | None = None
    """带入分 from the round before. The chair's alone: judges score what they see."""


@dataclass(frozen=True)
class Manifest:
    """Per (round, judge), age-sealed. A lower `sequence` than the one held is refused.

    `units` is a shuffled list not tied to entries, for declaring conflicts when the season is blind;
    `start` is the index at which this judge's reading order begins.
    """

    season: SeasonId
    round: RoundNumber
    judge: Id
    assignment: Id
    sequence: Version
    published: datetime
    name: Line
    judge_unit: Line
    panel: Id
    role: PanelRole
    entries: Annotated[tuple[Entry, ...], Many(2000)]
    units: Annotated[tuple[Line, ...], Many(5000)]
    start: Small
    inboxes: Annotated[tuple[Inbox, ...], Many(10)]
    members: Annotated[tuple[PanelMember, ...], Many(1000)] = ()
    panel_entries: Annotated[tuple[PanelEntry, ...], Many(2000)] = ()
    panel_name: Line = ""
    """The panel as people call it (第3组); `panel` is its code."""
    recovered: Recovered | None = None
    """The judge's own work from an earlier laptop."""

    @property
    def panel_shown(self) -> str:
        """The panel's name, or its code when it has none."""
        return self.panel_name or self.panel

    def entry(self, code: str) -> Entry | None:
        """The entry with this code, or None."""
        return next((e for e in self.entries if e.code == code), None)


@dataclass(frozen=True)
class CopyNote:
    """What the organiser holds of a judge's work on an earlier laptop: counts and a time, no content."""

    made: datetime
    sheets_done: Small
    drafts: Small


@dataclass(frozen=True)
class Recovered:
    """A copy of the judge's own work, sealed again to this laptop's key: the payload's digest, and the blob that carries it."""

    payload: Digest
    sealed_sha256: Digest
    sealed_size: Size
    chunks: Annotated[tuple[Digest, ...], Many(20)]
    note: CopyNote


@dataclass(frozen=True)
class Invitation:
    """`.qcinvite`: how a judge finds the season (addresses, root of trust) and proves to be the one invited."""

    season: SeasonId
    judge: Id
    root: Annotated[str, Text(100_000, 2)]
    addresses: Annotated[tuple[Address, ...], Many(10)]
    inboxes: Annotated[tuple[Inbox, ...], Many(10)]
    secret: Annotated[str, Text(32, 32, "[0-9a-f]{32}")]
    created: datetime
    expires: datetime
    label: Line
    identity: Annotated[str, Text(4000)] = ""
    """Enrolment `immediate`: the one-time identity that opens the first manifest, bare or wrapped by a code sent apart."""
    epochs: Small = 0
    """Keys that this judge had on the roster when it was written: a live one among them is the earlier laptop's."""
    copy: CopyNote | None = None
    """What can be brought back from the earlier laptop."""


@dataclass(frozen=True)
class EnrolmentRequest:
    """`.qcenrol`: the new public keys, bound to the invitation by HMAC-SHA256(secret, sign‖seal), hex."""

    season: SeasonId
    judge: Id
    sign: Digest
    seal: Digest
    mac: Digest
    created: datetime
