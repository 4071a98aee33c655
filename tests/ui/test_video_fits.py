"""Video and hall at every size of window and text: the strip below, nothing cut off, a name for every control, targets large enough."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.exceptions import TimeoutError as Waited

from app.models.entry import DocumentRole
from app.ui.judge import rail
from tests.fakes.clips import seconds
from tests.fakes.desk_profile import Plan
from tests.fakes.watching import WITH_VIDEO, open_video
from tests.ui.conftest import Desk, Opener
from tests.ui.test_appearance import cut_off, missing_glyphs, nameless, words_of

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAN = Plan(clip=seconds(12))
SIZES = ((1366, 697), (1092, 543))


def wrong(desk: Desk) -> list[str]:
    found = cut_off(desk.window) + [f"nameless {w}" for w in nameless(desk.window)]
    return found + [f"no glyph {w}" for w in words_of(desk.window) if missing_glyphs(w)]


def low(desk: Desk) -> list[str]:
    """Buttons under the video that are not 36 high, or reach beyond their row."""
    row = desk.room.bench.video.controls
    shown = [b for b in row.findChildren(QAbstractButton) if b.isVisible()]
    return [f"{b.text()} {b.geometry()}" for b in shown if b.height() < 36 or not row.rect().contains(b.geometry())]


def settled(desk: Desk, *, row: bool) -> list[str]:
    """What is still wrong when the window has come to rest."""
    bad: list[str] = []

    def fits() -> bool:
        bad[:] = wrong(desk) + (low(desk) if row else [])
        return not bad

    desk.placed()
    with contextlib.suppress(Waited):
        desk.qtbot.waitUntil(fits, timeout=20_000)
    return bad


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", [100, 175])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_video_fits(open_desk: Opener, size: tuple[int, int], text: int, language: str) -> None:
    desk = open_desk(PLAN, width=size[0], height=size[1], language=language, text=text)
    video, room = open_video(desk), desk.room
    bench = room.bench
    assert bench.side.strip.isVisible()
    assert not bench.rubric.isVisible()

    def write() -> None:
        QTest.keyClick(desk.window, Qt.Key.Key_J, CONTROL)
        room.note.text.setPlainText("对策效果没有前后对比数据")
        desk.qtbot.waitUntil(lambda: room.note.still.picture.image is not None, timeout=20_000)

    def missing() -> None:
        view = bench.desk.view
        assert view is not None
        bench.desk.view = replace(view, documents=tuple(replace(d, available=False) for d in view.documents))
        bench.show_role((DocumentRole.VIDEO,))
        bench.desk.view = view

    steps = {
        "open": lambda: None,
        "left off": lambda: (setattr(video.model, "resume_ms", 9_000), setattr(video.model, "watched", True), video.model.hold(9_000)),
        "note": write,
        "evidence": lambda: (room.note.hide(), room.toggle(rail.NOTES)),
        "typed": lambda: (room.toggle(rail.NOTES), QTest.keyClick(video, Qt.Key.Key_9)),
        "full screen": lambda: (bench.side.card.hide(), QTest.keyClick(video, Qt.Key.Key_F11)),
        "back": lambda: QTest.keyClick(video, Qt.Key.Key_Escape),
        "missing": missing,
        "hall": room.keys.flip_hall,
    }
    found = {}
    for name, step in steps.items():
        step()
        bad = settled(desk, row=name != "hall")
        if bad:
            found[name] = bad
        if name == "open":
            assert video.picture.height() >= (150 if text > 100 else 300), video.picture.size()
            assert video.controls.line.width() >= 200
    assert found == {}
    assert bench.side.strip.isVisible()
    assert bench.side.hall.isVisible()
    assert desk.window.size().toTuple() == size
    desk.saved()


def test_why_a_video_does_not_play_is_read_whole_at_large_text(open_desk: Opener) -> None:
    desk = open_desk(Plan(clip=b"no video" * 1000), *SIZES[1], language="en", text=175)
    desk.room.open_entry(WITH_VIDEO)
    desk.shows(WITH_VIDEO)
    desk.room.choose(rail.VIDEO)
    desk.qtbot.waitUntil(lambda: "Noted" in desk.room.bench.video.words.text(), timeout=20_000)
    assert settled(desk, row=False) == []
