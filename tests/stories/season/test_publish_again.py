"""Publishing is repeatable: without a change only freshness is renewed, here and in every copy."""

from __future__ import annotations

from tests.fakes.published_season import World


def test_publishing_again_changes_nothing_but_freshness(submitted: World) -> None:
    before = submitted.public()
    for _ in range(2):
        done = submitted.organise("publish")
        assert (done["manifests"], done["sealed"], done["bytes"], done["changed"]) == (0, 0, 0, False)
    after = submitted.public()
    assert {p: d for p, d in after.items() if not p.startswith("metadata/")} == {
        p: d for p, d in before.items() if not p.startswith("metadata/")
    }
    assert {p: d for p, d in before.items() if p != "metadata/timestamp.json"}.items() <= after.items()
    assert submitted.ask("J-02", "judge", "sync")["transferred"] == 0


def test_importing_the_same_lists_again_publishes_nothing(submitted: World) -> None:
    before = submitted.public()
    submitted.import_lists()
    submitted.organise("assign")
    done = submitted.organise("publish")
    assert (done["manifests"], done["sealed"], done["changed"]) == (0, 0, False)
    assert {p for p in submitted.public() if not p.startswith("metadata/")} == {p for p in before if not p.startswith("metadata/")}


def test_publishing_to_a_folder_twice_copies_only_freshness(submitted: World) -> None:
    to = submitted.root / "mirror"
    first = submitted.organise("publish", "--to", to)
    second = submitted.organise("publish", "--to", to)
    assert first["copied"] > 15 > second["copied"] > 0
    assert not (to / "inbox").exists()
    assert submitted.ask("J-03", "judge", "sync", "--from", to)["transferred"] == 0
