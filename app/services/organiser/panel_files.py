"""Believing a panel result: who signed it, under which roster and policy, and that its scores follow from its own reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.core.errors import FormatError, TrustError, UnknownSigner, WrongRole
from app.core.files import read_limited
from app.core.words import say
from app.models.decision import PanelResult
from app.models.roster import KeyEpoch, PanelRole, Roster
from app.models.season import Season
from app.models.shape import Points
from app.packages import documents, score_sums, sealing
from app.scoring.decisions import require_readable
from app.scoring.merge import PayloadRef
from app.services.chair import items_ext, unsigned_ext
from app.services.organiser.state import OrganiserKeys
from app.trust import envelope as dsse
from app.trust.keys import key_id as key_id_of

_EPOCH = 1
"""A panel's results are told apart by their number alone: a new chair goes on counting where the one before stopped."""


@dataclass(frozen=True)
class PanelFile:
    """One verified panel result with what it was signed as. `items`: entry → item → value; `unsigned`: judges whose sheets the chair copied."""

    value: PanelResult
    season: Season
    payload: str
    envelope: bytes
    items: Mapping[str, Mapping[str, Points]] = field(default_factory=dict)
    unsigned: tuple[str, ...] = ()

    @property
    def sequence(self) -> int:
        return self.value.sequence or 1

    @property
    def ref(self) -> PayloadRef:
        """The panel stands where a judge's package would: the same rules say which of several counts."""
        return PayloadRef(self.value.panel, _EPOCH, self.sequence, self.payload)


def read_file(file: Path, keys: OrganiserKeys, roster: Roster) -> PanelFile:
    """Open and believe a `.qcp`. Raises NotForUs, TrustError or FormatError in one sentence."""
    data = read_limited(file, sealing.SEALED_LIMIT)
    bundle = sealing.unseal(data, [keys.seal], limit=min(sealing.INFLATED, 2 * documents.PANEL.limit))
    if bundle.parts:
        raise FormatError(say("这不是小组结果文件（.qcp）。", "This is not a panel result (.qcp)."), reason="not-a-panel")
    return believe(bundle.envelope, keys, roster)


def believe(envelope: bytes, keys: OrganiserKeys, roster: Roster) -> PanelFile:
    """Verify an envelope against the roster inside (who chaired then) and the organiser's own (which keys count now)."""
    found = dsse.parse(envelope, limit=documents.PANEL.limit * 2)
    claimed = documents.peek(documents.PANEL, found)
    if claimed.season != roster.season:
        raise TrustError(
            say("这是另一赛季的小组结果。", "This panel result is for another season."),
            say("请选择本赛季的文件。", "Choose a file of this season."), reason="other-season",
        )  # fmt: skip
    targets = [keys.daily.public_hex]
    then = documents.read(documents.ROSTER, claimed.roster.encode(), targets).value
    season = documents.read(documents.SEASON, claimed.season_envelope.encode(), targets).value
    key = _key(claimed, then, roster, found.key_id, found.payload_digest)
    value = documents.believe(documents.PANEL, found, [key.sign]).value
    score_sums.require_rules(value, season)
    score_sums.require_sums(value, season)
    require_readable(value.decisions)
    ext = documents.ext_of(found)
    return PanelFile(value, season, found.payload_digest, envelope, items_ext.of_ext(ext), unsigned_ext.judges(ext))


def _key(claimed: PanelResult, then: Roster, now: Roster, key_id: str, payload: str) -> KeyEpoch:
    judge = then.judge(claimed.chair)
    role = judge.role_in(claimed.round) if judge else None
    if role is None or (role.role, role.panel) != (PanelRole.CHAIR, claimed.panel):
        raise WrongRole(
            say("{who} 不是 {panel} 组的评审组长。", "{who} is not the chair of panel {panel}.", who=claimed.chair, panel=claimed.panel),
            say("请向该组组长索取小组结果。", "Ask that panel's chair for its result."),
        )
    current = now.judge(claimed.chair)
    key = next((k for k in (current.keys if current else ()) if key_id_of(k.sign) == key_id), None)
    if key is None:
        raise UnknownSigner(
            say("签名的电脑不在名册中。", "The computer that signed is not on the roster."),
            say("请先登记组长的电脑（organizer admit）。", "Admit the chair's computer first (organizer admit)."),
        )
    if not key.counts(payload):
        raise TrustError(
            say("签名用的密钥已停用。", "The key that signed has ended."),
            say("请组长用现在的电脑重新定稿。", "Ask the chair to close again with the current computer."), reason="key-ended",
        )  # fmt: skip
    return key
