"""A chair's clock that is set back makes no receipt an older one: what was said last is passed on, and is what the judge reads."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.core.clock import Clock
from app.models.result import ReceiptState
from app.services.chair import receipts as chair_receipts
from app.services.judge import receipts
from tests.fakes.published_season import CHAIR, PANEL, SECOND, THIRD, World

pytestmark = pytest.mark.slow
NOW = Clock().now()


@pytest.mark.parametrize("hours", [2, 24 * 365])
def test_returned_after_the_clock_was_set_back(submitted: World, hours: int) -> None:
    submitted.run(CHAIR, "chair", "merge", *(submitted.package(j) for j in PANEL))
    with submitted.open(CHAIR, NOW + timedelta(hours=hours)) as chair:
        chair_receipts.issue(chair, submitted.root / "receipts")
    assert submitted.organise("collect")["receipts"] == len(PANEL)
    with submitted.open(CHAIR, NOW) as chair:
        issued, _ = chair_receipts.return_sheet(chair, SECOND, "请补看附表", submitted.root / "back")
    assert submitted.organise("collect")["receipts"] == 1
    assert submitted.organise("collect")["receipts"] == 0
    published = {f.name: f for f in (submitted.repository / "receipts").iterdir()}
    with submitted.open(SECOND) as judge:
        with judge.database.read() as tx:
            payload = tx.events.locked(1)
        for file in (published[f"{payload}.qcreceipt"], submitted.root / "receipts" / f"{SECOND}.qcreceipt"):
            view, _ = receipts.accept_file(judge, file)
        assert view.state is ReceiptState.COUNTED, "the earlier one may come by another way afterwards"
        last = receipts.newest(judge)
    assert last is not None
    assert (last.state, last.reason) == (ReceiptState.RETURNED, "请补看附表")
    assert issued.files[SECOND].read_bytes() == published[f"{payload}.qcreceipt"].read_bytes()


def test_counted_twice_the_second_time_on_a_clock_that_was_set_back(submitted: World) -> None:
    """Both say the same state: only what they name tells which is later."""
    submitted.run(CHAIR, "chair", "merge", *(submitted.package(j) for j in PANEL))
    words = []
    for hours, total in ((2, "first"), (0, "second")):
        with submitted.open(CHAIR, NOW + timedelta(hours=hours)) as chair:
            out = submitted.root / total
            chair_receipts.issue(chair, out)
            words.append((out / f"{SECOND}.qcreceipt").read_bytes())
        submitted.organise("collect")
    with submitted.open(SECOND) as judge, judge.database.read() as tx:
        payload = tx.events.locked(1)
    assert (submitted.repository / "receipts" / f"{payload}.qcreceipt").read_bytes() == words[1]


def test_what_was_returned_is_not_said_to_count_when_everybody_is_told_again(submitted: World) -> None:
    """The judge was not online in between: of the two receipts only the last one reaches them."""
    submitted.run(CHAIR, "chair", "merge", *(submitted.package(j) for j in PANEL))
    submitted.run(CHAIR, "chair", "return", SECOND, "--reason", "请补看附表", "--out", submitted.root / "back")
    again = submitted.root / "again"
    submitted.run(CHAIR, "chair", "receipts", "--out", again)
    submitted.organise("collect")
    with submitted.open(SECOND) as judge:
        with judge.database.read() as tx:
            payload = tx.events.locked(1)
        published = submitted.repository / "receipts" / f"{payload}.qcreceipt"
        assert published.read_bytes() == (again / f"{SECOND}.qcreceipt").read_bytes()
        view, _ = receipts.accept_file(judge, published)
        assert (view.state, view.reason) == (ReceiptState.RETURNED, "请补看附表")
        with judge.database.read() as tx:
            assert tx.events.locked(1) is None
    with submitted.open(THIRD) as judge:
        assert receipts.accept_file(judge, again / f"{THIRD}.qcreceipt")[0].state is ReceiptState.COUNTED


def test_each_receipt_comes_by_the_network_once_whatever_was_said_before(submitted: World) -> None:
    """What counts may be returned, and become final: the inbox is asked for as long as the package locks the round."""

    def told() -> list[str]:
        submitted.organise("collect")
        return [n for n in submitted.ask(SECOND, "judge", "sync")["notices"] if "组长已收" in n or "退回修改" in n]

    submitted.run(CHAIR, "chair", "merge", *(submitted.package(j) for j in PANEL))
    submitted.run(CHAIR, "chair", "receipts", "--out", submitted.root / "receipts")
    assert ["组长已收" in n for n in told()] == [True]
    assert told() == []
    submitted.run(CHAIR, "chair", "return", SECOND, "--reason", "请补看附表", "--out", submitted.root / "back")
    assert told() == ["退回修改：请补看附表"]
    with submitted.open(SECOND) as judge, judge.database.read() as tx:
        assert tx.events.locked(1) is None
    assert told() == []


@pytest.mark.parametrize("left", [0, 300])
def test_a_published_receipt_that_is_damaged_gives_way(submitted: World, left: int) -> None:
    """A copy to the web host that was broken off: no later receipt of that package took its place, and the judge could read none."""
    submitted.run(CHAIR, "chair", "merge", *(submitted.package(j) for j in PANEL))
    submitted.run(CHAIR, "chair", "receipts", "--out", submitted.root / "receipts")
    assert submitted.organise("collect")["receipts"] == len(PANEL)
    published = min((submitted.repository / "receipts").iterdir())
    whole = published.read_bytes()
    published.write_bytes(whole[:left])
    again = submitted.organise("collect")
    assert (again["receipts"], again["refused"]) == (1, [])
    assert published.read_bytes() == whole
