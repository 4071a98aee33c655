"""Invitations that were used, changed, late or meant for others: one sentence, and neither side has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core import strictjson
from app.core.clock import Clock
from app.packages import codec, documents
from app.packages import enrolment as enrolment_files
from app.services.judge import enrol
from app.services.organiser import state
from app.trust import envelope as dsse
from app.trust.keys import SealIdentity, SigningKey
from tests.fakes.forged_packages import envelope
from tests.fakes.published_season import ORGANISER, SECOND, THIRD, World, run_command


@pytest.fixture(scope="module")
def world(lay_out_submitted: Callable[[], World]) -> World:
    """Nothing here may change it."""
    return lay_out_submitted()


def _invitation(world: World, judge: str = SECOND) -> Path:
    return world.root / "invitations" / f"{judge}.qcinvite"


def _refused(world: World, who: str, *words: object) -> str:
    before, public = world.kept(who), world.public()
    line = world.run(who, *words, code=1).line
    assert (world.kept(who), world.public()) == (before, public)
    print(line)
    return line


def test_used_twice_on_the_same_laptop(world: World) -> None:
    assert "已经用过" in _refused(world, SECOND, "judge", "enrol", _invitation(world))


def test_for_another_judge(world: World) -> None:
    assert "邀请是给 J-03 的" in _refused(world, SECOND, "judge", "enrol", _invitation(world, THIRD))


def test_for_another_season(world: World, tmp_path: Path) -> None:
    other = World(tmp_path / "other")
    other.ask(ORGANISER, "organizer", "init", other.repository, "--name", "另一家协会", "--season", 2026)
    shutil.copytree(world.root / "lists", other.root / "lists")
    shutil.copytree(world.materials, other.materials)
    other.import_lists()
    other.organise("invite", "--out", other.root / "invitations", "--address", other.repository)
    assert "赛季" in _refused(world, SECOND, "judge", "enrol", _invitation(other))


def test_used_on_another_laptop_is_refused_when_it_asks_to_be_admitted(world: World, tmp_path: Path) -> None:
    laptop = tmp_path / "second-laptop"
    request = tmp_path / "second.qcenrol"
    said = run_command(laptop, "judge", "enrol", _invitation(world), "--out", request)
    assert said.code == 0
    assert "已经用过一次" in _refused(world, ORGANISER, "organizer", "admit", world.repository, request)
    assert "另一台设备" in run_command(laptop, "judge", "sync").line


def test_the_same_request_twice_is_known(world: World) -> None:
    before = world.kept(ORGANISER)
    done = world.organise("admit", world.root / "enrolments" / f"{SECOND}.qcenrol")
    assert [(a["judge"], a["already"]) for a in done["admitted"]] == [(SECOND, True)]
    assert world.kept(ORGANISER) == before


def _request(world: World, secret: str, **changes: object) -> bytes:
    value = enrolment_files.read_invitation(_invitation(world).read_bytes(), Clock().now()).value
    value = replace(value, secret=secret, **changes)  # type: ignore[arg-type]
    return enrolment_files.request(value, SigningKey.generate(), SealIdentity.generate(), value.created)


def _secret(world: World) -> str:
    return enrolment_files.read_invitation(_invitation(world).read_bytes(), Clock().now()).value.secret


REQUESTS: dict[str, tuple[Callable[[World], bytes], str]] = {
    "a guessed secret": (lambda w: _request(w, "0" * 32), "不是用最近发给"),
    "another season": (lambda w: _request(w, _secret(w), season="qc0000000000000000"), "另一个赛季"),
    "an unknown judge": (lambda w: _request(w, _secret(w), judge="J-99"), "未知的评委"),
    "a text": (lambda w: b"please", "不完整"),
    "an invitation": (lambda w: _invitation(w).read_bytes(), "种类是"),
    "nothing": (lambda w: b"", "不完整"),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_requests_that_nobody_invited(world: World, tmp_path: Path, name: str) -> None:
    make, words = REQUESTS[name]
    path = tmp_path / "x.qcenrol"
    path.write_bytes(make(world))
    assert words in _refused(world, ORGANISER, "organizer", "admit", world.repository, path)


def _resigned(world: World, key: SigningKey | None = None, version: str = "v1", **changes: object) -> bytes:
    with world.open(ORGANISER) as profile, profile.database.read() as tx:
        daily = state.keys(tx).daily
    found = documents.peek(documents.INVITATION, dsse.parse(_invitation(world).read_bytes()))
    payload = codec.to_bytes(replace(found, **changes))  # type: ignore[type-var]
    return envelope(payload, key or daily, f"application/vnd.qcdesk.invitation.{version}+json")


def _late(world: World) -> bytes:
    now = Clock().now().replace(microsecond=0)
    return _resigned(world, created=now - timedelta(days=31), expires=now - timedelta(days=1))


def _extra(world: World) -> bytes:
    value = strictjson.loads(_invitation(world).read_bytes())
    return strictjson.dumps({**value, "note": "hello"})


INVITATIONS: dict[str, tuple[Callable[[World], bytes], str]] = {
    "past its days": (_late, "过期"),
    "signed by a stranger": (lambda w: _resigned(w, SigningKey.generate()), "签名人"),
    "a changed season": (lambda w: _resigned(w, season="qc0000000000000000"), "赛季不一致"),
    "a newer version": (lambda w: _resigned(w, version="v2"), "更新程序"),
    "a foreign field": (_extra, "签名文件"),
    "a package": (lambda w: w.package(SECOND).read_bytes(), "不完整"),
    "half of it": (lambda w: _invitation(w).read_bytes()[:500], "不完整"),
}


@pytest.mark.parametrize("name", INVITATIONS)
def test_invitations_nobody_sent(world: World, tmp_path: Path, name: str) -> None:
    make, words = INVITATIONS[name]
    path, home = tmp_path / "x.qcinvite", tmp_path / "new-laptop"
    path.write_bytes(make(world))
    line = run_command(home, "judge", "enrol", path).line
    print(f"{name}: {line}")
    assert words in line
    assert not home.exists()


def test_the_forger_forges_only_what_it_says(world: World, tmp_path: Path) -> None:
    """The real invitation, taken apart and signed again, is taken: the others are refused for their one fault."""
    assert enrol.preview(_resigned(world), Clock().now()).judge == SECOND
    path = tmp_path / "x.qcinvite"
    path.write_bytes(_resigned(world))
    assert run_command(tmp_path / "new-laptop", "judge", "enrol", path, "--out", tmp_path / "x.qcenrol").code == 0
