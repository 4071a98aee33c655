"""从副本恢复 in large text: what is said is there whole, and the button that puts the copy in place is in view."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from app.services.backup import Preview
from app.ui import preferences as prefs
from app.ui.judge.restore_pages import RestorePage
from app.ui.judge.start_stage import Stage
from tests.ui.conftest import Desk
from tests.ui.test_appearance import cut_off


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_copies_fits_large_text(qtbot: QtBot, home: Path, language: str) -> None:
    home.mkdir()
    prefs.save(home, prefs.Preferences().with_(language=language, text_percent=175))
    desk = Desk(qtbot, home).start(1092, 543, passphrase=None)
    try:
        qtbot.waitUntil(lambda: desk.window.model.stage is Stage.NO_INVITATION, timeout=20_000)
        desk.window.model.show(Stage.RESTORE)
        page = desk.window.start.findChildren(RestorePage)[-1]
        qtbot.waitUntil(page.isVisible, timeout=20_000)
        page.take(Path("/media/usb/2026-第1轮-评委03.qcbackup"))
        page.code.setText("90J31-3NZ44-YPVGC-2V39W-1MM6M-RDBHC")
        page._seen(Preview(datetime(2026, 7, 9, 6, 5, tzinfo=UTC), "PW-03", "S", 4, 0, "示例市质量协会2026年质量管理小组活动成果评审"))
        qtbot.waitUntil(lambda: cut_off(desk.window) == [], timeout=20_000)
        place = QRect(page.go.mapTo(desk.window, page.go.rect().topLeft()), page.go.size())
        assert desk.window.rect().contains(place)
        assert page.go.hasFocus()
    finally:
        desk.close()


def test_a_code_half_typed_stays_when_the_language_changes(qtbot: QtBot, home: Path) -> None:
    desk = Desk(qtbot, home).start(passphrase=None)
    try:
        qtbot.waitUntil(lambda: desk.window.model.stage is Stage.NO_INVITATION, timeout=20_000)
        desk.window.model.show(Stage.RESTORE)
        page = desk.window.start.findChildren(RestorePage)[-1]
        page.code.setText("90J31-3NZ44-YPV")
        desk.desktop.languages.switch("en")
        qtbot.waitUntil(lambda: desk.window.start.findChildren(RestorePage)[-1] is not page, timeout=20_000)
        again = desk.window.start.findChildren(RestorePage)[-1]
        assert again.code.text() == "90J31-3NZ44-YPV"
        assert again.secret.isHidden()
    finally:
        desk.close()
