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
