"""The parts of a statement: exactly those it names, each once, and none that can be chosen afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core import strictjson
from app.core.errors import FormatError, Malformed, TooLarge
from app.models.result import CommentsPart, DeclarationPart, LogPart, OrderPart, Part
from app.packages import codec, parts
from tests.fakes import package_values as pv

ALL = pv.all_parts()


def texts(*chosen: Part) -> tuple[bytes, ...]:
    return tuple(parts.encode(p) for p in chosen)


def of(*kinds: type) -> tuple[Part, ...]:
    return tuple(p for p in ALL if isinstance(p, kinds))


def without(*kinds: type) -> tuple[Part, ...]:
    return tuple(p for p in ALL if not isinstance(p, kinds))


def test_all_parts_sorted_by_what_they_are() -> None:
    more = (*ALL, pv.points_part("Y-009", "d7" * 16), pv.comments_part("Y-009", "d8" * 16))

    found = parts.read(pv.statement(more), texts(*reversed(more)))

    assert [p.entry for p in found.points] == ["Y-009", "Z-001"]
    assert [c.entry for c in found.comments] == ["Y-009", "Z-001"]
    assert [r.entry for r in found.recusals] == ["Z-002"]
    assert (found.declaration, found.order, found.log, found.missing) == (*of(DeclarationPart), *of(OrderPart), *of(LogPart), 0)


def test_the_order_in_the_file_does_not_matter() -> None:
    assert parts.read(pv.statement(ALL), texts(*ALL)) == parts.read(pv.statement(ALL), texts(*reversed(ALL)))


def test_comments_and_log_may_follow_where_the_statement_says_so() -> None:
    now, later = without(CommentsPart, LogPart), of(CommentsPart, LogPart)
    statement = pv.statement(now, later)

    first = parts.read(statement, texts(*now))
    whole = parts.read(statement, texts(*now, *later))

    assert (first.missing, first.comments, first.log) == (2, (), None)
    assert (whole.missing, whole.comments, whole.log) == (0, of(CommentsPart), *of(LogPart))


@pytest.mark.parametrize("absent", ALL, ids=lambda p: type(p).__name__)
def test_a_part_that_must_come_and_does_not(absent: Part) -> None:
    with pytest.raises(Malformed) as refused:
        parts.read(pv.statement(ALL), texts(*(p for p in ALL if p is not absent)))
    assert refused.value.reason == "parts-mismatch"


@pytest.mark.parametrize("late", without(CommentsPart, LogPart), ids=lambda p: type(p).__name__)
def test_only_comments_and_log_may_come_later(late: Part) -> None:
    statement = pv.statement(tuple(p for p in ALL if p is not late), (late,))
    with pytest.raises(Malformed):
        parts.read(statement, texts(*ALL))


def test_one_signature_cannot_hold_two_scores_of_an_entry_to_choose_from() -> None:
    high, low = pv.points_part(topic=1500), pv.points_part(topic=100)
    rest = without(type(high))
    both = pv.statement((*rest, high, low))
    for shown in ((high,), (low,), (high, low)):
        with pytest.raises(Malformed):
            parts.read(both, texts(*rest, *shown))
    hidden = pv.statement((*rest, high), (low,))
    with pytest.raises(Malformed):
        parts.read(hidden, texts(*rest, high, low))
    with pytest.raises(Malformed):
        parts.read(hidden, texts(*rest, low))
    assert parts.read(hidden, texts(*rest, high)).points == (high,)


def test_foreign_and_repeated_parts() -> None:
    foreign = pv.points_part("X-001", "d9" * 16)
    for given in ((*ALL, foreign), (*ALL[1:], foreign), (*ALL, ALL[0])):
        with pytest.raises(Malformed) as refused:
            parts.read(pv.statement(ALL), texts(*given))
        assert refused.value.reason == "parts-mismatch"


def test_the_same_part_in_other_bytes_is_another_part() -> None:
    spaced = parts.encode(ALL[0]).replace(b'","', b'", "', 1)
    assert parts.decode(spaced) == ALL[0]
    with pytest.raises(Malformed):
        parts.read(pv.statement(ALL), (spaced, *texts(*ALL[1:])))


def test_lists_that_repeat_or_are_not_sorted_or_overlap() -> None:
    good = pv.statement(ALL)
    assert len(good.parts) > 1
    for broken in (
        replace(good, parts=tuple(reversed(good.parts))),
        replace(good, parts=(good.parts[0], *good.parts)),
        replace(good, later=(good.parts[0],)),
        replace(good, later=("ff" * 32, "00" * 32)),
        replace(good, later=("ff" * 32,) * 2),
    ):
        with pytest.raises(Malformed):
            parts.read(broken, texts(*ALL))


@pytest.mark.parametrize(
    "extra",
    [
        replace(pv.declaration(), salt="99" * 16),
        replace(of(OrderPart)[0], salt="99" * 16),
        replace(of(LogPart)[0], salt="99" * 16),
        replace(pv.points_part(), salt="99" * 16),
        replace(pv.comments_part(), salt="99" * 16),
        pv.points_part("Z-002", "99" * 16),
    ],
    ids=["two declarations", "two orders", "two logs", "points twice", "comments twice", "scored and recused"],
)
def test_what_may_stand_once(extra: Part) -> None:
    with pytest.raises(Malformed):
        parts.read(pv.statement((*ALL, extra)), texts(*ALL, extra))


def test_no_declaration() -> None:
    some = without(DeclarationPart)
    with pytest.raises(Malformed, match="承诺书"):
        parts.read(pv.statement(some), texts(*some))
    with pytest.raises(Malformed):
        parts.read(pv.statement(()), ())


@pytest.mark.parametrize("kind", [None, "", "hologram", 1, True, [], {}, ["points"], {"points": 1}, "Points"])
def test_unknown_kinds_of_parts(kind: object) -> None:
    form = {**strictjson.loads(parts.encode(ALL[0])), "kind": kind}
    with pytest.raises(Malformed):
        parts.decode(strictjson.dumps(form))


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"null", b'"points"', b"{}", b'{"kind":"points"}', b"\xff", b'{"kind":"points","kind":"points"}']
)
def test_what_is_no_part(data: bytes) -> None:
    with pytest.raises(Malformed):
        parts.decode(data)


def test_a_part_of_one_kind_is_not_another() -> None:
    comments = strictjson.loads(parts.encode(ALL[1]))
    with pytest.raises(Malformed):
        parts.decode(strictjson.dumps({**comments, "kind": "points"}))


def test_parts_have_no_ext_and_a_limit() -> None:
    with pytest.raises(Malformed):
        parts.decode(strictjson.dumps({**strictjson.loads(parts.encode(ALL[0])), "ext": {}}))
    with pytest.raises(TooLarge):
        parts.decode(b" " * (parts.LIMIT + 1))


def test_points_keep_blank_apart_from_zero() -> None:
    zero = replace(pv.points_part(), points={"TOPIC": 0})
    found = strictjson.loads(parts.encode(zero))
    assert found["points"] == {"TOPIC": "0.00"}
    with pytest.raises(FormatError):
        parts.encode(replace(zero, points={"topic": 0}))
    with pytest.raises(Malformed):
        parts.decode(strictjson.dumps({**codec.to_json(zero), "kind": "points", "points": {"TOPIC": None}}))
