"""What holds for every test: no window, no network, nobody's real profile, keyring or language, no unexpected log.

The environment is replaced when pytest starts, before any test module is imported, because some
libraries read it at import. A program started by a test inherits it.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.core import words
from app.core.clock import Clock
from app.publishing import server
from app.trust import argon, fingerprint, passphrase_box

_ELSEWHERE = {
    "HOME": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".state",
}
_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30


def _where_to_write() -> Path:
    """Memory, where there is enough: no test cuts the power, and half of all waiting was for the disk."""
    roomy = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM and not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC
    return _MEMORY if roomy else Path(tempfile.gettempdir())


_WRITTEN = _where_to_write()
_TEMPORARY = Path(tempfile.mkdtemp(prefix="qcdesk-tests-", dir=_WRITTEN))
_HOME = _TEMPORARY / "home"
_profiles = count(1)
_now = Clock.now
_DEAR_CODES = {"PASSES": fingerprint.PASSES, "LANES": fingerprint.LANES, "MEMORY_KIB": fingerprint.MEMORY_KIB}

ExpectLog = Callable[[str], None]


def pytest_configure() -> None:
    """Point everything personal at a folder that is thrown away."""
    _make_guesses_cheap()
    settings.register_profile("never timed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("never timed")
    server.LOOKS_EVERY = 0.01
    for name in [name for name in os.environ if name.startswith("QCDESK_")]:
        del os.environ[name]
    if "DISPLAY" in os.environ:
        os.environ.setdefault("XAUTHORITY", str(Path.home() / ".Xauthority"))
    for name, below in _ELSEWHERE.items():
        os.environ[name] = str(_HOME / below)
    runtime = _HOME / "run"
    _HOME.mkdir(mode=0o700)
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_WRITTEN))
    tempfile.tempdir = os.environ["TMPDIR"] = str(_TEMPORARY)
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    if sys.platform == "linux":
        os.environ["LC_ALL"] = "C.UTF-8"  # of another one, or one that is not installed, Qt warns at its first window
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _make_guesses_cheap() -> None:
    """Vaults made in this process cost the least a box may: a sixth, some thousand times over. A box carries its costs, so that
    commands open them like any other. In this process they have one salt, so that each passphrase is computed once. What the program
    itself asks for is guarded in tests/unit/trust/test_vault.py; the codes that people compare are dear where a test takes `dear_codes`.
    """
    salt = passphrase_box._salt()
    passphrase_box._salt = lambda: salt
    passphrase_box.PASSES, passphrase_box.LANES, passphrase_box.MEMORY_KIB = 2, 1, 19 << 10
    fingerprint.PASSES, fingerprint.LANES, fingerprint.MEMORY_KIB = 1, 1, 8
    argon.derive = lru_cache(maxsize=None)(argon.derive)


def pytest_unconfigure() -> None:
    shutil.rmtree(_TEMPORARY, ignore_errors=True)


def pytest_collection() -> None:
    """Until all is imported nothing is thrown away: looking for it again and again takes seconds."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Modules and the list of tests live as long as the process. The collections to come pass over them: one after each test of a
    window would take a fifth of a second otherwise.
    """
    gc.enable()
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("display") and not os.environ.get("DISPLAY"):
        pytest.skip("needs an X display: make test-slow starts a virtual one")


@pytest.fixture(autouse=True)
def _as_a_new_person(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A profile of its own, Chinese and the true time, whatever the test before it chose."""
    assert Clock.now is _now, "a fixture that lasts longer than its test has changed everybody's clock"
    monkeypatch.setenv("QCDESK_HOME", str(_HOME / f"profile-{next(_profiles)}"))
    words.set_language("zh")
    yield
    words.set_language("zh")


@pytest.fixture
def dear_codes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The codes that people compare are what the program makes them, not what tests make do with."""
    for name, cost in _DEAR_CODES.items():
        monkeypatch.setattr(fingerprint, name, cost)
    fingerprint.fingerprint.cache_clear()
    yield
    fingerprint.fingerprint.cache_clear()


class _Listener(logging.Handler):
    """Keeps what was logged at WARNING or above, and what the test said to expect."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def complaints(self) -> list[str]:
        unexpected = [f"unexpected log: {line}" for line in self.said if not any(re.search(p, line) for p in self.expected)]
        missing = [f"expected but not logged: {p}" for p in self.expected if not any(re.search(p, line) for line in self.said)]
        return unexpected + missing


@pytest.fixture(autouse=True)
def _quiet_log() -> Iterator[_Listener]:
    """A log record of WARNING or above that the test did not announce by `expect_log` fails it."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    yield listener
    logging.getLogger().removeHandler(listener)
    if complaints := listener.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expect_log(_quiet_log: _Listener) -> ExpectLog:
    """`expect_log(r"WARNING app\\.store: .*busy")`: this record must come, and may."""
    return _quiet_log.expected.append
