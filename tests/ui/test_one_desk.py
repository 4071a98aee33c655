"""One desk per profile: a second start hands over its file and ends, a killed desk is in nobody's way, and nobody else gets a word in."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from app.core import claim
from app.core.claim import Claim
from app.core.errors import Busy
from app.models.shape import Points
from app.ui import doorway
from app.ui.desktop import Application
from app.ui.doorway import Doorway, address, spoken, understood
from app.ui.handover import hand_over
from tests.fakes import desk_profile
from tests.fakes.qcdesk import ROOT
from tests.ui.conftest import Desk, Opener

RUN = [sys.executable, "-m", "app"]


def environment() -> dict[str, str]:
    return os.environ | {"QCDESK_PASSPHRASE": desk_profile.PASSPHRASE, "QT_QPA_PLATFORM": "offscreen"}


def start(home: Path, *words: object) -> subprocess.Popen[str]:
    """`qcdesk --home HOME …` in a process of its own."""
    return subprocess.Popen(
        [*RUN, "--home", str(home), *map(str, words)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def let_in(desk: Desk) -> Claim:
    """The window of a test holds the profile and opens its door, as the program does."""
    own = claim.take(desk.home)
    assert own is not None
    desk.desktop._claim = own
    desk.desktop.open_door()
    return own


def until_it_listens(process: subprocess.Popen[str], home: Path) -> str:
    """The address of a desk that was just started."""
    for _ in range(400):
        if place := claim.told(home):
            return place
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            break
    raise AssertionError(process.communicate())


class Door:
    """An open door on `home`; `heard` are the knocks."""

    def __init__(self, home: Path, own: Claim) -> None:
        self.home, self.own = home, own
        self.door = Doorway()
        self.heard: list[Path | None] = []
        self.door.knocked.connect(self.heard.append)
        assert self.door.open(home, own)
        self.place = claim.told(home)

    def talk(self, qtbot: QtBot, words: bytes, *, goodbye: bool = False) -> bytes:
        """Say something and return what was answered until the door hung up."""
        line = socket.socket(socket.AF_UNIX)
        line.connect(self.place)
        line.sendall(words)
        if goodbye:
            line.shutdown(socket.SHUT_WR)
        line.setblocking(False)
        answer = b""

        def ended() -> bool:
            nonlocal answer
            try:
                piece = line.recv(100)
            except BlockingIOError:
                return False
            except ConnectionResetError:
                return True
            answer += piece
            return not piece

        qtbot.waitUntil(ended, timeout=10 * doorway.PATIENCE_MS)
        line.close()
        return answer


@pytest.fixture
def door(home: Path, qtbot: QtBot) -> Iterator[Door]:
    own = claim.take(home)
    assert own is not None
    made = Door(home, own)
    yield made
    made.door.close()
    own.release()


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    try:
        yield
    finally:
        process.kill()
        process.communicate()


def test_a_knock_names_a_file_or_none(door: Door, qtbot: QtBot, tmp_path: Path) -> None:
    assert door.talk(qtbot, spoken(tmp_path / "回执 (1).qcreceipt")) == doorway.ANSWER
    assert door.talk(qtbot, spoken(None)) == doorway.ANSWER
    assert door.heard == [tmp_path / "回执 (1).qcreceipt", None]


@pytest.mark.parametrize(
    "words",
    [
        b"GET / HTTP/1.1\r\n\r\n", b"\n", b"\xff\xfe\n", b"null\n", b"[" * 5000 + b"\n", b'{"qcdesk": 2, "open": "/tmp/x"}\n', b"1" * 5000 + b"\n",
        b'{"qcdesk": 1, "open": "relative"}\n', b'{"qcdesk": 1, "open": "/a\\u0000b"}\n', b'{"qcdesk": 1, "open": 7}\n',
        b'{"qcdesk": 1, "open": "/x", "run": "rm"}\n', b"x" * (3 * doorway.LONGEST),
    ],
)  # fmt: skip
def test_anything_else_is_hung_up_on(door: Door, qtbot: QtBot, words: bytes) -> None:
    assert door.talk(qtbot, words) == b""
    assert door.heard == []
    assert door.talk(qtbot, spoken(None)) == doorway.ANSWER


def test_silence_is_hung_up_on_after_a_while(door: Door, qtbot: QtBot) -> None:
    assert door.talk(qtbot, b'{"qcdesk": 1') == b""
    assert door.heard == []


def hung_up(line: socket.socket) -> bool:
    try:
        return line.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def test_many_silent_visitors_do_not_pile_up(door: Door, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway, "PATIENCE_MS", 60_000)  # those who were let in stay
    lines = []
    for _ in range(4 * doorway.MOST):
        line = socket.socket(socket.AF_UNIX)
        line.setblocking(False)
        try:
            line.connect(door.place)
        except BlockingIOError:
            continue
        lines.append(line)
    qtbot.waitUntil(lambda: [hung_up(line) for line in lines].count(False) == doorway.MOST, timeout=20_000)
    assert door.door._visits == doorway.MOST
    for line in lines:
        line.close()
    qtbot.waitUntil(lambda: door.door._visits == 0, timeout=20_000)
    assert door.talk(qtbot, spoken(None)) == doorway.ANSWER


def test_the_door_is_this_persons_alone(door: Door) -> None:
    found = Path(door.place).lstat()
    assert stat.S_ISSOCK(found.st_mode)
    assert found.st_mode & 0o077 == 0
    assert Path(door.place).parent.stat().st_mode & 0o077 == 0


def test_a_folder_others_may_enter_is_no_place_for_a_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_to_all = tmp_path / "run"
    open_to_all.mkdir(mode=0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(open_to_all))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    place = address(tmp_path / "home")
    assert place is not None
    assert Path(place).parent == tmp_path / f"qcdesk-{os.getuid()}"
    Path(place).parent.chmod(0o777)
    assert address(tmp_path / "home") is None


def test_a_home_has_one_address_however_it_is_spelled(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "home")
    assert address(tmp_path / "link") == address(tmp_path / "home") != address(tmp_path / "other")


def test_names_that_are_no_text_are_carried(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff\xfe.qcreceipt")
    assert understood(spoken(odd).strip()) == odd
    assert json.loads(spoken(odd))["qcdesk"] == 1


def test_a_second_start_hands_its_file_to_the_window_and_ends(open_desk: Opener, home: Path, tmp_path: Path) -> None:
    desk = open_desk()
    own = let_in(desk)
    note = tmp_path / "说明.txt"
    note.write_text("无关的文件", "utf-8")
    second = start(home, note)
    with ended(second):
        desk.qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert (second.returncode, *second.communicate()) == (0, "", "")
    desk.qtbot.waitUntil(lambda: "说明.txt" in desk.window.notice.text(), timeout=20_000)
    assert "不是质评台的文件" in desk.window.notice.text()
    own.release()


def test_a_window_that_closes_lets_the_next_one_be_the_desk(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    own = let_in(desk)
    desk.close()
    own.release()
    assert hand_over(home, None, patience=0) is not None


def test_a_desk_that_does_not_answer_is_said_in_words(home: Path) -> None:
    own = claim.take(home)
    assert own is not None
    with pytest.raises(Busy, match="没有回应"):
        hand_over(home, None, patience=0.2)
    own.tell("/nowhere/at/all")
    with pytest.raises(Busy):
        hand_over(home, None, patience=0.2)


def test_a_command_beside_the_window_is_kept_and_seen_when_the_entry_is_opened_again(open_desk: Opener, home: Path) -> None:
    """Two programs on one store: both save, neither is refused, and the window shows it at the next opening."""
    desk = open_desk()
    own = let_in(desk)
    desk.shows("Z-001")
    desk.room.bench.sheet.put(Points(1300))
    desk.saved()
    beside = subprocess.Popen(
        [*RUN, "--home", str(home), "judge", "score", "Z-001", "2=20"],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with ended(beside):
        desk.qtbot.waitUntil(lambda: beside.poll() is not None, timeout=30_000)
        assert (beside.returncode, beside.stderr.read()) == (0, ""), "no terminal, no remark: scripts count lines"  # type: ignore[union-attr]
    desk.room.open_entry("Z-002")
    desk.shows("Z-002")
    desk.room.open_entry("Z-001")
    desk.shows("Z-001")
    assert sorted(desk.room.bench.sheet.points.values()) == [1300, 2000]
    own.release()


def test_macos_gives_a_file_by_an_event(qapp: Application, tmp_path: Path) -> None:
    """The application object of the tests is Qt's own; ours is asked directly."""
    given: list[Path] = []

    class Listener:
        class opened:  # noqa: N801
            emit = staticmethod(given.append)

    event = QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "x.qcreceipt")))
    assert Application.event(Listener(), event)  # type: ignore[arg-type]
    assert given == [tmp_path / "x.qcreceipt"]


@pytest.mark.slow
def test_a_killed_desk_is_in_nobodys_way(open_desk: Opener, home: Path) -> None:
    open_desk().close()
    first = start(home)
    with ended(first):
        place = until_it_listens(first, home)
        assert Path(place).exists()
        first.send_signal(signal.SIGKILL)
        first.wait(10)
    assert Path(place).exists()
    assert not answers(place)
    again = start(home)
    with ended(again):
        for _ in range(400):
            if answers(place):
                break
            with contextlib.suppress(subprocess.TimeoutExpired):
                again.wait(0.05)
                raise AssertionError(again.communicate())
        assert answers(place)


def answers(place: str) -> bool:
    """Whether somebody takes a knock there."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
        probe.connect(place)
        return True
    return False


@pytest.mark.slow
def test_two_homes_have_two_desks(tmp_path: Path) -> None:
    desks = [start(tmp_path / name) for name in ("a", "b")]
    with ended(desks[0]), ended(desks[1]):
        places = {until_it_listens(desk, tmp_path / name) for desk, name in zip(desks, ("a", "b"), strict=True)}
        assert len(places) == 2
