"""What a start has done in other threads while its window goes on answering: the imports, and beside them the vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.errors import AppError
from app.ui.judge.foreign import is_foreign

if TYPE_CHECKING:
    from app.services.judge.enrol import InvitationView
    from app.ui.judge.services import JudgeServices


def unlock(home: Path, passphrase: str | None) -> Any:
    """In the pool, beside `load`: a passphrase, or a keyring, takes as long as the imports."""
    from app.services import unlock

    return unlock.vault(home, passphrase)


def invitation(
    read: Callable[[Any], tuple[bytes, InvitationView]], source: Path | str, home: Path, services: JudgeServices | None
) -> tuple[bytes, InvitationView]:
    """In the pool: what an invitation says, where it is of this profile's season and can be used.

    Raises OtherSeason with what it was read from; of a season whose profile is here already also long after the invitation expired.
    """
    from app.ui.judge.season_folder import other_season_of, require_fresh

    found = read(source)
    other = services.folder.other_season(found[1]) if services is not None else other_season_of(home, found[1])
    if other is None or not other.there:
        require_fresh(found[1])
    if other is not None:
        other.source = source if isinstance(source, Path) else found[0]
        raise other
    return found


def explained(read: Callable[[Any], tuple[bytes, InvitationView]], path: Path, home: Path) -> AppError:
    """In the pool, for a page that takes no file: what it is, and of another season's invitation where it belongs."""
    from app.ui.judge.without_profile import file_words

    try:
        invitation(read, path, home, None)
    except AppError as error:
        if is_foreign(error):
            return error
    return file_words(path)


def load() -> type[JudgeServices]:
    """In the database's thread: the imports, also of the desk itself, so that the window goes on answering meanwhile."""
    from app.ui.judge import bench_room  # noqa: F401
    from app.ui.judge.services import JudgeServices

    return JudgeServices
