"""The steps a topic type prescribes, and where a report has them: a reading aid that points and never scores.

A step is found by its heading: a short line that begins with its name, behind any numbering. A page that names many
steps at once is a table of contents, a flow chart or a slide with a bar of steps, and only counts when nothing else does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from app.models.rubric import Bilingual, TopicType
from app.models.shape import Id, Line, Many, Text

_NUMBERING = re.compile(
    r"^(?:(?:第?[一二三四五六七八九十0-9]+(?:\.[0-9]+)*(?:章|节|步|部分)?[、.:)\]]?)|[(\[【][一二三四五六七八九十0-9]+[)\]】][、.:]?|step[0-9]*[.:]?|[■●◆▶➤★※•【])+"
)
_CONTENTS_LINE = re.compile(r"[.…·。]{2,}\s*[0-9]{0,3}$|[^0-9\s]\s+[0-9]{1,3}$")
_SENTENCE = re.compile(r"[,;。!?]")
_LONGER = 14
_MANY = 4
_LONGEST = 80


@dataclass(frozen=True)
class Step:
    """One step: PDCA phase, name, and other names people give it."""

    code: Id
    phase: Annotated[str, Text(1, 1, "[PDCA]")]
    name: Bilingual
    also: Annotated[tuple[Line, ...], Many(40)] = ()


@dataclass(frozen=True)
class StepList:
    """The steps of one topic type in order; `needed` are those without which the type is in doubt, `foreign` steps of
    other types that speak against it."""

    topic_type: TopicType
    steps: Annotated[tuple[Step, ...], Many(20)]
    needed: Annotated[tuple[Id, ...], Many(20)] = ()
    foreign: Annotated[tuple[Step, ...], Many(20)] = ()


class Found(StrEnum):
    """How surely: by a heading of its own, only on pages that name many steps, or not at all."""

    HEADING = "heading"
    LISTED = "listed"
    ABSENT = "absent"


@dataclass(frozen=True)
class StepPlace:
    """Where one step is: pages (1…) in order."""

    step: Step
    found: Found
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Checklist:
    """Every step of the list in order, and the foreign steps that have a heading. `readable` is False for a scan."""

    topic_type: TopicType
    places: tuple[StepPlace, ...]
    foreign: tuple[StepPlace, ...]
    needed: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether enough steps were found to say anything about those that were not."""
        return sum(p.found is not Found.ABSENT for p in self.places) >= min(3, len(self.places))

    @property
    def missing(self) -> tuple[Step, ...]:
        """Needed steps that are nowhere; empty when the report cannot be read."""
        absent = [p.step for p in self.places if p.found is Found.ABSENT and p.step.code in self.needed]
        return tuple(absent) if self.readable else ()


def locate(steps: StepList, pages: Sequence[str]) -> Checklist:
    """Find the headings in page texts (one text per page, in order)."""
    return in_headings(steps, ((line, number) for number, text in enumerate(pages, 1) for line in text.splitlines()))


def in_headings(steps: StepList, headings: Iterable[tuple[str, int]]) -> Checklist:
    """Find the steps in headings with their pages (1…), such as a PDF's bookmarks or a report's lines."""
    names = _names((*steps.steps, *steps.foreign))
    hits: dict[int, dict[str, bool]] = {}
    for line, page in headings:
        if code := _named(line, names):
            hits.setdefault(page, {})[code] = True
    places = tuple(_place(step, hits) for step in steps.steps)
    foreign = tuple(p for step in steps.foreign if (p := _place(step, hits)).found is Found.HEADING)
    return Checklist(steps.topic_type, places, foreign, steps.needed)


def _names(steps: Iterable[Step]) -> list[tuple[str, str]]:
    """(folded name, code), longest first, so that 设定目标及目标可行性论证 is not taken for 设定目标."""
    pairs = {_fold(name): step.code for step in steps for name in (*step.also, step.name.zh, step.name.en)}
    return sorted(pairs.items(), key=lambda pair: -len(pair[0]))


def _named(line: str, names: Sequence[tuple[str, str]]) -> str | None:
    plain = unicodedata.normalize("NFKC", line).strip()
    if not plain or len(plain) > _LONGEST or _CONTENTS_LINE.search(plain):
        return None
    heading = _NUMBERING.sub("", _fold(plain))
    for name, code in names:
        if heading.startswith(name):
            rest = heading[len(name) :]
            return code if len(rest) <= _LONGER and not _SENTENCE.search(rest) else None
    return None


def _place(step: Step, hits: dict[int, dict[str, bool]]) -> StepPlace:
    pages = [page for page in sorted(hits) if step.code in hits[page]]
    own = [page for page in pages if len(hits[page]) < _MANY]
    found = Found.HEADING if own else Found.LISTED if pages else Found.ABSENT
    return StepPlace(step, found, tuple(own or pages))


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
