"""评语合稿 on real packages: ticks, edits, merging, undo, states, the preview; what is typed is on the disk at once, and no judge in the letter."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import DiskFull
from app.core.tasks import Context
from app.models.chairing import LetterPoint, LetterState
from app.models.sheet import Audience, NoteKind
from app.services.chair import letter_merge, letters, merge
from app.ui.chair import pages
from app.ui.chair.letter_rows import PointRow
from app.ui.chair.letters_page import LettersPage
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine, note
from tests.fakes.season import CHAIR
from tests.ui.chair_window import chair_page
from tests.ui.conftest import ChairOpener, Desk

GOOD = note("症结用柏拉图找得准", "CAUSE", kind=NoteKind.STRENGTH)
WEAK = note("末端原因没有逐条确认", "CAUSE", kind=NoteKind.WEAKNESS)
SAME = note("末端原因没有逐条确认。", "CAUSE", kind=NoteKind.WEAKNESS)
INNER = note("附表三疑似照搬去年成果", "REPORT", kind=NoteKind.WEAKNESS, audience=Audience.PANEL)
SECRET = note("我看不懂这一页", "CAUSE", kind=NoteKind.WEAKNESS, audience=Audience.PRIVATE)
POINT = LetterPoint("数据来源写得清楚。", NoteKind.STRENGTH, "a" * 32, "CAUSE")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    own = {f"Z-00{n}": "90" for n in (1, 2, 3)}
    made = chair_panel.make(tmp_path_factory.mktemp("letters") / "now", judges=3, entries=3, own=own)
    made.notes = {("J-02", "Z-001"): (GOOD, WEAK, INNER, SECRET), ("J-03", "Z-001"): (SAME,)}
    with made.open() as profile:
        merge.merge(profile, [made.package(j, dict.fromkeys(own, "85")) for j in ("J-02", "J-03")], Context())
    return Pristine.of(made)


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def page(desk: Desk) -> LettersPage:
    view = chair_page(desk, pages.LETTERS, LettersPage)
    desk.qtbot.waitUntil(lambda: view.filled, timeout=20_000)
    return view


def row(view: LettersPage, note_id: str, item: str = "CAUSE") -> PointRow:
    return view.area.items[item].rows.rows[note_id]


def saved(qtbot: QtBot, view: LettersPage) -> None:
    qtbot.waitUntil(lambda: view.model.waiting == 0, timeout=20_000)


def shows(qtbot: QtBot, view: LettersPage, code: str) -> None:
    qtbot.waitUntil(lambda: view.model.desk is not None and view.model.desk.code == code and view.filled, timeout=20_000)


def drawn(view: LettersPage) -> Callable[[], bool]:
    return lambda: not view.preview.sheet.pixmap().isNull() and view.preview.model.pages > 0


def test_what_was_typed_last_is_there_after_the_window_closes(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    desk = open_chair(panel.season)
    view = page(desk)
    box = row(view, GOOD.id)
    box.text.setFocus()
    box.text.selectAll()
    QTest.keyClicks(box.text, "much clearer than last year")
    desk.close()
    again = Desk(qtbot, desk.home).start(passphrase=chair_panel.PASSPHRASE).ready()
    try:
        assert row(page(again), GOOD.id).text.toPlainText() == "much clearer than last year"
    finally:
        again.close()


def test_the_frame_of_the_keyboard_is_beside_the_notes(open_chair: ChairOpener, panel: ChairPanel) -> None:
    """The notes have the keyboard once a letter was sent on; the frame went through their boxes and the items' names."""
    view = page(open_chair(panel.season, 1092, 543))
    parts = [p for p in view.area.findChildren(QWidget) if isinstance(p, QLabel | QCheckBox) and p.isVisible()]
    assert min(p.mapTo(view.area, QPoint()).x() for p in parts) > 2


def test_ticks_stand_beside_every_note_for_the_circle_and_only_there(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    view = page(open_chair(panel.season))
    assert row(view, GOOD.id).tick.isChecked()
    assert row(view, INNER.id, "REPORT").tick.isHidden()
    assert "不进反馈信" in row(view, INNER.id, "REPORT").source.text()
    assert SECRET.id not in view.area.items["CAUSE"].rows.rows
    assert "评语 3/3" in view.area.items["CAUSE"].count.text()
    QTest.keyClick(row(view, GOOD.id).tick, Qt.Key.Key_Space)
    assert "评语 2/3" in view.area.items["CAUSE"].count.text()
    assert row(view, GOOD.id).text.isHidden()
    saved(qtbot, view)
    assert view.model.desk is not None
    assert GOOD.id not in {p.note for p in view.model.desk.points}
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert row(view, GOOD.id).tick.isChecked()
    QTest.keyClick(view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert not row(view, GOOD.id).tick.isChecked()


def test_a_step_back_keeps_what_was_typed_elsewhere_before_it(open_chair: ChairOpener, panel: ChairPanel) -> None:
    view = page(open_chair(panel.season))
    row(view, GOOD.id).text.setPlainText("先改这一条")
    view.model.tick(row(view, WEAK.id).offer, False)  # type: ignore[arg-type]
    assert view.take_back(again=False)
    assert row(view, WEAK.id).tick.isChecked()
    assert row(view, GOOD.id).text.toPlainText() == "先改这一条"
    assert view.take_back(again=False)
    assert row(view, GOOD.id).text.toPlainText() == GOOD.text
    assert not view.take_back(again=False)


def test_what_says_the_same_becomes_one_sentence_and_comes_apart_again(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    view = page(open_chair(panel.season))
    assert view.same.text() == "合并重复（1）"
    QTest.mouseClick(view.same, Qt.MouseButton.LeftButton)
    assert view.same.isHidden()
    into, gone = (WEAK.id, SAME.id) if not row(view, WEAK.id).text.isHidden() else (SAME.id, WEAK.id)
    assert row(view, gone).tick.isChecked()
    assert "已并入" in row(view, gone).said.text()
    saved(qtbot, view)
    assert view.model.desk is not None
    assert [p.also for p in view.model.desk.points if p.note == into] == [(gone,)]
    QTest.mouseClick(row(view, gone).out, Qt.MouseButton.LeftButton)
    assert not row(view, gone).text.isHidden()
    QTest.mouseClick(row(view, gone).up, Qt.MouseButton.LeftButton)
    assert row(view, gone).text.isHidden()


def test_own_words_are_counted_kept_and_removed(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    view = page(open_chair(panel.season))
    item = view.area.items["EFFECT"]
    QTest.mouseClick(item.adders[NoteKind.SUGGESTION], Qt.MouseButton.LeftButton)
    mine = next(iter(item.rows.rows.values()))
    assert mine.text.hasFocus()
    mine.text.setPlainText("补充 巩固期数据")
    assert item.count.text() == "自写 1 · 7 字"
    saved(qtbot, view)
    view.model.go("Z-002")
    shows(qtbot, view, "Z-002")
    view.model.go("Z-001")
    shows(qtbot, view, "Z-001")
    mine = next(iter(view.area.items["EFFECT"].rows.rows.values()))
    assert mine.text.toPlainText() == "补充 巩固期数据"
    QTest.mouseClick(mine.drop, Qt.MouseButton.LeftButton)
    assert not view.area.items["EFFECT"].rows.rows


def test_it_is_printed_only_when_final_and_says_why_not(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    view = page(open_chair(panel.season))
    qtbot.waitUntil(drawn(view), timeout=20_000)
    assert "还没有定稿" in view.preview.why.text()
    assert not view.preview.send.isEnabled()
    assert not view.preview.keep.isEnabled()
    QTest.mouseClick(view.bar.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "待主评" in view.bar.state.text(), timeout=20_000)
    assert "待主评" in view.list.texts()[0]
    view.bar.who.setCurrentIndex(view.bar.who.findData("J-03"))
    QTest.mouseClick(view.bar.finish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.preview.send.isEnabled, timeout=20_000)
    assert view.preview.why.isHidden()
    assert view.bar.way.text().startswith("定稿：评委3，")
    assert row(view, GOOD.id).text.isReadOnly()
    assert not view.bar.back.isEnabled()
    view.bar.reason.setText("小组补交了附表")
    QTest.mouseClick(view.bar.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.model.final, timeout=20_000)
    assert "小组补交了附表" in view.bar.way.text()
    assert not view.preview.send.isEnabled()


def test_a_judges_name_stops_it_with_a_sentence(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    view = page(open_chair(panel.season))
    row(view, GOOD.id).text.setPlainText("评委2 认为症结找得准")
    QTest.mouseClick(view.bar.finish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.bar.words.isHidden(), timeout=20_000)
    assert "反馈信不提评委" in view.bar.words.text()
    assert not view.model.final


def test_the_next_letter_by_key_and_the_place_is_remembered(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    desk = open_chair(panel.season)
    view = page(desk)
    assert view.list.texts()[1].startswith("Z-002  ○ 未动")
    assert QApplication.focusWidget() is view.list
    QTest.keyClick(view.list, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    shows(qtbot, view, "Z-002")
    assert not view.area.empty.isHidden()
    desk.close()
    again = Desk(qtbot, desk.home).start(passphrase=chair_panel.PASSPHRASE).ready()
    try:
        there = page(again).model.desk
        assert there is not None
        assert there.code == "Z-002"
    finally:
        again.close()


def test_what_is_typed_while_the_next_letter_is_on_its_way_stays_in_its_own(
    open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot
) -> None:
    desk = open_chair(panel.season)
    view = page(desk)
    box = row(view, GOOD.id).text
    view.model.go("Z-002")
    box.setPlainText("还在写第一封")
    shows(qtbot, view, "Z-002")
    saved(qtbot, view)
    assert view.model.drafts == ()
    view.model.go("Z-001")
    shows(qtbot, view, "Z-001")
    assert row(view, GOOD.id).text.toPlainText() == "还在写第一封"


def test_a_note_of_the_letter_before_cannot_get_into_this_one(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    """Items are filled one after the other: for a moment the last ones still show the letter before."""
    view = page(open_chair(panel.season))
    old, inner = row(view, GOOD.id).offer, row(view, INNER.id, "REPORT").offer
    assert old is not None
    assert inner is not None
    view.model.tick(inner, True)
    assert view.model.draft_of(inner.note) is None
    view.model.go("Z-002")
    shows(qtbot, view, "Z-002")
    view.model.tick(old, True)
    view.model.part(old)
    assert view.model.drafts == ()
    qtbot.waitUntil(lambda: not view.area.items["CAUSE"].rows.rows, timeout=20_000)


def test_what_the_disk_refused_is_told_kept_and_tried_again(
    open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page(open_chair(panel.season))
    real, failures = letters.save, [DiskFull("磁盘满了。", "请清理。")]

    def full(*args: object, **more: object) -> object:
        if failures:
            raise failures.pop()
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(letters, "save", full)
    row(view, GOOD.id).text.setPlainText("磁盘满的时候写的")
    qtbot.waitUntil(lambda: view.model.failed, timeout=20_000)
    assert "没有保存" in view.kept.text()
    assert row(view, GOOD.id).text.toPlainText() == "磁盘满的时候写的"
    view.model.go("Z-002")
    shows(qtbot, view, "Z-002")
    view.model.go("Z-001")
    shows(qtbot, view, "Z-001")
    assert row(view, GOOD.id).text.toPlainText() == "磁盘满的时候写的"


def test_everything_the_keyboard_reaches_has_a_name_and_is_large_enough(open_chair: ChairOpener, panel: ChairPanel) -> None:
    view = page(open_chair(panel.season, 1092, 543))
    small, nameless = [], []
    for widget in view.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget, QScrollBar):
            continue
        if isinstance(widget, QAbstractButton) and widget.height() < 36:
            small.append((widget.accessibleName(), widget.height()))
        if not (widget.accessibleName() or getattr(widget, "text", str)()):
            nameless.append(widget)
    assert not small
    assert not nameless


def test_typing_computes_nothing_of_the_panel_anew(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    view = page(open_chair(panel.season))
    chair = view.model.chair
    read: list[object] = []
    done: list[object] = []
    chair.headed.connect(lambda: read.append(1))
    row(view, GOOD.id).text.setPlainText("改了")
    saved(qtbot, view)
    chair.runner.database(lambda: None, then=done.append)  # behind whatever the save set going
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert not read


def test_the_page_speaks_another_language_at_once(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    desk = open_chair(panel.season)
    view = page(desk)
    desk.desktop.languages.switch("en")
    qtbot.waitUntil(lambda: row(view, GOOD.id).tick.text() == "Strength", timeout=20_000)
    assert view.bar.finish.text() == "Make final"
    assert "not begun" in view.list.texts()[1]


@pytest.mark.parametrize(
    ("other", "alike"),
    [("数据来源写得清楚", True), ("数据来源写得清楚，分层到班组。", True), ("数据的来源写得很清楚", True), ("效果没有统计口径", False)],
)
def test_what_counts_as_the_same(other: str, alike: bool) -> None:
    more = LetterPoint(other, NoteKind.STRENGTH, "b" * 32, "CAUSE")
    assert letter_merge.same(POINT, more) is alike
    assert not letter_merge.same(POINT, LetterPoint(other, NoteKind.WEAKNESS, "b" * 32, "CAUSE"))
    one = letter_merge.joined(POINT, more)
    assert (one.note, one.also) == (POINT.note, (more.note,))
    assert other.rstrip("。") in one.text or alike


def test_the_letters_on_disk_name_nobody(open_chair: ChairOpener, panel: ChairPanel) -> None:
    open_chair(panel.season)
    with panel.open() as profile:
        letters.move_to(profile, "Z-001", LetterState.FINAL)
        assert not any(word in str(letters.paper(profile, "Z-001")) for word in ("评委", CHAIR, "J-02", INNER.text, SECRET.text))


def test_tab_goes_down_the_letter_before_it_comes_to_the_buttons_that_end_it(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel
) -> None:
    view = page(open_chair(panel.season))
    view.model.go("Z-001")
    qtbot.waitUntil(lambda: view.filled and len(view.findChildren(PointRow)) > 1, timeout=20_000)

    def next_ones() -> list[QWidget]:
        found, at = [], view.area.nextInFocusChain()
        while at is not None and at not in (view.bar.finish, view.area):
            if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible():
                found.append(at)
            at = at.nextInFocusChain()
        return found if at is view.bar.finish else []

    inside = view.area.widget()
    qtbot.waitUntil(lambda: any(inside.isAncestorOf(w) for w in next_ones()), timeout=20_000)
    way = next_ones()
    written = [w for w in way if inside.isAncestorOf(w)]
    assert way[: len(written)] == written, "nothing of the bar before the last row"
    tops = [w.mapTo(inside, w.rect().center()).y() for w in written]
    assert all(later >= sooner - 10 for sooner, later in pairwise(tops))
    assert {w for w in inside.findChildren(QAbstractButton) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus} <= set(written)
