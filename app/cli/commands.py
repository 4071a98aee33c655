"""From words typed to a command run: the parser, and the one place where errors of commands end."""

from __future__ import annotations

import locale
import logging
import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable

from app.cli import chair, judge, organiser, stats, tools
from app.cli.printer import Printer
from app.cli.session import Session
from app.core.errors import AppError, StoreError
from app.core.words import Language, say, set_language

log = logging.getLogger(__name__)


def run_command(argv: list[str], open_desk: Callable[..., int]) -> int:
    """Parse and run. argparse itself exits with 2 on wrong usage."""
    set_language(language_of(argv))
    parser = build_parser()
    args = parser.parse_args(argv)
    printer = Printer(as_json=args.json, quiet=args.quiet)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("sqlalchemy").setLevel(logging.CRITICAL)  # its errors arrive here as ours, in words
    args.open_desk = open_desk
    try:
        return int(args.command(Session(args, printer)) or 0)
    except AppError as error:
        printer.failure(error)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader (head, less) has seen enough
        return 0
    except OSError as error:
        printer.failure_of_output(error)
        return 1
    except KeyboardInterrupt:
        printer.note(say("已中断；已完成的部分都已保存。", "Interrupted; what was finished is kept."))
        return 1
    except MemoryError as error:
        printer.failure(StoreError(say("内存不足。", "Out of memory."), str(error)))
        return 1


def language_of(argv: list[str]) -> Language:
    """`--lang`, else QCDESK_LANG, else the system's; Chinese when in doubt."""
    for before, word in zip(["", *argv], argv, strict=False):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else word if before == "--lang" else ""
        if value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    system = os.environ.get("QCDESK_LANG") or locale.getlocale()[0] or ""
    return "en" if system.startswith("en") and "QCDESK_LANG" in os.environ else "zh"


def build_parser() -> ArgumentParser:
    """All commands; the common flags are accepted before and after them."""
    common = ArgumentParser(add_help=False)
    _common(common, SUPPRESS)
    parser = ArgumentParser(prog="qcdesk", description="QC Review Desk 质评台")
    _common(parser, None)
    groups = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (judge, organiser, chair, stats, tools):
        module.add(groups, common)
    return parser


def _common(parser: ArgumentParser, missing: str | None) -> None:
    flag = {"default": SUPPRESS} if missing == SUPPRESS else {"default": False}
    parser.add_argument("--home", metavar="DIR", default=missing, help=say("档案文件夹", "profile folder"))
    parser.add_argument("--json", action="store_true", help=say("只输出一个 JSON 文档", "print one JSON document"), **flag)
    parser.add_argument("--quiet", action="store_true", help=say("不输出说明", "say nothing"), **flag)
    parser.add_argument("--lang", choices=("zh", "en"), default=missing, help=say("语言", "language"))


Command = Callable[[Session], int | None]
__all__ = ["Command", "Namespace", "build_parser", "language_of", "run_command"]
