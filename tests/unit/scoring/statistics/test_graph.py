"""Connected parts, and what their comparison hangs on, against taking every read and every node away in turn."""

from __future__ import annotations

from hypothesis import given, settings

from app.scoring.statistics import graph
from app.scoring.statistics.graph import Hinge
from app.scoring.statistics.table import ratings
from tests.fakes.judging_tables import Read, table_of, tables

Pair = tuple[str, str]


def _groups(pairs: list[Pair], extra: set[str]) -> list[set[str]]:
    """Connected nodes of `pairs`, lonely nodes of `extra` included."""
    groups = [{n} for n in {*extra, *(n for p in pairs for n in p)}]
    for pair in pairs:
        joined = [g for g in groups if g & set(pair)]
        groups = [g for g in groups if g not in joined] + [set().union(*joined)]
    return groups


def _both(group: set[str]) -> bool:
    return any(n.startswith("S") for n in group) and any(n.startswith("J") for n in group)


def _by_hand(reads: list[Read]) -> set[Hinge]:
    pairs = [(s, j) for s, j, _ in reads]
    nodes = {n for p in pairs for n in p}
    whole = len([g for g in _groups(pairs, nodes) if _both(g)])
    cut = {p for p in pairs if len([g for g in _groups([q for q in pairs if q != p], nodes) if _both(g)]) > whole}
    found = {Hinge(*p) for p in cut}
    for node in nodes - {n for p in cut for n in p}:
        rest = [p for p in pairs if node not in p]
        if len([g for g in _groups(rest, nodes - {node}) if _both(g)]) > whole:
            found.add(Hinge(node, None) if node.startswith("S") else Hinge(None, node))
    return found


@settings(max_examples=150, deadline=None)
@given(reads=tables())
def test_parts_are_the_connected_ones(reads: list[Read]) -> None:
    table = ratings(reads)
    parts = graph.parts(table)
    numbered: dict[int, set[str]] = {}
    for names, numbers in ((table.submissions, parts.submissions), (table.judges, parts.judges)):
        for name, number in zip(names, numbers.tolist(), strict=True):
            numbered.setdefault(number, set()).add(name)
    assert sorted(map(sorted, numbered.values())) == sorted(map(sorted, _groups([(s, j) for s, j, _ in reads], set())))
    assert parts.count == len(numbered)


@settings(max_examples=300, deadline=None)
@given(reads=tables())
def test_hinges_are_what_falls_apart(reads: list[Read]) -> None:
    assert set(graph.hinges(ratings(reads))) == _by_hand(reads)


def test_one_bridge_and_its_sides() -> None:
    table = table_of("s06_one_bridge_40x10")
    found = graph.hinges(table)
    assert found == (Hinge("S001", "J06"),)
    assert len(set(graph.sides(table, found))) == 2


def test_a_judge_in_two_panels_is_a_hinge() -> None:
    panels = [("S1", "S2", "J1", "J2"), ("S3", "S4", "J2", "J3")]
    reads = [(s, j, 1.0) for a, b, c, d in panels for s in (a, b) for j in (c, d)]
    assert graph.hinges(ratings(reads)) == (Hinge(None, "J2"),)


def test_a_hundred_thousand_reads_are_no_recursion() -> None:
    chain = [(f"S{n:06}", f"J{n + k:06}", 1.0) for n in range(20_000) for k in (0, 1)]
    table = ratings(chain)
    assert graph.parts(table).count == 1
    assert len(graph.hinges(table)) > 19_000
