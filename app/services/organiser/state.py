"""The organiser's private state, typed: what stands in the profile and never in the repository."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

from app.core.errors import UsageError
from app.core.files import read_limited
from app.core.words import say
from app.models.assignment import Inbox, PublishedSequence
from app.models.organising import AssignmentPlan, CarriedEntry, EntryVerdict, ImportedEntry, ImportedJudge, Material, Recommender
from app.models.roster import Roster, RoundNumber
from app.models.sealed_file import SealedFile
from app.models.season import Season
from app.models.shape import Address, Digest, Id, KeyHex, Line, Many, SeasonId, Text
from app.services.profile import SEASON_HOME, SEASON_KEY, Profile
from app.services.shelf import Shelf
from app.store.database import Transaction
from app.trust.keys import SealIdentity, SigningKey


@dataclass(frozen=True)
class SeasonHome:
    """Which repository this profile organises, and its root of trust."""

    season: SeasonId
    repository: Address
    root: Annotated[str, Text(100_000)]
    materials: Line = ""
    published: bool = False


@dataclass(frozen=True)
class Invited:
    """One invitation: its secret, the payload digest of the request that used it, and the public half of its one-time identity."""

    judge: Id
    secret: Annotated[str, Text(32, 32)]
    created: datetime
    expires: datetime
    used: Digest | None = None
    identity: KeyHex | None = None

    def reader(self, now: datetime) -> str | None:
        """The key to which the judge's manifest is sealed until a laptop is admitted; None once used, expired or without one."""
        return self.identity if self.used is None and now <= self.expires else None


@dataclass(frozen=True)
class JudgeAssignment:
    """One judge's assignment in one round: its id, write-only credential, and every sequence published."""

    judge: Id
    round: RoundNumber
    id: Id
    sequences: Annotated[tuple[PublishedSequence, ...], Many(1000)] = ()
    content: Digest | None = None
    """Digest of the newest manifest's content without its own sequence and time: unchanged → not published again."""
    sealed: Digest | None = None
    """SHA-256 of the sealed bytes made for it: a publish that was cut off is told by the repository holding others."""
    readers: Annotated[tuple[KeyHex, ...], Many(8)] = ()
    """Keys to which it was sealed: others → the same document is sealed again, its sequence stays."""
    fellow: Annotated[tuple[PublishedSequence, ...], Many(1000)] = ()
    """The sequences as a fellow chair's manifest lists them: of a chair by content (`fellow_chairs`), of a judge as published."""


@dataclass(frozen=True)
class Contact:
    """Addresses that invitations and manifests carry."""

    addresses: Annotated[tuple[Address, ...], Many(10)] = ()
    inboxes: Annotated[tuple[Inbox, ...], Many(10)] = ()


HOME = Shelf(SEASON_HOME, SeasonHome)
SEASON = Shelf("season", Season)
ROSTER = Shelf("roster", Roster)
ENTRIES = Shelf("entry", ImportedEntry)
CARRIED = Shelf("carried", CarriedEntry)
JUDGES = Shelf("judge", ImportedJudge)
MATERIALS = Shelf("material", Material)
RECOMMENDERS = Shelf("recommender", Recommender)
VERDICTS = Shelf("verdict", EntryVerdict)
PLANS = Shelf("plan", AssignmentPlan)
SEALED = Shelf("sealed", SealedFile)
INVITED = Shelf("invited", Invited)
ASSIGNMENTS = Shelf("assignment", JudgeAssignment)
CONTACT = Shelf("contact", Contact)
ONLY = SEASON_KEY


@dataclass(frozen=True)
class OrganiserKeys:
    """root signs root.json, daily signs everything published, sign and seal are the organiser's own."""

    root: SigningKey
    daily: SigningKey
    sign: SigningKey
    seal: SealIdentity


def keep_keys(tx: Transaction, keys: OrganiserKeys) -> None:
    """Store all four."""
    for name in ("root", "daily", "sign"):
        tx.secrets.put("organiser-sign", name, bytes.fromhex(getattr(keys, name).seed_hex))
    tx.secrets.put("organiser-seal", "seal", bytes.fromhex(keys.seal.secret_hex))


def keys(tx: Transaction) -> OrganiserKeys:
    """The keys of an organiser's profile. Raises UsageError for another profile."""
    home(tx)

    def seed(kind: str, name: str) -> str:
        found = tx.secrets.get(kind, name)
        if found is None:
            raise RuntimeError("an organiser's profile without keys")
        return found.hex()

    signing = {name: SigningKey.from_seed(seed("organiser-sign", name)) for name in ("root", "daily", "sign")}
    return OrganiserKeys(**signing, seal=SealIdentity.from_hex(seed("organiser-seal", "seal")))


def home(tx: Transaction) -> SeasonHome:
    """The season this profile organises. Raises UsageError when it organises none."""
    found = HOME.get(tx, ONLY)
    if found is None:
        raise UsageError(
            say("本档案没有组织任何赛季。", "This profile organises no season."),
            say(
                "请先运行 organizer init，或用 --home 指定组织方档案。",
                "Run organizer init first, or name the organiser's profile with --home.",
            ),
            reason="no-season",
        )
    return found


def season(tx: Transaction) -> Season:
    """The season as it will be published next."""
    home(tx)
    found = SEASON.get(tx, ONLY)
    if found is None:
        raise RuntimeError("a season home without a season")
    return found


def roster(tx: Transaction) -> Roster:
    """The roster as it will be published next."""
    found = ROSTER.get(tx, ONLY)
    if found is None:
        raise RuntimeError("a season home without a roster")
    return found


def check_repository(profile: Profile, repository: str) -> SeasonHome:
    """The season home, after making sure that `repository` is the one it organises; a folder that was moved is recognised. Raises UsageError."""
    with profile.database.read() as tx:
        found = home(tx)
    here = Path(repository).resolve()
    if Path(found.repository).resolve() == here:
        return found
    with profile.database.write() as tx:
        if not _moved(tx, found, here):
            raise UsageError(
                say(
                    "本档案组织的是另一个仓库：{name}",
                    "This profile organises another repository: {name}",
                    name=Path(found.repository).name,
                ),
                say("请核对 REPO 或 --home。", "Check REPO or --home."),
                reason="other-repository",
            )
        found = replace(found, repository=str(here))
        HOME.put(tx, ONLY, found)
    return found


def _moved(tx: Transaction, found: SeasonHome, here: Path) -> bool:
    """Whether `here` is the season's own folder at a new place (another computer after a restore): the old place is gone,
    the root is ours and the roster the newest published, for publishing into an older copy would look like a rollback."""
    from app.publishing.tuf_repository import TufRepository  # heavy, and needed once in a season

    public, last = TufRepository(here), tx.evidence.newest("roster")
    if Path(found.repository).exists() or not (here / "metadata" / "1.root.json").is_file():
        return False
    same_root = read_limited(here / "metadata" / "1.root.json", 100_000) == found.root.encode()
    return same_root and public.target("roster.json") == (last.envelope if last else None)
