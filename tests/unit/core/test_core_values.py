"""The clock, codes, names, progress and sentences: small things everything else rests on."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import clock, ids, paths, text, words
from app.core.clock import Clock
from app.core.errors import AppError, Cancelled, FormatError, Malformed
from app.core.tasks import Context, Progress

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


# the clock


def test_the_clock_is_never_before_what_is_known() -> None:
    moment = NOON
    watch = Clock(lambda: moment)
    assert (watch.now(), watch.lag()) == (NOON, 0.0)
    watch.raise_floor(NOON + timedelta(hours=1))
    watch.raise_floor(NOON)
    assert (watch.now(), watch.lag()) == (NOON + timedelta(hours=1), 3600.0)
    moment = NOON + timedelta(hours=2)
    assert (watch.now(), watch.lag()) == (moment, 0.0)


def test_the_real_clock_is_aware_and_utc() -> None:
    assert Clock().now().utcoffset() == timedelta(0)


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=3, minutes=30))])))
def test_times_read_back(moment: datetime) -> None:
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return
    assert clock.from_text(clock.to_text(moment)) == moment


def test_times_in_words() -> None:
    assert clock.to_text(datetime(2026, 7, 9, 21, 40, tzinfo=timezone(timedelta(hours=8)))) == "2026-07-09T13:40:00Z"
    assert clock.to_text(datetime(999, 1, 1, tzinfo=UTC)) == "0999-01-01T00:00:00Z"
    assert clock.to_text(NOON.replace(microsecond=120)) == "2026-06-15T12:00:00.000120Z"
    assert clock.whole_second(NOON.replace(microsecond=999_999)) == NOON
    with pytest.raises(RuntimeError):
        clock.to_text(datetime(2026, 7, 9))  # noqa: DTZ001  (what must be refused)


# codes


@pytest.mark.parametrize(
    ("data", "letters"),
    [
        (b"", ""), (b"\x00", "00"), (b"\xff", "zw"), (b"f", "cr"), (b"fo", "csqg"), (b"foo", "csqpy"), (b"foob", "csqpyrg"), (b"fooba", "csqpyrk1"),
        (b"foobar", "csqpyrk1e8"), (bytes(range(10)), "000g40r40m30e209"),
    ],
)  # fmt: skip
def test_crockford_known_vectors(data: bytes, letters: str) -> None:
    assert ids.crockford(data) == letters


def test_a_season_id() -> None:
    assert ids.season_id(b"") == "qc" + ids.crockford(bytes.fromhex("e3b0c44298fc1c149afb")) == "qcwerc8gmrzge196qv"


def test_codes() -> None:
    for good in ("A", "0", "Z-001", "9" * 32):
        assert ids.is_id(good)
    for bad in ("", "a", "-A", "A" * 33, "A B", "A\n", "Ａ", "A/B", "..", "Z_1"):
        assert not ids.is_id(bad)


@given(st.text(max_size=60))
def test_a_suggested_code_is_a_code_or_nothing(typed: str) -> None:
    found = ids.suggest_id(typed)
    assert found == "" or ids.is_id(found)


def test_suggestions_and_fresh_names() -> None:
    assert ids.suggest_id(" ｚ００１ / b ") == "Z001-B"
    assert len({ids.new_event_id() for _ in range(100)} | {ids.new_salt() for _ in range(100)}) == 200
    assert all(len(x) == 32 and set(x) <= set("0123456789abcdef") for x in (ids.new_event_id(), ids.new_salt()))


# names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海 甲厂", " 上海\u3000甲厂 "), ("ＡＢＣ公司", "abc公司"), ("“晨光”小组", '"晨光"小组'), ("「晨光」", "‘晨光’"), ("甲\u200b厂", "甲厂"),
        ("\ufeff甲厂", "甲厂"), ("甲\u2060厂\u202e", "甲厂"), ("甲\t\n厂", "甲 厂"), ("①组", "1组"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@given(st.text(max_size=20))
def test_folding_never_fails_and_leaves_no_edges(name: str) -> None:
    folded = text.fold(name)
    assert folded == folded.strip()
    assert text.unit_key(name) == text.unit_key(f"  {name} ")


@pytest.mark.parametrize(
    "name", ["甲乙股份有限公司", "甲乙有限责任公司", "甲乙（集团）有限公司", "甲乙集团有限公司", "甲乙集团公司", "甲乙 公司", "甲乙"]
)
def test_units_without_their_legal_form(name: str) -> None:
    assert text.unit_key(name) == "甲乙"


def test_units_that_differ() -> None:
    assert len({text.unit_key(n) for n in ("甲乙(上海)公司", "甲乙公司", "甲公司", "乙甲公司")}) == 4


def test_plain_text_for_a_terminal() -> None:
    assert text.plain("a\x1b[2J\u202eb\u200bc\nd\t\x7f\ud800\ue000") == "a[2Jbc\nd"


@pytest.mark.parametrize(("typed", "kept"), [
    ("a\x1b[2J\u202eb\u200bc\nd\t\x7f\ue000", "a[2Jbc\nd \ue000"), ("一\r\n二\r三\u2028四", "一\n二\n三\n四"), ("　葛\U000e0100 𪚥😀", "　葛\U000e0100 𪚥😀"),
])  # fmt: skip
def test_what_was_typed_as_it_is_kept(typed: str, kept: str) -> None:
    assert text.tidy(typed) == kept
    assert text.one_line(typed) == " ".join(kept.split())


# progress


def test_progress_and_cancel() -> None:
    heard: list[Progress] = []
    ctx = Context(heard.append)
    ctx.report("reading", 0.5)
    ctx.report(fraction=0.75)
    assert heard == [Progress("reading", 0.5), Progress("reading", 0.75)]
    assert ctx.progress == heard[-1]
    ctx.cancel()
    with pytest.raises(Cancelled):
        ctx.report("more")
    assert (len(heard), ctx.cancelled) == (2, True)


def test_parts_of_parts() -> None:
    ctx = Context()
    second = ctx.part(0.5, 1.0).part(0.0, 0.5)
    second.report("half of the second half", 1.0)
    assert ctx.progress == Progress("half of the second half", 0.75)
    second.report()
    assert ctx.progress == Progress("half of the second half", None)


def test_cancelling_a_part_or_the_whole_stops_both() -> None:
    for stop in ("whole", "part"):
        ctx = Context()
        part = ctx.part(0, 1)
        (ctx if stop == "whole" else part).cancel()
        assert ctx.cancelled
        assert part.cancelled
        for one in (ctx, part):
            with pytest.raises(Cancelled):
                one.report()


# sentences, errors, places


def test_sentences_in_the_language_in_force() -> None:
    assert words.say("{n} 份", "{n} files", n=3) == "3 份"
    words.set_language("en")
    assert words.language() == "en"
    assert words.say("{n} 份", "{n} files", n="{x}") == "{x} files"
    assert words.say("{", "{") == "{"


def test_an_error_says_what_and_what_next() -> None:
    error = Malformed("Broken.", "Ask again.", reason="special")
    assert (str(error), error.reason, isinstance(error, FormatError)) == ("Broken. Ask again.", "special", True)
    assert (str(AppError("Broken.")), Malformed("x").reason) == ("Broken.", "malformed")


def test_home_and_resources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QCDESK_HOME", str(tmp_path / "here"))
    assert paths.default_home() == tmp_path / "here"
    monkeypatch.delenv("QCDESK_HOME")
    for platform, name, value, end in (
        ("win32", "LOCALAPPDATA", str(tmp_path / "local"), tmp_path / "local" / "qcdesk"),
        ("linux", "XDG_DATA_HOME", str(tmp_path / "share"), tmp_path / "share" / "qcdesk"),
    ):
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setenv(name, value)
        assert paths.default_home() == end
    monkeypatch.setattr(sys, "platform", "darwin")
    assert paths.default_home().parts[-3:] == ("Library", "Application Support", "qcdesk")
    assert (paths.resources() / "rubrics").is_dir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


@pytest.mark.timeout(30)
def test_no_pattern_of_codes_and_times_backtracks() -> None:
    for hostile in ("A" * 10**7, "-" * 10**7, "2026-06-15T12:00:00." + "1" * 10**7 + "Z"):
        assert not ids.is_id(hostile)
        with pytest.raises(Malformed):
            clock.from_text(hostile)
