"""How a screen is looked at: window, language, colours, size of text. A picture's name says only what differs from the usual look."""

from __future__ import annotations

from itertools import product
from typing import Literal, NamedTuple

SMALL, USUAL, LARGE = (1092, 543), (1366, 697), (1920, 1080)
"""A maximised window at 1366×768 with Windows at 125 %, at 100 %, and a full HD screen; logical pixels."""


class Look(NamedTuple):
    """One combination; `text` in percent."""

    width: int = USUAL[0]
    height: int = USUAL[1]
    language: Literal["zh", "en"] = "zh"
    theme: Literal["light", "dark"] = "light"
    text: int = 100

    def name(self, scene: str) -> str:
        """The picture's name without its ending: `desk`, `desk-1092`, `desk-1920-en-dark-175`."""
        parts = [
            scene, "" if self.width == USUAL[0] else str(self.width), "" if self.language == "zh" else self.language,
            "" if self.theme == "light" else self.theme, "" if self.text == 100 else str(self.text),
        ]  # fmt: skip
        return "-".join(part for part in parts if part)


LANGUAGES: tuple[Literal["zh", "en"], ...] = ("zh", "en")
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
EVERY = tuple(
    Look(*size, language, theme, text) for size, language, theme, text in product((USUAL, SMALL, LARGE), LANGUAGES, THEMES, (100, 175))
)
BOTH = (Look(), Look(*SMALL))
FULL = (*BOTH, Look(language="en", theme="dark", text=150), Look(*SMALL, "en", "dark", 175))
"""Screens with much text in little room: also in the longer language and large."""
