"""Lists and papers as they come: what cannot be taken is named by row or file, and what was imported before stays."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.published_season import (
    ENTRY_HEADER,
    ENTRY_ROWS,
    JUDGE_HEADER,
    JUDGE_ROWS,
    ORGANISER,
    World,
    write_sheet,
)

Rows = list[tuple[Any, ...]]
PLAIN = "=1+1"


@pytest.fixture(scope="module")
def organised(lay_out_submitted: Callable[[], World]) -> tuple[World, object]:
    """An organiser who has imported and published already; nothing here may change it."""
    world = lay_out_submitted()
    return world, (world.kept(ORGANISER), world.public())


def _import(world: World, *, entries: Path | None = None, judges: Path | None = None, materials: Path | None = None) -> list[object]:
    return ["organizer", "import", world.repository, "--entries", entries or world.entries, "--judges", judges or world.judges,
            "--materials", materials or world.materials]  # fmt: skip


def _row(number: int, **changes: str) -> tuple[str, ...]:
    return tuple(changes.get(name, value) for name, value in zip(ENTRY_HEADER, ENTRY_ROWS[number], strict=True))


ENTRIES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a missing column": (lambda p: write_sheet(p / "x.xlsx", [h for h in ENTRY_HEADER if h != "小组名称"], [(*r[:2], *r[3:]) for r in ENTRY_ROWS]), "小组名称"),
    "a duplicate code": (lambda p: write_sheet(p / "x.xlsx", ENTRY_HEADER, [*ENTRY_ROWS, ENTRY_ROWS[0]]), "Z-001"),
    "a code in other letters": (lambda p: write_sheet(p / "x.xlsx", ENTRY_HEADER, [*ENTRY_ROWS, _row(1, 编号="z-001")]), "Z-001"),
    "a code with a path": (lambda p: write_sheet(p / "x.xlsx", ENTRY_HEADER, [_row(0, 编号="../Z-001")]), "只能用 A–Z"),
    "50,000 rows": (lambda p: write_sheet(p / "x.xlsx", ENTRY_HEADER, [_row(0, 编号=f"Z-{n}") for n in range(50_000)]), "超过 5000 行"),
    "50,000 rows of CSV": (lambda p: write_sheet(p / "x.csv", ENTRY_HEADER, [_row(0, 编号=f"Z-{n}") for n in range(50_000)]), "超过 5000 行"),
    "a formula": (lambda p: write_sheet(p / "x.xlsx", ENTRY_HEADER, [_row(0, 课题名称=PLAIN)]), "公式"),
    "an unknown field": (lambda p: write_sheet(p / "x.xlsx", ENTRY_HEADER, [_row(0, 领域="航天类")]), "航天类"),
    "an unknown topic type": (lambda p: write_sheet(p / "x.xlsx", ENTRY_HEADER, [_row(0, 课题类型="其他型")]), "其他型"),
    "a blank title": (lambda p: write_sheet(p / "x.xlsx", ENTRY_HEADER, [_row(0, 课题名称="")]), "课题名称"),
    "a header and nothing else": (lambda p: write_sheet(p / "x.xlsx", ENTRY_HEADER, []), "x.xlsx"),
    "no sheet at all": (lambda p: _write(p / "x.xlsx", b"hello"), "x.xlsx"),
    "half a sheet": (lambda p: _half(write_sheet(p / "x.xlsx", ENTRY_HEADER, ENTRY_ROWS)), "x.xlsx"),
    "a bomb": (lambda p: _bomb(write_sheet(p / "x.xlsx", ENTRY_HEADER, ENTRY_ROWS)), "MB"),
    "no such file": (lambda p: p / "nothing.xlsx", "nothing.xlsx"),
}  # fmt: skip


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _half(path: Path) -> Path:
    data = path.read_bytes()
    return _write(path, data[: len(data) // 2])


def _bomb(path: Path) -> Path:
    """The sheet with a part that would unpack to 300 MB."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book, book.open("xl/media/image1.bin", "w") as part:
        for _ in range(300):
            part.write(bytes(1 << 20))
    return path


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow) if n == "50,000 rows" else n for n in ENTRIES])
def test_entries_refused_in_one_sentence(organised: tuple[World, object], tmp_path: Path, name: str) -> None:
    world, before = organised
    make, words = ENTRIES[name]
    line = world.run(ORGANISER, *_import(world, entries=make(tmp_path)), code=1).line
    print(f"{name}: {line}")
    assert words in line
    assert (world.kept(ORGANISER), world.public()) == before


JUDGES: dict[str, tuple[list[tuple[str, ...]], str]] = {
    "a judge twice": ([*JUDGE_ROWS, JUDGE_ROWS[1]], "J-02"),
    "an id made of a name": ([*JUDGE_ROWS, ("王建国", "王建国", "某单位", "P1", "评委")], "只能用 A–Z"),
    "an id that no folder of Windows may have": ([*JUDGE_ROWS, ("COM1", "某某", "某单位", "P1", "评委")], "COM1-1"),
    "an unknown role": ([("J-09", "某某", "某单位", "P1", "观察员")], "观察员"),
}


@pytest.mark.parametrize("name", JUDGES)
def test_judges_refused_in_one_sentence(organised: tuple[World, object], tmp_path: Path, name: str) -> None:
    world, before = organised
    rows, words = JUDGES[name]
    line = world.run(ORGANISER, *_import(world, judges=write_sheet(tmp_path / "judges.xlsx", JUDGE_HEADER, rows)), code=1).line
    print(f"{name}: {line}")
    assert words in line
    assert (world.kept(ORGANISER), world.public()) == before


def test_no_materials_folder(organised: tuple[World, object], tmp_path: Path) -> None:
    world, before = organised
    assert "nowhere" in world.run(ORGANISER, *_import(world, materials=tmp_path / "nowhere"), code=1).line
    assert (world.kept(ORGANISER), world.public()) == before


def test_in_a_process_of_its_own(organised: tuple[World, object], tmp_path: Path) -> None:
    world, before = organised
    path = write_sheet(tmp_path / "x.xlsx", ENTRY_HEADER, [*ENTRY_ROWS, ENTRY_ROWS[0]])
    assert "Z-001" in world.desk(ORGANISER).run(*_import(world, entries=path), code=1).line
    assert (world.kept(ORGANISER), world.public()) == before
