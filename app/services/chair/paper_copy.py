"""Whether two passes over one paper are one file: then nobody read the paper twice, and both say the same, slips and all."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import UsageError
from app.core.ids import sha256_hex
from app.core.words import say
from app.publishing.spreadsheet import load
from app.services.chair.paper_passes import refused


def digest(file: Path) -> str | None:
    """Of a workbook, which notes when it was saved: two that were typed on their own differ. None for plain text: there, two who read
    the same type the same."""
    data = load(file)
    return sha256_hex(data) if data.startswith(b"PK") else None


def one_file() -> UsageError:
    """What is refused, and both ways on."""
    return refused(
        "one-file",
        say(
            "第一遍和第二遍是同一个文件或它的副本：纸质评分要录两遍，才核对得出错来；评委本人的电子表只用一次，不录第二遍。",
            "Both passes are one file, or a copy of it: paper is copied twice, else no slip is found; a judge's own table is used once, without a second pass.",
        ),
    )
