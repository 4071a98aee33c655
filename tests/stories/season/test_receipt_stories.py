"""Receipts nobody may believe, and an organiser who goes on at another place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.ids import sha256_hex
from app.models.result import Receipt, ReceiptState
from app.packages import documents, sealed_documents
from app.services.judge import identity, receipts, workspace
from app.trust.keys import SigningKey
from tests.fakes.published_season import CHAIR, ORGANISER, PANEL, SECOND, THIRD, World, run_command


class Issued:
    """A real receipt taken apart: what it says, who signs, and to whom it is sealed."""

    def __init__(self, world: World) -> None:
        world.run(CHAIR, "chair", "merge", *(world.package(j) for j in PANEL))
        world.run(CHAIR, "chair", "receipts", "--out", world.root / "receipts")
        self.path = world.root / "receipts" / f"{SECOND}.qcreceipt"
        with world.open(SECOND) as profile, profile.database.read() as tx:
            keys, roster = identity.keys(tx), workspace.roster(profile, tx)
        signers = [k.sign for j in roster.judges for k in j.keys]
        self.value: Receipt = sealed_documents.open_sealed(documents.RECEIPT, self.path.read_bytes(), [keys.seal], signers)[0].value
        self.readers = [keys.seal.public_hex, *(k.seal for o in roster.organisers for k in o.keys)]
        with world.open(CHAIR) as profile, profile.database.read() as tx:
            self.chair = identity.keys(tx).sign
        with world.open(THIRD) as profile, profile.database.read() as tx:
            self.judge = identity.keys(tx).sign

    def forged(self, key: SigningKey | None = None, **changes: Any) -> bytes:
        value = replace(self.value, **changes)
        return sealed_documents.seal(documents.RECEIPT, value, key or self.chair, self.readers)[1]


@pytest.fixture
def issued(submitted: World) -> tuple[World, Issued]:
    """Made anew for each test: the others of this module lay the season out again in the same place, in any order."""
    return submitted, Issued(submitted)


@pytest.mark.parametrize("first", [ReceiptState.COUNTED, ReceiptState.RETURNED])
def test_returned_in_the_second_in_which_it_was_counted(issued: tuple[World, Issued], first: ReceiptState) -> None:
    world, receipt = issued
    then = ReceiptState.RETURNED if first is ReceiptState.COUNTED else ReceiptState.COUNTED
    with world.open(SECOND) as profile:
        for state in (first, then):
            receipts.accept(profile, receipt.forged(state=state, reason="请补看第12页"))
        found = receipts.newest(profile)
    assert found is not None
    assert found.words == "退回修改：请补看第12页"


FORGED: dict[str, tuple[Callable[[Issued], bytes], str]] = {
    "signed by a judge": (lambda i: i.forged(i.judge), "签名人"),
    "signed by a stranger": (lambda i: i.forged(SigningKey.generate()), "签名人"),
    "for another judge": (lambda i: i.forged(judge=THIRD), "不是给本机"),
    "of another season": (lambda i: i.forged(season="qc0000000000000000"), "不是给本机"),
    "about something never handed in": (lambda i: i.forged(payload="0" * 64), "不是给本机"),
    "of another panel": (lambda i: i.forged(panel="P2"), "不是本组组长"),
    "a text": (lambda i: b"counted", "加密文件"),
    "half of it": (lambda i: i.path.read_bytes()[:300], "不完整"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_receipt_nobody_may_believe(issued: tuple[World, Issued], tmp_path: Path, name: str) -> None:
    world, receipt = issued
    make, words = FORGED[name]
    path, before = tmp_path / "x.qcreceipt", world.kept(SECOND)
    path.write_bytes(make(receipt))
    line = world.run(SECOND, "judge", "receipt", path, code=1).line
    print(f"{name}: {line}")
    assert words in line
    assert world.kept(SECOND) == before


def test_a_judges_receipt_is_not_passed_on(submitted: World) -> None:
    receipt = Issued(submitted)
    data = receipt.forged(receipt.judge)
    place = submitted.repository / "inbox" / THIRD / f"{sha256_hex(data)}.qcreceipt"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    done = submitted.organise("collect")
    refused = next(r["reason"] for r in done["refused"] if r["file"].startswith(THIRD))
    print(refused)
    assert "组长" in refused
    assert done["receipts"] == len(PANEL)
    assert submitted.organise("collect")["receipts"] == 0


def test_totals_that_differ_are_told(submitted: World, tmp_path: Path) -> None:
    path = tmp_path / "x.qcreceipt"
    path.write_bytes(Issued(submitted).forged(total="1.00"))
    read = submitted.ask(SECOND, "judge", "receipt", path)
    assert (read["agrees"], read["state"]) == (False, "counted")
    assert "合计不一致" in submitted.run(SECOND, "judge", "receipt", path).out


def _restored(world: World, tmp_path: Path) -> Path:
    """The organiser's profile on a new computer, from its backup."""
    code = (world.home(ORGANISER) / "recovery-code.txt").read_text("utf-8").strip()
    world.run(ORGANISER, "backup", "--out", tmp_path / "organiser.qcbackup")
    home = tmp_path / "new-computer"
    assert run_command(home, "restore", tmp_path / "organiser.qcbackup", QCDESK_RECOVERY=code).code == 0
    return home


def test_an_organiser_goes_on_on_another_computer(submitted: World, tmp_path: Path) -> None:
    home = _restored(submitted, tmp_path)
    elsewhere = tmp_path / "repository"
    copy = Path(shutil.copytree(submitted.repository, tmp_path / "mirror"))
    assert "另一个仓库" in run_command(home, "organizer", "publish", copy).line
    shutil.move(submitted.repository, elsewhere)
    done = run_command(home, "organizer", "publish", elsewhere, "--json")
    assert (done.code, done.json["manifests"], done.json["sealed"]) == (0, 0, 0)
    assert submitted.ask(SECOND, "judge", "sync", "--from", elsewhere)["transferred"] == 0


def test_an_older_copy_is_not_published_into(submitted: World, tmp_path: Path) -> None:
    older = Path(shutil.copytree(submitted.repository, tmp_path / "older"))
    submitted.organise("revoke", THIRD)
    submitted.organise("publish")
    home = _restored(submitted, tmp_path)
    shutil.rmtree(submitted.repository)
    assert "另一个仓库" in run_command(home, "organizer", "publish", older).line


def test_a_restored_laptop_knows_that_its_papers_are_not_there(submitted: World, tmp_path: Path) -> None:
    code = (submitted.home(SECOND) / "recovery-code.txt").read_text("utf-8").strip()
    submitted.run(SECOND, "backup", "--out", tmp_path / "x.qcbackup")
    home = tmp_path / "new-laptop"
    assert run_command(home, "restore", tmp_path / "x.qcbackup", QCDESK_RECOVERY=code).code == 0
    entries = run_command(home, "judge", "entries", "--json").json["entries"]
    assert not any(d["available"] for e in entries for d in e["documents"])
    assert run_command(home, "judge", "submit", "--out", tmp_path / "again.qcr").code == 0
    assert (tmp_path / "again.qcr").read_bytes() == submitted.package(SECOND).read_bytes()
    assert run_command(home, "judge", "sync", "--json").json["transferred"] > 0
    entries = run_command(home, "judge", "entries", "--json").json["entries"]
    assert all(d["available"] for e in entries for d in e["documents"])
