"""What is dropped on the chair's desk, and where the chair writes: each refusal is one sentence, and nothing is half done."""

from __future__ import annotations

import os
import shutil
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import AppError
from app.core.tasks import Context
from app.services import profile as profiles
from app.services.chair import actions, close, deciding, incoming, papers, receipts, record_grid, results, spread_paper, steps, verify_files
from app.services.chair import panel as panels
from app.services.chair.incoming import Fate
from app.services.profile import Profile
from app.trust.age.writer import seal_bytes
from app.trust.keys import SealIdentity
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel
from tests.fakes.season import CHAIR, PASSPHRASE

OWN = {"Z-001": "90", "Z-002": "85"}
LOCKED = Path("/sys/kernel")
"""Where nobody may make a file, root neither."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    return chair_panel.make(tmp_path_factory.mktemp("inputs"), judges=3, entries=2, own=OWN)


@pytest.fixture
def chair(made: ChairPanel, tmp_path: Path) -> Iterator[Profile]:
    """The chair's profile, as it was."""
    shutil.copytree(made.season.home(CHAIR), tmp_path / "home")
    with closing(profiles.open_profile(tmp_path / "home", passphrase=PASSPHRASE)) as profile:
        yield profile


def held(profile: Profile) -> set[str]:
    return {a.ref.judge for a in panels.load(profile).arrived}


def one_sentence(words: str) -> bool:
    return bool(words) and "\n" not in words and len(words) < 200 and "Error" not in words


def test_files_of_every_wrong_kind_at_once(made: ChairPanel, chair: Profile, tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    good = made.package("J-02", dict.fromkeys(OWN, "84"))
    data = good.read_bytes()
    strange = seal_bytes(b"{}", [SealIdentity.generate().public_hex])
    kinds = {
        "照片.jpg": b"\xff\xd8\xff\xe0" + bytes(50), "表.xlsx": b"PK\x03\x04" + bytes(200), "空.qcr": b"", "说明.txt": "评分".encode(),
        "半份.qcr": data[: len(data) // 2], "改过.qcr": data[:-20] + bytes(20), "第1组.qcp": strange, "J-02.qcreceipt": strange,
        "J-02.qcinvite": b'{"payload":""}', "J-02.qcenrol": b"{}", "整机.qcbackup": strange, "别人的.qcr": strange,
    }  # fmt: skip
    for name, content in kinds.items():
        (drop / name).write_bytes(content)
    os.mkfifo(drop / "管道.qcr")
    (drop / "断.qcr").symlink_to(tmp_path / "nowhere")
    named = [*sorted(drop.iterdir()), tmp_path / "不存在.qcr", good]
    seen = incoming.look(chair, named, Context())
    fates = {Path(f.file).name: f for f in seen.files}
    assert len(fates) == len(kinds) + 4
    refused = [f for f in seen.files if f.fate is Fate.REFUSED]
    assert {f.judge for f in seen.files if f.fate is Fate.NEW} == {"J-02"}
    assert len(refused) == len(kinds) + 3
    assert [f.file for f in refused if not one_sentence(f.explanation)] == []
    assert "这不是评分文件，是小组结果，由组织方收取。" in fates["第1组.qcp"].explanation
    assert "是回执，请评委在自己的电脑上打开" in fates["J-02.qcreceipt"].explanation
    assert "是备份" in fates["整机.qcbackup"].explanation
    assert "不是加密给您的" in fates["别人的.qcr"].explanation
    assert held(chair) == {CHAIR}, "looking keeps nothing"
    incoming.accept(chair, seen)
    assert held(chair) == {CHAIR, "J-02"}


def test_six_hundred_files_with_three_bad_ones(made: ChairPanel, chair: Profile, tmp_path: Path) -> None:
    drop = tmp_path / "六百份"
    drop.mkdir()
    sources = [made.package(j, dict.fromkeys(OWN, "84")).read_bytes() for j in ("J-02", "J-03")]
    for n in range(597):
        (drop / f"评分 {n:03}.qcr").write_bytes(sources[n % 2])
    for n, content in enumerate((b"", sources[0][:-1], b"age-encryption.org/v1\n")):
        (drop / f"坏 {n}.qcr").write_bytes(content)
    seen = incoming.look(chair, [drop], Context())
    counts = {fate: sum(f.fate is fate for f in seen.files) for fate in (Fate.NEW, Fate.HELD, Fate.REFUSED)}
    assert counts == {Fate.NEW: 2, Fate.HELD: 595, Fate.REFUSED: 3}
    assert seen.summary[0] == "新收 2 份，已有 595 份，不收 3 份"
    done, _ = incoming.accept(chair, seen)
    assert held(chair) == {CHAIR, "J-02", "J-03"}
    assert done.step
    steps.undo(chair)
    assert panels.load(chair).counted().keys() == {CHAIR}, "one drop, one step"


def test_a_folder_of_large_strangers_takes_the_memory_of_one(made: ChairPanel, chair: Profile, tmp_path: Path) -> None:
    drop = tmp_path / "大文件"
    drop.mkdir()
    for n in range(10):
        with (drop / f"{n}.qcr").open("wb") as out:
            out.truncate(20 << 20)
    frame, files = incoming.frame(chair), sorted(drop.iterdir())
    tracemalloc.start()
    try:
        checked = verify_files.verify(frame, files, Context())
        held_now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [bool(c.error) for c in checked] == [True] * 10
    assert (held_now >> 20, peak >> 20 < 110) == (0, True)


def test_the_same_file_twice_is_one(made: ChairPanel, chair: Profile, tmp_path: Path) -> None:
    file = made.package("J-02", dict.fromkeys(OWN, "84"))
    copy, link = tmp_path / "J-02(1).qcr.txt", tmp_path / "link.qcr"
    shutil.copy(file, copy)
    link.symlink_to(file)
    seen = incoming.look(chair, [file, file, copy, link], Context())
    assert [f.fate for f in seen.files] == [Fate.NEW, Fate.HELD, Fate.HELD]
    incoming.accept(chair, seen)
    again = incoming.look(chair, [file, copy], Context())
    assert [f.fate for f in again.files] == [Fate.HELD, Fate.HELD]
    assert incoming.accept(chair, again)[0].step is None


def test_a_file_of_another_season_and_of_another_panel(made: ChairPanel, chair: Profile, tmp_path: Path) -> None:
    other = chair_panel.make(tmp_path / "last-year", judges=2, entries=1, own={"Z-001": "90"})
    with chair.database.read() as tx:
        from app.services.judge import identity

        own = identity.keys(tx).seal.public_hex
    theirs = other.package("J-02", {"Z-001": "84"})
    other.recipients = (*other.recipients, own)  # somebody sealed last year's file to this year's chair
    ours = other.package("J-02", {"Z-001": "84"})
    seen = incoming.look(chair, [theirs, ours], Context())
    assert [f.fate for f in seen.files] == [Fate.REFUSED, Fate.REFUSED]
    assert all(one_sentence(f.explanation) for f in seen.files)
    assert incoming.accept(chair, seen)[0].step is None
    assert held(chair) == {CHAIR}


def test_a_clock_two_years_back(made: ChairPanel, tmp_path: Path) -> None:
    shutil.copytree(made.season.home(CHAIR), tmp_path / "home")
    back = Clock(lambda: Clock().now() - timedelta(days=730))
    with closing(profiles.open_profile(tmp_path / "home", passphrase=PASSPHRASE, clock=back)) as chair:
        files = [made.package(j, dict.fromkeys(OWN, t)) for j, t in (("J-02", "84"), ("J-03", "80"))]
        incoming.accept(chair, incoming.look(chair, files, Context()))
        first, _ = deciding.decide(chair, actions.Keep("Z-001"))
        second, _ = deciding.decide(chair, actions.Defer("Z-001", "再议"))
        assert second.decisions[0].at > first.decisions[0].at
        row = results.results(chair)[1].row("Z-001")
        assert row is not None
        assert row.deferred, "the later decision is the later one"
        steps.undo(chair)
        done, _ = close.close(chair, tmp_path / "组.qcp")
        assert done.packages == 3
        assert close.close(chair, tmp_path / "组.qcp")[0].payload == done.payload


WRITES: dict[str, Callable[[Profile, Path], object]] = {
    "close": lambda p, out: close.close(p, out / "组.qcp"),
    "receipts": lambda p, out: receipts.issue(p, out / "回执"),
    "return": lambda p, out: receipts.return_sheet(p, "J-02", "请核对", out / "回执"),
    "papers": lambda p, out: papers.report(p, out / "报表"),
    "spread": lambda p, out: spread_paper.write(p, out / "分差"),
    "template": lambda p, out: record_grid.write_template(record_grid.template(p, "J-03", 1), out / "模板.xlsx"),
}


@pytest.mark.parametrize("what", WRITES)
def test_a_folder_that_takes_no_file(made: ChairPanel, chair: Profile, tmp_path: Path, what: str) -> None:
    incoming.accept(chair, incoming.look(chair, [made.package("J-02", dict.fromkeys(OWN, "84"))], Context()))

    def state() -> tuple[object, ...]:
        with chair.database.read() as tx:
            return tuple(len(tx.evidence.of_kind(k, round_number=1)) for k in ("panel", "result")), len(tx.outbox.pending())

    results.results(chair)
    before = state()
    in_the_way = tmp_path / "文件"
    in_the_way.write_bytes(b"")
    for place in (LOCKED, in_the_way):
        with pytest.raises(AppError) as said:
            WRITES[what](chair, place)
        assert one_sentence(str(said.value))
        assert state() == before, "nothing is recorded, nothing waits to be sent"
    WRITES[what](chair, tmp_path / "可写")


def test_a_folder_for_receipts_that_takes_none_closes_nothing(made: ChairPanel, chair: Profile, tmp_path: Path) -> None:
    incoming.accept(chair, incoming.look(chair, [made.package("J-02", dict.fromkeys(OWN, "84"))], Context()))
    with pytest.raises(AppError):
        close.close(chair, tmp_path / "组.qcp", receipts_to=LOCKED / "回执")
    assert not (tmp_path / "组.qcp").exists()
    with chair.database.read() as tx:
        assert tx.evidence.newest("panel", round_number=1) is None
