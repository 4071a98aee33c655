"""A judge's profile with a season, entries and sealed papers, made straight through the store: for tests of the desk."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from app.core.clock import Clock
from app.core.ids import sha256_hex
from app.models.assignment import Manifest
from app.models.entry import CHUNK, Document, DocumentRole, Entry
from app.models.roster import KeyEpoch, PanelRole, Roster, RosterJudge, RosterOrganiser, RosterRole
from app.models.rubric import Bilingual, Rubric, TopicType
from app.models.season import EntryField, Level, Policy, Round, Season, SeasonWords
from app.packages import documents
from app.services import profile as profiles
from app.services.judge import declare, identity
from app.services.judge.identity import JudgeIdentity, Keys
from app.services.profile import Profile
from app.store.documents import BlobState
from app.trust.age.writer import seal_bytes
from app.trust.envelope import parse
from app.trust.keys import SealIdentity, SigningKey
from tests.fakes.scoring_values import rubric_file

SEASON = "qc0123456789abcdef"
JUDGE = "J-03"
NAME = "王建国"
PASSPHRASE = "correct horse"
NOON = datetime(2026, 7, 9, 4, 0, tzinfo=UTC)
TITLES = (
    "降低3号线轮对踏面磨耗超限率", "提高注塑件一次交验合格率", "缩短多院区门诊患者取药等候时间", "新型快换工装夹具的研制", "降低空调机组冷凝水管路渗漏故障率",
    "减少焊接飞溅造成的返修工时", "提高客户投诉一次解决率", "地铁车门防夹检测装置的研制",
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """How the profile looks: number of entries, PDF for each report (cycled), a clip for every fourth entry."""

    entries: int = 8
    reports: tuple[bytes, ...] = ()
    clip: bytes = b""
    original: bytes = b""
    """An Office file beside every report."""
    declared: bool = True
    policy: Policy = Policy()
    deadline: datetime = datetime(2026, 7, 18, 4, tzinfo=UTC)
    rubric: Rubric | None = None
    """The one rubric of every entry, in place of the two of the program."""
    missing: frozenset[str] = frozenset()
    """Codes whose report is not on this computer yet."""
    withdrawn: frozenset[str] = frozenset()
    practice: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()
    """Codes whose report has an older version beside it."""
    leads: tuple[tuple[str, str], ...] = ()
    """(code, judge) of every entry that has a 主评."""
    units: tuple[str, ...] = ()
    """Who the entries are of (cycled); without, each has a unit of its own."""
    start: int = 0
    """Where this judge's reading order begins."""


def small_pdf(pages: int = 6, size: tuple[float, float] = (595, 842)) -> bytes:
    """A quickly made PDF with a bookmark a page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"Step {number}", f"p{number}")
        canvas.setFont("Helvetica", 28)
        canvas.drawString(60, size[1] - 90, f"Cause analysis, page {number}")
        canvas.rect(60, 120, 300, 200)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@dataclass(frozen=True)
class People:
    """Who the papers name; `chair` signs receipts."""

    name: str = NAME
    unit: str = "某某研究所"
    chair: SigningKey = field(default_factory=SigningKey.generate)


def make(
    home: Path,
    plan: Plan | None = None,
    clock: Clock | None = None,
    *,
    entries_of: Callable[[Profile], tuple[Entry, ...]] | None = None,
    people: People | None = None,
) -> Profile:
    """A new profile in `home`, open in this thread. `entries_of`: other entries than the plan's, their papers by `paper`."""
    plan, people = plan or Plan(), people or People()
    profile, _ = profiles.create(home, passphrase=PASSPHRASE, clock=clock or Clock(lambda: NOON))
    keys, organiser = Keys(SigningKey.generate(), SealIdentity.generate()), SigningKey.generate()
    entries = entries_of(profile) if entries_of is not None else tuple(_entry(profile, plan, n) for n in range(1, plan.entries + 1))
    season, manifest = _season(plan), replace(_manifest(entries, people), start=plan.start)
    if plan.policy.blind_units:
        manifest = replace(manifest, units=tuple(dict.fromkeys(_unit_of(plan, e.number) for e in reversed(entries))))
    roster = _roster(keys, organiser, people.chair)
    with profile.database.write() as tx:
        identity.keep(tx, JudgeIdentity(SEASON, JUDGE, "2026年度QC小组成果评审", "{}", ("http://127.0.0.1:9/",), ()), keys)
        for kind, value, name, scope in (
            (documents.ROSTER, roster, "roster", {}),
            (documents.SEASON, season, "season", {}),
            (documents.MANIFEST, manifest, "manifest", {"round_number": 1, "judge": JUDGE}),
        ):
            envelope = documents.sign(kind, value, organiser)  # type: ignore[arg-type]
            digest = sha256_hex(parse(envelope).payload)
            tx.evidence.put(name, digest, envelope, NOON, season=SEASON, sequence=1, **scope)  # type: ignore[arg-type]
        tx.entries.replace_assignment(1, manifest, {r.id: len(r.items) for r in season.rubrics})
        for entry in entries:
            tx.search.index_entry(entry.code, entry.title, entry.circle, entry.unit)
            for document in entry.documents:
                if entry.code not in plan.missing:
                    tx.documents.set_blob(document.sealed_sha256, BlobState.READY, document.sealed_size)
    if plan.declared:
        declare.declare(profile, {})
    return profile


def _entry(profile: Profile, plan: Plan, number: int) -> Entry:
    reports = plan.reports or (small_pdf(),)
    innovation = number % 4 == 0
    papers = [paper(profile, DocumentRole.REPORT, "成果报告.pdf", "application/pdf", reports[(number - 1) % len(reports)])]
    code = f"Z-{number:03}"
    if code in plan.replaced:
        newer = paper(profile, DocumentRole.REPORT, "成果报告.pdf", "application/pdf", small_pdf(7))
        papers.append(replace(newer, supersedes=papers[0].sha256))
    papers.append(paper(profile, DocumentRole.FORM, "申报表.pdf", "application/pdf", small_pdf(2)))
    if plan.original:
        papers.append(paper(profile, DocumentRole.ORIGINAL, "成果报告.pptx", "application/octet-stream", plan.original))
    if plan.clip and innovation:
        papers.append(paper(profile, DocumentRole.VIDEO, "发表视频.mp4", "video/mp4", plan.clip))
    kinds = (TopicType.PROBLEM_SELF, TopicType.PROBLEM_ASSIGNED)
    return Entry(
        code, number, TITLES[(number - 1) % len(TITLES)] + ("" if number <= len(TITLES) else f"（{number}）"),
        f"启明星{number}QC小组", TopicType.INNOVATION if innovation else kinds[number % 2], ("MFG", "SERVICE")[number % 2],
        plan.rubric.id if plan.rubric else "CAQ-INNOVATION" if innovation else "CAQ-PROBLEM", tuple(papers),
        unit=None if plan.policy.blind_units else _unit_of(plan, number), practice=code in plan.practice, withdrawn=code in plan.withdrawn,
        lead=dict(plan.leads).get(code),
    )  # fmt: skip


def _unit_of(plan: Plan, number: int) -> str:
    return plan.units[(number - 1) % len(plan.units)] if plan.units else _unit(number)


def _unit(number: int) -> str:
    return f"上海第{number}机械有限公司"


def paper(profile: Profile, role: DocumentRole, title: str, kind: str, content: bytes) -> Document:
    """A document sealed under this profile, as if it had been downloaded."""
    key = SealIdentity.generate()
    sealed = seal_bytes(content, [key.public_hex])
    digest = sha256_hex(sealed)
    place = profile.blob(digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(sealed)
    chunks = tuple(sha256_hex(sealed[at : at + CHUNK]) for at in range(0, len(sealed), CHUNK))
    return Document(role, title, kind, len(content), sha256_hex(content), len(sealed), digest, chunks, key.secret_hex)


def _season(plan: Plan) -> Season:
    whole = tuple(rubric_file(n) for n in ("tcaq-10201-2020-problem", "tcaq-10201-2020-innovation"))
    rubrics = (plan.rubric,) if plan.rubric else whole
    fields = (EntryField("MFG", Bilingual("制造类", "Manufacturing")), EntryField("SERVICE", Bilingual("市场服务类", "Services")))
    levels = (Level("EXCELLENT", Bilingual("优秀级", "Excellent")),)
    stage = Round(1, Bilingual("资料评审", "Document review"), tuple(r.id for r in rubrics), deadline=plan.deadline)
    return Season(
        SEASON, 1, "2026年度QC小组成果评审", "上海市质量协会", 2026, NOON, SeasonWords(), fields, levels, (stage,), rubrics, plan.policy, {}
    )


def _manifest(entries: tuple[Entry, ...], people: People) -> Manifest:
    return Manifest(
        SEASON, 1, JUDGE, "A-03", 1, NOON, people.name, people.unit, "P-3", PanelRole.JUDGE, entries,
        tuple(e.unit for e in entries if e.unit), 0, (),
    )  # fmt: skip


def _roster(keys: Keys, organiser: SigningKey, chair_signs: SigningKey) -> Roster:
    own = KeyEpoch(1, keys.sign.public_hex, keys.seal.public_hex, 1)
    theirs = KeyEpoch(1, organiser.public_hex, SealIdentity.generate().public_hex, 1)
    judge = RosterJudge(JUDGE, (RosterRole(1, "P-3", PanelRole.JUDGE),), (own,))
    chair_key = KeyEpoch(1, chair_signs.public_hex, SealIdentity.generate().public_hex, 1)
    chair = RosterJudge("J-01", (RosterRole(1, "P-3", PanelRole.CHAIR),), (chair_key,))
    return Roster(SEASON, 1, NOON, (judge, chair), (RosterOrganiser("O-01", (theirs,)),))
