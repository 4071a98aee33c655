"""Options may stand anywhere among the words of a command: people put them where they think of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.commands import build_parser


@pytest.mark.parametrize(
    "words",
    [
        ["merge", "REPO", "--dry-run", "a.qcp", "b.qcp"], ["merge", "--dry-run", "REPO", "a.qcp", "b.qcp"], ["merge", "REPO", "a.qcp", "--dry-run", "b.qcp"],
        ["merge", "REPO", "a.qcp", "b.qcp", "--dry-run"],
    ],
)  # fmt: skip
def test_files_are_read_on_both_sides_of_an_option(words: list[str]) -> None:
    args = build_parser().parse_args(["organizer", *words])
    assert (args.repository, args.files, args.dry_run) == (Path("REPO"), [Path("a.qcp"), Path("b.qcp")], True)


def test_entries_and_common_flags_too() -> None:
    args = build_parser().parse_args(
        ["organizer", "decide", "REPO", "--home", "H", "Z-001", "--tie", "Z-002", "--reason", "同分", "--present", "J-01", "--json"]
    )
    assert (args.entries, args.home, args.tie, args.present, args.json) == (["Z-001", "Z-002"], "H", True, ["J-01"], True)
    args = build_parser().parse_args(["chair", "decide", "Z-001", "--reason", "x", "Z-002", "--tie", "order"])
    assert (args.entries, args.tie) == (["Z-001", "Z-002"], "order")


@pytest.mark.parametrize(
    "words", [["merge"], ["decide", "REPO"], ["merge", "REPO", "--nonsense"], ["appeal", "REPO", "Z-001", "Z-002", "--out", "x"]]
)
def test_what_is_missing_or_unknown_is_still_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        build_parser().parse_args(["organizer", *words])
    assert wrong.value.code == 2
    assert "usage: qcdesk" in capsys.readouterr().err


def test_help_names_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as helped:
        build_parser().parse_args(["organizer", "merge", "-h"])
    told = capsys.readouterr().out
    assert helped.value.code == 0
    assert "REPO" in told
    assert "[FILE.qcp ...]" in told
