"""What a person chose for the window itself: language, theme, text size. Needed before any profile is open.

A small file beside the profile, so that a copied folder keeps it. A damaged file means the defaults, never a
window that does not open.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any, Literal, NamedTuple

NAME = "window.json"
_LIMIT = 16_384
Theme = Literal["system", "light", "dark"]
TEXT_SIZES = (100, 110, 125, 150, 175)
_ALLOWED: dict[str, tuple[object, ...]] = {
    "language": ("zh", "en"),
    "theme": ("system", "light", "dark"),
    "text_percent": TEXT_SIZES,
    "criteria_folded": (True, False),
    "criteria_folded_small": (True, False),
    "hints": (True, False),
    "maximised": (True, False),
    "layout": ("column", "strip"),
    "muted": (True, False),
}


class Preferences(NamedTuple):
    """Chinese unless a person chose English; `text_percent` of the base size; `rubric_width` in logical pixels;
    `criteria_folded_small`: the same as `criteria_folded` in a window with little room, where they begin folded;
    `volume` of videos in percent; `keys`: action → first keys of a person's own; `geometry`: where the window was, in Qt's own form as
    base64; `maximised` stands where that screen is gone."""

    language: Literal["zh", "en"] = "zh"
    theme: Theme = "system"
    text_percent: int = 100
    criteria_folded: bool = False
    criteria_folded_small: bool = True
    hints: bool = True
    rubric_width: int = 420
    layout: Literal["column", "strip"] = "column"
    last_entry: str = ""
    keys: dict[str, str] = {}  # noqa: RUF012  (replaced, never changed in place)
    geometry: str = ""
    volume: int = 80
    muted: bool = False
    maximised: bool = False

    def with_(self, **changes: Any) -> Preferences:
        """A copy with some fields changed."""
        return self._replace(**changes)


def load(home: Path) -> Preferences:
    """What is kept in `home`, field by field; whatever is missing or wrong is the default."""
    place = home / NAME
    try:
        with place.open("rb") as source:
            content = source.read(_LIMIT)
    except OSError:
        return Preferences()
    import json

    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    return Preferences(**{name: found[name] for name in Preferences._fields if name in found and _fits(name, found[name])})


def save(home: Path, preferences: Preferences) -> None:
    """Keep it. Raises DiskFull or StoreError."""
    import json

    from app.core.files import atomic_write

    atomic_write(home / NAME, json.dumps(preferences._asdict(), ensure_ascii=False, indent=1).encode(), mode=0o600)


class Kept:
    """What is kept in `home`: whoever writes, in whatever thread, writes the newest choice, one after the other."""

    def __init__(self, home: Path, newest: Preferences) -> None:
        self._home, self.newest, self._one = home, newest, Lock()

    def write(self) -> None:
        """Raises DiskFull or StoreError."""
        with self._one:
            save(self._home, self.newest)


def _fits(name: str, value: object) -> bool:
    if name in _ALLOWED:
        return any(value == allowed and type(value) is type(allowed) for allowed in _ALLOWED[name])
    if name == "rubric_width":
        return type(value) is int and 360 <= value <= 520
    if name == "volume":
        return type(value) is int and 0 <= value <= 100
    if name == "keys":
        return isinstance(value, dict) and len(value) <= 40 and all(_is_line(word, 40) for pair in value.items() for word in pair)
    return _is_line(value, 400 if name == "geometry" else 32)


def _is_line(value: object, most: int) -> bool:
    """Half a character is none: it could not be kept again."""
    return isinstance(value, str) and len(value) <= most and value.isprintable()
