"""Every kind of document, its limit and its shape, and the one road from bytes to a believed value.

sign:  value → check → canonical payload → envelope.   read: envelope → signature → limits → value.
The payload's bytes are verified before they are parsed; nothing below this road hands out a value of
which the signer is not known. The major version of a document is the `.v1` of its payload type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.core import strictjson
from app.core.errors import NewerFormat, TooLarge, UnknownSigner
from app.core.ids import sha256_hex
from app.core.words import say
from app.models.assignment import EnrolmentRequest, Invitation, Manifest
from app.models.roster import Roster
from app.models.season import Policy, Season
from app.packages import codec
from app.trust import envelope as dsse
from app.trust import keys
from app.trust.envelope import Envelope, Verified
from app.trust.keys import SigningKey

if TYPE_CHECKING:
    from app.models.appeal import Appeal
    from app.models.decision import PanelResult
    from app.models.draft import Draft
    from app.models.result import Receipt, Statement

T = TypeVar("T")
MIB = 1 << 20


@dataclass(frozen=True)
class Kind(Generic[T]):
    """One kind of document: its name in the payload type, its value's class, and the most bytes it may have.

    What the desk does not read at its start is imported with the first document of the kind.
    """

    name: str
    shape: Callable[[], type[T]]
    limit: int


def _statement() -> type[Statement]:
    from app.models.result import Statement

    return Statement


def _receipt() -> type[Receipt]:
    from app.models.result import Receipt

    return Receipt


def _panel_result() -> type[PanelResult]:
    from app.models.decision import PanelResult

    return PanelResult


def _draft() -> type[Draft]:
    from app.models.draft import Draft

    return Draft


def _appeal() -> type[Appeal]:
    from app.models.appeal import Appeal

    return Appeal


ROSTER = Kind("roster", lambda: Roster, 20 * MIB)
SEASON = Kind("season", lambda: Season, 20 * MIB)
MANIFEST = Kind("manifest", lambda: Manifest, 64 * MIB)
INVITATION = Kind("invitation", lambda: Invitation, MIB)
ENROLMENT = Kind("enrolment", lambda: EnrolmentRequest, MIB)
RESULT = Kind("result", _statement, 4 * MIB)
RECEIPT = Kind("receipt", _receipt, 4 * MIB)
PANEL = Kind("panel", _panel_result, 64 * MIB)
DRAFT = Kind("draft", _draft, 24 * MIB)
APPEAL = Kind("appeal", _appeal, 64 * MIB)
"""Read alone, by people outside: no season needs a reader of it, so it is not among `READS`."""
READS = dict.fromkeys(("roster", "season", "manifest", "invitation", "enrolment", "result", "receipt", "panel", "draft"), 1)
"""The newest version of each kind that this program reads; a season's `needs` is held against it."""


def sign(kind: Kind[T], value: T, key: SigningKey, ext: Mapping[str, object] | None = None) -> bytes:
    """The signed envelope of `value`, with `ext` signed beside it for readers who know what it means.

    Raises FormatError when a limit of the format is exceeded.
    """
    payload = codec.checked(value)
    if ext:
        payload = strictjson.dumps({**codec.to_json(value), "ext": ext})
    if len(payload) > kind.limit:
        raise TooLarge(say("内容太大，最多 {limit} 字节。", "The content is too large; the limit is {limit} bytes.", limit=kind.limit))
    if ext:
        codec.from_bytes(kind.shape(), payload, limit=kind.limit)
    return dsse.sign(kind.name, payload, key)


def read(kind: Kind[T], data: bytes, signers: Iterable[str]) -> Verified[T]:
    """The value of an envelope signed by one of `signers` (public keys, hex).

    Raises UnknownSigner, BadSignature, WrongRole (another kind) or FormatError.
    """
    return believe(kind, dsse.parse(data, limit=kind.limit * 2), signers)


def believe(kind: Kind[T], found: Envelope, signers: Iterable[str], claimed: T | None = None) -> Verified[T]:
    """As `read`, for an envelope that was already taken apart. `claimed`: what `peek` read from it, so that it is not read twice."""
    signer = next((s for s in signers if keys.key_id(s) == found.key_id), None)
    if signer is None:
        raise UnknownSigner(
            say("签名人不在名册中。", "The signer is not on the roster."),
            say("请先同步最新名册，或与发件人核对。", "Sync the newest roster first, or check with the sender."),
        )
    return dsse.verify(found, signer, kind.name).map(lambda payload: _value(kind, payload) if claimed is None else claimed)


def _value(kind: Kind[T], payload: bytes) -> T:
    """A season is asked for its `needs` first: a newer one has fields that this program would only call unknown."""
    if kind.name == SEASON.name:
        value = strictjson.loads(payload, limit=kind.limit)
        needs = value.get("needs") if isinstance(value, dict) else None
        check_needs(needs if isinstance(needs, dict) else {})
    return codec.from_bytes(kind.shape(), payload, limit=kind.limit)


def peek(kind: Kind[T], found: Envelope) -> T:
    """What an envelope claims, not yet believed: only to learn whose key to check it with.

    Raises WrongRole for another kind, before anything of it is read, or FormatError.
    """
    dsse.expect(found, kind.name)
    return codec.from_bytes(kind.shape(), found.payload, limit=kind.limit)


def ext_of(found: Envelope) -> Mapping[str, Any]:
    """What stands in `ext`, not yet believed; empty without one."""
    value = strictjson.loads(found.payload)
    ext = value.get("ext") if isinstance(value, dict) else None
    return ext if isinstance(ext, dict) else {}


def policy_digest(policy: Policy) -> str:
    """Hex SHA-256 of the policy's canonical bytes: the rules a sheet was scored under."""
    return sha256_hex(codec.to_bytes(policy))


def value_digest(value: object) -> str:
    """Hex SHA-256 of any frozen value's canonical bytes (rubrics, the basis of decisions)."""
    return sha256_hex(codec.to_bytes(value))


def check_needs(needs: Mapping[str, object]) -> None:
    """Refuse a season that asks for a newer program, before anything is replaced. Raises NewerFormat."""
    newer = [str(k) for k, v in needs.items() if isinstance(v, int) and v > READS.get(k, 0)]
    if newer:
        raise NewerFormat(
            say(
                "这一季需要更新版本的程序（{what}）。", "This season needs a newer version of the program ({what}).", what=", ".join(newer)
            ),
            say("请先更新程序；已有的内容没有改动。", "Update the program first; nothing here was changed."),
        )
