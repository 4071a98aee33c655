"""REPO holds only what may be public: no name, unit, title, key or readable paper under it, and publishing again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.services.organiser import credentials, state
from app.store.private import Secrets
from app.store.tables import SECRETS
from tests.fakes.published_season import ENTRY_ROWS, JUDGE_ROWS, JUDGES, ORGANISER, World

MAGIC = (b"%PDF-", b"PK\x03\x04", b"ftypisom", b"ftypmp42")


@pytest.fixture(scope="module")
def world(lay_out_submitted: Callable[[], World]) -> World:
    """After uploads, receipts and a closed panel: with everything under REPO that ever comes there."""
    world = lay_out_submitted()
    for judge in JUDGES:
        world.run(judge, "judge", "upload")
    world.organise("collect")
    world.run("C-01", "chair", "merge", *(world.package(j) for j in JUDGES[:3]))
    world.run("C-01", "chair", "receipts", "--out", world.root / "receipts")
    world.run("C-01", "chair", "close", "--anyway", "--out", world.root / "panel.qcp")
    world.run("C-01", "judge", "upload")
    world.organise("collect")
    assert {p.parts[0] for p in (Path(f) for f in world.public())} == {"metadata", "targets", "blobs", "receipts", "inbox"}
    return world


def _secrets(world: World) -> Iterator[tuple[str, bytes]]:
    """Every key of every profile, the one-time secrets of invitations, identities of blobs, and inbox tokens."""
    for who in (ORGANISER, *JUDGES):
        with world.open(who) as profile, profile.database.read() as tx:
            assert isinstance(tx.secrets, Secrets)
            for kind, name, value in profile.database._connection.execute(SECRETS.select()):
                yield f"{who} {kind} {name}", bytes(value)
            yield f"{who} master key", profile.vault.master_key
            yield f"{who} database key", profile.vault.database_key
        yield f"{who} recovery code", (world.home(who) / "recovery-code.txt").read_bytes().strip()
    with world.open(ORGANISER) as profile:
        with profile.database.read() as tx:
            for sealed in state.SEALED.all(tx):
                yield "blob identity", bytes.fromhex(sealed.identity)
            for invited in state.INVITED.all(tx):
                yield "invitation secret", bytes.fromhex(invited.secret)
        for judge in JUDGES:
            yield "inbox token", bytes.fromhex(credentials.token(profile, judge))


def _private_words() -> set[str]:
    entries = {cell for row in ENTRY_ROWS for cell in (row[1], row[2], row[6], row[7])}
    return entries | {cell for row in JUDGE_ROWS for cell in (row[1], row[2])}


def _spellings(word: str) -> Iterator[bytes]:
    yield from (word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"))
    yield word.encode("unicode_escape")


def _found(world: World, wanted: dict[bytes, str]) -> list[str]:
    """What of `wanted` stands anywhere below REPO, in a file or in a name."""
    found = []
    for path in sorted(world.repository.rglob("*")):
        data = str(path.relative_to(world.repository)).encode() + b"\0" + (path.read_bytes() if path.is_file() else b"")
        found += [f"{label} in {path.name}" for needle, label in wanted.items() if needle in data]
    return found


def test_no_name_unit_or_title(world: World) -> None:
    wanted = {s: word for word in _private_words() for s in _spellings(word)}
    assert len(_private_words()) > 20
    assert _found(world, wanted) == []


def test_no_secret(world: World) -> None:
    wanted: dict[bytes, str] = {}
    for label, secret in _secrets(world):
        wanted |= {secret: label, secret.hex().encode(): label, secret.hex().upper().encode(): label}
    assert len(wanted) > 60
    assert _found(world, wanted) == []


def test_no_readable_paper(world: World) -> None:
    wanted = {magic: f"readable {magic!r}" for magic in MAGIC} | {b"/MediaBox": "a page", b"Cause analysis": "a line of a page"}
    assert _found(world, wanted) == []


def test_the_search_finds_what_is_there(world: World, tmp_path: Path) -> None:
    """The guards above are not blind: a name, a key or a paper put there is found."""
    wanted = {s: w for w in _private_words() for s in _spellings(w)} | dict(_flipped(_secrets(world))) | {b"%PDF-": "readable"}
    for data in ("顾长青".encode("utf-16-le"), next(_secrets(world))[1], (world.materials / "Z-001" / "成果报告.pdf").read_bytes()):
        planted = world.repository / "blobs" / "planted"
        planted.write_bytes(b"x" + data + b"y")
        try:
            assert _found(world, wanted)
        finally:
            planted.unlink()


def _flipped(pairs: Iterator[tuple[str, bytes]]) -> Iterator[tuple[bytes, str]]:
    yield from ((value, label) for label, value in pairs)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["judges.xlsx", "blobs/成果报告.pdf", "metadata/root.key", "inbox/J-02/notes.txt", "targets/manifests/1/plain.json", ".hidden"]
)
def test_a_foreign_file_stops_publishing_and_serving(world: World, name: str) -> None:
    foreign = world.repository / name
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_bytes(b"names and telephones")
    before, public = world.kept(ORGANISER), world.public()
    try:
        for command in ("publish", "serve"):
            line = world.run(ORGANISER, "organizer", command, world.repository, code=1).line
            assert "不该公开" in line
            assert foreign.name in line
        assert (world.kept(ORGANISER), world.public()) == (before, public)
    finally:
        foreign.unlink()


def test_a_link_out_of_the_repository_stops_publishing(world: World) -> None:
    link = world.repository / "blobs" / "00"
    target = link / ("00" + "1" * 62)
    link.mkdir(exist_ok=True)
    target.symlink_to(world.judges)
    try:
        assert "不该公开" in world.run(ORGANISER, "organizer", "publish", world.repository, code=1).line
    finally:
        target.unlink()
