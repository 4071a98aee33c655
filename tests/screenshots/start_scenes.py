"""The screens before the desk, on the sample season as its organiser really publishes it: an invitation, the code, the pledge, a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from app.core.clock import Clock
from app.core.tasks import Context, Progress
from app.services import backup
from app.services import profile as profiles
from app.services.organiser import season_import, season_setup
from app.store import errors
from app.ui.judge.restore_pages import RestorePage
from app.ui.judge.start_stage import Stage as At
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, serving, sync_now
from tests.fakes.season import PASSPHRASE, Season
from tests.screenshots import beside_scenes, profile
from tests.screenshots.looks import BOTH, FULL, Look
from tests.screenshots.stage import Stage

JUDGE, OTHER = "PW-04", "PW-03"
SCORED = ("Z-001", "Z-002", "X-001", "X-003")


@dataclass
class Sample:
    """A published sample season with its address, a judge's invitation, and a copy of work with the code that opens it."""

    office: Office
    invitation: Path
    copy: Path
    code: str

    @property
    def season(self) -> Season:
        return self.office.season


@contextmanager
def sample(folder: Path) -> Iterator[Sample]:
    """Published in `folder` and served on loopback until the end."""
    with patch.object(Clock, "now", lambda _self: profile.NOW):
        season = _published(folder)
    with serving(season) as address:
        with patch.object(Clock, "now", lambda _self: profile.NOW):
            made = _invited(Office(season, address), folder)
        yield made  # outside: whoever keeps the sample for long keeps no wrong clock for everybody else


def _invited(office: Office, folder: Path) -> Sample:
    """Invited and published, with one judge at work whose copy lies in `folder`."""
    season, invited = office.season, office.invite().files
    office.publish()
    code = new_laptop(season, OTHER, invited[OTHER])
    sync_now(season, OTHER)
    pledge(season, OTHER)
    score_some(season, OTHER, SCORED)
    copy = folder / "2026-第1轮-评委03.qcbackup"
    with season.open(OTHER) as held:
        backup.off_disk(held, copy)
    return Sample(office, invited[JUDGE], copy, code)


def _published(folder: Path) -> Season:
    season = Season(folder, (), ())
    made, code = profiles.create(season.home("organiser"), passphrase=PASSPHRASE)
    with closing(made) as organiser:
        profiles.write_recovery_code(organiser, code)
        season_setup.init(organiser, season.repository, "示例市质量协会", 2026)
        lists = profile.SEASON
        season_import.import_season(
            organiser, season.repository, lists / "entries.xlsx", lists / "judges.xlsx", lists / "materials", Context()
        )
        season_import.assign(organiser, season.repository, Context())
    return season


@dataclass(frozen=True)
class StartScene:
    """A scene that begins without a profile."""

    name: str
    title: str
    play: Callable[[Stage, Sample], object]
    state: str = ""
    looks: tuple[Look, ...] = BOTH

    def show(self, stage: Stage, published: Sample) -> None:
        self.play(stage, published)
        stage.settle()


def reaches(stage: Stage, at: At) -> None:
    stage.until(lambda: stage.window.model.stage is at)


def empty(stage: Stage, _sample: Sample) -> None:
    stage.begin(PASSPHRASE)
    reaches(stage, At.NO_INVITATION)


def refused(stage: Stage, published: Sample) -> None:
    empty(stage, published)
    wrong = stage.home.parent / "成果报告.qcinvite"
    wrong.write_text("{}")
    stage.window.open_file(wrong)
    stage.until(lambda: stage.window.model.problem is not None)


def invited(stage: Stage, published: Sample) -> None:
    empty(stage, published)
    stage.window.open_file(published.invitation)
    stage.until(lambda: stage.window.model.invited.assignment is not None)


def passphrase(stage: Stage, published: Sample) -> None:
    invited(stage, published)
    stage.window.model.show(At.NEW_PASSPHRASE)


def locked(stage: Stage, _sample: Sample) -> None:
    stage.begin("wrong words")
    reaches(stage, At.PASSPHRASE)


def shut(stage: Stage, _sample: Sample) -> None:
    """The profile's folder takes no writing: another system's disk, or rights that are missing."""

    def refused(*_args: object, **_named: object) -> None:
        raise errors._read_only()

    with patch.object(profiles, "open_profile", refused):
        stage.begin(PASSPHRASE)
        reaches(stage, At.SHUT)


def damaged(stage: Stage, _sample: Sample) -> None:
    """The store does not open any more; the copies beside it have been looked into."""
    stage.begin()
    reaches(stage, At.DAMAGED)
    stage.until(lambda: stage.window.model.restore.snapshots is not None)


def code(stage: Stage, published: Sample) -> None:
    invited(stage, published)
    stage.window.model.accept_invitation()
    reaches(stage, At.RECOVERY_CODE)
    model = stage.window.model
    made, model.recovery_code = model.recovery_code, profile.SHOWN_CODE  # the picture is the same each time
    model.show(At.RECOVERY_CODE)
    model.recovery_code = made


def promising(stage: Stage, published: Sample) -> None:
    code(stage, published)
    stage.window.model.code_is_kept()
    reaches(stage, At.PLEDGE)
    load = stage.window.model.load
    stage.until(lambda: load is not None and load.state == "done")


def syncing(stage: Stage, published: Sample) -> None:
    empty(stage, published)
    stage.window.model.show(At.SYNCING)
    stage.window.model.progressed.emit(Progress("核对目录", 0.4))


def waiting(stage: Stage, published: Sample) -> None:
    """The invitation was accepted where there is no network."""
    invited(stage, published)
    stage.window.model.show(At.WAITING)


def waiting_beside(stage: Stage, published: Sample) -> None:
    """Not admitted to this season yet, and a double click on the next one's invitation; the way back stands at the foot."""
    beside_scenes.told(beside_scenes.with_others(lambda on: waiting(on, published)))(stage)


def restoring(stage: Stage, published: Sample) -> None:
    empty(stage, published)
    stage.window.open_file(published.copy)
    reaches(stage, At.RESTORE)
    stage.settle()


def previewing(stage: Stage, published: Sample) -> None:
    restoring(stage, published)
    (page,) = (p for p in stage.window.start.findChildren(RestorePage) if p.isVisible())
    page.code.setText(published.code)
    page.look.click()
    stage.until(page.found.isVisible)


START_SCENES = (
    StartScene("start-empty", "还没有邀请文件", empty),
    StartScene("start-refused", "不是邀请文件", refused),
    StartScene("start-invitation", "这是给您的邀请吗", invited),
    StartScene("start-passphrase", "设一个口令（没有系统钥匙串时）", passphrase),
    StartScene("start-locked", "口令不对", locked, state=profile.HALF),
    StartScene("start-shut", "档案不能写入", shut, state=profile.HALF, looks=FULL),
    StartScene("start-damaged", "数据打不开", damaged, state=profile.DAMAGED, looks=FULL),
    StartScene("start-code", "抄下恢复码", code),
    StartScene("start-syncing", "取资料目录", syncing),
    StartScene("start-waiting", "资料还没有取到", waiting),
    StartScene("start-seasons", "等待时，其他赛季的档案", waiting_beside, looks=beside_scenes.LOOKS),
    StartScene("start-pledge", "评审承诺书，资料在后面下载", promising),
    StartScene("start-restore", "从副本恢复", restoring, looks=FULL),
    StartScene("start-restore-preview", "副本里有什么", previewing, looks=FULL),
)  # fmt: skip
