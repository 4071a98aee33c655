"""Serving a repository to judges on this network, with inboxes for what they hand in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from app.models.roster import PanelRole
from app.publishing import server
from app.services.organiser import credentials, state
from app.services.profile import Profile


def tokens(profile: Profile) -> dict[str, str]:
    """judge id → bearer token of the inbox, for every imported judge."""
    with profile.database.read() as tx:
        judges = state.JUDGES.all(tx)
    return {j.id: credentials.token(profile, j.id) for j in judges}


def readers(profile: Profile) -> dict[str, frozenset[str]]:
    """Chair → judges of the panels they lead, in any round: whose score files they may fetch from the inboxes."""
    with profile.database.read() as tx:
        judges, roster = state.JUDGES.all(tx), state.ROSTER.get(tx, state.ONLY)
    places = {(j.id, 0, j.panel, j.role) for j in judges}
    places |= {(j.id, r.round, r.panel, r.role) for j in (roster.judges if roster else ()) for r in j.roles}
    led = {(who, stage, panel) for who, stage, panel, role in places if role is PanelRole.CHAIR}
    return {
        who: frozenset(j for j, s, p, _ in places for w, stage, panel in led if w == who and (s, p) == (stage, panel)) for who, _, _ in led
    }


def serve(profile: Profile, repository: Path, *, host: str, port: int, ready: Callable[[str], None], stop: threading.Event) -> None:
    """Serve until `stop` is set. Refuses a repository with foreign files."""
    state.check_repository(profile, str(repository))
    known, chairs = tokens(profile), readers(profile)
    server.serve(repository, host=host, port=port, credentials=lambda: known, readers=lambda: chairs, ready=ready, stop=stop)
