"""The pictures' own page: every screen with its name, and one sheet of all of them small."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from tests.screenshots.chair_scenes import CHAIR_SCENES
from tests.screenshots.chair_stage import ChairScene
from tests.screenshots.looks import EVERY, Look
from tests.screenshots.scenes import SCENES, Scene
from tests.screenshots.season_scenes import SEASON_SCENES, SeasonScene
from tests.screenshots.start_scenes import START_SCENES, StartScene

SHEET = "contact-sheet.png"
_COLUMNS, _WIDE, _GAP, _COLOURS = 5, 340, 12, 128


def write(folder: Path) -> None:
    """README.md and the sheet, from the pictures that are there."""
    (folder / "README.md").write_text("\n".join(_lines()) + "\n", encoding="utf-8")
    pictured = [s.looks[0].name(s.name) if s.hall else Look().name(s.name) for s in (*CHAIR_SCENES, *SEASON_SCENES)]
    pictured = [*(Look().name(s.name) for s in (*SCENES, *START_SCENES)), *pictured]
    _sheet([folder / f"{name}.png" for name in pictured], folder / SHEET)


def _lines() -> Iterable[str]:
    yield from (
        "# 画面 Screens",
        "",
        "`make screenshots` 从样例赛季生成；时间固定，人物、单位均为虚构。Made by `make screenshots` from the sample season; people and units are invented.",
        "",
        "名字里只写与常用样式（1366×697、中文、浅色、100%）不同之处。A name says only what differs from the usual look: 1366×697, Chinese, light, 100 %.",
        "",
        f"![全部画面 every screen]({SHEET})",
        "",
    )
    everywhere: list[Scene | ChairScene] = [s for s in (*SCENES, *CHAIR_SCENES) if s.looks == EVERY]
    for scene in everywhere:
        yield from (
            "",
            f"## {scene.title}",
            "",
            "| 窗口 window | 中文 | 中文 深色 dark | English | English dark |",
            "|---|---|---|---|---|",
        )
        for width, height in dict.fromkeys((look.width, look.height) for look in EVERY):
            for text in (100, 175):
                row = [look for look in EVERY if (look.width, look.text) == (width, text)]
                yield f"| {width}×{height} {text}% | " + " | ".join(_link(look.name(scene.name)) for look in row) + " |"
    yield from ("", "## 其他画面 Other screens", "", "| | 1366×697 | 1092×543 | |", "|---|---|---|---|")
    others: list[Scene | StartScene | ChairScene | SeasonScene] = [*(s for s in SCENES if s.looks != EVERY), *START_SCENES]
    others += [s for s in (*CHAIR_SCENES, *SEASON_SCENES) if s.looks != EVERY and not s.hall]
    for one in others:
        first, second, *more = (_link(look.name(one.name)) for look in one.looks)
        yield f"| {one.title} | {first} | {second} | {' '.join(more)} |"
    yield from ("", "## 会场看到的 What the hall sees", "", "| | 1280×720 | 1920×1080 |", "|---|---|---|")
    for shown in (s for s in (*CHAIR_SCENES, *SEASON_SCENES) if s.hall):
        yield f"| {shown.title} | " + " | ".join(_link(look.name(shown.name)) for look in shown.looks) + " |"


def _link(name: str) -> str:
    return f"[{name}]({name}.png)"


def _sheet(pictures: list[Path], target: Path) -> None:
    small = []
    for place in pictures:
        with Image.open(place) as picture:
            small.append(picture.convert("RGB").resize((_WIDE, round(_WIDE * picture.height / picture.width)), Image.Resampling.LANCZOS))
    high = max(picture.height for picture in small)
    rows = -(-len(small) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * (_WIDE + _GAP) + _GAP, rows * (high + _GAP) + _GAP), "#C9CED6")
    for at, picture in enumerate(small):
        sheet.paste(picture, (_GAP + at % _COLUMNS * (_WIDE + _GAP), _GAP + at // _COLUMNS * (high + _GAP)))
    sheet.quantize(_COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
