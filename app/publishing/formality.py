"""形式审查: may this entry be judged as it stands? A verdict and its reasons, never a score.

Only an unreadable or missing report keeps an entry waiting (缓评); what can be handed in later is a warning
(完善后参评) and the entry is assigned and published all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from app.core.tasks import Context
from app.core.text import fold, unit_key
from app.core.words import say
from app.models.organising import (
    EntryVerdict,
    FileIssue,
    FormalityFinding,
    ImportedEntry,
    Material,
    MaterialsReport,
    Recommender,
    Severity,
    Verdict,
)
from app.models.season import Season
from app.publishing.formality_files import Checks, absent, blocking, opened, warning

T = TypeVar("T", Material, FileIssue)
UNAFFILIATED = "其他-市质协会员现场部"
"""The recommender of units that have none: always on the list."""
PER_UNIT = 2


@dataclass(frozen=True)
class FormalityRules:
    """`recommenders` is the season's list; while it is empty any named recommender is accepted."""

    recommenders: tuple[Recommender, ...] = ()
    per_unit: int = PER_UNIT
    unaffiliated: str = UNAFFILIATED

    def knows(self, recommender: str) -> bool:
        """Whether the recommender is on the list."""
        return not self.recommenders or fold(recommender) in {fold(r.name) for r in self.recommenders} | {fold(self.unaffiliated)}

    def exempts(self, entry: ImportedEntry) -> bool:
        """Whether the number of entries per unit does not bind this one."""
        listed = any(r.exempt and fold(r.name) == fold(entry.recommender) for r in self.recommenders)
        return entry.exempt or listed


def check_entries(
    entries: tuple[ImportedEntry, ...],
    materials: MaterialsReport,
    season: Season,
    checks: Checks,
    rules: FormalityRules | None = None,
    ctx: Context | None = None,
) -> tuple[EntryVerdict, ...]:
    """A verdict per entry and round, in the order of `entries`; every file is opened once."""
    rules = rules or FormalityRules()
    crowded = _crowded(entries, rules)
    files = _grouped(materials.matched)
    issues = _grouped(materials.issues)
    verdicts = []
    for n, entry in enumerate(entries):
        if ctx:
            ctx.report(say("形式审查 {code}", "Checking {code}", code=entry.code), n / len(entries))
        own = files.get((entry.code, entry.round), ())
        findings = (
            *_sheet_findings(entry, season, rules, crowded),
            *absent(own, issues.get((entry.code, entry.round), ()), season.round(entry.round)),
            *(f for m in own for f in opened(m, checks)),
        )
        verdicts.append(EntryVerdict(entry.code, entry.round, verdict_of(findings), findings))
    return tuple(verdicts)


def _grouped(things: Iterable[T]) -> dict[tuple[str | None, int | None], tuple[T, ...]]:
    groups: dict[tuple[str | None, int | None], list[T]] = defaultdict(list)
    for thing in things:
        groups[thing.entry, thing.round].append(thing)
    return {key: tuple(group) for key, group in groups.items()}


def verdict_of(findings: tuple[FormalityFinding, ...]) -> Verdict:
    """不评 for what cannot be judged at all, 缓评 for the report, 完善后参评 for any other warning, else 参评."""
    blocking = {f.code for f in findings if f.severity is Severity.BLOCKING}
    if blocking - {"report-missing", "report-unreadable"}:
        return Verdict.REJECTED
    if blocking:
        return Verdict.DEFERRED
    return Verdict.COMPLETE_FIRST if any(f.severity is Severity.WARNING for f in findings) else Verdict.ADMITTED


def _crowded(entries: tuple[ImportedEntry, ...], rules: FormalityRules) -> dict[tuple[str, int], int]:
    """{(unit, round): number of entries} for units with more than the rules allow; exempt and withdrawn entries do not count."""
    counts: dict[tuple[str, int], int] = {}
    for entry in entries:
        if not rules.exempts(entry) and not entry.withdrawn and not entry.practice:
            key = (unit_key(entry.unit), entry.round)
            counts[key] = counts.get(key, 0) + 1
    return {key: n for key, n in counts.items() if n > rules.per_unit}


def _sheet_findings(
    entry: ImportedEntry, season: Season, rules: FormalityRules, crowded: dict[tuple[str, int], int]
) -> list[FormalityFinding]:
    """What the row itself tells."""
    found = _unjudgeable(entry, season)
    if not entry.recommender:
        found.append(warning("recommender-missing", say("没有推荐单位", "no recommending unit")))
    elif not rules.knows(entry.recommender):
        found.append(
            warning(
                "recommender-unknown",
                say("推荐单位“{name}”不在名单内", "the recommending unit “{name}” is not on the list", name=entry.recommender[:60]),
            )
        )
    if entry.sealed is False:
        found.append(warning("seal-missing", say("缺推荐单位公章", "the recommending unit's seal is missing")))
    count = 0 if rules.exempts(entry) else crowded.get((unit_key(entry.unit), entry.round), 0)
    if count:
        found.append(
            warning(
                "too-many-per-unit",
                say(
                    "完成单位有 {n} 项成果，最多 {limit} 项",
                    "the unit has {n} {n:entry|entries}; the limit is {limit}",
                    n=count,
                    limit=rules.per_unit,
                ),
            )
        )
    return found


def _unjudgeable(entry: ImportedEntry, season: Season) -> list[FormalityFinding]:
    """Withdrawn, or without a field or score table in this season."""
    found = []
    if entry.withdrawn:
        found.append(blocking("withdrawn", say("已撤报", "withdrawn")))
    if entry.field not in {f.code for f in season.fields}:
        found.append(
            blocking(
                "field-unknown",
                say("领域“{name}”不在本季名单内", "the field “{name}” is not one of the season's", name=entry.field_name[:60]),
            )
        )
    current = season.round(entry.round)
    rubrics = [r for r in season.rubrics if current and r.id in current.rubrics]
    if not any(entry.topic_type in r.topic_types for r in rubrics):
        found.append(
            blocking("topic-type-unfit", say("本轮没有适用于该课题类型的评审表", "no score table of this round fits the topic type"))
        )
    return found
