"""Which bodies sign and seal the 审定表: data of the place, not of the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from app.models.shape import Count, Line, Many, Text

MOST = 12
"""Bodies: as many as a form holds."""
WORDS = 800
"""Characters that a box says."""
LOWEST, HIGHEST = 20, 120
"""Of a box, in millimetres."""


@dataclass(frozen=True)
class ApprovalBody:
    """One box of the form: its name, what it says, labels to sign beside, whether there is a seal, height in millimetres."""

    name: Line
    words: Annotated[str, Text(WORDS)] = ""
    signs: Annotated[tuple[Line, ...], Many(4)] = ("负责人签字",)
    seal: bool = True
    height: Annotated[int, Count(LOWEST, HIGHEST)] = 40


@dataclass(frozen=True)
class ApprovalBodies:
    """The boxes in their order on the form."""

    bodies: Annotated[tuple[ApprovalBody, ...], Many(MOST)]


@dataclass(frozen=True)
class BodyChoice:
    """One box as the place keeps it: what is not `printed` today is there again tomorrow."""

    body: ApprovalBody
    printed: bool = True


@dataclass(frozen=True)
class BodyChoices:
    """The boxes of the place in their order; `bodies`: those that are printed."""

    choices: Annotated[tuple[BodyChoice, ...], Many(MOST)]

    @property
    def bodies(self) -> ApprovalBodies:
        return ApprovalBodies(tuple(c.body for c in self.choices if c.printed))
