"""A season made through the services, as large as a test needs and without spreadsheets: entries, judges, sealed files.

Only the import is left out (its result is put where it would stand); everything after it is the real road.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from app.core.tasks import Context
from app.models.entry import DocumentRole
from app.models.organising import EntryVerdict, ImportedEntry, ImportedJudge, Material, Verdict
from app.models.roster import PanelRole
from app.models.rubric import TopicType
from app.services import profile as profiles
from app.services.judge import declare, enrol, score, sync, workspace
from app.services.organiser import admit, invite, publish, season_import, season_setup, state
from app.services.organiser.state import SeasonHome
from app.services.profile import Profile
from tests.fakes.desk_profile import small_pdf
from tests.fakes.qcdesk import Desk

PASSPHRASE = "demo"
CHAIR = "J-01"
_FILES = {"成果报告.pdf": DocumentRole.REPORT, "发表视频.mp4": DocumentRole.VIDEO}


@dataclass
class Season:
    """Where everything is. Judges are J-01 (the chair), J-02, …; entries Z-001, …"""

    folder: Path
    entries: tuple[str, ...]
    judges: tuple[str, ...]
    videos: Mapping[str, int] = field(default_factory=dict)
    deputy: str = ""

    @property
    def repository(self) -> Path:
        return self.folder / "repository"

    @property
    def materials(self) -> Path:
        return self.folder / "materials"

    def home(self, who: str) -> Path:
        """The profile folder of a judge, or of "organiser"."""
        return self.folder / "homes" / who

    def desk(self, who: str) -> Desk:
        """The command line of a judge, or of "organiser"."""
        return Desk(self.home(who), PASSPHRASE)

    def open(self, who: str) -> closing[Profile]:
        """The profile, opened here."""
        return closing(profiles.open_profile(self.home(who), passphrase=PASSPHRASE))


def found(
    folder: Path, *, entries: int = 3, judges: int = 3, videos: Mapping[str, int] | None = None, deputy: str = "", year: int = 2026
) -> Season:
    """Set up and plan; nothing is published, nobody is enrolled. `videos`: entry code → bytes of its video; `deputy`: the 副组长."""
    codes, people = tuple(f"Z-{n:03}" for n in range(1, entries + 1)), tuple(f"J-{n:02}" for n in range(1, judges + 1))
    season = Season(folder, codes, people, videos or {}, deputy)
    organiser, code = profiles.create(season.home("organiser"), passphrase=PASSPHRASE)
    with closing(organiser):
        profiles.write_recovery_code(organiser, code)
        season_setup.init(organiser, season.repository, "示例市质量协会", year)
        take_in(organiser, season)
        season_import.assign(organiser, season.repository, Context())
    return season


def take_in(organiser: Profile, season: Season) -> None:
    """Put lists and files where an import would have put them."""
    rows = [_row(n, code) for n, code in enumerate(season.entries, 1)]
    files = [m for code in season.entries for m in _materials(season, code)]
    with organiser.database.write() as tx:
        state.ENTRIES.replace(tx, {f"1/{r.code}": r for r in rows})
        state.JUDGES.replace(tx, {j: _judge(n, j, season.deputy) for n, j in enumerate(season.judges, 1)})
        state.MATERIALS.replace(tx, {f"1/{m.entry}/{m.path}": m for m in files})
        state.VERDICTS.replace(tx, {f"1/{code}": EntryVerdict(code, 1, Verdict.ADMITTED) for code in season.entries})
        home = state.home(tx)
        state.HOME.put(tx, state.ONLY, SeasonHome(home.season, home.repository, home.root, str(season.materials.resolve()), home.published))


def enrol_all(season: Season, addresses: Sequence[str] = (), only: Sequence[str] | None = None) -> None:
    """Invite, make each judge's profile, admit; then publish."""
    with season.open("organiser") as organiser:
        where = list(addresses) or [str(season.repository)]
        invited, _ = invite.invite(organiser, season.repository, season.folder / "invitations", where)
        for judge in season.judges if only is None else only:
            profile, code = profiles.create(season.home(judge), passphrase=PASSPHRASE)
            with closing(profile):
                profiles.write_recovery_code(profile, code)
                made, _ = enrol.enrol(profile, enrol.read_file(invited.files[judge]))
            admission, _ = admit.admit(organiser, season.repository, [made.request])
            assert not admission.refused
        publish.publish(organiser, season.repository, Context())


def sync_and_declare(season: Season, judge: str) -> None:
    """What every judge does before scoring."""
    with season.open(judge) as profile:
        sync.sync(profile, Context())
        declare.declare(profile, {})


def score_all(season: Season, judge: str, *, seed: int = 0) -> None:
    """Points on the rubric's steps for every entry."""
    chance = random.Random(f"{judge}{seed}")
    with season.open(judge) as profile:
        desk = workspace.load(profile)
        for entry in desk.manifest.entries:
            items = desk.rubric(entry).items
            score.set_points(profile, entry.code, {i.code: i.max - i.step * chance.randrange(0, 6) for i in items}, remark="数据充分。")


def _row(number: int, code: str) -> ImportedEntry:
    kind = (TopicType.PROBLEM_SELF, TopicType.INNOVATION)[number % 2]
    return ImportedEntry(
        code, f"降低{number}号线故障率", f"启明星{number}小组", kind, "MANUFACTURING", "制造类", f"第{number}机械有限公司", "示例协会", 1, number + 1, number,
        panel="P-1",
    )  # fmt: skip


def _judge(number: int, judge: str, deputy: str) -> ImportedJudge:
    role = PanelRole.CHAIR if judge in (CHAIR, deputy) or number == 1 else PanelRole.JUDGE
    return ImportedJudge(judge, f"评委{number}", f"第{number}研究所", "P-1", "第1组", role, row=number + 1, deputy=judge == deputy)


def _materials(season: Season, code: str) -> list[Material]:
    folder = season.materials / code
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / "成果报告.pdf"
    if not report.exists():
        report.write_bytes(small_pdf(2))
    if code in season.videos and not (video := folder / "发表视频.mp4").exists():
        chance = random.Random(code)
        with video.open("wb") as out:
            for _ in range(season.videos[code] >> 20):
                out.write(chance.randbytes(1 << 20))
    return [Material(code, 1, _FILES[p.name], f"{code}/{p.name}", p.stat().st_size) for p in sorted(folder.iterdir())]
