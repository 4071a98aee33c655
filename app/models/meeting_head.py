"""What only people know of a meeting and its papers: where they met, who led, whom they recommend. Kept while it is being filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from app.models.shape import Id, Line, Many


@dataclass(frozen=True)
class MeetingHead:
    """时间 地点 主持 记录 as they were typed; what is empty is written by hand on the paper."""

    time: Line = ""
    place: Line = ""
    host: Line = ""
    recorder: Line = ""


@dataclass(frozen=True)
class Recommended:
    """推荐全国: the entries that were chosen, in the order of the recommendation; none of them is a choice too."""

    entries: Annotated[tuple[Id, ...], Many(5000)] = ()
