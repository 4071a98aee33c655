"""What a start has done in other threads while its window goes on answering: the imports, and beside them the vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.ui.judge.services import JudgeServices


def unlock(home: Path, passphrase: str | None) -> Any:
    """In the pool, beside `load`: a passphrase, or a keyring, takes as long as the imports."""
    from app.services import unlock

    return unlock.vault(home, passphrase)


def load() -> type[JudgeServices]:
    """In the database's thread: the imports, also of the desk itself, so that the window goes on answering meanwhile."""
    from app.ui.judge import bench_room  # noqa: F401
    from app.ui.judge.services import JudgeServices

    return JudgeServices
