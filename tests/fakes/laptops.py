"""A season with its embedded server and a policy of choice, judges' laptops that can be made, die and be made again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.tasks import Context
from app.models.season import Policy
from app.models.shape import Points
from app.publishing.server import EmbeddedServer
from app.services import profile as profiles
from app.services.judge import declare, enrol, score, sync, workspace
from app.services.judge.sync import SyncReport
from app.services.organiser import admit, invite, publish, serve, state
from app.services.organiser.admit import Admission
from app.services.organiser.publish import Published
from app.services.profile import Profile
from tests.fakes.season import PASSPHRASE, Season


def set_policy(season: Season, **changed: object) -> Policy:
    """Change the policy before anything is published."""
    with season.open("organiser") as organiser, organiser.database.write() as tx:
        held = state.season(tx)
        policy = replace(held.policy, **changed)  # type: ignore[arg-type]
        state.SEASON.put(tx, state.ONLY, replace(held, policy=policy))
    return policy


@contextmanager
def serving(season: Season) -> Iterator[str]:
    """The repository on loopback, with inboxes; its address."""
    with season.open("organiser") as organiser:
        tokens = serve.tokens(organiser)
    with EmbeddedServer(season.repository, credentials=lambda: tokens) as server:
        yield server.address


@dataclass(frozen=True)
class Office:
    """The organiser's few moves, each on a profile opened for it."""

    season: Season
    address: str

    def invite(self, *judges: str, codes: bool = False) -> invite.Invitations:
        with self.season.open("organiser") as organiser:
            place = self.season.folder / "invitations"
            return invite.invite(organiser, self.season.repository, place, [self.address], judges, codes=codes)[0]

    def admit(self) -> Admission:
        with self.season.open("organiser") as organiser:
            return admit.admit(organiser, self.season.repository, [])[0]

    def publish(self) -> Published:
        with self.season.open("organiser") as organiser:
            return publish.publish(organiser, self.season.repository, Context())[0]


def new_laptop(season: Season, judge: str, invitation: Path, *, name: str = "", code: str | None = None) -> str:
    """A profile of its own that opened the invitation; the recovery code of the laptop. `name`: its folder below homes/."""
    profile, recovery = profiles.create(season.home(name or judge), passphrase=PASSPHRASE)
    with closing(profile):
        enrol.enrol(profile, enrol.read_file(invitation), code=code)
    return recovery


def sync_now(season: Season, who: str) -> SyncReport:
    with season.open(who) as profile:
        return sync.sync(profile, Context())[0]


def pledge(season: Season, who: str) -> None:
    with season.open(who) as profile:
        declare.declare(profile, {})


def score_some(season: Season, who: str, codes: tuple[str, ...], lost: int = 1) -> None:
    """Every item full marks less `lost` steps, with a remark."""
    with season.open(who) as profile:
        for code in codes:
            score_whole(profile, code, lost)


def score_whole(profile: Profile, code: str, lost: int = 1) -> None:
    desk = workspace.load(profile)
    items = desk.rubric(desk.entry(code)).items
    score.set_points(profile, code, {i.code: Points(i.max - i.step * lost) for i in items}, remark=f"{code} 数据充分。")
