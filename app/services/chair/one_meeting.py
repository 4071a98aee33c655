"""One panel, one meeting: where a 组长 and a 副组长 both collect, decisions are made and signed at one desk, the 组长's.

Both read everybody's file; were both to decide, the organiser would get two results that nobody could reconcile.
"""

from __future__ import annotations

from app.core.errors import UsageError
from app.core.words import say
from app.models.assignment import PanelMember
from app.models.roster import PanelRole
from app.services.chair.panel_state import Panel


def leader(panel: Panel) -> PanelMember | None:
    """The 组长 whose meeting it is: the first chair of the panel. None only when a manifest lists no members."""
    return next((m for m in panel.members if m.role is PanelRole.CHAIR), None)


def elsewhere(panel: Panel) -> str:
    """The name of the 组长 when this desk is the 副组长's, else empty."""
    head = leader(panel)
    return head.name if head is not None and head.judge != panel.desk.manifest.judge else ""


def deputy(panel: Panel) -> str:
    """The 副组长 (id) on the 组长's desk, else empty."""
    own = panel.desk.manifest.judge
    return "" if elsewhere(panel) else next((m.judge for m in panel.members if m.role is PanelRole.CHAIR and m.judge != own), "")


def require(panel: Panel) -> None:
    """Decisions, copied sheets and the closing belong to the 组长's meeting. Raises UsageError `deputy` at the 副组长's desk."""
    if name := elsewhere(panel):
        raise UsageError(
            say("本组的决定记在组长{name}的会上，一组只有一份决定记录。", "This panel decides in {name}'s meeting; a panel has one record.", name=name),
            say(
                "副组长可以收取、查看和打印；组长不能主持时，请主办单位改任组长后重新发布。",
                "A deputy collects, reads and prints; if the chair cannot lead, the organiser names another chair and publishes again.",
            ),
            reason="deputy",
        )  # fmt: skip


def note(panel: Panel) -> list[str]:
    """What stands under a summary made at the 副组长's desk, which holds no decision."""
    name = elsewhere(panel)
    words = say("副组长所存，不含合议决定；以组长{name}的会议记录为准。", "Held by the deputy, without decisions; {name}'s record of the meeting stands.", name=name)  # fmt: skip
    return [words] if name else []
