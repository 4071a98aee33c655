"""What is kept for ever or until it is settled: evidence, snapshots, outbox, records, secrets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.store.database import Database
from app.store.evidence import Evidence
from app.store.records import Record
from app.store.snapshots import Snapshot
from tests.fakes.store_samples import NOON, digest

LATER = NOON + timedelta(hours=1)


def result(judge: str, epoch: int, sequence: int) -> Evidence:
    name = f"{judge}-{epoch}-{sequence}"
    return Evidence("result", digest(name), name.encode(), NOON, "qc0", 1, judge, epoch, sequence, b"parts")


def put(database: Database, *found: Evidence) -> list[bool]:
    with database.write() as tx:
        return [
            tx.evidence.put(
                one.kind,
                one.payload_digest,
                one.envelope,
                one.received,
                season=one.season,
                round_number=one.round,
                judge=one.judge,
                epoch=one.epoch,
                sequence=one.sequence,
                attachment=one.attachment,
            )
            for one in found
        ]


def test_evidence_is_one_however_often_it_arrives(database: Database) -> None:
    one = result("J-01", 1, 1)
    assert put(database, one) == [True]
    assert put(database, Evidence("result", one.payload_digest, b"another sealing", LATER)) == [False]
    with database.read() as tx:
        assert tx.evidence.get("result", one.payload_digest) == one
        assert tx.evidence.get("receipt", one.payload_digest) is None


def test_evidence_is_ordered_by_epoch_then_sequence(database: Database) -> None:
    old, new, newest, other = result("J-01", 1, 9), result("J-01", 2, 1), result("J-01", 2, 10), result("J-02", 1, 1)
    put(database, newest, other, old, new, Evidence("roster", digest("r"), b"r", NOON, sequence=3))
    with database.read() as tx:
        assert tx.evidence.of_kind("result") == (old, new, newest, other)
        assert tx.evidence.of_kind("result", judge="J-01", epoch=2) == (new, newest)
        assert tx.evidence.of_kind("result", round_number=2) == ()
        assert tx.evidence.names("result", 1) == tuple((e.payload_digest, 5) for e in (old, new, newest, other)), "as `of_kind` orders them"
        assert tx.evidence.names("result", 2) == ()
        assert tx.evidence.newest("result", judge="J-01") == newest
        assert tx.evidence.newest("result", judge="J-01", epoch=1) == old
        assert tx.evidence.newest("season") is None


def test_comments_that_follow_replace_the_attachment(database: Database) -> None:
    one = result("J-01", 1, 1)
    put(database, one)
    with database.write() as tx:
        tx.evidence.attach("result", one.payload_digest, b"parts and comments")
        found = tx.evidence.get("result", one.payload_digest)
    assert found is not None
    assert (found.attachment, found.envelope) == (b"parts and comments", one.envelope)
    with pytest.raises(RuntimeError), database.write() as tx:
        tx.evidence.attach("result", digest("never seen"), b"")


def test_snapshots_never_change(database: Database) -> None:
    first = Snapshot(digest("a"), 1, 1, b"envelope", b"parts", b"sealed", NOON)
    with database.write() as tx:
        assert tx.snapshots.put_snapshot(digest("a"), 1, 1, b"envelope", b"parts", b"sealed", NOON)
        assert not tx.snapshots.put_snapshot(digest("a"), 1, 1, b"x", b"x", b"x", LATER)
        assert tx.snapshots.latest(1) == first
        tx.snapshots.put_snapshot(digest("b"), 1, 2, b"e2", b"p2", b"s2", LATER)
        newest = tx.snapshots.latest(1)
        assert newest is not None
        assert newest.payload_digest == digest("b")
        assert tx.snapshots.get(digest("a")) == first
        assert (tx.snapshots.get(digest("c")), tx.snapshots.latest(2)) == (None, None)


def test_a_file_is_offered_until_a_receipt_names_its_payload(database: Database) -> None:
    with database.write() as tx:
        assert tx.outbox.enqueue("f1", "result", b"sealed", digest("p1"))
        assert not tx.outbox.enqueue("f1", "result", b"sealed", digest("p1"))
        tx.outbox.enqueue("f2", "enrolment", b"request", digest("p2"))
        assert (tx.outbox.unsent(), tx.outbox.content("f1")) == (2, b"sealed")
        tx.outbox.mark_failed("f1", "没有网络", NOON)
        tx.outbox.mark_sent("f1", LATER)
        tx.outbox.mark_failed("f2", "没有网络", NOON)
    with database.write() as tx:
        first, second = tx.outbox.pending()
        assert (first.file_sha256, first.sent, first.failure, first.attempts, first.size) == ("f1", LATER, None, 2, 6)
        assert (second.sent, second.failure, second.failed) == (None, "没有网络", NOON)
        assert tx.outbox.unsent() == 1
        assert [tx.outbox.settle(digest("p1"), digest("receipt")) for _ in range(2)] == [1, 0]
        assert [item.file_sha256 for item in tx.outbox.pending()] == ["f2"]
        settled = tx.outbox.get("f1")
    assert settled is not None
    assert settled.receipt == digest("receipt")


def test_a_backup_is_done_once_it_is_sent(database: Database) -> None:
    with database.write() as tx:
        tx.outbox.enqueue("b1", "backup", b"copy", None)
        assert tx.outbox.unsent() == 1
        tx.outbox.mark_sent("b1", NOON)
        assert (tx.outbox.pending(), tx.outbox.unsent()) == ((), 0)


def test_a_file_that_was_never_queued_is_our_bug(database: Database) -> None:
    with pytest.raises(RuntimeError), database.write() as tx:
        tx.outbox.mark_sent("nothing", NOON)
    with pytest.raises(RuntimeError), database.read() as tx:
        tx.outbox.content("nothing")


def test_records_keep_their_place(database: Database) -> None:
    with database.write() as tx:
        tx.records.put("decision", "b", "1")
        tx.records.put("decision", "a", "2")
        tx.records.put("decision", "b", "3")
        tx.records.put("judge", "b", "4")
        assert tx.records.all("decision") == (Record("decision", "b", "3"), Record("decision", "a", "2"))
        assert (tx.records.get("judge", "b"), tx.records.get("judge", "c")) == ("4", None)
        assert (tx.records.remove("decision", "b"), tx.records.remove("decision", "b")) == (True, False)
        assert [record.id for record in tx.records.all("decision")] == ["a"]
        tx.records.put_all("decision", {"d": "5", "a": "6", "c": "7"})
        tx.records.put_all("decision", {})
        assert [(record.id, record.value) for record in tx.records.all("decision")] == [("a", "6"), ("d", "5"), ("c", "7")]


def test_secrets_are_bytes_by_kind_and_name(database: Database) -> None:
    with database.write() as tx:
        tx.secrets.put("sign", "qc0/1", b"\x00\xff")
        tx.secrets.put("sign", "qc0/0", b"a")
        tx.secrets.put("sign", "qc0/0", b"b")
        tx.secrets.put("blob", "x", b"c")
        assert (tx.secrets.get("sign", "qc0/1"), tx.secrets.get("sign", "qc0/0"), tx.secrets.get("seal", "x")) == (b"\x00\xff", b"b", None)
        assert tx.secrets.names("sign") == ("qc0/0", "qc0/1")
