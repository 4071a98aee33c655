"""Emptying the inbox: verify what arrived, keep it as evidence, hand score files to the chairs and receipts to the judges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core import strictjson
from app.core.errors import AppError, FormatError, WrongRole
from app.core.exports import require_outside
from app.core.files import atomic_write, read_limited, translated
from app.core.tasks import Context
from app.core.words import say
from app.models.assignment import CopyNote
from app.models.changes import Changes, Topic, changed
from app.models.roster import PanelRole, Roster
from app.packages import documents, enrolment, result, sealed_documents, sealing
from app.publishing import inbox
from app.publishing.inbox import Arrived
from app.services import receipt_order
from app.services.organiser import copies, state
from app.services.organiser.state import OrganiserKeys
from app.services.profile import Profile
from app.services.receipt_order import Said

COLLECTED = "collected"


@dataclass(frozen=True)
class Collected:
    """Score files by judge (newest), what was refused and why, receipts passed on, requests that wait for `admit`."""

    packages: tuple[tuple[str, Path], ...]
    refused: tuple[tuple[str, str], ...]
    receipts: int
    requests: int
    panels: tuple[Path, ...]
    copies: tuple[tuple[str, CopyNote | None], ...] = ()
    """Judge → the copy of their work held now, of several the likeliest; None for one that only the judge's recovery code opens."""
    copy_words: tuple[str, ...] = ()
    """What is to be known of the copies: whose newest cannot be told, and whose clock is ahead."""


def collect(profile: Profile, repository: Path, ctx: Context, out: Path | None = None) -> tuple[Collected, Changes]:
    """Look at every file of the inbox; verified score files are copied to `out` (default: HOME/collected)."""
    state.check_repository(profile, str(repository))
    if out is not None:
        require_outside(out)
    place = out or profile.home / COLLECTED
    with profile.database.read() as tx:
        keys, roster = state.keys(tx), state.roster(tx)
    packages: dict[str, tuple[tuple[int, int], Path]] = {}
    newest_copies: dict[str, CopyNote | None] = {}
    refused, receipts, requests, panels = [], 0, 0, []
    found = inbox.files(repository)
    for n, file in enumerate(found):
        ctx.report(say("正在核对 {name}", "Verifying {name}", name=file.path.name[:16]), n / len(found))
        try:
            with translated(file.path):
                match file.path.suffix:
                    case ".qcr":
                        order, path = _package(profile, keys, roster, file, place)
                        packages[file.judge] = max(packages.get(file.judge, ((0, 0), path)), (order, path))
                    case ".qcreceipt":
                        receipts += _receipt(keys, roster, file, repository, profile.clock.now())
                    case ".qcenrol":
                        requests += _waits(roster, file)
                    case ".qcbackup":
                        newest_copies[file.judge] = copies.collect(profile, keys, roster, file)
                    case ".qcp":
                        panels.append(file.path)
        except AppError as error:
            refused.append((f"{file.judge}/{file.path.name}", str(error)))
    newest = tuple((judge, path) for judge, (_, path) in sorted(packages.items()))
    held = tuple(sorted(newest_copies.items()))
    told = tuple(w for judge, _ in held for w in copies.words(profile, judge))
    return Collected(newest, tuple(refused), receipts, requests, tuple(panels), held, told), changed(Topic.SEASON)


def _package(profile: Profile, keys: OrganiserKeys, roster: Roster, file: Arrived, place: Path) -> tuple[tuple[int, int], Path]:
    data = read_limited(file.path, sealing.SEALED_LIMIT)
    read = result.open_package(data, [keys.seal], roster)
    value = read.statement.value
    if value.judge != file.judge:
        raise FormatError(
            say(
                "文件放在了 {folder} 的收件箱，却由 {judge} 签名。",
                "The file lies in {folder}'s inbox but is signed by {judge}.",
                folder=file.judge,
                judge=value.judge,
            )
        )
    _keep(profile, read)
    path = place / f"{value.judge}-{value.epoch}-{value.sequence}-{read.payload[:8]}.qcr"
    if not path.exists():
        atomic_write(path, data)
    return (value.epoch, value.sequence), path


def _waits(roster: Roster, file: Arrived) -> bool:
    """Whether the request is still to be admitted: it stays in the inbox afterwards, for nothing there is ever deleted."""
    request = enrolment.read_request(read_limited(file.path, documents.ENROLMENT.limit)).value
    held = roster.judge(request.judge)
    return held is None or all(k.sign != request.sign for k in held.keys)


def _keep(profile: Profile, read: result.ReadResult) -> None:
    """Statement and parts, so that they can be sealed again for another chair; parts of a later file are added."""
    value = read.statement.value
    with profile.database.write() as tx:
        held = tx.evidence.get("result", read.payload)
        known = {t.encode() for t in strictjson.loads(held.attachment or b"[]")} if held else set()
        joined = strictjson.dumps(sorted(p.decode() for p in known | set(read.bundle.parts)))
        fresh = tx.evidence.put(
            "result", read.payload, read.bundle.envelope, profile.clock.now(), season=value.season, round_number=value.round,
            judge=value.judge, epoch=value.epoch, sequence=value.sequence, attachment=joined,
        )  # fmt: skip
        if not fresh and not known >= set(read.bundle.parts):
            tx.evidence.attach("result", read.payload, joined)


def _receipt(keys: OrganiserKeys, roster: Roster, file: Arrived, repository: Path, now: datetime) -> int:
    """Put a chair's receipt where its judge will look, in place of what the chair said before."""
    data = read_limited(file.path, 8 << 20)
    chair = roster.judge(file.judge)
    signers = [k.sign for k in chair.keys if k.ended is None] if chair else []
    verified, envelope = sealed_documents.open_sealed(documents.RECEIPT, data, [keys.seal], signers)
    role = chair.role_in(verified.value.round) if chair else None
    if role is None or (role.role, role.panel) != (PanelRole.CHAIR, verified.value.panel):
        raise WrongRole(
            say("{judge} 不是该组组长，回执未转发。", "{judge} is not that panel's chair; the receipt was not passed on.", judge=file.judge)
        )
    target = repository / "receipts" / f"{verified.value.payload}.qcreceipt"
    there, fresh = _said(keys, roster, target), Said.of(verified.payload_digest, verified.value, envelope)
    if there is not None and (there.digest == fresh.digest or receipt_order.newest((there, fresh), now) is there):
        return 0
    atomic_write(target, data)
    return 1


def _said(keys: OrganiserKeys, roster: Roster, target: Path) -> Said | None:
    """What judges are told there now; None for nothing, and for what nobody can read: it gives way to what was verified."""
    if not target.exists():
        return None
    everyone = [k.sign for j in roster.judges for k in j.keys]
    try:
        held, envelope = sealed_documents.open_sealed(documents.RECEIPT, read_limited(target, 8 << 20), [keys.seal], everyone)
    except AppError:
        return None
    return Said.of(held.payload_digest, held.value, envelope)
