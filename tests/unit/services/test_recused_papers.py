"""What an entry one stands aside from has written is not read by the search, before or after the recusal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.tasks import Context
from app.services.judge import index_texts, read_entries, recuse
from app.services.profile import Profile
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan

WORDS = "Cause analysis"


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = desk_profile.make(tmp_path / "home", Plan(entries=2, reports=(desk_profile.small_pdf(2), desk_profile.small_pdf(3))))
    yield made
    made.close()


def indexed(profile: Profile, code: str) -> int:
    """Pages of its report that the search has read."""
    report = read_entries.view(profile, code).entry.documents[0]
    with profile.database.read() as tx:
        return tx.search.indexed_pages(report.sha256)


def found(profile: Profile) -> set[str]:
    return {hit.entry for hit in read_entries.find_text(profile, WORDS)}


def test_a_recused_entry_is_not_indexed(profile: Profile) -> None:
    recuse.recuse(profile, "Z-002", "亲属")
    index_texts.index_all(profile, Context())
    assert (indexed(profile, "Z-001"), indexed(profile, "Z-002")) == (2, 0)
    assert index_texts.begin(profile) is None
    recuse.take_back(profile, "Z-002")
    index_texts.index_all(profile, Context())
    assert (indexed(profile, "Z-002"), found(profile)) == (3, {"Z-001", "Z-002"})


def test_what_was_indexed_before_is_found_no_more(profile: Profile) -> None:
    index_texts.index_all(profile, Context())
    recuse.recuse(profile, "Z-002", "亲属")
    assert found(profile) == {"Z-001"}
    (title,) = (row.title for row in read_entries.rows(profile) if row.code == "Z-002")
    assert {hit.entry for hit in read_entries.find_text(profile, title)} == {"Z-002"}, "its title is on the list anyway"
    recuse.take_back(profile, "Z-002")
    assert found(profile) == {"Z-001", "Z-002"}
