"""`qcdesk demo --headless --out DIR`, as installed: what `make demo` leaves on a machine without a display."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.paths import default_home
from tests.fakes import demo_results
from tests.fakes.qcdesk import Desk

COMMAND = Path(sys.executable).with_name("qcdesk.exe" if sys.platform == "win32" else "qcdesk")


@pytest.mark.slow
@pytest.mark.timeout(600)  # twenty seconds on a machine of its own
def test_the_demonstration_leaves_all_that_it_promises(tmp_path: Path) -> None:
    out, nobody = tmp_path / "demo", Desk(tmp_path / "home", None)
    done = subprocess.run(
        [str(COMMAND), "demo", "--headless", "--json", "--out", str(out)], cwd=tmp_path, env=nobody.environment, capture_output=True, timeout=560
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert b"Traceback" not in done.stderr
    said, codes, judges = json.loads(done.stdout), demo_results.codes(out), demo_results.judges(out)
    assert (len(codes), len(set(codes))) == (24, 24)
    assert sorted(said["packages"]) == sorted(said["receipts"]) == judges
    assert set(said["homes"]) - set(judges) == set(said["absent"]) != set()
    assert said["desk"] == said["homes"][said["absent"][0]]
    assert demo_results.pages(out) > len(judges)
    first = [entry["code"] for entry in json.loads((out / "results.json").read_bytes())["entries"]]
    assert set(first) <= demo_results.in_matrix(out)
    assert demo_results.colours(out / "desk.png") > 40
    assert nobody.run("judge", "entries", "--home", said["desk"], code=1).line, "the profiles do not open without their passphrase"
    assert not (tmp_path / "home").exists(), "the profile of whoever shows it is not touched"
    assert not default_home().exists()
