"""What the command line says: one JSON document, or plain lines; errors as one line with the next step."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Any

from app.core.errors import AppError
from app.core.tasks import Context, Progress
from app.core.text import one_line, tidy
from app.core.words import say


class Printer:
    """stdout for results, stderr for everything else; progress only on a terminal."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self.as_json, self.quiet = as_json, quiet
        self._drawn = False

    def result(self, document: Any, lines: Iterable[str]) -> None:
        """With --json the document and nothing else; otherwise the lines."""
        self.clear()
        if self.as_json:
            print(json.dumps(document, ensure_ascii=False, indent=1), flush=True)
        elif not self.quiet:
            for line in lines:
                print(tidy(line), flush=True)

    def failure(self, error: AppError) -> None:
        """One line on stderr; with --json also a document on stdout."""
        self.clear()
        if self.as_json:
            print(json.dumps({"error": error_json(error)}, ensure_ascii=False), flush=True)
        print(one_line(str(error)), file=sys.stderr, flush=True)

    def refusal(self, line: str) -> None:
        """One line on stderr for a command that fails although it has a result to show; --quiet does not hide it."""
        self.clear()
        print(one_line(line), file=sys.stderr, flush=True)

    def failure_of_output(self, error: OSError) -> None:
        """The result cannot be written where it was sent (a full disk, a closed pipe): said on stderr, stdout is given up."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(
            say(
                "结果没有写出：{why}。已保存的内容不受影响。",
                "The result could not be written: {why}. What was saved is kept.",
                why=error.strerror or error,
            ),
            file=sys.stderr,
            flush=True,
        )

    def note(self, line: str) -> None:
        """A remark for the person, never part of the result."""
        self.clear()
        if not self.quiet:
            print(tidy(line), file=sys.stderr, flush=True)

    def context(self) -> Context:
        """A context that draws its progress on a terminal."""
        drawn = not self.quiet and not self.as_json and sys.stderr.isatty()
        return Context(self._draw if drawn else None)

    def clear(self) -> None:
        """Wipe the progress line, if one is drawn."""
        if self._drawn:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
            self._drawn = False

    def _draw(self, progress: Progress) -> None:
        share = "    " if progress.fraction is None else f"{progress.fraction:4.0%}"
        print(f"\r\x1b[2K{share} {one_line(progress.message)[:60]}", end="", file=sys.stderr, flush=True)
        self._drawn = True


def error_json(error: AppError) -> dict[str, str]:
    """A failure as --json gives it."""
    return {"message": error.message, "hint": error.hint, "reason": error.reason}
