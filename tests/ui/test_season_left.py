"""What a panel put off, at the chairs' window: at no level, named as undecided in the list and on the agenda, until the meeting decides it."""

from __future__ import annotations

from app.services.chair.agenda import Settled
from app.ui.chair.acts import Act
from tests.fakes.panel_season import PanelSeason
from tests.stories.season.test_left_by_panels import CODE, put_off
from tests.ui.season_window import SeasonDesk, click, on_table, settled


def cells(desk: SeasonDesk) -> tuple[str, str]:
    """Level and note in the list."""
    row = next(r for r in desk.view.rows.rows if r.code == CODE)
    found = {c.key: c.text(row) for c in desk.view.rows._columns}
    return found["level"], found["note"]


def test_it_waits_on_every_page_until_it_is_decided(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    desk.view.model.take([*(f for p, f in season.files.items() if p != "P-1"), put_off(season)])
    desk.until(lambda: not desk.view.preview.isHidden())
    click(desk.view.preview.accept)
    desk.until(lambda: len(desk.view.rows.rows) == 24)
    assert cells(desk) == ("—", "组内暂缓")
    assert f"专业组暂缓，待合议 {CODE}" in desk.view.final.toolTip()
    view = desk.at_the_meeting()
    desk.put(CODE)
    assert on_table(view) == CODE
    assert settled(view, CODE) is Settled.DEFERRED
    click(view.bar.buttons[Act.KEEP])
    desk.until(view.form.confirm.isEnabled)
    click(view.form.confirm)
    desk.until(lambda: settled(view, CODE) is Settled.DECIDED)
    desk.until(lambda: cells(desk)[0] == "标杆级")
    assert CODE not in desk.view.final.toolTip()
