"""Reads one story and refuses numbers that contradict each other: a sample that does not add up teaches the wrong thing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SELF, ASSIGNED, INNOVATION = "问题解决型·自定目标", "问题解决型·指令性目标", "创新型"
_FACTOR = {"%": 100, "‰": 1000, "ppm": 1_000_000}


class Contradiction(ValueError):
    """A story whose numbers do not agree."""


@dataclass(frozen=True)
class Entry:
    """One row of the season's list of entries."""

    code: str
    title: str
    circle: str
    topic_type: str
    field: str
    unit: str
    recommender: str
    panel: str
    onsite: bool
    video: bool


def rows(block: str) -> list[list[str]]:
    """Lines of `a|b|c` as lists."""
    return [[cell.strip() for cell in line.split("|")] for line in block.strip().splitlines() if line.strip()]


def numbers(line: str) -> list[float]:
    """Comma separated numbers."""
    return [float(part) for part in line.split(",")]


@dataclass(frozen=True)
class Story:
    """An entry with everything its report tells."""

    entry: Entry
    data: dict[str, Any]

    def part(self, name: str) -> dict[str, Any]:
        """A table of the story, empty where the circle left the step out."""
        value = self.data.get(name, {})
        return value if isinstance(value, dict) else {}

    def items(self, name: str) -> list[dict[str, Any]]:
        """A list of tables of the story."""
        return list(self.data.get(name, []))

    def months(self) -> list[tuple[int, int]]:
        """The months of the activity as (year, month)."""
        first, last = (tuple(int(part) for part in end.split("-")) for end in self.data["period"].split(".."))
        count = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
        return [(first[0] + (first[1] - 1 + n) // 12, (first[1] - 1 + n) % 12 + 1) for n in range(count)]


def load(path: Path, entry: Entry) -> Story:
    """Read and check a story."""
    story = Story(entry, tomllib.loads(path.read_text(encoding="utf-8")))
    _check_steps(story)
    if "survey" in story.data:
        _check_survey(story)
    _check_result(story)
    _check_causes(story)
    return story


def rate(bad: float, checked: float, unit: str) -> float:
    """Share of bad in the unit of the metric."""
    return bad / checked * _FACTOR[unit]


def mean_of(table: list[list[str]], unit: str, kind: str) -> float:
    """The metric over all months: a pooled rate or a mean weighted by the sample count."""
    checked = sum(float(row[1]) for row in table)
    if kind == "rate":
        return rate(sum(float(row[2]) for row in table), checked, unit)
    return sum(float(row[1]) * float(row[2]) for row in table) / checked


def _near(a: float, b: float, what: str, story: Story, slack: float = 0.006) -> None:
    if abs(a - b) > max(abs(b) * slack, 0.006):
        raise Contradiction(f"{story.entry.code}: {what}: {a:.4g} against {b:.4g}")


def _check_steps(story: Story) -> None:
    kind = story.entry.topic_type
    if story.entry.topic_type == INNOVATION and "survey" in story.data and "faults" not in story.data:
        raise Contradiction(f"{story.entry.code}: an innovation topic has no status survey")
    wanted = {SELF: "survey", ASSIGNED: "feasibility", INNOVATION: "schemes"}[kind]
    if wanted not in story.data and wanted not in story.data.get("left_out", []):
        raise Contradiction(f"{story.entry.code}: {kind} without {wanted}")


def _check_survey(story: Story) -> None:
    survey, target = story.part("survey"), story.part("target")
    monthly, pareto = rows(survey["monthly"]), rows(survey["pareto"])
    kind = survey.get("kind", "rate")
    _near(mean_of(monthly, target["unit"], kind), target["before"], "survey against target.before", story)
    total = sum(float(row[1]) for row in pareto)
    if kind == "rate":
        lost = sum(float(row[2]) for row in monthly)
        good = survey.get("good", False)
        _near(total, sum(float(row[1]) for row in monthly) - lost if good else lost, "Pareto against monthly", story, 0)
    else:
        _near(total, target["before"], "Pareto against the mean", story)
    if "second" in survey:
        _near(sum(float(row[1]) for row in rows(survey["second"])), float(pareto[0][1]), "second Pareto against the first bar", story)
    values = [float(row[1]) for row in pareto[:-1]]
    if values != sorted(values, reverse=True):
        raise Contradiction(f"{story.entry.code}: Pareto out of order")


def _check_result(story: Story) -> None:
    target, effect = story.part("target"), story.part("effect")
    after = mean_of(rows(effect["monthly"]), target["unit"], effect.get("kind", story.part("survey").get("kind", "rate")))
    _near(after, effect["after"], "effect.after", story)
    up = target.get("better", "lower") == "higher"
    if (after >= target["goal"]) != up and after != target["goal"]:
        raise Contradiction(f"{story.entry.code}: target {target['goal']} missed with {after:.3f}")


def _check_causes(story: Story) -> None:
    if "causes" not in story.data:
        return
    ends = [row[-1] for row in rows(story.part("causes")["tree"])]
    checked = [item["end"] for item in story.items("check")]
    if sorted(ends) != sorted(checked):
        raise Contradiction(f"{story.entry.code}: end causes {set(ends) ^ set(checked)} not in both tree and checks")
    main = [item["end"] for item in story.items("check") if item.get("main")]
    if main != [item["cause"] for item in story.items("measure")]:
        raise Contradiction(f"{story.entry.code}: main causes and measures differ")
