"""An invitation as chats, mails and editors hand it on: wrapped, quoted, with a byte-order mark or in UTF-16, with words around it.

It is one JSON object whose texts are base64 and names: blanks, invisible characters and quoting marks are never part of it.
"""

from __future__ import annotations

import codecs
import unicodedata

from app.core.errors import UsageError
from app.core.words import say

_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (b"{\x00", "utf-16-le"), (b"\x00{", "utf-16-be"))
_QUOTES = ">＞"


def in_message(text: str) -> bytes:
    """The invitation inside a message. Raises UsageError when there is none."""
    inside = text[text.find("{") : text.rfind("}") + 1]
    if not inside:
        raise UsageError(
            say("剪贴板里没有邀请。", "There is no invitation on the clipboard."),
            say(
                "请把组织方发来的整段邀请文字或邀请文件复制一次，再点粘贴。",
                "Copy the organiser's whole text or the file, then paste again.",
            ),
            reason="no-invitation",
        )
    return "".join(c for c in inside if not (c.isspace() or c in _QUOTES or unicodedata.category(c) == "Cf")).encode()


def plain(data: bytes) -> bytes:
    """The invitation inside a file; bytes that hold none are given back as they are, to be explained by what they are."""
    encoding = next((name for mark, name in _WIDE if data.startswith(mark)), "utf-8-sig")
    try:
        return in_message(data.decode(encoding))
    except (UnicodeDecodeError, UsageError):
        return data
