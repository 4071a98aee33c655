"""Profiles of other seasons beside the one in the picture, and an invitation of the next season on this one's desk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from app.core import homes, paths
from app.services.judge import other_season
from tests.screenshots.looks import BOTH, SMALL, Look
from tests.screenshots.stage import Stage

LOOKS = (*BOTH, Look(language="en", theme="dark"), Look(*SMALL, "en", "dark"))
OWN, NEXT = "示例市质量协会 2026年质量管理小组成果评审", "示例市质量协会 2027年质量管理小组成果评审"
_EARLIER = (("qc0123456789abcdef", "示例市质量协会 2025年质量管理小组成果评审", 1_753_000_000), ("qcfedcba9876543210", "", 1_721_000_000))


def put_beside(home: Path) -> None:
    """Two earlier seasons; one was made by a program that kept no names."""
    for season, label, when in _EARLIER:
        place = home.with_name(f"{home.name}-{season}")
        place.mkdir(exist_ok=True)
        (place / paths.VAULT).write_text("{}")
        os.utime(place / paths.VAULT, (when, when))
        if label:
            homes.write_note(place, season, label)


def invite_elsewhere(stage: Stage) -> None:
    """The next season's invitation was opened here."""
    other = other_season.compare(stage.home, homes.Note("qc0123456789abcdef", OWN), "qc0000000000000000", NEXT)
    assert other is not None
    other.source = stage.home / "J-03.qcinvite"
    stage.window.model.runner.failure.emit(other)


def with_others(play: Callable[[Stage], object]) -> Callable[[Stage], None]:
    """A screen that lists them."""

    def shown(stage: Stage) -> None:
        put_beside(stage.home)
        play(stage)
        stage.window.model.seasons.look()
        stage.until(lambda: bool(stage.window.model.seasons.found))

    return shown


def told(play: Callable[[Stage], object]) -> Callable[[Stage], None]:
    """A screen on which an invitation of the next season was opened."""

    def shown(stage: Stage) -> None:
        play(stage)
        invite_elsewhere(stage)

    return shown
