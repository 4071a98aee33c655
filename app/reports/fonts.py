"""Why: a judge's or a circle's name must print whole, with rare characters, and copy out of the PDF unchanged.

ReportLab has no font fallback and writes a wrong ToUnicode table for characters beyond the BMP (they
look right and are extracted wrong). Both are mended here: every character gets the first face of its
chain that has a glyph, and the table is written in UTF-16BE. Faces are loaded when first used
(80–340 ms each) and once for the process.

ReportLab reads glyphs through one cursor per face, so only one PDF is written at a time: `press()`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from unicodedata import category

from reportlab.pdfbase import pdfmetrics, ttfonts

from app.core.errors import AppError
from app.core.paths import resources
from app.core.words import say

SUBSTITUTE = "〓"  # the printers' sign for a character that is not in the case
_BLOCK = 100  # entries allowed in one beginbfchar block (PDF 1.7, 9.10.3)
_lock = threading.RLock()
_loaded: dict[Face, ttfonts.TTFont] = {}


class Face(StrEnum):
    """The faces on paper; the value is the name ReportLab knows it by."""

    SANS = "QCDesk-Sans"
    BOLD = "QCDesk-SansBold"
    SERIF = "QCDesk-Serif"
    RARE = "QCDesk-Rare"


_FILES = {
    Face.SANS: "NotoSansSC-Regular.ttf",
    Face.BOLD: "NotoSansSC-Bold.ttf",
    Face.SERIF: "NotoSerifSC-Regular.ttf",
    Face.RARE: "QCDeskRare-Regular.ttf",
}
_CHAINS = {
    Face.SANS: (Face.SANS, Face.RARE, Face.SERIF),
    Face.BOLD: (Face.BOLD, Face.RARE, Face.SERIF),
    Face.SERIF: (Face.SERIF, Face.RARE, Face.SANS),
    Face.RARE: (Face.RARE, Face.SANS, Face.SERIF),
}


def to_unicode_cmap(fontname: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of one font subset: code → UTF-16BE, surrogate pairs where needed, blocks of 100."""
    entries = [f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset) if char]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    return "\n".join([
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo", f"<< /Registry ({fontname})", f"/Ordering ({fontname})", "/Supplement 0", ">> def",
        f"/CMapName /{fontname} def", "/CMapType 2 def",
        "1 begincodespacerange", f"<00> <{len(subset) - 1:02X}>", "endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
    ])  # fmt: skip


def load(face: Face) -> ttfonts.TTFont:
    """The face, registered with ReportLab on first use. Raises AppError when its file is missing or damaged."""
    with _lock:
        if face not in _loaded:
            ttfonts.makeToUnicodeCMap = to_unicode_cmap
            path = resources() / "fonts" / _FILES[face]
            try:
                font = ttfonts.TTFont(face.value, str(path))
            except (OSError, ttfonts.TTFError) as error:
                raise AppError(
                    say(
                        "字体文件“{name}”缺失或损坏，无法出表。",
                        "The font file “{name}” is missing or damaged; papers cannot be made.",
                        name=path.name,
                    ),
                    say("请重新安装质评台。", "Install the program again."),
                    reason="font",
                ) from error
            pdfmetrics.registerFont(font)
            _loaded[face] = font
        return _loaded[face]


@contextmanager
def press() -> Iterator[None]:
    """Hold while writing one PDF: faces are shared and ReportLab's are not made for two documents at once."""
    with _lock:
        yield


@lru_cache(maxsize=65536)
def glyph(char: str, face: Face) -> tuple[Face, float] | None:
    """(face that draws `char`, its advance in ems), or None when no face of the chain has it."""
    code = ord(char)
    for candidate in _CHAINS[face]:
        shape = load(candidate).face
        if code in shape.charToGlyph:
            return candidate, float(shape.charWidths.get(code, shape.defaultWidth)) / 1000
    return None


def _unprinted(char: str) -> bool:
    """Controls, format marks, and variation selectors (we print the usual drawing of the character before)."""
    return category(char) in ("Cc", "Cf") or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def printable(text: str) -> str:
    """`text` without controls, direction marks and variation selectors; tabs become spaces, U+3000 stays.

    Private and unassigned characters stay (unlike in `app.core.text.plain`): old systems spell rare names
    with them, and a name must show a gap and be reported rather than lose a character.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ").replace("\u00a0", " ")
    return "".join(SUBSTITUTE if category(c) == "Cs" else c for c in lines if c == "\n" or not _unprinted(c))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of `text` that no face has, each once, in order; on paper they appear as 〓."""
    seen = dict.fromkeys(c for c in printable(text) if c != "\n")
    return tuple(c for c in seen if glyph(c, Face.SANS) is None)
