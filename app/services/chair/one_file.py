"""One file of several, named by the beginning of its digest and chosen with a reason: each mistake has its own sentence and next step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from app.core.errors import UsageError
from app.core.text import tidy
from app.core.words import say
from app.scoring import lengths

T = TypeVar("T")


def chosen(held: Iterable[T], digest_of: Callable[[T], str], name: str, where: str) -> T:
    """The one file whose digest begins so; `where` tells where digests are shown. Raises UsageError `no-payload`, `unknown-payload`, `ambiguous`."""
    begins = tidy(name).strip().lower()
    if not begins:
        raise UsageError(say("没有写要用哪一份。", "Which file is to count is not said."), where, reason="no-payload")
    found = [f for f in held if digest_of(f).startswith(begins)]
    if not found:
        raise UsageError(
            say("没有编号“{name}”的文件。", "No file has the digest “{name}”.", name=begins[:40]), where, reason="unknown-payload"
        )
    if len(found) > 1:
        raise UsageError(
            say("“{name}”是 {n} 份文件编号的开头。", "“{name}” begins the {n:digest of|digests of} {n} {n:file|files}.", name=begins[:40], n=len(found)),
            say("请把编号写长一些。", "Write more of the digest."), reason="ambiguous",
        )  # fmt: skip
    return found[0]


def because(reason: str) -> str:
    """The reason as it is kept. Raises UsageError `no-reason`, InvalidEntry for one too long."""
    kept = tidy(reason).strip()
    if not kept:
        raise UsageError(
            say("没有写选定的理由。", "The choice has no reason."),
            say("请用一句话写明为什么用这一份，理由会写入决定记录。", "Say in a sentence why this one counts; it stands in the record."),
            reason="no-reason",
        )
    lengths.require_within(say("理由", "The reason"), kept)
    return kept
