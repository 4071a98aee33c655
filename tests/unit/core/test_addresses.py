"""Addresses: the folder behind each, on Windows too, and none is shown with what is secret in it."""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath

import pytest

from app.core import addresses


@pytest.mark.parametrize("address", ["/media/stick/2026", "file:///media/stick/2026", "file:///media/st%69ck/2026"])
@pytest.mark.skipif(sys.platform == "win32", reason="these are paths of other systems")
def test_the_folder_behind_an_address(address: str) -> None:
    assert addresses.folder(address) == Path("/media/stick/2026")


@pytest.mark.parametrize(
    ("host", "path", "place"),
    [
        ("", "/D:/season 1", "D:\\season 1"),
        ("localhost", "/D:/season 1", "D:\\season 1"),
        ("server", "/share/season", "\\\\server\\share\\season"),
        ("", "/share/season", "\\share\\season"),
    ],
)
def test_drives_and_shares_of_windows(host: str, path: str, place: str) -> None:
    assert str(PureWindowsPath(addresses.on_windows(host, path))) == place


@pytest.mark.parametrize(
    "address",
    ["\\\\evil\\share", "//evil/share", "\\/evil/share", "\\\\?\\UNC\\evil\\share", "file://evil/share", "file:////evil/share", "FILE://evil/share", "file:///%5c%5cevil/share"],
)  # fmt: skip
def test_shares_of_another_computer(address: str) -> None:
    assert addresses.on_another_computer(address)


@pytest.mark.parametrize(
    "address", ["/media/stick", "D:\\season", "file:///D:/season", "file://localhost/D:/season", "file:///media/x", "https://a.example//b", "", "http://[half"]
)  # fmt: skip
def test_folders_of_this_one(address: str) -> None:
    assert not addresses.on_another_computer(address)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://me:secret@example.org/a?sig=secret#secret", "https://example.org/a"),
        ("sftp://me:sec@ret@example.org", "sftp://example.org"),
        ("https://me:secret@[half", "https://[half"),
        ("s3://bucket/prefix?endpoint=https://x", "s3://bucket/prefix"),
        ("/media/st@ick", "/media/st@ick"),
        ("x" * 300, "x" * 100),
    ],
)
def test_no_address_is_shown_with_its_secret(address: str, shown: str) -> None:
    assert addresses.shown(address) == shown


@pytest.mark.parametrize(("length", "bytes_"), [("0", 0), ("12", 12), ("", None), ("-1", None), ("１", None), ("9" * 5000, None)])
def test_what_a_host_announces(length: str, bytes_: int | None) -> None:
    assert addresses.announced(length) == bytes_
