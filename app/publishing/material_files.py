"""The materials folder as a list of files: what is there, by the path a cell of the spreadsheet would use.

Links that lead out of the folder and the litter of operating systems are left out; nothing is opened.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.core.errors import TooLarge, UsageError
from app.core.files import inside, translated
from app.core.tasks import Context
from app.core.words import say

MAX_FILES = 50_000
_LITTER = ("~$", ".", "__MACOSX")
_LITTER_WHOLE = {"thumbs.db", "desktop.ini"}
_LONGEST = 1000


@dataclass(frozen=True)
class FoundFile:
    """One file: path below the folder with / between its parts, and its size in bytes."""

    path: str
    size: int

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders above it, innermost first."""
        return tuple(p for p in reversed(PurePosixPath(self.path).parts[:-1]))


def path_key(path: str) -> str:
    """How paths compare: NFC (macOS decomposes names), one kind of slash, ignoring case."""
    parts = [p for p in unicodedata.normalize("NFC", path).replace("\\", "/").split("/") if p not in ("", ".")]
    return "/".join(parts).casefold()


def list_files(folder: Path, ctx: Context | None = None) -> tuple[FoundFile, ...]:
    """Every file below `folder`, sorted by path. Raises UsageError when it is no folder, TooLarge beyond MAX_FILES."""
    if not folder.is_dir():
        raise UsageError(
            say("材料文件夹“{name}”不存在。", "The materials folder “{name}” does not exist.", name=folder.name),
            say("请检查 --materials 的位置。", "Check where --materials points."),
        )
    found: list[FoundFile] = []
    with translated(folder):
        for above, folders, names in os.walk(folder):
            folders[:] = sorted(f for f in folders if not _litter(f))
            if ctx:
                ctx.report(say("已找到 {n} 个材料文件", "{n} {n:material file|material files} found", n=len(found)))
            found += [file for name in names if not _litter(name) and (file := _found(folder, Path(above) / name))]
            if len(found) > MAX_FILES:
                raise TooLarge(
                    say("材料文件夹里的文件超过 {limit} 个。", "The materials folder has more than {limit} files.", limit=MAX_FILES),
                    say("请只选择本季的材料文件夹。", "Choose the folder of this season's materials only."),
                )
    return tuple(sorted(found, key=lambda f: f.path))


def _litter(name: str) -> bool:
    return name.startswith(_LITTER) or name.casefold() in _LITTER_WHOLE


def _found(folder: Path, path: Path) -> FoundFile | None:
    """The file, or None for links that lead out or nowhere and for paths no manifest could carry."""
    relative = path.relative_to(folder).as_posix()
    try:
        target = inside(folder, relative)
    except UsageError:
        return None
    return FoundFile(relative, target.stat().st_size) if target.is_file() and len(relative) <= _LONGEST else None
