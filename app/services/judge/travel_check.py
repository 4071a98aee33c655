"""Ready to travel: everything a judge needs for weeks without a network, checked on the files themselves."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from app.core.errors import AppError
from app.core.files import file_digest
from app.core.tasks import Context
from app.core.words import say
from app.media.pages import PdfDocument
from app.media.video_check import first_frame
from app.models.entry import Document, DocumentRole
from app.services import backup
from app.services.judge import clock_words, identity, workspace
from app.services.profile import Profile
from app.store.documents import BlobState
from app.trust.age.reader import SealedReader
from app.trust.keys import SealIdentity

ROOM = 500 << 20


@dataclass(frozen=True)
class Check:
    """One line: what was looked at, whether it is fine, and in words what to do if not."""

    name: str
    ok: bool
    words: str


@dataclass(frozen=True)
class TravelCheck:
    """`freed`: files that were let go after scoring: not here, and not missed."""

    checks: tuple[Check, ...]
    freed: int = 0

    @property
    def ready(self) -> bool:
        return all(c.ok for c in self.checks)


def check(profile: Profile, ctx: Context) -> TravelCheck:
    """Verify hashes, open every PDF, decode a picture of every video; then disk, clock, key and copy. Raises Cancelled."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx)
        documents = [d for e in desk.manifest.entries for d in e.documents]
        states = {d.sealed_sha256: tx.documents.blob(d.sealed_sha256).state for d in documents}
    problems: list[str] = []
    freed = sum(states[d.sealed_sha256] is BlobState.SKIPPED for d in documents)
    missing = [d for d in documents if states[d.sealed_sha256] in (BlobState.MISSING, BlobState.PARTIAL)]
    for n, document in enumerate(d for d in documents if states[d.sealed_sha256] is BlobState.READY):
        ctx.report(say("正在检查 {name}", "Checking {name}", name=document.title), n / len(documents))
        try:
            _check_document(profile, document)
        except AppError as error:
            if _skipped(profile, document):  # freed while we looked
                freed += 1
            else:
                problems.append(f"{document.title}: " + error.message)
    files = Check("files", not missing, _files_words(len(documents), freed, missing))
    opens = Check("documents", not problems, problems[0] if problems else say("所有资料都能打开。", "Every document opens."))
    clock = Check("clock", *clock_words.look(profile))
    return TravelCheck((files, opens, _disk(profile), clock, _key(profile), _copy(profile)), freed)


def _skipped(profile: Profile, document: Document) -> bool:
    with profile.database.read() as tx:
        return tx.documents.blob(document.sealed_sha256).state is BlobState.SKIPPED


def _check_document(profile: Profile, document: Document) -> None:
    place = profile.blob(document.sealed_sha256)
    try:
        with place.open("rb") as sealed:
            digest, _ = file_digest(sealed)
        if digest != document.sealed_sha256:
            raise AppError(say("文件已损坏，请重新同步。", "The file is damaged; sync again."))
        reader = SealedReader(place.open("rb"), [SealIdentity.from_hex(document.identity)], sealed_size=document.sealed_size)
    except OSError as error:
        raise AppError(say("文件不见了，请重新同步。", "The file is gone; sync again.")) from error
    with reader:
        if document.media_type == "application/pdf":
            PdfDocument(reader).close()
        elif document.role is DocumentRole.VIDEO:
            first_frame(reader, 160)


def _files_words(total: int, freed: int, missing: list[Document]) -> str:
    if not missing and freed:
        return say(
            "{n} 个文件在本机；另 {m} 个看完已释放，可重新下载。", "{n} files are here; {m} were freed after scoring and can be fetched again.",
            n=total - freed, m=freed,
        )  # fmt: skip
    if not missing:
        return say("{n} 个文件都在本机。", "All {n} files are here.", n=total)
    return say("还有 {n} 个文件没有下载，请先同步。", "{n} files are not here; sync first.", n=len(missing))


def _disk(profile: Profile) -> Check:
    free = shutil.disk_usage(profile.home).free
    words = say("磁盘余 {gb:.1f} GB。", "{gb:.1f} GB of disk are free.", gb=free / 1e9)
    return Check("disk", free > ROOM, words if free > ROOM else words + say("请腾出空间。", " Free some space."))


def _key(profile: Profile) -> Check:
    identity.load(profile)
    return Check("key", True, say("本机的密钥可用。", "This computer's keys are usable."))


def _scored(profile: Profile) -> bool:
    """Whether there is work to lose: a pledge and its recusals are signed anew in a minute."""
    with profile.database.read() as tx:
        return any(sheet.points for sheet in tx.sheets.all_sheets(workspace.current(profile, tx).round))


def _copy(profile: Profile) -> Check:
    found = backup.state(profile)
    wanting = bool(found.problem) or (found.off_disk is None and _scored(profile))
    if wanting:
        hint = say("；请备份到U盘", "; back up to a stick")
    else:
        hint = "" if found.off_disk else say("；评分后请备份到U盘", "; back up to a stick once you have scored")
    return Check("copy", not wanting, backup.state_words(found) + hint + say("。", "."))
