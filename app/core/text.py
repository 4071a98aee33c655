"""How names compare (NFKC, trimmed, inner spaces and quotation marks folded), and how texts from outside and times are shown.

People type one unit in five ways. Names of fields, units and types compare by `fold`; units that may
be the same organisation (for proposing a recusal) compare by `unit_key`, which also drops legal forms.
"""

from __future__ import annotations

import re
import unicodedata

_QUOTES = str.maketrans(dict.fromkeys("“”\"'‘’「」『』＂", '"'))
_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_LEGAL = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "(集团)", "集团", "公司")


def fold(name: str) -> str:
    """The form in which two spellings of one name are equal.

    Characters that show nothing (zero-width spaces, byte-order marks, direction marks) are dropped: pasted
    from a web page they would keep a judge's unit from matching the entry's.
    """
    text = unicodedata.normalize("NFKC", visible(name)).translate(_QUOTES)
    return re.sub(r"\s+", " ", text).strip().casefold()


def unit_key(name: str) -> str:
    """`fold` without spaces and legal forms: 甲乙股份有限公司 = 甲乙公司. Short keys match falsely; a person confirms."""
    key = fold(name).replace(" ", "")
    for ending in _LEGAL:
        key = key.replace(ending, "")
    return key


def visible(text: str) -> str:
    """Without the characters that show nothing or turn the direction of what follows: a title with one reads backwards on every paper."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def tidy(text: str) -> str:
    """What a person typed or pasted, as it is kept: without control characters and marks that turn the direction of what follows.

    New lines stay, a tab is a space. Characters for private use stay too: rare names are written with them.
    """
    if text.replace("\n", "").isprintable():
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))


def one_line(text: str) -> str:
    """The same on one line, for lists and terminals."""
    return " ".join(tidy(text).split())


def plain(text: str) -> str:
    """Text from outside made safe to print: control and direction-changing characters removed."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def size_words(size: int) -> str:
    """Bytes as a person reads them: 900 B, 350 KB, 64 MB, 3.0 GB, counted as memory is."""
    for power, unit in ((30, "GB"), (20, "MB"), (10, "KB")):
        if size >= 1 << power:
            value = size / (1 << power)
            return f"{value:.1f} {unit}" if value < 10 and size % (1 << power) else f"{value:.0f} {unit}"
    return f"{size} B"


def file_part(name: str) -> str:
    """A name from outside as part of a file's name: letters and digits of any script, nothing that a path could mean."""
    return "".join(c for c in unicodedata.normalize("NFC", name) if c.isalnum() or c == "-")[:40]


def minutes(ms: int) -> str:
    """A moment or length as people say it: "3:25", "65:03"."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"
