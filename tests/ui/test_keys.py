"""The table of keys: nothing an input method owns, a person's own choices, and PgUp/PgDn from every place."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.core import files
from app.ui import preferences as prefs
from app.ui.judge import key_words, keys, rail
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Opener

CONTROL = Qt.KeyboardModifier.ControlModifier
REFUSED = (
    "Shift", "Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+Shift+F", "Alt+N", "Ctrl+Alt+N", "Alt+Left", "Meta+N", "N", "5", "-", "Shift+N",
    "F5", "Ctrl+1", "Ctrl+9", "Ctrl+C", "Ctrl+V", "Ctrl+B", "PgUp", "Space", "", "Return", "Left", "Ctrl+Meta+N", "Ctrl+K, Ctrl+N", "Ctrl+Shift",
)  # fmt: skip


@pytest.mark.parametrize("sequence", REFUSED)
def test_these_keys_are_refused_with_the_reason(sequence: str) -> None:
    assert len(keys.refusal(sequence, "note")) > 8
    assert keys.in_force({"note": sequence})["note"] == ("Ctrl+M",)


@pytest.mark.parametrize("sequence", ["Ctrl+N", "Ctrl+Shift+N", "Ctrl+;", "Ctrl+M", "Ctrl+Up"])
def test_these_keys_may_be_chosen(sequence: str) -> None:
    expected = "" if sequence != "Ctrl+Up" else "这个组合已经用于另一个动作。"
    assert keys.refusal(sequence, "note") == expected


def test_nothing_in_the_table_is_forbidden_or_twice() -> None:
    everything = [(s, action) for action, sequences in keys.ACTIONS.items() for s in sequences]
    assert len({QKeySequence(s).toString() for s, _ in everything}) == len(everything)
    assert [(s, a) for s, a in everything if keys.refusal(s, a)] == []
    assert not {s for s, _ in everything} & set(keys.FORBIDDEN)
    with_alt = [a for a, sequences in keys.ACTIONS.items() if all("Alt" in s for s in sequences)]
    assert with_alt in ([], ["back"])


def test_every_action_has_a_name_and_a_place_on_the_sheet() -> None:
    on_sheet = [action for _, actions in key_words.groups() for action in actions]
    assert sorted(on_sheet) == sorted(keys.ACTIONS)
    assert all(key_words.name(action) for action in on_sheet)


def test_every_action_is_bound(open_desk: Opener) -> None:
    desk = open_desk()
    assert set(keys.ACTIONS) <= set(desk.room.handlers()) | set(desk.room.keys.handlers())


def test_other_keys_are_chosen_on_the_sheet_and_kept(open_desk: Opener) -> None:
    desk = open_desk()
    QTest.keyClick(desk.window, Qt.Key.Key_F1)
    sheet = desk.room.keys.sheet
    assert sheet.isVisible()
    control = sheet.buttons["note"]
    control.click()
    QTest.keyClick(control, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert "Alt" in sheet.words.text()
    assert control.text() == "Ctrl+M"
    control.click()
    QTest.keyClick(control, Qt.Key.Key_N, CONTROL)
    assert control.text() == "Ctrl+N"
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    QTest.keyClick(desk.window, Qt.Key.Key_N, CONTROL)
    assert desk.room.reading.note.isVisible()
    desk.qtbot.waitUntil(lambda: prefs.load(desk.home).keys == {"note": "Ctrl+N"}, timeout=20_000)
    sheet.default.click()
    assert control.text() == "Ctrl+M"


def test_pages_turn_from_every_focus(open_desk: Opener) -> None:
    """Document, score box, remark, note, finds, list of results, settings: PgDn and PgUp reach the page."""
    desk = open_desk()
    room, pages = desk.room, desk.room.bench.pages
    places = {
        "score": room.bench.rubric.body.box.setFocus,
        "remark": room.bench.rubric.remark.toggle.click,
        "note": lambda: room.note_wanted(""),
        "find": lambda: room.toggle(rail.FIND),
        "entries": lambda: room.toggle("entries"),
        "outline": lambda: room.toggle(rail.OUTLINE),
        "settings": lambda: (room.toggle(rail.SETTINGS), room.settings.language.setFocus()),
    }
    desk.qtbot.waitUntil(lambda: room.bench.document.page_count > 1, timeout=20_000)
    stuck = []
    for name, focus in places.items():
        focus()
        desk.rests()
        at, target = pages.page, desk.window.focusWidget()
        assert isinstance(target, QWidget)
        QTest.keyClick(target, Qt.Key.Key_PageDown)
        on = pages.page
        QTest.keyClick(target, Qt.Key.Key_PageUp)
        if (on, pages.page) != (at + 1, at):
            stuck.append(name)
    assert stuck == []
    desk.saved()


def test_of_choices_made_quickly_the_last_one_is_kept(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several threads write them; the slowest wrote last what was chosen first."""
    desk, newer, real = open_desk(Plan(entries=1)), threading.Event(), files.atomic_write

    def write(place: Path, content: bytes, **how: int) -> None:
        if b'"volume": 31' in content:
            newer.wait(1.0)
        real(place, content, **how)  # type: ignore[arg-type]
        if b'"volume": 32' in content:
            newer.set()

    monkeypatch.setattr(files, "atomic_write", write)
    for volume in (31, 32):
        desk.window.remember(desk.window.preferences.with_(volume=volume))
    desk.rests()
    assert prefs.load(desk.home).volume == 32
