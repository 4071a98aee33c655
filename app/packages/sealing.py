"""The shapes in which documents are sealed: bare, and with the parts of a result beside the envelope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.core import strictjson
from app.core.errors import Malformed, NotForUs, TooLarge
from app.core.words import say
from app.trust import sealed
from app.trust.keys import SealIdentity

AGE_MAGIC = b"age-encryption.org/"
INFLATED = 64 << 20
SEALED_LIMIT = 64 << 20
MAX_PARTS = 10_000


@dataclass(frozen=True)
class Bundle:
    """An envelope and the texts of its parts, as they lie inside a `.qcr`."""

    envelope: bytes
    parts: tuple[bytes, ...] = ()


def is_sealed(data: bytes) -> bool:
    """Whether the content (not the name) is a sealed file."""
    return data.startswith(AGE_MAGIC)


def seal(bundle: Bundle, recipients: Sequence[str]) -> bytes:
    """age(deflate({envelope, parts})), to X25519 public keys in hex. Raises TooLarge for what `unseal` would refuse."""
    value = {"envelope": bundle.envelope.decode(), "parts": [p.decode() for p in bundle.parts]}
    plain = strictjson.dumps(value)
    if len(plain) > INFLATED or len(bundle.parts) > MAX_PARTS:
        raise TooLarge(
            say("内容太大，装不进一份文件。", "The content is too large for one file."),
            say("请缩短评语和备注。", "Shorten remarks and notes."),
        )
    return sealed.wrap(plain, recipients)


def unseal(data: bytes, identities: Sequence[SealIdentity], *, limit: int = INFLATED) -> Bundle:
    """Open what `seal` made, of at most `limit` inflated bytes. Raises NotForUs, FormatError or TrustError; nothing is believed yet."""
    if not is_sealed(data):
        raise Malformed(
            say("这不是质评台的加密文件。", "This is not a sealed file of this program."),
            say("请选择正确的文件，或重新索取。", "Choose the right file, or ask for it again."),
        )
    if not identities:
        raise NotForUs(
            say("本机没有能打开它的钥匙。", "This computer holds no key that opens it."),
            say("请在收件人的电脑上打开。", "Open it on the recipient's computer."),
        )
    value = strictjson.loads(sealed.unwrap(data, identities, limit=limit), limit=limit)
    return _bundle(value)


def _bundle(value: Any) -> Bundle:
    fine = isinstance(value, dict) and set(value) == {"envelope", "parts"} and isinstance(value["envelope"], str)
    if not fine or not isinstance(value["parts"], list) or len(value["parts"]) > MAX_PARTS:
        raise _broken()
    if not all(isinstance(p, str) for p in value["parts"]):
        raise _broken()
    try:
        return Bundle(value["envelope"].encode(), tuple(p.encode() for p in value["parts"]))
    except UnicodeEncodeError as error:
        raise _broken() from error


def _broken() -> Malformed:
    return Malformed(
        say("文件里缺少应有的部分。", "The file lacks a part it must have."),
        say("请让对方重新导出。", "Ask the sender to export it again."),
    )
