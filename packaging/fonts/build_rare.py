"""Why: names hold characters that Noto Sans SC and Noto Serif SC lack (𠮷); a paper must not print a box for them.

Cuts the rare Chinese characters out of LXGW WenKai (Debian package fonts-lxgw-wenkai, SIL OFL 1.1) into
a face of about 1 MB. The licence reserves the names "LXGW" and "霞鹜", so the cut is renamed.
Run once, when the source or the Noto faces change:

    python packaging/fonts/build_rare.py /usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf resources/fonts
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "QCDesk Rare"
POSTSCRIPT = "QCDeskRare-Regular"
VERSION = "Version 1.000"
_NAMES_KEPT = {0, 13, 14}  # copyright, licence, licence address
_RESERVED = ("LXGW", "霞鹜")
_ALWAYS = ((0x3400, 0x4DBF), (0x20000, 0x3FFFF))  # Extension A, everything beyond the BMP
_WHEN_LACKING = ((0x00A0, 0x04FF), (0x2000, 0x2BFF), (0x2E80, 0x33FF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFFEF))


def _within(ranges: Iterable[tuple[int, int]], code: int) -> bool:
    return any(low <= code <= high for low, high in ranges)


def wanted(source: TTFont, noto: list[Path]) -> set[int]:
    """Code points to keep: the rare blocks whole, the others only where one of the Noto faces lacks them."""
    everywhere = set.intersection(*(set(TTFont(path, lazy=True).getBestCmap()) for path in noto))
    codes = source.getBestCmap()
    return {c for c in codes if _within(_ALWAYS, c) or (c not in everywhere and _within(_WHEN_LACKING, c))}


def rename(font: TTFont) -> None:
    """Give the cut its own name; keep copyright and licence as the OFL asks."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in _NAMES_KEPT and record.platformID == 3]
    own = {1: FAMILY, 2: "Regular", 3: f"{FAMILY}:{VERSION}", 4: f"{FAMILY} Regular", 5: VERSION, 6: POSTSCRIPT}
    for name_id, text in own.items():
        table.setName(text, name_id, 3, 1, 0x409)
    for record in table.names:
        if record.nameID not in _NAMES_KEPT and any(word in str(record) for word in _RESERVED):
            raise SystemExit(f"reserved name left in record {record.nameID}: {record}")


def build(source: Path, fonts: Path) -> Path:
    """Write `QCDeskRare-Regular.ttf` into `fonts`, the same bytes for the same inputs."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG"]
    cut = Subsetter(options)
    cut.populate(unicodes=wanted(font, sorted(fonts.glob("Noto*.ttf"))))
    cut.subset(font)
    rename(font)
    target = fonts / f"{POSTSCRIPT}.ttf"
    font.save(target)
    return target


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    made = build(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{made.name}: {made.stat().st_size} bytes, {len(TTFont(made, lazy=True).getBestCmap())} characters")
