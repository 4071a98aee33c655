"""Keeps the English catalogue whole: `update` after new words, `--check` fails on a missing or unfinished one.

python packaging/catalogues.py            lupdate, then lrelease
python packaging/catalogues.py --check    nothing is written; exit code 1 and the words that lack English

A text with a number of things in it is asked for as `tr("…{n}…", None, n)` and has one English for 1 and one for more.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "resources" / "i18n" / "qcdesk_en.ts"
COMPILED = CATALOGUE.with_suffix(".qm")
_TOOLS = Path(sys.executable).parent
_MANY = re.compile(r"\{[a-z]{1,2}\} (?:(?:more|final|blank|score|built-in) )?([a-z]+s|are|have|were|do|read)\b")
_NOT_MANY = {"is", "was", "has", "characters"}
"""No plurals; and limits of characters are never 1."""


def sources() -> list[str]:
    """Every module of the window."""
    return [str(p.relative_to(ROOT)) for p in sorted((ROOT / "app" / "ui").rglob("*.py"))]


def update(target: Path) -> None:
    """Bring the catalogue up to date with the sources; words that are gone are dropped."""
    _run(
        "pyside6-lupdate",
        *sources(),
        "-no-obsolete",
        "-locations",
        "none",
        "-source-language",
        "zh_CN",
        "-target-language",
        "en",
        "-ts",
        str(target),
    )


def release(source: Path, target: Path) -> None:
    """Compile it."""
    _run("pyside6-lrelease", str(source), "-qm", str(target))


def messages(catalogue: Path) -> dict[tuple[str, str], tuple[tuple[str, ...], bool]]:
    """(context, Chinese) → (English: one text, or one for 1 and one for more; whether it is finished)."""
    found: dict[tuple[str, str], tuple[tuple[str, ...], bool]] = {}
    for context in ET.parse(catalogue).getroot().iter("context"):  # noqa: S314  (our own file)
        for message in context.iter("message"):
            text = message.find("translation")
            words = _words(text) if text is not None else ("",)
            done = text is not None and text.get("type") is None and all(w.strip() for w in words)
            found[context.findtext("name", ""), message.findtext("source", "")] = words, done
    return found


def check() -> list[str]:
    """What is wrong, one line each; empty when everything has its English."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / CATALOGUE.name
        fresh.write_bytes(CATALOGUE.read_bytes())
        update(fresh)
        now, kept = messages(fresh), messages(CATALOGUE)
        compiled = Path(folder) / COMPILED.name
        release(CATALOGUE, compiled)
        stale = not COMPILED.exists() or compiled.read_bytes() != COMPILED.read_bytes()
    wrong = [f"missing: {context}: {source}" for context, source in now if (context, source) not in kept]
    wrong += [f"unfinished: {context}: {source}" for (context, source), (_, done) in kept.items() if not done and (context, source) in now]
    wrong += [f"not used any more: {context}: {source}" for context, source in kept if (context, source) not in now]
    wrong += [
        f"places differ: {source} | {english}"
        for (_, source), (words, done) in kept.items()
        for english in words
        if done and _places(source) != _places(english)
    ]
    wrong += [
        f"one reads as many: {source} | {words[0]}" for (_, source), (words, _) in kept.items() if len(words) == 1 and of_many(words[0])
    ]
    return wrong + ([f"{COMPILED.name} is not made from {CATALOGUE.name}: run packaging/catalogues.py"] if stale else [])


def of_many(english: str) -> bool:
    """Whether a number in it stands before a word for more than one: wrong as soon as the number is 1."""
    return any(word.lower() not in _NOT_MANY for word in _MANY.findall(english))


def _words(translation: ET.Element) -> tuple[str, ...]:
    forms = translation.findall("numerusform")
    return tuple(form.text or "" for form in forms) if forms else (translation.text or "",)


def _places(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(_TOOLS / tool), *arguments], cwd=ROOT, check=True, capture_output=True, text=True)


def main() -> int:
    """The exit code."""
    if "--check" in sys.argv[1:]:
        wrong = check()
        print("\n".join(wrong) or f"{len(messages(CATALOGUE))} texts, all with English")
        return 1 if wrong else 0
    update(CATALOGUE)
    release(CATALOGUE, COMPILED)
    lacking = [source for (_, source), (_, done) in messages(CATALOGUE).items() if not done]
    print(f"{len(messages(CATALOGUE))} texts, {len(lacking)} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
