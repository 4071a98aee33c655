"""Opening an entry: its page waits neither for what is written about the reading nor for the closing of what was in front before."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import StoreError
from app.media.pages import PdfDocument
from app.services import profile as profiles
from app.services.judge import reading_place
from app.services.profile import Profile
from app.ui import preferences as prefs
from tests.fakes import desk_profile
from tests.ui.conftest import Desk, Opener

NEXT = "Z-002"


def test_a_page_does_not_wait_for_the_disk_to_take_in_what_is_noted_of_the_reading(open_desk: Opener) -> None:
    """Another program holds the pen of the store: the first opening, and the place in the entry before, are noted when it lets go."""
    desk = open_desk()
    front, waited = desk.room.bench.front, list[object]()
    assert front is not None
    desk.desktop.runner.failure.connect(waited.append)
    with profiles.opened(desk.home, passphrase=desk_profile.PASSPHRASE) as other:
        with other.database.write() as tx:
            tx.settings.put("held", "1")
            desk.room.bench.pages.go_to(3)
            desk.room.moves.step(1)
            shows_sharp(desk, NEXT)
        assert not [e for e in waited if isinstance(e, StoreError)]  # the store waits for a while, then says that it is busy
        desk.qtbot.waitUntil(lambda: NEXT in opened(other), timeout=20_000)
        desk.qtbot.waitUntil(lambda: page_of(other, front.sha256) == 3, timeout=20_000)


def test_what_was_in_front_is_closed_once_the_new_page_is_there(open_desk: Opener) -> None:
    desk = open_desk()
    before, at_first = pdf(desk), list[bool]()
    document = desk.room.bench.document
    document.drawn.connect(lambda *_: at_first.append(is_open(before)) if document.document != first else None)
    first = document.document
    desk.room.moves.step(1)
    shows_sharp(desk, NEXT)
    assert at_first[0]
    desk.qtbot.waitUntil(lambda: not is_open(before), timeout=20_000)
    assert is_open(pdf(desk))


def test_files_that_are_let_go_are_all_closed(open_desk: Opener) -> None:
    """Also the one before, that would have been closed with the next page."""
    desk = open_desk()
    before, document = pdf(desk), desk.room.bench.document
    view = desk.room.bench.desk.view
    assert view is not None
    document.open(view.entry.code, view.documents[1].document)
    document.close()
    desk.qtbot.waitUntil(lambda: not is_open(before), timeout=20_000)


def test_a_document_that_does_not_open_keeps_no_other_open(open_desk: Opener) -> None:
    desk = open_desk()
    before = pdf(desk)
    spoil(desk.home)
    desk.room.moves.step(1)
    desk.shows(NEXT)
    desk.qtbot.waitUntil(lambda: not is_open(before), timeout=20_000)


def test_where_the_next_start_begins_is_written_once_and_not_beside_the_opening(open_desk: Opener) -> None:
    desk = open_desk()
    desk.window.soon.setInterval(600_000)
    for code in (NEXT, "Z-003"):
        desk.room.moves.step(1)
        shows_sharp(desk, code)
    desk.desktop.runner.settle()
    assert prefs.load(desk.home).last_entry not in (NEXT, "Z-003")
    desk.close()
    assert prefs.load(desk.home).last_entry == "Z-003"


def test_it_is_written_while_the_window_is_open_too(open_desk: Opener) -> None:
    desk = open_desk()
    desk.window.soon.setInterval(0)
    desk.room.moves.step(1)
    desk.qtbot.waitUntil(lambda: prefs.load(desk.home).last_entry == NEXT, timeout=20_000)


def test_the_loudness_that_a_window_begins_with_is_not_told_as_a_new_one(open_desk: Opener) -> None:
    """It was kept a moment after the start, in place of what was chosen meanwhile."""
    desk = open_desk()
    model, told = desk.room.bench.video.model, list[tuple[int, bool]]()
    model.loudness.connect(lambda volume, muted: told.append((volume, muted)))
    model.sound_as_left(20, muted=True)
    assert (model.volume, model.muted, model._settling.isActive()) == (20, True, False)
    model.set_loudness(35, muted=False)
    assert model._settling.isActive()
    model._settling.setInterval(0)
    desk.qtbot.waitUntil(lambda: told == [(35, False)], timeout=20_000)


def shows_sharp(desk: Desk, code: str) -> None:
    desk.shows(code)
    desk.qtbot.waitUntil(desk.room.first_page_is_drawn, timeout=20_000)


def pdf(desk: Desk) -> PdfDocument:
    held = desk.room.bench.document._pdf
    assert held is not None
    return held


def is_open(document: PdfDocument) -> bool:
    return document._handle is not None


def opened(profile: Profile) -> tuple[str, ...]:
    with profile.database.read() as tx:
        return tx.entries.opened(1)


def page_of(profile: Profile, sha256: str) -> int | None:
    place = reading_place.recall(profile, sha256)
    return place.page if place is not None else None


def spoil(home: Path) -> None:
    """Every file on the disk, from its middle on."""
    for blob in (home / "blobs").rglob("*"):
        if blob.is_file():
            with blob.open("r+b") as file:
                file.truncate(blob.stat().st_size // 2)
