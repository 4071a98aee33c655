"""A reason for standing aside has one limit, whether it is signed with the pledge or comes later, and is refused in the words of the field."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.services.judge import declare, recuse
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan


@pytest.mark.parametrize("later", [False, True], ids=["pledge", "later"])
def test_a_long_reason_is_refused_with_the_entry_and_nothing_is_stored(tmp_path: Path, later: bool) -> None:
    with_pledge = Plan(entries=3, declared=later)
    profile = desk_profile.make(tmp_path / "home", with_pledge)

    def act(words: str) -> object:
        if later:
            return recuse.recuse(profile, "Z-002", words)
        return declare.declare(profile, {"Z-002": words}, name=desk_profile.NAME)

    with profile.database.read() as tx:
        before = tx.events.mark()
    with pytest.raises(UsageError, match="“Z-002”的回避原因最多 300 字，现在 301 字。请写短一些。"):
        act("长" * 301)
    with profile.database.read() as tx:
        assert tx.events.mark() == before
    act("长" * 300)
    profile.close()
