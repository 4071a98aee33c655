"""No English sentence says "1 sheets": where a number stands before things, `{n:sheet|sheets}` names both."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).parents[3] / "app"
THINGS = (
    "assignments|candidates|cells|changes|chairs|chars|columns|conflicts|days|decisions|drafts|entries|files|groups|hours|items|judges|lines|minutes|"
    "notes|pages|panels|places|problems|reads|receipts|requests|results|rows|scores|sheets|values|videos|votes|zeros"
)
COUNTED = re.compile(r"\{(?!limit|most|want)(\w+)\} (?:[a-z]+ )?(?:" + THINGS + r")\b|\{[a-z]\} (?:are|were|have)\b")
NEVER_ONE = {
    "? {judge}: {n} different files claim one place; choose with chair choose: {codes}",
    "{who} handed in {n} different files; the chair has to choose (chair choose).",
    "{n} files of {judge} wait for the chair's choice; the panel cannot be closed.",
    "{panel}: {n} different results under one number, none of them counts for now. Choose one: {codes}.",
    "{n} groups share no entry with each other.",
    "The {n} panels share no judge; points of different panels do not compare directly",
    "The panel “{name}” has {n} chairs; it needs one",
    "{n} columns claim to be “{key}”: {names}; which one counts cannot be told.",
    "{n} files fit",
    "{n} files have this name",
    "All {n} entries have {total} points: are they really alike?",
    "No header row was found in the first {n} rows of “{name}” (needed: {wanted}).",
    "The pasted block has more than {n} rows.",
    "from {n} scores drop one high and one low, then mean; else mean",
    "{j} reads {s}",
    "{judge} scores {code}",
    "e.g. {judge} reads {entries}{more} too",
}
"""Some tell of more than one because there is a question only then; limits; and judges, who read and score."""


def english() -> Iterator[str]:
    """Every text of the program that is filled and is not Chinese."""
    for source in APP.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(source.read_text(encoding="utf-8"))))
        remarks = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{" in node.value and id(node) not in remarks:
                yield node.value


def one_for_many(text: str) -> bool:
    return bool(COUNTED.search(text)) and text not in NEVER_ONE


def test_every_sentence_can_tell_of_one() -> None:
    assert [text for text in english() if one_for_many(text)] == []


def test_a_sentence_that_cannot_is_found() -> None:
    assert one_for_many("about {best} reads per entry")
    assert one_for_many("; {m} were left out")
    assert one_for_many("{n} score files: {p}")
    assert not one_for_many("about {best} {best:read|reads} per entry")
    assert not one_for_many("entries: {n}")


def test_what_never_tells_of_one_is_still_said() -> None:
    assert NEVER_ONE - set(english()) == set()
