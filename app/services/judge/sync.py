"""Bringing a judge up to date: verified news, then files (small first, videos last), then what waits to go out.

Everything here can be cut off at any moment and called again: news is kept in one transaction, files resume
chunk by chunk, waiting files are offered again. Reading and scoring never wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from app.core.errors import AppError, DiskFull, RolledBack, TrustError
from app.core.tasks import Context
from app.core.words import say
from app.models.assignment import CopyNote, Manifest
from app.models.changes import Changes, Topic, changed
from app.models.entry import Document, DocumentRole
from app.models.season import Season
from app.services import backup
from app.services.backup import BackupState
from app.services.judge import (
    enrol,
    identity,
    other_season,
    outbox,
    receipts,
    recovered,
    room,
    submission_parts,
    this_laptop,
    work_copy,
    workspace,
)
from app.services.judge.identity import JudgeIdentity
from app.services.judge.load_plan import Wanted, damaged, note_damaged
from app.services.judge.receipts import ReceiptView
from app.services.judge.season_news import News, Signed, fetch
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.documents import BlobState
from app.sync.download import Blob, fetch_blob
from app.sync.sources import Source, open_source


@dataclass(frozen=True)
class SyncReport:
    """files and bytes of the season wanted here; bytes transferred and resumed in this run; what waits."""

    files: int
    bytes: int
    transferred: int
    resumed: int
    seconds: float
    entries: int
    sent: int
    unsent: int
    accepted_expired: bool
    notices: tuple[str, ...] = ()
    admitted: bool = True
    """False: 身份待确认; reading and scoring go on, packages count once the organiser has admitted this computer."""
    copy: BackupState = BackupState(None, None)
    recovered: CopyNote | None = None
    """Work of an earlier laptop that waits to be taken over (`recovered.restore`)."""
    received: tuple[ReceiptView, ...] = ()
    """What the chair said since the last time."""
    left_out: room.LeftOut | None = None
    """Files the disk had no room for."""
    copies_open_to: str = ""
    """Who can open the copies that go out, as long as nobody was told (`work_copy.told`); among the notices too."""


def sync(
    profile: Profile,
    ctx: Context,
    *,
    wanted: Wanted | None = None,
    extra_sources: Sequence[str] = (),
    accept_expired: bool = False,
) -> tuple[SyncReport, Changes]:
    """Do all of it. Raises OfflineError, DownloadError, TrustError, FormatError, DiskFull or Cancelled; what is verified stays."""
    started = monotonic()
    who, keys = identity.load(profile)
    sources = [open_source(a) for a in (*extra_sources, *who.addresses)]
    ctx.report(say("正在核对赛季资料", "Checking the season"), 0.0)
    news = fetch(profile, who, keys, sources, accept_expired=accept_expired)
    keep(profile, who, news)
    other_season.put_label(profile)
    loaded = load_files(profile, news, sources, wanted or Wanted(), ctx.part(0.02, 0.97))
    waiting = recovered.load(profile, sources, ctx.part(0.97, 0.98))
    notices, open_to = _hand_in(profile, sources), work_copy.first_words(profile)
    words = (*_standing(news, waiting), *news.passed_over, *([open_to] if open_to else []), *notices.words)
    sent = outbox.unsent(profile)
    report = SyncReport(
        loaded.files, loaded.bytes, loaded.transferred, loaded.resumed, monotonic() - started, sum(len(m.document.value.entries) for m in news.manifests),
        notices.sent, sent, news.accepted_expired, words, news.key is not None, backup.state(profile), waiting,
        notices.received, loaded.left_out, open_to,
    )  # fmt: skip
    ctx.report(say("同步完成", "Up to date"), 1.0)
    return report, changed(Topic.SEASON, Topic.ENTRIES, Topic.DOCUMENTS, Topic.SUBMISSION)


def keep(profile: Profile, who: JudgeIdentity, news: News) -> None:
    """Keep verified news: evidence for ever, entries as the newest manifest lists them. One transaction."""
    now = profile.clock.now()
    with profile.database.write() as tx:
        for signed in news.manifests:
            _refuse_older(tx, signed)
        tx.evidence.put(
            "roster",
            news.roster.document.payload_digest,
            news.roster.envelope,
            now,
            season=who.season,
            sequence=news.roster.document.value.version,
        )
        tx.evidence.put(
            "season",
            news.season.document.payload_digest,
            news.season.envelope,
            now,
            season=who.season,
            sequence=news.season.document.value.version,
        )
        for signed in news.manifests:
            _keep_manifest(tx, signed, profile, news.season.document.value)
        if inboxes := [i for m in news.manifests[-1:] for i in m.document.value.inboxes]:
            identity.put(tx, replace(who, inboxes=tuple(inboxes)))
        tx.settings.put("accepted-expired", "yes" if news.accepted_expired else "")
    profile.learn_time(max([news.season.document.value.published, *(m.document.value.published for m in news.manifests)]))


def _refuse_older(tx: Transaction, signed: Signed[Manifest]) -> None:
    value = signed.document.value
    held = tx.evidence.newest("manifest", round_number=value.round, judge=value.judge)
    if held is None or held.sequence is None or value.sequence > held.sequence:
        return
    if value.sequence < held.sequence:
        raise RolledBack(
            say("发布的任务清单比本机的旧。", "The assignment published there is older than the one held here."),
            say("请使用较新的来源；本机内容没有改动。", "Use a newer source; nothing here was changed."),
        )
    if held.payload_digest != signed.document.payload_digest:
        raise TrustError(
            say("同一版任务清单出现了两种内容。", "One version of the assignment exists with two contents."),
            say("请联系组织方；本机内容没有改动。", "Ask the organiser; nothing here was changed."),
            reason="forked",
        )


def _keep_manifest(tx: Transaction, signed: Signed[Manifest], profile: Profile, season: Season) -> None:
    value = signed.document.value
    tx.evidence.put(
        "manifest", signed.document.payload_digest, signed.envelope, profile.clock.now(),
        season=value.season, round_number=value.round, judge=value.judge, sequence=value.sequence,
    )  # fmt: skip
    tx.entries.replace_assignment(value.round, value, {r.id: len(r.items) for r in season.rubrics})
    for entry in value.entries:
        tx.search.index_entry(entry.code, entry.title, entry.circle, entry.unit)
    _open_added(profile, tx, value.round)


def _open_added(profile: Profile, tx: Transaction, round_number: int) -> None:
    """Entries that came after the round was handed in open alone; what was handed in stays locked."""
    snapshot = tx.snapshots.latest(round_number)
    if tx.events.locked(round_number) is None or snapshot is None:
        return
    fresh = submission_parts.added(workspace.current(profile, tx, round_number), snapshot)
    tx.events.unlock(round_number, fresh)


@dataclass(frozen=True)
class Loaded:
    """Files and bytes that are here now of what was wanted, bytes that came, bytes an earlier run had left, and what had no room."""

    files: int
    bytes: int
    transferred: int
    resumed: int
    left_out: room.LeftOut | None


def load_files(profile: Profile, news: News, sources: Sequence[Source], wanted: Wanted, ctx: Context) -> Loaded:
    """Load what is wanted and has room, small before large and videos last.

    What was freed stays away, unless its entry is named.
    """
    with profile.database.read() as tx:
        freed = tx.documents.skipped() if wanted.entries is None else frozenset()
    queue = [d for d in _queue(news, wanted) if d.sealed_sha256 not in freed]
    total = sum(d.sealed_size for d in queue) or 1
    done = transferred = resumed = 0
    left: list[tuple[int, bool]] = []
    for document in queue:
        before, video = done, document.role is DocumentRole.VIDEO
        if not room.admits(profile, document.sealed_sha256, document.sealed_size, video=video):
            left.append((document.sealed_size, video))
            continue

        def moved(count: int, start: int = before, name: str = document.title) -> None:
            ctx.report(say("正在下载 {name}", "Loading {name}", name=name), min(1.0, (start + count) / total))

        blob = Blob(document.sealed_sha256, document.sealed_size, document.chunks)
        fetched = load_blob(profile, sources, blob, ctx, moved)
        transferred, resumed, done = transferred + fetched[0], resumed + fetched[1], before + document.sealed_size
    return Loaded(len(queue) - len(left), done, transferred, resumed, room.left_out(profile, left))


def load_blob(profile: Profile, sources: Sequence[Source], blob: Blob, ctx: Context, moved: Callable[[int], None]) -> tuple[int, int]:
    """One sealed file, verified and noted as ready; (bytes transferred, bytes resumed). `moved` hears how many of its bytes are here."""
    target = profile.blob(blob.sha256)
    with profile.database.read() as tx:
        ready = tx.documents.blob(blob.sha256).state is BlobState.READY and blob.sha256 not in damaged(tx)
    if ready and target.exists() and target.stat().st_size == blob.size:
        return 0, 0
    try:
        fetched = fetch_blob(sources, blob, target, ctx, moved)
    except DiskFull:
        # something else took the room meanwhile: what came of this file must not stand in the way of scores
        room.part_of(profile, blob.sha256).unlink(missing_ok=True)
        raise
    with profile.database.write() as tx:
        tx.documents.set_blob(blob.sha256, BlobState.READY, blob.size)
        if blob.sha256 in damaged(tx):
            note_damaged(tx, drop=(blob.sha256,))
    return fetched.transferred, fetched.resumed


def _queue(news: News, wanted: Wanted) -> list[Document]:
    def rank(item: tuple[int, Document]) -> tuple[bool, int]:
        return item[1].role is DocumentRole.VIDEO, item[0]

    listed = [
        (position, document)
        for manifest in news.manifests
        for position, entry in enumerate(manifest.document.value.entries)
        if wanted.entries is None or entry.code in wanted.entries
        for document in entry.documents
        if wanted.videos or document.role is not DocumentRole.VIDEO
    ]
    unique = {d.sealed_sha256: (p, d) for p, d in reversed(listed)}
    return [d for _, d in sorted(unique.values(), key=rank)]


def _standing(news: News, waiting: CopyNote | None) -> tuple[str, ...]:
    words = []
    if news.key is None:
        words.append(this_laptop.pending_words())
    if waiting is not None:
        words.append(enrol.copy_words(waiting) + say("请运行 judge restore 取回。", " Bring it back with judge restore."))
    return tuple(words)


@dataclass(frozen=True)
class _HandedIn:
    sent: int
    words: tuple[str, ...]
    received: tuple[ReceiptView, ...]


def _hand_in(profile: Profile, sources: Sequence[Source]) -> _HandedIn:
    words: list[str] = []
    sent, received = 0, tuple[ReceiptView, ...]()
    try:
        work_copy.queue(profile)
    except AppError as error:
        words.append(str(error))
    try:
        result = outbox.send(profile)
        sent = result.sent
        words += [result.problem] if result.problem else []
        received = receipts.collect(profile, sources)
        words += [r.words for r in received]
    except AppError as error:
        words.append(str(error))
    return _HandedIn(sent, tuple(words), received)
