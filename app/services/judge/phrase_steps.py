"""Undo and redo of changes to 常用评语: what a phrase was before and after, kept in the profile, newest last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from app.models.shape import Kept, Many, NoteId
from app.packages import codec
from app.store.database import Transaction

MOST = 40
"""Steps that can be taken back."""
_KIND, _ID = "phrase-steps", "line"


@dataclass(frozen=True)
class Step:
    """One change of one phrase: its record before and after, None where there is none."""

    phrase: NoteId
    before: Kept | None
    after: Kept | None


@dataclass(frozen=True)
class Line:
    """Steps that were made, oldest first, and those taken back, the newest of them first to be done again."""

    done: Annotated[tuple[Step, ...], Many(MOST)] = ()
    undone: Annotated[tuple[Step, ...], Many(MOST)] = ()


def did(tx: Transaction, step: Step) -> None:
    """A change was made; what was undone before cannot be done again."""
    _keep(tx, Line((*_read(tx).done, step)[-MOST:]))


def undone(tx: Transaction) -> Step | None:
    """Take the newest step back; None when there is none."""
    line = _read(tx)
    if not line.done:
        return None
    _keep(tx, Line(line.done[:-1], (*line.undone, line.done[-1])))
    return line.done[-1]


def redone(tx: Transaction) -> Step | None:
    """The step undone last, made again; None when there is none."""
    line = _read(tx)
    if not line.undone:
        return None
    _keep(tx, replace(line, done=(*line.done, line.undone[-1]), undone=line.undone[:-1]))
    return line.undone[-1]


def ends(tx: Transaction) -> tuple[Step | None, Step | None]:
    """The step that undo would take back, and the one redo would make."""
    line = _read(tx)
    return line.done[-1] if line.done else None, line.undone[-1] if line.undone else None


def _read(tx: Transaction) -> Line:
    text = tx.records.get(_KIND, _ID)
    return codec.from_bytes(Line, text.encode()) if text else Line()


def _keep(tx: Transaction, line: Line) -> None:
    tx.records.put(_KIND, _ID, codec.to_bytes(codec.check(line)).decode())
