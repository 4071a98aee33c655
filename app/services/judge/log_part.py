"""The edit log inside a package: one line per committed value, sealed again to the readers the policy names."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from app.core.ids import new_salt
from app.models.result import LogLine, LogPart
from app.models.roster import PanelRole, Roster
from app.models.season import LogReader
from app.models.shape import Many
from app.models.sheet import Audience, EventKind, ScoreEvent
from app.packages import codec
from app.services.judge.workspace import Workspace
from app.store import values
from app.trust import sealed


@dataclass(frozen=True)
class Log:
    lines: Annotated[tuple[LogLine, ...], Many(200_000)]


def make(history: Iterable[ScoreEvent], roster: Roster, desk: Workspace) -> LogPart:
    """The part; half-typed digits are not in it, nor any line of a note that was ever private, nor a hidden unit beside its entry: the
    pledge names it, tied to none."""
    events = [e for e in history if e.kind is not EventKind.HALF_TYPED and not (e.kind is EventKind.RECUSAL and e.key)]
    private = ever_private(events)
    lines = tuple(_line(e) for e in events if e.kind is not EventKind.NOTE or (e.entry, e.key) not in private)
    box = sealed.wrap(codec.to_bytes(Log(lines)), readers(roster, desk))
    return LogPart(new_salt(), base64.b64encode(box).decode())


def ever_private(events: Iterable[ScoreEvent]) -> set[tuple[str, str]]:
    """(entry, note id) of every note that was 私记 at any time."""
    return {(e.entry, e.key) for e in events if _private(e)}


def readers(roster: Roster, desk: Workspace) -> list[str]:
    """Seal keys (hex) of the log's readers."""
    keys: list[str] = []
    wanted = desk.season.policy.log_readers
    if LogReader.ORGANISER in wanted:
        keys += [k.seal for o in roster.organisers for k in o.keys if k.ended is None]
    if LogReader.CHAIR in wanted:
        chairs = (j for j in roster.judges if (r := j.role_in(desk.round)) and r.role is PanelRole.CHAIR and r.panel == desk.manifest.panel)
        keys += [k.seal for j in chairs if (k := j.live_key())]
    return keys


def _line(event: ScoreEvent) -> LogLine:
    return LogLine(event.at.replace(second=0, microsecond=0), event.entry, str(event.kind), event.key, event.value)


def _private(event: ScoreEvent) -> bool:
    if event.kind is not EventKind.NOTE or event.value is None:
        return False
    return values.note_of(event.value).audience is Audience.PRIVATE
