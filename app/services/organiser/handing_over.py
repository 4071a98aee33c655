"""A judge's work, passed on to a new laptop: the copy that is held is sealed again to its key and named by its manifest.

Where several copies are held, of which none holds another, all of them are written as files: the judge opens each, and
the laptop adds what it does not have yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import UsageError
from app.core.exports import export, require_outside
from app.core.files import atomic_write
from app.core.ids import sha256_hex
from app.core.words import say
from app.models.assignment import CopyNote, Recovered
from app.models.changes import Changes, Topic, changed
from app.models.entry import CHUNK
from app.models.roster import KeyEpoch, Roster
from app.models.shape import Id, KeyHex
from app.packages import sealed_documents
from app.services.organiser import kept_copies, state
from app.services.organiser.kept_copies import HeldCopy
from app.services.profile import Profile
from app.services.shelf import Shelf
from app.store.database import Transaction


@dataclass(frozen=True)
class Handover:
    """A copy sealed again to one laptop's key: its manifests name it for as long as that key is live."""

    judge: Id
    key: KeyHex
    copy: Recovered


@dataclass(frozen=True)
class Recovery:
    """What `recover` did: whose copy of when, and the files to hand over; the first is the one that the manifest names. `unread`: how many
    copies more are noted whose files are gone or damaged."""

    judge: str
    note: CopyNote
    files: tuple[Path, ...] = ()
    unread: int = 0


HANDOVERS = Shelf("handover", Handover)


def handover(tx: Transaction, judge: str) -> Recovered | None:
    """The copy that the judge's manifest names: only for the key it was sealed to."""
    held = HANDOVERS.get(tx, judge)
    if held is None:  # the roster is large; most judges never lose a laptop
        return None
    person = state.roster(tx).judge(judge)
    live = person.live_key() if person else None
    return held.copy if live and live.seal == held.key else None


def recover(profile: Profile, repository: Path, judge: str, out: Path | None = None) -> tuple[Recovery, Changes]:
    """Seal the copies of the judge's earlier laptops again to the one admitted last; the next publish tells that laptop.

    The earlier key ended with the admission, so what it signs afterwards does not count for more than was said there.
    `out`: also write them as files, for a stick. Raises UsageError (policy, nothing held, no new laptop admitted, several copies and
    no `out`).
    """
    state.check_repository(profile, str(repository))
    if out is not None:
        require_outside(out)
    with profile.database.read() as tx:
        keys, roster, policy = state.keys(tx), state.roster(tx), state.season(tx).policy
    if not policy.recover_by_organiser:
        raise _not_allowed(profile, repository, judge)
    live, wanted = _earlier(roster, judge, kept_copies.held(profile, judge))
    found = {c: read[1] for c in wanted if (read := kept_copies.readable(profile, keys, roster, c))}
    first = kept_copies.likeliest(tuple(found), profile.clock.now())
    if first is None:
        raise _unreadable(judge)
    if out is None and len(found) > 1:
        raise _several(len(found))
    ordered = [first, *sorted((c for c in found if c != first), key=lambda c: (-c.epoch, c.payload))]
    sealed = [sealed_documents.seal_envelope(found[c], [live.seal]) for c in ordered]
    made = Handover(judge, live.seal, _publish(repository, first, sealed[0]))
    with profile.database.write() as tx:
        HANDOVERS.put(tx, judge, made)
    files = _export(out, judge, sealed) if out is not None else ()
    return Recovery(judge, first.note, files, len(wanted) - len(found)), changed(Topic.SEASON)


def _earlier(roster: Roster, judge: str, held: Sequence[HeldCopy]) -> tuple[KeyEpoch, list[HeldCopy]]:
    """(the new laptop's key, copies of the laptops before it)."""
    if not held:
        raise UsageError(
            say("没有收到评委 {judge} 的副本。", "No copy of judge {judge} has arrived.", judge=judge),
            say("请先运行 organizer collect。", "Run organizer collect first."),
            reason="no-copy",
        )
    person = roster.judge(judge)
    live = person.live_key() if person else None
    earlier = [c for c in held if live is not None and c.epoch < live.epoch]
    if live is None or not earlier:
        raise UsageError(
            say(
                "评委 {judge} 没有登记比副本更新的电脑。",
                "Judge {judge} has no computer admitted that is newer than the copy.",
                judge=judge,
            ),
            say("请先 invite、admit，再 recover。", "First invite and admit, then recover."),
            reason="no-new-laptop",
        )
    return live, earlier


def _unreadable(judge: str) -> UsageError:
    return UsageError(
        say("评委 {judge} 的副本文件不在了，或已损坏。", "The file with judge {judge}'s copy is gone or damaged.", judge=judge),
        say("请再运行 organizer collect。", "Run organizer collect again."),
        reason="no-copy",
    )


def _publish(repository: Path, copy: HeldCopy, sealed: bytes) -> Recovered:
    digest = sha256_hex(sealed)
    atomic_write(repository / "blobs" / digest[:2] / digest, sealed)
    chunks = tuple(sha256_hex(sealed[at : at + CHUNK]) for at in range(0, len(sealed), CHUNK))
    return Recovered(copy.payload, digest, len(sealed), chunks, copy.note)


def _export(out: Path, judge: str, sealed: Sequence[bytes]) -> tuple[Path, ...]:
    files = tuple(out / f"{judge}{f'-{n}' if n > 1 else ''}.qcbackup" for n in range(1, len(sealed) + 1))
    for file, data in zip(files, sealed, strict=True):
        export(file, data)
    return files


def _not_allowed(profile: Profile, repository: Path, judge: str) -> UsageError:
    return UsageError(
        say("本季规定组织方不能打开评委的副本。", "This season's policy keeps judges' copies closed to the organiser."),
        say(
            "请把 {name}（或 {folder} 里的各份副本）交给评委，用恢复码取回。",
            "Give {name} (or each of the copies in {folder}) to the judge, who opens it with the recovery code.",
            name=kept_copies.closed_place(profile, judge), folder=repository / "inbox" / judge,
        ),
        reason="not-allowed",
    )  # fmt: skip


def _several(count: int) -> UsageError:
    return UsageError(
        say("有 {n} 份副本互有不同，分不出哪份最新。", "There are {n} copies that differ, and which is newest cannot be told.", n=count),
        say(
            "请加 --out 文件夹再运行，把写出的文件全部交给评委，在新电脑上逐份打开。",
            "Run it again with --out DIR and give the judge every file it writes, to be opened one after another on the new computer.",
        ),
        reason="several-copies",
    )
