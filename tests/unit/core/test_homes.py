"""Folders of several seasons: names that are made and understood, the one that opens unasked, and what a hostile pointer can do (nothing)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import homes, paths
from app.core.errors import UsageError
from app.core.homes import Note

A, B = "qc0123456789abcdef", "qcfedcba9876543210"


def profile(home: Path, season: str = "", label: str = "") -> Path:
    """A folder that counts as one."""
    home.mkdir(parents=True)
    (home / paths.VAULT).write_text("{}")
    if season:
        homes.write_note(home, season, label)
    return home


@pytest.mark.parametrize(
    ("home", "wanted"),
    [
        ("qcdesk", f"qcdesk-{B}"), (f"qcdesk-{A}", f"qcdesk-{B}"), (f"qcdesk-{B}", f"qcdesk-{B}"), ("我的 档案.1", f"我的 档案.1-{B}"), ("qcdesk/", f"qcdesk-{B}"),
        ("qcdesk/x/..", f"qcdesk-{B}"), (A, f"{A}-{B}"), (f"-{A}", f"-{A}-{B}"), ("qcdesk-qcI123456789abcde", f"qcdesk-qcI123456789abcde-{B}"),
    ],
)  # fmt: skip
def test_a_season_lies_beside_and_never_below_another(tmp_path: Path, home: str, wanted: str) -> None:
    assert homes.of_season(Path(f"{tmp_path}/{home}"), B) == tmp_path / wanted


def test_a_home_given_as_a_dot_has_a_name_and_the_root_has_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert homes.of_season(Path(), B) == tmp_path / f"here-{B}"
    assert homes.of_season(Path("/"), B).parent == Path("/")


def test_the_season_in_the_plain_folder_is_found_by_its_note(tmp_path: Path) -> None:
    first = profile(tmp_path / "qcdesk", A, "2026 年度")
    assert homes.of_season(tmp_path / f"qcdesk-{B}", A) == first
    (first / paths.VAULT).unlink()
    assert homes.of_season(tmp_path / f"qcdesk-{B}", A) == tmp_path / f"qcdesk-{A}", "a note without a profile says nothing"


def test_a_note_is_one_line_and_a_damaged_one_says_nothing(tmp_path: Path) -> None:
    home = profile(tmp_path / "qcdesk", A, "2026\n年度\u202e QC\t小组")
    assert homes.note(home) == Note(A, "2026 年度 QC 小组")
    assert (home / homes.NOTE).stat().st_mode & 0o077 == 0
    for content in (b"", b"\xff\xfe", b"../../x\nname\n", b"A" * 9_000, f"{A}".encode()):
        (home / homes.NOTE).write_bytes(content)
        assert homes.note(home) == (Note(A, "") if content == A.encode() else Note())


def test_a_note_that_cannot_be_kept_stops_nothing(tmp_path: Path) -> None:
    home = profile(tmp_path / "qcdesk")
    (home / homes.NOTE).mkdir()
    homes.write_note(home, A, "x")
    assert homes.note(home) == Note()


def test_neighbours_are_profiles_of_the_same_family_the_newest_first(tmp_path: Path) -> None:
    own = profile(tmp_path / "qcdesk", A, "2026")
    profile(tmp_path / "qcdesk-old")
    profile(tmp_path / f"other-{A}", A, "")
    (tmp_path / f"qcdesk-{A}").mkdir()
    older, newer = profile(tmp_path / f"qcdesk-{B}", B, "2027"), profile(tmp_path / f"qcdesk-{B[:-1]}1")
    for place, when in ((older, 1_700_000_000), (newer, 1_800_000_000)):
        os.utime(place / paths.VAULT, (when, when))
    assert [(n.home, n.label) for n in homes.neighbours(own)] == [(newer, ""), (older, "2027")]
    (older / "desk.db").touch()
    assert {n.home for n in homes.neighbours(newer)} == {own, older}
    with pytest.raises(UsageError, match="找不到"):
        homes.neighbours(tmp_path / "gone" / "qcdesk")


def test_the_profile_opened_last_opens_next_time(tmp_path: Path) -> None:
    base, other = profile(tmp_path / "qcdesk"), profile(tmp_path / f"qcdesk-{B}")
    assert homes.chosen(base) == base
    homes.choose(base, base)
    assert not (base / homes.POINTER).exists(), "one season alone leaves no trace of seasons"
    homes.choose(base, other)
    assert homes.chosen(base) == other
    assert (base / homes.POINTER).read_text() == f"{other.name}\n", "a name and never a path: the folder may be moved"
    homes.choose(base, base)
    assert homes.chosen(base) == base
    homes.choose(base, other)
    (other / paths.VAULT).unlink()
    assert homes.chosen(base) == base, "a folder without a profile is not opened in the place of one"


def test_a_profile_elsewhere_is_never_chosen(tmp_path: Path) -> None:
    base = profile(tmp_path / "qcdesk")
    for place in (profile(tmp_path / "else" / f"qcdesk-{B}"), profile(tmp_path / "qcdesk-copy")):
        homes.choose(base, place)
        assert homes.chosen(base) == base
        assert not (base / homes.POINTER).exists()


@pytest.mark.parametrize(
    "content",
    [
        "{elsewhere}", "../elsewhere", f"../qcdesk-{B}", f"./qcdesk-{B}", f"qcdesk-{B}/", f"qcdesk-{B}/..", "..", ".", "", "\n", "elsewhere", "qcdesk-copy",
        f"qcdesk-{B}\0", f"qcdesk-{B}\n\n", f" qcdesk-{B}", f"qcdesk-{B}\n/etc", f"qcdesk-{B.upper()}", "x" * 10_000, f"qcdesk-{B}" + " " * 5_000, "~", "\udcff",
    ],
)  # fmt: skip
def test_anything_odd_in_the_pointer_is_the_plain_profile(tmp_path: Path, content: str) -> None:
    base = profile(tmp_path / "qcdesk")
    for name in ("elsewhere", "qcdesk-copy", f"qcdesk-{B}"):
        profile(tmp_path / name)
    text = content.format(elsewhere=tmp_path / "elsewhere")
    (base / homes.POINTER).write_bytes(os.fsencode(text))
    assert homes.chosen(base) == base


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "dangling"])
def test_a_pointer_that_is_no_plain_file_is_not_read(tmp_path: Path, kind: str) -> None:
    base, other = profile(tmp_path / "qcdesk"), profile(tmp_path / f"qcdesk-{B}")
    (tmp_path / "real").write_text(f"{other.name}\n")
    place = base / homes.POINTER
    made: dict[str, Callable[[], object]] = {
        "link": lambda: place.symlink_to(tmp_path / "real"),
        "pipe": lambda: os.mkfifo(place),
        "folder": place.mkdir,
        "dangling": lambda: place.symlink_to(tmp_path / "gone"),
    }
    made[kind]()
    assert homes.chosen(base) == base


def test_a_named_home_reads_no_pointer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("QCDESK_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    base, other = profile(tmp_path / "qcdesk"), profile(tmp_path / f"qcdesk-{B}")
    homes.choose(base, other)
    assert paths.default_home() == other
    monkeypatch.setenv("QCDESK_HOME", str(base))
    assert paths.default_home() == base
