"""Receiving with real packages: seen in words before anything changes, taken as one step, taken back and brought again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.chair import pages
from app.ui.chair.board_view import BoardView
from tests.fakes import chair_season
from tests.fakes.at_rest import comes_to_rest
from tests.fakes.forged_packages import real
from tests.fakes.season import PASSPHRASE, Season
from tests.ui.chair_window import board
from tests.ui.conftest import ChairOpener, Desk

Panel = tuple[Season, dict[str, Path]]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    return chair_season.make(tmp_path_factory.mktemp("panel"), entries=3, judges=4)


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def tick(view: BoardView, payload: str, *, on: bool) -> None:
    """Set a tick, or take it away, as a click does."""
    rows = view.incoming.files.rows
    state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
    assert rows.setData(rows.at(payload), state, Qt.ItemDataRole.CheckStateRole)


def test_files_are_seen_first_taken_in_part_and_taken_back(qtbot: QtBot, open_chair: ChairOpener, panel: Panel) -> None:
    _season, packages = panel
    view = board(open_chair(panel[0]))
    model = view.model
    assert (model.board.received, model.board.expected) == (1, 4)  # type: ignore[union-attr]
    model.take([packages["J-02"].parent])
    qtbot.waitUntil(lambda: not view.incoming.isHidden(), timeout=30_000)
    assert (model.board.received, len(view.incoming.files.rows.offered)) == (1, 3)  # type: ignore[union-attr]
    preview = model.preview
    assert preview is not None
    last = next(f.payload for f in preview.files if f.judge == "J-04")
    tick(view, last, on=False)
    qtbot.waitUntil(lambda: model.preview is not None and len(model.preview.chosen) == 2, timeout=20_000)
    assert "收下勾选的 2 份" in view.incoming.accept.text()
    click(view.incoming.accept)
    qtbot.waitUntil(lambda: model.board is not None and model.board.received == 3, timeout=30_000)
    assert view.incoming.isHidden()
    QTest.keyClick(view.table, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: model.board is not None and model.board.received == 1, timeout=30_000)
    QTest.keyClick(view.table, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: model.board is not None and model.board.received == 3, timeout=30_000)


def test_the_chairs_desk_comes_to_rest(qtbot: QtBot, open_chair: ChairOpener, panel: Panel) -> None:
    """It laid its bar out for ever: a core busy with nothing, and everything else late."""
    board(open_chair(panel[0]))
    comes_to_rest(qtbot)


def test_a_preview_put_away_while_it_is_made_does_not_come_back(qtbot: QtBot, open_chair: ChairOpener, panel: Panel) -> None:
    view = board(open_chair(panel[0]))
    model = view.model
    model.take([panel[1]["J-02"]])
    qtbot.waitUntil(lambda: model.preview is not None, timeout=30_000)
    assert model.preview is not None
    model.leave_out(model.preview.files[0].payload, True)
    model.drop()
    done: list[object] = []
    model.chair.runner.database(lambda: None, then=done.append)  # behind the preview that was asked for
    qtbot.waitUntil(lambda: done == [None], timeout=20_000)
    assert model.preview is None
    assert view.incoming.isHidden()


def test_a_preview_given_up_changes_nothing(qtbot: QtBot, open_chair: ChairOpener, panel: Panel, tmp_path: Path) -> None:
    view = board(open_chair(panel[0]))
    junk = tmp_path / "坏文件.qcr"
    junk.write_bytes(b"no package at all")
    view.model.take([junk, panel[1]["J-03"]])
    qtbot.waitUntil(lambda: not view.incoming.isHidden(), timeout=30_000)
    assert len(view.incoming.files.rows.offered) == 1
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.incoming.isHidden()
    assert view.model.preview is None
    assert view.model.board is not None
    assert view.model.board.received == 1


def test_of_many_files_those_with_something_to_say_come_first(qtbot: QtBot, open_chair: ChairOpener, panel: Panel, tmp_path: Path) -> None:
    view = board(open_chair(panel[0]))
    junk = tmp_path / "坏文件.qcr"
    junk.write_bytes(b"no package at all")
    view.model.take([*(panel[1][j] for j in ("J-02", "J-03", "J-04")), junk])
    qtbot.waitUntil(lambda: not view.incoming.isHidden(), timeout=30_000)
    rows = view.incoming.files.rows
    shown = [str(rows.index(n).data()) for n in range(rows.rowCount())]
    assert ("坏文件.qcr" in shown[0], len(shown)) == (True, 4)
    assert rows.index(0).data(Qt.ItemDataRole.CheckStateRole) is None, "what is refused has no tick"
    assert "全部收下（3 份）" in view.incoming.accept.text()
    tick(view, next(f.payload for f in view.model.preview.files if f.judge == "J-04"), on=False)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: len(view.model.preview.chosen) == 2, timeout=20_000)  # type: ignore[union-attr]
    view.incoming.files.setFocus()
    view.incoming.files.setCurrentIndex(rows.index(1))
    for key, left in ((Qt.Key.Key_Space, 1), (Qt.Key.Key_Return, 2)):
        QTest.keyClick(view.incoming.files, key)
        qtbot.waitUntil(lambda left=left: len(view.model.preview.chosen) == left, timeout=20_000)  # type: ignore[union-attr]
        assert view.incoming.files.currentIndex().row() == 1, "the keyboard stays where it is"
    view.model.take([panel[1]["J-02"]])
    assert view.incoming.isHidden()


def test_codes_are_computed_one_at_a_time(qtbot: QtBot, open_chair: ChairOpener, panel: Panel) -> None:
    view = board(open_chair(panel[0]))
    model, underway = view.model, []
    model.coded.connect(lambda _payload: underway.append(sum(not code for code in model.codes.values())))
    model.take([panel[1]["J-02"].parent])
    qtbot.waitUntil(lambda: model.preview is not None, timeout=30_000)
    click(view.incoming.accept)
    qtbot.waitUntil(lambda: len([code for code in model.codes.values() if code]) == 4, timeout=30_000)
    assert set(underway) == {0}


def test_codes_wait_while_another_page_is_in_front(qtbot: QtBot, open_chair: ChairOpener, panel: Panel) -> None:
    """A hall's 500 codes keep a core busy for a minute: only those in view are computed."""
    desk = open_chair(panel[0])
    view = board(desk)
    model = view.model
    qtbot.waitUntil(lambda: len(model.codes) == 1 and all(model.codes.values()), timeout=30_000)
    model.take([panel[1]["J-02"].parent])
    qtbot.waitUntil(lambda: model.preview is not None, timeout=30_000)
    assert desk.room.chair is not None
    desk.room.chair.desk.show_page(pages.MATRIX)
    model.accept()
    qtbot.waitUntil(lambda: model.board is not None and model.board.received == 4, timeout=30_000)
    assert len(model.codes) == 1
    desk.room.chair.desk.show_page(pages.BOARD)
    qtbot.waitUntil(lambda: len([code for code in model.codes.values() if code]) == 4, timeout=30_000)


def test_who_is_missing_is_reminded_in_words_to_paste(qtbot: QtBot, open_chair: ChairOpener, panel: Panel) -> None:
    view = board(open_chair(panel[0]))
    at = next(n for n in range(view.rows.rowCount()) if (row := view.rows.row(n)) is not None and view.rows.is_missing(row))
    assert view.table.currentIndex().row() != at
    assert view.acts.remind.isEnabled()  # the first of whom nothing came, whoever is chosen
    missing = view.rows.row(at)
    assert missing is not None
    assert missing.name in view.acts.remind.text()
    view.table.selectRow(at)
    assert view.acts.remind.isEnabled()
    assert not view.acts.choose.isEnabled()
    QGuiApplication.clipboard().clear()
    click(view.acts.remind)
    row = view.rows.row(at)
    assert row is not None
    qtbot.waitUntil(lambda: row.name in QGuiApplication.clipboard().text(), timeout=20_000)
    assert "已复制，请粘贴到微信里" in view.words.text()
    others = [r.name for n in range(view.rows.rowCount()) if n != at and (r := view.rows.row(n)) is not None and not r.chair]
    assert not any(name in QGuiApplication.clipboard().text() for name in others)


def test_what_can_be_done_under_the_board_is_named_in_the_language_in_force(qtbot: QtBot, open_chair: ChairOpener, panel: Panel) -> None:
    desk = open_chair(panel[0])
    acts = board(desk).acts
    for language, words in (("zh", ("选定或退回…", "代录纸质评分…")), ("en", ("Choose or return…", "Copy sheets from paper…"))):
        desk.desktop.languages.switch(language)
        qtbot.waitUntil(lambda w=words: (acts.choose.text(), acts.copy.text()) == w, timeout=20_000)
        assert all(act.accessibleName() == act.text() != "" for act in acts.parentWidget().findChildren(QPushButton))


def test_receipts_and_check_codes(qtbot: QtBot, open_chair: ChairOpener, panel: Panel, tmp_path: Path) -> None:
    view = board(open_chair(panel[0]))
    view.model.take([panel[1]["J-02"]])
    qtbot.waitUntil(lambda: not view.incoming.isHidden(), timeout=30_000)
    click(view.incoming.accept)
    qtbot.waitUntil(lambda: view.model.board is not None and view.model.board.received == 2, timeout=30_000)
    payload = next(r.payload for r in view.model.board.rows if r.judge == "J-02")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: len(view.model.codes.get(payload, "")) >= 15, timeout=30_000)
    view.model.issue_receipts(tmp_path / "receipts")
    qtbot.waitUntil((tmp_path / "receipts" / "J-02.qcreceipt").exists, timeout=30_000)
    qtbot.waitUntil(lambda: "回执" in view.words.text(), timeout=20_000)


def test_a_file_just_refused_gets_its_receipt(qtbot: QtBot, open_chair: ChairOpener, panel: Panel, tmp_path: Path) -> None:
    season, _packages = panel
    strange = tmp_path / "J-04.qcr"
    strange.write_bytes(real(season, "J-04").signed(policy="0" * 64))
    view = board(open_chair(season))
    view.model.take([strange])
    qtbot.waitUntil(lambda: not view.incoming.isHidden(), timeout=30_000)
    strange.unlink()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.acts.receipts.text() == "写回执（含不收的 1 份）…", timeout=20_000)
    view.model.issue_receipts(tmp_path / "receipts")
    qtbot.waitUntil(lambda: "其中 1 份写明不收的理由" in view.words.text(), timeout=30_000)
    assert (tmp_path / "receipts" / "J-04-refused.qcreceipt").exists()
    assert not (tmp_path / "receipts" / "J-04.qcreceipt").exists()
    qtbot.waitUntil(lambda: view.acts.receipts.text() == "写回执…", timeout=20_000)


def test_a_file_refused_before_a_restart_gets_its_receipt_all_the_same(
    qtbot: QtBot, open_chair: ChairOpener, panel: Panel, tmp_path: Path
) -> None:
    desk = open_chair(panel[0])
    view = board(desk)
    away = "含不收的 1 份"
    stick = tmp_path / "J-04.qcr"
    stick.write_bytes(real(panel[0], "J-04").signed(policy="0" * 64))
    view.model.take([stick])
    qtbot.waitUntil(lambda: away in view.acts.receipts.text(), timeout=30_000)
    stick.unlink()
    view.model.drop()
    desk.close()
    for told in (False, True):
        again = Desk(qtbot, desk.home).start(passphrase=PASSPHRASE).ready()
        try:
            view = board(again)
            if told:
                quiet(qtbot, view)
                assert away not in view.acts.receipts.text()
                assert view.acts.dismiss.isHidden()
                continue
            qtbot.waitUntil(lambda: away in view.acts.receipts.text(), timeout=20_000)  # noqa: B023  (called here only)
            view.model.issue_receipts(tmp_path / "receipts")
            qtbot.waitUntil(lambda: away not in view.acts.receipts.text(), timeout=20_000)  # noqa: B023  (called here only)
            assert (tmp_path / "receipts" / "J-04-refused.qcreceipt").exists()
        finally:
            again.close()


def test_nobody_has_to_be_told(qtbot: QtBot, open_chair: ChairOpener, panel: Panel, tmp_path: Path) -> None:
    desk = open_chair(panel[0])
    view = board(desk)
    stick = tmp_path / "J-04.qcr"
    stick.write_bytes(real(panel[0], "J-04").signed(policy="0" * 64))
    view.model.take([stick])
    qtbot.waitUntil(lambda: "含不收的 1 份" in view.acts.receipts.text(), timeout=30_000)
    view.model.drop()
    click(view.acts.dismiss)
    qtbot.waitUntil(lambda: "含不收的" not in view.acts.receipts.text(), timeout=20_000)
    assert view.acts.dismiss.isHidden()
    view.model.issue_receipts(tmp_path / "receipts")
    qtbot.waitUntil(lambda: "份回执" in view.words.text(), timeout=20_000)
    assert not list((tmp_path / "receipts").glob("*refused*"))


def quiet(qtbot: QtBot, view: BoardView) -> None:
    """Everything asked for was answered: the database's thread is a queue."""
    done: list[int] = []
    view.model.chair.runner.database(lambda: 1, then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)


def test_the_deputys_desk_says_whose_meeting_decides(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    season, packages = chair_season.make(tmp_path, entries=1, judges=3, deputy="J-02")
    view = board(open_chair(season, who="J-02"))
    qtbot.waitUntil(lambda: view.rule.text() == "您是副组长：收取和查看在这里，决定与定稿在组长评委1处", timeout=20_000)
    names = [view.rows.data(view.rows.index(n, 0)) for n in range(3)]
    assert names == ["评委1（组长）", "评委2（副组长）", "评委3"]
    view.model.chair.veil.draw(True)
    qtbot.waitUntil(lambda: view.rule.text() == "您是副组长：收取和查看在这里，决定与定稿在组长处", timeout=20_000)
    assert [view.rows.data(view.rows.index(n, 0)) for n in range(3)] == ["评委A", "评委B", "评委C"]
    view.model.chair.veil.draw(False)
    view.model.take([packages["J-03"]])
    qtbot.waitUntil(lambda: len(view.incoming.files.rows.offered) == 1, timeout=30_000)
