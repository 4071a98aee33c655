"""Identifiers: what they may look like, and fresh ones that cannot collide.

Codes of entries, judges, panels and the like are `[A-Z0-9][A-Z0-9-]{0,31}`, unique ignoring case and
never made from a name. They are also the only outside text ever used in a path.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
import uuid

ID_PATTERN = r"[A-Z0-9][A-Z0-9-]{0,31}"
SEASON_PATTERN = r"qc[0-9a-hjkmnp-tv-z]{16}"
_ID = re.compile(ID_PATTERN)
_DEVICE = re.compile("CON|PRN|AUX|NUL|(?:COM|LPT)[0-9]")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def is_id(text: str) -> bool:
    """Whether `text` may stand as a code."""
    return _ID.fullmatch(text) is not None


def is_device(text: str) -> bool:
    """Whether Windows takes a folder or file of this name for a device, so that none can be made."""
    return _DEVICE.fullmatch(text) is not None


def suggest_id(text: str) -> str:
    """A valid code close to `text`, for the message that refuses it; may be empty."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[^A-Z0-9]+", "-", folded).strip("-")[:32]


def new_event_id() -> str:
    """32 hex digits, made by the client so that a retried save is the same save."""
    return uuid.uuid4().hex


def new_salt() -> str:
    """128 random bits as 32 hex digits."""
    return secrets.token_hex(16)


def sha256_hex(data: bytes) -> str:
    """Lower-case hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def crockford(data: bytes) -> str:
    """Crockford base32, lower case, no padding; 5 bits a letter, the last one zero-filled."""
    bits = len(data) * 8
    letters = -(-bits // 5)
    number = int.from_bytes(data, "big") << (letters * 5 - bits)
    return "".join(_CROCKFORD[(number >> (5 * k)) & 31] for k in reversed(range(letters)))


def season_id(root_v1: bytes) -> str:
    """`qc` + 80 bits of SHA-256 of root version 1: names a season for ever."""
    return "qc" + crockford(hashlib.sha256(root_v1).digest()[:10])
