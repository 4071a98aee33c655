"""The next round: who is a candidate, what they carry over, which files go with them, who reads them. Then `publish` as ever.

Said again it changes nothing but what is new: a video that came late, a panel that closed since. Nothing of the round before is touched.
An entry that is put off (暂缓) keeps its place and goes no further until it is decided: it is named with its reason, never passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from app.core.errors import UsageError
from app.core.tasks import Context
from app.core.words import say, strung
from app.models.changes import Changes, Topic, changed
from app.models.organising import AssignmentPlan, CarriedEntry, EntryVerdict, ImportedEntry, Material
from app.models.season import Season
from app.publishing import plan as plans
from app.scoring.decisions import deferred
from app.services.organiser import manifests, panel_files, season_import, season_merge, season_standing, state
from app.services.profile import Profile
from app.store.database import Transaction


@dataclass(frozen=True)
class NextRound:
    """What was prepared. `carried`: by code; `dropped`: no candidates any more, taken out; `kept`: no candidates any more, but
    published, so they stay; `provisional`: there is no 定稿 of the standing they come from; `deferred`: entries put off at a place that would
    go on → why."""

    round: int
    weight: int
    carried: tuple[CarriedEntry, ...]
    materials: tuple[Material, ...]
    verdicts: tuple[EntryVerdict, ...]
    plan: AssignmentPlan
    dropped: tuple[str, ...]
    kept: tuple[str, ...]
    provisional: bool
    deferred: Mapping[str, str] = field(default_factory=dict)


class _Found(NamedTuple):
    """Who goes on, whose place waits (entry → why), and whether the standing may still change."""

    carried: tuple[CarriedEntry, ...]
    deferred: Mapping[str, str]
    provisional: bool


def next_round(
    profile: Profile, repository: Path, ctx: Context, *, level: str, files: Sequence[Path] = (), weight: int | None = None,
    reads: int | None = None, seed: int = 1,
) -> tuple[NextRound, Changes]:  # fmt: skip
    """Entries at `level` or better go on: by the panels' proposals in `files`, or by the season's standing without any.

    `weight`: per cent of the new round's own score in its result (None: as the season says). Raises UsageError `unknown-level`,
    `no-such-round`, `no-candidates`, `no-materials` and those of the standing; TrustError and FormatError for a file.
    """
    home = state.check_repository(profile, str(repository))
    if not home.materials or not Path(home.materials).is_dir():
        raise UsageError(
            say("找不到材料文件夹。", "The materials folder is not there."), say("请重新导入，或把文件夹放回原处。", "Import again, or put the folder back."),
            reason="no-materials",
        )  # fmt: skip
    with profile.database.read() as tx:
        season = state.season(tx)
    found, waiting, provisional = _candidates(profile, season, level.upper(), files)
    number = found[0].round
    season = _weighted(season, number, weight)
    with profile.database.read() as tx:
        rows, gone, kept = _rows(tx, found)
        everything = season_import.with_files(tx, (*(e for e in state.ENTRIES.all(tx) if e.round != number), *rows), _by_place(found))
    materials, verdicts = season_import.look_at(profile, everything, Path(home.materials), number, ctx.part(0.0, 0.9))
    taking_part = {v.entry for v in verdicts if v.takes_part} | set(kept)
    with profile.database.read() as tx:
        people = state.JUDGES.all(tx)
    chosen = tuple(r for r in rows if r.code in taking_part)
    plan = plans.plan_assignment(chosen, people, round_number=number, reads=reads, seed=seed, ctx=ctx.part(0.9, 1.0))
    made = NextRound(number, _weight(season, number), found, materials, verdicts, plan, gone, kept, provisional, waiting)
    _keep(profile, season, rows, made)
    return made, changed(Topic.SEASON)


def _candidates(profile: Profile, season: Season, level: str, files: Sequence[Path]) -> _Found:
    order, named = [v.code for v in season.levels], season.level(level)
    if named is None:
        raise UsageError(
            say("本季没有等级“{level}”。", "This season has no level “{level}”.", level=level[:40]),
            say("可选：{levels}", "There are: {levels}", levels=strung(say("、", ", "), order)), reason="unknown-level",
        )  # fmt: skip
    enough = set(order[: order.index(named.code) + 1])
    found = _proposed(profile, files, enough) if files else _official(profile, enough)
    if not found.carried:
        raise _nobody(level, found.deferred)
    number = found.carried[0].round
    if season.round(number) is None:
        raise UsageError(
            say("本季没有第{n}轮。", "This season has no round {n}.", n=number), say("请检查赛季的轮次设置。", "Check the season's rounds."),
            reason="no-such-round",
        )  # fmt: skip
    return found._replace(carried=tuple(sorted(found.carried, key=lambda c: c.entry)))


def _nobody(level: str, waiting: Mapping[str, str]) -> UsageError:
    if waiting:
        return UsageError(
            say("达到“{level}”的成果都暂缓：{codes}。", "Every entry that has reached “{level}” is deferred: {codes}.", level=level,
                codes=strung(say("、", ", "), sorted(waiting))),
            say("请先议定这些成果，再排下一轮。", "Decide about them first."), reason="no-candidates",
        )  # fmt: skip
    return UsageError(
        say("没有达到“{level}”的成果。", "No entry has reached “{level}”.", level=level),
        say("请先合并小组结果，或换一个等级。", "Merge the panels' results first, or name another level."), reason="no-candidates",
    )  # fmt: skip


def _official(profile: Profile, enough: set[str]) -> _Found:
    now = season_standing.standing(profile)
    payloads, waiting = {p: f.payload for p, f in now.state.counted.items()}, now.view.undecided
    rows = [r for r in now.view.view.rows if r.level in enough and r.official is not None]
    carried = [
        CarriedEntry(r.code, now.state.round + 1, r.official, r.level or "", payloads[r.panel])
        for r in rows
        if r.official is not None and r.code not in waiting
    ]
    return _Found(tuple(carried), {r.code: waiting[r.code] for r in rows if r.code in waiting}, now.closed is None)


def _proposed(profile: Profile, files: Sequence[Path], enough: set[str]) -> _Found:
    with profile.database.read() as tx:
        known = {(e.round, e.code) for e in state.ENTRIES.all(tx) if not (e.practice or e.withdrawn)}
    newest = _newest(profile, files)
    if len({file.value.round for file in newest}) > 1:
        raise UsageError(
            say("这些文件不是同一轮的。", "These files are not of one round."), say("请按轮次分开。", "Take each round by itself."), reason="two-rounds",
        )  # fmt: skip
    carried, waiting = list[CarriedEntry](), dict[str, str]()
    for file in newest:
        put_off = deferred(file.value.decisions)
        there = [e for e in file.value.entries if e.level in enough and (file.value.round, e.entry) in known]
        waiting |= {e.entry: put_off[e.entry] for e in there if e.entry in put_off}
        carried += [
            CarriedEntry(e.entry, file.value.round + 1, e.official, e.level or "", file.payload)
            for e in there
            if e.official is not None and e.entry not in put_off
        ]
    return _Found(tuple(carried), waiting, False)


def _newest(profile: Profile, files: Sequence[Path]) -> tuple[panel_files.PanelFile, ...]:
    """Of several results of one panel the last: what an earlier one proposed is no proposal any more."""
    with profile.database.read() as tx:
        keys, roster = state.keys(tx), manifests.complete_roster(tx)
    read = (panel_files.read_file(path, keys, roster) for path in season_merge.found(files))
    found = {(f.value.round, f.value.panel): f for f in sorted(read, key=lambda f: f.sequence)}
    return tuple(found.values())


def _weighted(season: Season, number: int, percent: int | None) -> Season:
    rounds = tuple(replace(r, weight_percent=percent) if r.number == number and percent is not None else r for r in season.rounds)
    return replace(season, rounds=rounds)


def _weight(season: Season, number: int) -> int:
    stage = season.round(number)
    return stage.weight_percent if stage else 100


def _rows(tx: Transaction, found: Sequence[CarriedEntry]) -> tuple[tuple[ImportedEntry, ...], tuple[str, ...], tuple[str, ...]]:
    """Rows of the new round (those published stay), who left it, and who left but was published."""
    number = found[0].round
    known = {(e.round, e.code): e for e in state.ENTRIES.all(tx)}
    plan = state.PLANS.get(tx, str(number - 1))
    panel_of = {p.entry: p.panel for p in plan.places} if plan else {}
    rows = {c.entry: _row(known[number - 1, c.entry], known.get((number, c.entry)), number, panel_of.get(c.entry)) for c in found}
    before = {c.entry for c in state.CARRIED.all(tx) if c.round == number} - rows.keys()
    published = {code for r, code in season_import.published(tx) if r == number}
    kept = tuple(sorted(before & published))
    others = {e.code: e for (r, _), e in known.items() if r == number and (e.code in kept or e.code not in before | rows.keys())}
    return (*rows.values(), *others.values()), tuple(sorted(before - published)), kept


def _row(source: ImportedEntry, held: ImportedEntry | None, number: int, panel: str | None) -> ImportedEntry:
    """As it stands already (a sheet may have said more about it), else as it stood before, in the panel that read it."""
    return held or replace(source, round=number, panel=panel or source.panel, number=0, files=())


def _by_place(found: Sequence[CarriedEntry]) -> Mapping[tuple[int, str], CarriedEntry]:
    return {(c.round, c.entry): c for c in found}


def _keep(profile: Profile, season: Season, rows: Sequence[ImportedEntry], made: NextRound) -> None:
    number = made.round
    with profile.database.write() as tx:
        state.SEASON.put(tx, state.ONLY, season)
        for code in made.dropped:
            tx.records.remove(state.ENTRIES.kind, f"{number}/{code}")
            tx.records.remove(state.CARRIED.kind, f"{number}/{code}")
        for row in rows:
            state.ENTRIES.put(tx, f"{number}/{row.code}", row)
        for entry in made.carried:
            state.CARRIED.put(tx, f"{number}/{entry.entry}", entry)
        season_import.keep_round(tx, number, made.materials, made.verdicts)
        state.PLANS.put(tx, str(number), made.plan)
