"""A place of a document as the hall may see it: a picture, and words that name the judge by letter and no file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.media.geometry import Rect
    from app.media.values import PageImage


@dataclass(frozen=True)
class Cited:
    """`words`: "原因分析 · 评委B · 报告 第12页"; `mark` is the judge's rectangle in the picture (pixels), None for none."""

    code: str
    words: str
    image: PageImage
    mark: Rect | None
