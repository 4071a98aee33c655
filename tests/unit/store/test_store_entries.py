"""Lists of entries: filtered, sorted and searched in SQL; a new manifest never touches work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.entry import DocumentRole
from app.models.shape import Points
from app.models.sheet import SheetState
from app.store.database import Database
from app.store.documents import Blob, BlobState
from app.store.entry_rows import Order
from tests.fakes.store_samples import NOON, entry, manifest, paper, scored

ITEMS = {"PROBLEM": 6}
EIGHT = tuple(entry(number) for number in range(1, 9))


@pytest.fixture
def filled(database: Database) -> Database:
    with database.write() as tx:
        tx.entries.replace_assignment(1, manifest(*EIGHT, start=3), ITEMS)
        tx.sheets.set_summary(1, "Z-002", SheetState.DONE, Points(8650), 6)
        tx.sheets.set_summary(1, "Z-003", SheetState.DRAFT, Points(900), 1)
        tx.sheets.set_summary(1, "Z-005", SheetState.DRAFT, None, 0)
        tx.documents.set_blob(EIGHT[3].documents[0].sealed_sha256, BlobState.READY, 1200)
        tx.documents.set_blob(EIGHT[3].documents[1].sealed_sha256, BlobState.PARTIAL, 300)
    return database


def codes(database: Database, **how: object) -> list[int]:
    with database.read() as tx:
        return [row.number for row in tx.entries.rows(1, **how)]  # type: ignore[arg-type]


def test_an_entry_comes_back_as_it_went_in(database: Database) -> None:
    whole = entry(
        4,
        recommender="某某行业协会",
        recommender_opinion="同意推荐",
        recommender_rank=2,
        presentation=7,
        lead="J-01",
        recusal="单位相同",
        practice=True,
        withdrawn=True,
        documents=(paper("Z-004"), paper("Z-004", edition="-2", supersedes=paper("Z-004").sha256), paper("Z-004", DocumentRole.VIDEO)),
    )
    with database.write() as tx:
        tx.entries.replace_assignment(1, manifest(whole, entry(5, unit=None)), ITEMS)
    with database.read() as tx:
        assert tx.entries.entry(1, "Z-004") == whole
        assert tx.entries.entries(1) == (whole, entry(5, unit=None))
        assert tx.entries.entry(1, "Z-404") is None
        assert tx.entries.entry(2, "Z-004") is None
        assert tx.entries.rounds() == (1,)
        row = tx.entries.row(1, "Z-004")
    assert row is not None
    assert (row.documents_total, row.lead, row.recusal, row.practice, row.withdrawn) == (2, "J-01", "单位相同", True, True)


def test_the_list_starts_where_this_judge_starts(filled: Database) -> None:
    assert codes(filled) == [4, 5, 6, 7, 8, 1, 2, 3]
    assert codes(filled, order=Order.NUMBER) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert codes(filled, order=Order.NUMBER, descending=True) == [8, 7, 6, 5, 4, 3, 2, 1]


def test_blank_totals_come_last_both_ways(filled: Database) -> None:
    assert codes(filled, order=Order.TOTAL)[:3] == [3, 2, 4]
    assert codes(filled, order=Order.TOTAL, descending=True)[:3] == [2, 3, 4]


@pytest.mark.parametrize("order", list(Order))
def test_every_order_holds_every_entry(filled: Database, order: Order) -> None:
    assert sorted(codes(filled, order=order)) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"state": SheetState.DRAFT}, [5, 3]),
        ({"state": SheetState.UNTOUCHED}, [4, 6, 7, 8, 1]),
        ({"field": "SERVICE"}, [5, 7, 1, 3]),
        ({"text": "缩短"}, [5, 1]),
        ({"text": "短客 启明星5ｑｃ"}, [5]),
        ({"text": "z-00 第8机械"}, [8]),
        ({"text": "100%_' \""}, []),
        ({"text": "  "}, [4, 5, 6, 7, 8, 1, 2, 3]),
        ({"state": SheetState.DRAFT, "field": "SERVICE", "text": "合格率"}, []),
        ({"state": SheetState.DRAFT, "field": "SERVICE", "text": "工装"}, [3]),
    ],
)
def test_filters(filled: Database, how: dict[str, object], expected: list[int]) -> None:
    assert codes(filled, **how) == expected


def test_a_line_of_the_list(filled: Database) -> None:
    with filled.write() as tx:
        assert tx.entries.mark_opened(1, "Z-004", NOON)
    with filled.read() as tx:
        row = tx.entries.row(1, "Z-004")
        done = tx.entries.row(1, "Z-002")
    assert row is not None
    assert done is not None
    assert (row.documents_ready, row.documents_total, row.has_video, row.items, row.opened, row.position) == (1, 2, True, 6, True, 1)
    assert (done.state, done.total, done.filled, done.has_video, done.opened) == (SheetState.DONE, 8650, 6, False, False)


def test_ready_documents_are_counted_not_told(filled: Database) -> None:
    """A sum over a comparison once came back as a truth value: 2 of 2 looked like 1 of 2."""
    with filled.write() as tx:
        entry = tx.entries.entry(1, "Z-004")
        assert entry is not None
        for document in entry.documents:
            tx.documents.set_blob(document.sealed_sha256, BlobState.READY, document.sealed_size)
        row = tx.entries.row(1, "Z-004")
    assert row is not None
    assert row.documents_ready == row.documents_total == 2


def test_a_new_manifest_replaces_entries_and_keeps_work(filled: Database) -> None:
    with filled.write() as tx:
        tx.events.append(scored(1300, entry="Z-002"))
        tx.entries.mark_opened(1, "Z-002", NOON)
        tx.entries.replace_assignment(1, manifest(replace(EIGHT[1], title="新题目", withdrawn=True), entry(9), sequence=2), ITEMS)
    with filled.read() as tx:
        rows = {row.code: row for row in tx.entries.rows(1)}
        assert dict(tx.sheets.sheet(1, "Z-002").points) == {"CAUSE": 1300}
    assert set(rows) == {"Z-002", "Z-009"}
    assert (rows["Z-002"].title, rows["Z-002"].withdrawn, rows["Z-002"].state, rows["Z-002"].opened) == (
        "新题目",
        True,
        SheetState.DONE,
        True,
    )


def test_an_empty_manifest_is_an_empty_list(filled: Database) -> None:
    with filled.write() as tx:
        tx.entries.replace_assignment(1, manifest(), ITEMS)
        assert tx.entries.rows(1) == ()


def test_the_order_of_first_opening_stands(filled: Database) -> None:
    with filled.write() as tx:
        marks = [tx.entries.mark_opened(1, code, NOON) for code in ("Z-005", "Z-001", "Z-005")]
        assert marks == [True, True, False]
        assert tx.entries.opened(1) == ("Z-005", "Z-001")


def test_blobs_and_reading_places(filled: Database) -> None:
    report, video = (document.sealed_sha256 for document in EIGHT[3].documents)
    with filled.write() as tx:
        tx.documents.remember("report", '{"page": 12}')
        tx.documents.remember("report", '{"page": 13}')
        assert tx.documents.recall("report") == '{"page": 13}'
        assert tx.documents.recall("video") is None
        assert tx.documents.blob(video) == Blob(video, BlobState.PARTIAL, 300)
        assert tx.documents.blob("0" * 64) == Blob("0" * 64, BlobState.MISSING, 0)
        assert tx.documents.unready([video, report, "0" * 64]) == (video, "0" * 64)
        blobs = tx.documents.blobs(1)
    assert len(blobs) == 10
    assert blobs[report] == Blob(report, BlobState.READY, 1200)


def test_four_hundred_entries_are_listed_every_time(database: Database) -> None:
    with database.write() as tx:
        tx.entries.replace_assignment(1, manifest(*(entry(number) for number in range(400))), ITEMS)
    for _ in range(2):
        with database.read() as tx:
            assert len(tx.entries.rows(1, text="小组", order=Order.TOTAL)) == 400
