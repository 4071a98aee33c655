"""Whom the chairs recommend stays what they chose: while a panel's result is set aside, and while rows are only moved."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.services.organiser import season_memory
from app.ui.chair.season_papers_page import SeasonPapersPage
from tests.fakes.panel_season import PanelSeason
from tests.ui.season_window import SeasonDesk, click, merged
from tests.ui.test_season_papers import BEST, choose


def tick(page: SeasonPapersPage, code: str) -> None:
    choose(page, code)
    page.national.list.currentItem().setCheckState(Qt.CheckState.Checked)


def test_who_is_away_with_an_import_taken_back_stays_chosen(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, view = season_desk, season_desk.view
    for panels, rows in ((("P-1", "P-2"), 16), (("P-3",), 24)):
        view.model.take([chairs_season.files[p] for p in panels])
        desk.until(lambda: not view.preview.isHidden())
        click(view.preview.accept)
        desk.until(lambda rows=rows: len(view.rows.rows) == rows)  # type: ignore[misc]
    page, box = desk.at_the_papers(), desk.papers.national
    click(box.none)
    for code in ("Z1-001", "Z3-003"):
        tick(page, code)
    while box.up.isEnabled():
        click(box.up)
    assert box.chosen == ("Z3-003", "Z1-001")
    view.model.steps.undo()
    desk.until(lambda: box.chosen == ("Z1-001",))
    tick(page, "Z2-002")
    view.model.steps.redo()
    desk.until(lambda: box.list.count() == 24)
    assert box.chosen == ("Z3-003", "Z1-001", "Z2-002")


def test_a_row_that_is_moved_without_a_tick_chooses_nobody(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    """Before anybody chose it is the best level, whoever that will be: a look at the list does not settle it."""
    desk = season_desk
    merged(desk, chairs_season)
    page = desk.at_the_papers()
    choose(page, "Z3-005")
    click(page.national.up)
    assert page.national.chosen == BEST
    assert page.model.recommended is None
    choose(page, "Z1-002")
    click(page.national.up)
    assert page.model.recommended == page.national.chosen != BEST


def test_an_absent_one_keeps_its_place() -> None:
    assert season_memory.with_absent(("B", "D"), ("A", "B", "C"), {"B", "D"}) == ("A", "B", "C", "D")
    assert season_memory.with_absent((), ("A", "B"), {"B"}) == ("A",)
    assert season_memory.with_absent(("B",), None, {"B"}) == ("B",)
