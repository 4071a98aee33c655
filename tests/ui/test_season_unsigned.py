"""未签名，组长代录: points that nobody signed are marked wherever the season shows an entry that rests on them, and no judge is named there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.services.organiser import season_merge, season_papers, season_standing
from app.services.organiser.season_order import Order, SeasonPaper
from tests.fakes import season_meeting
from tests.fakes.panel_season import PanelSeason
from tests.fakes.season_meeting import TIED
from tests.ui.season_window import SeasonDesk, click, merged, start
from tests.ui.test_chair_projection_story import leaks

COPIED, SIGNED = TIED
"""Of the first panel, whose chair copied a judge's sheets, and of the second."""


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> PanelSeason:
    return season_meeting.make(tmp_path_factory.mktemp("copied") / "season", unsigned=("J1-03",))


@pytest.fixture
def desk(qtbot: QtBot, season: PanelSeason) -> Iterator[SeasonDesk]:
    made = start(qtbot, season.home)
    if made.view.model.matter is None:
        merged(made, season)
    yield made
    made.close()


def test_the_list_and_the_entry_say_it(desk: SeasonDesk) -> None:
    view = desk.view
    column = [c.key for c in view.rows._columns].index("note")
    notes = {r.code: view.rows.index(n, column).data() for n, r in enumerate(view.rows.rows)}
    assert {code for code, note in notes.items() if "代录" in note} == {code for code in notes if code.startswith("Z1-")}
    view.table.selectRow([r.code for r in view.rows.rows].index(COPIED))
    assert "1 位评委的评分未签名，组长代录" in view.entry.facts.text()
    view.table.selectRow([r.code for r in view.rows.rows].index(SIGNED))
    assert "代录" not in view.entry.facts.text()


def test_the_meeting_and_its_hall_say_it_without_a_name(desk: SeasonDesk) -> None:
    view = desk.at_the_meeting()
    desk.put(COPIED)
    assert view.model.table is not None
    why = {i.code: i.why for i in view.model.table.agenda.items}
    assert "含未签名代录" in why[COPIED]
    assert "代录" not in why[SIGNED]
    assert "未签名，组长代录" in view.pane.decided.text()
    view.projector.push()
    window = view.projector.window
    assert window is not None
    desk.until(window.isVisible)
    assert leaks(window, {"1 位评委的评分未签名，组长代录"})
    click(view.lines)
    view.pane.which.setCurrentIndex(1)
    shown = view.pane.rows.texts()
    assert {"第1组 代录", "第2组"} <= set(shown)
    view.projector.push()
    desk.until(lambda: bool(leaks(window, {"第1组 代录"})))
    assert leaks(window, {"代录：未签名，组长代录"}), "the hall reads the mark, and what it means"
    assert leaks(window, {"J1-03", "评委J1-03"}) == []


def _sheet(file: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(file).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_rows_of_the_summary_are_marked(desk: SeasonDesk, season: PanelSeason, tmp_path: Path) -> None:
    desk.close()
    with season.open() as profile:
        assert season_standing.standing(profile).state.unsigned[COPIED] == ("J1-03",)
        made = season_papers.report(
            profile, season.repository, tmp_path, Order((SeasonPaper.SUMMARY, SeasonPaper.NATIONAL), national=(COPIED, "Z2-001"))
        )
    rows, recommended = ([[str(c.value or "") for c in row] for row in _sheet(f).iter_rows()] for f in made.files if f.suffix == ".xlsx")
    assert [row[-1] for row in recommended if row[0] in ("1", "2")] == ["含未签名代录", ""], "nor are points sent on without it"
    marked = {row[1] for row in rows if any("含未签名代录" in text for text in row)}
    assert marked == {row[1] for row in rows if row[1].startswith("Z1-")} != set()
    document = season.ask("results")
    assert {e["code"]: e["unsigned"] for e in document["entries"]}[COPIED] == ["J1-03"]
    assert "含未签名代录" in season.run("results").out


def test_a_judge_who_stood_aside_marks_nothing(tmp_path: Path) -> None:
    season = season_meeting.make(tmp_path / "season", unsigned=("J2-01",))
    with season.open() as profile:
        season_merge.merge(profile, season.repository, list(season.files.values()), Context())
        marked = season_standing.standing(profile).state.unsigned
    assert season_meeting.ASIDE not in marked
    assert len(marked) == 7
