"""The picture in a real X window: a process of its own plays into it and reads the colour back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_PLAY = """
import sys
from queue import SimpleQueue
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from app.media.vlc_player import VlcPlayer

def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

def colour():
    return app.primaryScreen().grabWindow(window.winId()).toImage().pixelColor(320, 180)

app = QApplication([])
window = QWidget()
window.resize(640, 360)
window.show()
wait(100)
events = SimpleQueue()
player = VlcPlayer(open(sys.argv[1], "rb"), events.put, silent=True)
player.open()
player.attach(int(window.winId()))
player.play()
for _ in range(40):
    wait(100)
    if colour().red() > 200 and colour().green() < 60:
        print("red", *player.video_size())
        break
player.close()
"""


@pytest.fixture
def display() -> Iterator[str]:
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "800x600x24"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as answer:
            yield f":{answer.readline().strip()}"
        server.terminate()


def test_the_picture_appears_in_the_window(display: str, clips: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "red.mp4"
    path.write_bytes(clips["short"])
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", _PLAY, str(path)], env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["red", "640", "360"]
