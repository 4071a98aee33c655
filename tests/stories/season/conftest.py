"""Two stages of one small season, built once per session: everybody about to score, and everybody handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.fakes import published_season
from tests.fakes.published_season import Pristine, World


class _Stages(NamedTuple):
    synced: Pristine
    submitted: Pristine


@pytest.fixture(scope="session")
def _stages(tmp_path_factory: pytest.TempPathFactory) -> _Stages:
    world = published_season.build(tmp_path_factory.mktemp("season") / "now")
    synced = Pristine.of(world, "synced")
    published_season.hand_in(world)
    return _Stages(synced, Pristine.of(world, "submitted"))


@pytest.fixture
def synced(_stages: _Stages) -> World:
    """Published, enrolled, synced, declared; nobody has scored."""
    return _stages.synced.lay_out()


@pytest.fixture
def submitted(_stages: _Stages) -> World:
    """As `synced`, and every judge has scored and submitted; the packages lie in `packages/`."""
    return _stages.submitted.lay_out()


@pytest.fixture(scope="session")
def lay_out_submitted(_stages: _Stages) -> Callable[[], World]:
    """For a module whose tests change nothing: the stage `submitted`, laid out when called."""
    return _stages.submitted.lay_out
