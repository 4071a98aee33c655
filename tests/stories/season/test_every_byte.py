"""Every byte of real travelling files flipped, one after the other: each is refused as untrue or misshapen, none slips through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import FormatError, TrustError
from app.packages import documents, enrolment, result, sealed_documents, sealing
from app.services.judge import identity, workspace
from app.trust import envelope as dsse
from app.trust.keys import SealIdentity
from tests.fakes.published_season import CHAIR, PANEL, SECOND, World

Read = Callable[[bytes], object]


@pytest.fixture(scope="module")
def world(lay_out_submitted: Callable[[], World]) -> World:
    world = lay_out_submitted()
    world.run(CHAIR, "chair", "merge", *(world.package(j) for j in PANEL))
    world.run(CHAIR, "chair", "receipts", "--out", world.root / "receipts")
    return world


def _keys(world: World, who: str) -> tuple[SealIdentity, ...]:
    with world.open(who) as profile, profile.database.read() as tx:
        return (identity.keys(tx).seal,)


def _package(world: World) -> tuple[Path, Read]:
    keys = _keys(world, CHAIR)
    with world.open(CHAIR) as profile, profile.database.read() as tx:
        roster = workspace.roster(profile, tx)
    return world.package(SECOND), lambda data: result.open_package(data, keys, roster).payload


def _invitation(world: World) -> tuple[Path, Read]:
    now = Clock().now()
    return world.root / "invitations" / f"{SECOND}.qcinvite", lambda data: enrolment.read_invitation(data, now).payload_digest


def _enrolment(world: World) -> tuple[Path, Read]:
    return world.root / "enrolments" / f"{SECOND}.qcenrol", lambda data: enrolment.read_request(data).payload_digest


def _receipt(world: World) -> tuple[Path, Read]:
    keys = _keys(world, SECOND)
    with world.open(SECOND) as profile, profile.database.read() as tx:
        chair = workspace.roster(profile, tx).judge(CHAIR)
    assert chair is not None
    signers = [k.sign for k in chair.keys]
    path = world.root / "receipts" / f"{SECOND}.qcreceipt"
    return path, lambda data: sealed_documents.open_sealed(documents.RECEIPT, data, keys, signers)[0].payload_digest


FILES = {"qcr": _package, "qcinvite": _invitation, "qcenrol": _enrolment, "qcreceipt": _receipt}


def _slips_through(data: bytes, read: Read, flip: int) -> list[int]:
    """Places at which a changed byte was not refused."""
    changed, passed = bytearray(data), []
    for place in range(len(data)):
        changed[place] ^= flip
        try:
            read(bytes(changed))
        except (TrustError, FormatError):
            pass
        else:
            passed.append(place)
        changed[place] ^= flip
    return passed


@pytest.mark.parametrize("flip", [0x01, 0x80])
@pytest.mark.parametrize("kind", FILES)
def test_every_byte_flipped_is_refused(world: World, kind: str, flip: int) -> None:
    path, read = FILES[kind](world)
    data = path.read_bytes()
    assert read(data)
    assert _slips_through(data, read, flip) == []


@pytest.mark.parametrize("kind", FILES)
def test_every_file_cut_anywhere_is_refused(world: World, kind: str) -> None:
    path, read = FILES[kind](world)
    data = path.read_bytes()
    for end in range(0, len(data), max(1, len(data) // 200)):
        with pytest.raises((TrustError, FormatError)):
            read(data[:end])
    assert read(data)


def test_a_flip_inside_the_seal_reaches_the_signature(world: World) -> None:
    """Under the seal the signature holds alone: every byte of the payload flipped, sealed again, is refused."""
    path, read = FILES["qcr"](world)
    bundle = sealing.unseal(path.read_bytes(), _keys(world, CHAIR))
    with world.open(CHAIR) as profile, profile.database.read() as tx:
        roster = workspace.roster(profile, tx)
    found = dsse.parse(bundle.envelope)
    text, start = bundle.envelope, bundle.envelope.index(b'"payload":"') + 11
    assert result.believe(bundle, roster).payload == found.payload_digest
    for place in range(start, text.index(b'"', start)):
        other = b"A" if text[place : place + 1] != b"A" else b"B"
        with pytest.raises((TrustError, FormatError)):
            result.believe(sealing.Bundle(text[:place] + other + text[place + 1 :], bundle.parts), roster)
    assert read(path.read_bytes())
