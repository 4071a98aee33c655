"""Merging panel results into the season's standing: any number of files, in any order, again and again; all kept at once or nothing.

Every file is verified before anything is kept. A standing that the policy does not allow (panels that cannot be compared) is refused
before anything is kept, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from app.core.errors import AppError, FormatError, UsageError
from app.core.files import files_below, is_folder
from app.core.ids import new_event_id
from app.core.tasks import Context
from app.core.words import joined, say, strung, to_keep
from app.models.chairing import Step, StepKind
from app.models.changes import Changes, Topic, changed
from app.publishing import inbox
from app.scoring.view import Move, moves
from app.services import signing_time
from app.services.organiser import manifests, panel_files, panel_sources, season_deciding, season_standing, season_state, state
from app.services.organiser.panel_files import PanelFile
from app.services.organiser.season_merged import MergedFile, RefusedFile, SeasonMerged
from app.services.organiser.season_standing import SeasonStanding
from app.services.organiser.season_state import SeasonState
from app.services.profile import Profile

__all__ = ["MergedFile", "RefusedFile", "SeasonMerged", "found", "merge"]

SUFFIX = ".qcp"
_SHOWN = 200


def merge(
    profile: Profile,
    repository: Path,
    places: Sequence[Path],
    ctx: Context,
    *,
    dry_run: bool = False,
    with_inbox: bool = False,
    only: Collection[str] | None = None,
) -> tuple[SeasonMerged, Changes]:
    """Verify every file, see what the season becomes, and keep them (`only` these payloads) as one step. Raises UsageError `unconnected`, `quota-crosses-ranking`,
    `two-rounds`; nothing is kept when it raises."""
    state.check_repository(profile, str(repository))
    files = [*found(places), *(_inbox(repository) if with_inbox else ())]
    read, refused = _read_all(profile, files, ctx)
    if len({f.value.round for _, f in read}) > 1:
        raise UsageError(
            say("这些文件不是同一轮的。", "These files are not of one round."), say("请按轮次分开合并。", "Merge each round by itself."), reason="two-rounds",
        )  # fmt: skip
    before = season_state.load(profile, read[0][1].value.round if read else None)
    believed, checked, doubted = _believed(profile, before, read)
    refused += doubted
    taken = [f for _, f in believed if only is None or f.payload in only]
    step = _step(profile, before, taken)
    after = before.joined(taken, step)
    standing = season_standing.of_state(after) if after.counted else None
    fresh = {f.payload for f in after.held} - {f.payload for f in before.held}
    if fresh and not dry_run:
        _keep(profile, [f for f in after.held if f.payload in fresh], step)
    lines = [_line(before, after, path, file, checked[file.payload], profile.clock.now()) for path, file in believed]
    held = {f.payload for f in before.held}
    accepted, unchanged = tuple(x for x in lines if x.payload in fresh), tuple(x for x in lines if x.payload in held)
    left = tuple(x for x in lines if x.payload not in fresh | held)
    done = SeasonMerged(
        accepted, unchanged, tuple(refused), _moves(before, standing), standing, bool(fresh) and not dry_run, _empty(places), left
    )
    return done, changed(Topic.SEASON)


def _believed(
    profile: Profile, before: SeasonState, read: Sequence[tuple[Path, PanelFile]]
) -> tuple[list[tuple[Path, PanelFile]], dict[str, int], list[RefusedFile]]:
    """Those of this season that count what the judges signed, how many packages of each were compared, and the others with the reason."""
    believed, checked, refused = [], dict[str, int](), []
    for path, file in read:
        try:
            _require_ours(before, file)
            with profile.database.read() as tx:
                checked[file.payload] = panel_sources.check(tx, file.value)
        except AppError as error:
            refused.append(RefusedFile(path, error.reason, str(error)))
        else:
            believed.append((path, file))
    return believed, checked, refused


def _keep(profile: Profile, fresh: Sequence[PanelFile], step: Step) -> None:
    with profile.database.write() as tx:
        for file in fresh:
            season_state.keep(profile, tx, file)
        season_state.IMPORTS.put(tx, step.id, step)


def found(places: Iterable[Path]) -> list[Path]:
    """Files as named, and every `.qcp` below folders; sorted, each once."""
    listed = {p for place in places for p in (_below(place) if is_folder(place) else [place])}
    return sorted(listed)


def _below(folder: Path) -> Iterator[Path]:
    return (p for p in files_below(folder) if p.suffix.lower() == SUFFIX)


def _empty(places: Iterable[Path]) -> tuple[str, ...]:
    return tuple(
        say("“{name}”里没有小组结果（.qcp）。", "“{name}” holds no panel result (.qcp).", name=place.name or str(place))
        for place in places
        if is_folder(place) and not found([place])
    )


def _inbox(repository: Path) -> list[Path]:
    return [a.path for a in inbox.files(repository) if a.path.suffix == SUFFIX]


def _read_all(profile: Profile, files: Sequence[Path], ctx: Context) -> tuple[list[tuple[Path, PanelFile]], list[RefusedFile]]:
    with profile.database.read() as tx:
        keys, roster = state.keys(tx), manifests.complete_roster(tx)
    read, refused = [], []
    for n, path in enumerate(files):
        ctx.report(say("正在核对 {name}", "Verifying {name}", name=path.name[:60]), n / len(files))
        try:
            read.append((path, panel_files.read_file(path, keys, roster)))
        except AppError as error:
            refused.append(RefusedFile(path, error.reason, str(error)))
    return read, refused


def _require_ours(here: SeasonState, file: PanelFile) -> None:
    """Its entries are those of this season, in the panel that reads them. Raises FormatError."""
    for score in file.value.entries:
        row = here.rows.get(score.entry)
        if row is None or here.places.get(score.entry) != file.value.panel:
            raise FormatError(
                say("{code} 不是 {panel} 组本轮的成果。", "{code} is no entry of panel {panel} in this round.", code=score.entry, panel=file.value.panel),
                say("请核对文件和分组（organizer assign）。", "Check the file and the panels (organizer assign)."), reason="unknown-entry",
            )  # fmt: skip


def _step(profile: Profile, here: SeasonState, taken: Sequence[PanelFile]) -> Step:
    """What undoing sets aside: the fresh results, and of those held already the ones that another import brought too."""
    known = {f.payload for f in here.held}
    fresh = [f for f in taken if f.payload not in known]
    again = [f for f in taken if f.payload in known & here.brought]
    panels = strung(say("、", ", "), dict.fromkeys(here.panel_name(f.value.panel) for f in fresh))
    words = say(
        "收入 {n} 份小组结果（{who}）",
        "import of {n} {n:panel result|panel results} ({who})",
        n=len(fresh),
        who=panels if len(panels) <= _SHOWN else panels[:_SHOWN],
    )
    at = season_deciding.moment(profile, here)
    return Step(
        new_event_id(), at, here.round, StepKind.IMPORT, to_keep(words), payloads=tuple(dict.fromkeys(f.payload for f in (*fresh, *again)))
    )


def _line(before: SeasonState, after: SeasonState, path: Path, file: PanelFile, checked: int, now: datetime) -> MergedFile:
    value, counts = file.value, after.counted.get(file.value.panel)
    then = before.counted.get(value.panel)
    here = counts is not None and counts.payload == file.payload
    replaced = then.payload if then and counts == file and then.payload != file.payload else None
    return MergedFile(
        path, value.panel, value.chair, file.sequence, len(value.entries), len(value.packages), checked, file.payload, here, replaced,
        _waits(after, value.panel, then), counts.payload if counts is not None and not here else None,
        signing_time.odd_words(value.created, now=now, since=file.season.published),
    )  # fmt: skip


def _waits(after: SeasonState, panel: str, then: PanelFile | None) -> str:
    """A result that counted until now never leaves the standing without a word."""
    words = season_standing.undecided(after).get(panel, "")
    if not words or then is None:
        return words
    left = say(
        "原来采用的 {code} 也先不计。", "{code}, which counted until now, does not count either.", code=season_standing.short(then.payload)
    )
    return joined(words, left)


def _moves(before: SeasonState, after: SeasonStanding | None) -> tuple[Move, ...]:
    """What moved among entries that had a place before; a first standing moves nobody."""
    if after is None or not before.counted:
        return ()
    try:
        then = season_standing.of_state(before)
    except UsageError:
        return ()  # the standing before could not be made: an earlier policy, or too few panels
    known = {r.code for r in then.view.view.rows}
    return tuple(m for m in moves(then.view.view, after.view.view) if m.code in known)
