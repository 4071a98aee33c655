"""A scene of the chair's desk, and the parts of that desk every scene needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.ui.chair import pages
from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.meeting_view import MeetingView
from app.ui.judge import rail
from tests.screenshots import chair_profile
from tests.screenshots.looks import BOTH, Look
from tests.screenshots.stage import Stage

HALL = (Look(1280, 720), Look(1920, 1080))
"""A projector, and a full HD one: there everything is half as large again."""


@dataclass(frozen=True)
class ChairScene:
    """`name` is the picture's, `title` its line in the gallery; `hall`: the projection window is what is looked at."""

    name: str
    title: str
    play: Callable[[Stage], object]
    state: str = chair_profile.MERGED
    looks: tuple[Look, ...] = BOTH
    hall: bool = False

    def show(self, stage: Stage) -> None:
        """Come to the page, and wait until it is quiet."""
        stage.desk(chair_profile.PASSPHRASE)
        stage.room.choose(rail.CHAIR)
        stage.until(lambda: desk(stage).model.head is not None and desk(stage).model.steps.steps is not None)
        self.play(stage)
        stage.settle()
        if self.hall:
            window = self.widget(stage)
            window.resize(stage.look.width, stage.look.height)
            stage.settle()

    def widget(self, stage: Stage) -> QWidget:
        """What is looked at."""
        window = meeting_page(stage).projector.window if self.hall else None
        return window if window is not None else stage.window


def desk(stage: Stage) -> ChairDesk:
    room = stage.room.chair
    if room is None:
        raise RuntimeError("the chair's desk is not open")
    return room.desk


def meeting_page(stage: Stage) -> MeetingView:
    view = desk(stage).page(pages.MEETING)
    if not isinstance(view, MeetingView):
        raise TypeError("another page stands for the meeting")
    return view
