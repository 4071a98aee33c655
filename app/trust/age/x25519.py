"""The X25519 recipient: how a file key is wrapped to one public key, and which stanzas we agree to try.

Passphrase (scrypt) and post-quantum hybrid files are refused in words instead of being passed over:
their holder should learn why, and a passphrase file would let a stranger choose how long we compute.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.core.errors import FormatError, Malformed, NotForUs
from app.core.words import say
from app.trust import b64
from app.trust.age.header import Header, Stanza, damaged
from app.trust.age.stream import FILE_KEY, TAG, hkdf
from app.trust.keys import SealIdentity, raw_key

KIND = "X25519"
MAX_RECIPIENTS = 8
MAX_UNKNOWN = 4
"""Stanzas of unknown kinds that are passed over; other writers add random ones on purpose."""
_INFO = b"age-encryption.org/v1/X25519"
_NO_NONCE = bytes(12)


def wrap(file_key: bytes, public_hex: str) -> Stanza:
    """The stanza that lets the holder of `public_hex` recover `file_key`. Raises Malformed for a key that is none."""
    recipient, ephemeral = raw_key(public_hex), SealIdentity.generate()
    share = bytes.fromhex(ephemeral.public_hex)
    try:
        shared = ephemeral.exchange(recipient)
    except ValueError as error:
        raise Malformed(say("收件人的公钥无效。", "The recipient's public key is not valid.")) from error
    key = hkdf(shared, share + recipient, _INFO)
    return Stanza(KIND, (b64.encode(share, padded=False),), ChaCha20Poly1305(key).encrypt(_NO_NONCE, file_key, None))


def unwrap(header: Header, identities: Sequence[SealIdentity]) -> bytes:
    """The file key. Raises NotForUs when none of `identities` is a recipient, Malformed for a header no sealer writes."""
    for stanza in _ours(header.stanzas):
        share = b64.decode(stanza.args[0], padded=False)
        for identity in identities:
            if (file_key := _try(stanza.body, share, identity)) is not None:
                return file_key
    raise NotForUs(
        say("这个文件不是加密给您的，您的密钥打不开它。", "This file is not sealed to you; none of your keys opens it."),
        say("请确认登录的是正确的身份，或请对方重新导出。", "Check that this is the right profile, or ask the sender to export it again."),
    )


def _ours(stanzas: tuple[Stanza, ...]) -> list[Stanza]:
    kinds = [stanza.kind for stanza in stanzas]
    if "scrypt" in kinds:
        raise _refused(
            say("这是用口令加密的 age 文件，本程序不读。", "This age file is sealed with a passphrase, which this program does not read.")
        )
    if "mlkem768x25519" in kinds:
        raise _refused(
            say(
                "这是后量子（混合）密钥的 age 文件，本程序不读。",
                "This age file is sealed to a post-quantum key, which this program does not read.",
            )
        )
    found = [stanza for stanza in stanzas if stanza.kind == KIND]
    if len(found) > MAX_RECIPIENTS or len(stanzas) - len(found) > MAX_UNKNOWN:
        raise _refused(say("加密文件的收件人太多。", "The sealed file has too many recipients."))
    if not all(_well_formed(stanza) for stanza in found):
        raise damaged()
    return found


def _well_formed(stanza: Stanza) -> bool:
    return len(stanza.args) == 1 and len(b64.decode(stanza.args[0], padded=False)) == 32 and len(stanza.body) == FILE_KEY + TAG


def _try(body: bytes, share: bytes, identity: SealIdentity) -> bytes | None:
    try:
        shared = identity.exchange(share)
    except ValueError as error:
        raise damaged() from error
    key = hkdf(shared, share + bytes.fromhex(identity.public_hex), _INFO)
    try:
        return ChaCha20Poly1305(key).decrypt(_NO_NONCE, body, None)
    except InvalidTag:
        return None


def _refused(sentence: str) -> FormatError:
    return Malformed(sentence, say("请让对方用质评台重新导出。", "Ask the sender to export it again with this program."))
