"""The chair's desk and what the hall sees, each with what a chair does to come to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.board_view import BoardView
from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.matrix_view import MatrixView
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.record_page import RecordPage
from app.ui.chair.statistics_page import StatisticsPage
from app.ui.judge import rail
from tests.screenshots import chair_profile
from tests.screenshots.looks import BOTH, EVERY, Look
from tests.screenshots.stage import Stage

HALL = (Look(1280, 720), Look(1920, 1080))
"""A projector, and a full HD one: there everything is half as large again."""


@dataclass(frozen=True)
class ChairScene:
    """`name` is the picture's, `title` its line in the gallery; `hall`: the projection window is what is looked at."""

    name: str
    title: str
    play: Callable[[Stage], object]
    state: str = chair_profile.MERGED
    looks: tuple[Look, ...] = BOTH
    hall: bool = False

    def show(self, stage: Stage) -> None:
        """Come to the page, and wait until it is quiet."""
        stage.desk(chair_profile.PASSPHRASE)
        stage.room.choose(rail.CHAIR)
        stage.until(lambda: desk(stage).model.head is not None and desk(stage).model.steps.steps is not None)
        self.play(stage)
        stage.settle()
        if self.hall:
            window = self.widget(stage)
            window.resize(stage.look.width, stage.look.height)
            stage.settle()

    def widget(self, stage: Stage) -> QWidget:
        """What is looked at."""
        window = meeting_page(stage).projector.window if self.hall else None
        return window if window is not None else stage.window


def desk(stage: Stage) -> ChairDesk:
    room = stage.room.chair
    if room is None:
        raise RuntimeError("the chair's desk is not open")
    return room.desk


def meeting_page(stage: Stage) -> MeetingView:
    view = desk(stage).page(pages.MEETING)
    if not isinstance(view, MeetingView):
        raise TypeError("another page stands for the meeting")
    return view


def receiving(stage: Stage) -> BoardView:
    view = desk(stage).page(pages.BOARD)
    if not isinstance(view, BoardView):
        raise TypeError("another page stands for receiving")
    desk(stage).show_page(pages.BOARD)
    stage.until(lambda: view.model.board is not None and all(view.model.codes.get(r.payload) for r in view.model.board.rows if r.payload))
    return view


def incoming(stage: Stage) -> None:
    """Two late files were dropped: what they would move stands beside the board."""
    view = receiving(stage)
    stage.until(lambda: desk(stage).model.points_open)
    desk(stage).show_page(pages.MATRIX)
    stage.until(lambda: desk(stage).model.picture is not None)
    desk(stage).show_page(pages.BOARD)
    view.model.take([late(stage, judge) for judge in chair_profile.LATE])
    stage.until(view.incoming.isVisible)


def late(stage: Stage, judge: str) -> Path:
    """A package that lies beside the profiles."""
    return stage.home.parent / "made" / f"{chair_profile.ARRIVING}-{judge}.qcr"


def matrix(stage: Stage) -> MatrixView:
    desk(stage).show_page(pages.MATRIX)
    view = desk(stage).page(pages.MATRIX)
    if not isinstance(view, MatrixView):
        raise TypeError("another page stands for the matrix")
    stage.until(lambda: view.rows.rowCount() > 0)
    return view


def one_of_matrix(stage: Stage) -> None:
    view = matrix(stage)
    at = view.rows.find("Z-003")
    view.table.setCurrentIndex(view.rows.index(at, 1))
    view.table.opened.emit(at)
    stage.until(view.entry.isVisible)


def meeting(code: str) -> Callable[[Stage], MeetingView]:
    """One entry on the table; the clock stands still."""

    def play(stage: Stage) -> MeetingView:
        desk(stage).show_page(pages.MEETING)
        view = meeting_page(stage)
        stage.until(lambda: view.model.table is not None and view.model.table.entry is not None)
        view.model.go(code)
        stage.until(lambda: view.model.table is not None and view.model.table.entry is not None and view.model.table.entry.row.code == code)
        view.pane._tick.timeout.disconnect()
        view.pane.clock.setText(view.pane.tr("用时 {time}").format(time="2:05"))
        return view

    return play


def deciding(stage: Stage) -> None:
    view = meeting("Z-003")(stage)
    view.bar.buttons[Act.POINTS].click()
    form = view.form.form
    form.judge.setCurrentIndex(max(0, form.judge.findData("J-05")))
    form.item.setCurrentIndex(max(0, form.item.findData("CAUSE")))
    form.points.setText("26")
    form.reason.setPlainText("第9页末端原因③已用数据确认，复议改分")
    stage.until(view.form.confirm.isEnabled)


def mirrored(stage: Stage) -> None:
    meeting("Z-003")(stage)
    desk(stage).tools.mirror.click()


def covered(stage: Stage) -> None:
    desk(stage).show_page(pages.STATISTICS)
    desk(stage).tools.mirror.click()


def statistics(stage: Stage) -> None:
    desk(stage).show_page(pages.STATISTICS)
    view = desk(stage).page(pages.STATISTICS)
    if not isinstance(view, StatisticsPage):
        raise TypeError("another page stands for the statistics")
    stage.until(lambda: view.panel is not None and bool(view.lines))


def papers(stage: Stage) -> None:
    desk(stage).show_page(pages.PAPERS)


def copying(stage: Stage) -> None:
    """The second pass, one cell of which differs from the first."""
    desk(stage).show_page(pages.RECORD)
    view = desk(stage).page(pages.RECORD)
    if not isinstance(view, RecordPage):
        raise TypeError("another page stands for copying")
    stage.until(lambda: view.grid.rowCount() > 0)
    view.passes[2].click()
    stage.until(lambda: view.model.number == 2 and view.model.rows[0].complete)
    view.check.click()
    stage.until(lambda: view.both.list.count() > 0)


def gate(stage: Stage) -> None:
    desk(stage).show_page(pages.MATRIX)
    stage.until(lambda: desk(stage).stack.currentWidget() is desk(stage).gate)


def hall_entry(stage: Stage) -> None:
    meeting("Z-003")(stage).projector.push()


def hall_line(stage: Stage) -> None:
    view = meeting("Z-005")(stage)
    view.lines.click()
    view.projector.push()


def hall_tie(stage: Stage) -> None:
    view = meeting("Z-005")(stage)
    view.ties.click()
    view.projector.push()


CHAIR_SCENES = (
    ChairScene("chair-matrix", "组长：汇总", matrix, looks=EVERY),
    ChairScene("chair-meeting", "组长：合议", meeting("Z-003"), looks=EVERY),
    ChairScene("chair-board", "组长：收件", receiving, state=chair_profile.ARRIVING),
    ChairScene("chair-incoming", "组长：来件先看后收", incoming, state=chair_profile.ARRIVING),
    ChairScene("chair-record", "组长：代录纸质评分，核对两遍", copying),
    ChairScene("chair-entry", "组长：汇总里看一份成果", one_of_matrix),
    ChairScene("chair-deciding", "组长：复议改分，确认以前先看", deciding),
    ChairScene("chair-mirrored", "组长：投影模式的合议", mirrored),
    ChairScene("chair-covered", "组长：投影模式不给看的页", covered),
    ChairScene("chair-statistics", "组长：参考", statistics),
    ChairScene("chair-papers", "组长：报表", papers),
    ChairScene("chair-gate", "组长：先提交自己的评分", gate, state=chair_profile.SHUT),
    ChairScene("hall-line", "投影：名额线", hall_line, looks=HALL, hall=True),
    ChairScene("hall-entry", "投影：一份成果", hall_entry, looks=HALL, hall=True),
    ChairScene("hall-tie", "投影：并列", hall_tie, looks=HALL, hall=True),
)
