"""A saved column mapping: how another platform's export names our columns. JSON {"their header": "our column"}."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.core import strictjson
from app.core.errors import Malformed, UsageError
from app.core.files import read_text_limited
from app.core.words import say
from app.publishing.columns import ENTRY_COLUMNS, JUDGE_COLUMNS, is_private, name_key, named

_LIMIT = 1 << 20
_MOST = 500


def read_mapping(path: Path) -> Mapping[str, str]:
    """{`name_key` of their header: our fixed English name}; one file may serve entries and judges.

    Raises Malformed for anything but an object of texts, UsageError for an unknown column or one with contacts.
    """
    value = strictjson.loads(read_text_limited(path, _LIMIT).encode(), limit=_LIMIT)
    if not isinstance(value, dict) or len(value) > _MOST or not all(isinstance(v, str) for v in value.values()):
        raise Malformed(
            say(
                "“{name}”不是列名对照：应为 {shape}。",
                "“{name}” is no column mapping: it must be {shape}.",
                name=path.name,
                shape='{"对方列名": "本系统列名"}',
            ),
            say("请参考 organizer templates 生成的说明。", "See the notes that organizer templates writes."),
        )
    return {name_key(theirs): _ours(theirs, ours) for theirs, ours in value.items()}


def _ours(theirs: str, ours: str) -> str:
    column = named(ENTRY_COLUMNS, ours) or named(JUDGE_COLUMNS, ours)
    if column is None:
        raise UsageError(
            say("对照里的“{ours}”不是本系统的列名。", "The mapping names “{ours}”, which is not a column of ours.", ours=ours[:60]),
            say("可用的列名：{names}。", "Columns: {names}.", names=" ".join(dict.fromkeys(c.zh for c in ENTRY_COLUMNS + JUDGE_COLUMNS))),
        )
    if is_private(theirs):
        raise UsageError(
            say(
                "“{theirs}”是证件或联系方式，不能导入。",
                "“{theirs}” holds ID numbers or contacts and is never imported.",
                theirs=theirs[:60],
            ),
            say("请从对照里删去这一行。", "Remove that line from the mapping."),
        )
    return column.key
