"""Score files on their way in: gathered, verified and shown in words before anything changes, then accepted whole or in part.

Three pieces for three threads: `frame` (the database's), `verify` (any: it touches no store), `preview` and `accept` (the
database's). `look` does all but accepting. One accepted import is one step: undoing it sets all its files aside.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.core.errors import AppError
from app.core.tasks import Context
from app.models.changes import Changes
from app.packages.result import ReadResult
from app.scoring.merge import Fork
from app.scoring.view import Move
from app.services.chair.panel import Panel
from app.services.profile import Profile
from app.trust.keys import SealIdentity


@dataclass(frozen=True)
class Frame:
    """What verifying needs, taken once: the panel as it stands, and the keys that open files. Opaque to screens."""

    panel: Panel
    identities: tuple[SealIdentity, ...]


@dataclass(frozen=True)
class Checked:
    """One file: believed (`read`), or why not. Opaque to screens."""

    file: Path
    read: ReadResult | None
    error: AppError | None = None


class Fate(StrEnum):
    """新收 · 更新 · 恢复（撤销过的导入） · 已有 · 待组长决定 · 同号两份 · 其他组 · 不收."""

    NEW = "new"
    REPLACES = "replaces"
    RETURNS = "returns"
    HELD = "held"
    WAITS = "waits"
    FORK = "fork"
    OTHER_PANEL = "other-panel"
    REFUSED = "refused"


@dataclass(frozen=True)
class IncomingFile:
    """One file: words for a person first ("J-03 王建国：40 份"), the name of the file second.

    `acceptable`: it can be taken. `payload` names it for `only`. `check_code` is filled by `with_codes`. Refused files have a
    stable `reason`, and `explanation` in words; of those, `judge` is only what the file claims.
    """

    file: str
    fate: Fate
    words: str
    explanation: str = ""
    reason: str = ""
    judge: str = ""
    name: str = ""
    sheets: int = 0
    recused: int = 0
    payload: str = ""
    check_code: str = ""

    @property
    def acceptable(self) -> bool:
        return self.fate not in (Fate.HELD, Fate.OTHER_PANEL, Fate.REFUSED)


@dataclass(frozen=True)
class Touched:
    """A decision that would turn 待复核: its id, entry, and words ("Z-017 第3→第5（调整等级）")."""

    decision: str
    entry: str
    words: str


@dataclass(frozen=True)
class Absent:
    """A judge of whom nothing has come: what to send them, ready to copy (催交话术)."""

    judge: str
    name: str
    sheets: int
    reminder: str


@dataclass(frozen=True)
class Preview:
    """What accepting would do. `moves`, `touched` and `mixed` (计算口径不一) are empty until the chair has opened points.

    `chosen`: payload digests that would be taken. `summary`: the sentences to show above the lists, most important first
    ("新收 5 份，更新 1 份，不收 1 份", "Z-017 第5→第3，进入优秀级名额", "3 项决定依据的分数变化 (Z-017 第3→第5)").
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


@dataclass(frozen=True)
class Imported:
    """What was taken: the step (None when nothing was new), and the preview as it came true."""

    step: str | None
    preview: Preview


def gather(places: Sequence[Path]) -> tuple[Path, ...]:
    """Files as named, and those in folders (a stick, the inbox) that look like score files by their content. Any thread."""
    raise NotImplementedError


def inbox(profile: Profile, *, round_number: int | None = None) -> Path | None:
    """The inbox folder, when the season's repository is a folder this computer can read; else None."""
    raise NotImplementedError


def frame(profile: Profile, *, round_number: int | None = None) -> Frame:
    """Take what `verify` needs. Puts the chair's own file among the arrivals first."""
    raise NotImplementedError


def verify(frame: Frame, files: Sequence[Path], ctx: Context) -> tuple[Checked, ...]:
    """Open and verify every file, several at a time; the order of `files` is kept. Touches no store. Raises Cancelled."""
    raise NotImplementedError


def preview(
    profile: Profile, checked: Sequence[Checked], *, only: Collection[str] | None = None, round_number: int | None = None
) -> Preview:
    """What accepting these files (`only`: of these payloads) would do, against the panel as it stands now. Keeps nothing."""
    raise NotImplementedError


def with_codes(preview: Preview, ctx: Context) -> Preview:
    """The preview with every acceptable file's 校验码; about 0.1 s each, so in the pool. Raises Cancelled."""
    raise NotImplementedError


def accept(profile: Profile, preview: Preview, *, only: Collection[str] | None = None) -> tuple[Imported, Changes]:
    """Take the files (`only` these payloads), in one transaction and one step to undo. Files refused stay untouched."""
    raise NotImplementedError


def look(profile: Profile, places: Sequence[Path], ctx: Context, *, round_number: int | None = None) -> Preview:
    """gather, frame, verify and preview in one thread: for commands."""
    raise NotImplementedError
