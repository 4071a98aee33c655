"""Opening and verifying many score files at once, touching no store: safe in any thread, watched and cancelled through the context."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from app.core.errors import AppError, FormatError
from app.core.files import files_below, in_words, is_folder, read_limited
from app.core.tasks import Context
from app.core.words import say
from app.packages import result, sealing
from app.packages.result import ReadResult
from app.services.chair import archives
from app.services.chair.check_package import check
from app.services.chair.panel import Panel
from app.trust.keys import SealIdentity

_ELSEWHERE = "other-panel"
_AHEAD = 8
"""Files read before their turn."""
_LARGE = 8 << 20
"""Bytes that an honest file does not have: such a one is read in its turn, so that a folder of them takes the memory of one."""
_OTHER_KINDS = {".qcp", ".qcbackup", ".qcreceipt", ".qcinvite", ".qcenrol"}


Stamp: TypeAlias = tuple[int, int, str]
"""Versions of roster and season, and the digest of the assignments."""


def stamp(panel: Panel) -> Stamp:
    """What files are checked against: while it is the same, what was believed of them holds."""
    return (panel.roster.version, panel.desk.season.version, panel.desk.manifest_digest)


@dataclass(frozen=True)
class Frame:
    """What verifying needs, taken once: the panel as it stands, and the keys that open files. Opaque to screens."""

    panel: Panel
    identities: tuple[SealIdentity, ...]

    @property
    def stamp(self) -> Stamp:
        return stamp(self.panel)


@dataclass(frozen=True)
class Checked:
    """One file: believed (`read`), or why not; `claimed` is the judge it says it is from, believed or not. `known`: what was believed and yet
    may not count, so that its judge can be answered. `stamp`: against what it was checked. Opaque to screens."""

    file: Path
    read: ReadResult | None
    error: AppError | None = None
    claimed: str = ""
    known: ReadResult | None = None
    stamp: Stamp | None = None

    @property
    def answerable(self) -> bool:
        """Whether its judge can be told why it is not taken. Those of another panel believe their own chair alone."""
        return self.known is not None and self.read is None and (self.error is None or self.error.reason != _ELSEWHERE)


def gather(places: Sequence[Path], ctx: Context) -> tuple[Path, ...]:
    """Files as named, and those in folders (a stick, the inbox) that look like score files by their content. Any thread. Raises Cancelled."""
    return tuple(dict.fromkeys(f for place in places for f in (_inside(place, ctx) if is_folder(place) else [place])))


def empty(places: Sequence[Path]) -> tuple[str, ...]:
    """Folders among `places` in which nothing looks like a score file, each in a sentence. Any thread."""
    return tuple(
        say("“{name}”里没有评分文件（.qcr）。", "“{name}” holds no score file (.qcr).", name=place.name or str(place))
        for place in places
        if is_folder(place) and next(_inside(place, Context()), None) is None
    )


def _inside(folder: Path, ctx: Context) -> Iterator[Path]:
    """A full stick takes its time, and may be the wrong one: each file is a chance to stop."""
    found = list[Path]()
    for path in files_below(folder):
        ctx.report(say("正在“{name}”里找评分文件", "Looking for score files in “{name}”", name=folder.name or str(folder)))
        found.append(path)
    for n, path in enumerate(sorted(found)):
        ctx.report(fraction=n / len(found))
        if path.suffix.lower() not in _OTHER_KINDS and _looks_like_one(path):
            yield path


def _looks_like_one(path: Path) -> bool:
    """By its first bytes, or by its name: a damaged score file is named, a photograph passed over. So is an archive, unless score files are in it."""
    if ".qcr" in path.name.lower():
        return True
    try:
        with path.open("rb") as file:
            head = file.read(len(sealing.AGE_MAGIC))
    except OSError:
        return False
    return sealing.is_sealed(head) or (archives.is_archive(head) and archives.holds_score_files(path))


def verify(frame: Frame, files: Sequence[Path], ctx: Context) -> tuple[Checked, ...]:
    """Open and verify every file; the order of `files` is kept. Raises Cancelled.

    One thread believes them, however many there are: it computes in Python, where several threads take longer together
    than one, and a window would wait for a turn behind each of them. Only reading goes ahead, for slow sticks and shares.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="read") as ahead:
        try:
            return tuple(_believed(frame, files, ahead, ctx))
        except BaseException:
            ahead.shutdown(wait=False, cancel_futures=True)
            raise


def _believed(frame: Frame, files: Sequence[Path], ahead: ThreadPoolExecutor, ctx: Context) -> Iterator[Checked]:
    waiting = deque(ahead.submit(_small, path) for path in files[:_AHEAD])
    for n, path in enumerate(files):
        ctx.report(say("正在核对 {name}", "Verifying {name}", name=path.name), n / len(files))
        data = waiting.popleft().result()
        if n + _AHEAD < len(files):
            waiting.append(ahead.submit(_small, files[n + _AHEAD]))
        yield _one(frame, path, _bytes(path) if data is None else data)


def _small(path: Path) -> bytes | AppError | None:
    """None for a large file."""
    try:
        if path.stat().st_size > _LARGE:
            return None
    except OSError as error:
        return in_words(error, path)
    return _bytes(path)


def _bytes(path: Path) -> bytes | AppError:
    try:
        return read_limited(path, sealing.SEALED_LIMIT)
    except AppError as error:
        return error


def _one(frame: Frame, path: Path, data: bytes | AppError) -> Checked:
    claimed, read = "", None
    try:
        claim = result.claim(result.unseal(_held(data), frame.identities))
        claimed = claim.statement.judge
        read = result.believe_claim(claim, frame.panel.roster)
        check(frame.panel, read)
    except AppError as error:
        packed = archives.packed() if isinstance(data, bytes) and archives.is_archive(data) else None
        return Checked(path, None, packed or _another_kind(path, claimed) or _without_traces(error), claimed, read, frame.stamp)
    else:
        return Checked(path, read, claimed=claimed, stamp=frame.stamp)


def _without_traces(error: AppError) -> AppError:
    """Its words alone: a trace holds the bytes of the file it was raised over for as long as the preview is shown."""
    bare: BaseException | None = error
    while bare is not None:
        bare.__traceback__ = None
        bare = bare.__cause__ or bare.__context__
    return error


def _held(data: bytes | AppError) -> bytes:
    if isinstance(data, AppError):
        raise data
    return data


def _another_kind(path: Path, claimed: str) -> AppError | None:
    """A file of ours that belongs elsewhere, told by its name once its content was no score file: where to take it."""
    where = {
        ".qcp": say("小组结果，由组织方收取", "a panel result; the organiser takes it"),
        ".qcreceipt": say("回执，请评委在自己的电脑上打开", "a receipt; its judge opens it"),
        ".qcinvite": say("邀请文件，请评委在自己的电脑上打开", "an invitation; the invited judge opens it"),
        ".qcenrol": say("登记文件，请交给组织方", "an enrolment; give it to the organiser"),
        ".qcbackup": say("备份，请在“资料与副本”里恢复", "a backup; restore it under data and copies"),
    }.get(path.suffix.lower())
    if where is None or claimed:
        return None
    return FormatError(
        say("这不是评分文件，是{what}。", "This is no score file but {what}.", what=where),
        say("这里只收评分文件（.qcr）。", "Only score files (.qcr) are taken here."), reason="other-kind",
    )  # fmt: skip
