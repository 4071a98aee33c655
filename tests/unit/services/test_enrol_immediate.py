"""Enrolment `immediate`: reading and scoring start before admission, counting does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import InvalidEntry, NotForUs, TrustError, UsageError
from app.core.tasks import Context
from app.models.season import Enrolment
from app.packages import documents, enrolment, sealed_documents
from app.publishing.tuf_repository import TufRepository
from app.services import profile as profiles
from app.services.chair import merge
from app.services.judge import enrol, identity, submit, workspace
from app.services.organiser import admit, collect, publish, state
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, serving, set_policy, sync_now
from tests.fakes.season import PASSPHRASE, Season, found

pytestmark = pytest.mark.slow

CHAIR, JUDGE = "J-01", "J-02"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    made = found(tmp_path, entries=2, judges=3)
    set_policy(made, enrolment=Enrolment.IMMEDIATE)
    return made


@pytest.fixture
def office(season: Season) -> Iterator[Office]:
    with serving(season) as address:
        yield Office(season, address)


def _manifest(season: Season, who: str, judge: str = JUDGE) -> str:
    """Payload digest of the published manifest, opened with any key this profile holds. Raises NotForUs."""
    data = TufRepository(season.repository).target(f"manifests/1/{judge}.age")
    assert data is not None
    with season.open("organiser") as organiser, organiser.database.read() as tx:
        daily = state.keys(tx).daily.public_hex
    with season.open(who) as profile:
        keys = identity.load(profile)[1]
    mine = [keys.seal, *([keys.one_time] if keys.one_time else [])]
    return sealed_documents.open_sealed(documents.MANIFEST, data, mine, [daily])[0].payload_digest


def _ready(season: Season, office: Office) -> None:
    """The chair is admitted, the judge has the invitation open and handed in before anybody admitted the laptop."""
    invited = office.invite(CHAIR, JUDGE)
    new_laptop(season, CHAIR, invited.files[CHAIR])
    office.admit()
    office.publish()
    new_laptop(season, JUDGE, invited.files[JUDGE])
    report = sync_now(season, JUDGE)
    assert (report.entries, report.admitted) == (2, False)
    pledge(season, JUDGE)
    score_some(season, JUDGE, season.entries)


def test_read_score_and_hand_in_before_admission(season: Season, office: Office) -> None:
    _ready(season, office)
    with season.open(JUDGE) as profile:
        done, _ = submit.submit(profile)
        assert submit.submit(profile)[0].sha256 == done.sha256
    report = sync_now(season, JUDGE)
    assert any("身份待确认" in n for n in report.notices)
    sync_now(season, CHAIR)
    pledge(season, CHAIR)
    with season.open("organiser") as organiser:
        collected, _ = collect.collect(organiser, season.repository, Context())
    assert collected.packages == ()
    assert ["身份待确认" in why for f, why in collected.refused if f.endswith(".qcr")] == [True]
    with season.open(CHAIR) as chair:
        before, _ = merge.merge(chair, [done.package], Context())
    assert [f.reason for f in before.refused] == ["not-admitted"]

    assert [a.judge for a in office.admit().admitted if not a.already] == [JUDGE]
    office.publish()
    for who in (CHAIR, JUDGE):
        assert sync_now(season, who).admitted
    with season.open(CHAIR) as chair:
        after, _ = merge.merge(chair, [done.package], Context())
    assert [(f.judge, f.sheets) for f in after.accepted] == [(JUDGE, 2)]
    with season.open("organiser") as organiser:
        again, _ = collect.collect(organiser, season.repository, Context())
    assert [j for j, _ in again.packages] == [JUDGE]


def test_admission_seals_the_same_manifest_to_the_own_key(season: Season, office: Office) -> None:
    invited = office.invite(JUDGE)
    published = office.publish()
    assert JUDGE in published.waiting
    assert published.reading == (JUDGE,)
    new_laptop(season, JUDGE, invited.files[JUDGE])
    before = _manifest(season, JUDGE)
    sync_now(season, JUDGE)
    office.admit()
    office.publish()
    assert _manifest(season, JUDGE) == before
    with season.open(JUDGE) as profile:
        keys = identity.load(profile)[1]
        assert keys.one_time is not None
        with profile.database.read() as tx:
            digest = workspace.current(profile, tx).manifest_digest
    data = TufRepository(season.repository).target(f"manifests/1/{JUDGE}.age")
    assert data is not None
    with pytest.raises(NotForUs):
        sealed_documents.open_sealed(documents.MANIFEST, data, [keys.one_time], [])
    assert digest == before


def test_invitations_before_and_after_publishing_both_open(season: Season, office: Office) -> None:
    office.publish()
    invited = office.invite(JUDGE)
    new_laptop(season, JUDGE, invited.files[JUDGE])
    with pytest.raises(UsageError) as refused:
        sync_now(season, JUDGE)
    assert refused.value.reason == "not-admitted"
    office.publish()
    assert sync_now(season, JUDGE).entries == 2


def test_used_expired_replaced_and_revoked_invitations_open_nothing_new(season: Season, office: Office) -> None:
    first = office.invite(JUDGE)
    new_laptop(season, JUDGE, first.files[JUDGE], name="old-invitation")
    second = office.invite(JUDGE)
    office.publish()
    with pytest.raises(UsageError):
        sync_now(season, "old-invitation")
    new_laptop(season, JUDGE, second.files[JUDGE])
    assert sync_now(season, JUDGE).entries == 2
    office.admit()
    with season.open("organiser") as organiser:
        admit.revoke(organiser, season.repository, JUDGE)
    assert JUDGE not in office.publish().reading
    assert TufRepository(season.repository).target(f"manifests/1/{JUDGE}.age") is None
    late = profiles.open_profile(season.home("organiser"), passphrase=PASSPHRASE, clock=Clock(lambda: Clock().now() + timedelta(days=31)))
    office.invite("J-03")
    assert office.publish().reading == ("J-03",)
    assert publish.publish(late, season.repository, Context())[0].reading == ()
    late.close()


def test_a_code_sent_apart(season: Season, office: Office, tmp_path: Path) -> None:
    invited = office.invite(JUDGE, codes=True)
    assert invited.codes is not None
    assert invited.codes.stat().st_mode & 0o777 == 0o600
    judge, _, code = invited.codes.read_text().strip().partition(",")
    office.publish()
    data = enrol.read_file(invited.files[judge])
    assert code not in data.decode()
    assert enrol.preview(data, Clock().now()).needs_code
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for given, error, reason in (
        (None, UsageError, "code-needed"),
        (wrong, InvalidEntry, "wrong-code"),
        ("12", InvalidEntry, "wrong-code"),
    ):
        with pytest.raises(error) as refused:
            enrol.require_code(data, given)
        assert refused.value.reason == reason
    new_laptop(season, JUDGE, invited.files[judge], code=f" {code[:3]} {code[3:]}")
    assert sync_now(season, JUDGE).entries == 2


def test_codes_without_anything_to_guard_are_refused(tmp_path: Path) -> None:
    season = found(tmp_path, entries=1, judges=2)
    set_policy(season, enrolment=Enrolment.ADMITTED)
    with pytest.raises(UsageError):
        Office(season, str(season.repository)).invite(JUDGE, codes=True)


def test_admitted_stays_as_it_was(tmp_path: Path) -> None:
    season = found(tmp_path, entries=1, judges=2)
    set_policy(season, enrolment=Enrolment.ADMITTED)
    with serving(season) as address:
        office = Office(season, address)
        invited = office.invite(JUDGE)
        new_laptop(season, JUDGE, invited.files[JUDGE])
        assert office.publish().reading == ()
        with pytest.raises(UsageError) as refused:
            sync_now(season, JUDGE)
        assert refused.value.reason == "not-admitted"
        office.admit()
        office.publish()
        assert sync_now(season, JUDGE).entries == 1


def test_a_stranger_admitted_first_is_told(season: Season, office: Office) -> None:
    """A leaked invitation: the stranger's laptop is admitted, the judge's own says so, and neither's file passes for the other's."""
    _ready(season, office)
    with season.open(JUDGE) as profile:
        done, _ = submit.submit(profile)
    new_laptop(season, JUDGE, season.folder / "invitations" / f"{JUDGE}.qcinvite", name="stranger")
    with season.open("stranger") as profile:
        theirs = identity.load(profile)[1].sign.public_hex
    files = (season.repository / "inbox" / JUDGE).glob("*.qcenrol")
    request = next(f for f in files if enrolment.read_request(f.read_bytes()).value.sign == theirs)
    with season.open("organiser") as organiser:
        admit.admit(organiser, season.repository, [request])
    office.publish()
    with pytest.raises(TrustError) as refused:
        sync_now(season, JUDGE)
    assert refused.value.reason == "someone-else"
    assert sync_now(season, "stranger").admitted
    sync_now(season, CHAIR)
    pledge(season, CHAIR)
    with season.open(CHAIR) as chair:
        merged, _ = merge.merge(chair, [done.package], Context())
    assert [f.reason for f in merged.refused] == ["unknown-signer"]


def test_a_newer_invitation_before_admission_keeps_keys_and_work(season: Season, office: Office) -> None:
    """The first invitation was replaced, and a stranger's laptop even admitted with the second: the third makes it good."""
    _ready(season, office)
    with season.open(JUDGE) as profile:
        first, _ = submit.submit(profile)
        before = identity.load(profile)[1].sign.public_hex
        with pytest.raises(UsageError) as refused:
            enrol.enrol(profile, enrol.read_file(season.folder / "invitations" / f"{JUDGE}.qcinvite"))
        assert refused.value.reason == "used"
    new_laptop(season, JUDGE, office.invite(JUDGE).files[JUDGE], name="stranger")
    done = office.admit()
    assert [a.epoch for a in done.admitted if a.judge == JUDGE] == [1]
    assert any("不是用最近发给" in why for _, why in done.refused)
    with season.open("organiser") as organiser:
        admit.revoke(organiser, season.repository, JUDGE)
    third = office.invite(JUDGE)
    office.publish()
    with season.open(JUDGE) as profile:
        enrol.enrol(profile, enrol.read_file(third.files[JUDGE]))
        who, keys = identity.load(profile)
        assert (keys.sign.public_hex, who.epochs) == (before, 1)
        again, _ = submit.submit(profile)
    assert again.payload != first.payload
    assert [a.epoch for a in office.admit().admitted if a.judge == JUDGE and not a.already] == [2]
    office.publish()
    assert sync_now(season, JUDGE).admitted
    sync_now(season, CHAIR)
    pledge(season, CHAIR)
    with season.open(CHAIR) as chair:
        merged, _ = merge.merge(chair, [again.package], Context())
    assert [(a.judge, a.payload) for a in merged.accepted] == [(JUDGE, again.payload)]
