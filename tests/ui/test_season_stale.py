"""What the season's list says and offers is of now: an import that is taken back or brought again changes both."""

from __future__ import annotations

from tests.fakes.panel_season import PanelSeason
from tests.ui.season_window import SeasonDesk, click, merged


def test_an_open_preview_follows_what_is_taken_back_and_brought_again(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk = season_desk
    view = merged(desk, chairs_season)
    view.model.take(list(chairs_season.files.values()))
    desk.until(lambda: not view.preview.isHidden())
    assert not view.preview.accept.isEnabled(), "all three are here"
    view.model.steps.undo()
    desk.until(lambda: view.preview.title.text() == "将收入 3 份，已有 0 份，不收 0 份")
    assert view.preview.accept.isEnabled()
    view.model.steps.redo()
    desk.until(lambda: view.preview.title.text() == "将收入 0 份，已有 3 份，不收 0 份")
    assert not view.preview.accept.isEnabled()


def test_a_file_that_was_left_out_stays_out_of_the_preview_that_follows(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, view = season_desk, season_desk.view
    view.model.take([chairs_season.files["P-1"]])
    desk.until(lambda: not view.preview.isHidden())
    click(view.preview.accept)
    desk.until(lambda: len(view.rows.rows) == 8)
    view.model.take(list(chairs_season.files.values()))
    desk.until(lambda: not view.preview.isHidden())
    left = next(f.payload for f in view.model.preview.accepted if f.panel == "P-3")  # type: ignore[union-attr]
    view.model.leave_out(left, True)
    desk.until(lambda: view.preview.accept.text() == "收入勾选的 1 份")
    view.model.steps.undo()
    desk.until(lambda: view.preview.accept.text() == "收入勾选的 2 份")
    click(view.preview.accept)
    desk.until(lambda: {r.panel for r in view.rows.rows} == {"P-1", "P-2"})


def test_what_was_said_of_an_import_goes_when_it_is_taken_back(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk = season_desk
    view = merged(desk, chairs_season)
    assert (view.words.isVisible(), view.words.text()) == (True, "收入 3 份小组结果。")
    view.model.steps.undo()
    desk.until(lambda: view.rows.rows == ())
    desk.until(view.words.isHidden)
