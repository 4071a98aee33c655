"""Parts of a result: each a small document with its own salt, named in the statement by digest.

A part's bytes are kept as they came: its digest is over them, and they are what an appellant is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.core import strictjson
from app.core.errors import Malformed
from app.core.ids import sha256_hex
from app.core.words import say
from app.models.result import CommentsPart, DeclarationPart, LogPart, OrderPart, Part, PartKind, PointsPart, RecusalPart, Statement
from app.packages import codec

LIMIT = 24 << 20
_CLASSES: dict[PartKind, type[Part]] = {
    PartKind.POINTS: PointsPart,
    PartKind.COMMENTS: CommentsPart,
    PartKind.RECUSAL: RecusalPart,
    PartKind.DECLARATION: DeclarationPart,
    PartKind.ORDER: OrderPart,
    PartKind.LOG: LogPart,
}
_KINDS = {cls: kind for kind, cls in _CLASSES.items()}
_MAY_FOLLOW = (CommentsPart, LogPart)


@dataclass(frozen=True)
class Parts:
    """The parts that came with a statement, sorted by what they are; `missing` counts those still to follow."""

    points: tuple[PointsPart, ...]
    comments: tuple[CommentsPart, ...]
    recusals: tuple[RecusalPart, ...]
    declaration: DeclarationPart | None
    order: OrderPart | None
    log: LogPart | None
    missing: int


def encode(part: Part) -> bytes:
    """Canonical bytes of a part, with its kind."""
    value: dict[str, Any] = codec.to_json(codec.check(part))
    return strictjson.dumps({**value, "kind": str(_KINDS[type(part)])})


def decode(data: bytes) -> Part:
    """Read one part strictly. Raises FormatError."""
    value = strictjson.loads(data, limit=LIMIT)
    name = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(name, str) or name not in _CLASSES:
        raise Malformed(
            say("评分文件含有不认识的部分。", "The score file has a part of an unknown kind."),
            say("请先更新程序。", "Update the program first."),
        )
    del value["kind"]
    return codec.from_json(_CLASSES[PartKind(name)], value)


def digests(texts: Iterable[bytes]) -> tuple[str, ...]:
    """Sorted digests as a statement names them."""
    return tuple(sorted(sha256_hex(t) for t in texts))


def read(statement: Statement, texts: tuple[bytes, ...]) -> Parts:
    """The parts of a verified statement. Raises FormatError when one is foreign, repeated, or absent and not named as following later."""
    whole, later, given = _named(statement.parts), _named(statement.later), [sha256_hex(t) for t in texts]
    if whole & later or len(set(given)) != len(given) or not whole <= set(given) <= whole | later:
        raise _mismatch()
    found = [decode(t) for t in texts]
    if not all(isinstance(part, _MAY_FOLLOW) for digest, part in zip(given, found, strict=True) if digest in later):
        raise _mismatch()
    return _sorted(found, len(whole | later) - len(given))


def _named(listed: tuple[str, ...]) -> set[str]:
    named = set(listed)
    if list(listed) != sorted(named):
        raise Malformed(say("评分文件的目录有重复或未排序。", "The list of parts repeats itself or is not sorted."))
    return named


def _mismatch() -> Malformed:
    return Malformed(
        say("评分文件的内容与签名的目录不符。", "The parts do not match what was signed."),
        say("请让评委重新导出。", "Ask the judge to export it again."),
        reason="parts-mismatch",
    )


def _sorted(parts: list[Part], missing: int) -> Parts:
    def of(cls: type[Any]) -> list[Any]:
        return [p for p in parts if isinstance(p, cls)]

    declarations, orders, logs = of(DeclarationPart), of(OrderPart), of(LogPart)
    if len(declarations) != 1 or len(orders) > 1 or len(logs) > 1:
        raise Malformed(
            say("评分文件应正好含一份评审承诺书。", "A score file holds exactly one declaration."),
            say("请让评委重新导出。", "Ask the judge to export it again."),
        )
    points, recusals, comments = of(PointsPart), of(RecusalPart), of(CommentsPart)
    scored = [p.entry for p in points] + [r.entry for r in recusals]
    if len(set(scored)) != len(scored) or len({c.entry for c in comments}) != len(comments):
        raise Malformed(
            say("同一份成果在文件里出现了两次。", "One entry stands in the file twice."),
            say("请让评委重新导出。", "Ask the judge to export it again."),
        )
    key = lambda p: p.entry  # noqa: E731
    return Parts(
        tuple(sorted(points, key=key)),
        tuple(sorted(comments, key=key)),
        tuple(sorted(recusals, key=key)),
        declarations[0],
        orders[0] if orders else None,
        logs[0] if logs else None,
        missing,
    )
