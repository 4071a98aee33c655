"""The import contracts hold, and each of them can fail: a contract that never breaks guards nothing."""

from __future__ import annotations

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[3]
_CONFIG = _ROOT / ".importlinter"

# contract id → (a module that must not exist, what it must not import)
_VIOLATIONS = {
    "layers": [("app/core/planted.py", "app.models"), ("app/store/planted.py", "app.media"), ("app/planted.py", "json")],
    "ui": [("app/ui/planted.py", "app.store"), ("app/ui/judge/planted.py", "app.trust")],
    "qt": [("app/services/planted.py", "PySide6.QtCore"), ("app/cli/planted.py", "pyqtgraph")],
    "database": [("app/services/planted.py", "sqlalchemy.orm"), ("app/sync/planted.py", "sqlcipher3")],
    "cryptography": [("app/packages/planted.py", "cryptography.hazmat"), ("app/ui/planted.py", "keyring")],
    "tuf": [("app/packages/planted.py", "securesystemslib"), ("app/cli/planted.py", "tuf.api")],
    "http": [("app/publishing/planted.py", "urllib3")],
    "media": [("app/ui/planted.py", "vlc"), ("app/reports/planted.py", "pypdfium2")],
    "reports": [
        ("app/services/planted.py", "reportlab.pdfgen"),
        ("app/services/planted.py", "PIL.Image"),
        ("app/publishing/planted.py", "xlsxwriter"),
        ("app/services/planted.py", "docx.shared"),
    ],
    "spreadsheets": [("app/services/planted.py", "openpyxl")],
    "numbers": [("app/scoring/planted.py", "numpy"), ("app/publishing/planted.py", "scipy.optimize")],
    "oracles": [("app/trust/planted.py", "pyrage")],
}


def _contracts() -> dict[str, configparser.SectionProxy]:
    config = configparser.ConfigParser()
    config.read(_CONFIG, "utf-8")
    prefix = "importlinter:contract:"
    return {name.removeprefix(prefix): config[name] for name in config.sections() if name.startswith(prefix)}


def _lint(tree: Path) -> list[str]:
    """Names of the contracts that break in the copy at `tree`."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    broken = re.findall(r"^(.+) BROKEN(?: \(.*\))?$", done.stdout, re.MULTILINE)
    assert (done.returncode != 0) == bool(broken)
    return broken


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    shutil.copytree(_ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(_CONFIG, tmp_path)
    return tmp_path


def _plant(tree: Path, module: str, imported: str) -> None:
    target = tree / module
    for folder in [target.parent, *target.parent.parents]:
        if folder == tree:
            break
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
    target.write_text(f"import {imported}\n")


def test_every_contract_has_a_planted_violation() -> None:
    assert set(_contracts()) == set(_VIOLATIONS)


@pytest.mark.slow
def test_contracts_hold_in_an_untouched_copy(copied_tree: Path) -> None:
    assert _lint(copied_tree) == []


@pytest.mark.slow
@pytest.mark.parametrize(("contract", "module", "imported"), [(name, *case) for name, cases in _VIOLATIONS.items() for case in cases])
def test_a_planted_violation_breaks_exactly_its_contract(copied_tree: Path, contract: str, module: str, imported: str) -> None:
    _plant(copied_tree, module, imported)

    assert _lint(copied_tree) == [_contracts()[contract]["name"]]


def _imports(source: str) -> set[str]:
    """Top-level names of all absolute imports, also those inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_every_third_party_library_has_a_contract() -> None:
    """A library that no contract names could be imported from anywhere."""
    named = {module for section in _contracts().values() for module in section.get("forbidden_modules", "").split()}
    known = set(sys.stdlib_module_names) | {"app"} | named

    unnamed = {
        f"{path.relative_to(_ROOT)}: {name}"
        for path in (_ROOT / "app").rglob("*.py")
        for name in _imports(path.read_text("utf-8"))
        if name not in known
    }

    assert unnamed == set()


def _hidden_imports(path: Path) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name) and node.id == "__import__"]
    return [f"{path.name}:{node.lineno}" for node in calls]


def test_no_import_hides_from_the_contracts(tmp_path: Path) -> None:
    """`__import__` is a builtin that the style checker's list of banned names does not reach."""
    planted = tmp_path / "planted.py"
    planted.write_text("x = __import__('numpy')\n")

    assert [hit for path in (_ROOT / "app").rglob("*.py") for hit in _hidden_imports(path)] == []
    assert _hidden_imports(planted) == ["planted.py:1"]


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("import importlib\n\nimportlib.import_module('numpy')\n", "TID251"),
        ("from importlib import import_module\n", "TID251"),
        ("from PySide6.QtWidgets import *\n", "F403"),
        ("import datetime\n\ndatetime.datetime.now(datetime.UTC)\n", "TID251"),
        ("try:\n    print()\nexcept Exception:\n    pass\n", "BLE001"),
    ],
)
def test_banned_ways_are_found(source: str, rule: str) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("ruff"), "check", "--stdin-filename", "app/core/planted.py", "--output-format", "concise", "-"],
        input=source,
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert rule in done.stdout
