"""Who meets about what: one panel over its judges' files (专业组合议), or all chairs over the panels' results (评审组长合议会).

Agenda, lines, ties, log and decisions are functions of this value, so that both meetings follow the same rules in the same words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.models.decision import Decision, Scope
from app.models.rubric import Rubric
from app.models.season import Season
from app.models.shape import Points
from app.scoring.agenda import Topic
from app.scoring.view import PanelRow, PanelView
from app.services.chair.actions import Meeting


@dataclass(frozen=True)
class PanelSays:
    """What the panel that read an entry closed with, as another meeting may see it: no judge is in it.

    `level` is its 建议等级 by name ("" for none); `range` the 极差 over its judges, `wide` beyond the limit; `decided` what it decided about
    the entry; `requested`: it asked for a place beyond its quota; `held`: its decision keeps the entry down; `unsigned`: how many of the
    reads nobody signed (未签名，组长代录); `put_off`: it left the entry 暂缓; `asks`: the code of the level it asked for.
    """

    name: str
    rank: int | None
    level: str
    reads: int
    range: Points | None
    wide: bool
    decided: tuple[str, ...] = ()
    requested: bool = False
    held: bool = False
    unsigned: int = 0
    put_off: bool = False
    asks: str = ""


class Assembly(Protocol):
    """A meeting's matter as it stands. Nothing here is kept; `after` is the same matter with further decisions."""

    @property
    def season(self) -> Season:
        """The season whose rules hold."""

    @property
    def round(self) -> int:
        """The round it is about."""

    @property
    def scope(self) -> Scope:
        """A panel proposes levels, the season's meeting gives them."""

    @property
    def view(self) -> PanelView:
        """Rows, ties and meters as they stand."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Everything this meeting decided, undone or not."""

    @property
    def names(self) -> Mapping[str, str]:
        """Who belongs to the meeting: id → as they are called."""

    @property
    def hidden_units(self) -> Sequence[str]:
        """Units that no word of this meeting may name; none where the season shows them."""

    @property
    def made_in(self) -> Mapping[str, str]:
        """Decision → the step in which it was made; what cannot be taken back is not here."""

    def panel_says(self, code: str) -> PanelSays | None:
        """What the entry's panel closed with; None at the panel's own meeting."""

    @property
    def asking(self) -> Collection[str]:
        """Entries at a level beyond its places, for which this meeting asks the organiser."""

    def after(self, made: Sequence[Decision]) -> Assembly:
        """As if these were decided too."""

    def rubric_of(self, code: str) -> Rubric:
        """The rubric of an entry."""

    def place_words(self, field: str | None, panel: str | None) -> str:
        """制造类 第3组; empty for the whole."""

    def topics(self, near: int) -> tuple[Topic, ...]:
        """Every counted entry with its heading, `near` entries on each side of a line as 名额线附近."""

    def absent_words(self, row: PanelRow) -> str:
        """Why an entry comes up as 缺评."""

    def remarks(self, row: PanelRow) -> tuple[str, ...]:
        """What else the meeting has to know of an entry before it is called up."""

    def avoid_words(self, row: PanelRow) -> str:
        """ "请顾长青回避", or empty."""

    def led_by_another(self, row: PanelRow) -> bool:
        """Whether whoever leads the meeting stands aside from this entry, so that somebody else has to lead."""

    def named_lead(self, row: PanelRow) -> str:
        """Whom the season names to lead then; "" when nobody is."""

    def check(self, rows: Sequence[PanelRow], meeting: Meeting) -> None:
        """Raises InvalidEntry `votes`, UsageError `chair-recused` or `wrong-leader`."""

    def worded(self, reason: str, meeting: Meeting) -> str:
        """The reason as it is kept, with whoever led in the chair's place."""

    def handed_in(self, judge: str, code: str) -> Mapping[str, Points] | None:
        """One judge's points by item as they were handed in; None where this meeting holds no sheets."""
