"""An entry that is not scored (stood aside from, or taken out) shows no items: one sentence, one button, in column, strip and table."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.core.errors import InvalidEntry
from app.models.shape import Points
from app.models.sheet import EventKind
from app.services import profile as profiles
from app.services.judge import own_table, recuse, score, submit, table_preview, workspace
from app.services.profile import Profile
from app.store import values
from app.ui.judge import layouts
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.laptops import score_whole
from tests.ui.conftest import Desk, Opener
from tests.ui.test_own_table import own_table as table_of
from tests.ui.test_own_table import stand
from tests.ui.test_scoring import press

PLAN = Plan(entries=3, withdrawn=frozenset({"Z-003"}))
RECUSED, WITHDRAWN = "本份已回避，不计分。", "本份已撤出，不计分。"
CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(open_desk: Opener, home: Path, code: str, layout: str, *, english: bool = False) -> Desk:
    """Z-002 begun and stood aside from, Z-003 begun and taken out; one of them is in front."""
    open_desk(PLAN, language="en" if english else "zh").close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        score.set_points(profile, "Z-002", {"1": Points(1000)})
        _scored_before(profile, "Z-003")
        recuse.recuse(profile, "Z-002", "曾辅导该小组")
    desk = open_desk()
    desk.room.bench.choose_layout(layout, 100)
    desk.room.bench.desk.open(code)
    desk.shows(code)
    return desk


def _scored_before(profile: Profile, code: str) -> None:
    """It was scored before it was taken out; since then the services take no points of it."""
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx)
        entry = desk.entry(code)
        item = desk.rubric(entry).items[0].code
        score.save_changes(profile, tx, desk, entry, [(EventKind.POINTS, item, values.points_value(Points(1000)))])


def scoring_side(desk: Desk) -> QWidget:
    bench = desk.room.bench
    return bench.side.strip if bench.side.strip.isVisible() else bench.rubric


def said(widget: QWidget) -> str:
    """Every word in view."""
    words = [w.text() for w in widget.findChildren(QLabel) if w.isVisible()]
    return " ".join([*words, *(b.text() for b in widget.findChildren(QPushButton) if b.isVisible())])


@pytest.mark.parametrize("layout", [layouts.COLUMN, layouts.STRIP])
@pytest.mark.parametrize(("code", "sentence", "offer"), [("Z-002", RECUSED, "撤销回避…"), ("Z-003", WITHDRAWN, "看下一份未评")])
def test_one_sentence_and_one_button_stand_in_place_of_the_items(
    open_desk: Opener, home: Path, layout: str, code: str, sentence: str, offer: str
) -> None:
    desk = opened(open_desk, home, code, layout)
    side = scoring_side(desk)
    assert (side is desk.room.bench.side.strip) == (layout == layouts.STRIP)
    shown = said(side)
    assert sentence in shown
    assert offer in shown
    assert not any(words in shown for words in ("未评 ", "项未评", "记一条", "成稿", "评审内容", "满分"))
    assert [b.text() for b in side.findChildren(QPushButton) if b.isVisible()] == [offer]


@pytest.mark.parametrize("layout", [layouts.COLUMN, layouts.STRIP])
@pytest.mark.parametrize("code", ["Z-002", "Z-003"])
def test_no_key_opens_an_item_or_a_note(open_desk: Opener, home: Path, layout: str, code: str) -> None:
    desk = opened(open_desk, home, code, layout)
    bench, notice = desk.room.bench, desk.window.notice
    for key in ("digit", "item", "note"):
        bench.pages.setFocus()
        if key == "digit":
            press(bench.pages, "7")
        else:
            QTest.keyClick(bench.pages, Qt.Key.Key_3 if key == "item" else Qt.Key.Key_M, CONTROL)
        assert not bench.rubric.body.isVisible()
        assert not bench.side.card.isVisible()
    assert ("已回避，不评分" if code == "Z-002" else WITHDRAWN) in notice.text()
    assert desk.room.reading.note.isHidden()
    assert bench.sheet.typed == {}


def test_the_button_takes_the_recusal_back_and_the_items_return(open_desk: Opener, home: Path) -> None:
    desk = opened(open_desk, home, "Z-002", layouts.STRIP)
    rubric, side = desk.room.bench.rubric, desk.room.bench.side
    QTest.mouseClick(side.strip.away.act, Qt.MouseButton.LeftButton)
    QTest.mouseClick(desk.room.recuse.go, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.editable, timeout=20_000)
    assert all(box.isVisible() for box in side.strip.boxes)
    desk.room.bench.choose_layout(layouts.COLUMN, 100)
    assert rubric.area.isVisible()
    assert rubric.remark.isVisible()
    assert rubric.recuse.isVisible()
    assert rubric.total.text() == "10"


@pytest.mark.parametrize("layout", [layouts.COLUMN, layouts.STRIP])
def test_a_recusal_done_again_takes_the_keyboard_out_of_the_box_to_the_papers(open_desk: Opener, home: Path, layout: str) -> None:
    desk = opened(open_desk, home, "Z-002", layout)
    bench = desk.room.bench
    bench.sheet.undo()
    desk.qtbot.waitUntil(lambda: bench.sheet.editable, timeout=20_000)
    if layout == layouts.STRIP:
        QTest.mouseClick(bench.side.strip.boxes[0], Qt.MouseButton.LeftButton)
    bench.rubric.body.box.setFocus()
    assert bench.rubric.body.box.hasFocus()
    QTest.keyClick(bench.rubric.body.box, Qt.Key.Key_Y, CONTROL)
    desk.qtbot.waitUntil(lambda: bool(bench.sheet.away), timeout=20_000)
    desk.qtbot.waitUntil(bench.side.card.isHidden, timeout=20_000)
    assert bench.isAncestorOf(desk.window.focusWidget())
    assert not any(part.isAncestorOf(desk.window.focusWidget()) for part in (bench.rubric, bench.side.card))


def test_after_handing_in_there_is_no_button_left(open_desk: Opener, home: Path) -> None:
    open_desk(PLAN).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        score_whole(profile, "Z-001")
        recuse.recuse(profile, "Z-002", "曾辅导该小组")
        submit.submit(profile)
    desk = open_desk()
    desk.room.bench.desk.open("Z-002")
    desk.shows("Z-002")
    away = desk.room.bench.rubric.away
    assert away.words.text() == RECUSED
    assert away.act.isHidden()


def test_the_sentence_follows_the_language(open_desk: Opener, home: Path) -> None:
    desk = opened(open_desk, home, "Z-002", layouts.COLUMN, english=True)
    away = desk.room.bench.rubric.away
    assert away.words.text() == "You stand aside from this entry; it is not scored."
    assert away.act.text() == "Take it back…"
    desk.window.remember(desk.window.preferences.with_(language="zh"))
    desk.qtbot.waitUntil(lambda: (away.words.text(), away.act.text()) == (RECUSED, "撤销回避…"), timeout=20_000)


def test_the_table_takes_no_points_of_an_entry_that_was_taken_out(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    own = table_of(desk, 3)
    stand(own, 2, 0)
    QTest.keyClick(own.table, Qt.Key.Key_7)
    assert own.words.text() == WITHDRAWN


def test_a_paste_names_the_entry_that_was_taken_out(open_desk: Opener, home: Path) -> None:
    open_desk(PLAN).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        preview = own_table.paste_preview(profile, "10", ("Z-003", 0))
        assert [c.reason for c in preview.problems] == ["A1: Z-003 已撤出，不计分"]
        with pytest.raises(InvalidEntry, match="已撤出"):
            table_preview.apply(profile, preview)
