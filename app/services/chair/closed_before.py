"""Whether the panel result that was written last still says what stands now: afterwards a late file, a decision or an undo may have come.

The file and its 校验码 lie on a stick or have been read out; nobody sees by them that they are not the newest any more.
"""

from __future__ import annotations

from dataclasses import replace

from app.core.clock import minute_on_paper
from app.core.words import say
from app.models.decision import OfficialScore, PanelResult
from app.packages import documents
from app.scoring.view import PanelView
from app.services.chair import close
from app.services.chair.panel import Panel
from app.services.chair.results import results
from app.services.profile import Profile
from app.trust import envelope as dsse


def outdated(profile: Profile, *, round_number: int | None = None) -> str:
    """One sentence with the next step when points or decisions changed since the last 定稿; "" otherwise, and before the first. Behind the gate."""
    panel, view = results(profile, round_number=round_number)
    with profile.database.read() as tx:
        last = tx.evidence.newest("panel", round_number=panel.desk.round)
    if last is None:
        return ""
    held = documents.peek(documents.PANEL, dsse.parse(last.envelope, limit=documents.PANEL.limit * 2))
    if _says(held, panel, view):
        return ""
    return say(
        "{when} 定稿以后，评分或决定有变：那份文件已不是最新结果。请再定稿一次，把新文件交给组织方。",
        "Points or decisions have changed since the panel was closed at {when}: that file is out of date. Close once more and hand in the new file.",
        when=minute_on_paper(held.created),
    )


def _says(held: PanelResult, panel: Panel, view: PanelView) -> bool:
    """Adjusted scores are left out: they follow from the others, and are not computed for a look."""
    packages, entries = close.content(panel, view)
    return (held.packages, _plain(held.entries), held.decisions, held.policy) == (
        packages, _plain(entries), panel.decisions, panel.desk.season.policy,
    )  # fmt: skip


def _plain(entries: tuple[OfficialScore, ...]) -> tuple[OfficialScore, ...]:
    return tuple(replace(e, adjusted=None) for e in entries)
