"""Files of format version 1, written once: every later version of the program reads them and finds the same in them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.models.season import QuotaScope
from app.packages import appeal, backup, codec, digest_line, documents, enrolment, one_time, parts, result, root, sealed_documents, sealing
from app.packages.documents import Kind
from app.trust import envelope as dsse
from app.trust import fingerprint, keys, recovery
from app.trust.age.reader import open_bytes
from app.trust.envelope import Verified
from app.trust.keys import SealIdentity

V1 = Path(__file__).resolve().parents[2] / "data" / "golden" / "v1"
THEN = datetime(2026, 7, 1, tzinfo=UTC)


def data(name: str) -> bytes:
    return (V1 / name).read_bytes()


def table(name: str) -> Any:
    return json.loads(data(name))


def who(name: str) -> SealIdentity:
    return SealIdentity.from_hex(table("secrets.json")[name])


def targets() -> tuple[str, ...]:
    return root.targets_keys(data("root.json"))


def roster() -> Any:
    return documents.read(documents.ROSTER, data("roster.json"), targets()).value


def holds(actual: Any, expected: Any) -> None:
    """`actual` says all that `expected` says. Fields that a later version added have their defaults, and may be more."""
    if isinstance(expected, dict):
        assert isinstance(actual, dict)
        assert expected.keys() <= actual.keys()
        for name, value in expected.items():
            holds(actual[name], value)
    elif isinstance(expected, list):
        assert len(actual) == len(expected)
        for one, other in zip(actual, expected, strict=True):
            holds(one, other)
    else:
        assert actual == expected


def as_expected(name: str, kind: Kind[Any], found: Verified[Any]) -> None:
    expected = table(f"{name}.expected.json")
    holds(codec.to_json(found.value), expected["value"])
    assert (kind.name, found.payload_digest, keys.key_id(found.signer)) == (expected["kind"], expected["payload"], expected["key"])


def test_nobody_has_changed_them() -> None:
    listed = dict(reversed(line.split("  ")) for line in data("SHA256SUMS").decode().splitlines())  # type: ignore[misc]
    assert listed == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in V1.iterdir() if p.name != "SHA256SUMS"}


@pytest.mark.parametrize(
    ("name", "kind"), [("roster.json", documents.ROSTER), ("season.json", documents.SEASON), ("season-with-ext.json", documents.SEASON)]
)
def test_public_documents(name: str, kind: Kind[Any]) -> None:
    as_expected(name, kind, documents.read(kind, data(name), targets()))


def test_ext_is_in_the_payload_and_not_in_the_value() -> None:
    assert b'"ext"' in dsse.parse(data("season-with-ext.json")).payload
    assert table("season-with-ext.json.expected.json")["value"] == table("season.json.expected.json")["value"]
    assert table("season-with-ext.json.expected.json")["payload"] != table("season.json.expected.json")["payload"]


def test_invitation_and_enrolment() -> None:
    as_expected("J-01.qcinvite", documents.INVITATION, enrolment.read_invitation(data("J-01.qcinvite"), THEN))
    found = enrolment.read_request(data("J-01.qcenrol"))
    as_expected("J-01.qcenrol", documents.ENROLMENT, found)
    assert enrolment.matches(found.value, table("secrets.json")["invitation secret"])


def test_a_second_invitation_brings_a_one_time_identity() -> None:
    found = enrolment.read_invitation(data("J-01-again.qcinvite"), THEN)
    as_expected("J-01-again.qcinvite", documents.INVITATION, found)
    once = one_time.read(found.value.identity, found.value.season, found.value.judge)
    assert once is not None
    assert once.secret_hex == "16" * 32


@pytest.mark.parametrize("reader", ["organiser", "recovery code"])
def test_a_copy_of_the_work(reader: str) -> None:
    opener = recovery.identity(table("secrets.json")[reader]) if reader == "recovery code" else who(reader)
    key = roster().judge("J-01").live_key()
    found, _ = sealed_documents.open_sealed(documents.DRAFT, data("J-01-draft.qcbackup"), [opener], [key.sign])
    as_expected("J-01-draft.qcbackup", documents.DRAFT, found)


def test_what_orders_copies_and_receipts() -> None:
    """Names of those before, signed beside the value; the files made without say nothing."""
    named = ("f1" * 32, "f2" * 32)
    judge, chair = (roster().judge(j).live_key().sign for j in ("J-01", "J-02"))
    later, envelope = sealed_documents.open_sealed(documents.DRAFT, data("J-01-draft-again.qcbackup"), [who("organiser")], [judge])
    as_expected("J-01-draft-again.qcbackup", documents.DRAFT, later)
    assert digest_line.read(digest_line.HOLDS, documents.DRAFT, envelope) == named
    _, envelope = sealed_documents.open_sealed(documents.DRAFT, data("J-01-draft.qcbackup"), [who("organiser")], [judge])
    assert digest_line.read(digest_line.HOLDS, documents.DRAFT, envelope) == ()
    for name, said in (("J-01-again.qcreceipt", named), ("J-01.qcreceipt", ())):
        _, envelope = sealed_documents.open_sealed(documents.RECEIPT, data(name), [who("judge")], [chair])
        assert digest_line.read(digest_line.AFTER, documents.RECEIPT, envelope) == said


def test_manifest() -> None:
    found, _ = sealed_documents.open_sealed(documents.MANIFEST, data("J-02.manifest.age"), [who("chair")], targets())
    as_expected("J-02.manifest.age", documents.MANIFEST, found)


@pytest.mark.parametrize("reader", ["chair", "organiser"])
def test_result_package(reader: str) -> None:
    found = result.open_package(data("J-01.qcr"), [who(reader)], roster())
    as_expected("J-01.qcr", documents.RESULT, found.statement)
    read = [parts.decode(t) for t in found.bundle.parts]
    holds([codec.to_json(p) for p in read], [{k: v for k, v in p.items() if k != "kind"} for p in table("J-01.qcr.parts.json")])
    assert tuple(sorted(hashlib.sha256(t).hexdigest() for t in found.bundle.parts)) == found.statement.value.parts
    assert (found.judge.id, len(found.parts.points), found.parts.missing) == ("J-01", 1, 0)


@pytest.mark.parametrize(
    ("name", "kind", "reader"),
    [
        ("J-01.qcreceipt", documents.RECEIPT, "judge"),
        ("J-01.qcreceipt", documents.RECEIPT, "organiser"),
        ("J-01-again.qcreceipt", documents.RECEIPT, "judge"),
        ("P-1.qcp", documents.PANEL, "organiser"),
    ],
)
def test_what_the_chair_signs(name: str, kind: Kind[Any], reader: str) -> None:
    chair = roster().judge("J-02").live_key()
    found, _ = sealed_documents.open_sealed(kind, data(name), [who(reader)], [chair.sign])
    as_expected(name, kind, found)


def test_a_panel_result_is_verified_alone() -> None:
    envelope = sealing.unseal(data("P-1.qcp"), [who("organiser")]).envelope
    claimed = documents.peek(documents.PANEL, dsse.parse(envelope))
    assert claimed.roots[0].encode() == data("root.json")
    inside = documents.read(documents.ROSTER, claimed.roster.encode(), root.targets_keys(claimed.roots[0].encode())).value
    documents.read(documents.PANEL, envelope, [inside.judge(claimed.chair).live_key().sign])
    documents.read(documents.SEASON, claimed.season_envelope.encode(), targets())
    assert [e.official for e in claimed.entries] == [2085, None]


def test_a_panel_that_closed_again_says_its_number_and_what_was_carried() -> None:
    chair = roster().judge("J-02").live_key()
    found, envelope = sealed_documents.open_sealed(documents.PANEL, data("P-1-again.qcp"), [who("organiser")], [chair.sign])
    as_expected("P-1-again.qcp", documents.PANEL, found)
    assert (found.value.sequence, [e.carried for e in found.value.entries]) == (2, [2000, 2000])
    assert documents.ext_of(dsse.parse(envelope)) == {"items": {"Z-001": {"CAUSE": "8.35"}}}
    manifest, _ = sealed_documents.open_sealed(documents.MANIFEST, data("J-02-again.manifest.age"), [who("chair")], targets())
    assert [e.carried for e in manifest.value.panel_entries] == [9150]


def test_an_appeal_pack_is_verified_alone() -> None:
    read = appeal.read(dsse.parse(data("Z-001.qcappeal")), targets())
    as_expected("Z-001.qcappeal", documents.APPEAL, read.value)
    assert [(s.statement.value.judge, len(s.parts)) for s in read.sheets] == [("J-01", 2)]


def test_backup_and_blob(tmp_path: Path) -> None:
    expected = table("J-01.qcbackup.expected.json")
    with (V1 / "J-01.qcbackup").open("rb") as source:
        head, database = backup.read(source, [recovery.identity(table("secrets.json")["recovery code"])])
        holds(codec.to_json(head), expected["value"])
        assert database.read() == expected["database"].encode()
    assert open_bytes(data("blob.age"), [who("judge")], limit=100) == b"%PDF-1.7 five pages"


@pytest.mark.usefixtures("dear_codes")
def test_codes_that_people_compare() -> None:
    request = enrolment.read_request(data("J-01.qcenrol")).value
    season = documents.read(documents.SEASON, data("season.json"), targets()).value
    assert table("codes.json") == {
        "season id": root.season_of(data("root.json")),
        "season code": fingerprint.season_code(data("root.json")),
        "device code": fingerprint.device_code(request.sign, request.seal),
        "fingerprint of J-01.qcr": fingerprint.fingerprint(table("J-01.qcr.expected.json")["payload"]),
        "policy digest": documents.policy_digest(season.policy),
        "policy digest, ranked by field and panel": documents.policy_digest(replace(season.policy, rank_within=QuotaScope.FIELD_PANEL)),
        "rubric digest": documents.value_digest(season.rubrics[0]),
    }
