"""Writes tests/data/golden/v1: one file of every kind, with what it must say, for readers of all later versions.

    python -m tests.golden.make_v1

Keys, times and salts are fixed. Sealing is random, so a sealed file is only made anew when what it holds has
changed: running this twice changes nothing. After the release that freezes the version it is not run again.
"""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

from app.core.errors import AppError
from app.core.files import atomic_write
from app.packages import backup, codec, digest_line, documents, enrolment, parts, result, sealing
from app.packages.documents import Kind
from app.packages.sealing import Bundle
from app.trust import envelope as dsse
from app.trust import fingerprint, recovery
from app.trust.age.reader import open_bytes
from app.trust.age.writer import seal_bytes
from app.trust.keys import SealIdentity
from tests.fakes import package_values as pv

FOLDER = Path(__file__).resolve().parents[1] / "data" / "golden" / "v1"
CODE = recovery.printed(bytes(range(16)))
DATABASE = b"SQLite format 3\0 is not here: an encrypted database is any bytes\n"
SECRETS = {
    "judge": pv.JUDGE.secret_hex, "chair": pv.CHAIR.secret_hex, "organiser": pv.ORGANISER.secret_hex, "recovery code": CODE,
    "invitation secret": pv.SECRET,
}  # fmt: skip


def main() -> None:
    """Write what is missing or changed, and the list of sums."""
    _put("secrets.json", _pretty(SECRETS))
    _put("root.json", pv.root_json())
    _plain_documents()
    _sealed_documents()
    _result()
    _backup()
    _put("codes.json", _pretty(_codes()))
    sums = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in sorted(FOLDER.iterdir()) if p.name != "SHA256SUMS"]
    _put("SHA256SUMS", "".join(sums).encode())


def _plain_documents() -> None:
    _document("roster.json", documents.ROSTER, _signed(documents.ROSTER, pv.roster()))
    _document("season.json", documents.SEASON, _signed(documents.SEASON, pv.season()))
    _document("season-with-ext.json", documents.SEASON, _with_ext(documents.SEASON, pv.season()))
    _document("J-01.qcinvite", documents.INVITATION, _signed(documents.INVITATION, pv.invitation()))
    _document("J-01-again.qcinvite", documents.INVITATION, _signed(documents.INVITATION, pv.second_invitation()))
    request = enrolment.request(pv.invitation(), pv.JUDGE_KEY, pv.JUDGE, pv.NOON)
    _document("J-01.qcenrol", documents.ENROLMENT, request)


def _sealed_documents() -> None:
    _sealed("J-02.manifest.age", documents.MANIFEST, Bundle(_signed(documents.MANIFEST, pv.manifest())), [pv.CHAIR])
    receipt = documents.sign(documents.RECEIPT, pv.receipt(), pv.CHAIR_KEY)
    _sealed("J-01.qcreceipt", documents.RECEIPT, Bundle(receipt), [pv.JUDGE, pv.ORGANISER])
    returned = documents.sign(documents.RECEIPT, pv.later_receipt(), pv.CHAIR_KEY, digest_line.ext(digest_line.AFTER, pv.NAMED_BEFORE))
    _sealed("J-01-again.qcreceipt", documents.RECEIPT, Bundle(returned), [pv.JUDGE, pv.ORGANISER])
    copied = documents.sign(documents.DRAFT, pv.draft(), pv.JUDGE_KEY)
    _sealed("J-01-draft.qcbackup", documents.DRAFT, Bundle(copied), [pv.ORGANISER, recovery.identity(CODE)])
    later = documents.sign(documents.DRAFT, pv.later_draft(), pv.JUDGE_KEY, digest_line.ext(digest_line.HOLDS, pv.NAMED_BEFORE))
    _sealed("J-01-draft-again.qcbackup", documents.DRAFT, Bundle(later), [pv.ORGANISER, recovery.identity(CODE)])
    texts = (_signed(documents.ROSTER, pv.roster()).decode(), _signed(documents.SEASON, pv.season()).decode())
    panel = documents.sign(documents.PANEL, pv.panel_result(*texts), pv.CHAIR_KEY)
    _sealed("P-1.qcp", documents.PANEL, Bundle(panel), [pv.ORGANISER])
    again = documents.sign(documents.PANEL, pv.second_panel_result(*texts), pv.CHAIR_KEY, {"items": {"Z-001": {"CAUSE": "8.35"}}})
    _sealed("P-1-again.qcp", documents.PANEL, Bundle(again), [pv.ORGANISER])
    _sealed("J-02-again.manifest.age", documents.MANIFEST, Bundle(_signed(documents.MANIFEST, pv.carrying_manifest())), [pv.CHAIR])
    _document("Z-001.qcappeal", documents.APPEAL, _signed(documents.APPEAL, pv.appeal(*texts)))
    _keep(
        "blob.age",
        lambda data: open_bytes(data, [pv.JUDGE], limit=100),
        b"%PDF-1.7 five pages",
        lambda plain: seal_bytes(plain, [pv.JUDGE.public_hex]),
    )


def _result() -> None:
    made = result.sign(pv.statement(pv.all_parts()), pv.all_parts(), pv.JUDGE_KEY)
    _sealed("J-01.qcr", documents.RESULT, made.bundle, [pv.CHAIR, pv.ORGANISER])
    _put("J-01.qcr.parts.json", _pretty([{"kind": json.loads(t)["kind"], **codec.to_json(parts.decode(t))} for t in made.bundle.parts]))


def _backup() -> None:
    holder = recovery.identity(CODE)
    head = pv.backup_head(len(DATABASE))
    plain = backup.MAGIC + codec.to_bytes(head) + b"\n" + DATABASE

    def seal(_: bytes) -> bytes:
        target = io.BytesIO()
        backup.write(head, io.BytesIO(DATABASE), target, holder.public_hex)
        return target.getvalue()

    _keep("J-01.qcbackup", lambda data: open_bytes(data, [holder], limit=1 << 20), plain, seal)
    _put("J-01.qcbackup.expected.json", _pretty({"value": codec.to_json(head), "database": DATABASE.decode()}))


def _codes() -> dict[str, Any]:
    statement = dsse.parse(result.sign(pv.statement(pv.all_parts()), pv.all_parts(), pv.JUDGE_KEY).bundle.envelope)
    return {
        "season id": pv.SEASON_ID,
        "season code": fingerprint.season_code(pv.root_json()),
        "device code": fingerprint.device_code(pv.JUDGE_KEY.public_hex, pv.JUDGE.public_hex),
        "fingerprint of J-01.qcr": fingerprint.fingerprint(statement.payload_digest),
        "policy digest": documents.policy_digest(pv.season().policy),
        "policy digest, ranked by field and panel": documents.policy_digest(pv.ranked_by_panel()),
        "rubric digest": documents.value_digest(pv.rubric()),
    }


def _signed(kind: Kind[Any], value: Any) -> bytes:
    return documents.sign(kind, value, pv.DAILY_KEY)


def _with_ext(kind: Kind[Any], value: Any) -> bytes:
    payload = json.dumps({**codec.to_json(value), "ext": {"other program": ["says", {"more": None}]}}, ensure_ascii=False).encode()
    return dsse.sign(kind.name, payload, pv.DAILY_KEY)


def _document(name: str, kind: Kind[Any], envelope: bytes) -> None:
    _put(name, envelope)
    _expect(name, kind, envelope)


def _sealed(name: str, kind: Kind[Any], bundle: Bundle, readers: list[SealIdentity]) -> None:
    _keep(name, lambda data: sealing.unseal(data, readers[:1]), bundle, lambda b: sealing.seal(b, [r.public_hex for r in readers]))
    _expect(name, kind, bundle.envelope)


def _expect(name: str, kind: Kind[Any], envelope: bytes) -> None:
    found = dsse.parse(envelope)
    value = codec.to_json(documents.peek(kind, found))
    _put(f"{name}.expected.json", _pretty({"kind": found.kind, "payload": found.payload_digest, "key": found.key_id, "value": value}))


def _keep(name: str, read: Any, content: Any, make: Any) -> None:
    """Leave a sealed file that already holds `content`."""
    path = FOLDER / name
    try:
        same = path.exists() and read(path.read_bytes()) == content
    except AppError:
        same = False
    if not same:
        _put(name, make(content))


def _pretty(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _put(name: str, content: bytes) -> None:
    atomic_write(FOLDER / name, content)


if __name__ == "__main__":
    main()
