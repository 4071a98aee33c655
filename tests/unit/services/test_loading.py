"""What an invitation leads to before anything is made, and files that load while a judge reads."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import Cancelled, DiskFull, UsageError
from app.core.files import in_words
from app.core.tasks import Context, Progress
from app.packages import documents, enrolment
from app.services import doctor, licences
from app.services.judge import enrol, file_words, load_plan, loading, look_ahead, recovery_paper, recuse, room, sync
from app.services.judge.load_plan import Wanted
from app.services.organiser import state
from tests.fakes.laptops import Office, new_laptop, serving
from tests.fakes.season import Season, found

JUDGE = "J-02"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    return found(tmp_path, entries=3, judges=2, videos={"Z-001": 9_000_000, "Z-003": 1_000_000})


@pytest.fixture
def office(season: Season) -> Iterator[Office]:
    with serving(season) as address:
        yield Office(season, address)


def invited(office: Office, *, codes: bool = False) -> Path:
    files = office.invite(codes=codes).files
    office.publish()
    return files[JUDGE]


def news_only(season: Season) -> None:
    with season.open(JUDGE) as profile:
        sync.sync(profile, Context(), wanted=Wanted(entries=frozenset()))


def test_an_invitation_shows_whose_work_it_is_and_leaves_nothing_behind(season: Season, office: Office) -> None:
    seen = look_ahead.look(enrol.read_file(invited(office)), Clock().now())
    assert seen is not None
    assert (seen.entries, seen.panel != "", seen.name != "") == (3, True, True)
    assert seen.bytes > seen.video_bytes > 8_000_000
    assert not season.home(JUDGE).exists()


def test_without_a_source_the_invitation_alone_is_shown(season: Season, office: Office) -> None:
    place = invited(office)
    season.repository.rename(season.folder / "gone")
    assert look_ahead.look(enrol.read_file(place), Clock().now()) is None


def test_no_other_computer_is_knocked_at_before_a_person_says_yes(season: Season, office: Office) -> None:
    """Written as Windows writes a share; here the two strokes lead to the folder itself, which would be read."""
    value = enrolment.read_invitation(enrol.read_file(invited(office)), Clock().now()).value
    with season.open("organiser") as organiser, organiser.database.read() as tx:
        key = state.keys(tx).daily
    share, own = f"/{season.repository}", str(season.repository)
    assert share.startswith("//")
    seen = [
        look_ahead.look(documents.sign(documents.INVITATION, replace(value, addresses=places), key), Clock().now())
        for places in ((share,), (share, own))
    ]
    assert [found is None for found in seen] == [True, False]


def test_a_code_is_needed_before_anything_is_shown(season: Season, office: Office) -> None:
    data = enrol.read_file(invited(office, codes=True))
    with pytest.raises(UsageError):
        look_ahead.look(data, Clock().now())


def test_files_load_in_reading_order_videos_last_and_stopping_is_no_loss(season: Season, office: Office) -> None:
    new_laptop(season, JUDGE, invited(office))
    news_only(season)
    with season.open(JUDGE) as profile:
        plan = load_plan.plan(profile)
        assert [(line.entry, line.video) for line in plan.lines] == [("Z-001", False), ("Z-001", True), ("Z-003", True)]
        assert plan.missing == sum(line.size for line in plan.lines)
        board = loading.Board()

        def stop(progress: Progress) -> None:
            if "mp4" in progress.message:
                raise Cancelled("stop")

        with pytest.raises(Cancelled):
            loading.load(profile, Context(stop), board)
        assert len(board.landed) == 1
        assert [line.ready for line in load_plan.plan(profile).lines] == [True, False, False]
        assert loading.load(profile, Context(), loading.Board()) == 2
        assert load_plan.plan(profile).missing == 0


def test_videos_and_entries_can_be_left_out_and_a_recused_entry_is_not_loaded(season: Season, office: Office) -> None:
    new_laptop(season, JUDGE, invited(office))
    news_only(season)
    with season.open(JUDGE) as profile:
        load_plan.choose(profile, Wanted(videos=False))
        assert [line.wanted for line in load_plan.plan(profile).lines] == [True, False, False]
        load_plan.choose(profile, Wanted(entries=frozenset({"Z-003"})))
        assert [(line.entry, line.video) for line in load_plan.plan(profile).waiting] == [("Z-003", False), ("Z-003", True)]
        load_plan.choose(profile, Wanted())
        recuse.recuse(profile, "Z-001", "曾辅导该小组")
        assert [(line.entry, line.video) for line in load_plan.plan(profile).waiting] == [("Z-002", False), ("Z-003", True)]


def disk_of(monkeypatch: pytest.MonkeyPatch, free: int, total: int = 1 << 40) -> None:
    usage = shutil.disk_usage("/")._replace(total=total, free=free)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _p: usage)


def test_the_plan_says_what_has_no_room_and_keeps_some_back(season: Season, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    new_laptop(season, JUDGE, invited(office))
    news_only(season)
    with season.open(JUDGE) as profile:
        assert load_plan.plan(profile).left_out == ()
        disk_of(monkeypatch, room.RESERVE + 2_000_000)
        short = load_plan.plan(profile)
    assert [(x.entry, x.video) for x in short.left_out] == [("Z-001", True)], "the small video still comes"
    assert [(x.entry, x.video) for x in short.fitting] == [("Z-001", False), ("Z-003", True)]


def test_on_a_nearly_full_disk_the_reports_still_come_and_half_a_video_goes(
    season: Season, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_laptop(season, JUDGE, invited(office))
    news_only(season)
    with season.open(JUDGE) as profile:
        video = next(x for x in load_plan.plan(profile).lines if x.video)
        half = room.part_of(profile, video.sealed)
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(b"x" * 1_000_000)
        disk_of(monkeypatch, 1_400_000)
        assert loading.load(profile, Context(), loading.Board()) == 1
        assert [x.ready for x in load_plan.plan(profile).lines] == [True, False, False]
        assert not half.exists()


def test_a_sync_without_room_brings_the_reports_and_says_what_it_left_out(
    season: Season, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_laptop(season, JUDGE, invited(office))
    disk_of(monkeypatch, 1_400_000)
    with season.open(JUDGE) as profile:
        report, _ = sync.sync(profile, Context())
    assert report.left_out is not None
    assert (report.files, report.left_out.files, report.left_out.videos) == (1, 2, True)
    said = report.left_out.error()
    assert (said.reason, "留给评分" in said.message, "--without-video" in said.hint) == ("disk-full", True, True)


def test_what_the_disk_refused_midway_does_not_stay_in_the_way(season: Season, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    new_laptop(season, JUDGE, invited(office))
    news_only(season)

    def full(_sources: object, _blob: object, target: Path, *_rest: object) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_name(target.name + ".part").write_bytes(b"x" * 1_000)
        raise DiskFull("磁盘已满。")

    monkeypatch.setattr(sync, "fetch_blob", full)
    with season.open(JUDGE) as profile:
        with pytest.raises(DiskFull):
            loading.load(profile, Context(), loading.Board())
        assert list(profile.home.rglob("*.part")) == []


def test_speed_is_of_the_last_seconds_and_what_was_there_is_not_counted() -> None:
    board = loading.Board()
    board.begin(load_plan.FileLine("Z-001", "a", False, "0", 100, 40, False, True))
    for second, done in enumerate((40, 50, 60, 70)):
        board.move(done, now=float(second))
    assert board.speed() == pytest.approx(10.0)
    assert board.moved == 30


def test_the_recovery_page_is_one_pdf_in_memory() -> None:
    page = recovery_paper.pdf("ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567", "2026年度", "J-02", "某某研究所", Clock().now())
    assert page.startswith(b"%PDF")
    assert len(page) > 5_000


def test_every_work_has_terms_or_a_text() -> None:
    works = licences.works()
    assert {"SQLAlchemy", "libVLC", "Noto Sans SC"} <= {w.name for w in works}
    assert [w.name for w in works if not w.terms and not w.key] == []
    assert "Open Font License" in licences.text("font:OFL-NotoSansSC.txt").title() or "OPEN FONT LICENSE" in licences.text(
        "font:OFL-NotoSansSC.txt"
    )
    with pytest.raises(UsageError):
        licences.text("font:../README.md")


def test_an_open_profile_is_examined_without_its_passphrase(season: Season, office: Office) -> None:
    new_laptop(season, JUDGE, invited(office))
    with season.open(JUDGE) as profile:
        found_ = {f.name: f for f in doctor.examine_open(profile)}
    assert found_["store"].ok, found_["store"].words
    assert "keyring" not in found_


def test_a_full_disk_is_said_of_the_list_of_files_and_a_score_file_is_for_the_chair(tmp_path: Path) -> None:
    said = in_words(OSError(errno.ENOSPC, "full"), tmp_path / "metadata", "资料目录")
    assert "“资料目录”没有写入" in said.message
    assert "metadata" not in str(said)
    words = file_words.shut(Path("评委2.qcr"))
    assert ("交给组长" in words, "评分的那台电脑" in words) == (True, False)
