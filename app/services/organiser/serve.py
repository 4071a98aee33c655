"""Serving a repository to judges on this network, with inboxes for what they hand in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from app.publishing import server
from app.services.organiser import credentials, state
from app.services.profile import Profile


def tokens(profile: Profile) -> dict[str, str]:
    """judge id → bearer token of the inbox, for every imported judge."""
    with profile.database.read() as tx:
        judges = state.JUDGES.all(tx)
    return {j.id: credentials.token(profile, j.id) for j in judges}


def serve(profile: Profile, repository: Path, *, host: str, port: int, ready: Callable[[str], None], stop: threading.Event) -> None:
    """Serve until `stop` is set. Refuses a repository with foreign files."""
    state.check_repository(profile, str(repository))
    known = tokens(profile)
    server.serve(repository, host=host, port=port, credentials=lambda: known, ready=ready, stop=stop)
