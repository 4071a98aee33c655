"""A desktop of one's own with a Chinese input method: a screen, a bus, and ibus with libpinyin switched on.

Nobody's home, session or screen is touched, and tests on other screens cannot take the keyboard away. What is waited
for is waited for by asking again, never by a pause of some length.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

TOOLS = ("Xvfb", "xkbcomp", "dbus-daemon", "ibus-daemon", "ibus", "xdotool")
ENGINE = "libpinyin"
SCREEN = "1366x768x24"
LONGEST = 60.0
_MEMORY = ("/usr/libexec/ibus-memconf", "/usr/lib/ibus/ibus-memconf")
"""Settings that live and die with the session."""
WIDE = "１２３５６８。．，－"
"""Signs of a Chinese keyboard that get keys of their own on this screen, F13 and so on."""
_FIRST_KEY = 191
"""The key code of F13."""
_KEYMAP = """xkb_keymap {{
xkb_keycodes {{ include "evdev+aliases(qwerty)" }};
xkb_types {{ include "complete" }};
xkb_compat {{ include "complete" }};
xkb_symbols {{ include "pc+us+inet(evdev)" {keys} }};
}};"""
_COMPONENTS = Path("/usr/share/ibus/component")


def missing() -> str:
    """What of the packages is not on this machine, or nothing."""
    lost = [tool for tool in TOOLS if shutil.which(tool) is None]
    if not (_COMPONENTS / f"{ENGINE}.xml").is_file():
        lost.append(f"ibus-{ENGINE}")
    return ", ".join(lost)


def until(holds: Callable[[], object], what: str, longest: float = LONGEST) -> None:
    """Ask again every twentieth of a second until it holds; the last words of a failure are `what`."""
    pause, end = Event(), monotonic() + longest
    while not holds():
        assert monotonic() < end, what
        pause.wait(0.05)


@dataclass(frozen=True)
class Session:
    """`environment` for programs on this desktop."""

    environment: dict[str, str]

    def tool(self, *words: str) -> str:
        """One command on this desktop, e.g. xdotool; what it printed, nothing when it failed."""
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=LONGEST)
        return done.stdout.strip() if done.returncode == 0 else ""

    def write(self, text: str) -> None:
        """Real key events for these characters, as quick as a good typist."""
        if set(text) <= set(WIDE):
            self.press(*(str(_FIRST_KEY + WIDE.index(sign)) for sign in text))
            return
        self.tool("xdotool", "type", "--delay", "30", "--", text)

    def press(self, *keys: str) -> None:
        """Real key events by name: "Return", "ctrl+m"."""
        self.tool("xdotool", "key", "--delay", "30", *keys)

    def click(self, x: int, y: int) -> None:
        """The left button at a place of the screen."""
        self.tool("xdotool", "mousemove", str(x), str(y), "click", "1")

    @property
    def engine(self) -> str:
        """The input method in force."""
        return self.tool("ibus", "engine")


@contextmanager
def session(folder: Path) -> Iterator[Session]:
    """Everything started, and ended on leaving."""
    home, runtime = folder / "person", folder / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    # the bus of ibus is a socket below HOME, and such a path must be short
    plain = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "LANG": "C.UTF-8"}
    plain |= {"GSETTINGS_BACKEND": "memory", "QT_IM_MODULE": "ibus", "NO_AT_BRIDGE": "1"}
    with ExitStack() as programs:
        plain["DISPLAY"] = ":" + _started(
            programs, ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"], plain
        )
        _give_keys(plain["DISPLAY"], folder / "keymap.xkb")
        plain["DBUS_SESSION_BUS_ADDRESS"] = _started(programs, ["dbus-daemon", "--session", "--nofork", "--print-address"], plain)
        settings = next((f"--config={place}" for place in _MEMORY if Path(place).is_file()), "--config=default")
        words = ["ibus-daemon", "--panel=disable", "--emoji-extension=disable", settings]
        with (folder / "ibus.log").open("wb") as log:
            programs.callback(_end, subprocess.Popen(words, env=plain, stdout=log, stderr=log))
        made = Session(plain)
        until(lambda: made.tool("ibus", "address").startswith("unix:"), "ibus does not answer")
        until(lambda: made.tool("ibus", "engine", ENGINE) or made.engine == ENGINE, "libpinyin does not start")
        yield made


def _give_keys(display: str, file: Path) -> None:
    """Signs without a key xdotool types by changing the keymap for a moment, and a program may read it a moment too late."""
    keys = " ".join(f"key <FK{at}> {{ [ U{ord(sign):04X} ] }};" for at, sign in enumerate(WIDE, 13))
    file.write_text(_KEYMAP.format(keys=keys))
    subprocess.run(["xkbcomp", "-w0", str(file), display], check=True, timeout=LONGEST)


def _started(programs: ExitStack, words: list[str], environment: dict[str, str]) -> str:
    """Start a program that says on its first line where it can be found."""
    program = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    programs.callback(_end, program)
    assert program.stdout is not None
    line = program.stdout.readline().decode().strip()
    assert line, f"{words[0]} said nothing"
    return line


def _end(program: subprocess.Popen[bytes]) -> None:
    program.terminate()
    try:
        program.wait(10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait(10)
    if program.stdout is not None:
        program.stdout.close()
