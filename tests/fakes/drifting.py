"""Laptops of one judge whose clocks stand wherever they like, and an organiser who takes in their copies; all of it real."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from app.core.clock import Clock
from app.core.ids import sha256_hex
from app.models.roster import EndReason, KeyEnd, KeyEpoch, Roster, RosterOrganiser
from app.models.shape import Points
from app.models.sheet import Audience, EventKind, Note, NoteKind
from app.packages import documents, sealed_documents
from app.publishing.inbox import Arrived
from app.services import profile as profiles
from app.services.judge import identity, recovered, score, work_copy, workspace
from app.services.judge.identity import Keys
from app.services.organiser import copies, kept_copies
from app.services.organiser.kept_copies import HeldCopy
from app.services.organiser.state import OrganiserKeys
from app.services.profile import Profile
from app.trust.envelope import parse
from app.trust.keys import SealIdentity, SigningKey
from tests.fakes import desk_template
from tests.fakes.desk_profile import JUDGE, NOON

ENTRIES = 2


@dataclass(frozen=True)
class Sent:
    """A copy as it left a laptop, with what that laptop's store held then."""

    payload: str
    data: bytes
    events: frozenset[str]


@dataclass
class Laptop:
    """One laptop; `ahead` is by how much its clock is wrong now."""

    home: Path
    keys: Keys
    roster: Roster
    ahead: timedelta = timedelta(0)
    backups: list[Path] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator[Profile]:
        vault = desk_template.made(ENTRIES).profile.vault
        found = profiles.open_profile(self.home, unlocked=lambda: vault, clock=Clock(lambda: NOON + self.ahead))
        try:
            yield found
        finally:
            found.close()

    def work(self, entry: int, item: int, hundredths: int) -> None:
        with self.open() as profile:
            code = f"Z-{entry:03}"
            desk = workspace.load(profile)
            chosen = desk.rubric(desk.entry(code)).items[item]
            score.set_points(profile, code, {chosen.code: Points(hundredths // chosen.step * chosen.step)})

    def note(self, number: int, words: str, *, private: bool) -> None:
        audience = Audience.PRIVATE if private else Audience.PANEL
        with self.open() as profile:
            score.put_note(profile, "Z-001", Note(f"{number:032x}", NoteKind.WEAKNESS, words, audience=audience))

    def copy(self, organiser: SealIdentity) -> Sent | None:
        """What a sync would send now; None when nothing changed."""
        with self.open() as profile:
            if not work_copy.queue(profile):
                return None
            with profile.database.read() as tx:
                (waiting,) = (f for f in tx.outbox.pending() if f.kind == "backup")
                data = tx.outbox.content(waiting.file_sha256)
                events = frozenset(e.id for e in tx.events.history(1) if e.kind is not EventKind.HALF_TYPED)
        _, envelope = sealed_documents.open_sealed(documents.DRAFT, data, [organiser], [self.keys.sign.public_hex])
        return Sent(parse(envelope).payload_digest, data, events)

    def unnamed(self, sent: Sent, organiser: SealIdentity) -> Sent:
        """The same copy as a program made it that knew of no line."""
        signer = self.keys.sign
        found, _ = sealed_documents.open_sealed(documents.DRAFT, sent.data, [organiser], [signer.public_hex])
        envelope, data = sealed_documents.seal(documents.DRAFT, found.value, signer, [organiser.public_hex])
        return Sent(parse(envelope).payload_digest, data, sent.events)

    def back_up(self) -> None:
        kept = self.home.with_name(f"{self.home.name}-kept-{len(self.backups)}")
        self.backups.append(Path(shutil.copytree(self.home, kept)))

    def put_back(self, number: int) -> None:
        shutil.rmtree(self.home)
        shutil.copytree(self.backups[number], self.home)

    def take_over(self, sent: Sent, organiser: SealIdentity) -> None:
        """As after `organizer recover`: the same signed copy, sealed to this laptop."""
        signers = [k.sign for j in self.roster.judges for k in j.keys]
        _, envelope = sealed_documents.open_sealed(documents.DRAFT, sent.data, [organiser], signers)
        file = self.home.with_name(f"{sent.payload[:16]}.qcbackup")
        file.write_bytes(sealed_documents.seal_envelope(envelope, [self.keys.seal.public_hex]))
        with self.open() as profile:
            recovered.restore(profile, file)


@dataclass
class Organiser:
    """Takes in copies on a clock that is right."""

    profile: Profile
    keys: OrganiserKeys
    roster: Roster
    inbox: Path

    def collect(self, sent: Sent) -> None:
        file = self.inbox / f"{sha256_hex(sent.data)}.qcbackup"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(sent.data)
        copies.collect(self.profile, self.keys, self.roster, Arrived(JUDGE, file))

    def held(self) -> tuple[HeldCopy, ...]:
        with self.profile.database.read() as tx:
            return kept_copies.of(tx, JUDGE)

    def readable(self) -> bool:
        """Whether each file that is noted lies there and says what was noted."""
        found = [(c, kept_copies.read(self.profile, self.keys, self.roster, c)) for c in self.held()]
        return all(f is not None and f[0].payload == c.payload for c, f in found)


@dataclass
class World:
    """Two laptops of one judge, the first one's key ended as replaced, and the organiser."""

    first: Laptop
    second: Laptop
    organiser: Organiser

    @property
    def seal(self) -> SealIdentity:
        return self.organiser.keys.seal


@contextmanager
def world(folder: Path, *, organiser_clock: datetime = NOON) -> Iterator[World]:
    """All anew below `folder`."""
    template = desk_template.made(ENTRIES)
    keys = OrganiserKeys(SigningKey.generate(), SigningKey.generate(), SigningKey.generate(), SealIdentity.generate())
    with template_open(template, folder / "look") as profile, profile.database.read() as tx:
        old, roster = identity.keys(tx), workspace.roster(profile, tx)
    new = Keys(SigningKey.generate(), SealIdentity.generate())
    roster = _with(roster, old, new, keys)
    laptops = [Laptop(_laptop(template, folder / name, own, roster), own, roster) for name, own in (("first", old), ("second", new))]
    with template_open(template, folder / "organiser", organiser_clock) as profile:
        yield World(laptops[0], laptops[1], Organiser(profile, keys, roster, folder / "inbox" / JUDGE))


@contextmanager
def template_open(template: desk_template.Template, home: Path, now: datetime = NOON) -> Iterator[Profile]:
    """A copy of the template's folder, open."""
    shutil.copytree(template.profile.home, home)
    profile = profiles.open_profile(home, unlocked=lambda: template.profile.vault, clock=Clock(lambda: now))
    try:
        yield profile
    finally:
        profile.close()


def _with(roster: Roster, old: Keys, new: Keys, keys: OrganiserKeys) -> Roster:
    judge = next(j for j in roster.judges if j.id == JUDGE)
    ended = KeyEpoch(1, old.sign.public_hex, old.seal.public_hex, 1, KeyEnd(2, EndReason.REPLACED))
    live = KeyEpoch(2, new.sign.public_hex, new.seal.public_hex, 2)
    organiser = RosterOrganiser("O-01", (KeyEpoch(1, keys.sign.public_hex, keys.seal.public_hex, 1),))
    judges = tuple(replace(j, keys=(ended, live)) if j is judge else j for j in roster.judges)
    return replace(roster, version=2, judges=judges, organisers=(organiser,))


def _laptop(template: desk_template.Template, home: Path, own: Keys, roster: Roster) -> Path:
    with template_open(template, home) as profile, profile.database.write() as tx:
        identity.keep(tx, identity.require(tx), own)
        envelope = documents.sign(documents.ROSTER, roster, SigningKey.generate())
        tx.evidence.put("roster", parse(envelope).payload_digest, envelope, NOON, season=roster.season, sequence=2)
    return home
