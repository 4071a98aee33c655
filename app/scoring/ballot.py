"""表决: whether the counts fit those at the table, and what they mean.

Whoever is recused from the entry neither votes nor sits at the table. Everyone present is counted once: for, against or
abstaining. A motion is carried by more than half of those present, so that an abstention is not a yes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.core.errors import InvalidEntry
from app.core.words import say
from app.models.decision import Votes


def check_present(present: Sequence[str], members: Collection[str], recused: Collection[str]) -> None:
    """Raises InvalidEntry `votes` for a stranger, somebody named twice, or a recused judge at the table."""
    for judge in present:
        if judge not in members:
            raise _refused(say("{judge} 不在本组。", "{judge} is not on this panel.", judge=judge[:40]))
        if judge in recused:
            raise _refused(
                say(
                    "{judge} 回避这份成果，不能出席和表决。",
                    "{judge} stands aside from this entry and neither sits nor votes.",
                    judge=judge,
                )
            )
    if len(set(present)) != len(present):
        raise _refused(say("出席名单里有人写了两次。", "Somebody is listed as present twice."))


def check_votes(votes: Votes, present: Sequence[str]) -> None:
    """Raises InvalidEntry `votes` unless agree + against + abstain is the number of those present, and somebody is."""
    if not present:
        raise _refused(say("表决要写明谁出席。", "A vote needs the list of those present."))
    cast = votes.agree + votes.against + votes.abstain
    if min(votes.agree, votes.against, votes.abstain) < 0 or cast != len(present):
        raise _refused(
            say(
                "票数 {cast} 与出席人数 {n} 不符（同意＋反对＋弃权＝出席）。",
                "{cast} {cast:vote does|votes do} not fit {n} present (agree + against + abstain = present).",
                cast=cast,
                n=len(present),
            )
        )


def no_votes() -> InvalidEntry:
    """A vote without its counts."""
    return InvalidEntry(
        say("表决要写明同意、反对、弃权的票数。", "A vote needs its counts."),
        say("请填写票数和出席人员。", "Give the counts and who was present."), reason="votes",
    )  # fmt: skip


def require_carried(votes: Votes) -> None:
    """What was voted down is not decided by that vote. Raises InvalidEntry `vote-lost`."""
    if not carried(votes):
        raise InvalidEntry(
            say(
                "表决未通过（{votes}），不能照此决定。",
                "The vote was not carried ({votes}): nothing is decided by it.",
                votes=votes_words(votes),
            ),
            say(
                "请核对票数；要把未通过的结果记下来，用“表决”；不经表决的，不填票数。",
                "Check the counts; to keep a lost vote on record, make it a vote; for a decision without one, give no counts.",
            ),
            reason="vote-lost",
        )


def carried(votes: Votes) -> bool:
    """Whether more than half of those present agreed."""
    return 2 * votes.agree > votes.agree + votes.against + votes.abstain


def verdict(votes: Votes) -> str:
    """Whether it was carried, in a word."""
    return say("通过", "carried") if carried(votes) else say("未通过", "not carried")


def votes_words(votes: Votes) -> str:
    """同意 4，反对 1，弃权 0."""
    return say("同意 {a}，反对 {b}，弃权 {c}", "{a} for, {b} against, {c} abstaining", a=votes.agree, b=votes.against, c=votes.abstain)


def outcome_words(votes: Votes) -> str:
    """The votes with what they mean."""
    result = say("超过出席人数的一半，通过", "more than half of those present: carried")
    missed = say("未超过出席人数的一半，未通过", "not more than half of those present: not carried")
    return votes_words(votes) + say("；", "; ") + (result if carried(votes) else missed)


def _refused(message: str) -> InvalidEntry:
    return InvalidEntry(message, say("请核对出席和票数。", "Check who is present and the counts."), reason="votes")
