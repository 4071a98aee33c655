"""No file that a person asks for lies among a profile's own: refused in one sentence, with nothing done, whoever writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.core.exports import export, require_outside
from app.services.judge import score_files, sheets, submit
from app.services.profile import Profile
from app.ui.judge import preview_model, without_profile
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.laptops import score_whole

ROOT = Path(__file__).resolve().parents[3]
OWN = {
    "app/services/backup.py", "app/services/profile.py", "app/services/demo.py", "app/services/judge/enrol.py", "app/services/judge/submit.py",
    "app/services/chair/close.py", "app/services/chair/receipts.py", "app/services/organiser/collect.py", "app/services/organiser/copies.py",
    "app/services/organiser/handing_over.py", "app/services/organiser/kept_copies.py", "app/services/organiser/reseal.py",
    "app/ui/preferences.py", "app/ui/judge/other_seasons.py",
}  # fmt: skip
"""Who writes the program's own files (an invitation that waits in the profile it is for), or asks `require_outside` before it changes anything."""


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = desk_profile.make(tmp_path / "home", Plan(entries=1))
    score_whole(made, "Z-001")
    yield made
    made.close()


WAYS: dict[str, Callable[[Profile, Path], object]] = {
    "own table": lambda p, folder: score_files.export_scores(p, folder / "评分.xlsx"),
    "papers": sheets.judge_papers,
    "blank papers": sheets.blank_papers,
    "score file": lambda p, folder: submit.submit(p, folder / "a.qcr"),
    "recovery paper": lambda _p, folder: without_profile.write_recovery_page(folder / "恢复码.pdf", b"%PDF"),
    "print to PDF": lambda _p, folder: preview_model._write(folder / "评分表.pdf", b"%PDF"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("below", ["", "packages", "blobs/ab"])
def test_nothing_is_exported_into_the_profile(profile: Profile, way: str, below: str) -> None:
    before = sorted(profile.home.rglob("*"))
    with pytest.raises(UsageError, match="评分档案自己的文件夹里") as refused:
        WAYS[way](profile, profile.home / below)
    assert refused.value.reason == "inside-profile"
    assert "U 盘或别的文件夹" in refused.value.hint
    assert sorted(profile.home.rglob("*")) == before
    assert submit.handed_in(profile) is None


@pytest.mark.parametrize("way", sorted(set(WAYS) - {"score file"}))
def test_beside_the_profile_all_of_it_is_written(profile: Profile, tmp_path: Path, way: str) -> None:
    WAYS[way](profile, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir())


def test_another_profiles_folder_is_seen_too_and_links_are_seen_through(profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "stick").symlink_to(profile.home, target_is_directory=True)
    for target in (tmp_path / "stick" / "a.pdf", profile.home / ".." / "home" / "a.pdf", profile.home):
        with pytest.raises(UsageError):
            export(target, b"")
    require_outside(profile.home / "copies" / "a", but=profile.home / "copies")


def test_whoever_writes_a_file_for_a_person_goes_through_the_one_rule() -> None:
    places = [p for folder in ("app/ui", "app/services", "app/cli") for p in (ROOT / folder).rglob("*.py")]
    writers = {str(p.relative_to(ROOT)) for p in places if re.search(r"\batomic_write\(", p.read_text(encoding="utf-8"))}
    assert writers <= OWN
    askers = {name for name in OWN if "require_outside(" in (ROOT / name).read_text(encoding="utf-8")}
    assert {
        n for n in OWN if ("services/judge/" in n) or "chair/" in n or n.endswith(("backup.py", "collect.py", "handing_over.py"))
    } <= askers
