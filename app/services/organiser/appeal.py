"""The appeal pack: what was signed about one entry, to be checked by anybody with `qcdesk verify`, and nothing about any other entry.

A statement holds digests only, so a judge's signature can be shown with the parts about one entry. A remark that names another entry
or a judge cannot be cut, for the signature would break: it is left out whole, and the pack says so. In a decision's reason, which the
organiser signs anew, the other entry's name alone is left out, and judges stand by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.core import strictjson
from app.core.clock import whole_second
from app.core.errors import AppError, UsageError
from app.core.exports import export_together
from app.core.words import say
from app.models.appeal import Appeal, AppealSheet
from app.models.decision import Decision
from app.models.entry import Entry
from app.models.result import CommentsPart, LogLine, LogPart, Part, PointsPart, RecusalPart
from app.models.sheet import Audience
from app.packages import appeal as packs
from app.packages import codec, documents, parts
from app.services.judge.log_part import Log
from app.services.organiser import appeal_words, season_standing, season_state, state
from app.services.organiser.appeal_names import ANOTHER, Unnamed
from app.services.organiser.panel_files import PanelFile
from app.services.organiser.season_setup import ORGANISER
from app.services.organiser.season_state import SeasonState
from app.services.organiser.state import OrganiserKeys
from app.services.profile import Profile
from app.store.evidence import Evidence
from app.trust import b64, sealed
from app.trust import envelope as dsse
from app.trust.fingerprint import fingerprint


@dataclass(frozen=True)
class Packed:
    """The folder made, its payload's digest and 校验码, how many judges' sheets it shows, and what was left out, in sentences."""

    folder: Path
    file: Path
    payload: str
    fingerprint: str
    sheets: int
    withheld: tuple[str, ...]


def make(profile: Profile, repository: Path, code: str, out: Path, *, remarks: bool = True, round_number: int | None = None) -> Packed:
    """Write `OUT/申诉材料-CODE/`: the pack, the root of trust and how to check it. Raises UsageError as `_counted` does."""
    home = state.check_repository(profile, str(repository))
    here = season_state.load(profile, round_number)
    entry, file = _counted(here, code.upper())
    unnamed = Unnamed(here.rows[entry.code], here.rows.values(), here.judges)
    with profile.database.read() as tx:
        keys, roster = state.keys(tx), tx.evidence.newest("roster")
        held = [(p.judge, tx.evidence.get("result", p.payload)) for p in file.value.packages]
    if roster is None:
        raise RuntimeError("a panel closed before anything was published")
    shown = [_sheet(entry.code, judge, e, keys, unnamed, remarks=remarks) for judge, e in held]
    decisions, left_out = _decisions((*file.value.decisions, *here.decisions), entry.code, unnamed)
    score = replace(next(e for e in file.value.entries if e.entry == entry.code), adjusted=None)  # 参考 is the chairs' own
    level, rank, open_end = _official(here, entry.code)
    value = Appeal(
        season=here.season.id, round=here.round, entry=entry.code, title=entry.title, circle=entry.circle, organiser=ORGANISER,
        created=whole_second(profile.clock.now()), panel=file.value.panel, panel_result=file.payload, score=score,
        sheets=tuple(s for s, _ in shown if s is not None), decisions=decisions,
        withheld=(*(w for _, words in shown for w in words), *_unsigned(file.unsigned, score.scores), *left_out, *open_end), roster=roster.envelope.decode(),
        season_envelope=file.value.season_envelope, roots=(home.root,), level=level, rank=rank,
    )  # fmt: skip
    return _written(value, keys, out, home.root)


def _counted(here: SeasonState, code: str) -> tuple[Entry, PanelFile]:
    """The entry and the panel result that counts it. Raises UsageError `withdrawn`, `unknown-entry`, `not-closed`."""
    if (row := here.rows.get(code)) is not None and row.withdrawn:
        raise UsageError(
            say("{code} 已撤报，没有计入的得分。", "{code} was withdrawn and has no score that counts.", code=row.code),
            say("请核对编号；撤报的成果没有申诉材料。", "Check the code; there is no appeal pack of a withdrawn entry."), reason="withdrawn",
        )  # fmt: skip
    entry = here.entries.get(code)
    file = next((f for f in here.counted.values() if any(e.entry == code for e in f.value.entries)), None)
    if entry is None or file is None:
        raise UsageError(
            say("{code} 还没有计入的小组结果。", "No counted panel result has {code}.", code=code[:40]),
            say("请核对编号，并先合并该组的 .qcp。", "Check the code, and merge that panel's .qcp first."),
            reason="not-closed" if entry else "unknown-entry",
        )  # fmt: skip
    return entry, file


def _written(value: Appeal, keys: OrganiserKeys, out: Path, root: str) -> Packed:
    """Read back as a stranger would before anything is on the disk. The text names the pack's 校验码: never a new text beside an old pack."""
    envelope = documents.sign(documents.APPEAL, value, keys.sign)
    found = dsse.parse(envelope, limit=2 * documents.APPEAL.limit)
    read = packs.read(found, [keys.daily.public_hex])
    folder = out / say("申诉材料-{code}", "appeal-{code}", code=value.entry)
    file = folder / f"{value.entry}.qcappeal"
    told = appeal_words.text(read, file.name).encode("utf-8-sig")
    export_together(folder, {"root.json": root.encode(), say("说明.txt", "README.txt"): told, file.name: envelope})
    return Packed(folder, file, found.payload_digest, fingerprint(found.payload_digest), len(value.sheets), value.withheld)


def _official(here: SeasonState, code: str) -> tuple[str | None, int | None, list[str]]:
    """Level and rank at season scope, which are official from 定稿 on; before it none, and the sentence that says so."""
    try:
        now = season_standing.of_state(here)
    except UsageError:  # the panels cannot be ranked yet
        return None, None, [_not_final()]
    row = now.view.view.row(code)
    if row is None or now.closed is None:
        return None, None, [_not_final()]
    return row.settled_level, row.rank, []


def _not_final() -> str:
    return say("全季还没有定稿，没有正式的等级和名次。", "The season is not final yet: there is no official level and no rank.")


def _sheet(
    code: str, judge: str, evidence: Evidence | None, keys: OrganiserKeys, unnamed: Unnamed, *, remarks: bool
) -> tuple[AppealSheet | None, list[str]]:
    """What is shown of one judge, and what is not, in sentences."""
    if evidence is None:
        return None, [say("{judge} 的评分文件组织方没有收到。", "The organiser holds no file of {judge}.", judge=judge)]
    texts = [t.encode() for t in strictjson.loads(evidence.attachment or b"[]")]
    read = [(t, parts.decode(t)) for t in texts]
    mine = [(t, p) for t, p in read if isinstance(p, PointsPart | CommentsPart | RecusalPart) and p.entry == code]
    words = []
    if not remarks:
        mine = [(t, p) for t, p in mine if not isinstance(p, CommentsPart)]
        words.append(say("{judge} 的评语按要求不附。", "Remarks of {judge} are not enclosed, as asked.", judge=judge))
    refused = {t: why for t, p in mine if (why := _for_the_panel(judge, p) or unnamed.why_not(judge, t.decode()))}
    if any(isinstance(p, CommentsPart) and t in refused for t, p in mine):
        remarks = False  # nor does the log tell what the part does not
    mine = [(t, p) for t, p in mine if t not in refused]
    words += dict.fromkeys(refused.values())
    lines, unread = _log(code, [p for _, p in read], keys)
    clean = tuple(line for line in lines if remarks or line.kind in ("points", "recusal", "level"))
    clean = tuple(line for line in clean if not unnamed.named_in(line.value or ""))
    if len(clean) != len(lines) or unread:
        words.append(say("{judge} 的修改记录不全附。", "The log of {judge} is not enclosed whole.", judge=judge))
    return AppealSheet(judge, evidence.envelope.decode(), tuple(t.decode() for t, _ in mine), clean), words


def _for_the_panel(judge: str, part: Part) -> str:
    """A note written for the panel alone stays there; the signature holds over the whole part, so the part does."""
    if isinstance(part, CommentsPart) and any(n.audience is not Audience.FEEDBACK for n in part.notes):
        return say(
            "{judge} 的评语有只给本组看的，整份不附。",
            "Some remarks of {judge} are for the panel only: none of theirs is enclosed.",
            judge=judge,
        )
    return ""


def _log(code: str, read: Iterable[Part], keys: OrganiserKeys) -> tuple[tuple[LogLine, ...], bool]:
    """The entry's lines of the sealed log; True when there is a log that the organiser cannot open."""
    log = next((p for p in read if isinstance(p, LogPart)), None)
    if log is None:
        return (), False
    try:
        whole = codec.from_bytes(Log, sealed.unwrap(b64.decode(log.sealed), [keys.seal]))
    except AppError:
        return (), True  # the policy names other readers, or it is none: said in the pack
    return tuple(line for line in whole.lines if line.entry == code), False


def _decisions(made: Sequence[Decision], code: str, unnamed: Unnamed) -> tuple[tuple[Decision, ...], list[str]]:
    mine = sorted((d for d in made if d.entry == code), key=lambda d: (d.at, d.id))
    words = []
    if any(unnamed.entries_in(d.reason) for d in mine):
        words.append(say("决定理由里提到的其他成果以{mark}代替。", "Other entries named in reasons are replaced by {mark}.", mark=ANOTHER))
    if any(unnamed.judges_in(d.reason) for d in mine):
        words.append(say("决定理由里的评委姓名以编号代替。", "Judges named in reasons are replaced by their numbers."))
    return tuple(replace(d, reason=unnamed.without(d.reason)) for d in mine), words


def _unsigned(judges: Iterable[str], scored: Iterable[str]) -> list[str]:
    return [
        say("{judge} 的评分由组长代录，未签名。", "The sheet of {judge} was copied by the chair and is unsigned.", judge=j)
        for j in sorted(set(judges) & set(scored))
    ]
