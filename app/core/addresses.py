"""Addresses as people and invitations write them: the folder behind one, and what of one may be shown.

An address is typed by strangers and read on other systems: `file:///D:/season` names a drive only where there are drives, and
a sentence that repeats an address must not repeat the password in it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

_DRIVE = re.compile("/[A-Za-z]:")
_LENGTH = re.compile("[0-9]{1,18}")
_SECRET = re.compile(r"(?<=//)[^/]*@|[?#].*", re.DOTALL)
_SHOWN = 100


def folder(address: str) -> Path:
    """The folder at a path or file:// address."""
    parts = urlsplit(address)
    if parts.scheme != "file":
        return Path(address)
    path = unquote(parts.path)
    return Path(on_windows(parts.netloc, path) if sys.platform == "win32" else path)


def on_windows(host: str, path: str) -> str:
    """`/D:/season` is on a drive, `//server/share` on another computer."""
    if _DRIVE.match(path):
        return path[1:]
    return path if host in ("", "localhost") else f"//{host}{path}"


def on_another_computer(address: str) -> bool:
    """Whether Windows would knock at another computer for this folder, and hand it what it knows of the user's password."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    place = on_windows(parts.netloc, unquote(parts.path)) if parts.scheme == "file" else address
    return place[:2].replace("\\", "/") == "//"


def shown(address: str) -> str:
    """As a sentence may show it: without user name, password, query or fragment; also where it is no proper address."""
    return _SECRET.sub("", address)[:_SHOWN]


def announced(length: str) -> int | None:
    """The number of bytes a host announces; None for anything else (Python refuses numbers of thousands of digits)."""
    return int(length) if _LENGTH.fullmatch(length) else None
