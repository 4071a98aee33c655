"""The presentation video inside the desk, with libVLC itself; pictures come through memory where there is no native window."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.core.paths import resources
from app.media.video_errors import video_error
from app.services import profile as profiles
from app.services.judge import reading_place
from app.services.judge.open_document import OpenDocument
from app.services.judge.reading_place import VideoPlace
from app.trust.age.reader import SealedReader
from app.ui import preferences as prefs
from app.ui.judge import rail, video_readers
from app.ui.judge.care_room import DOCTOR
from app.ui.judge.services import JudgeServices
from app.ui.judge.video_model import Phase
from tests.fakes import desk_profile
from tests.fakes.clips import PICTURE_MS, cut_short, seconds
from tests.fakes.desk_profile import Plan
from tests.fakes.watching import digest, open_video, pauses, plays, shown_ms, stands
from tests.ui.conftest import Opener

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PLAN = Plan(clip=seconds(12))


def test_the_video_opens_standing_plays_pauses_and_takes_points(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    assert (video.position_ms, video.words.text()) == (0, "")
    assert shown_ms(video) <= PICTURE_MS, "give or take one, as app/media/stills.py measured"
    assert desk.window.focusWidget() is video
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    assert video.controls.play.text() == "暂停"
    desk.qtbot.waitUntil(lambda: video.position_ms >= 400 and shown_ms(video) >= 400, timeout=20_000)
    QTest.keyClick(video, Qt.Key.Key_Space)
    pauses(desk)
    QTest.keyClick(video, Qt.Key.Key_1)
    assert desk.room.bench.rubric.body.box.text() == "1"
    desk.room.bench.desk.step(1)
    desk.shows("Z-005")
    assert (video.state, video.model.phase) == ("idle", Phase.SHUT)
    desk.saved()


def test_keys_skip_and_the_screen_follows_at_once(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    for key, held, expected in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 5_000),
        (Qt.Key.Key_Right, SHIFT, 6_000),
        (Qt.Key.Key_Left, SHIFT, 5_000),
        (Qt.Key.Key_Right, CONTROL, video.model.length_ms),
        (Qt.Key.Key_Left, CONTROL, 0),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 5_000),
    ):
        QTest.keyClick(video, key, held)
        assert video.position_ms == expected
        assert video.controls.line.value() == expected // 1000
    desk.qtbot.waitUntil(lambda: 4_800 <= shown_ms(video) <= 5_040, timeout=20_000)
    assert not video.model.playing
    QTest.keyClick(video, Qt.Key.Key_Home)
    assert video.position_ms == 0


def test_quick_seeks_are_taken_together(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    stills: list[object] = []
    video.model.standing.shown.connect(stills.append)
    for place in range(1_000, 9_001, 100):
        video.model.seek(place)
    assert video.position_ms == 9_000
    desk.qtbot.waitUntil(lambda: abs(shown_ms(video) - 9_000) <= 200, timeout=20_000)
    assert len(stills) == 1
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    player = video.model._player
    assert player is not None
    went: list[int] = []
    real = player.seek_ms
    monkeypatch.setattr(player, "seek_ms", lambda place: (went.append(place), real(place)))
    for place in range(9_000, 999, -100):
        video.model.seek(place)
    assert video.position_ms <= 1_100
    desk.qtbot.waitUntil(lambda: went[-1] == 1_000, timeout=20_000)
    assert len(went) <= 3


def test_speed_and_loudness_are_for_every_video_and_kept(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    QTest.keyClick(video, Qt.Key.Key_BracketRight)
    assert video.controls.speed.text() == "1.25×"
    for _ in range(9):
        QTest.keyClick(video, Qt.Key.Key_BracketLeft)
    assert video.controls.speed.text() == "0.75×"
    for _ in range(3):
        QTest.keyClick(video, Qt.Key.Key_Down)
    assert (video.controls.mute.text(), video.controls.loud.value()) == ("音量 65", 65)
    QTest.keyClick(desk.window, Qt.Key.Key_M, CONTROL | SHIFT)
    assert video.controls.mute.text() == "静音"
    desk.qtbot.waitUntil(lambda: (prefs.load(desk.home).volume, prefs.load(desk.home).muted) == (65, True), timeout=20_000)
    QTest.keyClick(video, Qt.Key.Key_Up)
    assert (video.model.volume, video.model.muted) == (70, False)
    desk.qtbot.waitUntil(lambda: prefs.load(desk.home).volume == 70, timeout=20_000)
    desk.close()
    again = open_desk()
    assert again.room.bench.video.model.volume == 70


def test_the_video_goes_on_where_it_was_left_also_after_a_restart(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    video.model.hold(6_000)
    stands(desk, 6_000)
    desk.room.bench.desk.step(1)
    desk.shows("Z-005")
    open_video(desk)
    stands(desk, 6_000)
    assert (video.controls.play.text(), video.controls.anew.isVisible(), video.model.resume_ms) == ("从 0:06 继续", True, 6_000)
    desk.close()
    again = open_desk()
    video = open_video(again)
    stands(again, 6_000)
    again.qtbot.waitUntil(lambda: abs(shown_ms(video) - 6_000) <= 200, timeout=20_000)
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(again)
    again.qtbot.waitUntil(lambda: video.position_ms > 0, timeout=20_000)
    assert video.position_ms >= 5_800, "not from the start"
    QTest.keyClick(video, Qt.Key.Key_Space)
    pauses(again)
    video.model.hold(7_000)
    video.model.shut()
    open_video(again)
    stands(again, 7_000)
    QTest.mouseClick(video.controls.anew, LEFT)
    assert video.position_ms == 0
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(again)
    assert not video.controls.anew.isVisible()


def test_a_video_that_is_killed_while_playing_has_its_place(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    video.model._keeping.setInterval(50)
    video.model.seek(4_000)
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    kept = lambda: desk.room.bench.video.model._services.video_place(digest(desk))  # noqa: E731
    found: list[VideoPlace | None] = []

    def asked() -> bool:
        desk.desktop.runner.database(kept, then=found.append)
        return any(place is not None and place.moment > 4_000 for place in found)

    desk.qtbot.waitUntil(asked, timeout=20_000)


def test_the_end_is_watched_and_the_space_bar_starts_anew(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    video.model.seek(11_300)
    QTest.keyClick(video, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: video.state == "ended", timeout=20_000)
    assert video.controls.seen.text() == "已看完"
    assert video.controls.play.text() == "从头再看"
    desk.saved()
    sha = digest(desk)
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    assert video.position_ms < 5_000
    desk.close()
    with profiles.opened(desk.home, passphrase=desk_profile.PASSPHRASE) as profile:
        place = reading_place.recall_video(profile, sha)
    assert place is not None
    assert place.watched


def test_the_place_after_the_end_is_the_start(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    video.model.seek(11_500)
    QTest.keyClick(video, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: video.state == "ended", timeout=20_000)
    desk.room.bench.desk.step(1)
    desk.shows("Z-005")
    open_video(desk)
    stands(desk, 0)
    assert video.model.watched
    assert video.controls.play.text() == "播放"


def test_a_click_pauses_and_a_double_click_does_not(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    QTest.mouseClick(video.picture, LEFT, pos=QPoint(200, 100))
    plays(desk)
    QTest.mouseClick(video.picture, LEFT, pos=QPoint(200, 100))
    pauses(desk)
    asked: list[bool] = []
    video.full_screen.disconnect()
    video.full_screen.connect(lambda: asked.append(True))
    QTest.mouseDClick(video.picture, LEFT, pos=QPoint(200, 100))
    assert not video.picture._single.isActive()
    assert (asked, video.state) == ([True], "paused")


def test_the_space_bar_reaches_the_video_from_the_score_box(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    QTest.keyClick(video, Qt.Key.Key_9)
    box = desk.room.bench.rubric.body.box
    assert box.hasFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    plays(desk)
    assert box.text() == "9"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert video.hasFocus()
    assert desk.room.bench.side.card.isHidden()
    desk.saved()


def test_the_picture_keeps_its_shape(open_desk: Opener, tmp_path: Path) -> None:
    """A phone's upright video is not squeezed into 16:9."""
    upright = tmp_path / "upright.mp4"
    options = ("-f", "lavfi", "-i", "color=c=red:size=180x320:rate=25:duration=3", "-c:v", "libx264", "-preset", "ultrafast")
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *options, "-pix_fmt", "yuv420p", str(upright)], check=True, timeout=60)
    desk = open_desk(Plan(clip=upright.read_bytes()))
    video = open_video(desk)
    for shown in (video.cover, video.picture):
        shot = shown.grab().toImage()
        line = [shot.pixelColor(x, shot.height() // 2).red() > 150 for x in range(shot.width())]
        assert abs(sum(line) - shot.height() * 180 / 320) <= 4
        assert not line[shot.width() // 4]
        QTest.keyClick(video, Qt.Key.Key_Space)
        desk.qtbot.waitUntil(lambda: video.picture.image is not None, timeout=20_000)


@pytest.mark.parametrize(
    ("clip", "words"),
    [(b"\0\0\0\x18ftypmp42 this is no video at all" * 40, "不是视频"), (cut_short(12, 0.5), "不完整")],
    ids=["no video", "cut short"],
)
def test_a_damaged_video_says_so_and_scoring_goes_on(open_desk: Opener, clip: bytes, words: str) -> None:
    desk = open_desk(Plan(clip=clip))
    desk.room.bench.desk.open("Z-004")
    desk.shows("Z-004")
    QTest.mouseClick(desk.window.rail.buttons[rail.VIDEO], LEFT)
    video = desk.room.bench.video
    desk.qtbot.waitUntil(lambda: words in video.words.text(), timeout=20_000)
    assert "组织方" in video.words.text()
    assert video.words.act.text() == "再试一次"
    QTest.keyClick(video, Qt.Key.Key_9)
    QTest.keyClick(desk.room.bench.rubric.body.box, Qt.Key.Key_Return)
    assert desk.room.bench.sheet.points == {"TOPIC": 900}
    desk.saved()


def test_a_video_that_is_not_here_offers_the_way_to_it(open_desk: Opener) -> None:
    desk = open_desk(Plan(clip=PLAN.clip, missing=frozenset({"Z-004"})))
    bench = desk.room.bench
    bench.desk.open("Z-004")
    desk.shows("Z-004")
    QTest.mouseClick(desk.window.rail.buttons[rail.VIDEO], LEFT)
    assert "还没有下载" in bench.video.words.text()
    assert bench.video.words.act.text() == "现在下载"
    QTest.keyClick(bench.video, Qt.Key.Key_7)
    assert bench.rubric.body.box.text() == "7"
    QTest.mouseClick(bench.video.words.act, LEFT)
    stands(desk)
    assert bench.rubric.body.box.text() == "7"
    desk.saved()


_WITHOUT = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.ui.desktop import Desktop
from app.ui.judge import rail
gc.disable()
desktop = Desktop(Path(sys.argv[1]))
window = desktop.window
window.show()
window.model.begin(sys.argv[2], None)

def until(done):
    # the next event wakes it, at the latest a tick of the clock
    tick = QTimer(interval=10)
    tick.start()
    limit = QDeadlineTimer(60_000)
    while not done():
        if limit.hasExpired():
            raise SystemExit("waited in vain")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

until(lambda: window.room is not None and window.room.first_page_is_drawn())
bench = window.room.bench
bench.desk.open("Z-004")
until(lambda: bench.sheet.view is not None and bench.sheet.view.entry.code == "Z-004")
QTest.mouseClick(window.rail.buttons[rail.VIDEO], Qt.MouseButton.LeftButton)
until(lambda: "VLC" in bench.video.words.text())
print(bench.video.words.text().replace(chr(10), " "))
QTest.keyClick(bench.video, Qt.Key.Key_9)
QTest.keyClick(bench.rubric.body.box, Qt.Key.Key_Return)
until(lambda: bench.sheet.waiting == 0)
print(dict(bench.sheet.points))
window.close()
"""


def test_without_libvlc_it_is_said_what_to_install_and_scoring_goes_on(tmp_path: Path) -> None:
    home = tmp_path / "profile"
    desk_profile.make(home, PLAN).close()
    environment = {**os.environ, "PYTHON_VLC_LIB_PATH": "/nonexistent/libvlc.so.5", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _WITHOUT, str(home), desk_profile.PASSPHRASE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    said, points = done.stdout.splitlines()
    assert "缺少视频播放组件" in said
    assert "libvlc5" in said
    assert points == "{'TOPIC': 900}"


def test_a_video_of_the_sample_season_plays(open_desk: Opener) -> None:
    clip = (resources() / "demo" / "season" / "materials" / "Z-005" / "发表视频.mp4").read_bytes()
    desk = open_desk(Plan(clip=clip))
    video = open_video(desk)
    assert video.model.length_ms > 30_000
    QTest.keyClick(video, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: video.position_ms > 300, timeout=20_000)


def test_going_to_another_page_of_the_window_stops_the_talking(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    desk.room.choose(rail.SUBMIT)
    pauses(desk)
    desk.window.show_bench()
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    QTest.keyClick(desk.window, Qt.Key.Key_E, CONTROL)
    pauses(desk)


def test_one_picture_on_and_back(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    model = video.model
    QTest.keyClick(video, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: video.position_ms >= 400, timeout=20_000)
    QTest.keyClick(video, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: video.state == "paused" and video.picture.image is not None, timeout=20_000)
    before = shown_ms(video)
    QTest.keyClick(desk.window, Qt.Key.Key_Right, CONTROL | SHIFT)  # the last picture before the pause may still have been on its way
    desk.qtbot.waitUntil(lambda: shown_ms(video) > before, timeout=20_000)
    for _ in range(3):  # forward in the picture that libVLC shows
        seen, place = shown_ms(video), video.position_ms
        QTest.keyClick(desk.window, Qt.Key.Key_Right, CONTROL | SHIFT)
        assert video.position_ms == place + 40
        desk.qtbot.waitUntil(lambda seen=seen: seen < shown_ms(video) <= seen + 120, timeout=20_000)
    assert video.state == "paused"
    place = video.position_ms
    QTest.keyClick(desk.window, Qt.Key.Key_Left, CONTROL | SHIFT)
    assert video.position_ms == place - 40
    desk.qtbot.waitUntil(lambda: not video.cover.isHidden() and abs(shown_ms(video) - (place - 40)) <= 160, timeout=20_000)
    QTest.keyClick(desk.window, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert video.position_ms == place
    assert desk.room.bench.sheet.typed == {}
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    QTest.keyClick(desk.window, Qt.Key.Key_Left, CONTROL | SHIFT)
    pauses(desk)
    assert not model.playing


def test_half_a_video_is_known_without_libvlc_saying_anything(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine libVLC may give no picture in time; what is wrong with the file stands in the file."""

    def late(_reader: object, _moment: int) -> object:
        raise video_error("video-timeout", seconds=10)

    monkeypatch.setattr(video_readers, "look", late)
    desk = open_desk(Plan(clip=cut_short(12, 0.5)))
    desk.room.bench.desk.open("Z-004")
    desk.shows("Z-004")
    QTest.mouseClick(desk.window.rail.buttons[rail.VIDEO], LEFT)
    desk.qtbot.waitUntil(lambda: desk.room.bench.video.model.phase is Phase.FAILED, timeout=20_000)
    assert "不完整" in desk.room.bench.video.words.text()
    assert desk.room.bench.anchor() is None, "a note on it has no moment"
    desk.qtbot.waitUntil(lambda: "已记下问题" in desk.room.bench.video.words.text(), timeout=20_000)
    desk.room.toggle(DOCTOR)
    doctor = desk.room.care.doctor
    desk.qtbot.waitUntil(
        lambda: any("Z-004“发表视频.mp4”打不开" in f.words and "不完整" in f.words for f in doctor.findings), timeout=20_000
    )
    desk.room.bench.video.model.judged.emit(desk.room.bench.front.sha256, "")  # type: ignore[union-attr]
    desk.saved()
    doctor.look()
    desk.qtbot.waitUntil(lambda: bool(doctor.findings) and not any(f.name == "file" for f in doctor.findings), timeout=20_000)


def test_a_player_that_says_nothing_is_given_up_in_words(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    player = video.model._player
    assert player is not None
    monkeypatch.setattr(player, "seek_ms", lambda _place: None)
    monkeypatch.setattr(player, "play", lambda: None)
    video.model._patience.setInterval(30)
    QTest.keyClick(video, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: "没有反应" in video.words.text(), timeout=20_000)
    assert video.words.act.text() == "再试一次"
    QTest.mouseClick(video.words.act, LEFT)
    stands(desk)


@pytest.mark.parametrize("slow", ["the file", "the player"])
def test_what_arrives_after_the_window_was_shut_is_closed(open_desk: Opener, monkeypatch: pytest.MonkeyPatch, slow: str) -> None:
    opened: list[SealedReader] = []
    real, real_make, began, gate = JudgeServices.open_document, video_readers.make_player, threading.Event(), threading.Event()

    def open_document(services: JudgeServices, code: str, sha256: str) -> OpenDocument:
        found = real(services, code, sha256)
        opened.append(found.reader)
        if slow == "the file":
            began.set()
            gate.wait(60)
        return found

    def make(*args: object) -> object:
        began.set()
        gate.wait(60)
        return real_make(*args)  # type: ignore[arg-type]

    desk = open_desk(PLAN)
    desk.room.bench.desk.open("Z-004")
    desk.shows("Z-004")
    desk.ready()
    monkeypatch.setattr(JudgeServices, "open_document", open_document)
    if slow == "the player":
        monkeypatch.setattr(video_readers, "make_player", make)
    QTest.mouseClick(desk.window.rail.buttons[rail.VIDEO], LEFT)
    desk.qtbot.waitUntil(began.is_set, timeout=20_000)
    desk.desktop.runner.patience = 60.0
    threading.Timer(0.2, gate.set).start()
    desk.close()
    assert opened
    assert all(reader.closed for reader in opened)
