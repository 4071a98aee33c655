"""投影模式: what a page may show while the hall sees it. Judges are 评委A–G in the panel's order, also on the projection.

They are named only where the season's policy declares it (`names_in_hall`). Units are shown only where the chair asks for them, the
policy does not forbid it (`units_in_hall`) and the season is not blind.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from app.core.words import now, say

_SEAT = "seat "


class Veil(QObject):
    """`changed`: 投影模式 was turned on or off, or units. `on`: the hall sees this very screen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = self.named = self.units_allowed = self._units = False
        self._names: dict[str, str] = {}
        self._unsigned: frozenset[str] = frozenset()
        self._seats: dict[str, str] = {}
        self._people: dict[str, str] = {}

    def know(self, names: Mapping[str, str], unsigned: Collection[str]) -> None:
        """Judge → name in the panel's order, and whose sheets were copied by the chair."""
        self._names, self._unsigned = dict(names), frozenset(unsigned)

    def seat(self, names: Mapping[str, str], seats: Mapping[str, str], people: Mapping[str, str]) -> None:
        """At a meeting of chairs: who sits there → name, and → 第1组组长; `people`: every judge → name, none of whom the hall may read."""
        self._names, self._seats = dict(names), dict(seats)
        self._people = {**people, **{f"{_SEAT}{j}": name for j, name in names.items()}}

    def allow(self, *, names: bool, units: bool) -> None:
        """What the season's policy lets the hall see: judges' names, units."""
        if (names, units) != (self.named, self.units_allowed):
            self.named, self.units_allowed = names, units
            self.changed.emit()

    def draw(self, on: bool) -> None:
        """投影模式 on or off."""
        if on != self.on:
            self.on = on
            self.changed.emit()

    def show_units(self, on: bool) -> None:
        """Whether an entry's unit stands beside its title on the projection."""
        if on != self._units:
            self._units = on
            self.changed.emit()

    @property
    def units(self) -> bool:
        """Whether units are shown now."""
        return self._units and self.units_allowed

    @property
    def names(self) -> dict[str, str]:
        """Judge → name."""
        return dict(self._names)

    @property
    def unsigned(self) -> frozenset[str]:
        """Judges whose sheets the chair copied."""
        return self._unsigned

    @property
    def letters(self) -> dict[str, str]:
        """Judge → 评委A, with a word where nobody signed; a chair among chairs → 第1组组长."""
        return dict(self._seats) or letters(tuple(self._names), self._unsigned)

    @property
    def plain(self) -> dict[str, str]:
        """Judge → 评委A, without the word."""
        return letters(tuple(self._names))

    @property
    def hall(self) -> dict[str, str]:
        """As judges are called before the hall: by letter, or by name where the policy declares it; with a word where nobody signed."""
        return named(self._names, self._unsigned) if self.named else self.letters

    @property
    def unmarked(self) -> dict[str, str]:
        """The same without the word, where it is about a note or stands elsewhere."""
        return {j: _bare(name) for j, name in self._names.items()} if self.named else self.plain

    @property
    def headings(self) -> dict[str, str]:
        """As judges are called on the chair's own pages now."""
        return self.hall if self.on else self.names

    @property
    def hiding(self) -> bool:
        """Whether names on the chair's own pages have to go: the hall sees them, and may not learn them."""
        return self.on and not self.named

    def said(self, text: str) -> str:
        """Words for the chair's own pages: without names while the hall sees them."""
        text = now(text)
        if not self.hiding:
            return text
        if not self._people:
            return veiled(text, self._names, self.plain)
        nobody = dict.fromkeys(self._people, say("评委", "a judge"))
        seated = {key: seat for j, seat in self._seats.items() for key in (j, f"{_SEAT}{j}")}
        return veiled(text, self._people, nobody | seated)

    def avoid_words(self, words: str) -> str:
        """Who is asked to stand aside is always the chair: by a letter the hall would learn which column is theirs."""
        return say("请组长回避", "The chair stands aside") if words and self.hiding and not self._seats else words


def letters(judges: Sequence[str], unsigned: Collection[str] = ()) -> dict[str, str]:
    """Judge → 评委A, 评委B …; from the 27th on 评委A2 … Whose sheets are `unsigned` carries 代录."""
    mark = say(" 代录", " copied")
    return {j: _letter(n) + (mark if j in unsigned else "") for n, j in enumerate(judges)}


def named(names: Mapping[str, str], unsigned: Collection[str] = ()) -> dict[str, str]:
    """Judge → name; whose sheets are `unsigned` carries 代录 in place of the longer mark of the chair's own pages."""
    mark = say(" 代录", " copied")
    return {j: f"{_bare(name)}{mark}" if j in unsigned else name for j, name in names.items()}


def _bare(name: str) -> str:
    return name.split("（", maxsplit=1)[0].split(" (", maxsplit=1)[0]


def _letter(n: int) -> str:
    return say("评委{x}", "Judge {x}", x=chr(65 + n % 26) + (str(n // 26 + 1) if n >= 26 else ""))


def veiled(text: str, names: Mapping[str, str], shown: Mapping[str, str]) -> str:
    """The text with every judge's id and name replaced; the longest first, so that 评委11 is not read as 评委1."""
    found = {word: shown[j] for j, name in names.items() if j in shown for word in (name, name.split("（")[0], f"{j} {name}", j)}
    marks = {word: f"\x00{n}\x00" for n, word in enumerate(sorted(found, key=len, reverse=True)) if word}
    for word, mark in marks.items():
        text = text.replace(word, mark)
    for word, mark in marks.items():
        text = text.replace(mark, found[word])
    return text
