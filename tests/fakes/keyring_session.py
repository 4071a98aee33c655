"""A desktop session of one's own: a private bus with a real, unlocked gnome-keyring on it, and nobody's home touched."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

TOOLS = ("dbus-daemon", "gnome-keyring-daemon")


def missing() -> str:
    """Which of the programs needed is not on this machine, or nothing."""
    return ", ".join(tool for tool in TOOLS if shutil.which(tool) is None)


@contextmanager
def session(folder: Path) -> Iterator[Mapping[str, str | None]]:
    """The variables of the session, for `Desk.more`; on leaving both programs end."""
    runtime, home = folder / "run", folder / "person"
    runtime.mkdir(mode=0o700)
    home.mkdir()
    own: dict[str, str | None] = {"XDG_RUNTIME_DIR": str(runtime), "HOME": str(home), "PYTHON_KEYRING_BACKEND": None}
    own |= {f"XDG_{name}_HOME": None for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    plain = {"PATH": "/usr/local/bin:/usr/bin:/bin", "XDG_RUNTIME_DIR": str(runtime), "HOME": str(home)}
    bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, env=plain)
    assert bus.stdout is not None
    plain["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
    words = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    keyring = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=plain)
    assert keyring.stdin is not None
    assert keyring.stdout is not None
    keyring.stdin.write(b"pw")
    keyring.stdin.close()
    keyring.stdout.readline()  # it says where it listens once it is ready
    try:
        yield own | {"DBUS_SESSION_BUS_ADDRESS": plain["DBUS_SESSION_BUS_ADDRESS"]}
    finally:
        for program in (keyring, bus):
            program.terminate()
            program.wait(10)
            if program.stdout:
                program.stdout.close()
