"""What is printed and signed is in Chinese as its forms are, whatever language the screen speaks: an English desk printed half of each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from app.core import words
from app.core.tasks import Context
from app.models.points import of
from app.models.season import Quota, QuotaScope
from app.services.chair import deciding, merge, paper_supply, papers
from app.services.chair.actions import ChangePoints, Defer, ExtraPlace, SetLevel
from app.services.chair.papers import PanelPaper
from app.services.organiser import season_order, season_papers
from tests.fakes import chair_panel, season_meeting
from tests.fakes.panel_season import PanelSeason
from tests.fakes.report_values import pages_of

pytestmark = pytest.mark.slow
WHICH = tuple(p for p in papers.DEFAULT if p not in (PanelPaper.SHEETS, PanelPaper.LETTERS))
TOTALS = {"Z-001": "92", "Z-002": "86", "Z-003": "86", "Z-004": "80", "Z-005": "75"}


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    words.set_language("zh")


def text_of(file: Path) -> str:
    if file.suffix == ".pdf":
        return "".join(pages_of(file.read_bytes()))
    if file.suffix == ".csv":
        return file.read_text("utf-8-sig")
    if file.suffix == ".xlsx":
        return "\n".join(str(c.value) for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for c in row)
    with zipfile.ZipFile(file) as docx:
        return docx.read("word/document.xml").decode()


def texts(files: tuple[Path, ...], folder: Path) -> dict[str, str]:
    """By the end of the name; its beginning names the round in the screen's language."""
    return {"-".join(f.relative_to(folder).as_posix().split("-")[3:]): text_of(f) for f in files}


def test_the_panels_papers(tmp_path: Path) -> None:
    quota = (Quota("EXCELLENT", QuotaScope.SEASON, 2),)
    panel = chair_panel.make(tmp_path / "panel", judges=6, entries=5, own=TOTALS, quotas=quota)
    with panel.open() as chair:
        merge.merge(chair, [panel.package(j, TOTALS) for j in panel.season.judges[1:5]], Context())
        for action in (
            ChangePoints("Z-001", "J-02", "CAUSE", of("25"), "附表不符"), SetLevel("Z-001", "BENCHMARK", "突出"), Defer("Z-004", "待补材料"),
            ExtraPlace("Z-005", "EXCELLENT", "申请"), ChangePoints("Z-001", "J-03", "EFFECT", of("15"), "再议"),
        ):  # fmt: skip
            deciding.decide(chair, action)
        made = {}
        for language in ("zh", "en"):
            words.set_language(language)  # type: ignore[arg-type]
            given = paper_supply.supplement(chair, WHICH, paper_supply.Meeting(place="三楼会议室"))
            done = papers.report(chair, tmp_path / language, which=WHICH, given=given)
            assert not done.unprinted
            made[language] = texts(done.files, tmp_path / language)
    assert len(made["zh"]) > len(WHICH)
    assert any("决定待复核" in t for t in made["zh"].values())
    assert made["en"] == made["zh"]


def test_the_reason_why_a_paper_is_not_there_is_the_screens(tmp_path: Path) -> None:
    panel = chair_panel.make(tmp_path / "panel", judges=2, entries=2, own={"Z-001": "90", "Z-002": "80"})
    words.set_language("en")
    with panel.open() as chair:
        merge.merge(chair, [panel.package("J-02", {"Z-001": "90", "Z-002": "80"})], Context())
        done = papers.report(chair, tmp_path / "out", which=(PanelPaper.CHANGES,))
    assert [u.words for u in done.unprinted] == ["No points were changed in consensus."]


def test_the_seasons_papers(tmp_path: Path) -> None:
    season: PanelSeason = season_meeting.make(tmp_path / "season", unsigned=("J1-02",))
    season.ask("merge", *season.files.values())
    season.ask("decide", season_meeting.APART, "--defer", "--reason", "待补材料")
    season.ask("decide", "Z1-003", "--level", "BENCHMARK", "--reason", "突出", "--votes", "3,0,0", *_present())
    made = {}
    for language in ("zh", "en"):
        words.set_language(language)  # type: ignore[arg-type]
        with season.open() as profile:
            done = season_papers.report(profile, season.repository, tmp_path / language, season_order.Order(provisional=True))
        assert not done.unprinted
        made[language] = texts(done.files, tmp_path / language)
    assert any("暂缓" in t for t in made["zh"].values())
    assert made["en"] == made["zh"]


def _present() -> list[str]:
    return [word for j in season_meeting.CHAIRS for word in ("--present", j)]
