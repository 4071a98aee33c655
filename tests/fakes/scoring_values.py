"""Seasons, entries, sheets and decisions in one line each, for tests of the scoring rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from app.core.ids import sha256_hex
from app.core.paths import resources
from app.models.decision import Decision, DecisionKind, Scope
from app.models.entry import Entry
from app.models.points import of
from app.models.rubric import Bilingual, Rubric, RubricItem, TopicType
from app.models.season import Aggregation, EntryField, Level, Policy, Quota, Round, Season, SeasonWords
from app.models.shape import Points
from app.models.sheet import Recusal, RecusalReason, ScoreSheet
from app.packages.codec import from_json

DAY = datetime(2026, 6, 1, tzinfo=UTC)
RUBRIC_FILES = ("tcaq-10201-2020-problem", "tcaq-10201-2020-innovation", "tcaq-10201-2020-onsite", "presentation-28")


def two(text: str) -> Bilingual:
    return Bilingual(text, text)


def rubric_json(name: str) -> dict[str, Any]:
    """A rubric file of the program, as parsed JSON."""
    found: dict[str, Any] = json.loads((resources() / "rubrics" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def rubric_file(name: str) -> Rubric:
    """The same as a Rubric."""
    return from_json(Rubric, rubric_json(name))


def item(code: str = "CAUSE", most: str = "30", step: str = "0.5", least: str = "0") -> RubricItem:
    return RubricItem(code, two(code), of(most), of(step), (), of(least))


def one_item_rubric() -> Rubric:
    """One item of 100 points in hundredths: a sheet's total is what the test says."""
    return Rubric("ONE", two("一项"), "-", "-", tuple(TopicType), (item("ALL", "100", "0.01"),), of(100), 1)


def season(*, quotas: tuple[Quota, ...] = (), levels: tuple[Level, ...] = (), rubrics: tuple[Rubric, ...] = (), **policy: Any) -> Season:
    """`policy` are fields of Policy."""
    return Season(
        "qc0123456789abcdef", 1, "测试季", "市质协", 2026, DAY, SeasonWords(), (EntryField("MFG", two("制造类")), EntryField("SVC", two("服务类"))),
        levels or (Level("BENCHMARK", two("标杆级"), of(90)), Level("EXCELLENT", two("优秀级"), of(80))),
        (Round(1, two("资料评审"), ("ONE",)),), rubrics or (one_item_rubric(),), Policy(quotas=quotas, **policy), {},
    )  # fmt: skip


def entry(code: str, field: str = "MFG", rubric: str = "ONE", **more: Any) -> Entry:
    return Entry(code, more.pop("number", 1), f"课题{code}", f"小组{code}", TopicType.PROBLEM_SELF, field, rubric, (), **more)


def sheet(code: str, total: str | None = None, **points: str) -> ScoreSheet:
    """A sheet of the one-item rubric with `total`, or of another rubric with `points` by item; blank without either."""
    values = {"ALL": of(total)} if total is not None else {k: of(v) for k, v in points.items()}
    return ScoreSheet(code, points=values)


def stands_aside(code: str) -> ScoreSheet:
    return ScoreSheet(code, recusal=Recusal(RecusalReason.COACHED, "辅导过该小组", DAY))


def marks(code: str, *totals: str | None) -> dict[str, dict[str, ScoreSheet]]:
    """Judges J1, J2 … on one entry; "回避" stands aside, None is blank."""
    return {f"J{n}": {code: stands_aside(code) if t == "回避" else sheet(code, t)} for n, t in enumerate(totals, 1)}


def together(*parts: Mapping[str, Mapping[str, ScoreSheet]]) -> dict[str, dict[str, ScoreSheet]]:
    """Several `marks` as one table judge → entry → sheet."""
    table: dict[str, dict[str, ScoreSheet]] = {}
    for part in parts:
        for judge, own in part.items():
            table.setdefault(judge, {}).update(own)
    return table


def decision(kind: DecisionKind, name: str, minute: int = 0, **more: Any) -> Decision:
    """`name` becomes the id (first 32 hex digits of its SHA-256)."""
    undoes = more.pop("undoes", None)
    at = DAY + timedelta(minutes=minute)
    return Decision(
        sha256_hex(name.encode())[:32], at, Scope.PANEL, kind, "理由", undoes=sha256_hex(undoes.encode())[:32] if undoes else None, **more
    )


def hundredths(*values: int) -> dict[str, Points]:
    """J1, J2 … → points."""
    return {f"J{n}": Points(v) for n, v in enumerate(values, 1)}


TRIM_5, TRIM_3, MEAN, MEDIAN = Aggregation.TRIM_FROM_5, Aggregation.TRIM_FROM_3, Aggregation.MEAN, Aggregation.MEDIAN
