"""常用评语: phrases a judge uses again, the program's own and theirs, most used first.

They live in the profile alone. The program's phrases are read from the resources; what is kept of them is how often
they were used, whether they are hidden, and the judge's wording where it differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated

from app.core.errors import InvalidEntry, UsageError
from app.core.files import read_limited
from app.core.ids import new_event_id, sha256_hex
from app.core.paths import resources
from app.core.text import fold
from app.core.words import say
from app.models.rubric import Bilingual
from app.models.shape import Count, Id, Many, NoteId, Text
from app.models.sheet import NoteKind
from app.packages import codec
from app.scoring import phrase_lines
from app.scoring.phrase_lines import LONGEST
from app.services.judge import phrase_steps
from app.services.judge.phrase_steps import Step
from app.services.profile import Profile
from app.store.database import Transaction

MOST = 2_000
_KIND = "phrase"
_LIMIT = 1 << 20
_Words = tuple[str, NoteKind | None, str | None]


@dataclass(frozen=True)
class Seed:
    """A phrase that comes with the program."""

    kind: NoteKind
    words: Bilingual
    item: Id | None = None


@dataclass(frozen=True)
class Seeds:
    """The resource file."""

    phrases: Annotated[tuple[Seed, ...], Many(500)]


@dataclass(frozen=True)
class Kept:
    """What the profile keeps of a phrase; `text` is None for a program's phrase in its own words."""

    kind: NoteKind | None = None
    item: Id | None = None
    text: Annotated[str, Text(LONGEST, 1)] | None = None
    used: Annotated[int, Count(0, 1_000_000)] = 0
    hidden: bool = False


@dataclass(frozen=True)
class Phrase:
    """One phrase as it is offered: `item` and `kind` None fit everywhere; `own` when the judge wrote it."""

    id: NoteId
    text: str
    kind: NoteKind | None
    item: str | None
    used: int
    own: bool


@dataclass(frozen=True)
class Imported:
    """How many phrases were new, and how many were there already."""

    added: int
    known: int


def search(
    profile: Profile, text: str = "", *, item: str | None = None, kind: NoteKind | None = None, limit: int = 60
) -> tuple[Phrase, ...]:
    """Phrases with all the words of `text` that fit the item and kind: most used first, then own ones, then those for this very item."""
    with profile.database.read() as tx:
        found = _all(tx)
    fitting = [p for p in found if item in (None, p.item) or p.item is None]
    fitting = [p for p in fitting if kind in (None, p.kind) or p.kind is None]
    fitting = [p for p in fitting if all(word in _searched(p) for word in fold(text).split())]
    return tuple(sorted(fitting, key=lambda p: (-p.used, not p.own, p.item is None)))[:limit]


def add(profile: Profile, text: str, *, kind: NoteKind | None = None, item: str | None = None) -> Phrase:
    """Keep a phrase of one's own; the same words again are the same phrase. Raises InvalidEntry (blank, too long, too many)."""
    with profile.database.write() as tx:
        made, fresh = _add(tx, _by_words(_all(tx)), text, kind, item)
        if fresh:
            phrase_steps.did(tx, Step(made.id, None, tx.records.get(_KIND, made.id)))
        return made


def edit(profile: Profile, phrase_id: str, text: str, *, kind: NoteKind | None = None, item: str | None = None) -> None:
    """Change a phrase; one of the program's becomes the judge's own. Raises UsageError (unknown), InvalidEntry."""
    clean = phrase_lines.clean(text)
    with profile.database.write() as tx:
        _change(tx, phrase_id, replace(_kept(tx, phrase_id), text=clean, kind=kind, item=item))


def use(profile: Profile, phrase_id: str) -> None:
    """Count one use. Raises UsageError for an unknown phrase."""
    with profile.database.write() as tx:
        kept = _kept(tx, phrase_id)
        _put(tx, phrase_id, replace(kept, used=min(kept.used + 1, 1_000_000)))


def remove(profile: Profile, phrase_id: str) -> None:
    """Take a phrase away; one of the program's is hidden. Raises UsageError for an unknown phrase."""
    with profile.database.write() as tx:
        kept = _kept(tx, phrase_id)
        _change(tx, phrase_id, replace(kept, hidden=True) if phrase_id in _seeds() else None)


def undo(profile: Profile) -> bool:
    """Take back the newest change of a phrase, across restarts; whether there was one. How often it was used stays."""
    with profile.database.write() as tx:
        step = phrase_steps.undone(tx)
        if step is not None:
            _set(tx, step.phrase, step.before)
        return step is not None


def redo(profile: Profile) -> bool:
    """Do again what was undone last."""
    with profile.database.write() as tx:
        step = phrase_steps.redone(tx)
        if step is not None:
            _set(tx, step.phrase, step.after)
        return step is not None


@dataclass(frozen=True)
class Ways:
    """What can be had back: the newest change and the one undone last, in words; how many of the program's phrases are hidden."""

    undo: str
    redo: str
    hidden: int


def ways(profile: Profile) -> Ways:
    """The ways back there are now."""
    with profile.database.read() as tx:
        done, taken_back = phrase_steps.ends(tx)
        hidden = sum(r.id in _seeds() and _read(r.value).hidden for r in tx.records.all(_KIND))
    return Ways(_told(done), _told(taken_back), hidden)


def restore_seeds(profile: Profile) -> None:
    """Show the program's phrases that were taken away, in the program's words; those that are there stay as they are."""
    with profile.database.write() as tx:
        for record in tx.records.all(_KIND):
            seed, kept = _seeds().get(record.id), _read(record.value)
            if seed is not None and kept.hidden:
                _change(tx, record.id, Kept(seed.kind, seed.item, used=kept.used))


def export_text(profile: Profile, *, own_only: bool = False) -> str:
    """One phrase a line: `[不足 CAUSE] 文字`."""
    with profile.database.read() as tx:
        found = [p for p in _all(tx) if p.own or not own_only]
    return "".join(phrase_lines.line(p.text, p.kind, p.item) + "\n" for p in found)


def import_text(profile: Profile, text: str) -> Imported:
    """Keep every line as a phrase, with or without `[不足 CAUSE]` before it, all or none. Raises InvalidEntry naming the line."""
    with profile.database.write() as tx:
        held, added, known = _by_words(_all(tx)), 0, 0
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip("\ufeff \t\u3000"):
                continue
            try:
                _, fresh = _add(tx, held, *phrase_lines.parsed(line.strip("\ufeff")))
            except InvalidEntry as error:
                raise InvalidEntry(say("第 {n} 行：", "Line {n}: ", n=number) + error.message, error.hint) from error
            added, known = added + fresh, known + (not fresh)
    return Imported(added, known)


@cache
def _seeds() -> dict[str, Seed]:
    seeds = codec.from_bytes(Seeds, read_limited(resources() / "phrases" / "common.json", _LIMIT))
    return {sha256_hex(seed.words.zh.encode())[:32]: seed for seed in seeds.phrases}


def _all(tx: Transaction) -> list[Phrase]:
    """Every phrase that is shown: the judge's own in the order they came, then the program's."""
    held = {record.id: _read(record.value) for record in tx.records.all(_KIND)}
    own = [_phrase(i, k, k.text) for i, k in held.items() if i not in _seeds() and k.text is not None]
    for seed_id, seed in _seeds().items():
        kept = held.get(seed_id) or Kept(seed.kind, seed.item)
        if not kept.hidden:
            own.append(_phrase(seed_id, kept, kept.text or say(seed.words.zh, seed.words.en)))
    return own


def _phrase(phrase_id: str, kept: Kept, text: str) -> Phrase:
    return Phrase(phrase_id, text, kept.kind, kept.item, kept.used, kept.text is not None)


def _searched(phrase: Phrase) -> str:
    seed = _seeds().get(phrase.id)
    return fold(phrase.text if phrase.own or seed is None else f"{seed.words.zh}\n{seed.words.en}")


def _kept(tx: Transaction, phrase_id: str) -> Kept:
    text, seed = tx.records.get(_KIND, phrase_id), _seeds().get(phrase_id)
    if text is not None:
        return _read(text)
    if seed is None:
        raise UsageError(say("这条评语已经不在了。", "This phrase is not there any more."), reason="unknown-phrase")
    return Kept(seed.kind, seed.item)


def _told(step: Step | None) -> str:
    """A change in a few words."""
    if step is None:
        return ""
    kept = [_read(value) if value is not None else None for value in (step.after, step.before)]
    if kept[0] is not None and not kept[0].hidden:
        deed = say("修改", "changed") if (kept[1] is not None and not kept[1].hidden) or step.phrase in _seeds() else say("新增", "added")
    else:
        deed = say("删除", "removed")
    seed = _seeds().get(step.phrase)
    text = next((k.text for k in kept if k is not None and k.text), say(seed.words.zh, seed.words.en) if seed is not None else "")
    return say("{deed}“{text}”", "{deed} “{text}”", deed=deed, text=text)


def _change(tx: Transaction, phrase_id: str, kept: Kept | None) -> None:
    """One step that can be taken back; None removes the phrase."""
    before = tx.records.get(_KIND, phrase_id)
    after = None if kept is None else codec.to_bytes(codec.check(kept)).decode()
    if after != before:
        phrase_steps.did(tx, Step(phrase_id, before, after))
        _set(tx, phrase_id, after)


def _set(tx: Transaction, phrase_id: str, value: str | None) -> None:
    now = tx.records.get(_KIND, phrase_id)
    if value is None:
        tx.records.remove(_KIND, phrase_id)
    else:
        kept = _read(value)
        _put(tx, phrase_id, replace(kept, used=max(kept.used, _read(now).used if now else 0)))


def _by_words(found: Iterable[Phrase]) -> dict[_Words, Phrase]:
    return {(fold(p.text), p.kind, p.item): p for p in found}


def _add(tx: Transaction, held: dict[_Words, Phrase], text: str, kind: NoteKind | None, item: str | None) -> tuple[Phrase, bool]:
    """(the phrase with these words, whether it is new); `held` grows with it."""
    clean = phrase_lines.clean(text)
    key = (fold(clean), kind, item)
    if key in held:
        return held[key], False
    if len(held) >= MOST:
        raise InvalidEntry(
            say("常用评语最多 {n} 条。", "At most {n} phrases are kept.", n=MOST), say("请先删去一些。", "Remove some first.")
        )
    kept = Kept(kind, item, clean)
    phrase_id = new_event_id()
    _put(tx, phrase_id, kept)
    held[key] = _phrase(phrase_id, kept, clean)
    return held[key], True


def _read(value: str) -> Kept:
    return codec.from_bytes(Kept, value.encode())


def _put(tx: Transaction, phrase_id: str, kept: Kept) -> None:
    tx.records.put(_KIND, phrase_id, codec.to_bytes(codec.check(kept)).decode())
