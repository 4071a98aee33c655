"""On a real X screen libVLC draws into a window of its own: what lies over the picture must be seen there, not only by Qt.

A process of its own opens the desk and reads colours back from the root window, as a person's eyes would.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan

_LOOK = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.ui.desktop import Desktop
from app.ui.judge import rail, video_full_screen
from app.ui.judge.video_model import Phase
gc.disable()
desktop = Desktop(Path(sys.argv[1]))
window = desktop.window
window.resize(1366, 697)
window.show()
window.model.begin(sys.argv[2], None)

def until(done, what):
    # the next event wakes it, at the latest a tick of the clock
    tick = QTimer(interval=20)
    tick.start()
    limit = QDeadlineTimer(60_000)
    while not done():
        if limit.hasExpired():
            raise SystemExit("waited in vain: " + what)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

def colour(widget, at):
    place = widget.mapToGlobal(at)
    return QApplication.primaryScreen().grabWindow(0, place.x(), place.y(), 1, 1).toImage().pixelColor(0, 0)

def red(widget, at):
    seen = colour(widget, at)
    return seen.red() > 180 and seen.green() < 70 and seen.blue() < 70

def middle(widget):
    return QPoint(widget.width() // 2, widget.height() // 2)

until(lambda: window.room is not None and window.room.first_page_is_drawn(), "the desk")
room, bench = window.room, window.room.bench
bench.desk.open("Z-004")
until(lambda: bench.sheet.view is not None and bench.sheet.view.entry.code == "Z-004", "the entry")
room.choose(rail.VIDEO)
video = bench.video
assert video.picture.native
until(lambda: video.model.phase is Phase.READY and red(video, middle(video.picture)), "the still")
print("still")
QCursor.setPos(window.mapToGlobal(QPoint(500, 30)))
video.setFocus()
QTest.keyClick(video, Qt.Key.Key_Space)
until(lambda: video.state == "playing" and video.cover.isHidden(), "playing")
until(lambda: red(video, middle(video.picture)), "the picture")
print("playing")
window.notice.dismiss()
room.note_wanted("")
until(lambda: not red(room.note, QPoint(4, 4)) and colour(room.note, QPoint(4, room.note.height() - 6)).lightness() > 200, "the note panel")
print("note over picture")
room.note.hide()
video_full_screen.RESTS_AFTER = 0.0
room.full_screen.flip()
until(lambda: window.isFullScreen() and window.top.isHidden(), "the whole screen")
window.setGeometry(0, 0, 1366, 768)
until(lambda: room.full_screen.resting, "rest")
until(lambda: red(video, QPoint(video.width() // 2, video.height() - 8)), "the picture at the foot")
print("full screen")
QCursor.setPos(window.mapToGlobal(QPoint(520, 60)))
until(lambda: not room.full_screen.resting, "the mouse")
until(lambda: not red(video.controls, QPoint(3, video.controls.height() // 2)), "controls")
until(lambda: colour(bench.side.strip, QPoint(3, 3)).lightness() > 200, "strip")
print("controls over picture")
QTest.keyClick(video, Qt.Key.Key_9)
until(lambda: bench.side.card.isVisible() and colour(bench.side.card, QPoint(8, 8)).lightness() > 180, "card")
print("card over picture")
window.close()
"""


@pytest.mark.display
def test_what_lies_over_a_native_picture_is_seen(tmp_path: Path) -> None:
    red = tmp_path / "red.mp4"
    picture = ("-f", "lavfi", "-i", "color=c=red:size=1366x768:rate=25:duration=60", "-c:v", "libx264", "-preset", "ultrafast")
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *picture, "-pix_fmt", "yuv420p", str(red)], check=True, timeout=60)
    home = tmp_path / "profile"
    desk_profile.make(home, Plan(clip=red.read_bytes())).close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(tmp_path)}
    command = [sys.executable, "-c", _LOOK, str(home), desk_profile.PASSPHRASE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    seen = ["still", "playing", "note over picture", "full screen", "controls over picture", "card over picture"]
    assert done.stdout.splitlines() == seen, done.stderr[-2000:]
