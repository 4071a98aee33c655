"""Whether a panel result says what the judges signed: held against the packages that the organiser holds of its own.

A chair's program could count other points than those it received. Where judges also handed in to the inbox, that is seen here.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.core import strictjson
from app.core.errors import TrustError
from app.core.words import say
from app.models import points
from app.models.decision import PanelResult
from app.models.result import PointsPart, RecusalPart
from app.models.shape import Points
from app.models.sheet import ScoreSheet
from app.packages import documents, parts
from app.scoring.decisions import discussed
from app.scoring.view import RECUSED
from app.store.database import Transaction
from app.store.evidence import Evidence
from app.trust import envelope as dsse


def check(tx: Transaction, value: PanelResult) -> int:
    """How many of the packages used are held here; each says what was counted. Raises TrustError `not-as-signed` naming the first
    entry and judge for whom it does not."""
    scores = {e.entry: e.scores for e in value.entries}
    held = [(p.judge, e) for p in value.packages if (e := tx.evidence.get("result", p.payload)) is not None]
    for judge, evidence in held:
        _require_signer(judge, evidence)
        for entry, signed in _signed(judge, evidence, value).items():
            if entry in scores and scores[entry].get(judge) != signed:
                raise _differs(entry, judge)
    return len(held)


def _require_signer(judge: str, evidence: Evidence) -> None:
    claimed = documents.peek(documents.RESULT, dsse.parse(evidence.envelope, limit=2 * documents.RESULT.limit))
    if claimed.judge != judge:
        raise _differs("", judge)


def _signed(judge: str, evidence: Evidence, value: PanelResult) -> Mapping[str, str]:
    """Entry → what has to stand beside this judge: the total as signed and as changed in consensus, or 回避."""
    found: dict[str, str] = {}
    for text in strictjson.loads(evidence.attachment or b"[]"):
        part = parts.decode(text.encode())
        if isinstance(part, RecusalPart):
            found[part.entry] = RECUSED
        elif isinstance(part, PointsPart):
            sheet = discussed(part.entry, {judge: ScoreSheet(part.entry, points=part.points)}, value.decisions)[judge]
            found[part.entry] = points.to_text(Points(sum(sheet.points.values())))
    return found


def _differs(entry: str, judge: str) -> TrustError:
    return TrustError(
        say(
            "{entry} 里 {judge} 的得分与该评委签名的评分文件不符。", "What {judge} signed for {entry} is not what was counted.", entry=entry, judge=judge
        ),
        say("请与组长和评委核对，再由组长重新定稿。", "Check with the chair and the judge; the chair then closes again."), reason="not-as-signed",
    )  # fmt: skip
