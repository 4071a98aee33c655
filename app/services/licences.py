"""Whose work this program stands on, and under which terms: read from what is installed, so that it cannot go out of date."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata

from app.core.errors import UsageError
from app.core.files import read_text_limited
from app.core.paths import resources
from app.core.words import say

_OWN = "qcdesk"
_LIMIT = 200_000
_NOT_PYTHON = (
    ("libVLC", "3.0", "LGPL-2.1-or-later"),
    ("Qt", "6", "LGPL-3.0-only"),
    ("PDFium", "", "BSD-3-Clause AND Apache-2.0"),
    ("SQLCipher", "4", "BSD-3-Clause"),
)
"""Libraries that are used without a Python package of their own to ask."""
_FONTS = (("Noto Sans SC", "OFL-NotoSansSC.txt"), ("Noto Serif SC", "OFL-NotoSerifSC.txt"), ("QCDesk Rare", "OFL-QCDeskRare.txt"))


@dataclass(frozen=True)
class Licence:
    """One work: its name, version and terms; `key` finds the full text when there is one."""

    name: str
    version: str
    terms: str
    key: str = ""


def works() -> tuple[Licence, ...]:
    """This program first, then what it needs at run time, then fonts."""
    own = metadata.distribution(_OWN)
    needed = sorted({_name(r) for r in own.requires or () if "extra ==" not in r}, key=str.lower)
    found = [_python(name) for name in needed]
    return (
        Licence("QC Review Desk 质评台", own.version, "Apache-2.0"),
        *(w for w in found if w is not None),
        *(Licence(n, v, t) for n, v, t in _NOT_PYTHON),
        *(Licence(name, "", "OFL-1.1", f"font:{file}") for name, file in _FONTS),
    )


def text(key: str) -> str:
    """The full text of a licence. Raises UsageError when it is not installed."""
    kind, _, name = key.partition(":")
    if kind == "font" and name in {file for _, file in _FONTS}:
        return read_text_limited(resources() / "fonts" / name, _LIMIT)
    if kind == "package" and (found := _file(name)) is not None:
        return found
    raise UsageError(say("没有许可证全文。", "The full text is not installed."), say("请查看该项目的网站。", "See the project's own site."))


def _python(name: str) -> Licence | None:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    return Licence(found.metadata["Name"], found.version, _terms(found), f"package:{name}" if _file(name) else "")


def _terms(found: metadata.Distribution) -> str:
    """The stated licence in one line; a whole text in that field says less than the classifier."""
    given = [
        line
        for field in ("License-Expression", "License")
        for text in found.metadata.get_all(field) or ()
        for line in text.splitlines()[:1]
    ]
    short = [line for line in given if line.strip() and len(line) <= 80 and not line.startswith("Copyright")]
    named = [c.rpartition(" :: ")[2] for c in found.metadata.get_all("Classifier") or () if c.startswith("License ::")]
    return str(next(iter((*short, ", ".join(named)))))


def _file(name: str) -> str | None:
    wanted = ("licen", "copying", "notice")
    for file in metadata.files(name) or ():
        if file.name.lower().startswith(wanted) and ".dist-info" in str(file):
            return file.read_text(encoding="utf-8")[:_LIMIT]
    return None


def _name(requirement: str) -> str:
    return next((requirement[:n] for n, c in enumerate(requirement) if not (c.isalnum() or c in "-_.")), requirement)
