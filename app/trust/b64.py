"""Base64 with one spelling for one value, so that a changed character is always noticed.

Python's reader ignores unused trailing bits and stray characters; two texts would then carry one
signature. Whatever does not encode back to the same text is refused.
"""

from __future__ import annotations

import base64
import binascii

from app.core.errors import Malformed
from app.core.words import say


def encode(data: bytes, *, padded: bool = True) -> str:
    """Standard alphabet; `padded=False` drops the equals signs, as age headers do."""
    text = base64.b64encode(data).decode("ascii")
    return text if padded else text.rstrip("=")


def decode(text: str, *, padded: bool = True) -> bytes:
    """The bytes of `text`. Raises Malformed unless `encode` would write exactly `text`."""
    filled = text if padded else text + "=" * (-len(text) % 4)
    try:
        data = base64.b64decode(filled, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _damaged() from error
    if encode(data, padded=padded) != text:
        raise _damaged()
    return data


def _damaged() -> Malformed:
    return Malformed(
        say("文件里有一段编码（base64）写法不对。", "The file has a base64 text that is not in its one allowed spelling."),
        say("请重新索取这个文件。", "Ask for the file again."),
    )
