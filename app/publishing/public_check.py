"""Nothing private lies in a repository: checked before every publish and before every start of the server.

A repository is copied to sticks and web hosts whole. A spreadsheet of judges dropped into it by mistake would be
published with it, so any file that has no place there stops the work.
"""

from __future__ import annotations

from pathlib import Path

from app.core.errors import UsageError
from app.core.words import say
from app.publishing import public_paths

_SHOWN = 3


def foreign_files(repo: Path) -> tuple[Path, ...]:
    """Files and links of `repo` that no repository has, sorted; a folder that is not there has none."""
    if not repo.exists():
        return ()
    return tuple(place for path, place in public_paths.walk(repo) if place.is_symlink() or public_paths.match(path) is None)


def require_public(repo: Path) -> None:
    """Return if everything in `repo` may be public; else raise UsageError that names the first few."""
    foreign = foreign_files(repo)
    if not foreign:
        return
    names = "、".join(str(p.relative_to(repo))[:160] for p in foreign[:_SHOWN])
    raise UsageError(
        say(
            "发布文件夹里有 {count} 个不该公开的文件：{names}。",
            "The repository holds {count} file(s) that must not be published: {names}.",
            count=len(foreign),
            names=names,
        ),
        say("请移走这些文件后再试；没有改动任何内容。", "Move them away and try again; nothing was changed."),
        reason="not-public",
    )
