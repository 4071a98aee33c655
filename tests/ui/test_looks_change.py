"""Colours, language, size of text and window change while a desk is open: it is then as one that was opened so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from app.ui import theme
from app.ui.judge import rail
from tests.fakes import chair_season
from tests.fakes.desk_profile import Plan
from tests.fakes.season import Season
from tests.ui.conftest import ChairOpener, Desk, Opener
from tests.ui.on_screen import LEAST_CONTRAST, LEAST_SCROLL, contrast, misplaced
from tests.ui.test_chair_meeting import meeting


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=3, judges=3)


def choose(desk: Desk, **wanted: object) -> None:
    desk.window.remember(desk.window.preferences.with_(**wanted))


def test_the_agendas_headings_are_read_in_the_other_colours(open_chair: ChairOpener, panel: Season) -> None:
    desk = open_chair(panel)
    agenda = meeting(desk).agenda
    for chosen in ("dark", "light"):
        choose(desk, theme=chosen)
        head = agenda.item(0)
        assert head.flags() == Qt.ItemFlag.NoItemFlags
        desk.qtbot.waitUntil(
            lambda c=chosen, h=head: contrast(h.foreground().color(), QColor(theme.colours(c).surface)) >= LEAST_CONTRAST, timeout=20_000
        )


@pytest.mark.parametrize("key", [rail.STEPS, rail.FIND, "entries"])
def test_a_panel_stays_in_the_window_when_the_text_becomes_large(open_desk: Opener, key: str) -> None:
    desk = open_desk(width=1092, height=543, language="en")
    desk.room.toggle(key)
    choose(desk, text_percent=175)
    desk.qtbot.waitUntil(lambda: desk.window.rail.width() > 60, timeout=20_000)
    panel, stack = desk.room._panel(key), desk.window.stack
    desk.qtbot.waitUntil(lambda: stack.rect().contains(panel.geometry()) and list(misplaced(desk.window)) == [], timeout=20_000)
    foot = stack.height() - (desk.room.bench.side.strip_height() if key != "entries" else 0)
    assert panel.geometry().bottom() < foot


def test_a_few_pixels_are_not_scrolled_for(open_desk: Opener) -> None:
    desk = open_desk(language="en")
    area = desk.room.bench.rubric.area
    desk.room.bench.rubric.begin("1")
    natural = area.widget().heightForWidth(area.maximumViewportSize().width())
    desk.window.resize(1366, 697 + natural - area.maximumViewportSize().height() - 5)
    desk.qtbot.waitUntil(lambda: desk.room.bench.rubric.body.layout().contentsMargins().bottom() == 3, timeout=20_000)
    assert area.verticalScrollBar().maximum() == 0
    desk.window.resize(1366, desk.window.height() + 30)
    desk.qtbot.waitUntil(lambda: desk.room.bench.rubric.body.layout().contentsMargins().bottom() == 8, timeout=20_000)
    assert area.verticalScrollBar().maximum() == 0
    desk.saved()


def test_an_items_line_fills_its_card_when_the_rows_become_higher(open_desk: Opener) -> None:
    """Each line hung out of its card below, and lost its foot, until something was typed."""
    desk = open_desk(width=1092, height=543)
    cards, window = desk.room.bench.rubric.cards, desk.window

    def filled() -> bool:
        rows = {card.height() for card in cards} | {card.head.height() for card in cards} | {window.sizes.row}
        return len(rows) == 1 and all(card.head.y() == 0 for card in cards)

    desk.qtbot.waitUntil(filled, timeout=20_000)
    window.resize(1366, 697)
    desk.qtbot.waitUntil(lambda: window.sizes.row == 40 and filled(), timeout=20_000)
    choose(desk, text_percent=125)
    desk.qtbot.waitUntil(lambda: window.sizes.row == 44 and filled(), timeout=20_000)


@pytest.mark.parametrize("key", [rail.SUBMIT, rail.SETTINGS])
def test_no_page_is_scrolled_for_a_few_pixels(open_desk: Opener, key: str) -> None:
    """The margin at its foot gives them."""
    desk = open_desk(Plan(entries=6), text=125 if key == rail.SETTINGS else 100)
    desk.room.choose(key)
    page = desk.room.submit if key == rail.SUBMIT else desk.room._panel(key)
    area = page.findChild(QScrollArea)
    assert area is not None
    desk.qtbot.waitUntil(lambda: area.isVisible() and area.widget().height() > 200, timeout=20_000)
    bar = area.verticalScrollBar()
    for height in range(543, 745, 3):
        desk.window.resize(1366, height)
        QApplication.processEvents()
        desk.qtbot.waitUntil(lambda: not 0 < bar.maximum() < LEAST_SCROLL, timeout=20_000)
    assert bar.maximum() == 0, "and all of it had room at last"
    desk.window.resize(1366, 543)
    if key == rail.SUBMIT:
        desk.qtbot.waitUntil(lambda: bar.maximum() > LEAST_SCROLL, timeout=20_000)


def test_the_keys_are_in_columns_that_fit_after_every_change(open_desk: Opener) -> None:
    """The sheet kept the columns of the words it had before: three that were scrolled sideways, or one with the keys far away."""
    desk = open_desk()
    desk.room.toggle("keys")
    sheet = desk.room.keys.sheet
    area = sheet.findChild(QScrollArea)
    assert area is not None
    for width, height, wanted in (
        (1366, 697, {"language": "en"}), (1092, 543, {"text_percent": 175}), (1366, 697, {"text_percent": 100}), (1366, 697, {"language": "zh"}),
    ):  # fmt: skip
        desk.window.resize(width, height)
        choose(desk, **wanted)
        desk.qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() == 0 and list(misplaced(desk.window)) == [], timeout=20_000)
        names = sheet.findChildren(QLabel)
        for control in sheet.buttons.values():
            said = min((n for n in names if n.parentWidget() is control.parentWidget()), key=lambda n, c=control: abs(n.y() - c.y()))
            assert control.x() - said.x() - said.fontMetrics().horizontalAdvance(said.text()) < 30 * said.fontMetrics().height()


def test_the_agendas_headings_are_not_faint_because_it_was_filled_while_disabled(open_chair: ChairOpener, panel: Season) -> None:
    """As a desk does that comes back to its meeting: the list is disabled until there is something to meet about."""
    agenda = meeting(open_chair(panel, theme_="dark")).agenda
    ink = agenda.palette().color(agenda.foregroundRole())
    agenda.setEnabled(False)
    agenda.refresh()
    assert agenda.item(0).foreground().color() == ink
