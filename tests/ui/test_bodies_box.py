"""审定表的单位 in the window: each box's words, labels, seal and height reach the paper and the disk as a file's would; names stay apart."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.approval import ApprovalBody
from app.services import profile as profiles
from app.services.chair import paper_memory
from app.services.chair import papers as panel_papers
from app.ui.chair.bodies_box import BodiesBox
from tests.fakes import chair_season
from tests.fakes.report_values import pages_of, squeezed
from tests.fakes.season import PASSPHRASE, Season
from tests.ui.conftest import ChairOpener, Desk
from tests.ui.test_chair_papers_page import OWN, approval, recalled

UNION = ApprovalBody("某市总工会意见", "同意上报。", ("主席签字", "经办人签字"), seal=False, height=66)


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=4, judges=4)


def opened(desk: Desk) -> BodiesBox:
    box = recalled(desk).bodies
    box.turn.click()
    return box


def fill(box: BodiesBox, row: int, body: ApprovalBody) -> None:
    """As a person does, field by field."""
    box.list.setCurrentRow(row)
    box.list.item(row).setText(body.name)
    for field, text in ((box.form.words, body.words), (box.form.signs, "、".join(body.signs))):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        (field.insertPlainText if field is box.form.words else field.insert)(text)  # type: ignore[attr-defined]
    box.form.seal.setChecked(body.seal)
    box.form.height_.setValue(body.height)


def test_a_box_filled_in_the_window_is_the_box_of_a_file(
    qtbot: QtBot, open_chair: ChairOpener, panel: Season, home: Path, tmp_path: Path
) -> None:
    desk = open_chair(panel)
    view, box = recalled(desk), opened(desk)
    fill(box, 2, UNION)
    assert box.choices[2].body == UNION
    shown = squeezed(pages_of(approval(qtbot, view, tmp_path / "page").read_bytes()))
    assert all(words in shown for words in (UNION.name, UNION.words, *UNION.signs))
    desk.close()
    with closing(profiles.open_profile(home, passphrase=PASSPHRASE)) as profile:
        kept = paper_memory.of_panel(profile).bodies
    assert kept[2].body == UNION
    file = tmp_path / "bodies.json"
    said = {"name": UNION.name, "words": UNION.words, "signs": list(UNION.signs), "seal": UNION.seal, "height": UNION.height}
    file.write_text(json.dumps({"bodies": [said]}, ensure_ascii=False), "utf-8")
    assert panel_papers.read_bodies(file).bodies == (UNION,)


def test_no_two_bodies_get_one_name(open_chair: ChairOpener, panel: Season) -> None:
    box = opened(open_chair(panel))
    box.list.item(3).setText(" 组织单位意见 ")
    assert [c.body.name for c in box.choices] == OWN
    assert box.list.item(3).text() == OWN[3]
    assert box.problem.text() == "已经有“组织单位意见”：名称没有改。"
    box.add.click()
    box.list.setCurrentRow(0)
    box.add.click()
    assert [c.body.name for c in box.choices][-2:] == ["单位意见", "单位意见（二）"]
    assert box.problem.isHidden()


def test_bodies_of_one_name_from_an_earlier_version_are_marked(open_chair: ChairOpener, panel: Season) -> None:
    box = opened(open_chair(panel))
    first = box.choices[0]
    box.show_choices([first, first])
    assert box.problem.text() == "有几个单位都叫“专家组意见”，请改开。"
    box.list.item(1).setText("某市妇联意见")
    assert box.problem.isHidden()


def test_a_removed_body_comes_back_with_its_words(open_chair: ChairOpener, panel: Season, home: Path) -> None:
    desk = open_chair(panel)
    box = opened(desk)
    fill(box, 2, UNION)
    box.remove.click()
    assert UNION.name not in [c.body.name for c in box.choices]
    box.list.setFocus()
    QTest.keyClick(box.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.choices[2].body == UNION
    QTest.keyClick(box.list, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(box.choices) == 5
    QTest.keyClick(box.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.close()
    with closing(profiles.open_profile(home, passphrase=PASSPHRASE)) as profile:
        assert paper_memory.of_panel(profile).bodies[2].body == UNION


def test_with_nothing_left_the_key_takes_no_import_back(open_chair: ChairOpener, panel: Season) -> None:
    desk = open_chair(panel)
    box = opened(desk)
    assert desk.room.chair is not None
    model, told = desk.room.chair.model, list[str]()
    model.steps.told.connect(told.append)
    desk.qtbot.waitUntil(lambda: model.steps.undoable is not None, timeout=20_000)
    box.form.seal.setChecked(not box.form.seal.isChecked())
    box.list.setFocus()
    for _ in range(2):
        QTest.keyClick(box.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [c.body.name for c in box.choices] == OWN
    after: list[object] = []
    model.runner.database(lambda: "what was asked for before is done", then=after.append)
    desk.qtbot.waitUntil(lambda: bool(after), timeout=20_000)
    assert not told


def test_as_delivered_again_is_a_step_too(open_chair: ChairOpener, panel: Season) -> None:
    box = opened(open_chair(panel))
    fill(box, 2, UNION)
    box.restore.click()
    assert [c.body.name for c in box.choices] == OWN
    assert box.take_back(again=False)
    assert box.choices[2].body == UNION


def test_more_signatures_than_the_form_holds_are_not_taken(open_chair: ChairOpener, panel: Season) -> None:
    box = opened(open_chair(panel))
    box.list.setCurrentRow(1)
    box.form.signs.setText("甲、乙、丙、丁、戊")
    assert box.form.problem.text() == "最多 4 处签字，现在 5 处：没有保存。"
    assert len(box.choices[1].body.signs) <= 4
    box.form.signs.setText("甲、乙")
    assert box.form.problem.isHidden()
    assert box.choices[1].body.signs == ("甲", "乙")


def test_without_bodies_it_says_what_to_do(open_chair: ChairOpener, panel: Season) -> None:
    box = opened(open_chair(panel))
    for at in range(len(OWN)):
        box.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    assert box.hint.text().startswith("没有打勾的单位")
    while box.remove.isEnabled():
        box.remove.click()
    assert (box.list.isHidden(), box.form.isHidden()) == (True, True)
    assert box.hint.text().startswith("还没有单位")


def test_the_wheel_scrolls_the_page_and_changes_no_height(open_chair: ChairOpener, panel: Season) -> None:
    box = opened(open_chair(panel))
    field = box.form.height_
    field.setFocus()
    before = field.value()
    middle = QPointF(field.rect().center())
    held = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(field, wheel)
    assert field.value() == before
