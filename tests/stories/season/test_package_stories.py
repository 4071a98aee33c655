"""Packages that are right in themselves and come at the wrong time, twice, or from a key that ended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.ids import sha256_hex
from app.trust.keys import SigningKey
from tests.fakes.forged_packages import Real, real
from tests.fakes.published_season import CHAIR, SECOND, THIRD, World, score

pytestmark = pytest.mark.slow


def _blank_item(r: Real) -> bytes:
    return r.with_points("Z-001", lambda p: dict(list(p.items())[1:]))


def _refused(world: World, path: Path) -> str:
    world.run(CHAIR, "chair", "merge", world.package(CHAIR))
    before, public = world.kept(CHAIR), world.public()
    line = world.run(CHAIR, "chair", "merge", path, code=1).line
    assert (world.kept(CHAIR), world.public()) == (before, public)
    return line


def test_what_is_good_counts_beside_what_is_not(submitted: World, tmp_path: Path) -> None:
    bad = tmp_path / "bad.qcr"
    bad.write_bytes(_blank_item(real(submitted, THIRD)))
    done = submitted.ask(CHAIR, "chair", "merge", bad, submitted.package(SECOND))
    assert [a["judge"] for a in done["accepted"]] == [SECOND]
    assert [r["reason"] for r in done["refused"]] == ["blank"]


def test_collect_names_what_it_refuses(submitted: World) -> None:
    data = _blank_item(real(submitted, THIRD))
    forged = real(submitted, SECOND).signed(key=SigningKey.generate())
    for judge, content in ((SECOND, data), (THIRD, forged)):
        place = submitted.repository / "inbox" / judge / f"{sha256_hex(content)}.qcr"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    done = submitted.organise("collect")
    assert done["packages"] == {}
    assert {f.split("/")[0]: r for f, r in ((x["file"], x["reason"]) for x in done["refused"])}.keys() == {SECOND, THIRD}


def _end_key(world: World, why: str, *, kept: bool) -> None:
    if kept:
        world.run(SECOND, "judge", "upload")
        assert SECOND in world.organise("collect")["packages"]
    world.organise("revoke", SECOND, "--why", why)
    world.organise("publish")
    world.run(CHAIR, "judge", "sync")


@pytest.mark.parametrize("why", ["lost", "revoked"])
def test_an_ended_key_counts_only_for_what_was_kept(submitted: World, tmp_path: Path, why: str) -> None:
    _end_key(submitted, why, kept=True)
    later = tmp_path / "later.qcr"
    later.write_bytes(real(submitted, SECOND).signed(sequence=2, supersedes=None))
    assert [r["reason"] for r in submitted.ask(CHAIR, "chair", "merge", later, code=1)["refused"]] == ["key-ended"]
    assert "已停用" in _refused(submitted, later)
    done = submitted.ask(CHAIR, "chair", "merge", submitted.package(SECOND))
    assert [a["judge"] for a in done["accepted"]] == [SECOND]


def test_an_ended_key_with_nothing_kept_counts_for_nothing(submitted: World) -> None:
    _end_key(submitted, "revoked", kept=False)
    assert "已停用" in _refused(submitted, submitted.package(SECOND))


def test_a_replaced_key_goes_on_counting(submitted: World) -> None:
    _end_key(submitted, "replaced", kept=False)
    assert [a["judge"] for a in submitted.ask(CHAIR, "chair", "merge", submitted.package(SECOND))["accepted"]] == [SECOND]


def test_a_judge_whose_key_ended_is_told_so(submitted: World) -> None:
    _end_key(submitted, "lost", kept=False)
    before = submitted.kept(SECOND)
    assert "停用" in submitted.run(SECOND, "judge", "sync", code=1).line
    assert submitted.kept(SECOND) == before


def _other(world: World, tmp_path: Path, **changes: Any) -> Path:
    """Another package of the same judge, with other points."""
    r = real(world, SECOND)
    old = r.points("Z-001")
    code, value = next(iter(old.points.items()))
    new = replace(old, points={**old.points, code: type(value)(value - 100)})
    path = tmp_path / f"other-{len(list(tmp_path.iterdir()))}.qcr"
    path.write_bytes(r.signed([new if p is old else p for p in r.parts], **changes))
    return path


def test_a_fork_waits_and_the_chair_chooses(submitted: World, tmp_path: Path) -> None:
    fork = _other(submitted, tmp_path)
    done = submitted.ask(CHAIR, "chair", "merge", submitted.package(SECOND), fork)
    assert len(done["forks"]) == 1
    assert {w["judge"] for w in done["waiting"]} == {SECOND}
    assert done["missing"] == [THIRD], "two packages of a judge are held: waiting is not missing"
    found = submitted.ask(CHAIR, "chair", "results")
    assert (found["received"], list(found["undecided"])) == ([CHAIR], [SECOND])
    assert SECOND in submitted.run(CHAIR, "chair", "close", "--out", tmp_path / "p.qcp", code=1).line
    assert not (tmp_path / "p.qcp").exists()
    before = submitted.kept(CHAIR)
    for name, why, words in (
        ("ffff", "电话核对", "没有编号“ffff”的文件。"), ("", "电话核对", "没有写要用哪一份。"), (done["waiting"][0]["payload"], " ", "没有写选定的理由。"),
    ):  # fmt: skip
        assert submitted.run(CHAIR, "chair", "choose", name, "--reason", why, code=1).line.startswith(words)
    assert submitted.kept(CHAIR) == before
    chosen = next(w["payload"] for w in done["waiting"] if w["file"] == str(fork))
    made = submitted.ask(CHAIR, "chair", "choose", chosen[:12], "--reason", "电话核对校验码")
    assert (made["judge"], made["payload"]) == (SECOND, chosen)
    assert submitted.ask(CHAIR, "chair", "results")["received"] == [CHAIR, SECOND]
    assert submitted.ask(CHAIR, "chair", "merge", fork)["forks"] == []


def test_a_newer_package_counts_by_itself_while_points_are_shut(synced: World, tmp_path: Path) -> None:
    for judge in (CHAIR, SECOND):
        score(synced, judge)
    synced.ask(SECOND, "judge", "submit", "--out", synced.package(SECOND))
    newer = _other(synced, tmp_path, sequence=2, supersedes=None)
    done = synced.ask(CHAIR, "chair", "merge", synced.package(SECOND), newer)
    assert (done["points_open"], done["waiting"], done["moves"]) == (False, [], [])
    again = synced.ask(CHAIR, "chair", "merge", synced.package(SECOND))
    assert again["waiting"] == []
    refused = synced.run(CHAIR, "chair", "results", code=1)
    assert "先提交自己的评分" in refused.line


def test_a_replacement_after_points_were_seen_waits(submitted: World, tmp_path: Path) -> None:
    submitted.ask(CHAIR, "chair", "merge", submitted.package(SECOND), submitted.package(THIRD))
    seen = submitted.ask(CHAIR, "chair", "results")
    newer = _other(submitted, tmp_path, sequence=2, supersedes=None)
    done = submitted.ask(CHAIR, "chair", "merge", newer)
    assert [(w["judge"], w["file"]) for w in done["waiting"]] == [(SECOND, str(newer))]
    assert (done["replaced"], done["moves"]) == ([], [])
    now = submitted.ask(CHAIR, "chair", "results")
    assert {**now, "undecided": {}} == seen
    assert len(now["undecided"][SECOND]) == 2
    made = submitted.ask(CHAIR, "chair", "choose", done["waiting"][0]["payload"], "--reason", "评委更正笔误")
    assert made["payload"] == done["waiting"][0]["payload"]
    assert submitted.ask(CHAIR, "chair", "results")["entries"] != seen["entries"]


def test_nothing_of_the_organiser_opens_for_a_judge(submitted: World) -> None:
    before = submitted.kept(SECOND)
    for words in (("results",), ("merge", submitted.package(SECOND)), ("close", "--out", submitted.root / "x.qcp")):
        assert "组长" in submitted.run(SECOND, "chair", *words, code=1).line
    assert submitted.run(SECOND, "organizer", "publish", submitted.repository, code=1).line
    assert submitted.kept(SECOND) == before
