"""One sentence in the reader's language, for the layers that have no Qt.

The window translates its own texts by Qt catalogues; sentences born below it (errors, command line,
papers) are written once in both languages, side by side, where they are raised:

    raise FormatError(say("文件不是评分文件。", "This is not a score file."))

The language is process-wide and set once at start (`--lang`, settings or the system's).
"""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]
_language: Language = "zh"


def set_language(language: Language) -> None:
    """Choose the language of sentences made from now on."""
    global _language
    _language = language


def language() -> Language:
    """The language now in force: "zh" unless set otherwise."""
    return _language


def say(zh: str, en: str, /, **values: object) -> str:
    """The sentence in force, with `{name}` places filled from `values`."""
    text = zh if _language == "zh" else en
    return text.format(**values) if values else text
