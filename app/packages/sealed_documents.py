"""Documents sealed whole: manifests, receipts and panel results are age(deflate({envelope})) to their readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from app.core.errors import Malformed
from app.core.words import say
from app.packages import documents, sealing
from app.packages.documents import Kind
from app.packages.sealing import Bundle
from app.trust.envelope import Verified
from app.trust.keys import SealIdentity, SigningKey

T = TypeVar("T")


def seal(
    kind: Kind[T], value: T, key: SigningKey, recipients: Sequence[str], ext: Mapping[str, object] | None = None
) -> tuple[bytes, bytes]:
    """(envelope, sealed bytes) of a value, with `ext` signed beside it."""
    envelope = documents.sign(kind, value, key, ext)
    return envelope, seal_envelope(envelope, recipients)


def seal_envelope(envelope: bytes, recipients: Sequence[str]) -> bytes:
    """Seal a document that is already signed; the payload's digest stays the same."""
    return sealing.seal(Bundle(envelope), recipients)


def open_sealed(kind: Kind[T], data: bytes, identities: Sequence[SealIdentity], signers: Iterable[str]) -> tuple[Verified[T], bytes]:
    """(verified value, envelope) of a sealed document. Raises NotForUs, TrustError or FormatError."""
    bundle = sealing.unseal(data, identities, limit=min(sealing.INFLATED, 2 * kind.limit))
    if bundle.parts:
        raise Malformed(say("文件里有多余的部分。", "The file has parts it must not have."))
    return documents.read(kind, bundle.envelope, signers), bundle.envelope
