"""A notice beside a form, in large text: its words are lines to be read, the buttons under them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.notify import NOWHERE, NoticeBar

WORDS = "Travel check: copies off this machine: none yet (entries changed since: 12); back up to a stick."


@pytest.fixture
def notice(qapp: QApplication) -> Iterator[NoticeBar]:
    theme.apply(qapp, "light", theme.metrics(1092, 543, 175))
    board = QWidget()
    board.resize(1092, 543)
    made = NoticeBar(board)
    board.show()
    made.offer(WORDS, ("See files and copies", lambda: None))
    yield made
    board.close()
    theme.apply(qapp, "light", theme.metrics(1366, 697))


def test_a_place_too_narrow_for_its_words_or_its_buttons_is_none(qtbot: QtBot, notice: NoticeBar) -> None:
    qtbot.waitUntil(lambda: all(not act.isHidden() for act in notice._acts() if act is not notice._copy), timeout=20_000)
    assert notice.full_height(480) < 300
    assert notice.full_height(400) == NOWHERE
    notice.offer(WORDS, ("See files and copies", lambda: None), ("Copy the file, paste it into a chat", lambda: None))
    qtbot.waitUntil(lambda: notice.full_height(600) == NOWHERE, timeout=20_000)


@pytest.mark.parametrize("wide", [1040, 700, 523, 480])
def test_its_words_are_lines_at_every_width(qtbot: QtBot, notice: NoticeBar, wide: int) -> None:
    words = notice._words
    notice.shown.connect(lambda: notice.resize(notice.width(), notice.full_height(notice.width())))  # as whoever places it does
    for before in (1040, 480, wide):  # it has stood elsewhere
        notice.resize(before, notice.full_height(before))
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 0, timeout=20_000)
    assert words.width() >= 16 * words.fontMetrics().horizontalAdvance("字") * 0.9
    qtbot.waitUntil(lambda: notice.full_height(wide) == notice.height(), timeout=20_000)
    for act in notice.findChildren(QPushButton):
        assert act.isHidden() or (notice.rect().contains(act.geometry()) and not act.geometry().intersects(words.geometry()))
