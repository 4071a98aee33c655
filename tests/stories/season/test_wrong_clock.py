"""A laptop whose clock is years off: reading, scoring, handing in and merging go on; only fetching old news asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.core.clock import Clock
from app.core.errors import Expired
from app.core.tasks import Context
from app.packages import documents
from app.services import profile as profiles
from app.services.chair import merge, results
from app.services.judge import declare, enrol, read_entries, score, submit, sync, travel_check
from app.trust import envelope as dsse
from tests.fakes.published_season import CHAIR, COUNTING, PANEL, PRACTICE, SECOND, THIRD, World

PAST = datetime(2009, 1, 1, tzinfo=UTC)
AHEAD = datetime(2049, 1, 1, tzinfo=UTC)


def _score_and_submit(world: World, now: datetime) -> submit.Submitted:
    with world.open(SECOND, now) as profile:
        for code in (*COUNTING, PRACTICE):
            view = read_entries.view(profile, code)
            score.set_points(profile, code, {i.code: i.max for i in view.rubric.items})
        return submit.submit(profile, world.package(SECOND))[0]


@pytest.mark.parametrize("now", [PAST, AHEAD])
def test_scores_are_handed_in_and_counted_whatever_the_clock_says(synced: World, now: datetime) -> None:
    done = _score_and_submit(synced, now)
    assert done.sheets == len(COUNTING)
    for judge in (CHAIR, THIRD):
        with synced.open(judge, now) as profile:
            for code in (*COUNTING, PRACTICE):
                score.set_points(profile, code, {i.code: i.max for i in read_entries.view(profile, code).rubric.items})
            submit.submit(profile, synced.package(judge))
    with synced.open(CHAIR, now) as profile:
        merged, _ = merge.merge(profile, [synced.package(j) for j in PANEL], Context())
        assert merged.refused == ()
        assert [r.reads for r in results.results(profile)[1].rows if r.counted] == [3, 3, 3]


def test_a_clock_in_the_past_tells_at_least_the_time_of_publishing(synced: World) -> None:
    _score_and_submit(synced, PAST)
    with synced.open(SECOND, PAST) as profile:
        with profile.database.read() as tx:
            snapshot = tx.snapshots.latest(1)
            season = tx.evidence.newest("season")
        assert snapshot is not None
        assert season is not None
        published = documents.peek(documents.SEASON, dsse.parse(season.envelope)).published
        assert documents.peek(documents.RESULT, dsse.parse(snapshot.envelope)).created >= published
        assert profile.clock.lag() > timedelta(days=365).total_seconds()
        clock = next(c for c in travel_check.check(profile, Context()).checks if c.name == "clock")
    assert not clock.ok
    assert clock.words


def test_a_clock_in_the_past_syncs_and_still_refuses_an_older_copy(synced: World) -> None:
    with synced.open(SECOND, PAST) as profile:
        assert sync.sync(profile, Context())[0].transferred == 0


def test_a_clock_ahead_asks_before_it_syncs_and_goes_on_when_told(synced: World) -> None:
    before = synced.kept(SECOND)
    with synced.open(SECOND, AHEAD) as profile:
        with pytest.raises(Expired, match="2049-01-01"):
            sync.sync(profile, Context())
    assert synced.kept(SECOND) == before
    with synced.open(SECOND, AHEAD) as profile:
        assert sync.sync(profile, Context(), accept_expired=True)[0].accepted_expired
    assert _score_and_submit(synced, AHEAD).sheets == len(COUNTING)


@pytest.mark.parametrize("now", [PAST])
def test_enrolling_with_a_clock_in_the_past(synced: World, now: datetime) -> None:
    synced.organise("invite", "--out", synced.root / "again", "--address", synced.repository, "--judge", SECOND)
    made, _ = profiles.create(synced.home("new"), passphrase="demo", clock=Clock(lambda: now))
    try:
        request = enrol.enrol(made, enrol.read_file(synced.root / "again" / f"{SECOND}.qcinvite"))[0].request
        assert [a["epoch"] for a in synced.organise("admit", request)["admitted"]] == [2]
        synced.organise("publish")
        assert sync.sync(made, Context())[0].entries == len(COUNTING) + 1
        assert declare.declare(made, {})[0].at > now + timedelta(days=365)
    finally:
        made.close()
