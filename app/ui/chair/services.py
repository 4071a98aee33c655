"""What the chair's desk asks of the services, bound to the open profile. Every method runs in the database's thread unless it says otherwise.

Screens get this object handed in and never import a service themselves.
"""

from __future__ import annotations

from app.models.changes import Changes
from app.services.chair import choose, desk
from app.services.chair.desk import ChairHead, PanelPicture
from app.services.profile import Profile
from app.ui.chair.evidence_services import EvidenceServices
from app.ui.chair.letter_services import LetterServices
from app.ui.chair.meeting_services import PanelMeeting
from app.ui.chair.receive_services import ReceiveServices
from app.ui.chair.record_services import RecordServices
from app.ui.chair.result_services import ResultServices


class ChairServices:
    """One open profile and the services a chair uses."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self.evidence = EvidenceServices(profile)
        self.receive = ReceiveServices(profile)
        self.meeting = PanelMeeting(profile)
        self.results = ResultServices(profile)
        self.record = RecordServices(profile)
        self.letters = LetterServices(profile)

    def head(self) -> ChairHead:
        """Who has handed in; never a point."""
        return desk.head(self._profile)

    def picture(self) -> PanelPicture:
        """The results, opened. Raises UsageError behind the gate."""
        return desk.picture(self._profile)

    def open_early(self, reason: str) -> Changes:
        """Show points before the own file is handed in; the reason is printed on every summary."""
        return choose.open_early(self._profile, reason)[1]
