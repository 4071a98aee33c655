"""从收件箱取: the panel's score files from the season's server, into a folder of the profile, to be verified like any others.

`source` belongs to the database's thread; `fetch` touches no store and runs in the pool, watched and cancelled through the context.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.core.tasks import Context
from app.core.words import say
from app.models.assignment import Inbox
from app.services.chair import panel as panels
from app.services.profile import Profile
from app.sync import inbox_reading

FOLDER = "fetched"


@dataclass(frozen=True)
class ServerInbox:
    """Where to fetch from and where to. `address` may be shown; the credential may not."""

    inbox: Inbox
    folder: Path

    @property
    def address(self) -> str:
        return self.inbox.address


def source(profile: Profile, *, round_number: int | None = None) -> ServerInbox | None:
    """The first inbox a chair can fetch from; None where judges hand in elsewhere."""
    panel = panels.load(profile, round_number)
    found = next((i for i in panel.desk.manifest.inboxes if inbox_reading.readable(i)), None)
    return ServerInbox(found, profile.home / FOLDER / str(panel.desk.round)) if found is not None else None


def fetch(place: ServerInbox, ctx: Context) -> tuple[Path, ...]:
    """Every score file that lies there, fetched or held from before. Raises Cancelled, OfflineError, DownloadError, FormatError.

    What arrived before it was cancelled or the line broke is kept; the next time goes on from there.
    """
    ctx.report(say("正在看收件箱", "Looking into the inbox"), None)
    found = inbox_reading.listed(place.inbox)
    files = []
    for n, waiting in enumerate(found):
        ctx.report(say("正在取 {n}/{all}：{who}", "Fetching {n}/{all}: {who}", n=n + 1, all=len(found), who=waiting.judge), n / len(found))
        files.append(inbox_reading.fetch(place.inbox, waiting, place.folder))
    return tuple(files)
