"""What papers need and the panel itself does not hold: the letters after 定稿, the sentence on reliability, and what people say of the meeting."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.reports.award_values import Finding
from app.services.chair import letters, statistics
from app.services.chair.letters import LetterPaper
from app.services.chair.paper_basis import FinalLetter, Supplement
from app.services.chair.papers import PanelPaper
from app.services.profile import Profile

_RELIABLE = frozenset({PanelPaper.MATRIX})
"""Papers that print the sentence; nothing heavy is computed for the others."""


@dataclass(frozen=True)
class Meeting:
    """What only people know, in their words; empty texts are left blank to be written by hand.

    `units`, `recommenders`: whether 完成单位 and 推荐单位 are printed.
    """

    place: str = ""
    time: str = ""
    host: str = ""
    recorder: str = ""
    units: bool = True
    recommenders: bool = True


def supplement(profile: Profile, which: Collection[PanelPaper], meeting: Meeting, *, round_number: int | None = None) -> Supplement:
    """Everything given for these papers. Raises UsageError behind the gate."""
    final = letters.finals(profile, round_number=round_number) if PanelPaper.LETTERS in which else {}
    return Supplement(
        meeting.place, meeting.time, meeting.host, meeting.recorder, _reliability(profile, which, round_number), meeting.units,
        meeting.recommenders, letters=_letters(final),
    )  # fmt: skip


def _reliability(profile: Profile, which: Collection[PanelPaper], round_number: int | None) -> str:
    """The one sentence, with its interval; empty where it cannot be told."""
    if not _RELIABLE & set(which):
        return ""
    found = statistics.statistics(profile, round_number=round_number).found
    if found is None or found.reliability is None:
        return ""
    from app.scoring.statistics import words

    return words.reliability_words(found.reliability)


def _letters(final: Mapping[str, LetterPaper]) -> dict[str, FinalLetter]:
    return {code: final_letter(letter) for code, letter in final.items()}


def final_letter(letter: LetterPaper) -> FinalLetter:
    """The letter's points as papers take them."""
    return FinalLetter(_findings(letter.strengths), _findings(letter.weaknesses), _findings(letter.suggestions))


def _findings(points: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    return tuple(Finding(text, place=place) for text, place in points)
