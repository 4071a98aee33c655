"""Who reads what in one round: panels, conflicts, reads and reading order, with what could not be met in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from random import Random

from app.core.tasks import Context
from app.core.words import say
from app.models.organising import AssignmentPlan, EntryPlace, ImportedEntry, ImportedJudge, JudgePlan
from app.models.roster import PanelRole
from app.publishing.assignment import balanced_reads
from app.publishing.conflicts import propose_recusals
from app.publishing.panels import place_entries

Pair = tuple[str, str]
"""(judge id, entry code)."""


@dataclass
class _Panel:
    """One panel while it is planned."""

    code: str
    judges: list[ImportedJudge]
    places: list[EntryPlace]
    out: frozenset[Pair]
    doubtful: frozenset[Pair]
    unmet: list[str] = field(default_factory=list)

    def allowed(self, entry: str) -> list[int]:
        """Indices of the judges who may read an entry."""
        return [n for n, j in enumerate(self.judges) if (j.id, entry) not in self.out]


def plan_assignment(
    entries: tuple[ImportedEntry, ...],
    judges: tuple[ImportedJudge, ...],
    *,
    round_number: int = 1,
    reads: int | None = None,
    seed: int = 0,
    conflicts: Collection[Pair] = (),
    exclude_same_unit: bool = True,
    ctx: Context | None = None,
) -> AssignmentPlan:
    """Assign the entries of `round_number` (those that take part: the caller leaves out 不评 and 缓评).

    `reads` None: every judge of a panel reads all its entries, conflicts out. `conflicts` are confirmed ones. With
    `exclude_same_unit` a judge of the very same unit is a conflict too; with or without it, it is among the proposals.
    Equal arguments give equal plans.
    """
    current = tuple(e for e in entries if e.round == round_number)
    places, words = place_entries(current, judges)
    proposals = propose_recusals(current, judges)
    excluded = {(p.judge, p.entry) for p in proposals if p.excluded and exclude_same_unit}
    out = frozenset(conflicts) | excluded
    doubtful = frozenset((p.judge, p.entry) for p in proposals) - out
    unmet = list(words)
    plans: list[JudgePlan] = []
    for code in dict.fromkeys(j.panel for j in judges):
        panel = _Panel(code, [j for j in judges if j.panel == code], [p for p in places if p.panel == code], out, doubtful)
        plans += _plan_panel(panel, reads, seed, ctx)
        unmet += panel.unmet
    unmet += _between_panels(plans)
    return AssignmentPlan(round_number, seed, tuple(plans), places, proposals, tuple(unmet), reads)


def _plan_panel(panel: _Panel, reads: int | None, seed: int, ctx: Context | None) -> list[JudgePlan]:
    random = Random(f"{seed}/{panel.code}")
    chosen = _chosen(panel, reads, random.getrandbits(32), ctx)
    own = [tuple(p.entry for p, readers in zip(panel.places, chosen, strict=True) if n in readers) for n in range(len(panel.judges))]
    turns = list(range(len(panel.judges)))
    random.shuffle(turns)
    _say_idle(panel, own)
    _say_chairs(panel)
    return [
        JudgePlan(j.id, panel.code, j.role, mine, turn * len(mine) // len(turns))
        for j, mine, turn in zip(panel.judges, own, turns, strict=True)
    ]


def _chosen(panel: _Panel, reads: int | None, seed: int, ctx: Context | None) -> list[tuple[int, ...]]:
    """Per entry the indices of its readers."""
    allowed = [panel.allowed(p.entry) for p in panel.places]
    _say_unread(panel, allowed, reads)
    if reads is None or not panel.places or reads >= len(panel.judges):
        return [tuple(a) for a in allowed]
    avoided = {(e, n) for e, p in enumerate(panel.places) for n, j in enumerate(panel.judges) if (j.id, p.entry) in panel.doubtful}
    found = balanced_reads(allowed, len(panel.judges), reads, seed, avoided, ctx)
    if found is None:
        panel.unmet.append(
            say(
                "专业组 {panel}：限时内没有算出分配，改为全评",
                "Panel {panel}: no plan was found in time; every judge reads all",
                panel=panel.code,
            )
        )
        return [tuple(a) for a in allowed]
    _say_quality(panel, found.judges, found.bridges, found.connected)
    return list(found.judges)


def _say_unread(panel: _Panel, allowed: list[list[int]], reads: int | None) -> None:
    if reads is not None and reads > len(panel.judges) and panel.places:
        panel.unmet.append(
            say(
                "专业组 {panel} 只有 {n} 位评委，达不到每项 {reads} 人",
                "Panel {panel} has {n} {n:judge|judges}, fewer than the {reads} {reads:read|reads} asked for",
                panel=panel.code,
                n=len(panel.judges),
                reads=reads,
            )
        )
    target = len(panel.judges) if reads is None else min(reads, len(panel.judges))
    for place, some in zip(panel.places, allowed, strict=True):
        if not some:
            panel.unmet.append(say("{code} 没有可评的评委（都需回避）", "{code} has no judge; all have a conflict", code=place.entry))
        elif reads is not None and len(some) < target:
            panel.unmet.append(
                say("{code} 只有 {n} 位评委可评", "{code} can be read by {n} {n:judge|judges} only", code=place.entry, n=len(some))
            )


def _say_quality(panel: _Panel, readers: tuple[tuple[int, ...], ...], bridges: int, connected: bool) -> None:
    load = Counter(n for some in readers for n in some)
    least, most = min(load[n] for n in range(len(panel.judges))), max(load.values(), default=0)
    if bridges:
        panel.unmet.append(
            say(
                "专业组 {panel}：为使评委之间可比，增加了 {n} 次阅评",
                "Panel {panel}: {n} {n:read was|reads were} added so that all judges can be compared",
                panel=panel.code,
                n=bridges,
            )
        )
    if not connected:
        panel.unmet.append(
            say(
                "专业组 {panel}：因回避，评委之间无法全部连通",
                "Panel {panel}: conflicts leave judges that cannot be joined by common entries",
                panel=panel.code,
            )
        )
    if most - least > 1:
        panel.unmet.append(
            say(
                "专业组 {panel}：各评委 {least}–{most} 项，不能更均衡",
                "Panel {panel}: judges read {least}–{most} entries; it could not be more even",
                panel=panel.code,
                least=least,
                most=most,
            )
        )


def _say_idle(panel: _Panel, own: list[tuple[str, ...]]) -> None:
    if not panel.places:
        panel.unmet.append(say("专业组 {panel} 没有成果", "Panel {panel} has no entries", panel=panel.code))
        return
    idle = [j.id for j, mine in zip(panel.judges, own, strict=True) if not mine]
    if idle:
        panel.unmet.append(
            say(
                "专业组 {panel}：{judges} 没有分到成果",
                "Panel {panel}: {judges} got no entries",
                panel=panel.code,
                judges=" ".join(idle)[:1000],
            )
        )


def _say_chairs(panel: _Panel) -> None:
    """Where two may collect, whose meeting decides."""
    chairs = sorted((j for j in panel.judges if j.role is PanelRole.CHAIR), key=lambda j: j.deputy)
    if len(chairs) > 1:
        panel.unmet.append(
            say(
                "专业组 {panel}：组长 {chair}，副组长 {deputies}；都能收取全组评分，决定和定稿只在组长的会上",
                "Panel {panel}: chair {chair}, deputy {deputies}; both collect every file, decisions and the closing are the chair's alone",
                panel=panel.code, chair=chairs[0].name, deputies="、".join(j.name for j in chairs[1:])[:200],
            )
        )  # fmt: skip


def _between_panels(plans: list[JudgePlan]) -> list[str]:
    reading = {p.panel for p in plans if p.entries}
    if len(reading) < 2:
        return []
    return [
        say(
            "{n} 个专业组之间没有共同的评委，各组分数不能直接比较",
            "The {n} panels share no judge; points of different panels do not compare directly",
            n=len(reading),
        )
    ]
