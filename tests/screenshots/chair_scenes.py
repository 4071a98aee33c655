"""The chair's desk and what the hall sees, each with what a chair does to come to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.board_view import BoardView
from app.ui.chair.evidence_model import Ask
from app.ui.chair.evidence_page import EvidencePage
from app.ui.chair.letters_page import LettersPage
from app.ui.chair.matrix_view import MatrixView
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.papers_page import PapersPage
from app.ui.chair.record_page import RecordPage
from app.ui.chair.spread_page import SpreadPage
from app.ui.chair.statistics_page import StatisticsPage
from tests.screenshots import chair_profile
from tests.screenshots.chair_stage import HALL, ChairScene, desk, meeting_page
from tests.screenshots.looks import EVERY, FULL
from tests.screenshots.stage import Stage


def receiving(stage: Stage) -> BoardView:
    view = desk(stage).page(pages.BOARD)
    if not isinstance(view, BoardView):
        raise TypeError("another page stands for receiving")
    desk(stage).show_page(pages.BOARD)
    stage.until(lambda: view.model.board is not None and all(view.model.codes.get(p) for p in _in_view(view)))
    return view


def _in_view(view: BoardView) -> list[str]:
    """Payloads of the rows that can be seen: codes of others are not computed."""
    rows = (view.rows.row(at) for at in range(view.rows.rowCount()) if view.table.rowViewportPosition(at) < view.table.viewport().height())
    return [row.payload for row in rows if row is not None and row.payload]


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
    form.reason.setPlainText("第14页末端原因③已用数据确认，复议改分")
    stage.until(view.form.confirm.isEnabled)


def mirrored(stage: Stage) -> None:
    meeting("Z-003")(stage)
    desk(stage).tools.mirror.click()


def covered(stage: Stage) -> None:
    desk(stage).show_page(pages.STATISTICS)
    desk(stage).tools.mirror.click()


def statistics(stage: Stage) -> StatisticsPage:
    desk(stage).show_page(pages.STATISTICS)
    view = desk(stage).page(pages.STATISTICS)
    if not isinstance(view, StatisticsPage):
        raise TypeError("another page stands for the statistics")
    stage.until(lambda: view.panel is not None and bool(view.lines))
    return view


def plotted(stage: Stage) -> None:
    view = statistics(stage)
    view.draw.click()
    stage.until(lambda: view.plot.plot is not None)


def spread(stage: Stage) -> None:
    desk(stage).show_page(pages.SPREAD)
    view = desk(stage).page(pages.SPREAD)
    if not isinstance(view, SpreadPage):
        raise TypeError("another page stands for the spread")
    stage.until(lambda: bool(view.rows.rows))


def evidence(stage: Stage) -> EvidencePage:
    """Two judges far apart about the causes, one with praise and one with doubts; from 分差."""
    spread(stage)
    desk(stage).model.show_evidence(Ask(chair_profile.SHOWN, "CAUSE", (chair_profile.SHOWN, "Z-008"), pages.SPREAD))
    view = desk(stage).page(pages.EVIDENCE)
    if not isinstance(view, EvidencePage):
        raise TypeError("another page stands for the evidence")
    stage.until(lambda: bool(view.columns))
    for judge in ("J-02", "J-04"):
        view.model.toggle(judge)
    stage.until(lambda: all(p.pictured for c in view.columns for p in c.pictures.values()))
    return view


def at_its_place(stage: Stage) -> None:
    """The page a judge points at, opened beside the notes."""
    view = evidence(stage)
    next(p for c in reversed(view.columns) for p in c.pictures.values()).click()
    stage.until(lambda: view.viewer.document.page_count > 0)
    stage.until(view.viewer.pages.pictured)


def letter(*, preview: bool) -> Callable[[Stage], LettersPage]:
    """One entry's letter with what all judges wrote."""

    def play(stage: Stage) -> LettersPage:
        desk(stage).show_page(pages.LETTERS)
        view = desk(stage).page(pages.LETTERS)
        if not isinstance(view, LettersPage):
            raise TypeError("another page stands for the letters")
        stage.until(lambda: view.filled)
        view.model.go(chair_profile.SHOWN)
        stage.until(lambda: view.filled and view.model.desk is not None and view.model.desk.code == chair_profile.SHOWN)
        if view.look.isChecked() != preview:
            view.look.click()
        if preview:
            stage.until(lambda: not view.preview.sheet.pixmap().isNull() and view.preview.model.pages > 0)
        return view

    return play


def papers(stage: Stage) -> None:
    desk(stage).show_page(pages.PAPERS)
    view = desk(stage).page(pages.PAPERS)
    if not isinstance(view, PapersPage):
        raise TypeError("another page stands for the papers")
    stage.until(lambda: view.model.open_ends is not None)


def bodies(stage: Stage) -> None:
    """Which bodies sign the 审定表, and under which names."""
    papers(stage)
    view = desk(stage).page(pages.PAPERS)
    if not isinstance(view, PapersPage):
        raise TypeError("another page stands for the papers")
    stage.until(lambda: view.model.memory is not None)
    view.bodies.turn.click()
    view.bodies.list.item(2).setText("某市总工会意见")
    view.bodies.list.item(5).setCheckState(Qt.CheckState.Unchecked)
    view.bodies.list.setCurrentRow(2)
    stage.settle()
    view.area.ensureWidgetVisible(view.bodies.form)


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


def hall_place(stage: Stage) -> None:
    """A cited place of the report beside its entry's sheet."""
    view = evidence(stage)
    next(iter(view.columns[1].pictures.values())).setFocus()
    view.project.click()
    projector = meeting_page(stage).projector
    stage.until(lambda: projector.window is not None and projector.window.picture.pictured)


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
    ChairScene("chair-plot", "组长：参考，次序图", plotted),
    ChairScene("chair-spread", "组长：分差", spread, looks=FULL),
    ChairScene("chair-evidence", "组长：证据，两位评委并列", evidence, looks=FULL),
    ChairScene("chair-place", "组长：证据，打开原处", at_its_place),
    ChairScene("chair-letters", "组长：评语合稿", letter(preview=False)),
    ChairScene("chair-letter-preview", "组长：评语合稿，带预览", letter(preview=True), looks=FULL),
    ChairScene("chair-papers", "组长：报表", papers, looks=FULL),
    ChairScene("chair-bodies", "组长：审定表的单位", bodies),
    ChairScene("chair-gate", "组长：先提交自己的评分", gate, state=chair_profile.SHUT),
    ChairScene("hall-line", "投影：名额线", hall_line, looks=HALL, hall=True),
    ChairScene("hall-entry", "投影：一份成果", hall_entry, looks=HALL, hall=True),
    ChairScene("hall-place", "投影：指明的原处", hall_place, looks=HALL, hall=True),
    ChairScene("hall-tie", "投影：并列", hall_tie, looks=HALL, hall=True),
)
