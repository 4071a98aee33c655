"""Where judges hand in, as the chair's computer reads it: every spelling of an address, and none that ends the look."""

from __future__ import annotations

from pathlib import Path

from app.models.assignment import Inbox, InboxKind
from app.services.chair import incoming
from app.services.organiser import season_merge


def test_every_spelling_of_a_folder_is_that_folder(tmp_path: Path) -> None:
    (share := tmp_path / "分享" / "inbox").mkdir(parents=True)
    addresses = (share.parent.as_uri(), str(share.parent), str(tmp_path / ("x" * 300)))
    web = Inbox(InboxKind.EMBEDDED, "https://example.org", "token")
    assert incoming.reached(incoming.folders_of([web, *(Inbox(InboxKind.FOLDER, a) for a in addresses)])) == (share, share)


def test_a_place_that_cannot_even_be_asked_for_is_no_folder(tmp_path: Path) -> None:
    place = tmp_path / ("x" * 300)
    assert incoming.gather([place]) == (place,)
    assert season_merge.found([place]) == [place]
