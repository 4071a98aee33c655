"""Each rule of a field at its edge: the last value that passes, the first that does not, and the words of the refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

import pytest

from app.core import strictjson, words
from app.core.errors import Malformed, TooLarge
from app.models.result import PointsPart
from app.models.shape import Count, Id, Many, Points, SeasonId, Text
from app.packages import codec
from app.packages.backup import BackupHead
from tests.fakes import package_values as pv


@dataclass(frozen=True)
class Sample:
    points: Points
    code: Id
    season: SeasonId
    count: Annotated[int, Count(-2, 5)]
    text: Annotated[str, Text(3, 1)]
    many: Annotated[tuple[Id, ...], Many(2)]
    plain: str
    whole: int
    flag: bool
    official: Points | None


FORM: dict[str, Any] = {
    "points": "86.50", "code": "A-1", "season": "qc0123456789abcdef", "count": 0, "text": "abc", "many": [], "plain": "", "whole": 1,
    "flag": False, "official": "0.00",
}  # fmt: skip


def read(**changes: Any) -> Sample:
    return codec.from_bytes(Sample, strictjson.dumps({**FORM, **changes}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("points", "0.00"), ("points", "9999.99"), ("points", "10.05"), ("code", "A"), ("code", "9" * 32), ("code", "A--"), ("count", -2), ("count", 5),
        ("text", "质"), ("text", "\x01\n\t"), ("many", ["A", "A"]), ("plain", "x" * 20_000), ("whole", 1 << 53), ("whole", -(1 << 53)), ("flag", True),
        ("text", "\U0001f600" * 3),
    ],
)  # fmt: skip
def test_the_last_that_passes(name: str, value: object) -> None:
    found = getattr(read(**{name: value}), name)
    assert codec.to_json(read(**{name: value}))[name] == value
    assert found is not None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("points", p) for p in ("", "86.5", "86,50", "086.50", "-1.00", "+1.00", "10000.00", "1.000", " 1.00", "1.00\n", "1e2", "١.٠٠", "NaN", 86.5, 8650)),
        *(("code", c) for c in ("", "a-1", "-A", "A" * 33, "A_1", "A 1", "Ａ", "A\n", "A\0", "../A", "A.")),
        *(("season", s) for s in ("qc0123456789abcdei", "QC0123456789abcdef", "qc0123456789abcde", "qc0123456789abcdefg", "qc0123456789abcdef\n")),
        *(("count", n) for n in (-3, 6, True, False, 1.0, "1", None, 10**4000)),
        *(("text", t) for t in ("", "abcd", "a\0b", 1, None, ["a"])),
        *(("many", m) for m in (["A", "B", "C"], ["a"], "A", {"A": "A"}, [None])),
        ("plain", "x" * 20_001), ("whole", (1 << 53) + 1), ("whole", True),
        *(("flag", f) for f in (0, 1, "true", None)),
        *(("official", o) for o in (None, 0, "0", "-0.00")),
    ],
)  # fmt: skip
def test_the_first_that_does_not(name: str, value: object) -> None:
    with pytest.raises(Malformed):
        read(**{name: value})


@pytest.mark.parametrize(
    "number", [b"1.0", b"1e0", b"1e400", b"-1e400", b"1E99999999999", b"NaN", b"-Infinity", b"9" * 100_000, b"0x1", b"01", b"+1", b"1_0"]
)
def test_numbers_of_every_wrong_spelling(number: bytes) -> None:
    data = strictjson.dumps({**FORM, "count": "@"}).replace(b'"@"', number)
    with pytest.raises(Malformed):
        codec.from_bytes(Sample, data)


@pytest.mark.parametrize(
    "moment",
    ["2026-06-15T12:00:00Z", "1970-01-01T00:00:00Z", "1999-12-31T23:59:59.000001Z", "2999-12-31T23:59:59.999999Z", "2024-02-29T00:00:00Z"],
)
def test_times_that_read_back_as_written(moment: str) -> None:
    form = {**codec.to_json(pv.backup_head(1)), "made": moment}
    assert codec.to_json(codec.from_json(BackupHead, form))["made"] == moment


@pytest.mark.parametrize(
    "moment",
    [
        "2026-06-15", "2026-06-15 12:00:00Z", "2026-06-15T12:00:00", "2026-06-15T12:00:00+00:00", "2026-06-15T12:00:00z", "2026-06-15T12:00Z",
        "2026-02-30T12:00:00Z", "2026-06-15T24:00:00Z", "2026-06-15T12:60:00Z", "2026-12-31T23:59:60Z", "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "3000-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
        "2026-06-15T12:00:00.Z", "2026-06-15T12:00:00.1234567Z", "２０２６-06-15T12:00:00Z", "٢٠٢٦-06-15T12:00:00Z", "2026-06-15T12:00:00Z\n", "",
    ],
)  # fmt: skip
def test_times_that_are_none(moment: str) -> None:
    with pytest.raises(Malformed):
        codec.from_json(BackupHead, {**codec.to_json(pv.backup_head(1)), "made": moment})


def test_none_is_absent_also_where_the_field_has_no_default() -> None:
    form = {k: v for k, v in FORM.items() if k != "official"}
    value = codec.from_json(Sample, form)
    assert value.official is None
    assert codec.to_json(value) == form


def test_a_refusal_names_the_place_in_both_languages_and_never_repeats_what_steers_a_terminal() -> None:
    hostile = "\x1b[2J\u202e\u2066\n"
    for language in ("zh", "en"):
        words.set_language(language)
        with pytest.raises(Malformed) as refused:
            read(**{hostile: 1})
        assert "Sample." in str(refused.value)
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e\u2066]", str(refused.value))
    with pytest.raises(Malformed, match=r"many\[1\]"):
        read(many=["A", "b"])


def test_a_name_of_a_field_cannot_fill_places_of_the_sentence() -> None:
    with pytest.raises(Malformed, match=r"\{why\.__class__\}"):
        read(**{"{why.__class__}": 1})


def test_what_has_no_codec_is_our_bug() -> None:
    @dataclass(frozen=True)
    class Fraction:
        value: float

    with pytest.raises(RuntimeError):
        codec.to_bytes(Fraction(0.5))
    with pytest.raises(RuntimeError):
        codec.from_json(Annotated[str, "no rule"], "")  # type: ignore[arg-type]


def test_a_limit_in_bytes() -> None:
    data = strictjson.dumps(FORM)
    assert codec.from_bytes(Sample, data, limit=len(data)).count == 0
    with pytest.raises(TooLarge):
        codec.from_bytes(Sample, data, limit=len(data) - 1)
    with pytest.raises(Malformed):
        codec.from_bytes(Sample, strictjson.dumps({**FORM, "ext": {}}), top=False)


def test_what_was_read_before_vouches_for_nothing_else() -> None:
    """Codes and names are remembered; a document that differs in one of them is read as strictly as the first."""
    good = {"salt": "0" * 32, "entry": "Z-001", "rubric": "a" * 64, "documents": [], "points": {"TOPIC": "8.00", "CAUSE": "26.00"}}
    assert codec.from_json(PointsPart, good) == codec.from_json(PointsPart, good)
    for wrong in (
        {"entry": "Z 001"}, {"rubric": "A" * 64}, {"points": {"TOPIC": "8.00", "CAUSE ": "26.00"}}, {"points": {"TOPIC": "8.00", "CAUSE": "26.0"}},
        {"points": {"TOPIC": "8.00", "CAUSE": 26}}, {"entry": ["Z-001"]},
    ):  # fmt: skip
        with pytest.raises(Malformed):
            codec.from_json(PointsPart, {**good, **wrong})
