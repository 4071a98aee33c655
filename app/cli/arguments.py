"""How a command group declares its commands: one line each, with the common flags attached."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from app.cli.session import Session
from app.core.words import say

if TYPE_CHECKING:
    Groups: TypeAlias = _SubParsersAction[ArgumentParser]
else:
    Groups = _SubParsersAction  # generic for type checkers only
Command = Callable[[Session], int | None]


def reads(text: str) -> int | None:
    """How often an entry is read: a number, or None for `all`."""
    if text != "all" and not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise ArgumentTypeError(say("应为 all 或数字", "takes all or a number"))
    return None if text == "all" else int(text)


def group(groups: Groups, name: str, about: str) -> Groups:
    """A named group of commands."""
    return groups.add_parser(name, help=about).add_subparsers(required=True, metavar="COMMAND")


def command(
    groups: Groups, common: ArgumentParser, name: str, run: Command, about: str, *arguments: tuple[Iterable[str], dict[str, Any]]
) -> None:
    """One command; `arguments` are (names, options) as argparse takes them."""
    parser = groups.add_parser(name, help=about, parents=[common])
    for names, options in arguments:
        parser.add_argument(*names, **options)
    parser.set_defaults(command=run)


def arg(*names: str, **options: Any) -> tuple[Iterable[str], dict[str, Any]]:
    """One argument of a command."""
    return names, options
