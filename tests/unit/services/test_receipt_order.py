"""The last word of a chair about one package, whatever the clock said and in whatever order receipts came."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.models.result import ReceiptState
from app.services.receipt_order import Said, newest
from tests.fakes import package_values as pv

NOW = pv.NOON
hours = st.integers(-100_000, 100_000)


def said(number: int, state: ReceiptState, ahead: int, before: int = 0) -> Said:
    """Receipt `number`, which names the `before` receipts written last before it."""
    receipt = replace(pv.receipt(), state=state, at=NOW + timedelta(hours=ahead))
    return Said(f"{number:064x}", receipt, frozenset(f"{n:064x}" for n in range(number - before, number)))


@given(made=st.lists(st.tuples(st.sampled_from(ReceiptState), hours), min_size=1, max_size=8), now=hours, data=st.data())
def test_the_one_that_names_the_others_is_the_last(made: list[tuple[ReceiptState, int]], now: int, data: st.DataObject) -> None:
    every = [said(n, state, at, before=n) for n, (state, at) in enumerate(made)]
    some = data.draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
    assert newest(some, NOW + timedelta(hours=now)) == max(some, key=lambda s: s.digest)


def test_without_names_the_time_tells_but_for_one_that_cannot_be() -> None:
    early, late, impossible = (said(n, ReceiptState.COUNTED, at) for n, at in enumerate((-9, -3, 24 * 365)))
    assert newest([late, early], NOW) == late
    assert newest([impossible, early, late], NOW) == late
    assert newest([impossible], NOW) == impossible
    assert newest([], NOW) is None


def test_of_one_second_the_course_of_a_package_tells() -> None:
    counted, returned = (said(n, state, 0) for n, state in ((2, ReceiptState.COUNTED), (1, ReceiptState.RETURNED)))
    assert newest([returned, counted], NOW) == returned
