"""One sentence in the reader's language, for the layers that have no Qt.

The window translates its own texts by Qt catalogues; sentences born below it (errors, command line,
papers) are written once in both languages, side by side, where they are raised:

    raise FormatError(say("文件不是评分文件。", "This is not a score file."))

The language is process-wide and set at start (`--lang`, settings or the system's). A window may switch it while a
sentence is on the screen: what `say` made knows both languages, and `now` gives it in the one now in force.

Where a number decides about a word, the English names both, one first: `"{n} {n:sheet waits|sheets wait}"`.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

Language = Literal["zh", "en"]
_language: Language = "zh"
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)
"""The language of what is made here and now, where that is not the reader's."""
_CLOSED = "。！？；：，、）”》…"
"""A Chinese mark brings its own room: nothing stands between it and the next sentence."""


class Sentence(str):
    """A text in the language it was made in, that knows the other one too. Joined by `+` it stays one; cut, it is plain text."""

    __slots__ = ("_both",)
    _both: tuple[str, str]

    def __new__(cls, zh: str, en: str) -> Sentence:
        made = super().__new__(cls, zh if language() == "zh" else en)
        made._both = (zh, en)
        return made

    def __add__(self, other: str, /) -> str:
        return Sentence(*(mine + theirs for mine, theirs in zip(self._both, _both(other), strict=True)))

    def __radd__(self, other: str, /) -> str:
        return Sentence(*(other + mine for mine in self._both))

    def __copy__(self) -> Sentence:
        return self

    def __deepcopy__(self, memo: object) -> Sentence:
        """The same: what does not change is not copied (`dataclasses.asdict` asks for it)."""
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


def set_language(language: Language) -> None:
    """Choose the language of sentences made from now on."""
    global _language
    _language = language


def language() -> Language:
    """The language now in force: "zh" unless set otherwise."""
    return _spoken.get() or _language


@contextmanager
def speaking(spoken: Language) -> Iterator[None]:
    """Sentences made in this thread meanwhile are in this language, whatever the screen's is: an official paper is in one."""
    before = _spoken.set(spoken)
    try:
        yield
    finally:
        _spoken.reset(before)


def say(zh: str, en: str, /, **values: object) -> str:
    """The sentence in force, with `{name}` places filled from `values`; `now` gives it in another language later."""
    if not values:
        return Sentence(zh, en)
    theirs = [{name: _both(v)[n] if isinstance(v, str) else v for name, v in values.items()} for n in range(2)]
    return Sentence(zh.format(**theirs[0]), filled(en, theirs[1]))


class _Counting(string.Formatter):
    """As `str.format`; `{n:one|many}` is the word for `n` of it."""

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        one, many = format_spec.split("|")
        return one if str(value) == "1" else many


def filled(en: str, values: Mapping[str, object]) -> str:
    """An English text with its places filled, and the word that goes with each number."""
    return _Counting().vformat(en, (), values) if "|" in en else en.format(**values)


def now(text: str) -> str:
    """What `say` made, in the language now in force; any other text as it is."""
    return Sentence(*text._both) if isinstance(text, Sentence) else text


def joined(*sentences: str) -> str:
    """Whole sentences as one text: a space between them, none behind a Chinese full stop. Empty ones count for nothing."""
    return Sentence(*(_joined([_both(s)[n] for s in sentences]) for n in range(2)))


def strung(between: str, parts: Iterable[str]) -> str:
    """As `between.join(parts)`, and it still knows both languages."""
    told = list(parts)
    return Sentence(*(_both(between)[n].join(_both(part)[n] for part in told) for n in range(2)))


def to_keep(text: str) -> str:
    """A sentence as text to be stored: `kept` gives it back in both languages."""
    return json.dumps(_both(text), ensure_ascii=False) if text else ""


def kept(stored: str) -> str:
    """What `to_keep` made. Any other text, as earlier versions stored it, is what it says."""
    return Sentence(*json.loads(stored)) if stored.startswith('["') else stored


def without_stop(text: str) -> str:
    """A sentence to stand inside another one."""
    return Sentence(*(part.rstrip("。. ") for part in _both(text)))


def _joined(sentences: list[str]) -> str:
    text = ""
    for sentence in (s.strip() for s in sentences):
        text += sentence if not sentence or not text or text[-1] in _CLOSED else " " + sentence
    return text


def _both(text: str) -> tuple[str, str]:
    return text._both if isinstance(text, Sentence) else (text, text)
