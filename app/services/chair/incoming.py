"""Score files on their way in: gathered, verified and shown in words before anything changes, then accepted whole or in part.

Three pieces for three threads: `frame` (the database's), `verify` (any: it touches no store), `preview` and `accept` (the
database's). `look` does all but accepting. One accepted import is one step: undoing it sets all its files aside.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from app.core import addresses
from app.core.errors import UsageError
from app.core.files import is_folder
from app.core.ids import new_event_id
from app.core.tasks import Context
from app.core.words import say, strung, to_keep
from app.models.assignment import Inbox, InboxKind
from app.models.chairing import Step, StepKind
from app.models.changes import NOTHING, Changes, Topic, changed
from app.packages.result import ReadResult
from app.scoring.merge import Fork, Standing
from app.scoring.view import Move
from app.services import signing_time
from app.services.chair import arrivals, remind, steps
from app.services.chair import panel as panels
from app.services.chair.incoming_words import Fate, IncomingFile, Touched, person, sheets_words, summary, unread_words
from app.services.chair.movement import movement
from app.services.chair.panel import Panel
from app.services.chair.remind import Absent
from app.services.chair.verify_files import Checked, Frame, Stamp, gather, stamp, verify
from app.services.judge import identity
from app.services.profile import Profile
from app.trust.fingerprint import fingerprint

__all__ = [
    "Absent", "Checked", "Fate", "Frame", "Imported", "IncomingFile", "Preview", "Touched", "accept", "check_code", "folders_of", "frame", "gather", "inbox_folders", "inboxes", "look",
    "preview", "reached", "verify", "with_codes",
]  # fmt: skip


@dataclass(frozen=True)
class Preview:
    """What accepting would do. `moves`, `touched` and `mixed` (计算口径不一) are empty until the chair has opened points.

    `chosen`: payload digests that would be taken. `summary`: the sentences to show above the lists, most important first
    ("新收 5 份，更新 1 份，不收 1 份", "Z-017 第5→第3，进入优秀级名额", "3 项决定依据的分数变化 (Z-017 第3→第5)"), at its end one for each of `mixed`, with few codes.
    `stamp` tells whether roster, season and assignments are still those the files were checked against.
    """

    round: int
    files: tuple[IncomingFile, ...]
    chosen: frozenset[str]
    moves: tuple[Move, ...]
    touched: tuple[Touched, ...]
    mixed: tuple[str, ...]
    missing: tuple[Absent, ...]
    forks: tuple[Fork, ...]
    points_open: bool
    summary: tuple[str, ...]
    checked: tuple[Checked, ...]
    stamp: Stamp


@dataclass(frozen=True)
class Imported:
    """What was taken: the step (None when nothing was new), and the preview as it came true."""

    step: str | None
    preview: Preview


def inboxes(profile: Profile, *, round_number: int | None = None) -> tuple[Path, ...]:
    """The inbox folders this computer can read now: shares and sticks to which judges hand in."""
    return reached(inbox_folders(profile, round_number=round_number))


def inbox_folders(profile: Profile, *, round_number: int | None = None) -> tuple[Path, ...]:
    """Where judges hand in, whether this computer reaches it or not."""
    panel = panels.load(profile, round_number)
    return folders_of(panel.desk.manifest.inboxes)


def folders_of(inboxes: Iterable[Inbox]) -> tuple[Path, ...]:
    """Those of them that are folders, however their address is written."""
    return tuple(addresses.folder(i.address) / "inbox" for i in inboxes if i.kind is InboxKind.FOLDER)


def reached(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Those that answer. Any thread but the database's: a share whose server is gone answers late or never."""
    return tuple(f for f in folders if is_folder(f))


def frame(profile: Profile, *, round_number: int | None = None) -> Frame:
    """Take what `verify` needs. Puts the chair's own file among the arrivals first."""
    panels.keep_own(profile, round_number)
    panel = panels.load(profile, round_number)
    with profile.database.read() as tx:
        return Frame(panel, (identity.keys(tx).seal,))


def preview(
    profile: Profile, checked: Sequence[Checked], *, only: Collection[str] | None = None, round_number: int | None = None
) -> Preview:
    """What accepting these files (`only`: of these payloads) would do, against the panel as it stands now. Keeps nothing."""
    panel = panels.load(profile, round_number)
    reads = {c.read.payload: c.read for c in checked if c.read is not None}
    with profile.database.read() as tx:
        since = signing_time.first_published(tx, panel.desk.season)
    files = _files(
        panel, _with(profile, panel, reads.values()), checked, partial(signing_time.odd_words, now=profile.clock.now(), since=since)
    )
    chosen = frozenset(f.payload for f in files if f.acceptable and (only is None or f.payload in only))
    after = _with(profile, panel, [r for payload, r in reads.items() if payload in chosen])
    does = movement(panel, after)
    return Preview(
        panel.desk.round, files, chosen, does.moves, does.touched, does.mixed, remind.absent(after), after.standing().forks, after.points_open,
        summary(files, chosen, does.moves, does.touched, does.brief), tuple(checked), next((c.stamp for c in checked if c.stamp), stamp(panel)),
    )  # fmt: skip


def with_codes(preview: Preview, ctx: Context) -> Preview:
    """The preview with every readable file's 校验码; about 0.1 s each, so in the pool. Raises Cancelled."""
    coded = []
    for n, file in enumerate(preview.files):
        ctx.report(say("正在计算校验码", "Computing check codes"), n / len(preview.files))
        coded.append(replace(file, check_code=fingerprint(file.payload)) if file.payload else file)
    return replace(preview, files=tuple(coded))


def check_code(payload: str) -> str:
    """The 校验码 of one payload; about 0.1 s, in any thread."""
    return fingerprint(payload)


def accept(profile: Profile, preview: Preview, *, only: Collection[str] | None = None) -> tuple[Imported, Changes]:
    """Take the files (`only` these payloads), in one transaction and one step to undo. Files refused stay untouched.

    Raises UsageError `changed` when roster, season or assignments are no longer those the files were checked against.
    """
    before = panels.load(profile, preview.round)
    if stamp(before) != preview.stamp:
        raise UsageError(
            say("名册或任务清单在预览之后更新过。", "The roster or the assignments changed after the preview."),
            say("请重新预览。", "Preview again."),
            reason="changed",
        )
    chosen = preview.chosen if only is None else preview.chosen & set(only)
    reads = {c.read.payload: c.read for c in preview.checked if c.read is not None}
    held = {a.ref.payload for a in before.arrived}
    kept = [read for payload, read in reads.items() if payload in chosen or payload in held]
    step = _step(before, preview, chosen, [r.payload for r in kept], profile) if chosen else None
    with profile.database.write() as tx:
        for read in kept:
            arrivals.keep(profile, tx, read)
        if step is not None:
            steps.keep(tx, step)
    done = _came_true(profile, preview, before, chosen)
    if done.moves:
        panels.mark_opened(profile, panels.load(profile, preview.round))
    return Imported(step.id if step else None, done), changed(Topic.PANEL) if kept else NOTHING


def look(profile: Profile, places: Sequence[Path], ctx: Context, *, round_number: int | None = None) -> Preview:
    """gather, frame, verify and preview in one thread: for commands."""
    taken = frame(profile, round_number=round_number)
    return preview(profile, verify(taken, gather(places, ctx.part(0, 0.2)), ctx.part(0.2, 1)), round_number=round_number)


def _came_true(profile: Profile, preview: Preview, before: Panel, chosen: frozenset[str]) -> Preview:
    """The preview against what is held now; nothing of it is computed twice when all was taken as shown."""
    after = panels.load(profile, preview.round)
    if chosen == preview.chosen:
        return replace(preview, points_open=after.points_open)
    did = movement(before, after)
    return replace(
        preview, chosen=chosen, moves=did.moves, touched=did.touched, mixed=did.mixed, missing=remind.absent(after), forks=after.standing().forks,
        summary=summary(preview.files, chosen, did.moves, did.touched, did.brief), points_open=after.points_open,
    )  # fmt: skip


def _step(panel: Panel, preview: Preview, chosen: frozenset[str], payloads: list[str], profile: Profile) -> Step:
    """Files held already belong to it too: a payload counts while any import that brought it stands. Not the chair's own that no import
    brought: it always counts. A file is named once, however often it lies there."""
    imported = {p for s in panel.steps if s.kind is StepKind.IMPORT for p in s.payloads}
    own = {a.ref.payload for a in panel.arrived if a.ref.judge == panel.desk.manifest.judge} - imported
    who = list({f.payload: person(f.judge, f.name) for f in preview.files if f.payload in chosen}.values())
    names = strung(say("、", ", "), who[:4]) + (say(" 等", " and others") if len(who) > 4 else "")
    words = say("导入 {n} 份文件（{who}）", "import of {n} {n:file|files} ({who})", n=len(who), who=names)
    brought = tuple(dict.fromkeys(p for p in payloads if p in chosen or p not in own))
    return Step(new_event_id(), profile.clock.now(), panel.desk.round, StepKind.IMPORT, to_keep(words), payloads=brought)


def _with(profile: Profile, panel: Panel, reads: Collection[ReadResult]) -> Panel:
    """The panel as if these were imported."""
    held = {a.ref.payload for a in panel.arrived}
    fresh = [arrivals.as_arrived(profile, r) for r in reads if r.payload not in held]
    step = Step("0" * 32, profile.clock.now(), panel.desk.round, StepKind.IMPORT, "", payloads=tuple(r.payload for r in reads))
    return replace(panel, arrived=(*panel.arrived, *fresh), steps=(*panel.steps, step))


def _files(panel: Panel, after: Panel, checked: Sequence[Checked], odd: Callable[[datetime], str]) -> tuple[IncomingFile, ...]:
    names, standing, aside = panels.names(panel.members), after.standing(), panel.aside
    held = {a.ref.payload for a in panel.arrived}
    had, seen, found = set(panel.standing().counted), set[str](), []
    for c in checked:
        if c.read is None:
            found.append(_unread(c, names))
            continue
        payload, statement = c.read.payload, c.read.statement.value
        twice = payload in seen or (payload in held and payload not in aside)
        fate = Fate.HELD if twice else Fate.RETURNS if payload in held else _fate(payload, statement.judge, standing, had)
        seen.add(payload)
        name, sheets, recused = names.get(statement.judge, ""), len(c.read.parts.points), len(c.read.parts.recusals)
        words = sheets_words(statement.judge, name, sheets, recused)
        file = IncomingFile(
            str(c.file), fate, words, judge=statement.judge, name=name, sheets=sheets, recused=recused, payload=payload,
            clock=odd(statement.created),
        )  # fmt: skip
        found.append(file)
    return tuple(found)


def _unread(c: Checked, names: dict[str, str]) -> IncomingFile:
    reason, name = (c.error.reason, str(c.error)) if c.error else ("", "")
    fate = Fate.OTHER_PANEL if reason == "other-panel" else Fate.REFUSED
    words = unread_words(c.claimed, names.get(c.claimed, ""), str(c.file))
    return IncomingFile(str(c.file), fate, words, name, reason, judge=c.claimed, name=names.get(c.claimed, ""))


def _fate(payload: str, judge: str, after: Standing, had: set[str]) -> Fate:
    if any(payload in f.payloads for f in after.forks):
        return Fate.FORK
    if any(r.payload == payload for r in after.waiting):
        return Fate.WAITS
    if any(r.payload == payload for r in after.superseded):
        return Fate.OLDER
    return Fate.REPLACES if judge in had else Fate.NEW
