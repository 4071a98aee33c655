"""A laptop dies: what was scored comes back on another one, and what would be lost is said beforehand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import Malformed, NotForUs, TrustError, UsageError
from app.core.ids import sha256_hex
from app.core.tasks import Context
from app.models.result import ReceiptState
from app.models.roster import EndReason
from app.models.season import Enrolment
from app.models.sheet import Audience, EventKind, Note, NoteKind, ScoreEvent
from app.packages import documents, sealed_documents
from app.publishing import inbox, public_check
from app.services import backup
from app.services.chair import merge, receipts
from app.services.judge import enrol, identity, read_entries, recovered, recuse, score, submit, work_copy, workspace
from app.services.organiser import admit, collect, handing_over, kept_copies, state
from app.services.profile import Profile
from app.trust.age.writer import seal_bytes
from app.trust.envelope import parse
from app.trust.keys import SealIdentity
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, score_whole, serving, set_policy, sync_now
from tests.fakes.season import Season, found

pytestmark = pytest.mark.slow
CHAIR, JUDGE, NEW = "J-01", "J-02", "J-02-new"
NOTE, SECRET = "0" * 31 + "1", "0" * 31 + "2"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    made = found(tmp_path, entries=4, judges=2)
    set_policy(made, enrolment=Enrolment.IMMEDIATE)
    return made


@pytest.fixture
def office(season: Season) -> Iterator[Office]:
    with serving(season) as address:
        yield Office(season, address)


@pytest.fixture
def code(season: Season, office: Office) -> str:
    """Chair and judge are at work; the judge has scored two entries, begun a third, stood aside from the fourth, and synced."""
    invited = office.invite()
    new_laptop(season, CHAIR, invited.files[CHAIR])
    made = new_laptop(season, JUDGE, invited.files[JUDGE])
    office.admit()
    office.publish()
    for who in (CHAIR, JUDGE):
        sync_now(season, who)
        pledge(season, who)
    score_some(season, JUDGE, ("Z-001", "Z-002"))
    with season.open(JUDGE) as profile:
        item = read_entries.view(profile, "Z-003").rubric.items[0]
        score.set_points(profile, "Z-003", {item.code: item.max})
        score.put_note(profile, "Z-003", Note(NOTE, NoteKind.WEAKNESS, "末端原因未用数据确认"))
        score.put_note(profile, "Z-003", Note(SECRET, NoteKind.STRENGTH, "绝不外传的私记", audience=Audience.PRIVATE))
        recuse.recuse(profile, "Z-004", "曾辅导该小组")
    sync_now(season, JUDGE)
    return made


def _collect(season: Season) -> collect.Collected:
    with season.open("organiser") as organiser:
        return collect.collect(organiser, season.repository, Context())[0]


def _die(season: Season, who: str = JUDGE) -> None:
    shutil.move(season.home(who), season.folder / "dead")


def _hand_over(season: Season, office: Office, *, why: EndReason = EndReason.LOST) -> None:
    """A new invitation, a new laptop, admitted, the copy passed on and published."""
    invited = office.invite(JUDGE)
    new_laptop(season, JUDGE, invited.files[JUDGE], name=NEW)
    with season.open("organiser") as organiser:
        done, _ = admit.admit(organiser, season.repository, [], old_key=why)
        assert [(a.judge, a.epoch) for a in done.admitted if not a.already] == [(JUDGE, 2)]
        handing_over.recover(organiser, season.repository, JUDGE)
    office.publish()


def _sheets(season: Season, who: str) -> list[tuple[object, ...]]:
    with season.open(who) as profile:
        views = [read_entries.view(profile, c) for c in season.entries]
        return [(v.entry.code, v.sheet.state, dict(v.sheet.points), v.sheet.remark, v.sheet.recusal) for v in views]


def test_the_whole_road(season: Season, office: Office, code: str) -> None:
    before = _sheets(season, JUDGE)
    collected = dict(_collect(season).copies)
    note = collected[JUDGE]
    assert note is not None
    assert (note.sheets_done, note.drafts) == (2, 1)
    _die(season)

    invited = office.invite(JUDGE)
    seen = enrol.preview(enrol.read_file(invited.files[JUDGE]), note.made)
    assert seen.copy == note
    assert "已评 2 份，草稿 1 份" in enrol.copy_words(note)
    new_laptop(season, JUDGE, invited.files[JUDGE], name=NEW)
    office.publish()
    early = sync_now(season, NEW)
    assert (early.admitted, early.entries, early.recovered) == (False, 4, None)
    with season.open("organiser") as organiser:
        with pytest.raises(UsageError) as refused:
            handing_over.recover(organiser, season.repository, JUDGE)
        assert refused.value.reason == "no-new-laptop"
        admit.admit(organiser, season.repository, [], old_key=EndReason.LOST)
        done, _ = handing_over.recover(organiser, season.repository, JUDGE)
    assert done.note == note
    office.publish()

    report = sync_now(season, NEW)
    assert (report.admitted, report.recovered) == (True, note)
    with season.open(NEW) as profile:
        back, _ = recovered.restore(profile)
        assert (back.entries, back.kept_here, back.handed_in, back.private) == (4, 0, False, False)
        events = [e.id for e in _history(profile)]
        recovered.restore(profile)
        assert [e.id for e in _history(profile)] == events
        assert [n.text for n in read_entries.view(profile, "Z-003").sheet.notes] == ["末端原因未用数据确认"]
        recovered.restore(profile, code=code)
        assert sorted(n.text for n in read_entries.view(profile, "Z-003").sheet.notes) == ["末端原因未用数据确认", "绝不外传的私记"]
        score_whole(profile, "Z-003")
        handed, _ = submit.submit(profile)
    assert _sheets_of_points(before)[:2] == _sheets_of_points(_sheets(season, NEW))[:2]
    assert sync_now(season, NEW).recovered is None
    sync_now(season, CHAIR)
    with season.open(CHAIR) as chair:
        merged, _ = merge.merge(chair, [handed.package], Context())
    assert [(a.judge, a.sheets) for a in merged.accepted] == [(JUDGE, 3)]


def _sheets_of_points(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [(r[0], r[2], r[3], r[4]) for r in rows]


def _history(profile: Profile) -> list[ScoreEvent]:
    with profile.database.read() as tx:
        return list(tx.events.history(1))


def test_the_loss_is_said_before_it_happens_and_is_no_more(season: Season, office: Office, code: str) -> None:
    with season.open(JUDGE) as profile:
        assert backup.state(profile).unsaved == 0
        score_whole(profile, "Z-001", 3)
        score_whole(profile, "Z-003", 3)
        bound = backup.state(profile)
    assert bound.unsaved == 2
    assert "此后 2 份未备份" in backup.state_words(bound)
    saved = {row[0]: row for row in _sheets(season, JUDGE)}
    _collect(season)
    _die(season)
    _hand_over(season, office)
    sync_now(season, NEW)
    with season.open(NEW) as profile:
        recovered.restore(profile)
    lost = [r[0] for r in _sheets(season, NEW) if _sheets_of_points([r]) != _sheets_of_points([saved[r[0]]])]
    assert len(lost) == bound.unsaved


def test_no_key_and_no_private_note_leaves_with_the_copy(season: Season, office: Office, code: str) -> None:
    file = next(f for f in inbox.files(season.repository) if f.path.suffix == ".qcbackup")
    with season.open("organiser") as organiser, organiser.database.read() as tx:
        organiser_key = state.keys(tx).seal
    with season.open(JUDGE) as profile:
        keys, master = identity.load(profile)[1], profile.vault.master_key.hex()
    _, envelope = sealed_documents.open_sealed(documents.DRAFT, file.path.read_bytes(), [organiser_key], [keys.sign.public_hex])
    payload = parse(envelope).payload.decode()
    assert "Z-001 数据充分" in payload
    for secret in (keys.sign.seed_hex, keys.seal.secret_hex, master, "绝不外传的私记"):
        assert secret not in payload
    for stranger in (SealIdentity.generate(), keys.seal):
        with pytest.raises(NotForUs):
            sealed_documents.open_sealed(documents.DRAFT, file.path.read_bytes(), [stranger], [keys.sign.public_hex])


def test_a_copy_goes_out_only_when_something_changed_and_old_ones_are_cleared(season: Season, office: Office, code: str) -> None:
    def there() -> list[Path]:
        return [f.path for f in inbox.files(season.repository) if f.path.suffix == ".qcbackup" and f.judge == JUDGE]

    count = len(there())
    sync_now(season, JUDGE)
    assert len(there()) == count
    score_some(season, JUDGE, ("Z-003",))
    sync_now(season, JUDGE)
    assert len(there()) == count + 1
    first = dict(_collect(season).copies)[JUDGE]
    again = dict(_collect(season).copies)[JUDGE]
    assert first == again
    assert first is not None
    assert first.sheets_done == 3
    assert len(there()) == 1
    with season.open(JUDGE) as profile, profile.database.write() as tx:
        assert tx.outbox.forget("backup") == 1  # only the newest is kept on the laptop as well


def test_handed_in_before_dying(season: Season, office: Office, code: str) -> None:
    """The package had arrived: the new laptop stands locked with the same file, and its receipt is for it."""
    score_some(season, JUDGE, ("Z-003",))
    with season.open(JUDGE) as profile:
        done, _ = submit.submit(profile)
    sync_now(season, JUDGE)
    _collect(season)
    _die(season)
    _hand_over(season, office)
    sync_now(season, NEW)
    with season.open(NEW) as profile:
        back, _ = recovered.restore(profile)
        assert back.handed_in
        assert submit.submit(profile, season.folder / "again.qcr")[0].payload == done.payload
    assert sha256_hex((season.folder / "again.qcr").read_bytes()) == done.sha256


def test_a_receipt_for_the_dead_laptop_troubles_no_sync_of_the_new_one(season: Season, office: Office, code: str) -> None:
    """Only the old key opens it; what the chair writes next is for the new one."""
    score_some(season, JUDGE, ("Z-003",))
    with season.open(JUDGE) as profile:
        submit.submit(profile)
    sync_now(season, JUDGE)
    sync_now(season, CHAIR)
    _tell(season, "receipts")
    assert _collect(season).receipts == 1
    _die(season)
    _hand_over(season, office)
    sync_now(season, NEW)
    with season.open(NEW) as profile:
        recovered.restore(profile)
    quiet = sync_now(season, NEW)
    assert (quiet.received, [n for n in quiet.notices if "不是加密给您的" in n]) == ((), [])
    sync_now(season, CHAIR)
    _tell(season, "again")
    _collect(season)
    assert [r.state for r in sync_now(season, NEW).received] == [ReceiptState.COUNTED]


def _tell(season: Season, folder: str) -> None:
    with season.open(CHAIR) as chair:
        merge.merge(chair, sorted((season.repository / "inbox" / JUDGE).glob("*.qcr")), Context())
        receipts.issue(chair, season.folder / folder)


def test_handed_in_but_never_arrived(season: Season, office: Office, code: str) -> None:
    """The lost key's file was not there when the key ended: the round is open, and the new key's package counts."""
    score_some(season, JUDGE, ("Z-003",))
    with season.open(JUDGE) as profile:
        done, _ = submit.submit(profile)
    sync_now(season, JUDGE)
    for file in (season.repository / "inbox" / JUDGE).glob("*.qcr"):
        file.unlink()
    _collect(season)
    _die(season)
    _hand_over(season, office)
    sync_now(season, NEW)
    with season.open(NEW) as profile:
        back, _ = recovered.restore(profile)
        assert not back.handed_in
        again, _ = submit.submit(profile)
    assert again.payload != done.payload
    sync_now(season, CHAIR)
    with season.open(CHAIR) as chair:
        late = season.folder / "dead" / "packages" / done.package.name
        merged, _ = merge.merge(chair, [late, again.package], Context())
    assert [(a.judge, a.payload) for a in merged.accepted] == [(JUDGE, again.payload)]
    assert [f.reason for f in merged.refused] == ["key-ended"]


def test_what_was_entered_on_the_new_laptop_stays(season: Season, office: Office, code: str) -> None:
    _collect(season)
    _die(season)
    _hand_over(season, office)
    sync_now(season, NEW)
    pledge(season, NEW)
    score_some(season, NEW, ("Z-001",), lost=2)
    fresh = _sheets(season, NEW)[0]
    with season.open(NEW) as profile:
        back, _ = recovered.restore(profile)
    assert back.kept_here > 0
    assert _sheets(season, NEW)[0] == fresh
    assert _sheets(season, NEW)[1][2]


def test_policy_that_keeps_copies_closed(tmp_path: Path) -> None:
    season = found(tmp_path, entries=2, judges=2)
    set_policy(season, enrolment=Enrolment.IMMEDIATE, recover_by_organiser=False)
    with serving(season) as address:
        office = Office(season, address)
        invited = office.invite(JUDGE)
        code = new_laptop(season, JUDGE, invited.files[JUDGE])
        office.admit()
        office.publish()
        sync_now(season, JUDGE)
        pledge(season, JUDGE)
        score_some(season, JUDGE, ("Z-001",))
        sync_now(season, JUDGE)
        assert dict(_collect(season).copies) == {JUDGE: None}
        with season.open(JUDGE) as profile:
            assert "只有您的恢复码" in work_copy.who_can_open(profile)
        _die(season)
        again = office.invite(JUDGE)
        assert enrol.preview(enrol.read_file(again.files[JUDGE]), Clock().now()).copy is None
        new_laptop(season, JUDGE, again.files[JUDGE], name=NEW)
        office.admit()
        with season.open("organiser") as organiser:
            with pytest.raises(UsageError) as refused:
                handing_over.recover(organiser, season.repository, JUDGE)
            assert refused.value.reason == "not-allowed"
            kept = organiser.home / kept_copies.FOLDER / f"{JUDGE}.qcbackup"
        office.publish()
        sync_now(season, NEW)
        with season.open(NEW) as profile:
            with pytest.raises(NotForUs):
                recovered.restore(profile, kept)
            back, _ = recovered.restore(profile, kept, code=code)
            assert back.entries == 1


def test_a_file_nobody_can_open_takes_no_copys_place(season: Season, office: Office, code: str) -> None:
    """Whoever can write into an inbox can put a newer file there, sealed to anybody; the copy that was believed stays."""
    before = dict(_collect(season).copies)[JUDGE]
    noise = seal_bytes(b"noise", [SealIdentity.generate().public_hex])
    place = season.repository / "inbox" / JUDGE / f"{sha256_hex(noise)}.qcbackup"
    place.write_bytes(noise)
    os.utime(place, (2**31, 2**31))
    assert dict(_collect(season).copies)[JUDGE] == before
    assert place.exists()
    sheets = _sheets(season, JUDGE)
    _die(season)
    _hand_over(season, office)
    sync_now(season, NEW)
    with season.open(NEW) as profile:
        recovered.restore(profile)
    assert [s[2:] for s in _sheets(season, NEW)] == [s[2:] for s in sheets]


def test_forged_copies_are_not_taken_over(season: Season, office: Office, code: str, tmp_path: Path) -> None:
    """A copy signed by anybody else, or another judge's, is refused by the organiser and by the laptop."""
    with season.open(CHAIR) as chair, chair.database.read() as tx:
        roster = workspace.roster(chair, tx)
        theirs, _, _ = work_copy.make(chair, tx, roster)
        key = identity.keys(tx).sign
    assert theirs is not None
    forged = replace(theirs, judge=JUDGE)
    with season.open(JUDGE) as profile:
        own = identity.load(profile)[1].seal.public_hex
        data = sealed_documents.seal(documents.DRAFT, forged, key, [own])[1]
        (tmp_path / "forged.qcbackup").write_bytes(data)
        before = _history(profile)
        with pytest.raises(TrustError):
            recovered.restore(profile, tmp_path / "forged.qcbackup")
        assert _history(profile) == before
        mine = identity.load(profile)[1]
        foreign = sealed_documents.seal(documents.DRAFT, theirs, mine.sign, [own])[1]
        (tmp_path / "foreign.qcbackup").write_bytes(foreign)
        with pytest.raises(TrustError) as refused:
            recovered.restore(profile, tmp_path / "foreign.qcbackup")
        assert refused.value.reason == "other-copy"
    with season.open("organiser") as organiser, organiser.database.read() as tx:
        organiser_key = state.keys(tx).seal.public_hex
    data = sealed_documents.seal(documents.DRAFT, forged, key, [organiser_key])[1]
    (season.repository / "inbox" / JUDGE / f"{sha256_hex(data)}.qcbackup").write_bytes(data)
    done = _collect(season)
    assert [f for f, _ in done.refused] == [f"{JUDGE}/{sha256_hex(data)}.qcbackup"]
    note = dict(done.copies)[JUDGE]
    assert note is not None
    assert note.sheets_done == 2


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (EventKind.POINTS, "null"), (EventKind.POINTS, '"viel"'), (EventKind.NOTE, "{}"), (EventKind.NOTE, "[]"), (EventKind.RECUSAL, '{"reason":"x"}'),
        (EventKind.REMARK, "{"),
    ],
)  # fmt: skip
def test_a_copy_with_a_value_nobody_can_read_brings_nothing(
    season: Season, office: Office, code: str, tmp_path: Path, kind: EventKind, value: str
) -> None:
    """Whoever holds the old laptop can sign one: taken over, it would keep the new desk from ever opening that entry."""
    with season.open(JUDGE) as profile:
        with profile.database.read() as tx:
            own, _, _ = work_copy.make(profile, tx, workspace.roster(profile, tx))
        assert own is not None
        mine, first = identity.load(profile)[1], own.rounds[0]
        bad = ScoreEvent("f" * 32, first.events[-1].at, first.round, "Z-001", kind, "x", value)
        made = replace(own, rounds=(replace(first, events=(*first.events, bad)),))
        (tmp_path / "old.qcbackup").write_bytes(sealed_documents.seal(documents.DRAFT, made, mine.sign, [mine.seal.public_hex])[1])
        before = _history(profile)
        with pytest.raises(Malformed):
            recovered.restore(profile, tmp_path / "old.qcbackup")
        assert _history(profile) == before
        assert read_entries.view(profile, "Z-001")


def test_the_repository_shows_nothing_new(season: Season, office: Office, code: str) -> None:
    _collect(season)
    _die(season)
    _hand_over(season, office)
    found_text = [p.read_bytes() for p in season.repository.rglob("*") if p.is_file()]
    for secret in ("评委2".encode(), "数据充分".encode(), "启明星".encode()):
        assert not any(secret in data for data in found_text)
    public_check.require_public(season.repository)
