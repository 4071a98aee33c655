"""From the last item to the chair's receipt, and back for a change: real widgets, a real server that comes and goes, a chair on a laptop of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.result import Receipt
from app.models.season import Enrolment
from app.models.sheet import SheetState
from app.packages import documents, sealed_documents
from app.publishing.server import EmbeddedServer
from app.services.chair import merge
from app.services.chair import receipts as answers
from app.services.chair.merge import Merged
from app.services.judge import identity, submit
from app.services.organiser import collect, publish, season_import, serve
from app.ui.judge import rail
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, set_policy, sync_now
from tests.fakes.season import CHAIR, PASSPHRASE, Season, found, take_in
from tests.ui.conftest import Desk
from tests.ui.test_appearance import cut_off, nameless
from tests.ui.test_scoring import type_points

JUDGE = "J-02"
CODES = ("Z-001", "Z-002", "Z-003")


class Panel:
    """A published season of three entries; its server can be switched off and on at one address."""

    def __init__(self, folder: Path, *, chair: bool = True) -> None:
        self.season: Season = found(folder, entries=3, judges=2)
        set_policy(self.season, enrolment=Enrolment.IMMEDIATE)
        with self.season.open("organiser") as organiser:
            self._tokens = serve.tokens(organiser)
        self._server: EmbeddedServer | None = None
        self._port = 0
        self.online()
        office = Office(self.season, self.address)
        self._office, self._invited = office, office.invite().files
        self.begin(*((CHAIR, JUDGE) if chair else (JUDGE,)))
        score_some(self.season, JUDGE, CODES[:2])
        if not chair:
            return
        score_some(self.season, CHAIR, CODES)
        with self.season.open(CHAIR) as chair:
            submit.submit(chair)

    def begin(self, *who: str) -> None:
        """They open their invitations, are admitted, and sign."""
        for one in who:
            new_laptop(self.season, one, self._invited[one])
        self._office.admit()
        self._office.publish()
        for one in who:
            sync_now(self.season, one)
            pledge(self.season, one)

    def online(self) -> None:
        self._server = EmbeddedServer(self.season.repository, port=self._port, credentials=lambda: self._tokens)
        self.address = self._server.start()
        self._port = urlsplit(self.address).port or 0

    def offline(self) -> None:
        if self._server is not None:
            self._server.stop()
            self._server = None

    def collected(self) -> collect.Collected:
        """The organiser empties the inbox: packages to the chair, receipts to where judges look."""
        with self.season.open("organiser") as organiser:
            return collect.collect(organiser, self.season.repository, Context())[0]

    def merged(self, package: Path) -> Merged:
        with self.season.open(CHAIR) as chair:
            own = submit.handed_in(chair)
            assert own is not None
            return merge.merge(chair, [own.package, package], Context())[0]

    def answered(self) -> Path:
        """The chair writes receipts and sends them; the judge's one."""
        with self.season.open(CHAIR) as chair:
            return answers.issue(chair, self.season.folder / "receipts")[0].files[JUDGE]

    def add_entry(self, code: str) -> None:
        """The organiser publishes one more."""
        self.season.entries = (*self.season.entries, code)
        with self.season.open("organiser") as organiser:
            take_in(organiser, self.season)
            season_import.assign(organiser, self.season.repository, Context())
            publish.publish(organiser, self.season.repository, Context())

    def returned(self, reason: str) -> Path:
        with self.season.open(CHAIR) as chair:
            return answers.return_sheet(chair, JUDGE, reason, self.season.folder / "back")[0].files[JUDGE]


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Panel]:
    made = Panel(tmp_path)
    yield made
    made.offline()


@pytest.fixture
def desk(qtbot: QtBot, panel: Panel) -> Iterator[Desk]:
    made = Desk(qtbot, panel.season.home(JUDGE))
    yield made
    made.close()


def said(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


def says(desk: Desk, *words: str, within: QWidget | None = None) -> None:
    """Wait until the page says so; nothing on it may be cut off or without a name."""
    place = within or desk.room.submit
    desk.qtbot.waitUntil(lambda: all(w in said(place) for w in words), timeout=20_000)
    desk.qtbot.waitUntil(lambda: cut_off(desk.window) == [], timeout=20_000)
    assert nameless(desk.window) == []


def press(desk: Desk, text: str) -> None:
    """A button of the page by its words."""

    def there() -> list[QPushButton]:
        return [b for b in desk.room.submit.findChildren(QPushButton) if b.text() == text and b.isVisible() and b.isEnabled()]

    desk.qtbot.waitUntil(lambda: len(there()) == 1, timeout=20_000)
    QTest.mouseClick(there()[0], Qt.MouseButton.LeftButton)


def badge(desk: Desk) -> bool:
    """Whether the dot at 提交 is there, with words for those who cannot see it."""
    button = desk.window.rail.buttons[rail.SUBMIT]
    dots = [dot for dot in button.findChildren(QFrame) if not dot.isHidden()]
    assert bool(dots) is (button.accessibleName() == "提交，还没有收妥")
    return bool(dots)


def hands_in(desk: Desk) -> str:
    """Tick, press once, and return the check code on the page."""
    says(desk, "全部评完，可以提交", "数据说明：评分文件里有", "没有：私记")

    def send() -> list[bool]:
        shown = [b for b in desk.room.submit.findChildren(QPushButton) if b.text() == "提交评分文件" and b.isVisible()]
        return [b.isEnabled() for b in shown]

    desk.qtbot.waitUntil(lambda: send() == [False], timeout=20_000)  # news builds the page anew
    ticks = [t for t in desk.room.submit.findChildren(QCheckBox) if t.isVisible()]
    assert len(ticks) == 1
    ticks[0].setChecked(True)
    desk.room.submit.rebuild()  # news came: the tick stays
    desk.qtbot.waitUntil(
        lambda: [t.isChecked() for t in desk.room.submit.findChildren(QCheckBox) if t.isVisible()] == [True], timeout=20_000
    )
    press(desk, "提交评分文件")
    model = desk.room.submit._model
    desk.qtbot.waitUntil(lambda: model.submitted is not None, timeout=20_000)
    assert model.submitted is not None
    says(desk, model.submitted.fingerprint)
    large = next(w for w in desk.room.submit.findChildren(QLabel) if w.isVisible() and w.text() == model.submitted.fingerprint)
    assert large.property("role") == "check"
    return model.submitted.fingerprint


def scores_the_rest(desk: Desk) -> None:
    """Offline: six items typed, then Ctrl+Enter leads to the page that hands in."""
    desk.start(passphrase=PASSPHRASE).ready()
    desk.shows("Z-003")
    desk.room.choose(rail.SUBMIT)
    says(desk, "还有 1 份共 6 项未评")
    line = next(b for b in desk.room.submit.findChildren(QPushButton) if b.property("problem") == "Z-003")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.window.stack.currentWidget() is desk.room.bench, timeout=20_000)
    desk.shows("Z-003")
    items = len(desk.room.bench.sheet.items)
    for _ in range(items):
        type_points(desk, "4")
    desk.saved()
    QTest.keyClick(desk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.window.stack.currentWidget() is desk.room.submit, timeout=20_000)


def test_from_the_last_item_offline_to_the_chairs_receipt(desk: Desk, panel: Panel, tmp_path: Path) -> None:
    panel.offline()
    scores_the_rest(desk)
    assert not badge(desk)
    code = hands_in(desk)
    says(desk, "已提交，等组长的回执", "还没有上传", "3 份评分，0 份回避")
    desk.qtbot.waitUntil(lambda: "本轮已提交 · 还没有上传" in desk.window.status.work.text(), timeout=20_000)
    assert badge(desk)
    assert not desk.room.bench.sheet.editable
    press(desk, "现在上传")
    says(desk, "没有送出")
    press(desk, "复制文件")
    url = QGuiApplication.clipboard().mimeData().urls()[0]
    assert url == QUrl.fromLocalFile(str(desk.room.submit._model.submitted.package))  # type: ignore[union-attr]
    carried = Path(shutil.copy(url.toLocalFile(), tmp_path / "评分 (1).qcr"))
    panel.online()
    press(desk, "现在上传")
    says(desk, "已上传，等回执")
    desk.qtbot.waitUntil(lambda: "等回执" in desk.window.status.work.text(), timeout=20_000)
    assert badge(desk)
    arrived = dict(panel.collected().packages)
    assert arrived[JUDGE].read_bytes() == carried.read_bytes()
    assert [line.judge for line in panel.merged(carried).refused] == []
    panel.answered()
    assert panel.collected().receipts >= 1
    desk.room.safety.sync()
    says(desk, "组长已收：3 份，合计一致。", code)
    assert desk.window.notice.text() == "组长已收：3 份，合计一致。"
    desk.qtbot.waitUntil(lambda: not badge(desk), timeout=20_000)
    assert "组长已收" in desk.window.status.work.text()


def test_asked_back_returned_changed_and_handed_in_again(desk: Desk, panel: Panel) -> None:
    panel.offline()
    scores_the_rest(desk)
    first = hands_in(desk)
    package = desk.room.submit._model.submitted.package  # type: ignore[union-attr]
    panel.merged(package)
    desk.window.open_file(panel.answered())
    says(desk, "组长已收：3 份，合计一致。")
    press(desk, "申请退回修改…")
    box = desk.room.submit.request
    assert box.reason.hasFocus()
    assert not box.go.isEnabled()
    QTest.keyClicks(box.reason, "P12")
    for row in range(box.entries.count()):
        if box.entries.item(row).text() == "Z-002":
            box.entries.item(row).setCheckState(Qt.CheckState.Checked)
    QTest.keyClick(box.reason, Qt.Key.Key_Return)
    says(desk, "已复制，请粘贴到与组长的微信里", "申请退回修改；组长退回以后才能改")
    text = QGuiApplication.clipboard().text()
    assert all(word in text for word in (JUDGE, "评委2", first, "要改的成果：Z-002", "原因：P12"))
    desk.qtbot.waitUntil(lambda: "已申请退回" in desk.window.status.work.text(), timeout=20_000)
    assert not desk.room.bench.sheet.editable
    desk.window.open_file(panel.returned("同意，请补看第12页"))
    desk.qtbot.waitUntil(lambda: desk.window.notice.text() == "退回修改：同意，请补看第12页", timeout=20_000)
    says(desk, "退回修改：同意，请补看第12页", "全部评完，可以提交")
    assert not box.isVisible()
    desk.qtbot.waitUntil(lambda: {r.code: r.state for r in desk.room.bench.desk.rows}["Z-002"] is SheetState.RETURNED, timeout=20_000)
    desk.room.open_entry("Z-002")
    desk.shows("Z-002")
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.editable, timeout=20_000)
    desk.room.bench.sheet.go_to(0)
    type_points(desk, "3")
    desk.saved()
    desk.room.choose(rail.SUBMIT)
    second = hands_in(desk)
    assert second != first
    done = panel.merged(desk.room.submit._model.submitted.package)  # type: ignore[union-attr]
    assert [line.judge for line in done.replaced] == [JUDGE]
    with panel.season.open(JUDGE) as judge:
        latest = submit.latest(judge)
    assert latest is not None
    assert latest.sequence == 2


def test_a_receipt_with_another_sum_says_what_to_do(desk: Desk, panel: Panel, tmp_path: Path) -> None:
    panel.offline()
    scores_the_rest(desk)
    hands_in(desk)
    panel.merged(desk.room.submit._model.submitted.package)  # type: ignore[union-attr]
    real = panel.answered()
    with panel.season.open(JUDGE) as judge, judge.database.read() as tx:
        keys = identity.keys(tx)
    with panel.season.open(CHAIR) as chair, chair.database.read() as tx:
        signer = identity.keys(tx).sign
    value: Receipt = sealed_documents.open_sealed(documents.RECEIPT, real.read_bytes(), [keys.seal], [signer.public_hex])[0].value
    (tmp_path / "x.qcreceipt").write_bytes(
        sealed_documents.seal(documents.RECEIPT, replace(value, total="1.00", sheets=2), signer, [keys.seal.public_hex])[1]
    )
    desk.window.open_file(tmp_path / "x.qcreceipt")
    says(desk, "组长的回执有问题", "合计不一致", "请打电话给组长，念校验码核对，再把评分文件发一次")
    desk.qtbot.waitUntil(lambda: "组长的合计不一致" in desk.window.status.work.text(), timeout=20_000)
    assert badge(desk)
    assert "合计不一致" in desk.window.notice.text()
    press(desk, "现在上传")


def test_entries_added_after_handing_in_are_handed_in_by_the_judge_alone(desk: Desk, panel: Panel) -> None:
    """Opening the page must not sign anything: the added entry is scored, then confirmed like the first time."""
    panel.offline()
    scores_the_rest(desk)
    hands_in(desk)
    desk.close()
    panel.online()
    panel.add_entry("Z-004")
    sync_now(panel.season, JUDGE)
    score_some(panel.season, JUDGE, ("Z-004",))
    panel.offline()
    again = Desk(desk.qtbot, panel.season.home(JUDGE)).start(passphrase=PASSPHRASE).ready()
    try:
        again.room.choose(rail.SUBMIT)
        says(again, "提交以后新增了 Z-004", "全部评完，可以提交")
        with panel.season.open(JUDGE) as judge:
            latest = submit.latest(judge)
        assert latest is not None
        assert latest.sequence == 1
        hands_in(again)
        says(again, "4 份评分，0 份回避")
    finally:
        again.close()


def test_news_touch_nothing_on_the_page_and_the_act_cannot_be_done_twice(desk: Desk, panel: Panel) -> None:
    panel.offline()
    scores_the_rest(desk)
    page, model = desk.room.submit, desk.room.submit._model
    says(desk, "全部评完，可以提交")
    desk.room.safety.sync()
    desk.qtbot.waitUntil(lambda: not model.syncing and desk.room.safety.offline is not None, timeout=20_000)
    desk.qtbot.waitUntil(lambda: any(t.isVisible() for t in page.findChildren(QCheckBox)), timeout=20_000)
    tick = next(t for t in page.findChildren(QCheckBox) if t.isVisible())
    tick.setFocus()
    tick.setChecked(True)
    with desk.qtbot.waitSignal(model.changed, timeout=20_000):
        model.look()
    assert tick.isVisible(), "the same box"
    assert tick.hasFocus()
    page.tell_hints(3)
    desk.qtbot.waitUntil(lambda: any(t.isVisible() for t in page.findChildren(QCheckBox)), timeout=20_000)
    again = next(t for t in page.findChildren(QCheckBox) if t.isVisible())
    assert again is not tick
    assert again.isChecked()
    seen: list[tuple[str, bool]] = []

    def look() -> None:
        shown = [b for b in page.findChildren(QPushButton) if b.property("kind") == "primary"]
        seen.extend((b.text(), b.isEnabled()) for b in shown if "提交" in b.text())

    model.changed.connect(look)
    press(desk, "提交评分文件")
    desk.qtbot.waitUntil(lambda: model.submitted is not None, timeout=20_000)
    assert ("正在提交…", False) in seen


def test_handed_in_online_it_is_uploaded_by_itself(desk: Desk, panel: Panel) -> None:
    scores_the_rest(desk)
    hands_in(desk)
    says(desk, "已上传，等回执")
    assert list(dict(panel.collected().packages)) == [JUDGE]


def test_that_the_chair_cannot_open_it_yet_is_said_before_the_click_and_cleared_by_a_sync(qtbot: QtBot, tmp_path: Path) -> None:
    panel = Panel(tmp_path, chair=False)
    desk = Desk(qtbot, panel.season.home(JUDGE))
    try:
        scores_the_rest(desk)
        says(desk, "全部评完，现在还不能提交", "本组组长还没有登记设备")
        assert not [b for b in desk.room.submit.findChildren(QPushButton) if b.text() == "提交评分文件" and b.isVisible()]
        desk.qtbot.waitUntil(lambda: not desk.room.safety.syncing, timeout=20_000)
        panel.begin(CHAIR)
        press(desk, "现在同步")
        hands_in(desk)
        says(desk, "已上传，等回执")
    finally:
        desk.close()
        panel.offline()
