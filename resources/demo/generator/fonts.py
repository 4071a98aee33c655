"""Embeds the faces and gives each character one that has it: names with rare characters must neither vanish nor extract wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import textsplit
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.platypus import paragraph

REGULAR = "SC"
BOLD = "SC-Bold"
RARE = "SC-Rare"
_FILES = {
    REGULAR: ("NotoSansSC-Regular.ttf", "NotoSansSC_400Regular.ttf"),
    BOLD: ("NotoSansSC-Bold.ttf", "NotoSansSC_700Bold.ttf"),
    RARE: ("QCDeskRare-Regular.ttf", "LXGWWenKai-Regular.ttf"),
}


def register(folder: Path) -> None:
    """Register the three faces found in `folder`."""
    _patch(ttfonts, "makeToUnicodeCMap", _to_unicode)
    rl_config.useA85 = 0
    if "，" not in textsplit.ALL_CANNOT_START:
        for module in (paragraph, textsplit):
            _patch(module, "ALL_CANNOT_START", textsplit.ALL_CANNOT_START + "，；：！？％℃”’》")
    for name, candidates in _FILES.items():
        path = next((folder / file for file in candidates if (folder / file).is_file()), None)
        if path is None:
            raise SystemExit(f"{folder} lacks {candidates[0]}; give the folder of the faces with --fonts")
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(path)))
    for bold, italic in ((0, 0), (0, 1), (1, 0), (1, 1)):
        _add_mapping(bold, italic)


def _patch(module: Any, name: str, value: object) -> None:
    setattr(module, name, value)


def _add_mapping(bold: Any, italic: Any) -> None:
    addMapping(REGULAR, bold, italic, BOLD if bold else REGULAR)
    addMapping(BOLD, bold, italic, BOLD)
    addMapping(RARE, bold, italic, RARE)


def has(font: str, character: str) -> bool:
    """Whether the registered face has a glyph for the character."""
    registered: Any = pdfmetrics.getFont(font)
    return ord(character) in registered.face.charToGlyph


def runs(text: str, font: str) -> list[tuple[str, str]]:
    """Cut text into (face, piece): the wanted face where it has the character, else the rare one; refuse what neither has."""
    pieces: list[tuple[str, str]] = []
    for character in text:
        face = font if has(font, character) else RARE
        if not has(face, character):
            raise SystemExit(f"no face has {character!r} (U+{ord(character):04X})")
        if pieces and pieces[-1][0] == face:
            pieces[-1] = (face, pieces[-1][1] + character)
        else:
            pieces.append((face, character))
    return pieces


def markup(text: str, font: str = REGULAR) -> str:
    """Plain text as paragraph markup, with the rare face named where it is needed."""
    return "".join(escape(piece) if face == font else f'<font name="{face}">{escape(piece)}</font>' for face, piece in runs(text, font))


def _to_unicode(fontname: str, subset: list[int]) -> str:
    """ToUnicode map in UTF-16BE; ReportLab writes code points beyond the BMP as one long number, which readers cut wrong."""
    lines = [f"<{index:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for index, code in enumerate(subset)]
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
        f"<< /Registry ({fontname})\n/Ordering ({fontname})\n/Supplement 0\n>> def\n/CMapName /{fontname} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n"
    )
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return head + body + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
