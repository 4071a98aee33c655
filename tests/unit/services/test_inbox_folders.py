"""Where judges hand in, as the chair's computer reads it: every spelling of an address, and none that ends the look."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import Cancelled
from app.core.tasks import Context, Progress
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
    assert incoming.gather([place], Context()) == (place,)
    assert season_merge.found([place]) == [place]


def test_the_search_of_a_full_stick_is_seen_and_can_be_stopped(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.jpg").write_bytes(b"\xff\xd8\xff photograph")
    told: list[Progress] = []
    assert incoming.gather([tmp_path], Context(told.append)) == ()
    assert {p.message for p in told} == {f"正在“{tmp_path.name}”里找评分文件"}
    assert [p.fraction for p in told if p.fraction is not None] == sorted({0, 1 / 3, 2 / 3})
    stopped = Context()
    stopped.cancel()
    with pytest.raises(Cancelled):
        incoming.gather([tmp_path], stopped)
