"""Every page, screen and panel of the judge's window, one after the other: for checks that must hold everywhere.

A stop opens its place on an open desk the way a person would, as far as that is possible without a network; `root` is
what is new on the screen there. Pages before the desk are shown for values of their own kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.core.clock import Clock
from app.core.errors import OfflineError
from app.models.assignment import CopyNote
from app.models.rubric import TopicType
from app.models.shape import Points
from app.models.sheet import NoteKind, SheetState
from app.services.judge.enrol import InvitationView
from app.services.judge.look_ahead import Assignment
from app.services.judge.read_entries import EntryRow
from app.services.judge.this_laptop import ThisLaptop
from app.ui.judge import rail
from app.ui.judge.care_room import CARE, DOCTOR, LICENCES
from app.ui.judge.own_table_grid import FIRST
from app.ui.judge.services import Pledge
from app.ui.judge.start_model import StartModel
from app.ui.judge.start_stage import Stage
from tests.fakes.desk_profile import NAME, NOON, TITLES
from tests.ui.conftest import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier
LATE = 20_000


@dataclass(frozen=True)
class Stop:
    """A place of the window: its name in reports, how it is opened, and the widget it is."""

    name: str
    open: Callable[[Desk], object]
    root: Callable[[Desk], QWidget]


def shut_all(desk: Desk) -> None:
    """Nothing over the papers, the keyboard in the document."""
    room = desk.room
    for panel in (*room.built().values(), room.note):
        panel.hide()
    if not room.bench.rubric.remark._body.isHidden():
        room.bench.rubric.remark.flip()
    if room.bench.side.in_hall:
        room.keys.flip_hall()
    desk.window.show_bench()
    room.bench.current_reader().setFocus()


def prepare(desk: Desk) -> None:
    """An entry with points, one of them wrong, and notes, so that every line that can be there is there."""
    sheet, room = desk.room.bench.sheet, desk.room
    sheet.put(Points(900))
    sheet.go_to(1)
    for kind, text in ((NoteKind.WEAKNESS, "末端原因③未用数据确认"), (NoteKind.STRENGTH, "因果图层次清楚，到末端")):
        room.note_wanted("")
        room.note.kinds[(NoteKind.STRENGTH, NoteKind.WEAKNESS).index(kind)].setChecked(True)
        room.note.text.setPlainText(text)
        room.note.hide()
    desk.saved()
    shut_all(desk)


def _panel(key: str) -> Callable[[Desk], object]:
    return lambda desk: desk.room.toggle(key)


def _find(desk: Desk) -> None:
    desk.room.reading.find_wanted()
    desk.room.find.field.setText("page")
    desk.qtbot.waitUntil(lambda: desk.room.find.list.count() > 0, timeout=LATE)


def _suggestion(desk: Desk) -> None:
    desk.room.note_wanted("")
    desk.room.note.next_kind()
    desk.room.note.text.setPlainText("建议补充数据")


def _typed(text: str) -> Callable[[Desk], object]:
    return lambda desk: desk.room.bench.rubric.begin(text)


def _zero(desk: Desk) -> None:
    desk.room.bench.rubric.begin("0")
    desk.room.bench.sheet.accept()


def _draft(desk: Desk) -> None:
    remark = desk.room.bench.rubric.remark
    remark.flip()
    desk.qtbot.waitUntil(remark.offer.isVisible, timeout=LATE)


def _phrases(desk: Desk) -> None:
    _draft(desk)
    desk.room.bench.rubric.remark.more.click()
    desk.qtbot.waitUntil(lambda: desk.room.bench.rubric.remark.phrases.list.count() > 0, timeout=LATE)


def _own_phrase(desk: Desk) -> None:
    _phrases(desk)
    desk.room.bench.rubric.remark.phrases.begin("")


def _table(desk: Desk) -> None:
    desk.room.choose(rail.TABLE)
    desk.qtbot.waitUntil(lambda: desk.room.papers.table.grid.rowCount() > 0, timeout=LATE)


def _paste(desk: Desk) -> None:
    _table(desk)
    table = desk.room.papers.table
    table.table.setCurrentIndex(table.grid.index(0, FIRST))
    table._paste("12\t99")
    desk.qtbot.waitUntil(table.paste.isVisible, timeout=LATE)


def _compare(desk: Desk) -> None:
    _table(desk)
    table = desk.room.papers.table
    table.model.drop_preview()
    table.table.setCurrentIndex(table.grid.index(0, FIRST))
    table.pair.click()
    table.table.setCurrentIndex(table.grid.index(1, FIRST))
    desk.qtbot.waitUntil(lambda: table.compare._pair is not None, timeout=LATE)


def _preview(desk: Desk) -> None:
    _table(desk)
    desk.room.papers.table.compare.hide()
    desk.room.papers.table.paper.click()
    desk.qtbot.waitUntil(lambda: not desk.room.papers.preview.sheet.pixmap().isNull(), timeout=LATE)


def _submit(desk: Desk) -> None:
    desk.room.choose(rail.SUBMIT)
    desk.qtbot.waitUntil(lambda: len(desk.room.submit.findChildren(QPushButton)) > 0, timeout=LATE)


def _strip(desk: Desk) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_B, CONTROL)
    desk.room.bench.rubric.begin("26")


def _recuse(desk: Desk) -> None:
    desk.room.toggle("recuse")


def _notice(desk: Desk) -> None:
    desk.window.notice.offer("离线已评完 5 份。", ("备份到U盘…", lambda: None), ("复制文件，到微信里粘贴", lambda: None))


def _selection(desk: Desk) -> None:
    desk.room.reading.selection.adjustSize()
    desk.room.reading.selection.move(40, 40)
    desk.room.reading.selection.show()


BENCH = (
    Stop("desk", lambda _desk: None, lambda d: d.window),
    Stop("over the maximum", _typed("99"), lambda d: d.room.bench.rubric),
    Stop("off the step", _typed("13.3"), lambda d: d.room.bench.rubric),
    Stop("zero", _zero, lambda d: d.room.bench.rubric),
    Stop("entries", _panel("entries"), lambda d: d.room.drawer),
    Stop("outline", _panel(rail.OUTLINE), lambda d: d.room.outline),
    Stop("steps", _panel(rail.STEPS), lambda d: d.room.reading.steps),
    Stop("notes", _panel(rail.NOTES), lambda d: d.room.notes),
    Stop("find", _find, lambda d: d.room.find),
    Stop("go to page", _panel("page"), lambda d: d.room.page),
    Stop("note", _suggestion, lambda d: d.room.note),
    Stop("settings", _panel(rail.SETTINGS), lambda d: d.room.settings),
    Stop("recuse", _recuse, lambda d: d.room.recuse),
    Stop("keys", _panel("keys"), lambda d: d.room.keys.sheet),
    Stop("care", _panel(CARE), lambda d: d.room.care.panel),
    Stop("doctor", _panel(DOCTOR), lambda d: d.room.care.doctor),
    Stop("licences", _panel(LICENCES), lambda d: d.room.care.licences),
    Stop("draft", _draft, lambda d: d.room.bench.rubric.remark),
    Stop("phrases", _phrases, lambda d: d.room.bench.rubric.remark),
    Stop("own phrase", _own_phrase, lambda d: d.room.bench.rubric.remark),
    Stop("selected words", _selection, lambda d: d.room.reading.selection),
    Stop("notice", _notice, lambda d: d.window.notice),
    Stop("hall", lambda d: d.room.keys.flip_hall(), lambda d: d.room.bench.side),
    Stop("own table", _table, lambda d: d.room.papers.table),
    Stop("paste", _paste, lambda d: d.room.papers.table),
    Stop("compare", _compare, lambda d: d.room.papers.table),
    Stop("preview", _preview, lambda d: d.room.papers.preview),
    Stop("submit", _submit, lambda d: d.room.submit),
    Stop("strip", _strip, lambda d: d.room.bench.side.card),
)


def tour(desk: Desk, look: Callable[[Stop, QWidget], object]) -> None:
    """Go to every place of the open desk; `look(stop, its widget)` at each."""
    prepare(desk)
    for stop in BENCH:
        stop.open(desk)
        desk.rests()
        look(stop, stop.root(desk))
        desk.room.bench.sheet.drop()
        shut_all(desk)
        QApplication.processEvents()
    desk.saved()


def start_pages(desk: Desk, look: Callable[[Stop, QWidget], object]) -> None:
    """The pages before the desk, on a window without a profile."""
    model = desk.window.model
    for stage, dress in STAGES:
        for each in dress:
            each(model)
            model._go(stage)
            desk.rests()
            look(Stop(f"{stage}{dress.index(each) or ''}", lambda _d: None, lambda d: d.window.start), desk.window.start)


def _invited(*, code: bool) -> Callable[[StartModel], None]:
    def dress(model: StartModel) -> None:
        copy = CopyNote(NOON, 16, 2)
        model.invited.view = InvitationView(
            "J-03", "2026", "qc0123456789abcdef", "AB12-CD34", NOON + timedelta(30), needs_code=code, copy=copy
        )
        model.invited.assignment = Assignment(NAME, "某某研究所", "P-3", NOON + timedelta(9), 40, 900_000_000, 700_000_000)
        model.problem = OfflineError("现在连不上。") if code else None

    return dress


def _recovery(model: StartModel) -> None:
    model.recovery_code = "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z2345"


def _waiting(model: StartModel) -> None:
    model.problem = OfflineError("现在连不上。")
    model.laptop = ThisLaptop(("", ""), False, "", Path("J-03.qcenrol"), sent=False, device_code="123 456 789 012 345")


def _pledge(model: StartModel) -> None:
    rows = tuple(_row(n) for n in range(1, 5))
    model.problem = None
    model.pledge = Pledge(NAME, "某某研究所", rows)


def _row(number: int) -> EntryRow:
    return EntryRow(
        f"Z-{number:03}", number, number, TITLES[number], f"启明星{number}QC小组", TopicType.INNOVATION, "MFG", "CAQ-INNOVATION", f"上海第{number}机械有限公司",
        None, None, "曾辅导该小组" if number == 2 else None, False, False, SheetState.UNTOUCHED, None, 0, 6, 2, 2, has_video=False, opened=False,
    )  # fmt: skip


def _found(model: StartModel) -> None:
    model.restore.offer = CopyNote(Clock().now(), 16, 2)


def _nothing(model: StartModel) -> None:
    model.problem = None


STAGES: tuple[tuple[Stage, tuple[Callable[[StartModel], None], ...]], ...] = (
    (Stage.NO_INVITATION, (_nothing,)),
    (Stage.INVITED, (_invited(code=False), _invited(code=True))),
    (Stage.PASSPHRASE, (_nothing,)),
    (Stage.NEW_PASSPHRASE, (_nothing,)),
    (Stage.RECOVERY_CODE, (_recovery,)),
    (Stage.RESTORE, (_nothing,)),
    (Stage.FOUND_COPY, (_found,)),
    (Stage.SYNCING, (_nothing,)),
    (Stage.WAITING, (_waiting,)),
    (Stage.PLEDGE, (_pledge,)),
)
