"""Every command explains itself in both languages: a stray % in a help text breaks only the `--help` of that one command."""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator

import pytest

from app.cli.commands import build_parser
from app.core import words
from app.core.words import Language


def every(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for inner in action.choices.values():
                yield from every(inner)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_explains_itself(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_language", language)
    parsers = list(every(build_parser()))
    assert len(parsers) > 60, "all groups and their commands"
    for parser in parsers:
        assert parser.prog in parser.format_help()
