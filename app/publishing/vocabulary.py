"""The words of a season as people type them: topic types, fields, roles, panels → the codes that programs compare."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.core.ids import is_id
from app.core.text import fold
from app.models.roster import PanelRole
from app.models.rubric import TopicType
from app.models.season import EntryField
from app.publishing.columns import name_key

TOPIC_NAMES: Mapping[TopicType, tuple[str, str]] = {
    TopicType.PROBLEM_SELF: ("问题解决型·自定目标", "自定目标"),
    TopicType.PROBLEM_ASSIGNED: ("问题解决型·指令性目标", "指令性目标"),
    TopicType.INNOVATION: ("创新型", "创新型课题"),
}
_ROLES = {
    PanelRole.JUDGE: ("评委", "评审专家", "专家", "评审员", "成员", "judge", "reviewer"),
    PanelRole.CHAIR: ("评审组长", "组长", "专业组组长", "评审组组长", "chair"),
}
_DEPUTIES = ("副组长", "评审副组长", "专业组副组长", "评审组副组长", "deputy chair", "vice chair", "vice-chair", "deputy")
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", start=1)}
_PANEL = re.compile(r"第?\s*([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*(?:专业|评审)?组?")


def topic_type(text: str) -> TopicType | None:
    """The topic type a text names; 问题解决型 alone is None, for its two kinds of target are judged differently."""
    key = name_key(text)
    return next((t for t, names in TOPIC_NAMES.items() if key in {name_key(n) for n in (*names, t.value)}), None)


def field_named(text: str, fields: tuple[EntryField, ...]) -> EntryField | None:
    """The field by code or name in either language; quotation marks, spaces and a final 类 do not matter if only one fits."""
    exact = [f for f in fields if fold(text) in {fold(f.code), fold(f.name.zh), fold(f.name.en)}]
    loose = [f for f in fields if _field_key(text) in {_field_key(f.code), _field_key(f.name.zh), _field_key(f.name.en)}]
    found = exact or loose
    return found[0] if len(found) == 1 else None


def _field_key(name: str) -> str:
    return name_key(name).removesuffix("领域").removesuffix("类")


def role_named(text: str) -> PanelRole | None:
    """评委 / 评审组长 or judge / chair; a 副组长 collects as the 组长 does."""
    return PanelRole.CHAIR if is_deputy(text) else next((r for r, names in _ROLES.items() if fold(text) in names), None)


def is_deputy(text: str) -> bool:
    """副组长 or deputy chair."""
    return fold(text) in _DEPUTIES


def panel_codes(names: tuple[str, ...]) -> dict[str, str]:
    """{`fold` of a panel's name: its code}: a valid code is kept, 第3组 and 三组 are 3, other names P1, P2… as they first appear."""
    distinct = list(dict.fromkeys(fold(n) for n in names))
    codes = {name: code for name in distinct if (code := own_code(name))}
    free = (f"P{n}" for n in range(1, len(distinct) + len(codes) + 1) if f"P{n}" not in codes.values())
    return {name: codes.get(name) or next(free) for name in distinct}


def own_code(folded: str) -> str | None:
    """The code a panel's folded name gives by itself, or None for a name in words."""
    if numbered := _PANEL.fullmatch(folded):
        return str(_number(numbered[1]))
    return folded.upper() if is_id(folded.upper()) else None


def _number(text: str) -> int:
    """3, 三, 十, 十二, 二十三."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
