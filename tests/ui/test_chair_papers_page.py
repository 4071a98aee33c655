"""报表 and 定稿 on real packages: files in a folder, a sentence for what cannot be printed, letters and reliability on paper, the 校验码."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.models.chairing import LetterPoint, LetterState
from app.models.meeting_head import MeetingHead
from app.models.sheet import NoteKind
from app.services import profile as profiles
from app.services.chair import actions, letters, paper_memory, paper_supply
from app.services.chair import papers as panel_papers
from app.services.chair.paper_supply import Meeting
from app.services.chair.papers import PanelPaper
from app.services.profile import Profile
from app.ui.chair import pages
from app.ui.chair.close_panel import ClosePanel
from app.ui.chair.papers_model import PapersModel
from app.ui.chair.papers_page import PapersPage
from tests.fakes import chair_season
from tests.fakes.published_season import run_command
from tests.fakes.report_values import pages_of, squeezed
from tests.fakes.season import CHAIR, PASSPHRASE, Season
from tests.ui.chair_window import chair_page
from tests.ui.conftest import ChairOpener, Desk

OWN = ["专家组意见", "组织单位意见", *(f"指导单位意见（{n}）" for n in "一二三四")]
"""The bodies that come with the program."""
WORDS = "现状调查用了分层法"


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=4, judges=4)


def papers(desk: Desk) -> PapersPage:
    return chair_page(desk, pages.PAPERS, PapersPage)


def recalled(desk: Desk) -> PapersPage:
    """The page with what is kept."""
    view = papers(desk)
    desk.qtbot.waitUntil(lambda: view.model.memory is not None and view.isVisible(), timeout=20_000)
    return view


def approval(qtbot: QtBot, view: PapersPage, folder: Path) -> Path:
    """The 审定表 alone."""
    QTest.mouseClick(view.none, Qt.MouseButton.LeftButton)
    view.ticks.ticks[PanelPaper.APPROVAL].setChecked(True)
    view.write_to(folder)
    qtbot.waitUntil(lambda: view.model.papers is not None, timeout=60_000)
    return next(folder.iterdir())


def papers_of(profile: Profile, folder: Path) -> Path:
    """The same as a command makes it."""
    given = paper_supply.supplement(profile, [PanelPaper.APPROVAL], Meeting())
    return panel_papers.report(profile, folder, which=[PanelPaper.APPROVAL], given=given).files[0]


def bodies_on(form: Path, known: set[str]) -> list[str]:
    """Those of the known bodies that stand on it, from the top."""
    text = squeezed(pages_of(form.read_bytes()))
    return sorted((name for name in known if name in text), key=text.index)


def test_the_frame_of_the_keyboard_is_beside_the_ticks(open_chair: ChairOpener, panel: Season) -> None:
    """The scrolled part has the keyboard after papers were written; its frame went through boxes and words at its edge."""
    view = papers(open_chair(panel, 1092, 543))
    parts = [p for kind in (QCheckBox, QLabel, QLineEdit) for p in view.area.widget().findChildren(kind) if p.isVisible()]
    assert min(p.mapTo(view.area, QPoint()).x() for p in parts) > 2
    assert min(p.mapTo(view, QPoint()).x() for p in parts) == view.title.x(), "and they begin under the heading"


def test_ticked_papers_are_written_and_the_rest_is_told(qtbot: QtBot, open_chair: ChairOpener, panel: Season, tmp_path: Path) -> None:
    view = papers(open_chair(panel))
    QTest.mouseClick(view.none, Qt.MouseButton.LeftButton)
    assert not view.write.isEnabled()
    for paper in (PanelPaper.MATRIX, PanelPaper.MINUTES, PanelPaper.CHANGES):
        view.ticks.ticks[paper].setChecked(True)
    view.ticks.fields["place"][1].setText("三楼会议室")
    folder = tmp_path / "报表"
    view.write_to(folder)
    assert not view.write.isEnabled()
    qtbot.waitUntil(lambda: view.model.papers is not None, timeout=60_000)
    assert view.write.isEnabled()
    names = [view.files.item(at).text() for at in range(view.files.count())]
    assert sorted(names) == sorted(f.name for f in folder.iterdir())
    assert len(names) == 4
    assert "复议改分单：没有复议改分" in view.unprinted.text()


def test_the_bodies_of_the_approval_form_are_chosen_named_and_kept(
    qtbot: QtBot, open_chair: ChairOpener, panel: Season, home: Path, tmp_path: Path
) -> None:
    desk = open_chair(panel)
    view = recalled(desk)
    box = view.bodies
    assert [c.body.name for c in box.choices] == OWN
    assert box.list.isHidden() or not box.list.isVisible()
    QTest.mouseClick(box.turn, Qt.MouseButton.LeftButton)
    box.list.item(2).setText("某市总工会意见")
    box.list.item(3).setText("  ")
    assert box.list.item(3).text() == OWN[3], "a body has a name"
    box.list.item(5).setCheckState(Qt.CheckState.Unchecked)
    box.list.setCurrentRow(2)
    QTest.mouseClick(box.up, Qt.MouseButton.LeftButton)
    QTest.mouseClick(box.add, Qt.MouseButton.LeftButton)
    box.list.item(6).setText("某市妇联意见")
    box.list.setCurrentRow(4)
    QTest.mouseClick(box.remove, Qt.MouseButton.LeftButton)
    now = ["专家组意见", "某市总工会意见", "组织单位意见", "指导单位意见（二）", "指导单位意见（四）", "某市妇联意见"]
    assert [c.body.name for c in box.choices] == now
    printed = now[:4] + now[5:]
    assert bodies_on(approval(qtbot, view, tmp_path / "page"), {*OWN, *now}) == printed
    desk.close()
    with closing(profiles.open_profile(home, passphrase=PASSPHRASE)) as profile:
        assert [c.body.name for c in paper_memory.of_panel(profile).bodies] == now
        made = papers_of(profile, tmp_path / "command")
        assert bodies_on(made, {*OWN, *now}) == printed


def test_the_bodies_are_as_delivered_again(qtbot: QtBot, open_chair: ChairOpener, panel: Season, home: Path) -> None:
    desk = open_chair(panel)
    box = recalled(desk).bodies
    box.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not box.choices[0].printed
    QTest.mouseClick(box.restore, Qt.MouseButton.LeftButton)
    assert [(c.body.name, c.printed) for c in box.choices] == [(name, True) for name in OWN]
    desk.close()
    with closing(profiles.open_profile(home, passphrase=PASSPHRASE)) as profile, profile.database.read() as tx:
        assert paper_memory.bodies_of(tx) is None


def test_who_met_where_is_there_again(qtbot: QtBot, open_chair: ChairOpener, panel: Season, home: Path) -> None:
    desk = open_chair(panel)
    view = recalled(desk)
    view.ticks.fields["host"][1].insert("顾长青")
    view.ticks.fields["place"][1].insert("三楼会议室")
    desk.close()
    with closing(profiles.open_profile(home, passphrase=PASSPHRASE)) as profile:
        assert paper_memory.of_panel(profile).head == MeetingHead(place="三楼会议室", host="顾长青")
        given = paper_supply.supplement(profile, [PanelPaper.MINUTES], Meeting(host="沈国樑"))
    assert (given.place, given.host) == ("三楼会议室", "沈国樑"), "what a command says comes first"


def test_closing_writes_the_file_and_shows_its_code(qtbot: QtBot, open_chair: ChairOpener, panel: Season, tmp_path: Path) -> None:
    view = papers(open_chair(panel))
    assert view.closing.code.isHidden()
    view.closing.close_into(tmp_path)
    qtbot.waitUntil(lambda: view.model.result is not None, timeout=60_000)
    result = view.model.result
    assert result is not None
    assert result.path.suffix == ".qcp"
    assert result.path.stat().st_size > 0
    assert view.closing.code.text() == result.fingerprint
    assert not view.closing.code.isHidden()
    assert len(result.receipts) == 4
    assert result.path.name in view.closing.done.text()
    assert "组长代录" not in view.closing.done.text()
    view.model.result = replace(result, unsigned=1)
    view.closing.retranslate()
    assert "依据 4 份评分文件，另有 1 位评委的评分未签名，组长代录，写好 4 份" in view.closing.done.text()


def test_a_code_that_is_out_of_date_is_not_read_out_any_more(qtbot: QtBot, open_chair: ChairOpener, panel: Season, tmp_path: Path) -> None:
    """After a late decision the file on the stick says something else than what stands: also when the window was closed in between."""
    desk = open_chair(panel)
    view = papers(desk)
    closing, chair = view.closing, view.model.chair
    closing.close_into(tmp_path)
    qtbot.waitUntil(lambda: view.model.result is not None and not view.model.busy and closing.code.isVisible(), timeout=60_000)
    assert closing.outdated.isHidden()
    keep = (actions.Keep(panel.entries[0], ""), actions.Meeting())
    chair.runner.database(chair.meeting.decide, *keep, then=lambda done: chair.bus.publish(done[1]))
    qtbot.waitUntil(closing.outdated.isVisible, timeout=20_000)
    assert "已不是最新结果。请再定稿一次" in closing.outdated.text()
    assert closing.code.isHidden()
    assert closing.next.isHidden()
    later = PapersModel(chair)
    with qtbot.waitSignal(later.ended, timeout=20_000):
        later.look()
    assert later.outdated == view.model.outdated != ""
    closing.close_into(tmp_path)
    qtbot.waitUntil(lambda: closing.outdated.isHidden() and closing.code.isVisible(), timeout=60_000)
    with qtbot.waitSignal(later.ended, timeout=20_000):
        later.look()
    assert later.outdated == ""


def test_receipts_that_cannot_be_written_take_no_closing_back(qtbot: QtBot, open_chair: ChairOpener, panel: Season, tmp_path: Path) -> None:
    """The result is written and on its way: who reads only that a receipt was not would close it again, or believe it is not closed."""
    view = papers(open_chair(panel))
    failed: list[BaseException] = []
    view.model.runner.failure.connect(failed.append)
    (tmp_path / "最终回执" / "J-02.qcreceipt").mkdir(parents=True)
    view.closing.close_into(tmp_path)
    qtbot.waitUntil(lambda: bool(failed), timeout=60_000)
    assert view.model.result is not None
    assert "最终回执没有写完，请再定稿一次补写" in view.closing.done.text()
    assert view.closing.code.text() == view.model.result.fingerprint
    assert not view.model.failed
    (tmp_path / "最终回执" / "J-02.qcreceipt").rmdir()
    view.closing.close_into(tmp_path)
    qtbot.waitUntil(lambda: "写好 4 份最终回执" in view.closing.done.text(), timeout=60_000)


def test_a_command_says_that_it_closed_though_receipts_are_missing(panel: Season, tmp_path: Path) -> None:
    (tmp_path / "receipts" / "J-02.qcreceipt").mkdir(parents=True)
    words = ("chair", "close", "--anyway", "--out", tmp_path / "panel.qcp", "--receipts", tmp_path / "receipts")
    said = run_command(panel.home(CHAIR), *words)
    assert said.code == 0, said.err
    assert "! 已定稿，最终回执没有写完，请再定稿一次补写。" in said.out
    assert (tmp_path / "panel.qcp").is_file()


def test_what_is_undecided_is_read_before_it_is_closed(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = papers(open_chair(panel))
    qtbot.waitUntil(lambda: bool(view.model.open_ends), timeout=20_000)
    closing = view.closing
    assert "议程上还有" in closing.ends.text()
    assert closing.ends.isVisible()
    assert not closing.act.isEnabled()
    closing.anyway.click()
    assert closing.act.isEnabled()
    desk = view.model.chair
    desk.runner.database(
        desk.meeting.decide, actions.Defer(panel.entries[0], "等补充材料"), actions.Meeting(), then=lambda done: desk.bus.publish(done[1])
    )
    qtbot.waitUntil(lambda: f"暂缓未定：{panel.entries[0]}" in closing.ends.text(), timeout=20_000)
    assert not closing.act.isEnabled()


def test_nothing_is_closed_before_it_is_known_what_is_undecided(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = papers(open_chair(panel))
    qtbot.waitUntil(lambda: view.model.open_ends is not None, timeout=20_000)
    model = PapersModel(view.model.chair)
    closing = ClosePanel(model)
    qtbot.addWidget(closing)
    assert not closing.act.isEnabled()
    with qtbot.waitSignal(model.ended, timeout=20_000):
        model.look()
    assert not closing.act.isEnabled()
    closing.anyway.click()
    assert closing.act.isEnabled()


def test_letters_and_reliability_are_given_to_the_papers(panel: Season) -> None:
    with panel.open(CHAIR) as chair:
        code = panel.entries[0]
        letters.save(chair, code, [LetterPoint(WORDS, NoteKind.STRENGTH)])
        assert paper_supply.supplement(chair, [PanelPaper.LETTERS], Meeting()).letters == {}
        letters.move_to(chair, code, LetterState.FINAL)
        given = paper_supply.supplement(chair, [PanelPaper.LETTERS], Meeting(place="三楼"))
        assert [f.text for f in given.letters[code].strengths] == [WORDS]
        assert (given.place, given.reliability) == ("三楼", "")
        assert "可靠性" in paper_supply.supplement(chair, [PanelPaper.MATRIX], Meeting()).reliability
