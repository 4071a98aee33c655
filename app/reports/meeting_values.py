"""Why: what the papers of a consensus meeting need, as plain strings and integer hundredths, so that they know nothing of decisions' files.

Points are hundredths; None is "not there", never zero. An empty text is a place to write in by hand.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OpinionRow:
    """One entry's line in the 专家组意见表; `grade` is 优秀/良好/合格/不合格, `lead` the 主评's name."""

    code: str
    topic: str
    circle: str
    document: int | None = None
    presentation: int | None = None
    total: int | None = None
    rank: int | None = None
    level: str = ""
    grade: str = ""
    opinion: str = ""
    lead: str = ""
    unit: str | None = None


@dataclass(frozen=True)
class OpinionTable:
    """专家组意见表; `notes` say how 总分 comes about; units are printed when `units`."""

    title: str
    panel: str
    rows: tuple[OpinionRow, ...]
    signers: tuple[str, ...]
    notes: tuple[str, ...] = ()
    units: bool = False
    review: str = "评审"


@dataclass(frozen=True)
class Resolution:
    """One decision of the meeting: about which entry (both empty: about the panel), what, by which vote, why.

    `recused` stood aside and are no voters; `standing` is printed beside it, e.g. 待复核 or 已撤销.
    """

    code: str
    topic: str
    outcome: str
    votes: str = ""
    reason: str = ""
    recused: tuple[str, ...] = ()
    standing: str = ""


@dataclass(frozen=True)
class Minutes:
    """合议记录. `recusals` are sentences; `confirmed` names what was confirmed together without discussion.

    Without resolutions it is a blank form with rows to write in.
    """

    title: str
    meeting: str
    panel: str
    signers: tuple[str, ...]
    resolutions: tuple[Resolution, ...] = ()
    time: str = ""
    place: str = ""
    host: str = ""
    recorder: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    recusals: tuple[str, ...] = ()
    confirmed: str = ""
    review: str = "评审"


@dataclass(frozen=True)
class ChangedItem:
    """One item of a sheet: `before` as handed in, `after` only where it was changed, with the reason."""

    name: str
    full: int
    before: int | None
    after: int | None = None
    reason: str = ""

    @property
    def now(self) -> int | None:
        return self.before if self.after is None else self.after


@dataclass(frozen=True)
class PointChange:
    """复议改分单 of one judge and one entry: the original beside the change. `effect` says in words what it moves;
    `check_code` is the 校验码 of the file that was handed in."""

    title: str
    panel: str
    code: str
    topic: str
    circle: str
    judge: str
    items: tuple[ChangedItem, ...]
    effect: str = ""
    votes: str = ""
    decided_on: str = ""
    check_code: str = ""
    unit: str | None = None
    review: str = "评审"


@dataclass(frozen=True)
class ApprovalBlock:
    """One body that signs or seals an 审定表: `words` stand in the box, `signs` are labels to sign beside, `height` millimetres."""

    name: str
    words: str = ""
    signs: tuple[str, ...] = ("负责人签字",)
    seal: bool = True
    height: int = 40


@dataclass(frozen=True)
class ApprovalForm:
    """审定表: facts, how many entries of each level by field, and the boxes; `counts` are (label, numbers in the levels' order)."""

    title: str
    facts: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    blocks: tuple[ApprovalBlock, ...]


@dataclass(frozen=True)
class EntryJudgement:
    """One judge's line in an entry's summary; `scores` in the order of the entry's items."""

    judge: str
    scores: tuple[int | None, ...]
    total: int | None
    recused: bool = False
    note: str = ""


@dataclass(frozen=True)
class EntrySummary:
    """One entry with all judges' points; `items` are (name, full points); `final` is the official score, `rank` among all."""

    code: str
    topic: str
    circle: str
    items: tuple[tuple[str, int], ...]
    judgements: tuple[EntryJudgement, ...]
    final: int | None = None
    rank: int | None = None
    rule: str = ""
    unit: str | None = None


@dataclass(frozen=True)
class EntrySummaries:
    """评委评分汇总表 by entry, for all entries of a panel, signed once by everybody."""

    title: str
    panel: str
    entries: tuple[EntrySummary, ...]
    signers: tuple[str, ...]
    review: str = "评审"
