"""What lies on a real stick beside score files: archives, names with line breaks, files far too large. Each is said with its next step."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from app.cli.printer import Printer
from app.core.errors import AppError, TooLarge, UsageError
from app.core.files import read_limited
from app.core.tasks import Context, Progress
from app.core.text import size_words
from app.models.points import of
from app.services.chair import deciding, incoming, merge, results, steps
from app.services.chair.actions import ChangePoints, Confirm
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine, marks_of
from tests.fakes.forged_packages import zeros
from tests.fakes.qcdesk import Desk
from tests.fakes.season import CHAIR, PASSPHRASE

TOTALS = {"Z-001": ("86", "84", "82"), "Z-002": ("80", "79", "81")}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    return Pristine.of(chair_panel.make(tmp_path_factory.mktemp("odd") / "now", judges=3, entries=2, own=marks_of(TOTALS, 0)))


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def zipped(path: Path, inside: str, data: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, data)
    return path


def test_an_archive_of_score_files_is_named_and_any_other_passed_over(panel: ChairPanel, tmp_path: Path) -> None:
    data, stick = panel.package("J-02", marks_of(TOTALS, 1)).read_bytes(), tmp_path / "stick"
    zipped(stick / "评分.zip", "评分/J-02.qcr", data)
    zipped(stick / "照片.zip", "a.jpg", b"x")
    (stick / "坏.zip").write_bytes(b"PK\x03\x04" + b"x" * 40)
    (stick / "旧.rar").write_bytes(b"Rar!\x1a\x07\x00" + b"x" * 40)
    with panel.open() as profile:
        seen = incoming.look(profile, [stick], Context())
        assert [(f.words, f.reason) for f in seen.files] == [("评分.zip", "archive")]
        assert seen.files[0].explanation == "这是压缩包，不是评分文件。请先解压，再收里面的评分文件（.qcr）。"
        named = incoming.look(profile, [stick / "旧.rar", zipped(tmp_path / "J-02.qcr", "J-02.qcr", data)], Context())
        assert [f.reason for f in named.files] == ["archive", "archive"], "whatever it calls itself"


def test_a_name_with_a_line_break_is_one_line(panel: ChairPanel, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = tmp_path / "a\nJ-02 评委2：2 份（新收）\x1b[2K.qcr"
    odd.write_bytes(b"x")
    with panel.open() as profile:
        seen = incoming.look(profile, [odd], Context())
    assert seen.files[0].words == "a J-02 评委2：2 份（新收）[2K.qcr"
    Printer(as_json=False, quiet=False)._draw(Progress(f"正在核对 {odd.name}", 0.5))
    assert capsys.readouterr().err.count("\x1b") == 1, "the printer's own"


def test_sizes_are_told_as_people_read_them(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match=r"“huge\.qcr”太大（3 GB，最多 64 MB）"):
        read_limited(zeros(tmp_path / "huge.qcr", 3 << 30), 64 << 20)
    assert [size_words(n) for n in (0, 1023, 1024, 1536, 64 << 20, (5 << 30) + 1)] == ["0 B", "1023 B", "1 KB", "1.5 KB", "64 MB", "5.0 GB"]


def test_two_imports_of_one_judge_are_told_apart_by_their_time(panel: ChairPanel) -> None:
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", marks_of(TOTALS, 1))], Context())
    (line,) = Desk(panel.season.home(CHAIR), passphrase=PASSPHRASE).run("chair", "undo", "--list").out.splitlines()
    assert re.fullmatch(r"[0-9a-f]{8} \d\d-\d\d \d\d:\d\d 导入 1 份文件（J-02 评委2）", line)


def test_changed_points_without_their_file_say_what_is_in_the_way(panel: ChairPanel) -> None:
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", marks_of(TOTALS, 1))], Context())
        taken = merge.merge(profile, [panel.package("J-03", marks_of(TOTALS, 2))], Context())[0].step
        assert taken is not None
        results.results(profile)
        made, _ = deciding.decide(profile, ChangePoints("Z-001", "J-03", "CAUSE", of("20"), "核对原始记录"))
        steps.undo(profile, taken)
        stale = [i for row in results.results(profile)[1].rows for i in row.stale]
        assert stale == [made.decisions[0].id]
        with pytest.raises(UsageError, match="Z-001 的复议改分没有原分可依：J-03 的评分文件现在不计入") as refused:
            deciding.decide(profile, Confirm(tuple(stale)))
        way = refused.value.hint
        assert made.decisions[0].id[:8] in way
        steps.undo(profile, made.decisions[0].id[:8])
        assert not any(row.stale for row in results.results(profile)[1].rows), "the way that was told leads on"
        with pytest.raises(AppError):
            deciding.decide(profile, Confirm(tuple(stale)))
