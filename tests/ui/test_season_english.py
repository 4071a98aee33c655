"""What stands between two English sentences of the chairs' meeting is English too."""

from __future__ import annotations

from app.services.chair.actions import TieOutcome
from app.ui.chair.acts import Act
from tests.fakes.panel_season import PanelSeason
from tests.fakes.season_meeting import TIED
from tests.ui.on_screen import cut_off
from tests.ui.season_window import SeasonDesk, click, merged

WIDE = "；：、（），"


def wide(text: str) -> list[str]:
    return [line for line in text.splitlines() if any(sign in line for sign in WIDE)]


def test_a_tie_its_outcome_and_its_undoing(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk = season_desk
    view = merged(desk, chairs_season)
    desk.desktop.languages.switch("en")
    desk.until(lambda: view.files.text() == "Take panel results…")
    meeting = desk.at_the_meeting()
    desk.put(TIED[0])
    click(meeting.bar.buttons[Act.TIE])
    form = meeting.form.form
    for outcome in (TieOutcome.ALL_UP, TieOutcome.ALL_DOWN):  # each is read whole in its box
        form.outcome.setCurrentIndex(form.outcome.findData(outcome))
        desk.until(lambda: form.outcome.isVisible() and [*cut_off(meeting.form)] == [])
    form.outcome.setCurrentIndex(form.outcome.findData(TieOutcome.ORDER))
    form.order.setText(" ".join(TIED))
    form.reason.setPlainText("better figures")
    desk.until(meeting.form.confirm.isEnabled)
    seen = [label.text() for label in meeting.form.findChildren(type(meeting.words)) if label.isVisible()]
    assert any("for 1 place" in text for text in seen)
    assert wide("\n".join(seen)) == []
    desk.decided(TIED[0])
    assert wide(meeting.words.text()) == []
    told: list[str] = []
    view.model.steps.told.connect(told.append)
    view.model.steps.undo()
    desk.until(lambda: bool(told))
    assert told[0].startswith("Undone")
    assert wide(told[0]) == []


def test_a_vote_and_what_it_means(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk = season_desk
    view = merged(desk, chairs_season)
    desk.desktop.languages.switch("en")
    desk.until(lambda: view.files.text() == "Take panel results…")
    meeting = desk.at_the_meeting()
    desk.put("Z1-003")
    click(meeting.bar.buttons[Act.VOTE])
    form = meeting.form.form
    form.level.setCurrentIndex(form.level.findData("BENCHMARK"))
    form.reason.setPlainText("better figures")
    for tick in form.meeting.ticks.values():
        tick.setChecked(True)
    form.meeting.agree.setValue(len(form.meeting.ticks))
    desk.until(meeting.form.confirm.isEnabled)
    seen = "\n".join(label.text() for label in meeting.form.findChildren(type(meeting.words)) if label.isVisible())
    assert "more than half of those present: carried" in seen
    assert wide(seen) == []
