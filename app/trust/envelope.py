"""The one envelope (DSSE) every document travels in: payload, its kind, exactly one Ed25519 signature.

The signature covers the payload's bytes, so nothing has to be re-serialised to check it, and the kind,
so an invitation can never pass as a result. `verify` is the only maker of `Verified`: a function that
asks for `Verified[…]` cannot be called with unchecked bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import InitVar, dataclass
from typing import Any, Generic, TypeVar

from app.core import strictjson
from app.core.errors import Malformed, NewerFormat, UnknownSigner, WrongRole
from app.core.words import say
from app.trust import b64, keys
from app.trust.keys import SigningKey

T = TypeVar("T")
U = TypeVar("U")
_KIND = re.compile(r"[a-z][a-z0-9-]{0,31}")
_TYPE = re.compile(r"application/vnd\.qcdesk\.([a-z][a-z0-9-]{0,31})\.v([1-9][0-9]{0,3})\+json")
_KEY_ID = re.compile(r"[0-9a-f]{64}")
_OURS = object()


@dataclass(frozen=True)
class Envelope:
    """An envelope that was read but not yet believed."""

    kind: str
    payload: bytes
    payload_digest: str
    """Hex SHA-256 of `payload`: the identity of the document."""
    key_id: str
    """Hex SHA-256 of the signer's raw public key, as claimed."""
    signature: bytes


@dataclass(frozen=True)
class Verified(Generic[T]):
    """A value whose signature was checked; made by this package only."""

    value: T
    signer: str
    """Public key (hex) under which the signature holds."""
    payload_digest: str
    """Hex SHA-256 of the signed payload."""
    _proof: InitVar[object] = None

    def __post_init__(self, _proof: object) -> None:
        if _proof is not _OURS:
            raise RuntimeError("Verified is made by app.trust only")

    def map(self, read: Callable[[T], U]) -> Verified[U]:
        """The same evidence with `read(value)` in place of the value; errors of `read` pass through."""
        return Verified(read(self.value), self.signer, self.payload_digest, _OURS)


def payload_type(kind: str) -> str:
    """`application/vnd.qcdesk.<kind>.v1+json`."""
    if not _KIND.fullmatch(kind):
        raise RuntimeError(f"not a document kind: {kind!r}")
    return f"application/vnd.qcdesk.{kind}.v1+json"


def pae(media_type: str, payload: bytes) -> bytes:
    """DSSE v1 pre-authentication encoding: the bytes that are signed."""
    name = media_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(name), name, len(payload), payload)


def sign(kind: str, payload: bytes, key: SigningKey) -> bytes:
    """The envelope as canonical JSON; equal inputs give equal bytes."""
    media_type = payload_type(kind)
    signature = {"keyid": keys.key_id(key.public_hex), "sig": b64.encode(key.sign(pae(media_type, payload)))}
    return strictjson.dumps({"payload": b64.encode(payload), "payloadType": media_type, "signatures": [signature]})


def parse(data: bytes, *, limit: int = strictjson.MAX_BYTES) -> Envelope:
    """Read an envelope of at most `limit` bytes without believing it.

    Raises TooLarge, Malformed (also for unknown or repeated fields and more than one signature) or
    NewerFormat (a newer major version of a kind).
    """
    value = _fields(strictjson.loads(data, limit=limit), {"payload", "payloadType", "signatures"})
    signatures = value["signatures"]
    if not isinstance(signatures, list) or len(signatures) != 1:
        raise _malformed()
    signature = _fields(signatures[0], {"keyid", "sig"})
    key, raw = _text(signature["keyid"]), b64.decode(_text(signature["sig"]))
    if not _KEY_ID.fullmatch(key) or len(raw) != 64:
        raise _malformed()
    kind = _kind(_text(value["payloadType"]))
    payload = b64.decode(_text(value["payload"]))
    return Envelope(kind, payload, hashlib.sha256(payload).hexdigest(), key, raw)


def verify(envelope: Envelope, public_hex: str, kind: str) -> Verified[bytes]:
    """The payload, once `public_hex` is known to have signed it as a `kind`.

    Raises WrongRole (another kind), UnknownSigner (signed by another key) or BadSignature.
    """
    expect(envelope, kind)
    if envelope.key_id != keys.key_id(public_hex):
        raise UnknownSigner(
            say("文件由另一把密钥签名，不是预期的签名人。", "The file is signed with another key than the expected signer's."),
            say("请与发件人核对，或先同步最新名册。", "Check with the sender, or sync the newest roster first."),
        )
    keys.verify(public_hex, envelope.signature, pae(payload_type(kind), envelope.payload))
    return Verified(envelope.payload, public_hex, hashlib.sha256(envelope.payload).hexdigest(), _OURS)


def expect(envelope: Envelope, kind: str) -> None:
    """Raises WrongRole unless the envelope claims to be a `kind`."""
    if envelope.kind != kind:
        raise WrongRole(
            say(
                "这个文件的种类是“{found}”，这里需要“{wanted}”。",
                "This file is a “{found}”; a “{wanted}” is needed here.",
                found=envelope.kind,
                wanted=kind,
            ),
            say("请选择正确的文件。", "Choose the right file."),
        )


def _kind(media_type: str) -> str:
    found = _TYPE.fullmatch(media_type)
    if found is None:
        raise _malformed()
    if found[2] != "1":
        raise NewerFormat(
            say("这个文件由更新版本的程序写成。", "This file was written by a newer version of the program."),
            say("请先更新程序，再打开它。", "Update the program, then open it again."),
        )
    return found[1]


def _fields(value: Any, names: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != names:
        raise _malformed()
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _malformed()
    return value


def _malformed() -> Malformed:
    return Malformed(
        say("这不是一份完整的签名文件。", "This is not a complete signed file."),
        say("请重新索取这个文件。", "Ask for the file again."),
    )
