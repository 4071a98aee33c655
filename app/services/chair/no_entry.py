"""Asked for an entry that the panel does not have: one sentence, whoever asked."""

from __future__ import annotations

from app.core.errors import UsageError
from app.core.words import say
from app.scoring.view import PanelRow, PanelView


def row_of(view: PanelView, code: str) -> PanelRow:
    """The entry's row, its code however it was typed. Raises UsageError `unknown-entry`."""
    row = view.row(code.strip().upper())
    if row is None:
        raise no_entry(code)
    return row


def no_entry(code: str) -> UsageError:
    """That there is none of this code."""
    return UsageError(
        say("本组没有成果 {code}。", "This panel has no entry {code}.", code=code[:40]),
        say("请核对编号。", "Check the code."),
        reason="unknown-entry",
    )
