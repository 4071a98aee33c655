"""The design's keys from every focus: pages, documents, items and the way back, wherever the keyboard is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from app.ui.judge import key_words, keys, page_badge, rail
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLACES = (
    "pages", "score", "remark", "phrases", "note", "find field", "find list", "entries search", "entries list", "entries state", "outline",
    "steps", "notes", "page number", "settings", "keys", "recuse", "a button",
)  # fmt: skip
DESIGN = (
    "数字", "Enter", "Ctrl+1…9", "Ctrl+↑", "Ctrl+↓", "Ctrl+Enter", "Ctrl+PgUp", "Ctrl+PgDn", "PgUp", "PgDn", "空格", "退格", "Ctrl+Tab", "Alt+←",
    "Ctrl+M", "Ctrl+K", "Ctrl+F", "Ctrl+G", "Ctrl+Z", "Ctrl+Y", "Ctrl+B", "F1", "Ctrl+/", "视频：空格", "视频：← →", "视频：[ ]",
)  # fmt: skip


def focus_in(desk: Desk, place: str) -> QWidget:
    """Open what `place` names and give it the keyboard."""
    room = desk.room
    open_: dict[str, Callable[[], object]] = {
        "pages": lambda: room.bench.pages,
        "score": lambda: room.bench.rubric.body.box,
        "remark": lambda: (_remark(desk), room.bench.rubric.remark.text)[1],
        "phrases": lambda: (_remark(desk), room.bench.rubric.remark.more.click(), room.bench.rubric.remark.phrases.way()[0])[2],
        "note": lambda: (room.note_wanted(""), room.note.text)[1],
        "find field": lambda: (_panel(desk, rail.FIND), room.find.field)[1],
        "find list": lambda: (_panel(desk, rail.FIND), room.find.list)[1],
        "entries search": lambda: (_panel(desk, "entries"), room.drawer.search)[1],
        "entries list": lambda: (_panel(desk, "entries"), room.drawer.table)[1],
        "entries state": lambda: (_panel(desk, "entries"), room.drawer.state)[1],
        "outline": lambda: (_panel(desk, rail.OUTLINE), room.outline.list)[1],
        "steps": lambda: (_panel(desk, rail.STEPS), room.reading.steps.list)[1],
        "notes": lambda: (_panel(desk, rail.NOTES), room.notes.list)[1],
        "page number": lambda: (_panel(desk, "page"), room.page.field)[1],
        "settings": lambda: (_panel(desk, rail.SETTINGS), room.settings.language)[1],
        "keys": lambda: (_panel(desk, "keys"), next(iter(room.keys.sheet.buttons.values())))[1],
        "recuse": lambda: (_panel(desk, "recuse"), room.recuse.reason)[1],
        "a button": lambda: desk.window.top.done,
    }
    target = open_[place]()
    assert isinstance(target, QWidget)
    target.setFocus()
    focus = desk.window.focusWidget()
    assert focus is not None
    assert focus is target, place
    return focus


def _remark(desk: Desk) -> None:
    remark = desk.room.bench.rubric.remark
    if not remark.text.isVisible():
        remark.flip()


def _panel(desk: Desk, key: str) -> None:
    if desk.room._panel(key).isHidden():
        desk.room.toggle(key)


def ready(open_desk: Opener) -> Desk:
    desk = open_desk(Plan(entries=2))
    desk.qtbot.waitUntil(lambda: desk.room.bench.document.page_count > 1, timeout=20_000)
    return desk


def test_page_keys_turn_the_page_in_every_focus(open_desk: Opener) -> None:
    desk = ready(open_desk)
    pages, stuck = desk.room.bench.pages, []
    for place in PLACES:
        pages.go_to(0)
        focus = focus_in(desk, place)
        QTest.keyClick(focus, Qt.Key.Key_PageDown)
        on = pages.page
        QTest.keyClick(focus, Qt.Key.Key_PageUp)
        if (on, pages.page) != (1, 0):
            stuck.append(place)
    assert stuck == []
    desk.saved()


def test_items_are_chosen_by_number_and_by_arrows_in_every_focus(open_desk: Opener) -> None:
    desk = ready(open_desk)
    sheet, stuck = desk.room.bench.sheet, []
    for place in PLACES:
        focus = focus_in(desk, place)
        went = []
        for key in (Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_Up):
            QTest.keyClick(focus, key, CONTROL)
            went.append(sheet.current)
        if went != [2, 0, 1, 0]:
            stuck.append((place, went))
    assert stuck == []
    desk.saved()


def test_ctrl_tab_changes_the_document_in_every_focus(open_desk: Opener) -> None:
    desk = ready(open_desk)
    bench, stuck = desk.room.bench, []
    for place in PLACES:
        before = bench.front
        QTest.keyClick(focus_in(desk, place), Qt.Key.Key_Tab, CONTROL)
        if bench.front == before:
            stuck.append(place)
    assert stuck == []
    desk.saved()


@pytest.mark.parametrize("way", ["Alt+←", "mouse"])
def test_one_comes_back_after_a_jump_from_every_focus(open_desk: Opener, way: str) -> None:
    desk = ready(open_desk)
    bench, stuck = desk.room.bench, []
    for place in PLACES:
        bench.pages.go_to(0)
        bench.reading.jump(1)
        assert bench.pages.page == 1
        focus = focus_in(desk, place)
        if way == "mouse":
            handle = desk.window.windowHandle()
            at = focus.mapTo(desk.window, focus.rect().center())
            QTest.mouseClick(handle, Qt.MouseButton.BackButton, Qt.KeyboardModifier.NoModifier, QPoint(at))
        else:
            QTest.keyClick(focus, Qt.Key.Key_Left, ALT)
        if bench.pages.page != 0:
            stuck.append(place)
    assert stuck == []
    desk.saved()


def test_space_and_backspace_go_a_screen_on_and_back(open_desk: Opener) -> None:
    desk = ready(open_desk)
    pages = desk.room.bench.pages
    pages.setFocus()
    bar = pages.verticalScrollBar()
    QTest.keyClick(pages, Qt.Key.Key_Space)
    assert 0 < bar.value() < pages.viewport().height()
    QTest.keyClick(pages, Qt.Key.Key_Backspace)
    assert bar.value() == 0


def test_every_key_of_the_design_is_on_the_sheet() -> None:
    shown = [keys.shown(s) for s in keys.ACTIONS.values()] + [sequence for sequence, _ in key_words.fixed()]
    combinations = {part.strip() for line in shown for part in line.split(" / ")} | {line for line, _ in key_words.fixed()}
    assert [row for row in DESIGN if row not in combinations] == []


def test_the_end_of_the_sheet_is_reached_by_keys(open_desk: Opener) -> None:
    desk = open_desk(None, 1092, 543)
    desk.room.toggle("keys")
    sheet, bar = desk.room.keys.sheet, desk.room.keys.sheet.findChildren(QScrollArea)[0].verticalScrollBar()
    desk.qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=20_000)
    next(iter(sheet.buttons.values())).setFocus()
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Backtab)
    for _ in range(120):
        QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Down)
    assert bar.value() == bar.maximum()


def test_the_badge_names_the_keys_that_are_bound(open_desk: Opener) -> None:
    """And goes on doing so when a person chose others."""
    desk = open_desk()
    actions = {
        page_badge.LARGER: "zoom-in", page_badge.SMALLER: "zoom-out", page_badge.WIDTH: "fit-width", page_badge.WHOLE: "fit-page",
        page_badge.TURN: "turn-page", page_badge.NIGHT: "night",
    }  # fmt: skip
    badge = desk.room.bench.pages.badge
    named = {what: action.text().split("\t")[1] for what, action in badge.actions_.items()}
    assert named == {what: keys.shown(keys.ACTIONS[action]) for what, action in actions.items()}
    desk.room.keys.sheet.choose("zoom-out", "Ctrl+N")
    assert badge.actions_[page_badge.SMALLER].text().endswith("\tCtrl+N")


@pytest.mark.parametrize("size", [(1366, 697), (1092, 543)])
def test_a_notice_leaves_an_open_note_free(open_desk: Opener, size: tuple[int, int]) -> None:
    desk = open_desk(None, *size)
    desk.window.notice.say("资料“成果报告”的下载中断，已自动再试。")
    desk.room.note_wanted("")
    free(desk)
    desk.room.note.hide()
    desk.window.notice.say("离线，不影响评分。")
    desk.room.note_wanted("")
    desk.window.notice.say("资料“附表”的下载中断，已自动再试。")
    free(desk)


def free(desk: Desk) -> None:
    """The bar and the note are both seen whole, side by side or one above the other."""
    window, bar, note = desk.window, desk.window.notice, desk.room.note
    assert bar.isVisible()
    boxes = [part.rect().translated(part.mapTo(window, QPoint(0, 0))) for part in (bar, note)]
    assert not boxes[0].intersects(boxes[1])
    assert all(window.rect().contains(box) for box in boxes)
