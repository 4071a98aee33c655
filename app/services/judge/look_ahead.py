"""Before anything is made on this computer: what an invitation leads to, so that a person sees the own name before “this is me”.

The one-time identity of the invitation opens the assignment that is published for it. Nothing is kept: the verified
state lies in a folder that goes away, and enrolling reads everything anew.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core import addresses
from app.core.errors import DownloadError, FormatError, OfflineError, TrustError, UsageError
from app.models.assignment import Invitation
from app.models.entry import DocumentRole
from app.packages import enrolment, one_time
from app.services.judge import season_news
from app.services.judge.identity import JudgeIdentity, Keys
from app.services.judge.season_news import News
from app.sync.sources import open_source
from app.sync.tuf_client import refresh
from app.trust.keys import SealIdentity, SigningKey


@dataclass(frozen=True)
class Assignment:
    """Whose work it is and how much: `bytes` of all files, `video_bytes` of those that are videos."""

    name: str
    unit: str
    panel: str
    deadline: datetime | None
    entries: int
    bytes: int
    video_bytes: int


def look(data: bytes, now: datetime, code: str | None = None) -> Assignment | None:
    """The assignment behind an invitation; None when no source can be reached or read now, or it opens only after admission.

    Raises UsageError or InvalidEntry when the invitation needs its code and `code` is not it; FormatError, TrustError
    for what is no invitation.
    """
    value = enrolment.read_invitation(data, now).value
    once = one_time.read(value.identity, value.season, value.judge, code)
    if once is None:
        return None
    keys = Keys(SigningKey.generate(), SealIdentity.generate(), once)
    with tempfile.TemporaryDirectory(prefix="qcdesk-") as folder:
        found = _news(value, keys, Path(folder), now)
    return _assignment(found) if found is not None and found.manifests else None


def _news(value: Invitation, keys: Keys, folder: Path, now: datetime) -> News | None:
    who = JudgeIdentity(value.season, value.judge, value.label, value.root, value.addresses, value.inboxes, value.epochs)
    for number, address in enumerate(value.addresses):
        if addresses.on_another_computer(address):
            continue  # nobody has said yet that the invitation is one
        try:
            verified = refresh(open_source(address), folder / str(number), value.root.encode(), now)
            return season_news.read(verified, who, keys, held=False)
        except (OfflineError, DownloadError, TrustError, FormatError, UsageError):
            continue  # enrolling meets the same obstacle and says it, with the place to act on it
    return None


def _assignment(news: News) -> Assignment:
    manifest = max((m.document.value for m in news.manifests), key=lambda m: m.round)
    stage = news.season.document.value.round(manifest.round)
    documents = {d.sealed_sha256: d for e in manifest.entries for d in e.documents}.values()
    return Assignment(
        manifest.name, manifest.judge_unit, manifest.panel_shown, stage.deadline if stage else None, len(manifest.entries),
        sum(d.sealed_size for d in documents), sum(d.sealed_size for d in documents if d.role is DocumentRole.VIDEO),
    )  # fmt: skip
