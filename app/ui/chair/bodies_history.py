"""What was done to the bodies of the 审定表 since the page was opened, step by step: a body that is removed takes its typed words along."""

from __future__ import annotations

from app.models.approval import BodyChoice

Choices = tuple[BodyChoice, ...]
_STEPS = 200


class BodiesHistory:
    """`stands`: the bodies now. Letter after letter of one field is one step."""

    def __init__(self) -> None:
        self.stands: Choices = ()
        self._done: list[Choices] = []
        self._undone: list[Choices] = []
        self._what = ""

    def begin(self, stands: Choices) -> None:
        """They came from the disk: nothing before them is taken back."""
        self.stands, self._what = stands, ""
        self._done.clear()
        self._undone.clear()

    def note(self, now: Choices, what: str = "") -> bool:
        """They are these now; `what`: the field that is being typed into. False where nothing changed."""
        if now == self.stands:
            return False
        if not what or what != self._what:
            self._done = [*self._done, self.stands][-_STEPS:]
        self.stands, self._what = now, what
        self._undone.clear()
        return True

    def step(self, *, again: bool) -> Choices | None:
        """One step back or on; None with nothing left."""
        taken, kept = (self._undone, self._done) if again else (self._done, self._undone)
        if not taken:
            return None
        kept.append(self.stands)
        self.stands, self._what = taken.pop(), ""
        return self.stands
