"""Ready to travel: everything a judge needs for weeks without a network, checked on the files themselves."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.errors import AppError
from app.core.files import file_digest
from app.core.tasks import Context
from app.core.words import joined, say
from app.media.pages import PdfDocument
from app.media.video_check import first_frame
from app.models.entry import Document, DocumentRole
from app.services import backup
from app.services.judge import clock_words, identity, load_plan, seen_files, workspace
from app.services.judge.load_plan import FileLine
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
    """`freed`: files that were let go after scoring; `left_out`: those the judge chose not to load. Neither is here, neither is missed.

    `damaged`: files (sealed digests) that lie here and are not what was published; loading brings them anew.
    """

    checks: tuple[Check, ...]
    freed: int = 0
    left_out: int = 0
    damaged: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return all(c.ok for c in self.checks)


class _Damaged(AppError):
    """The bytes on this disk are not those that were published."""


def check(profile: Profile, ctx: Context, *, lately: bool = False) -> TravelCheck:
    """Verify hashes, open every PDF, decode a picture of every video; then disk, clock, key and copy. Raises Cancelled.

    `lately`: files that were found whole in the last days and lie there untouched are not read again.
    Only what is wanted here counts: not what one stands aside from, what was taken out, freed, or deliberately left out.
    """
    plan = load_plan.plan(profile)
    wanted = [line for line in plan.lines if line.wanted]
    here = [line for line in wanted if line.ready or line.damaged]
    found = _look_at(profile, here, ctx, lately=lately)
    gone = {line.sealed for line in here if line.sealed not in found.problems and _skipped(profile, line.sealed)}
    freed = len(gone) + sum(line.freed and not line.wanted and not line.shut for line in plan.lines)
    left = sum(not (line.wanted or line.ready or line.freed or line.shut) for line in plan.lines)
    missing = len(wanted) - len(here)
    files = Check("files", not missing, _files_words(len(here) - len(gone), freed, left, missing))
    opens = Check("documents", not found.problems, _problem_words(here, found.problems))
    return TravelCheck((files, opens, *around(profile)), freed, left, found.damaged)


def around(profile: Profile) -> tuple[Check, ...]:
    """All but the files, in no time: disk, clock, key, and whether a copy of the work lies elsewhere."""
    return _disk(profile), Check("clock", *clock_words.look(profile)), _key(profile), _copy(profile)


@dataclass(frozen=True)
class _Found:
    """What does not open, by sealed digest, in words; which of it is damaged on this disk."""

    problems: dict[str, str]
    damaged: tuple[str, ...]


def _look_at(profile: Profile, here: Sequence[FileLine], ctx: Context, *, lately: bool) -> _Found:
    documents = {d.sealed_sha256: d for e in workspace.load(profile).manifest.entries for d in e.documents}
    problems: dict[str, str] = {}
    damaged: list[str] = []
    marks = _marks(profile, here) if lately else {}
    for n, line in enumerate([line for line in here if line.sealed not in marks]):
        ctx.report(say("正在检查 {name}", "Checking {name}", name=line.title), n / len(here))
        lay = seen_files.mark(profile.blob(line.sealed), profile.clock.now())
        try:
            _check_document(profile, documents[line.sealed])
            marks |= {line.sealed: lay} if lay is not None else {}
        except AppError as error:
            if _skipped(profile, line.sealed):  # freed while we looked
                continue
            problems[line.sealed] = error.message
            if isinstance(error, _Damaged):
                damaged.append(line.sealed)
    _note(profile, here, damaged)
    with profile.database.write() as tx:
        seen_files.keep(tx, marks)
    return _Found(problems, tuple(damaged))


def _marks(profile: Profile, here: Sequence[FileLine]) -> dict[str, seen_files.Mark]:
    """Of the files that were found whole lately and lie there untouched."""
    with profile.database.read() as tx:
        known = seen_files.recall(tx)
    now = profile.clock.now()
    return {
        line.sealed: known[line.sealed]
        for line in here
        if not line.damaged and line.sealed in known and known[line.sealed].holds(profile.blob(line.sealed), now)
    }


def _note(profile: Profile, here: Sequence[FileLine], damaged: list[str]) -> None:
    known = {line.sealed for line in here if line.damaged}
    if known != set(damaged):
        with profile.database.write() as tx:
            load_plan.note_damaged(tx, add=damaged, drop=known - set(damaged))


def _skipped(profile: Profile, sealed: str) -> bool:
    with profile.database.read() as tx:
        return tx.documents.blob(sealed).state is BlobState.SKIPPED


def _check_document(profile: Profile, document: Document) -> None:
    place = profile.blob(document.sealed_sha256)
    try:
        with place.open("rb") as sealed:
            digest, _ = file_digest(sealed)
        if digest != document.sealed_sha256:
            raise _Damaged(say("文件已损坏，请重新同步。", "The file is damaged; sync again."))
        reader = SealedReader(place.open("rb"), [SealIdentity.from_hex(document.identity)], sealed_size=document.sealed_size)
    except OSError as error:
        raise AppError(say("文件不见了，请重新同步。", "The file is gone; sync again.")) from error
    with reader:
        if document.media_type == "application/pdf":
            PdfDocument(reader).close()
        elif document.role is DocumentRole.VIDEO:
            first_frame(reader, 160)


def _problem_words(here: Sequence[FileLine], problems: dict[str, str]) -> str:
    """Every file by its name, those with the same trouble together."""
    if not problems:
        return say("所有资料都能打开。", "Every document opens.")
    named: dict[str, list[str]] = {}
    for line in here:
        if line.sealed in problems:
            named.setdefault(problems[line.sealed], []).append(f"{line.entry} {line.title}")
    each = (say("{zh}：{words}", "{en}: {words}", zh="、".join(names), en=", ".join(names), words=words) for words, names in named.items())
    return joined(*each)


def _files_words(here: int, freed: int, left: int, missing: int) -> str:
    if missing:
        return say("还有 {n} 个文件没有下载，请先同步。", "{n} {n:file is|files are} not here; sync first.", n=missing)
    first = (
        say("{n} 个文件在本机", "{n} {n:file is|files are} here", n=here)
        if freed or left
        else say("{n} 个文件都在本机", "{n:The one file is|All files are} here ({n})", n=here)
    )
    gone = (
        say("；另 {m} 个看完已释放，可重新下载", "; {m} {m:was|were} freed after scoring and can be fetched again", m=freed)
        if freed
        else ""
    )
    skipped = say("；{m} 个按您的选择不下载", "; {m} {m:was|were} left out by your choice", m=left) if left else ""
    return first + gone + skipped + say("。", ".")


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
