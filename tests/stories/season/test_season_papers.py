"""合议会记录 and lists of the season by command: who met where, who stood aside, what was decided with which vote; what is kept is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import Cancelled, UsageError
from app.core.tasks import Context
from app.models.decision import Votes
from app.models.meeting_head import MeetingHead
from app.services.chair.actions import Keep, KeepAll, Meeting, SetLevel
from app.services.organiser import season_meeting, season_memory, season_merge, season_papers, season_standing, season_steps
from app.services.organiser.season_order import Order, SeasonPaper
from app.services.profile import Profile
from tests.fakes import season_meeting as fake
from tests.fakes.panel_season import PanelSeason
from tests.fakes.report_values import pages_of, squeezed

pytestmark = pytest.mark.slow
HERE = Meeting(("J1-01", "J3-01"), Votes(2, 0, 0))


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> PanelSeason:
    return fake.make(tmp_path_factory.mktemp("papers") / "season")


@pytest.fixture
def organiser(season: PanelSeason) -> Iterator[Profile]:
    """The open profile; what a test decided and typed is taken back after it."""
    with season.open() as profile:
        season_merge.merge(profile, season.repository, list(season.files.values()), Context())
        yield profile
        season_memory.keep_head(profile, 1, MeetingHead())
        season_memory.keep_recommended(profile, 1, None)
        while season_steps.undo(profile)[0] is not None:
            pass


def minutes(season: PanelSeason, out: Path, *words: str) -> str:
    said = season.ask("report", "--out", out, "--which", "minutes", *words)
    return squeezed(pages_of(Path(said["files"][0]).read_bytes()))


def test_the_record_says_who_stood_aside_who_was_there_and_what_was_decided(
    organiser: Profile, season: PanelSeason, tmp_path: Path
) -> None:
    season_meeting.decide(organiser, SetLevel(fake.ASIDE, "EXCELLENT", "现场效果好"), HERE)
    season_meeting.decide(organiser, KeepAll(("Z2-008", "Z3-007")), Meeting(("J1-01",)))
    text = minutes(season, tmp_path)
    assert "出席顾长青、欧阳文静" in text
    assert "缺席沈国樑" in text
    assert f"回避第2组沈国樑：{fake.ASIDE}" in text
    assert "同意2反对0弃权0（沈国樑回避）" in text
    assert "现场效果好" in text
    assert "其余成果：Z2-008、Z3-007（共2项），按得分和名次一次确认。" in text
    assert text.partition("时间")[2].startswith("20"), "without a word of it, the time of the decisions"


def test_where_they_met_is_said_by_command_or_kept(organiser: Profile, season: PanelSeason, tmp_path: Path) -> None:
    season_meeting.decide(organiser, Keep("Z2-006"), Meeting())
    season_memory.keep_head(organiser, 1, MeetingHead("7月9日", "三楼", "顾长青", "王喆"))
    assert "时间7月9日地点三楼主持顾长青记录王喆" in minutes(season, tmp_path / "kept")
    facts = ("--time", "7月10日", "--place", "市质协", "--host", "沈国樑", "--recorder", "戚文堃")
    assert "时间7月10日地点市质协主持沈国樑记录戚文堃" in minutes(season, tmp_path / "said", *facts)
    assert "时间7月9日地点市质协主持顾长青" in minutes(season, tmp_path / "some", "--place", "市质协")


def test_who_is_recommended(organiser: Profile, season: PanelSeason) -> None:
    now = season_standing.standing(organiser)
    rows, rules = now.view.view.rows, now.state.season
    best = season_memory.at_level(rules, rows)
    assert season_memory.chosen(now, None) == best == ("Z1-001", "Z1-002", "Z3-001", "Z2-001")
    assert season_memory.chosen(now, ("Z3-003", "Z9-999", "Z1-001")) == ("Z3-003", "Z1-001"), "who is gone is not recommended"
    levels = [r.level for r in season_memory.candidates(rules, rows)]
    order = [level.code for level in rules.levels]
    assert levels == sorted(levels, key=lambda v: order.index(v) if v in order else len(order))
    season_memory.keep_recommended(organiser, 1, ())
    assert season_memory.of_round(organiser, 1).recommended == ()
    basis = season_papers.frame(organiser, season.repository, Order((SeasonPaper.NATIONAL,)))
    assert basis.order.national == ()
    with pytest.raises(UsageError) as unknown:
        season_papers.report(organiser, season.repository, season.folder, Order(national=("Z9-999",)))
    assert unknown.value.reason == "unknown-entry"


def test_cancelled_between_two_papers_nothing_is_written(organiser: Profile, season: PanelSeason, tmp_path: Path) -> None:
    basis = season_papers.frame(organiser, season.repository, Order(provisional=True))
    told: list[float] = []
    context = Context(lambda progress: told.append(progress.fraction or 0.0) or (context.cancel() if len(told) == 3 else None))
    with pytest.raises(Cancelled):
        season_papers.write(basis, tmp_path / "out", context)
    assert told == [0, 1 / 6, 2 / 6]
    assert not (tmp_path / "out").exists()
