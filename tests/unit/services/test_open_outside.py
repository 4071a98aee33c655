"""A copy for another program: only then, for this user alone, read-only, taken back; after a crash it is found again."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import Malformed, UsageError
from app.services.judge import open_outside, read_entries, recuse
from app.services.profile import Profile
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.unit.media.test_office_kind import archive

SLIDES = archive(picture=os.urandom(400_000), ppt__presentation_xml=b"<p/>")
"""Longer than a piece of a sealed file: the middle is reached after something was written."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's place for temporary files."""
    (made := tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = desk_profile.make(tmp_path / "home", Plan(entries=2, original=SLIDES))
    yield made
    made.close()


def original(profile: Profile, code: str = "Z-001") -> str:
    return next(
        d.document.sha256 for d in read_entries.view(profile, code).documents if d.document.media_type == "application/octet-stream"
    )


def sealed_digest(profile: Profile) -> str:
    return next(d.document.sealed_sha256 for d in read_entries.view(profile, "Z-001").documents if d.document.sha256 == original(profile))


def test_nothing_is_written_before_somebody_asks_and_nothing_is_left_after(profile: Profile, place: Path) -> None:
    read_entries.view(profile, "Z-001")
    assert list(place.iterdir()) == []
    copy = open_outside.hand_out(profile, "Z-001", original(profile))
    assert (copy.read_bytes(), copy.suffix) == (SLIDES, ".pptx")
    if os.name != "nt":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o400
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert open_outside.hand_out(profile, "Z-001", original(profile), copy.parent) == copy
    assert open_outside.take_back(profile)
    assert list(place.iterdir()) == []
    assert open_outside.take_back(profile)


def test_half_a_copy_is_never_handed_out(profile: Profile, place: Path) -> None:
    """The copy is cut off (a full disk, a file changed under it); asked again, in the same folder, it is made anew."""
    folder = open_outside.hand_out(profile, "Z-002", original(profile, "Z-002")).parent
    sealed = profile.blob(sealed_digest(profile))
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[: len(whole) // 2] + bytes(40) + whole[len(whole) // 2 + 40 :])
    with pytest.raises(Malformed):
        open_outside.hand_out(profile, "Z-001", original(profile), folder)
    assert [f.name[:5] for f in folder.iterdir()] == ["Z-002"]
    sealed.write_bytes(whole)
    assert open_outside.hand_out(profile, "Z-001", original(profile), folder).read_bytes() == SLIDES


def test_what_a_crash_left_goes_with_the_next_hand_out_or_sweep_but_not_what_is_in_use(profile: Profile, place: Path) -> None:
    left = open_outside.hand_out(profile, "Z-001", original(profile)).parent
    used = open_outside.hand_out(profile, "Z-001", original(profile)).parent
    assert (left.exists(), used.exists()) == (False, True)
    open_outside.take_back(profile, but=used)
    assert used.exists()
    open_outside.take_back(profile)
    assert list(place.iterdir()) == []


def test_no_other_folder_is_ever_removed(profile: Profile, place: Path, tmp_path: Path) -> None:
    (mine := tmp_path / "qcdesk-outside-mine").mkdir()
    (link := place / "qcdesk-outside-link").symlink_to(mine)
    for noted in (mine, link, place / "something"):
        with profile.database.write() as tx:
            tx.settings.put("outside-folder", str(noted))
        open_outside.take_back(profile)
    assert mine.exists()


def test_what_is_no_office_file_and_what_is_shut_stay_here(profile: Profile, place: Path) -> None:
    report = next(d.document.sha256 for d in read_entries.view(profile, "Z-001").documents if d.document.media_type == "application/pdf")
    with pytest.raises(UsageError) as refused:
        open_outside.hand_out(profile, "Z-001", report)
    assert refused.value.reason == "no-office-file"
    recuse.recuse(profile, "Z-001", "曾辅导该小组")
    with pytest.raises(UsageError) as shut:
        open_outside.hand_out(profile, "Z-001", original(profile))
    assert shut.value.reason == "recused"
    assert list(place.iterdir()) == []
