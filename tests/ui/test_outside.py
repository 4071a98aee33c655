"""An Office original is never opened by itself: the desk says what that means, and gives it away when it is asked to."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.entry import DocumentRole
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.unit.media.test_office_kind import archive

SLIDES = archive(ppt__presentation_xml=b"<p/>")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (made := tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def to_original(desk: Desk) -> None:
    desk.room.bench.show_role((DocumentRole.ORIGINAL,))
    desk.qtbot.waitUntil(lambda: desk.room.bench.papers.outside().isVisible(), timeout=20_000)


def test_an_original_opens_elsewhere_only_on_request_and_is_taken_back(open_desk: Opener, place: Path) -> None:
    desk = open_desk(Plan(entries=2, original=SLIDES))
    bench = desk.room.bench
    assert bench.papers.outside.made is None
    to_original(desk)
    offer, given = bench.papers.outside(), []
    offer.opener = lambda copy: given.append((copy, copy.read_bytes())) is None
    assert "不加密" in offer.words.text()
    assert list(place.iterdir()) == []
    QTest.mouseClick(offer.go, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: bool(given), timeout=20_000)
    copy, content = given[0]
    assert (content, copy.suffix, copy.parent.parent) == (SLIDES, ".pptx", place)
    assert "关闭质评台时删除" in offer.said.text()
    bench.show_role((DocumentRole.REPORT,))
    assert offer.isHidden()
    assert copy.exists()
    desk.close()
    assert list(place.iterdir()) == []


def test_points_are_typed_while_an_original_is_in_front_and_a_missing_program_is_said(open_desk: Opener, place: Path) -> None:
    desk = open_desk(Plan(entries=2, original=SLIDES))
    to_original(desk)
    offer = desk.room.bench.papers.outside()
    offer.opener = lambda _copy: False
    QTest.mouseClick(offer.go, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: "没有能打开" in offer.said.text(), timeout=20_000)
    QTest.keyClicks(desk.room.bench.pages, "7")
    assert desk.room.bench.rubric.body.box.text() == "7"


def test_what_is_no_office_file_is_refused_in_words(open_desk: Opener, place: Path) -> None:
    desk = open_desk(Plan(entries=2, original=b"MZ\x90\x00"))
    to_original(desk)
    desk.room.bench.papers.outside().ask()
    desk.qtbot.waitUntil(lambda: "不是普通的 Office 文件" in desk.window.notice.text(), timeout=20_000)
    assert list(place.iterdir()) == []
