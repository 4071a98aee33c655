"""The appeal pack `.qcappeal`: believed only when the organiser, every judge and every part hold, and nothing is about another entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.errors import FormatError, TrustError
from app.core.ids import sha256_hex
from app.core.words import say
from app.models import points
from app.models.appeal import Appeal, AppealSheet
from app.models.result import CommentsPart, PointsPart, RecusalPart, Statement
from app.models.roster import Roster
from app.models.season import Season
from app.models.shape import Points
from app.models.sheet import ScoreSheet
from app.packages import documents, parts, score_sums
from app.scoring.decisions import discussed
from app.trust import envelope as dsse
from app.trust.envelope import Envelope, Verified

ShownPart = PointsPart | CommentsPart | RecusalPart
RECUSED = "回避"


@dataclass(frozen=True)
class ShownSheet:
    """One judge's statement, believed, and the parts shown of it."""

    statement: Verified[Statement]
    parts: tuple[ShownPart, ...]


@dataclass(frozen=True)
class ReadAppeal:
    """A pack that holds: what it says, under which roster and season, and the sheets in the order of their judges."""

    value: Verified[Appeal]
    roster: Roster
    season: Season
    sheets: tuple[ShownSheet, ...]

    @property
    def not_shown(self) -> tuple[str, ...]:
        """Judges who are counted, or stand aside, without a word of theirs being shown for it."""
        shown = {s.statement.value.judge for s in self.sheets if any(isinstance(p, PointsPart | RecusalPart) for p in s.parts)}
        return tuple(sorted(self.value.value.score.scores.keys() - shown))


def read(found: Envelope, signers: Iterable[str]) -> ReadAppeal:
    """Believe a pack; `signers` are the targets keys of a trusted root.json. Raises TrustError or FormatError in one sentence."""
    trusted = tuple(signers)
    claimed = documents.peek(documents.APPEAL, found)
    roster = documents.read(documents.ROSTER, claimed.roster.encode(), trusted).value
    season = documents.read(documents.SEASON, claimed.season_envelope.encode(), trusted).value
    organisers = [k.sign for o in roster.organisers if o.id == claimed.organiser for k in o.keys]
    value = documents.believe(documents.APPEAL, found, organisers)
    if not value.value.season == roster.season == season.id:
        raise TrustError(say("材料属于另一个赛季。", "The pack belongs to another season."), reason="other-season")
    sheets = tuple(_sheet(value.value, s, roster) for s in value.value.sheets)
    _require_one_entry(value.value)
    _require_once(sheets)
    score_sums.require_one(value.value.score, season, value.value.round)
    _require_sums(value.value, sheets, season)
    return ReadAppeal(value, roster, season, sheets)


def _sheet(pack: Appeal, sheet: AppealSheet, roster: Roster) -> ShownSheet:
    envelope = dsse.parse(sheet.envelope.encode(), limit=2 * documents.RESULT.limit)
    claimed = documents.peek(documents.RESULT, envelope)
    judge = roster.judge(claimed.judge)
    keys = [k.sign for k in judge.keys if k.epoch == claimed.epoch] if judge else []
    statement = documents.believe(documents.RESULT, envelope, keys)
    value, texts = statement.value, [t.encode() for t in sheet.parts]
    named, given = {*value.parts, *value.later}, [sha256_hex(t) for t in texts]
    if (value.judge, value.season, value.round) != (sheet.judge, pack.season, pack.round):
        raise TrustError(say("评分文件与材料不符。", "A statement does not fit the pack."), reason="other-statement")
    if len(set(given)) != len(given) or not set(given) <= named:
        raise FormatError(
            say("{judge} 的内容与其签名的目录不符。", "What is shown of {judge} is not what was signed.", judge=value.judge),
            reason="parts-mismatch",
        )
    return ShownSheet(statement, tuple(_shown(pack, t) for t in texts))


def _shown(pack: Appeal, text: bytes) -> ShownPart:
    part = parts.decode(text)
    if not isinstance(part, PointsPart | CommentsPart | RecusalPart) or part.entry != pack.entry:
        raise _of_others()
    return part


def _require_one_entry(pack: Appeal) -> None:
    lines = (line.entry for s in pack.sheets for line in s.log)
    if pack.score.entry != pack.entry or any(e != pack.entry for e in (*lines, *(d.entry for d in pack.decisions))):
        raise _of_others()


def _require_once(sheets: Iterable[ShownSheet]) -> None:
    judges = [s.statement.value.judge for s in sheets]
    if twice := next((j for j in judges if judges.count(j) > 1), ""):
        raise FormatError(
            say("{judge} 的评分在材料里有两份。", "The pack has two sheets of {judge}.", judge=twice),
            say("请让组织方重新制作。", "Ask the organiser to make it again."), reason="sheet-twice",
        )  # fmt: skip


def _of_others() -> FormatError:
    return FormatError(
        say("材料里有不属于这项成果的内容。", "The pack has content that is not about this entry."),
        say("请让组织方重新制作。", "Ask the organiser to make it again."), reason="other-entry",
    )  # fmt: skip


def _require_sums(pack: Appeal, sheets: Iterable[ShownSheet], season: Season) -> None:
    """What is shown of each judge adds up, with the decisions, to what the panel counted. A judge of whom nothing is shown is passed over."""
    items = {documents.value_digest(r): r for r in season.rubrics}
    for shown in sheets:
        judge = shown.statement.value.judge
        counted = pack.score.scores.get(judge)
        for part in shown.parts:
            if isinstance(part, PointsPart):
                if part.rubric not in items:
                    raise _mismatch(judge)
                sheet = discussed(pack.entry, {judge: ScoreSheet(pack.entry, points=part.points)}, pack.decisions)[judge]
                if counted != points.to_text(Points(sum(sheet.points.values()))):
                    raise _mismatch(judge)
            elif isinstance(part, RecusalPart) and counted not in (None, RECUSED):
                raise _mismatch(judge)


def _mismatch(judge: str) -> TrustError:
    return TrustError(
        say("{judge} 签名的评分与计入的得分不符。", "What {judge} signed is not what was counted.", judge=judge),
        say("请向组织方查询。", "Ask the organiser."), reason="scores-mismatch",
    )  # fmt: skip
