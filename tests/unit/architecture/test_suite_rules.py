"""The rules that tests/conftest.py and pyproject.toml lay on every test are seen to fail a test that breaks them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.core import words

_ROOT = Path(__file__).resolve().parents[3]

_BREAKERS = """
from __future__ import annotations
import logging, socket, warnings, pathlib, tempfile
import pytest
from app.core import words
from app.core.paths import default_home

def test_logs_unannounced(): logging.getLogger("app.x").warning("disk nearly full")
def test_announced_log_is_missing(expect_log): expect_log("never said")
def test_warns(): warnings.warn("old way", DeprecationWarning)
def test_calls_out(): socket.create_connection(("192.0.2.1", 9), timeout=0.01)
@pytest.mark.unheard_of
def test_marked(): pass
@pytest.mark.xfail
def test_passes_by_surprise(): pass
def test_qt_warns(qtbot):
    from PySide6.QtCore import qWarning
    qWarning("QObject: something is wrong")
"""

_KEEPERS = """
from __future__ import annotations
import logging, socket, pathlib, tempfile
from app.core import words
from app.core.paths import default_home

def test_announced_log(expect_log):
    expect_log("WARNING app.x: disk")
    logging.getLogger("app.x").warning("disk nearly full")
def test_no_property_is_timed():
    from hypothesis import HealthCheck, settings
    assert settings.default.deadline is None and HealthCheck.too_slow in settings.default.suppress_health_check
def test_info_is_free(): logging.getLogger("app.x").info("started")
def test_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=5): pass
def test_unix_socket(tmp_path):
    a, b = socket.socketpair()
    a.close(); b.close()
def test_nobodys_home():
    assert str(pathlib.Path.home()).startswith(tempfile.gettempdir())
    assert str(default_home()).startswith(str(pathlib.Path.home())) and not default_home().exists()
"""


def _run(tmp_path: Path, source: str, *options: str, **environment: str) -> dict[str, str]:
    """Outcome per test of `source`, run under copies of this project's settings."""
    tests = tmp_path / "tests"
    tests.mkdir()
    shutil.copy(_ROOT / "pyproject.toml", tmp_path)
    shutil.copy(_ROOT / "tests" / "conftest.py", tests)
    (tests / "test_planted.py").write_text(source)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "--tb=no", "-p", "no:cacheprovider", *options],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(_ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=100,
    )
    outcomes = re.findall(r"^(PASSED|FAILED|ERROR) \S+?::(\w+)", done.stdout, re.MULTILINE)
    return {name: outcome for outcome, name in sorted(outcomes, reverse=True)} | ({} if outcomes else {"output": done.stdout + done.stderr})


def test_each_rule_fails_the_test_that_breaks_it(tmp_path: Path) -> None:
    without_marker = _BREAKERS.replace("@pytest.mark.unheard_of\ndef test_marked(): pass\n", "")

    outcomes = _run(tmp_path, without_marker)

    names = re.findall(r"def (test_\w+)", without_marker)
    assert {name: outcomes.get(name) in {"FAILED", "ERROR"} for name in names} == dict.fromkeys(names, True), outcomes


def test_an_unknown_marker_stops_the_run(tmp_path: Path) -> None:
    assert "'unheard_of' not found in `markers`" in _run(tmp_path, _BREAKERS)["output"]


def test_what_is_allowed_passes(tmp_path: Path) -> None:
    outcomes = _run(tmp_path, _KEEPERS)

    assert outcomes == dict.fromkeys(re.findall(r"def (test_\w+)", _KEEPERS), "PASSED")


@pytest.mark.parametrize("locale", ["C", "zz_ZZ.UTF-8"])
def test_no_test_depends_on_the_locale_of_the_machine(tmp_path: Path, locale: str) -> None:
    """Qt warns once in a process whose locale is not UTF-8, or is not installed: the first test of a window failed of it."""
    window = "def test_a_window(qtbot):\n    from PySide6.QtWidgets import QWidget\n    qtbot.addWidget(QWidget())\n"

    assert _run(tmp_path, window, LC_ALL=locale, LANG=locale) == {"test_a_window": "PASSED"}


@pytest.mark.parametrize("_again", range(2))
def test_the_language_is_chinese_before_each_test(_again: int) -> None:
    assert words.language() == "zh"
    words.set_language("en")
