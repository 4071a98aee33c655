"""The season's standing as screens, commands and papers read it; a joint order of panels that cannot be compared is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.errors import UsageError
from app.core.ids import sha256_hex
from app.core.strictjson import dumps
from app.core.words import say, strung
from app.models.decision import Decision, DecisionKind
from app.models.season import QuotaScope
from app.packages import documents
from app.scoring.decisions import acting
from app.scoring.merge import Fork
from app.scoring.season_standing import SeasonView, season_view
from app.scoring.view import RECUSED
from app.services.chair import decision_words, method_note
from app.services.organiser import season_state
from app.services.organiser.season_state import SeasonState
from app.services.profile import Profile

_NAMED = 3


@dataclass(frozen=True)
class SeasonStanding:
    """The state, its view, and what has to be said beside it. `final`: every panel has closed and nothing waits."""

    state: SeasonState
    view: SeasonView
    notes: tuple[str, ...]

    @property
    def final(self) -> bool:
        state = self.state
        return not (state.missing or state.standing.waiting or state.unscored or any(r.stale for r in self.view.view.rows))

    @property
    def waiting(self) -> tuple[str, ...]:
        """What the meeting has to settle before 定稿, each in one sentence."""
        state, rows = self.state, self.view.view.rows
        chosen = undecided(state)
        found = (
            ("缺小组结果", "panel results missing", [state.panel_name(p) for p in state.missing if p not in chosen]),
            ("小组结果待选定", "panel results to choose from", [state.panel_name(p) for p in chosen]),
            ("没有得分", "no score", state.unscored),
            ("待复核", "to be confirmed", [r.code for r in rows if r.stale]),
            ("暂缓", "deferred", [r.code for r in rows if r.deferred and r.code not in self.left_by_panels]),
            (
                "专业组暂缓，待合议",
                "deferred by their panel and not talked of yet",
                [r.code for r in rows if r.code in self.left_by_panels],
            ),
            ("名额线上并列", "tied at a line", [r.code for r in rows if r.at_line]),
            ("申请增额待定", "extra places asked for", sorted(self.view.requested)),
            ("超出名额、未批准增额", "beyond the places, not granted", self._over()),
        )
        return tuple(say(f"{zh} {{which}}", f"{en}: {{which}}", which=" ".join(which)) for zh, en, which in found if which)

    def _over(self) -> list[str]:
        """Levels given beyond their places, each with the entries that the organiser is asked for."""
        found = dict.fromkeys(m.quota.level for m in self.view.view.meters if m.over)
        who = {level: sorted(code for code, asked in self.view.asking.items() if asked == level) for level in found}
        names = {level: decision_words.level_words(self.state.season, level) for level in found}
        return [
            say("{level}（{codes}）", "{level} ({codes})", level=names[level], codes=" ".join(who[level])) if who[level] else names[level]
            for level in found
        ]

    @property
    def left_by_panels(self) -> frozenset[str]:
        """Entries that their panel put off and the season has said nothing about yet."""
        here = {d.entry for d in acting(self.state.decisions) if d.kind is DecisionKind.DEFER}
        return frozenset(code for code in self.view.undecided if code in self.view.put_off and code not in here)

    @property
    def digest(self) -> str:
        """Of every rank and level: what 定稿 rests on."""
        return sha256_hex(dumps({r.code: [r.rank, r.level] for r in self.view.view.rows}))

    @property
    def closed(self) -> Decision | None:
        """定稿, while everything stands as it was then."""
        made = self._last_closing
        return made if made is not None and made.basis == self.digest and not self.waiting else None

    @property
    def _last_closing(self) -> Decision | None:
        return next((d for d in reversed(acting(self.state.decisions)) if d.kind is DecisionKind.CLOSE), None)

    @property
    def official_words(self) -> str:
        """Whether ranks and levels are the official ones, or were, in one sentence."""
        made = self._last_closing
        if made is None:
            return say("还没有定稿：名次和等级还不是正式结果。", "Not final yet: ranks and levels are not official.")
        at = f"{made.at.astimezone():%Y-%m-%d %H:%M}"
        if self.closed is None:
            return say(
                "{at} 定稿以后有变化，要重新定稿。", "Something changed after it was made final at {at}: make it final again.", at=at
            )
        return say("已定稿：{at}", "Final since {at}", at=at)


def standing(profile: Profile, *, round_number: int | None = None) -> SeasonStanding:
    """The standing now. Raises UsageError `nothing-merged`, `unconnected`, `quota-crosses-ranking`."""
    return of_state(season_state.load(profile, round_number))


def of_state(state: SeasonState) -> SeasonStanding:
    """The same from a state at hand. Equal states give equal standings."""
    if not state.counted and (told := undecided(state)):
        reason = "two-chairs" if state.contested else "same-number"
        raise UsageError(" ".join(told.values()), say("请用 organizer choose 选定。", "Choose with organizer choose."), reason=reason)
    if not state.counted:
        raise UsageError(
            say("还没有小组结果。", "No panel result counts yet."),
            say("请用 organizer merge 合并各组的 .qcp 文件。", "Merge the panels' .qcp files with organizer merge."), reason="nothing-merged",
        )  # fmt: skip
    groups = islands_of(state)
    if len(groups) > 1 and state.season.policy.rank_within in (None, QuotaScope.SEASON):
        raise _unconnected(state, groups)
    view = season_view(state.season, state.closed(), state.panels_decided(), state.decisions)
    return SeasonStanding(state, view, tuple(_notes(state, view, groups)))


def islands_of(state: SeasonState) -> tuple[tuple[str, ...], ...]:
    """Groups of panels that shared reads make comparable."""
    from app.scoring.statistics.islands import islands  # numpy, and only where seasons are merged

    reads = {
        panel: {e.entry: [j for j, t in e.scores.items() if t != RECUSED] for e in file.value.entries}
        for panel, file in state.counted.items()
    }
    return islands(reads)


def _unconnected(state: SeasonState, groups: Sequence[Sequence[str]]) -> UsageError:
    names = strung(say("；", "; "), (strung(say("、", ", "), (state.panel_name(p) for p in group)) for group in groups[: _NAMED + 1]))
    more = say("等 {n} 处", " and others, {n} in all", n=len(groups)) if len(groups) > _NAMED + 1 else ""
    return UsageError(
        say(
            "{names}{more}之间没有共同的评委，宽严无法比较，不能排在同一个名次里。",
            "{names}{more} share no judge: severity cannot be compared, so they are not put in one order.",
            names=names, more=more,
        ),
        say(
            "请按规则改为按领域或按专业组排名（organizer policy --rank-within field 或 panel）。共同的评委要在分组时安排（{reads}）："
            "一轮里一位评委只在一个专业组，评分文件只给本组组长。",
            "Rank by field or panel (organizer policy --rank-within field or panel). A common judge has to be planned with the panels ({reads}): "
            "in one round a judge sits on one panel, and only that panel's chair opens the file.",
            reads=_bridges(state, groups),
        ),
        reason="unconnected",
    )  # fmt: skip


def _bridges(state: SeasonState, groups: Sequence[Sequence[str]]) -> str:
    """Reads that would join every group to the first: its busiest judge and each other group's most read entry."""
    reads = {p: state.counted[p].value.entries for g in groups for p in g}
    judges = sorted(j for p in groups[0] for e in reads[p] for j, t in e.scores.items() if t != RECUSED)
    judge = max(dict.fromkeys(judges), key=judges.count)
    entries = [max((e for p in g for e in reads[p]), key=lambda e: (e.reads, e.entry)).entry for g in groups[1 : _NAMED + 1]]
    more = "…" if len(groups) > _NAMED + 1 else ""
    return say(
        "例如 {judge} 加评 {entries}{more}",
        "e.g. {judge} reads {entries}{more} too",
        judge=judge,
        entries=strung(say("、", ", "), entries),
        more=more,
    )


def _notes(state: SeasonState, view: SeasonView, groups: Sequence[Sequence[str]]) -> list[str]:
    """What is not settled, in sentences; the method and the policy's digest last."""
    found = []
    if state.missing:
        found.append(say("还缺小组结果：{who}；名次和等级是暂定的。", "Panel results missing: {who}; ranks and levels are provisional.",
                         who=strung(say("、", ", "), (state.panel_name(p) for p in state.missing))))  # fmt: skip
    found += undecided(state).values()
    if state.unscored:
        found.append(say("小组结果里没有：{codes}。", "In no panel's result: {codes}.", codes=strung(say("、", ", "), state.unscored)))
    found += [*_crossing(state, groups), *_unsigned(state), *_other_policy(state)]
    if view.unordered:
        found.append(
            say(
                "不知道各项得分，同分并列：{codes}。",
                "Tied, for their items are not known: {codes}.",
                codes=strung(say("、", ", "), view.unordered),
            )
        )
    if view.wanting:
        found.append(
            say(
                "申请增额待定：{codes}。",
                "Extra places asked for and not granted: {codes}.",
                codes=strung(say("、", ", "), sorted(view.wanting)),
            )
        )
    if view.held:
        found.append(
            say("按专业组决定不升级：{codes}。", "Held at their panel's decision: {codes}.", codes=strung(say("、", ", "), view.held))
        )
    found += [
        method_note.rule_line(state.season),
        method_note.tie_line(state.season),
        *method_note.carried_lines(state.season, state.round),
    ]
    digest = documents.policy_digest(state.season.policy)[:16]
    return [*found, say("规则编号 {digest}", "Policy digest {digest}", digest=digest)]


def undecided(state: SeasonState) -> dict[str, str]:
    """Panels of which nothing counts before the organiser has chosen: panel → why, in words."""
    forks = {f.judge: _fork_words(state, f) for f in state.standing.forks if f.judge not in state.contested}
    return {**{p: _contested_words(state, p) for p in state.contested}, **forks}


def _contested_words(state: SeasonState, panel: str) -> str:
    """Results of two chairs of one panel, in words."""
    names, files = {j.id: j.name for j in state.judges}, state.contested[panel]
    who = strung(say("；", "; "), (f"{names.get(f.value.chair, f.value.chair)} {short(f.payload)}" for f in files))
    return say("{panel} 有两位组长各交来小组结果，都未采用，请选定一份：{who}。",
               "Two chairs of {panel} each sent a result and neither counts; choose one: {who}.",
               panel=state.panel_name(panel), who=who)  # fmt: skip


def _fork_words(state: SeasonState, fork: Fork) -> str:
    """Different results of one panel under one number (its chair closed again from a copied profile), in words."""
    return say("{panel}：同号的小组结果有 {n} 份，内容不同，暂都不计。请选定一份：{codes}。",
               "{panel}: {n} different results under one number, none of them counts for now. Choose one: {codes}.",
               panel=state.panel_name(fork.judge), n=len(fork.payloads), codes=strung(say("、", ", "), (short(p) for p in fork.payloads)))  # fmt: skip


def short(payload: str) -> str:
    """The beginning of a digest, as it is shown and typed."""
    return payload[:12]


def _crossing(state: SeasonState, groups: Sequence[Sequence[str]]) -> list[str]:
    """Ranked by field as declared, over panels that nothing connects: said on every paper."""
    if state.season.policy.rank_within is not QuotaScope.FIELD or len(groups) < 2:
        return []
    island = {p: n for n, g in enumerate(groups) for p in g}
    fields: dict[str, set[int]] = {}
    for c in state.closed():
        if c.panel in island:
            fields.setdefault(c.entry.field, set()).add(island[c.panel])
    names = {f.code: say(f.name.zh, f.name.en) for f in state.season.fields}
    mixed = [names.get(f, f) for f, found in sorted(fields.items()) if len(found) > 1]
    return [say("按规则在领域内统一排名；{fields}由没有共同评委的专业组评出，宽严未作比较。",
                "Ranked inside each field as declared; {fields} were judged by panels without a common judge, severity is not compared.",
                fields=strung(say("、", ", "), mixed))] if mixed else []  # fmt: skip


def _unsigned(state: SeasonState) -> list[str]:
    found = [f"{state.panel_name(p)} {'、'.join(f.unsigned)}" for p, f in state.counted.items() if f.unsigned]
    return [say("未签名，组长代录：{who}。", "Unsigned, copied by the chair: {who}.", who=strung(say("；", "; "), found))] if found else []


def _other_policy(state: SeasonState) -> list[str]:
    now = documents.policy_digest(state.season.policy)
    old = {p: f.value.policy_digest for p, f in state.counted.items() if f.value.policy_digest != now}
    words = say("{who} 按另一版规则定稿（编号 {old}），等级和名额按现行规则计算。",
                "{who} closed under another version of the policy ({old}); levels and places follow the one in force.",
                who=strung(say("、", ", "), (state.panel_name(p) for p in old)), old=strung(say("、", ", "), sorted({d[:16] for d in old.values()})))  # fmt: skip
    return [words] if old else []
