"""The command line: thin commands over services, a contract that others script against."""

from __future__ import annotations

from collections.abc import Callable


def run(argv: list[str], open_desk: Callable[..., int]) -> int:
    """Run one command; 0 done, 1 refused or failed, 2 wrong usage. Imported late so that the desk starts without it."""
    from app.cli.commands import run_command

    return run_command(argv, open_desk)
