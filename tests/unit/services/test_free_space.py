"""看完可释放空间: what may go, what stays, and that it comes back from a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.core.tasks import Context
from app.models.entry import Document
from app.services import backup
from app.services import profile as profiles
from app.services.judge import free_space, load_plan, loading, read_entries, recuse, score, sync, travel_check
from app.services.judge.free_space import EntryFiles, HeldFile, Holding, foresee
from app.services.judge.load_plan import Wanted
from app.services.judge.open_document import open_document
from app.services.profile import Profile
from tests.fakes.laptops import Office, new_laptop, pledge, score_whole, serving, sync_now
from tests.fakes.season import PASSPHRASE, Season, found

JUDGE = "J-02"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    """The three reports are one and the same file; Z-001 and Z-003 have a video."""
    return found(tmp_path, entries=3, judges=2, videos={"Z-001": 9_000_000, "Z-003": 1_000_000})


@pytest.fixture
def office(season: Season) -> Iterator[Office]:
    with serving(season) as address:
        yield Office(season, address)


@pytest.fixture
def laptop(season: Season, office: Office) -> Season:
    """Everything is loaded, Z-001 is scored."""
    invitation = office.invite().files[JUDGE]
    office.publish()
    (season.folder / "code.txt").write_text(new_laptop(season, JUDGE, invitation))
    sync_now(season, JUDGE)
    pledge(season, JUDGE)
    with season.open(JUDGE) as profile:
        score_whole(profile, "Z-001")
    return season


def on_disk(profile: Profile) -> set[str]:
    return {p.name for p in (profile.home / "blobs").rglob("*") if p.is_file()}


def one(sealed: str, size: int = 10, *, video: bool = False, here: bool = True) -> HeldFile:
    return HeldFile(sealed, size, video, here, not here)


def entry(code: str, *files: HeldFile, finished: bool = True, shut: bool = False) -> EntryFiles:
    return EntryFiles(code, code, finished, shut, files)


def test_only_finished_entries_go_and_nothing_another_one_needs() -> None:
    shared = one("s", 100)
    held = Holding(
        (
            entry("A", one("a", 1), shared, one("v", 1000, video=True)),
            entry("B", one("b", 2), shared),
            entry("C", one("c", 4), shared, finished=False),
        ),
        frozenset("abcsv"),
    )
    assert foresee(held, ("A", "B", "C")).bytes == 1003
    assert foresee(held, ("A",), videos_only=True).files == ("v",)
    assert foresee(held, ("C",)).files == ()
    done = Holding((*held.entries[:2], entry("C", one("c", 4), shared)), held.sources)
    assert foresee(done, ("A", "B")).bytes == 1003
    assert foresee(done, ("A", "B", "C")).bytes == 1107
    away = Holding((*held.entries[:2], entry("C", one("c", 4), shared, finished=False, shut=True)), held.sources)
    assert foresee(away, ("A", "B")).bytes == 1103


def test_what_no_source_has_stays() -> None:
    held = Holding((entry("A", one("a", 1), one("b", 2)),), frozenset("b"))
    assert foresee(held, ("A",)).files == ("b",)
    gone = Holding((entry("A", one("a", here=False)),), frozenset("a"))
    assert foresee(gone, ("A",)).bytes == 0
    assert gone.entries[0].freed == 10


def test_a_scored_entry_is_freed_stays_away_and_comes_back(laptop: Season) -> None:
    with laptop.open(JUDGE) as profile:
        before, sheet = on_disk(profile), read_entries.view(profile, "Z-001").sheet
        plan = foresee(free_space.holding(profile), ("Z-001", "Z-002", "Z-003"))
        assert len(plan.files) == 1, "the report is one file with those that are not scored"
        assert plan.bytes > 8_000_000
        freed, changes = free_space.free(profile, ("Z-001", "Z-002", "Z-003"))
        assert (freed.entries, freed.bytes, freed.left) == (("Z-001",), plan.bytes, 0)
        assert "Z-001" in changes.entries
        assert on_disk(profile) == before - set(plan.files)
        assert read_entries.view(profile, "Z-001").sheet == sheet
        line = next(x for x in load_plan.plan(profile).lines if x.sealed == plan.files[0])
        assert (line.freed, line.wanted, line.ready) == (True, False, False)
        assert load_plan.plan(profile).missing == 0
        assert sync.sync(profile, Context())[0].transferred == 0
        assert on_disk(profile) == before - set(plan.files)
        found_ = {c.name: c for c in travel_check.check(profile, Context()).checks}
        assert found_["files"].ok
        assert found_["documents"].words == "所有资料都能打开。" or "mp4" in found_["documents"].words
        assert "已释放" in found_["files"].words
        view = read_entries.view(profile, "Z-001")
        video = next(d for d in view.documents if d.freed)
        with pytest.raises(UsageError, match="已释放"):
            open_document(profile, "Z-001", video.document.sha256)
        free_space.fetch_again(profile, ("Z-001",))
        assert loading.load(profile, Context(), loading.Board()) == 1
        assert on_disk(profile) == before
        assert not any(d.freed for d in read_entries.view(profile, "Z-001").documents)


def test_what_was_freed_by_name_is_fetched_by_name_even_where_videos_are_left_out(laptop: Season) -> None:
    with laptop.open(JUDGE) as profile:
        load_plan.choose(profile, Wanted(videos=False))
        free_space.free(profile, ("Z-001",), videos_only=True)
        assert load_plan.plan(profile).waiting == ()
        free_space.fetch_again(profile, ("Z-001",))
        assert [x.entry for x in load_plan.plan(profile).waiting] == ["Z-001"]
        free_space.free(profile, ("Z-001",), videos_only=True)
        loading.load(profile, Context(), loading.Board())
        free_space.free(profile, ("Z-001",), videos_only=True)
        assert load_plan.plan(profile).waiting == ()
        report = sync.sync(profile, Context(), wanted=Wanted(entries=frozenset({"Z-001"})))[0]
        assert report.transferred > 8_000_000


def test_a_sheet_that_is_work_again_keeps_its_papers(laptop: Season) -> None:
    with laptop.open(JUDGE) as profile:
        item = read_entries.view(profile, "Z-001").rubric.items[0].code
        score.set_points(profile, "Z-001", {item: None})
        assert foresee(free_space.holding(profile), ("Z-001",)).bytes == 0
        score.undo(profile)
        assert foresee(free_space.holding(profile), ("Z-001",)).bytes > 0


def test_a_shared_report_goes_with_the_last_entry_that_needs_it(laptop: Season) -> None:
    with laptop.open(JUDGE) as profile:
        score_whole(profile, "Z-002")
        recuse.recuse(profile, "Z-003", "曾辅导该小组")
        assert len(foresee(free_space.holding(profile), ("Z-001",)).files) == 1
        assert len(foresee(free_space.holding(profile), ("Z-001", "Z-002")).files) == 2


def test_a_stick_that_is_not_there_is_no_source(laptop: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from app.services.judge import identity

    with laptop.open(JUDGE) as profile:
        who, _ = identity.load(profile)
        with profile.database.write() as tx:
            identity.put(tx, replace(who, addresses=(str(laptop.repository),)))
        assert foresee(free_space.holding(profile), ("Z-001",)).bytes > 0
        with profile.database.write() as tx:
            identity.put(tx, replace(who, addresses=(str(laptop.folder / "stick"),)))
        assert free_space.holding(profile).sources == frozenset()
        assert free_space.free(profile, ("Z-001",))[0].bytes == 0


def test_a_file_in_use_goes_at_the_next_start(laptop: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_args: object, **_kw: object) -> None:
        raise PermissionError("in use")

    with laptop.open(JUDGE) as profile:
        before = on_disk(profile)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", held)
            assert free_space.free(profile, ("Z-001",))[0].left == 1
        assert on_disk(profile) == before
        assert free_space.sweep(profile) == 1
        assert len(on_disk(profile)) == len(before) - 1
        assert free_space.sweep(profile) == 0


@pytest.mark.slow
def test_by_command(laptop: Season) -> None:
    desk = laptop.desk(JUDGE)
    seen = desk.ask("judge", "free", "--dry-run")
    assert (seen["files"], seen["freed"]) == (1, False)
    assert desk.ask("judge", "free", "z-001")["bytes"] == seen["bytes"]
    assert desk.ask("judge", "free", "--dry-run")["files"] == 0
    assert desk.ask("judge", "sync")["transferred"] == 0
    assert desk.ask("judge", "sync", "--entry", "Z-001")["transferred"] == seen["bytes"]
    assert "没有评完" in desk.run("judge", "free", "Z-002", code=1).line


def test_a_restored_copy_does_not_bring_back_what_was_freed(laptop: Season, tmp_path: Path) -> None:
    copy, home = tmp_path / "x.qcbackup", tmp_path / "new"
    with laptop.open(JUDGE) as profile:
        free_space.free(profile, ("Z-001",))
        backup.off_disk(profile, copy)
    backup.restore(copy, (laptop.folder / "code.txt").read_text(), home, passphrase=PASSPHRASE)
    with profiles.opened(home, passphrase=PASSPHRASE) as fresh:
        lines = load_plan.plan(fresh).lines
    assert [(x.entry, x.video) for x in lines if x.freed] == [("Z-001", True)]
    assert [(x.entry, x.video) for x in lines if x.wanted] == [("Z-001", False), ("Z-003", True)]


def test_what_is_freed_while_the_travel_check_looks_is_no_damage(laptop: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    real = travel_check._check_document

    def look(profile: Profile, document: Document) -> None:
        free_space.free(profile, ("Z-001",))
        real(profile, document)

    monkeypatch.setattr(travel_check, "_check_document", look)
    with laptop.open(JUDGE) as profile:
        found_ = travel_check.check(profile, Context())
        gone = next(x for x in load_plan.plan(profile).lines if x.freed)
    assert found_.freed == 1
    assert not any("不见了" in c.words for c in found_.checks), gone.title
