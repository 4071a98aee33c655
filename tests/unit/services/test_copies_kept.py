"""Which copies of one judge's work are kept: those of which none holds another, whatever the laptops' clocks said."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.ids import sha256_hex
from app.models.assignment import CopyNote
from app.models.draft import Draft, Opening
from app.packages import digest_line, documents, sealed_documents
from app.publishing.inbox import Arrived
from app.services.organiser import copies, kept_copies
from app.services.organiser.copy_order import ReadCopy, covers, supersedes
from app.services.organiser.kept_copies import HeldCopies, HeldCopy
from app.trust.age.writer import seal_bytes
from app.trust.keys import SealIdentity
from tests.fakes import drifting
from tests.fakes import package_values as pv
from tests.fakes.desk_profile import JUDGE, NOON
from tests.fakes.drifting import Sent, World

MONTH = timedelta(days=30)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with drifting.world(tmp_path) as made:
        yield made


def _copy(world: World) -> Sent:
    made = world.first.copy(world.seal)
    assert made is not None
    return made


def _notes(world: World) -> list[CopyNote]:
    return [c.note for c in world.organiser.held()]


def test_a_clock_that_once_stood_ahead_hides_no_later_work(world: World) -> None:
    world.first.ahead = MONTH
    world.first.work(1, 0, 200)
    ahead = _copy(world)
    world.organiser.collect(ahead)
    world.first.ahead = timedelta(0)
    world.first.work(1, 1, 300)
    later = _copy(world)
    world.organiser.collect(later)
    assert [c.payload for c in world.organiser.held()] == [later.payload]
    world.organiser.collect(ahead)
    assert [c.payload for c in world.organiser.held()] == [later.payload]
    assert not list(world.organiser.inbox.glob(f"{sha256_hex(ahead.data)}*")), "what the newest holds goes from the inbox"
    assert copies.words(world.organiser.profile, JUDGE) == ()


def test_a_date_after_our_own_is_said_and_decides_nothing(world: World) -> None:
    world.first.ahead = MONTH
    world.first.work(1, 0, 200)
    world.organiser.collect(_copy(world))
    (told,) = copies.words(world.organiser.profile, JUDGE)
    assert "2026-08-08" in told
    assert "校正电脑时钟" in told


def test_after_a_backup_was_put_back_both_are_kept_and_said(world: World) -> None:
    world.first.back_up()
    world.first.ahead = MONTH
    world.first.work(1, 0, 200)
    lost = _copy(world)
    world.first.put_back(0)
    world.first.ahead = timedelta(0)
    world.first.work(1, 1, 300)
    stands = _copy(world)
    for one in (lost, stands, lost):
        world.organiser.collect(one)
    assert {c.payload for c in world.organiser.held()} == {lost.payload, stands.payload}
    assert world.organiser.readable()
    several, ahead = copies.words(world.organiser.profile, JUDGE)
    assert "2 份副本" in several
    assert "organizer recover" in several
    assert "晚于本机时钟" in ahead
    first = kept_copies.likeliest(world.organiser.held(), NOON)
    assert first is not None
    assert first.payload == stands.payload, "a date that cannot be is not named first"


def test_a_copy_of_the_new_laptop_does_not_drive_out_that_of_the_old(world: World) -> None:
    """Before it was taken over, the old laptop's copy is all there is of that work."""
    world.first.work(1, 0, 200)
    old = _copy(world)
    world.organiser.collect(old)
    world.second.work(2, 0, 200)
    new = world.second.copy(world.seal)
    assert new is not None
    world.organiser.collect(new)
    assert {c.payload for c in world.organiser.held()} == {old.payload, new.payload}
    world.second.take_over(old, world.seal)
    both = world.second.copy(world.seal)
    assert both is not None
    world.organiser.collect(both)
    assert [c.payload for c in world.organiser.held()] == [both.payload]


def test_a_copy_of_which_something_gave_way_is_not_said_to_be_held(world: World) -> None:
    """The new laptop keeps its own points of the cell; those of the old one are in the old copy alone."""
    world.first.work(1, 0, 200)
    world.first.work(1, 1, 200)
    old = _copy(world)
    world.second.work(1, 0, 300)
    world.second.take_over(old, world.seal)
    new = world.second.copy(world.seal)
    assert new is not None
    for one in (old, new):
        world.organiser.collect(one)
    assert {c.payload for c in world.organiser.held()} == {old.payload, new.payload}


def test_a_copy_whose_private_notes_stayed_closed_is_not_said_to_be_held(world: World) -> None:
    world.first.note(1, "数据不足", private=True)
    old = _copy(world)
    world.second.take_over(old, world.seal)
    world.second.work(1, 0, 300)
    new = world.second.copy(world.seal)
    assert new is not None
    for one in (old, new):
        world.organiser.collect(one)
    assert {c.payload for c in world.organiser.held()} == {old.payload, new.payload}


def test_what_an_earlier_version_held_is_found_and_gives_way(world: World) -> None:
    """It kept one of each judge, under the judge's name, and its copies name no others."""
    organiser = world.organiser.profile
    world.first.work(1, 0, 200)
    old = _copy(world)
    place = organiser.home / kept_copies.FOLDER / f"{JUDGE}.qcbackup"
    place.parent.mkdir()
    place.write_bytes(old.data)
    with organiser.database.write() as tx:
        kept_copies._ONE.put(tx, JUDGE, HeldCopy(JUDGE, 1, old.payload, CopyNote(NOON + MONTH, 0, 1)))
    assert [c.payload for c in kept_copies.held(organiser, JUDGE)] == [old.payload]
    assert world.organiser.readable()
    world.first.work(1, 1, 200)
    newer = _copy(world)
    world.organiser.collect(newer)
    assert [c.payload for c in world.organiser.held()] == [newer.payload]
    assert not place.exists()


def test_a_held_file_that_is_damaged_is_compared_with_nothing(world: World) -> None:
    world.first.work(1, 0, 200)
    first = _copy(world)
    world.organiser.collect(first)
    (held,) = world.organiser.held()
    kept_copies.place(world.organiser.profile, held).write_bytes(b"age-encryption.org/v1\ncut off")
    world.first.work(1, 1, 200)
    later = world.first.unnamed(_copy(world), world.seal)
    world.organiser.collect(later)
    assert len(world.organiser.held()) == 2
    world.organiser.collect(first)
    assert [c.payload for c in world.organiser.held()] == [later.payload], "it came once more, and all of it is in the other"
    assert not kept_copies.place(world.organiser.profile, held).exists()


def test_a_held_file_that_is_damaged_gives_way_to_a_copy_that_names_it(world: World) -> None:
    world.first.work(1, 0, 200)
    world.organiser.collect(_copy(world))
    (held,) = world.organiser.held()
    kept_copies.place(world.organiser.profile, held).write_bytes(b"age-encryption.org/v1\ncut off")
    world.first.work(1, 1, 200)
    last = _copy(world)
    world.organiser.collect(last)
    assert [c.payload for c in world.organiser.held()] == [last.payload]
    assert world.organiser.readable()


def test_an_inbox_that_may_not_be_changed_keeps_what_is_held(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A web host's folder, say: everything else in it is taken in all the same."""
    world.first.work(1, 0, 200)
    old = _copy(world)
    world.first.work(1, 1, 200)
    last = _copy(world)
    world.organiser.collect(last)
    really = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.is_relative_to(world.organiser.inbox):
            raise PermissionError(errno.EACCES, "of another user")
        really(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    world.organiser.collect(old)
    assert [c.payload for c in world.organiser.held()] == [last.payload]
    assert len(list(world.organiser.inbox.iterdir())) == 2


def test_a_held_file_that_is_gone_stands_in_no_way(world: World) -> None:
    world.first.work(1, 0, 200)
    first = _copy(world)
    world.organiser.collect(first)
    (held,) = world.organiser.held()
    kept_copies.place(world.organiser.profile, held).unlink()
    world.first.work(1, 1, 200)
    last = _copy(world)
    world.organiser.collect(last)
    assert [c.payload for c in world.organiser.held()] == [last.payload]


def test_a_file_that_is_gone_or_damaged_is_had_again_from_the_inbox(world: World) -> None:
    """An organiser's profile on a new computer comes without the copies; the inbox still has them."""
    world.first.work(1, 0, 200)
    sent = _copy(world)
    for spoil in (lambda p: p.unlink(), lambda p: p.write_bytes(sent.data[:500])):
        world.organiser.collect(sent)
        (held,) = world.organiser.held()
        spoil(kept_copies.place(world.organiser.profile, held))
        world.organiser.collect(sent)
        assert world.organiser.readable()
        assert len(world.organiser.held()) == 1


def test_of_closed_copies_the_one_that_arrived_last_lies_ready(world: World, tmp_path: Path) -> None:
    """None of them can be read; all stay in the inbox, and no laptop's clock is asked."""
    stranger = SealIdentity.generate().public_hex
    place = kept_copies.closed_place(world.organiser.profile, JUDGE)
    for n, when in enumerate((100, 300, 200)):
        sealed = seal_bytes(b"%d" % n, [stranger])
        file = tmp_path / "closed" / f"{sha256_hex(sealed)}.qcbackup"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(sealed)
        os.utime(file, (when, when))
        assert copies.collect(world.organiser.profile, world.organiser.keys, world.organiser.roster, Arrived(JUDGE, file)) is None
        if when == 300:
            last = sealed
    assert place.read_bytes() == last
    assert len(list((tmp_path / "closed").iterdir())) == 3


def _held(**changed: object) -> ReadCopy:
    return ReadCopy("a" * 64, replace(pv.draft(), **changed))  # type: ignore[arg-type]


def _less(draft: Draft, **changed: object) -> Draft:
    return replace(draft, rounds=(replace(draft.rounds[0], **changed),))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["events", "opened", "pledge", "handed_in"])
def test_a_copy_that_lacks_anything_covers_no_copy_that_has_it(name: str) -> None:
    whole = pv.draft()
    empty: object = () if name in ("events", "opened") else None
    assert covers(whole, _less(whole, **{name: empty}))
    assert not covers(_less(whole, **{name: empty}), whole)
    assert not covers(replace(whole, rounds=()), whole)


def test_what_is_closed_cannot_be_covered() -> None:
    whole = pv.draft()
    assert not covers(whole, replace(whole, private="Ym94"))
    assert covers(replace(whole, private="Ym94"), whole)


def test_another_package_of_the_round_covers_an_earlier_one_only() -> None:
    whole = pv.draft()
    handed = whole.rounds[0].handed_in
    assert handed is not None
    again = _less(whole, handed_in=replace(handed, payload="d" * 64, sequence=2))
    assert covers(again, whole)
    assert not covers(whole, again)
    assert not covers(whole, _less(whole, handed_in=replace(handed, opened=("Z-001", "Z-002"))))


def test_what_a_copy_says_it_holds_is_held_even_if_it_has_less() -> None:
    """A round that was returned is open in the later copy: the earlier one covers it, and yet it is the newest."""
    old = _held()
    returned = ReadCopy("b" * 64, _less(pv.draft(), handed_in=None), frozenset([old.payload]))
    assert supersedes(returned, old)
    assert not supersedes(old, returned)


def test_an_earlier_laptop_names_no_copy_of_a_later_one_away() -> None:
    """The key may be in other hands by then."""
    new = _held(epoch=3)
    old = ReadCopy("b" * 64, _less(pv.draft(), events=()), frozenset([new.payload]))
    assert not supersedes(old, new)
    assert supersedes(replace(old, draft=replace(old.draft, epoch=3)), new)


def test_copies_that_tell_the_same_are_one() -> None:
    one, other = _held(), ReadCopy("b" * 64, replace(pv.draft(), made=NOON + MONTH))
    assert supersedes(one, other)
    assert supersedes(other, one)
    more = ReadCopy("c" * 64, _less(pv.draft(), opened=(Opening("Z-001", NOON), Opening("Z-002", NOON))))
    assert supersedes(more, one)
    assert not supersedes(one, more)


def test_a_thousand_are_held_at_most(world: World) -> None:
    """More than an inbox takes: the shape of the record is no limit before that."""
    copy = HeldCopy(JUDGE, 1, "a" * 64, CopyNote(NOON, 0, 0))
    with world.organiser.profile.database.write() as tx:
        kept_copies._SHELF.put(tx, JUDGE, HeldCopies(tuple(replace(copy, payload=f"{n:064x}") for n in range(1000))))
    assert len(world.organiser.held()) == 1000


def test_the_line_is_signed_and_bounded(world: World) -> None:
    made = []
    for n in range(3):
        world.first.work(1, n, 200)
        made.append(_copy(world))
    signers = [world.first.keys.sign.public_hex]
    found, envelope = sealed_documents.open_sealed(documents.DRAFT, made[-1].data, [world.seal], signers)
    assert found.payload_digest == made[-1].payload
    assert digest_line.read(digest_line.HOLDS, documents.DRAFT, envelope) == tuple(m.payload for m in made[:-1])
    long = digest_line.joined([f"{n:064x}" for n in range(600)], ["f" * 64])
    assert (len(long), long[-1], long[0]) == (digest_line.MOST, "f" * 64, f"{101:064x}")
    odd = documents.sign(documents.DRAFT, pv.draft(), pv.JUDGE_KEY, {digest_line.HOLDS: ["x", 3, "a" * 64]})
    assert digest_line.read(digest_line.HOLDS, documents.DRAFT, odd) == ("a" * 64,)
    odd = documents.sign(documents.DRAFT, pv.draft(), pv.JUDGE_KEY, {digest_line.HOLDS: "a" * 64})
    assert digest_line.read(digest_line.HOLDS, documents.DRAFT, odd) == ()
