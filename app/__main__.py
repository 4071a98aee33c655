"""`qcdesk`: without a command the desk opens, with one the command line runs. Decided before anything heavy is imported."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_VALUES = {"--home", "--lang", "--profile"}
"""`--profile` is what one window says to the next (app/ui/another_window.py): the folder of another season, by name."""
_FLAGS = {"--quit-after-first-paint", "--quit-after-ready"}
_OURS = (".qcinvite", ".qcbackup", ".qcreceipt", ".qcr", ".qcenrol", ".qcp")


def main() -> int:
    """The entry point of the `qcdesk` command; the exit code."""
    argv = sys.argv[1:]
    wish = _desk_wish(argv)
    if wish is None:
        from app.cli import run
        from app.main import open_desk

        return int(run(argv, open_desk=open_desk))
    return _open(wish)


def _desk_wish(argv: list[str]) -> dict[str, str] | None:
    """The options when the arguments ask for nothing but the desk (perhaps on a file), else None."""
    wish: dict[str, str] = {}
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if word in _FLAGS:
            wish[word] = "yes"
        elif name in _VALUES and (equals or rest):
            wish[name] = value if equals else rest.pop(0)
        elif "file" not in wish and _is_file(word):
            wish["file"] = word
        else:
            return None
    return wish


def _is_file(word: str) -> bool:
    """A file of ours by its name, or any other that is there: the desk says what it is. Commands have no dot and no folder."""
    told = "." in word or Path(word).is_absolute()
    return word.lower().endswith(_OURS) or (not word.startswith("-") and told and Path(word).is_file())


def _place(wish: dict[str, str]) -> tuple[Path, Path | None]:
    """The profile to open, and the plain folder where nobody named a place."""
    from app.core import homes, paths

    if "--home" in wish:
        return Path(wish["--home"]), None
    base = paths.own_base()
    if homes.belongs(base, wish.get("--profile", "")):
        return base.with_name(wish["--profile"]), base
    return paths.default_home(), None if paths.named_home() else base


def _open(wish: dict[str, str]) -> int:
    from app.core import words
    from app.main import open_desk

    language = wish.get("--lang")
    if language == "en":
        words.set_language("en")
    home, base = _place(wish)
    return open_desk(
        home,
        base=base,
        passphrase=os.environ.get("QCDESK_PASSPHRASE") or None,
        language=language,
        file=Path(wish["file"]) if "file" in wish else None,
        quit_after_first_paint="--quit-after-first-paint" in wish,
        quit_after_ready="--quit-after-ready" in wish,
    )


if __name__ == "__main__":
    sys.exit(main())
