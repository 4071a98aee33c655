"""One small season on paper: fixed people, keys, times and salts, and one document of every kind.

The golden files are made of these, so what is here may only grow.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root

from app.models.appeal import Appeal, AppealSheet
from app.models.assignment import (
    CopyNote,
    EnrolmentRequest,
    Inbox,
    InboxKind,
    Invitation,
    Manifest,
    PanelEntry,
    PanelMember,
    PublishedSequence,
)
from app.models.decision import Decision, DecisionKind, OfficialScore, PanelResult, Scope, UsedPackage, Votes
from app.models.draft import Draft, DraftRound, HandedIn, Opening, Pledge
from app.models.entry import Document, DocumentRole, Entry
from app.models.result import (
    AssignmentRef,
    CommentsPart,
    DeclarationPart,
    FinalSheet,
    LogLine,
    LogPart,
    OrderPart,
    Part,
    Phase,
    PointsPart,
    Receipt,
    ReceiptState,
    RecusalPart,
    Statement,
)
from app.models.roster import EndReason, KeyEnd, KeyEpoch, PanelRole, Roster, RosterJudge, RosterOrganiser, RosterRole
from app.models.rubric import Bilingual, Criterion, Rubric, RubricItem, TopicType
from app.models.season import EntryField, Level, Policy, Quota, QuotaScope, Round, Season, SeasonWords
from app.models.shape import Points
from app.models.sheet import Anchor, Audience, Box, EventKind, Note, NoteKind, RecusalReason, ScoreEvent
from app.packages import documents, result, root
from app.packages.backup import BackupHead
from app.packages.parts import encode
from app.trust.keys import SealIdentity, SigningKey

NOON = datetime(2026, 6, 15, 12, 0, 0, tzinfo=UTC)
ROOT_KEY, DAILY_KEY = SigningKey.from_seed("01" * 32), SigningKey.from_seed("02" * 32)
JUDGE_KEY, CHAIR_KEY, OTHER_KEY = (SigningKey.from_seed(f"{n:02x}" * 32) for n in (3, 4, 5))
JUDGE, CHAIR, ORGANISER, STRANGER = (SealIdentity.from_hex(f"{n:02x}" * 32) for n in (0x13, 0x14, 0x15, 0x16))
RECOVERY = SealIdentity.from_hex("17" * 32)
SECRET = "0123456789abcdef" * 2


def _tuf(key: SigningKey) -> CryptoSigner:
    return CryptoSigner(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key.seed_hex)))


def root_json(version: int = 1, *, threshold: int = 1) -> bytes:
    """A real python-tuf root of the season; a higher version has another expiry."""
    made = Root(version=version, expires=NOON + timedelta(days=3650 + version), consistent_snapshot=True)
    made.add_key(_tuf(ROOT_KEY).public_key, "root")
    for role in ("targets", "snapshot", "timestamp"):
        made.add_key(_tuf(DAILY_KEY).public_key, role)
    made.roles["targets"].threshold = threshold
    metadata = Metadata(made)
    metadata.sign(_tuf(ROOT_KEY))
    return metadata.to_bytes()


SEASON_ID = root.season_of(root_json())


def two(zh: str, en: str) -> Bilingual:
    return Bilingual(zh, en)


def rubric() -> Rubric:
    item = RubricItem("TOPIC", two("选题", "Topic"), Points(1500), Points(50), (Criterion("a", two("课题来源清楚", "Origin is clear")),))
    fraction = RubricItem(
        "CAUSE", two("原因分析", "Causes"), Points(850), Points(1), (), Points(100), two("过程", "Process"), two("查看", "See")
    )
    return Rubric(
        "PROBLEM", two("问题解决型", "Problem solving"), "T/X 1", "2026", (TopicType.PROBLEM_SELF,), (item, fraction), Points(2350), 1
    )


def roster() -> Roster:
    lost = KeyEnd(3, EndReason.LOST, ("ab" * 32,))
    judge = (
        KeyEpoch(1, OTHER_KEY.public_hex, STRANGER.public_hex, 1, lost),
        KeyEpoch(2, JUDGE_KEY.public_hex, JUDGE.public_hex, 3),
    )
    return Roster(
        SEASON_ID, 3, NOON,
        (
            RosterJudge("J-01", (RosterRole(1, "P-1", PanelRole.JUDGE),), judge),
            RosterJudge("J-02", (RosterRole(1, "P-1", PanelRole.CHAIR),), (KeyEpoch(1, CHAIR_KEY.public_hex, CHAIR.public_hex, 1),)),
            RosterJudge("J-03", (), ()),
        ),
        (RosterOrganiser("ORG", (KeyEpoch(1, DAILY_KEY.public_hex, ORGANISER.public_hex, 1),)),),
    )  # fmt: skip


def season() -> Season:
    levels = (Level("BENCHMARK", two("标杆级", "Benchmark"), Points(9000)), Level("EXCELLENT", two("优秀级", "Excellent")))
    policy = Policy(quotas=(Quota("BENCHMARK", QuotaScope.FIELD, 3, "MFG"),))
    return Season(
        SEASON_ID, 2, "2026 年度", "市质量协会", 2026, NOON, SeasonWords(), (EntryField("MFG", two("制造类", "Manufacturing")),), levels,
        (Round(1, two("资料评审", "Document review"), ("PROBLEM",), deadline=NOON + timedelta(days=30)),), (rubric(),), policy, {"result": 1},
    )  # fmt: skip


def inbox() -> Inbox:
    return Inbox(InboxKind.WEBDAV, "https://example.org/inbox", "drop")


def manifest() -> Manifest:
    report = Document(DocumentRole.REPORT, "成果报告", "application/pdf", 5, "a1" * 32, 221, "a2" * 32, ("a2" * 32,), "a3" * 32)
    video = Document(
        DocumentRole.VIDEO, "发表视频", "video/mp4", 9 << 20, "b1" * 32, 10 << 20, "b2" * 32, ("b3" * 32, "b4" * 32), "b5" * 32, "a1" * 32
    )
    entry = Entry(
        "Z-001", 1, "降低“返工”率", "晨光QC小组", TopicType.PROBLEM_SELF, "MFG", "PROBLEM", (report, video), recommender="浦东新区",
        recommender_opinion="同意推荐。\n请审。", recommender_rank=2, presentation=4, lead="J-01", recusal="同一单位",
    )  # fmt: skip
    sequence = PublishedSequence(1, "c1" * 32, ("Z-001", "Z-002"))
    member = PanelMember("J-01", "张三", PanelRole.JUDGE, "A-1", (sequence,), ("Z-003",))
    listed = PanelEntry("Z-002", 2, "提高效率", "星火", TopicType.INNOVATION, "MFG", "PROBLEM", practice=True)
    return Manifest(
        SEASON_ID,
        1,
        "J-02",
        "A-2",
        3,
        NOON,
        "李四",
        "甲公司",
        "P-1",
        PanelRole.CHAIR,
        (entry,),
        ("乙公司", "丙公司"),
        0,
        (inbox(),),
        (member,),
        (listed,),
    )


def invitation() -> Invitation:
    return Invitation(
        SEASON_ID,
        "J-01",
        root_json().decode(),
        ("https://example.org/season",),
        (inbox(),),
        SECRET,
        NOON,
        NOON + timedelta(days=30),
        "2026 年度",
    )


def second_invitation() -> Invitation:
    """To a second laptop: a one-time identity (bare: a wrapped one is random), a key known before, a copy that can come back."""
    return replace(invitation(), identity=STRANGER.to_age(), epochs=1, copy=CopyNote(NOON, 16, 2))


def draft() -> Draft:
    """A copy of J-01's work with one of everything."""
    first = ScoreEvent("e1" * 16, NOON, 1, "Z-001", EventKind.POINTS, "TOPIC", '"12.50"', group="ee" * 16)
    undone = ScoreEvent("e2" * 16, NOON, 1, "Z-001", EventKind.POINTS, "TOPIC", None, undoes="e1" * 16)
    pledge = Pledge("本人承诺", "顾长青", NOON, {"Z-002": "曾辅导"})
    handed_in = HandedIn("c1" * 32, 1, NOON, "{}", "[]", "", ("Z-001",))
    one = DraftRound(1, (first, undone), (Opening("Z-001", NOON),), pledge, handed_in)
    return Draft(SEASON_ID, "J-01", 2, NOON, 16, 2, (one,))


NAMED_BEFORE = ("f1" * 32, "f2" * 32)


def later_draft() -> Draft:
    """A later copy of the same laptop, whose clock was set back meanwhile: one event more, returned, with closed notes."""
    before = draft()
    more = ScoreEvent("e3" * 16, NOON, 1, "Z-001", EventKind.POINTS, "TOPIC", '"11.00"')
    one = replace(before.rounds[0], events=(*before.rounds[0].events, more), handed_in=None)
    return replace(before, made=NOON - timedelta(days=400), rounds=(one,), private="Ym94")


def enrolment_request(mac: str) -> EnrolmentRequest:
    return EnrolmentRequest(SEASON_ID, "J-01", JUDGE_KEY.public_hex, JUDGE.public_hex, mac, NOON)


def points_part(entry: str = "Z-001", salt: str = "d1" * 16, topic: int = 1250) -> PointsPart:
    return PointsPart(
        salt, entry, documents.value_digest(rubric()), ("a1" * 32,), {"TOPIC": Points(topic), "CAUSE": Points(835)}, "EXCELLENT"
    )


def comments_part(entry: str = "Z-001", salt: str = "d2" * 16) -> CommentsPart:
    weakness = Note(
        "e1" * 16,
        NoteKind.WEAKNESS,
        "末端原因未到可行动",
        "CAUSE",
        "a",
        "原因分析",
        Anchor("a1" * 32, 3, Box(10, 20, 300, 40)),
        Audience.PANEL,
    )
    suggestion = Note("e2" * 16, NoteKind.SUGGESTION, "继续追问", anchor=Anchor("b1" * 32, moment=61_500), answers="e1" * 16)
    return CommentsPart(salt, entry, "总体较好。", (weakness, suggestion))


def declaration() -> DeclarationPart:
    return DeclarationPart("d4" * 16, "本人承诺公正评审。", "张三", NOON, {"丙公司": "曾任职"})


def all_parts() -> tuple[Part, ...]:
    recusal = RecusalPart("d3" * 16, "Z-002", RecusalReason.COACHED, "辅导过该小组", NOON)
    return points_part(), comments_part(), recusal, declaration(), OrderPart("d5" * 16, ("Z-002", "Z-001")), LogPart("d6" * 16, "YWdl")


def statement(parts: tuple[Part, ...], later: tuple[Part, ...] = ()) -> Statement:
    """The judge's statement that names `parts`; those of `later` may follow."""
    return Statement(
        SEASON_ID, documents.policy_digest(season().policy), 1, AssignmentRef("A-1", 1, "c1" * 32), "J-01", 2, 1, Phase.INDEPENDENT, NOON,
        "0.1.0", result.part_digests(parts), later=result.part_digests(later),
    )  # fmt: skip


def receipt(payload: str = "f1" * 32) -> Receipt:
    final = FinalSheet("Z-001", Points(2085), Points(2100), dropped=False)
    return Receipt(SEASON_ID, 1, "P-1", "J-01", "J-02", payload, ReceiptState.FINAL, 1, 1, "20.85", NOON, "", "f2" * 32, (final,))


def later_receipt() -> Receipt:
    """The same package returned afterwards, on a clock that was set back."""
    return replace(receipt(), state=ReceiptState.RETURNED, at=NOON - timedelta(hours=2), reason="请补看附表", panel_result=None, finals=())


def panel_result(roster_envelope: str = "{}", season_envelope: str = "{}") -> PanelResult:
    scored = OfficialScore(
        entry="Z-001", field="MFG", official=Points(2085), rank=1, rank_in_field=1, level="EXCELLENT", rule="mean", reads=1,
        scores={"J-01": "20.85", "J-02": "回避"}, dropped=(), adjusted=Points(2090),
    )  # fmt: skip
    unread = OfficialScore(
        entry="Z-002",
        field="MFG",
        official=None,
        rank=None,
        rank_in_field=None,
        level=None,
        rule="no-reads",
        reads=0,
        scores={},
        dropped=(),
    )
    decision = Decision(
        "e5" * 16, NOON, Scope.PANEL, DecisionKind.LEVEL, "合议同意", "Z-001", before="", after="EXCELLENT", votes=Votes(3, 1, 0),
        attendance=("J-01", "J-02"), basis="f3" * 32,
    )  # fmt: skip
    policy = season().policy
    return PanelResult(
        SEASON_ID, 1, "P-1", "J-02", NOON, documents.policy_digest(policy), policy, (UsedPackage("J-01", "f1" * 32),), (scored, unread), (decision,),
        roster_envelope, season_envelope, (root_json().decode(),),
    )  # fmt: skip


def second_panel_result(roster_envelope: str = "{}", season_envelope: str = "{}") -> PanelResult:
    """The panel closed again, in a round that carries scores over: fields that a first closing leaves out."""
    first = panel_result(roster_envelope, season_envelope)
    return replace(first, sequence=2, entries=tuple(replace(e, carried=Points(2000)) for e in first.entries))


def ranked_by_panel() -> Policy:
    """A policy that says more than an older one could."""
    return replace(season().policy, rank_within=QuotaScope.FIELD_PANEL)


def carrying_manifest() -> Manifest:
    """A chair's manifest of a later round."""
    made = manifest()
    return replace(made, round=2, panel_entries=tuple(replace(e, carried=Points(9150)) for e in made.panel_entries))


def appeal(roster_envelope: str = "{}", season_envelope: str = "{}") -> Appeal:
    """What an appellant about Z-001 is shown: J-01's statement with two of its six parts."""
    made = result.sign(statement(all_parts()), all_parts(), JUDGE_KEY).bundle
    mine = tuple(sorted(t.decode() for t in (encode(points_part()), encode(comments_part()))))
    lines = (LogLine(NOON, "Z-001", "points", "TOPIC", '"12.50"'),)
    closed = panel_result()
    return Appeal(
        SEASON_ID, 1, "Z-001", "降低返工率", "启明星", "ORG", NOON, "P-1", "f4" * 32, closed.entries[0],
        (AppealSheet("J-01", made.envelope.decode(), mine, lines),), closed.decisions, ("J-02 的评语提到其他成果，整份不附。",),
        roster_envelope, season_envelope, (root_json().decode(),), "EXCELLENT", 1,
    )  # fmt: skip


def backup_head(size: int) -> BackupHead:
    return BackupHead("18" * 32, NOON, SEASON_ID, "张三", 12, 3, size)
