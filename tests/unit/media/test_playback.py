"""What the end of a run means, at the edges of the rule."""

from __future__ import annotations

import pytest

from app.media.playback import END_TOLERANCE_MS, Playback


@pytest.mark.parametrize(("short_by", "reason"), [(END_TOLERANCE_MS, None), (END_TOLERANCE_MS + 1, "video-truncated")])
def test_the_end_may_miss_the_length_by_a_second_and_a_half(short_by: int, reason: str | None) -> None:
    run = Playback()
    run.restart(0)
    run.lasts(60_000)
    run.pictured()
    run.at(60_000 - short_by)
    error = run.finish(failed=False)
    assert (error.reason if error else None) == reason
    assert run.watched_to_end is (reason is None)


def _running() -> Playback:
    run = Playback()
    run.restart(0)
    run.lasts(60_000)
    run.pictured()
    return run


def test_an_old_report_after_a_seek_to_the_end_is_no_damage() -> None:
    run = _running()
    assert run.jump(59_900) == 59_900
    run.at(1_200)
    assert run.finish(failed=False) is None


def test_a_seek_moves_the_position_at_once_and_stays_inside() -> None:
    run = _running()
    assert (run.jump(99_000), run.position_ms) == (60_000, 60_000)
    assert (run.jump(-5), run.position_ms) == (0, 0)
    run.at(1_000)
    error = run.finish(failed=False)
    assert error is not None
    assert error.reason == "video-truncated"


def test_what_was_watched_once_stays_watched() -> None:
    run = _running()
    run.at(59_800)
    assert run.finish(failed=False) is None
    run.restart(0)
    assert run.watched_to_end
    assert (run.state, run.position_ms) == ("opening", 0)


def _at(run: Playback, now: list[float], *, seconds: float) -> int:
    now[0] += seconds
    return run.position_ms


def test_between_two_reports_the_place_goes_on_and_not_too_far() -> None:
    now = [100.0]
    run = Playback(lambda: now[0])
    run.restart(0)
    run.lasts(60_000)
    run.enter("playing")
    assert _at(run, now, seconds=1) == 0, "nothing is known before the first report"
    run.at(2_000)
    assert _at(run, now, seconds=0.2) == 2_200
    run.pace(2.0)
    assert _at(run, now, seconds=0.1) == 2_400
    assert _at(run, now, seconds=60) == 2_200 + 1_000, "a stalled video does not run away"
    run.enter("paused")
    assert _at(run, now, seconds=5) == 3_200


def test_the_place_never_goes_on_behind_the_end() -> None:
    now = [0.0]
    run = Playback(lambda: now[0])
    run.lasts(60_000)
    run.enter("playing")
    run.at(59_950)
    assert _at(run, now, seconds=0.4) == 60_000


def test_a_report_of_before_a_seek_does_not_move_it_back() -> None:
    now = [0.0]
    run = Playback(lambda: now[0])
    run.lasts(60_000)
    run.enter("playing")
    run.jump(40_000)
    run.at(3_000)
    assert run.position_ms == 40_000
    run.at(39_500)
    assert run.position_ms == 39_500
    now[0] += 1
    run.at(3_000)
    assert run.position_ms == 3_000
