"""A letter changed at once, as a command says it: notes ticked or not, sentences rewritten, merged, left out, written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.errors import UsageError
from app.core.text import tidy
from app.core.words import say, strung
from app.models.chairing import LetterPoint
from app.models.changes import Changes
from app.models.sheet import NoteKind
from app.services.chair import letter_merge, letters
from app.services.chair.letter_notes import NoteOffer
from app.services.chair.letters import LetterDesk
from app.services.chair.results import results
from app.services.profile import Profile


@dataclass(frozen=True)
class Written:
    """A sentence of one's own; `item` "" for the whole."""

    kind: NoteKind
    item: str
    text: str


@dataclass(frozen=True)
class Edits:
    """Numbers are those of the letter's sentences as they stand before, from 1; notes by id, or a unique beginning of it.

    `merged`: (the sentence that stays, the one that goes into it).
    """

    tick: tuple[str, ...] = ()
    untick: tuple[str, ...] = ()
    texts: Mapping[int, str] = field(default_factory=dict)
    dropped: tuple[int, ...] = ()
    merged: tuple[tuple[int, int], ...] = ()
    added: tuple[Written, ...] = ()

    def __bool__(self) -> bool:
        return any((self.tick, self.untick, self.texts, self.dropped, self.merged, self.added))


def edit(profile: Profile, code: str, edits: Edits, *, by: str = "", round_number: int | None = None) -> tuple[LetterDesk, Changes]:
    """Save the letter with these changes. Raises UsageError `final`, `chair-recused`, `unknown-note`, `unknown-sentence`, `unknown-item`, `empty`."""
    found = letters.desk(profile, code, by=by, round_number=round_number)
    points = found.points if found.avoid else _edited(profile, found, edits, round_number)
    return letters.save(profile, code, points, by=by, round_number=round_number)  # where the chair stands aside it refuses


def _edited(profile: Profile, found: LetterDesk, edits: Edits, round_number: int | None) -> tuple[LetterPoint, ...]:
    held = dict(enumerate(found.points, 1))
    _require_known(held, (*edits.texts, *edits.dropped, *(n for pair in edits.merged for n in pair)))
    for number, text in edits.texts.items():
        _require_words(number, text)
        held[number] = replace(held[number], text=text)
    for stays, goes in edits.merged:
        _require_known(held, (stays, goes))  # one that went already
        if stays != goes:
            held[stays] = letter_merge.joined(held[stays], held.pop(goes))
    points = [p for n, p in held.items() if n not in edits.dropped]
    for note in (_offer(found, name) for name in edits.untick):
        points = [replace(p, also=tuple(n for n in p.also if n != note.note)) for p in points if p.note != note.note]
    known = {n for p in points for n in (p.note, *p.also)}
    ticked = (_offer(found, name) for name in edits.tick)
    points += [letters.point_of(offer) for offer in dict.fromkeys(ticked) if offer.note not in known]
    return (*points, *_written(profile, found.code, edits.added, round_number))


def _written(profile: Profile, code: str, added: Sequence[Written], round_number: int | None) -> tuple[LetterPoint, ...]:
    if not added:
        return ()
    rubric = results(profile, round_number=round_number)[0].rubric_of(code)
    known = {i.code: i.name.zh for i in rubric.items} | {"": ""}
    if not all(w.text.strip() for w in added):
        raise UsageError(
            say("另写的一句没有内容。", "The sentence to add says nothing."), say("请写出内容。", "Write it out."), reason="empty"
        )
    if strange := [w.item for w in added if w.item not in known]:
        raise UsageError(
            say("评审表没有项目“{name}”。", "The rubric has no item “{name}”.", name=strange[0][:40]),
            say("可选：{names}", "There are: {names}", names=strung(say("、", ", "), filter(None, known))), reason="unknown-item",
        )  # fmt: skip
    return tuple(LetterPoint(w.text, w.kind, None, w.item or None, known[w.item]) for w in added)


def _require_words(number: int, text: str) -> None:
    """A sentence is left out by saying so, never by a text that came out empty."""
    if not tidy(text).strip():
        raise UsageError(
            say("第 {n} 句改写后没有内容。", "Sentence {n} would say nothing.", n=number),
            say("要去掉这一句，请用 --drop {n}。", "To leave the sentence out, use --drop {n}.", n=number), reason="empty",
        )  # fmt: skip


def _require_known(held: Mapping[int, LetterPoint], numbers: Sequence[int]) -> None:
    if strange := [n for n in numbers if n not in held]:
        raise UsageError(
            say("反馈信里没有第 {n} 句。", "The letter has no sentence {n}.", n=strange[0]),
            say("句子的编号见 chair letter 成果编号。", "Sentences are numbered by chair letter ENTRY."), reason="unknown-sentence",
        )  # fmt: skip


def _offer(found: LetterDesk, name: str) -> NoteOffer:
    """The one note whose id begins so."""
    same = [n for item in found.items for n in item.notes if name and n.note.startswith(name.lower())]
    if len(same) != 1:
        raise UsageError(
            say("没有唯一对应的记录：“{name}”。", "No single note is named “{name}”.", name=name[:40]),
            say("编号见 chair letter 成果编号。", "See the ids with chair letter ENTRY."), reason="unknown-note",
        )  # fmt: skip
    return same[0]
