"""A new season: keys, root of trust, rubrics and policy from the resources, an empty public repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.core import ids, strictjson
from app.core.clock import whole_second
from app.core.errors import UsageError
from app.core.files import read_limited
from app.core.paths import resources
from app.core.words import say
from app.models.changes import Changes, Topic, changed
from app.models.roster import KeyEpoch, Roster, RosterOrganiser
from app.models.rubric import Rubric
from app.models.season import EntryField, Level, Policy, Round, Season, SeasonWords
from app.packages import codec
from app.packages.documents import READS
from app.publishing.tuf_repository import TufRepository, new_root
from app.scoring.validate import require_rubric
from app.services.organiser import state
from app.services.organiser.state import OrganiserKeys, SeasonHome
from app.services.profile import Profile
from app.trust.fingerprint import season_code
from app.trust.keys import SealIdentity, SigningKey

ORGANISER = "ORG"
_OF_SEASON = ("rank_within", "quotas")
LIMIT = 1 << 20


@dataclass(frozen=True)
class NewSeason:
    """What was made: the season's id, and the code to print in the association's notice."""

    season: str
    season_code: str
    repository: Path
    rubrics: tuple[str, ...]


def init(profile: Profile, repository: Path, name: str, year: int) -> tuple[NewSeason, Changes]:
    """Set up a season in an empty folder. Raises UsageError when the profile or the folder is taken."""
    _refuse_taken(profile, repository)
    now = whole_second(profile.clock.now())
    keys = OrganiserKeys(SigningKey.generate(), SigningKey.generate(), SigningKey.generate(), SealIdentity.generate())
    root = new_root(keys.root, keys.daily, now)
    season = _season(ids.season_id(root), name, year, now)
    roster = Roster(season.id, 1, now, (), (RosterOrganiser(ORGANISER, (KeyEpoch(1, keys.sign.public_hex, keys.seal.public_hex, 1),)),))
    with profile.database.write() as tx:
        state.keep_keys(tx, keys)
        state.SEASON.put(tx, state.ONLY, season)
        state.ROSTER.put(tx, state.ONLY, roster)
        state.HOME.put(tx, state.ONLY, SeasonHome(season.id, str(repository.resolve()), root.decode()))
    TufRepository(repository).write_root(root)
    made = NewSeason(season.id, season_code(root), repository, tuple(r.id for r in season.rubrics))
    return made, changed(Topic.SEASON)


def rubrics() -> tuple[Rubric, ...]:
    """All rubrics that come with the program, checked (totals, steps, codes)."""
    folder = resources() / "rubrics"
    files = sorted(p for p in folder.glob("*.json") if not p.name.endswith(".schema.json"))
    return tuple(require_rubric(codec.from_bytes(Rubric, read_limited(p, LIMIT))) for p in files)


def _season(season_id: str, name: str, year: int, now: datetime) -> Season:
    template: Mapping[str, Any] = strictjson.loads(read_limited(resources() / "policies" / "season-template.json", LIMIT))
    policy = codec.from_bytes(Policy, read_limited(resources() / "policies" / "default.json", LIMIT))

    def many(cls: type[Any], key: str) -> tuple[Any, ...]:
        return tuple(codec.from_json(cls, v) for v in template[key])

    return Season(
        id=season_id, version=1, label=say("{name} {year}年质量管理小组成果评审", "{name}: {year} quality-circle review", name=name[:200], year=year), organiser=name, year=year,
        published=now, words=codec.from_json(SeasonWords, template["words"]), fields=many(EntryField, "fields"), levels=many(Level, "levels"),
        rounds=many(Round, "rounds"), rubrics=rubrics(), policy=_declared(policy, template), needs=dict.fromkeys(READS, 1),
    )  # fmt: skip


def _declared(policy: Policy, template: Mapping[str, Any]) -> Policy:
    """The default policy with what the template declares beside it: fields that a policy may leave out, and places with the range in which
    they are competed for, which belong together.
    """
    own = {name: template[name] for name in _OF_SEASON if name in template}
    return codec.from_json(Policy, {**codec.to_json(policy), **template.get("policy", {}), **own})


def _refuse_taken(profile: Profile, repository: Path) -> None:
    with profile.database.read() as tx:
        taken = state.HOME.get(tx, state.ONLY)
    if taken is not None:
        raise UsageError(
            say("本档案已经组织了一个赛季。", "This profile already organises a season."),
            say("新的赛季请用新的档案文件夹（--home）。", "Use a new profile folder (--home) for a new season."),
            reason="exists",
        )
    if repository.exists() and any(repository.iterdir()):
        raise UsageError(
            say("文件夹“{name}”不是空的。", "The folder “{name}” is not empty.", name=repository.name),
            say("请选择一个空文件夹作为仓库。", "Choose an empty folder for the repository."),
            reason="not-empty",
        )
