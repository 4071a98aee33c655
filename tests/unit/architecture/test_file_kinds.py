"""Every kind of file the start takes is told to every system: what opens by a double click here opens there."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app.__main__ import _OURS, _desk_wish
from tests.fakes.qcdesk import ROOT

PACKAGING = ROOT / "packaging"


def test_the_free_desktop_knows_them_and_gives_one_file_to_each_start() -> None:
    tree = ET.parse(PACKAGING / "linux" / "qcdesk-mime.xml")
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = {
        k.attrib["type"]: [g.attrib["pattern"] for g in k.findall(f"{space}glob")] for k in tree.getroot().findall(f"{space}mime-type")
    }
    assert {p for patterns in kinds.values() for p in patterns} == {f"*{suffix}" for suffix in _OURS}
    entry = dict(line.split("=", 1) for line in (PACKAGING / "linux" / "qcdesk.desktop").read_text("utf-8").splitlines() if "=" in line)
    assert set(entry["MimeType"].strip(";").split(";")) == set(kinds)
    assert entry["Exec"] == "qcdesk %f"


@pytest.mark.parametrize("place", ["qcdesk.spec", "windows/README.md"])
def test_windows_and_macos_know_them(place: str) -> None:
    text = (PACKAGING / place).read_text("utf-8")
    assert set(re.findall(r"\b(qc[a-z]+)\"?\s*[:=] \"", text)) == {suffix[1:] for suffix in _OURS}


@pytest.mark.parametrize(
    ("argv", "file"),
    [
        (["a.qcreceipt"], "a.qcreceipt"), (["--home", "h", "评分 (1).QCR"], "评分 (1).QCR"), (["--lang=en", "x.qcenrol"], "x.qcenrol"),
        ([], None), (["--quit-after-ready"], None),
    ],
)  # fmt: skip
def test_a_file_opens_the_desk(argv: list[str], file: str | None) -> None:
    wish = _desk_wish(argv)
    assert wish is not None
    assert wish.get("file") == file


@pytest.mark.parametrize(
    "argv", [["judge", "receipt", "a.qcreceipt"], ["verify", "a.qcr"], ["--help"], ["a.qcr", "b.qcr"], ["gone.txt"], ["a.qcr", "--json"]]
)
def test_a_command_stays_a_command(argv: list[str]) -> None:
    assert _desk_wish(argv) is None


def test_any_file_that_is_there_opens_the_desk_which_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"")
    assert _desk_wish([str(tmp_path / "photo.jpg")]) == {"file": str(tmp_path / "photo.jpg")}
    assert _desk_wish([str(tmp_path)]) is None
