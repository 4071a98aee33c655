"""What 评语合稿 asks of the services. Every method runs in the database's thread and is behind the gate unless it says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.models.chairing import LetterPoint, LetterState
from app.models.changes import Changes
from app.services.chair import letter_place, letters
from app.services.chair.letters import LetterDesk, LetterLine
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.services.judge.sheets import Made


class LetterServices:
    """Bound to one open profile."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._seats: dict[str, str] = {}
        self._front = ""

    def lines(self) -> tuple[tuple[LetterLine, ...], str]:
        """(every letter in the panel's order, the entry that was last in front)."""
        return letters.letters(self._profile), letter_place.remembered(self._profile)

    def desk(self, code: str, by: str = "") -> LetterDesk:
        """One letter; its place is remembered. `by` sits down to it in the chair's stead, and what is still to be written of it stays theirs."""
        found = letters.desk(self._profile, code, by=by)
        letter_place.remember(self._profile, found.code)
        self._front = by
        if by:
            self._seats[found.code] = by
        return found

    def save(self, code: str, points: Sequence[LetterPoint]) -> tuple[LetterDesk, Changes]:
        return letters.save(self._profile, code, points, by=self._seats.get(code, ""))

    def move_to(self, code: str, state: LetterState, by: str, reason: str) -> tuple[LetterDesk, Changes]:
        return letters.move_to(self._profile, code, state, by=by or self._seats.get(code, ""), reason=reason)

    def paper(self, name: str) -> Callable[[], Made]:
        """The letter of this entry as it stands; what is returned puts it on paper, in any thread."""
        from app.services.chair import letter_paper

        return partial(letter_paper.pdf, letter_paper.sheet(self._profile, name, by=self._front))
