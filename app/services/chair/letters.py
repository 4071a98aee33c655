"""评语合稿: all judges' notes on one entry become the 反馈信 to the circle: ticked, edited, 待主评, 定稿. No judge is named in it.

组内 notes and who wrote what are for the screen; the letter's value has neither. Without 定稿 there is no paper. A note that
comes after 定稿 is told and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.clock import whole_second
from app.core.errors import UsageError
from app.core.text import tidy
from app.core.words import say
from app.models.chairing import LetterDraft, LetterMove, LetterPoint, LetterState
from app.models.changes import Changes, Topic, changed
from app.models.sheet import Audience, NoteKind
from app.scoring import lengths
from app.scoring.view import PanelView
from app.services.chair import letter_leads, letter_notes, letter_words, shelves
from app.services.chair.letter_notes import ItemNotes, NoteOffer
from app.services.chair.no_entry import no_entry
from app.services.chair.panel import Panel
from app.services.chair.results import results
from app.services.profile import Profile

__all__ = [
    "ItemNotes", "LetterDesk", "LetterLine", "LetterMove", "LetterPaper", "LetterPoint", "LetterState", "NoteOffer", "as_it_stands", "desk", "finals", "letters", "move_to",
    "paper", "point_of", "save",
]  # fmt: skip

_ORDER = (LetterState.DRAFT, LetterState.WAITING, LetterState.FINAL)
_MOST_MOVES = 200


@dataclass(frozen=True)
class LetterDesk:
    """The letter in work. `points` as they stand (before the first save: every feedback note); `printable` only after 定稿, else
    `why_not` says what is missing. `remarks`: judge's name → 总体评价, for the screen. `voters`: judge → name of those who may
    finish it; `lead` does unless another is named ("": the chair stands aside and the season names nobody). `moves`: its way so
    far, newest last. `avoid`: "请顾长青回避"; then there are no items, points and remarks until somebody else is named."""

    code: str
    title: str
    circle: str
    state: LetterState
    items: tuple[ItemNotes, ...]
    points: tuple[LetterPoint, ...]
    remarks: dict[str, str]
    fresh: int
    printable: bool
    why_not: str
    voters: dict[str, str]
    lead: str
    moves: tuple[LetterMove, ...] = ()
    begun: bool = False
    avoid: str = ""


@dataclass(frozen=True)
class LetterPaper:
    """What is printed: no judge, no points. Each list in the rubric's order: (text, place: "原因分析 · 第12页")."""

    code: str
    title: str
    circle: str
    unit: str | None
    strengths: tuple[tuple[str, str], ...]
    weaknesses: tuple[tuple[str, str], ...]
    suggestions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LetterLine:
    """One entry in the list of letters: its state, how many points, how many notes came since it was saved, whether anybody began."""

    code: str
    title: str
    state: LetterState
    points: int
    fresh: int
    begun: bool


def letters(profile: Profile, *, round_number: int | None = None) -> tuple[LetterLine, ...]:
    """All counted entries with the state of their letters. Behind the gate, as all of this."""
    panel, _ = results(profile, round_number=round_number)
    drafts = _drafts(profile, panel)
    found = []
    for entry in panel.entries:
        if not entry.practice and not entry.withdrawn:
            draft = drafts.get(entry.code) or _first(panel, entry.code)
            found.append(LetterLine(entry.code, entry.title, draft.state, len(draft.points), _fresh(panel, draft), _begun(panel, draft)))
    return tuple(found)


def desk(profile: Profile, code: str, *, by: str = "", round_number: int | None = None) -> LetterDesk:
    """One letter with everything it can be made of. `by`: who sits down to it where the chair stands aside from the entry."""
    panel, view = results(profile, round_number=round_number)
    draft = _draft(profile, panel, code)
    made = _desk(panel, view, draft)
    if avoid := letter_leads.aside(panel, view, draft.entry, by):
        return replace(made, items=(), points=(), remarks={}, fresh=0, printable=False, why_not=avoid, avoid=avoid)
    return made


def save(
    profile: Profile, code: str, points: Sequence[LetterPoint], *, by: str = "", round_number: int | None = None
) -> tuple[LetterDesk, Changes]:
    """Keep the letter's points as they are now (draft). Raises UsageError `final` after 定稿 (move it back first), `chair-recused`."""
    panel, view = results(profile, round_number=round_number)
    draft = _draft(profile, panel, code)
    letter_leads.require_seat(panel, view, draft.entry, by)
    if draft.state is LetterState.FINAL:
        raise UsageError(
            say("{code} 的反馈信已定稿。", "The letter for {code} is final.", code=draft.entry),
            say("要修改请先退回草稿。", "Move it back to draft to change it."),
            reason="final",
        )
    notes = tuple(note.id for _, note in letter_notes.of_entry(panel, draft.entry))
    return _keep(profile, panel, view, replace(draft, points=tuple(p for p in map(_tidied, points) if p.text.strip()), seen=notes))


def move_to(
    profile: Profile, code: str, state: LetterState, *, by: str = "", reason: str = "", round_number: int | None = None
) -> tuple[LetterDesk, Changes]:
    """草稿 → 待主评 → 定稿, or back. `by`: the judge who finishes it (default: the entry's 主评, else the chair).

    Raises UsageError `empty`; `names-a-judge`, `names-an-entry` when the text has a judge's name or another entry's; `wrong-leader` when `by` is nobody who may;
    `reason` when it goes back from 定稿 without one; `chair-recused` when the chair stands aside and nobody is named.
    """
    panel, view = results(profile, round_number=round_number)
    draft = _draft(profile, panel, code)
    letter_leads.require_seat(panel, view, draft.entry, by)
    if _ORDER.index(state) > _ORDER.index(draft.state):
        _check_words(panel, draft)
    reason = tidy(reason).strip()
    if draft.state is LetterState.FINAL and state is not LetterState.FINAL and not reason:
        raise UsageError(
            say("{code} 的反馈信已定稿，退回要写明理由。", "The letter for {code} is final; going back needs a reason.", code=draft.entry),
            say("请写一句为什么退回。", "Say in a sentence why it goes back."),
            reason="reason",
        )
    chair = panel.desk.manifest.judge
    who = letter_leads.finisher(panel, view, draft.entry, by) if by or state is LetterState.FINAL else chair
    move = LetterMove(state, whole_second(profile.clock.now()), who, reason[:300])
    return _keep(profile, panel, view, replace(draft, state=state, moves=(*draft.moves, move)[-_MOST_MOVES:]))


def paper(profile: Profile, code: str, *, round_number: int | None = None) -> LetterPaper:
    """The letter to print. Raises UsageError `not-final` without 定稿."""
    panel, _ = results(profile, round_number=round_number)
    draft = _draft(profile, panel, code)
    if why := _why_not(draft):
        raise UsageError(why, say("请在评语合稿里定稿后再打印。", "Make it final before printing."), reason="not-final")
    return _paper(panel, draft)


def as_it_stands(profile: Profile, code: str, *, by: str = "", round_number: int | None = None) -> tuple[LetterPaper, bool]:
    """(what would be printed, whether it is final): to be looked at, never to be handed out before 定稿. Raises UsageError `chair-recused`."""
    panel, view = results(profile, round_number=round_number)
    draft = _draft(profile, panel, code)
    letter_leads.require_seat(panel, view, draft.entry, by)
    return _paper(panel, draft), not _why_not(draft)


def finals(profile: Profile, *, round_number: int | None = None) -> dict[str, LetterPaper]:
    """Entry → letter, for all that are final."""
    panel, _ = results(profile, round_number=round_number)
    done = (d for d in _drafts(profile, panel).values() if d.state is LetterState.FINAL and d.entry in panel.by_code)
    return {draft.entry: _paper(panel, draft) for draft in sorted(done, key=lambda d: d.entry)}


def point_of(offer: NoteOffer) -> LetterPoint:
    """A note as a point of the letter, to be ticked."""
    return LetterPoint(offer.text, offer.kind, offer.note, offer.item, offer.place)


def _tidied(point: LetterPoint) -> LetterPoint:
    """Notes come from other laptops, and what is pasted from anywhere."""
    text = tidy(point.text)
    lengths.require_within(say("这一条评语", "The sentence"), text)
    return replace(point, text=text, place=tidy(point.place))


def _desk(panel: Panel, view: PanelView, draft: LetterDraft) -> LetterDesk:
    entry, why = panel.by_code[draft.entry], _why_not(draft)
    ticked = [n for p in draft.points for n in (p.note, *p.also) if n]
    return LetterDesk(
        entry.code, entry.title, entry.circle, draft.state, letter_notes.by_item(panel, entry.code, ticked, draft.seen), draft.points,
        letter_notes.remarks(panel, entry.code), _fresh(panel, draft), not why, why,
        letter_leads.voters(panel, view, entry.code), letter_leads.usual(panel, view, entry.code), draft.moves,
        _begun(panel, draft),
    )  # fmt: skip


def _paper(panel: Panel, draft: LetterDraft) -> LetterPaper:
    entry = panel.by_code[draft.entry]
    return LetterPaper(
        entry.code, entry.title, entry.circle, entry.unit, _of(panel, draft, NoteKind.STRENGTH), _of(panel, draft, NoteKind.WEAKNESS),
        _of(panel, draft, NoteKind.SUGGESTION),
    )  # fmt: skip


def _drafts(profile: Profile, panel: Panel) -> dict[str, LetterDraft]:
    with profile.database.read() as tx:
        return {d.entry: d for d in shelves.LETTERS.all(tx) if d.round == panel.desk.round}


def _draft(profile: Profile, panel: Panel, code: str) -> LetterDraft:
    entry = panel.by_code.get(code.strip().upper())
    if entry is None or entry.practice or entry.withdrawn:
        raise no_entry(code)
    with profile.database.read() as tx:
        return shelves.LETTERS.get(tx, _key(panel, entry.code)) or _first(panel, entry.code)


def _first(panel: Panel, code: str) -> LetterDraft:
    """Before anybody worked on it: every note meant for the circle, as written."""
    rubric, notes = panel.rubric_of(code), [note for _, note in letter_notes.of_entry(panel, code)]
    points = tuple(
        _tidied(LetterPoint(n.text, n.kind, n.id, n.item, letter_notes.place_words(rubric, n)))
        for n in notes
        if n.audience is Audience.FEEDBACK
    )
    return LetterDraft(code, panel.desk.round, LetterState.DRAFT, panel.desk.season.published, points, tuple(n.id for n in notes))


def _keep(profile: Profile, panel: Panel, view: PanelView, draft: LetterDraft) -> tuple[LetterDesk, Changes]:
    kept = replace(draft, saved=whole_second(profile.clock.now()))
    with profile.database.write() as tx:
        shelves.LETTERS.put(tx, _key(panel, kept.entry), kept)
    return _desk(panel, view, kept), changed(Topic.LETTERS, entries=(kept.entry,))


def _key(panel: Panel, code: str) -> str:
    return f"{panel.desk.round}/{code}"


def _fresh(panel: Panel, draft: LetterDraft) -> int:
    """Notes that came after the letter was saved."""
    return sum(note.id not in draft.seen for _, note in letter_notes.of_entry(panel, draft.entry))


def _begun(panel: Panel, draft: LetterDraft) -> bool:
    """Whether it was ever kept: what nobody touched carries the season's own time."""
    return draft.saved != panel.desk.season.published


def _why_not(draft: LetterDraft) -> str:
    if draft.state is LetterState.FINAL:
        return ""
    stage = say("待主评", "waiting for the lead") if draft.state is LetterState.WAITING else say("草稿", "draft")
    return say("{code} 的反馈信还没有定稿（{stage}）。", "The letter for {code} is not final yet ({stage}).", code=draft.entry, stage=stage)


def _check_words(panel: Panel, draft: LetterDraft) -> None:
    if not draft.points:
        raise UsageError(
            say("{code} 的反馈信是空的。", "The letter for {code} is empty.", code=draft.entry),
            say("请先选入评语。", "Tick some notes first."),
            reason="empty",
        )
    letter_words.require_unnamed(panel, draft)


def _of(panel: Panel, draft: LetterDraft, kind: NoteKind) -> tuple[tuple[str, str], ...]:
    order = [i.code for i in panel.rubric_of(draft.entry).items]
    chosen = [p for p in draft.points if p.kind is kind]
    ranked = sorted(chosen, key=lambda p: order.index(p.item) if p.item in order else len(order))
    return tuple((p.text.strip(), p.place) for p in ranked)
