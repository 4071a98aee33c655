"""How a command group declares its commands: one line each, with the common flags attached."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from app.cli.session import Session
from app.cli.typed_numbers import half_width
from app.core.words import say

if TYPE_CHECKING:
    Groups: TypeAlias = _SubParsersAction[ArgumentParser]
else:
    Groups = _SubParsersAction  # generic for type checkers only
Command = Callable[[Session], int | None]


class Mixed(ArgumentParser):
    """Options may stand between the words: argparse takes the first run of words for all of them, and calls the rest unrecognised."""

    _mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As the plain one does, which `parse_known_intermixed_args` asks in its turn."""
        if self._mixing:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False


def reads(text: str) -> int | None:
    """How often an entry is read: a number, or None for `all`."""
    if text != "all" and not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise ArgumentTypeError(say("应为 all 或数字", "takes all or a number"))
    return None if text == "all" else int(text)


def group(groups: Groups, name: str, about: str) -> Groups:
    """A named group of commands."""
    return groups.add_parser(name, help=about).add_subparsers(required=True, metavar="COMMAND", parser_class=Mixed)


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
    return names, options | {"type": place} if options.get("type") is Path else options


def place(text: str) -> Path:
    """A file or a folder. "" is what a variable without a value leaves, and would be the folder one happens to be in."""
    if not text.strip():
        raise ArgumentTypeError(say("没有写文件或文件夹（当前文件夹写 .）", "no file or folder is named (this folder is .)"))
    return Path(text)


def number_of_round(text: str) -> int:
    """Which round: 1 or more, in digits of any width."""
    plain = half_width(text)
    if not (plain.isascii() and plain.isdecimal() and int(plain[:6]) > 0 and len(plain) < 4):
        raise ArgumentTypeError(say("“{text}”不是轮次（1、2……）", "“{text}” is no round (1, 2 …)", text=text[:20]))
    return int(plain)


def count(text: str) -> int:
    """How many: 0 or more."""
    if not (text.isascii() and text.isdecimal()):
        raise ArgumentTypeError(say("“{text}”不是个数（0、1、2……）", "“{text}” is no number of entries (0, 1, 2 …)", text=text[:20]))
    return int(text)


def which_round() -> tuple[Iterable[str], dict[str, Any]]:
    """`--round N`, for what a later round has not replaced: an earlier one stays as it was."""
    return arg("--round", type=number_of_round, metavar="N", help=say("轮次；不写是最新的", "the round; the newest unless named"))
