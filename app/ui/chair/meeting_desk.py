"""What a desk with a meeting is to its pages: the chair's over one panel, and the organiser's over all of them.

Agenda, line, entry, forms, log and projection are the same widgets at both; what differs is said here, in one place.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, Signal

from app.models.decision import Scope
from app.ui.chair.steps_model import StepsModel
from app.ui.chair.veil import Veil

if TYPE_CHECKING:
    from app.scoring.view import PanelView
    from app.services.chair.lines import QuotaLine
    from app.services.chair.one_entry import EntryDesk
    from app.ui.bus import ChangesBus
    from app.ui.chair.acts import Act
    from app.ui.chair.evidence_model import Ask
    from app.ui.chair.meeting_services import MeetingServices
    from app.ui.chair.pages import PageSpec
    from app.ui.chair.score_sheet import Sheet
    from app.ui.chair.steps_model import StepServices
    from app.ui.tasks import Runner


class MeetingDesk(QObject):
    """`headed`: what the bar says changed. `pictured`: the results changed. `veil`: what the hall may see; `steps`: what can be taken back.

    Subclasses say who sits at the table, which actions there are, and what an entry and a line look like.
    """

    headed = Signal()
    pictured = Signal()
    page_wanted = Signal(str)
    """A page asks for another to come to the front."""
    cited = Signal(object, object)
    """This place (`Cited`) is to go to the hall beside this `Sheet`."""

    scope: ClassVar[Scope]
    acts: ClassVar[tuple[Act, ...]]
    pages: ClassVar[tuple[PageSpec, ...]]

    def __init__(
        self, meeting: MeetingServices, steps: StepServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.meeting, self.runner, self.bus = meeting, runner, bus
        self.veil, self.steps = Veil(self), StepsModel(steps, runner, bus, self)
        self.ask: Ask | None = None
        """The evidence that a page asked to see."""

    @property
    @abstractmethod
    def points_open(self) -> bool:
        """Whether points may be shown."""

    @property
    @abstractmethod
    def ready(self) -> bool:
        """Whether there is anything to meet about."""

    @property
    def wanting(self) -> str:
        """Why there is nothing to meet about yet, and what to do; "" where there is."""
        return ""

    @property
    @abstractmethod
    def names(self) -> Mapping[str, str]:
        """Who may sit at the table → as they are called on the own page."""

    @property
    @abstractmethod
    def arrived(self) -> frozenset[str]:
        """Who is taken to be present until somebody says otherwise."""

    @abstractmethod
    def headline(self) -> str:
        """What the bar says of it; "" before it is known."""

    def open_early(self, reason: str) -> None:
        """Open the points before the own file is handed in: where there is a gate."""

    @abstractmethod
    def load(self) -> None:
        """Read what the desk shows."""

    def want_points(self) -> None:
        """A page that shows points came to the front."""

    @abstractmethod
    def entry_sheet(self, entry: EntryDesk, shown: Mapping[str, str], unit: str = "") -> Sheet:
        """One entry as page and hall see it; `shown`: as people are called there."""

    @abstractmethod
    def line_sheet(self, line: QuotaLine, view: PanelView, shown: Mapping[str, str]) -> Sheet:
        """The rows around one line."""

    def show_evidence(self, ask: Ask) -> None:
        """Bring the evidence to the front with this entry."""
        self.ask = ask
        self.page_wanted.emit("evidence")
