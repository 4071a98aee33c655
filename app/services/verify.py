"""Verifying one file alone, offline, years later: who signed what, under which root and roster."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.core import strictjson
from app.core.clock import to_text
from app.core.errors import FormatError, NotForUs, TrustError, UsageError
from app.core.files import read_limited
from app.core.words import joined, say, strung
from app.models.decision import PanelResult
from app.models.points import to_text as to_points
from app.models.roster import PanelRole, Roster
from app.packages import appeal, documents, enrolment, parts, root, score_sums, sealing
from app.packages.documents import Kind
from app.packages.sealing import Bundle
from app.services import profile as profiles
from app.services.chair import unsigned_ext
from app.services.judge import identity
from app.services.organiser import state
from app.trust import envelope as dsse
from app.trust.envelope import Envelope
from app.trust.fingerprint import fingerprint, season_code
from app.trust.keys import SealIdentity

LIMIT = 64 << 20


_NAMES = {
    "judge": ("评委", "judge"), "round": ("轮次", "round"), "sequence": ("第几次提交", "number"), "created": ("签署时间", "signed at"),
    "sheets": ("评分表", "sheets"), "recused": ("回避", "recused"), "key": ("密钥", "key"), "made": ("制作时间", "made at"), "done": ("已评", "done"),
    "drafts": ("草稿", "drafts"), "state": ("状态", "state"), "payload": ("评分文件编号", "package"), "total": ("合计", "total"), "panel": ("专业组", "panel"),
    "packages": ("评分文件", "packages"), "entries": ("成果", "entries"), "unsigned": ("未签名，组长代录", "unsigned, copied by the chair"),
    "entry": ("成果编号", "entry"), "official": ("最终得分", "official score"), "level": ("等级代号", "level"), "level_name": ("等级", "level's name"), "judges": ("评委", "judges"),
    "payloads": ("评分文件编号", "packages"), "decisions": ("决定", "decisions"), "not_shown": ("没有附上评分的评委", "judges whose points are not enclosed"), "withheld": ("没有附上的内容", "not enclosed"), "panel_result": ("小组结果编号", "panel result"),
}  # fmt: skip
_KINDS = {
    "roster": ("名册", "roster"), "season": ("赛季", "season"), "manifest": ("评委清单", "manifest"), "invitation": ("邀请", "invitation"),
    "enrolment": ("登记请求", "enrolment"), "result": ("评分文件", "result package"), "receipt": ("回执", "receipt"), "panel": ("小组结果", "panel result"),
    "appeal": ("申诉材料", "appeal pack"), "draft": ("副本", "copy of a draft"),
}  # fmt: skip


@dataclass(frozen=True)
class Verified:
    """What holds: kind, signer in words, payload digest and its 校验码, the code of the season whose root was trusted (empty when
    that root is not version 1), and facts of the content."""

    kind: str
    signer: str
    payload: str
    fingerprint: str
    season: str
    roster_version: int | None
    facts: dict[str, object] = field(default_factory=dict)
    season_code: str = ""

    def lines(self) -> list[str]:
        """For the command line."""
        head = say(
            "签名有效：{kind}，签名人 {signer}",
            "The signature holds: {kind}, signed by {signer}",
            kind=_kind(self.kind),
            signer=self.signer,
        )
        told = (f"{_named(k)}{say('：', ': ')}{_shown(v, k)}" for k, v in self.facts.items())
        return [head, self._of_whom(), say("校验码 {code}", "Check code {code}", code=self.fingerprint), *told]

    def _of_whom(self) -> str:
        """A signature is worth what its root is: a forger encloses a root of their own, and only the season's code tells."""
        if not self.season_code:
            return say("赛季码无法核对：root.json 不是第 1 版。", "The season code cannot be compared: root.json is not version 1.")
        return say(
            "赛季码 {code}（与组织方公布的一致，上面的签名才作数）", "Season code {code} (the signature counts only if the organiser announced this one)",
            code=self.season_code,
        )  # fmt: skip


def _kind(kind: str) -> str:
    zh, en = _KINDS.get(kind, (kind, kind))
    return say(zh, en)


def _named(fact: str) -> str:
    """A fact's name for people; `--json` keeps the key."""
    zh, en = _NAMES.get(fact, (fact, fact))
    return say(zh, en)


def _shown(value: object, fact: str) -> str:
    if isinstance(value, list) and fact == "withheld":
        return joined(*map(str, value)) or "—"
    if isinstance(value, list):
        return strung(say("、", ", "), map(str, value)) or "—"
    return "—" if value is None else str(value)


def verify(file: Path, trust: Path, *, roster: Path | None = None, home: Path | None = None) -> Verified:
    """Verify `file` under root.json `trust`. Sealed files need a profile in `home` that can open them.

    Results and receipts need the roster: given, or the newest one in `home`. Raises TrustError, FormatError, UsageError.
    """
    root_json = read_limited(trust, root.LIMIT)
    signers = root.targets_keys(root_json)
    bundle = _opened(read_limited(file, LIMIT), home)
    found = dsse.parse(bundle.envelope, limit=LIMIT * 2)
    if found.kind == "panel":
        return _panel(found, root_json, signers)
    if found.kind == "appeal":
        _require_as_written(bundle.envelope)
        return _appeal(found, root_json, signers)
    known = {k.name: k for k in (documents.ROSTER, documents.SEASON, documents.MANIFEST, documents.INVITATION)}
    if found.kind in known:
        kind: Kind[object] = known[found.kind]  # type: ignore[assignment]
        documents.believe(kind, found, signers)
        return _report(found, say("组织方（root.json 的发布密钥）", "the organiser (targets key of root.json)"), root_json, None, {})
    if found.kind == "enrolment":
        value = enrolment.read_request(bundle.envelope).value
        return _report(
            found, say("申请登记的设备（{j}）", "the enrolling device of {j}", j=value.judge), root_json, None, {"judge": value.judge}
        )
    held = _roster(roster, home, signers)
    if found.kind == "draft":
        return _draft(found, held, root_json)
    return _result(found, bundle, held, root_json) if found.kind == "result" else _receipt(found, held, root_json)


def _opened(data: bytes, home: Path | None) -> Bundle:
    if not sealing.is_sealed(data):
        return Bundle(data)
    if home is None:
        raise NotForUs(
            say("这个文件是加密的。", "This file is sealed."),
            say("请用 --home 指定能打开它的档案。", "Name a profile that can open it with --home."),
        )
    return sealing.unseal(data, _identities(home))


def _identities(home: Path) -> list[SealIdentity]:
    with profiles.opened(home, passphrase=profiles.passphrase_of_environment()) as profile, profile.database.read() as tx:
        found = []
        if identity.find(tx) is not None:
            keys = identity.keys(tx)
            found += [keys.seal, *([keys.one_time] if keys.one_time else [])]
        if state.HOME.get(tx, state.ONLY) is not None:
            found.append(state.keys(tx).seal)
        return found


def _roster(path: Path | None, home: Path | None, signers: tuple[str, ...]) -> Roster:
    if path is not None:
        return documents.read(documents.ROSTER, read_limited(path, LIMIT), signers).value
    if home is not None:
        with profiles.opened(home, passphrase=profiles.passphrase_of_environment()) as profile, profile.database.read() as tx:
            held = tx.evidence.newest("roster")
        if held is not None:
            return documents.read(documents.ROSTER, held.envelope, signers).value
    raise UsageError(
        say("还需要名册才能核对评委的签名。", "The roster is needed to check a judge's signature."),
        say("请用 --roster 指定 roster.json。", "Name roster.json with --roster."),
    )


def _result(found: Envelope, bundle: Bundle, roster: Roster, root_json: bytes) -> Verified:
    claimed = documents.peek(documents.RESULT, found)
    judge = roster.judge(claimed.judge)
    keys = [k for k in judge.keys if k.epoch == claimed.epoch] if judge else []
    statement = documents.believe(documents.RESULT, found, [k.sign for k in keys]).value
    content = parts.read(statement, bundle.parts) if bundle.parts else None
    facts: dict[str, object] = {
        "judge": statement.judge, "round": statement.round, "sequence": statement.sequence, "created": to_text(statement.created),
        "sheets": len(content.points) if content else None, "recused": len(content.recusals) if content else None,
        "key": "live" if keys[0].ended is None else f"ended ({keys[0].ended.why})",
    }  # fmt: skip
    return _report(
        found,
        say("评委 {j}（第 {e} 把密钥）", "judge {j} (key {e})", j=statement.judge, e=statement.epoch),
        root_json,
        roster.version,
        facts,
    )


def _draft(found: Envelope, roster: Roster, root_json: bytes) -> Verified:
    claimed = documents.peek(documents.DRAFT, found)
    judge = roster.judge(claimed.judge)
    keys = [k.sign for k in judge.keys if k.epoch == claimed.epoch] if judge else []
    value = documents.believe(documents.DRAFT, found, keys).value
    facts: dict[str, object] = {"judge": value.judge, "made": to_text(value.made), "done": value.sheets_done, "drafts": value.drafts}
    signer = say("评委 {j}（第 {e} 把密钥）", "judge {j} (key {e})", j=value.judge, e=value.epoch)
    return _report(found, signer, root_json, roster.version, facts)


def _receipt(found: Envelope, roster: Roster, root_json: bytes) -> Verified:
    claimed = documents.peek(documents.RECEIPT, found)
    chair = roster.judge(claimed.chair)
    role = chair.role_in(claimed.round) if chair else None
    keys = [k.sign for k in chair.keys] if chair and role and role.role is PanelRole.CHAIR else []
    value = documents.believe(documents.RECEIPT, found, keys).value
    facts: dict[str, object] = {
        "judge": value.judge,
        "state": str(value.state),
        "payload": value.payload,
        "sheets": value.sheets,
        "total": value.total,
    }
    return _report(found, say("评审组长 {j}", "panel chair {j}", j=value.chair), root_json, roster.version, facts)


def _panel(found: Envelope, root_json: bytes, signers: tuple[str, ...]) -> Verified:
    claimed: PanelResult = documents.peek(documents.PANEL, found)
    roster = documents.read(documents.ROSTER, claimed.roster.encode(), signers).value
    season = documents.read(documents.SEASON, claimed.season_envelope.encode(), signers).value
    chair = roster.judge(claimed.chair)
    role = chair.role_in(claimed.round) if chair else None
    keys = [k.sign for k in chair.keys] if chair and role and (role.role, role.panel) == (PanelRole.CHAIR, claimed.panel) else []
    value = documents.believe(documents.PANEL, found, keys).value
    score_sums.require_rules(value, season)
    score_sums.require_sums(value, season)
    facts: dict[str, object] = {
        "panel": value.panel,
        "sequence": value.sequence or 1,
        "packages": len(value.packages),
        "entries": len(value.entries),
        "created": to_text(value.created),
    }
    if unsigned := unsigned_ext.judges(documents.ext_of(found)):
        facts["unsigned"] = list(unsigned)  # points that rest on no judge's signature
    return _report(found, say("评审组长 {j}", "panel chair {j}", j=value.chair), root_json, roster.version, facts)


def _appeal(found: Envelope, root_json: bytes, signers: tuple[str, ...]) -> Verified:
    """Every judge's signature and every part inside was checked, too; whose points are not shown, and what was left out, is said."""
    read = appeal.read(found, signers)
    pack = read.value.value
    level = next((say(v.name.zh, v.name.en) for v in read.season.levels if v.code == pack.level), pack.level)
    facts: dict[str, object] = {
        "entry": pack.entry, "official": to_points(pack.score.official) if pack.score.official is not None else None, "level": pack.level, "level_name": level,
        "judges": [s.statement.value.judge for s in read.sheets], "not_shown": list(read.not_shown), "payloads": [s.statement.payload_digest for s in read.sheets],
        "decisions": len(pack.decisions), "withheld": list(pack.withheld), "panel_result": pack.panel_result,
    }  # fmt: skip
    return _report(found, say("组织方 {o}", "the organiser {o}", o=pack.organiser), root_json, read.roster.version, facts)


def _require_as_written(envelope: bytes) -> None:
    """Nothing signs the blanks between the parts of an envelope. A pack goes from hand to hand, and its text promises that any byte changed
    is noticed: one that was opened and saved again elsewhere is told from the one that was made. Raises FormatError."""
    if strictjson.dumps(strictjson.loads(envelope)) != envelope:
        raise FormatError(
            say("文件被改写过：与组织方写出的不是每个字节都相同。", "The file was written again: it is not byte for byte what the organiser wrote."),
            say("请索取原来的文件。", "Ask for the original file."), reason="rewritten",
        )  # fmt: skip


def _same_season(found: Envelope, root_json: bytes) -> str:
    """The season id the document names, held against root version 1. Raises TrustError when it is another one."""
    payload = strictjson.loads(found.payload)
    named = str(payload.get("id" if found.kind == "season" else "season", "")) if isinstance(payload, dict) else ""
    if root.version(root_json) == 1 and named != root.season_of(root_json):
        raise TrustError(
            say("文件属于另一个赛季。", "The file belongs to another season."),
            say("请核对 --trust 给出的 root.json。", "Check the root.json given with --trust."),
            reason="other-season",
        )
    return named


def _report(found: Envelope, signer: str, root_json: bytes, roster_version: int | None, facts: dict[str, object]) -> Verified:
    season = _same_season(found, root_json)
    code = season_code(root_json) if root.version(root_json) == 1 else ""
    return Verified(found.kind, signer, found.payload_digest, fingerprint(found.payload_digest), season, roster_version, facts, code)
