"""The season's papers: official lists come from here alone, and only from a standing in which nothing waits.

Nothing waiting is not 定稿: until the meeting declares it, lists and 审定表 are drafts and say so on every page, so that nobody
announces them; afterwards they say since when they are final. `frame` reads the store, `write` takes only that: in the pool.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.core import words
from app.core.errors import UsageError
from app.core.exports import export
from app.core.tasks import Context
from app.core.words import say
from app.reports import approval_form, award_list, fonts, minutes, national_list, season_summary, statistics_table
from app.reports.season_summary import SeasonRow, SeasonSummary
from app.reports.values import Imprint, of_round
from app.scoring.season_standing import scope_words
from app.scoring.view import PanelRow
from app.services.chair import award_papers, meeting_papers, method_note, paper_memory
from app.services.chair.award_papers import Listed
from app.services.judge.sheets import TYPE
from app.services.organiser import season_memory, season_minutes, season_standing, state
from app.services.organiser.season_order import OFFICIAL, Order, SeasonPaper, SeasonPapers, Unprinted
from app.services.organiser.season_standing import SeasonStanding
from app.services.profile import Profile

PROVISIONAL, DRAFT = "（暂定）", "草稿 · 未定稿"
"""In titles while something waits; and at the head of every page of what goes out, until 定稿."""
Files = Iterator[tuple[str, bytes]]
"""(ending of the file's name, bytes)."""


@dataclass(frozen=True)
class Basis:
    """One moment of the season, as its papers read it."""

    now: SeasonStanding
    order: Order
    imprint: Imprint
    listed: tuple[Listed, ...]

    def title(self, name: str) -> str:
        mark = "" if self.now.final else PROVISIONAL
        return self.of_round(f"{self.now.state.season.year}年质量管理小组活动成果{name}") + mark

    def of_round(self, title: str) -> str:
        """A title with the round where there are several."""
        return of_round(title, self.now.state.round, earlier=self.now.state.earlier)

    @property
    def official(self) -> Imprint:
        """Of the papers that go out: a draft, or final since when."""
        closed = self.now.closed
        if closed is not None:
            return replace(self.imprint, standing=f"定稿 {closed.at.astimezone():%Y-%m-%d %H:%M}")
        return replace(self.imprint, standing=DRAFT)


def report(profile: Profile, repository: Path, out: Path, order: Order, *, round_number: int | None = None) -> SeasonPapers:
    """Write the papers into `out`, each file whole. Raises UsageError of the standing, `unknown-entry` for a recommended stranger."""
    return write(frame(profile, repository, order, round_number=round_number), out)


def frame(profile: Profile, repository: Path, order: Order, *, round_number: int | None = None) -> Basis:
    """Take what `write` needs, in the database's thread. Raises UsageError of the standing."""
    state.check_repository(profile, str(repository))
    now = season_standing.standing(profile, round_number=round_number)
    imprint = Imprint(now.state.season.organiser, profile.clock.now().replace(microsecond=0))
    filled = _filled(profile, now, order)
    why = now.view.undecided
    return Basis(now, filled, imprint, tuple(_listed(now, r, filled, why.get(r.code, "")) for r in now.view.view.rows))


def _filled(profile: Profile, now: SeasonStanding, order: Order) -> Order:
    """What was not asked for, as it is kept."""
    kept, head = season_memory.of_round(profile, now.state.round), order.head
    with profile.database.read() as tx:
        bodies = order.bodies or paper_memory.bodies_of(tx)
    typed = {name: text for name in ("time", "place", "host", "recorder") if (text := getattr(head, name))}
    national = season_memory.chosen(now, kept.recommended) if order.national is None else order.national
    return replace(order, national=national, bodies=bodies, head=replace(kept.papers.head, **typed))


def write(basis: Basis, out: Path, ctx: Context | None = None) -> SeasonPapers:
    """The same from a moment that is at hand; touches no store: in the pool. Nothing is written before every paper is made. Raises
    DiskFull, and Cancelled between two papers."""
    order, told = basis.order, ctx or Context()
    made: list[tuple[Path, bytes]] = []
    unprinted: list[Unprinted] = []
    wanted = [p for p in SeasonPaper if p in order.which]
    for number, paper in enumerate(wanted):
        told.report(say("正在出{paper}", "Making {paper}", paper=paper.value), number / len(wanted))
        try:
            _require_final(basis, paper)
            made += [(out / f"{_name(basis, paper)}{ending}", content) for ending, content in _made(basis, paper)]
        except UsageError as error:
            if error.reason == "unknown-entry":
                raise
            unprinted.append(Unprinted(paper, words.now(error.message)))
    for path, content in made:
        export(path, content)
    closed = basis.now.closed
    return SeasonPapers(tuple(p for p, _ in made), tuple(unprinted), basis.now.final, closed.at if closed else None, _unprintable(basis))


def _made(basis: Basis, paper: SeasonPaper) -> list[tuple[str, bytes]]:
    """In Chinese, as their forms are, whatever the screen speaks: what is signed is in one language."""
    with words.speaking("zh"):
        return list(_PAPERS[paper](basis))


def _unprintable(basis: Basis) -> tuple[str, ...]:
    rows, here = [e.row for e in basis.listed], basis.now.state
    units = (f"{e.unit or ''}{e.recommender or ''}" for e in basis.listed)
    return fonts.missing_glyphs("".join((*(r.title + r.circle for r in rows), *units, *(j.name for j in here.judges))))


def _require_final(basis: Basis, paper: SeasonPaper) -> None:
    if basis.now.final or basis.order.provisional or paper not in OFFICIAL:
        return
    why = basis.now.notes[0] if basis.now.notes else ""
    raise UsageError(
        say("结果还是暂定的，不出正式名单：{why}", "The standing is provisional, no official list is made: {why}", why=why),
        say("加 --provisional 可出标明“暂定”的名单。", "With --provisional a list marked so is made."), reason="provisional",
    )  # fmt: skip


def _name(basis: Basis, paper: SeasonPaper) -> str:
    here = basis.now.state
    mark = "" if basis.now.final else PROVISIONAL
    return say(
        "{year}-第{round}轮-全季-{paper}{mark}",
        "{year}-round{round}-season-{paper}{mark}",
        year=here.season.year,
        round=here.round,
        paper=paper.value,
        mark=mark,
    )


def _listed(now: SeasonStanding, row: PanelRow, order: Order, put_off: str) -> Listed:
    """Where the season hides units they are named on its papers once it is final, and not before: the chairs still decide by them."""
    source, hides = now.state.rows[row.code], now.state.season.policy.blind_units and now.closed is None
    order = replace(order, units=order.units and not hides, recommenders=order.recommenders and not hides)
    return Listed(
        row, source.topic_type, source.unit if order.units else None, source.recommender if order.recommenders else None, put_off,
        row.code in now.view.asking, bool(now.state.unsigned.get(row.code)),
    )  # fmt: skip


def _summary(basis: Basis) -> Files:
    season = basis.now.state.season
    within = say("排名范围：{scope}。", "Ranked within: {scope}.", scope=scope_words(season.policy.rank_within))
    made = SeasonSummary(
        basis.title("全季汇总表"),
        season.organiser,
        within,
        tuple(_season_row(basis, e) for e in basis.listed),
        tuple(map(words.now, basis.now.notes)),
    )
    yield ".pdf", season_summary.season_summary_pdf(made, basis.imprint)
    yield ".xlsx", season_summary.season_summary_xlsx(made, basis.imprint)
    yield ".docx", season_summary.season_summary_docx(made, basis.imprint)


def _season_row(basis: Basis, entry: Listed) -> SeasonRow:
    row, now = entry.row, basis.now
    proposed, view = now.view.proposed.get(row.code), now.view.view
    names = {f.code: f.name.zh for f in now.state.season.fields}
    marks = [
        (
            row.deferred,
            ("专业组暂缓，待合议" if row.code in now.left_by_panels else "暂缓") + (f"：{entry.put_off}" if entry.put_off else ""),
        ),
        (bool(row.stale), "决定待复核"),
        (bool(row.at_line), "并列待定"),
        (row.code in now.view.wanting, "申请增额"),
        (bool(now.state.unsigned.get(row.code)), "含未签名代录"),
    ]
    return SeasonRow(
        row.code, row.title, row.circle, TYPE[entry.topic_type], names.get(row.field, row.field), now.state.panel_name(row.panel), entry.unit or "",
        entry.recommender or "", row.official, row.rank, view.level_name(row.settled_level),
        "" if proposed == row.level else view.level_name(proposed) or ("暂缓" if row.code in now.view.put_off else "无等级"), "；".join(text for there, text in marks if there),
    )  # fmt: skip


def _minutes(basis: Basis) -> Files:
    record = season_minutes.record(basis.now, basis.title("评审合议会记录"), basis.order.head)
    yield ".pdf", minutes.minutes_pdf(record, basis.imprint)


def _approval(basis: Basis) -> Files:
    here = basis.now.state
    facts = (
        ("范围", f"全季 {len(here.counted)} 个专业组（第 {here.round} 轮，成果 {len(basis.listed)} 项）"),
        ("评审组长", "、".join(season_minutes.chairs_of(here).values())),
    )
    form = meeting_papers.approval_of(here.season, basis.title("审定表"), facts, basis.listed, basis.order.bodies)
    yield ".pdf", approval_form.approval_form_pdf(form, basis.official)


def _awards(basis: Basis) -> Files:
    season = basis.now.state.season
    awards = award_papers.award_list(season, basis.listed, season.organiser)
    awards = replace(awards, title=basis.title("名单"))
    yield ".pdf", award_list.award_list_pdf(awards, basis.official)
    yield ".xlsx", award_list.award_list_xlsx(awards, basis.official)
    yield ".docx", award_list.award_list_docx(awards, basis.official)


def _statistics(basis: Basis) -> Files:
    season = basis.now.state.season
    table = award_papers.statistics(season, basis.listed, (method_note.rule_line(season),))
    yield ".pdf", statistics_table.statistics_table_pdf(replace(table, title=basis.title("统计表")), basis.imprint)


def _national(basis: Basis) -> Files:
    chosen = recommended(basis.listed, basis.order.national or ())
    if not chosen:
        raise UsageError(
            say("没有选定推荐的成果；没有选过时，推荐最好等级的全部成果。",
                "Nobody is chosen to be recommended; before anybody is, everybody at the best level is."), reason="nobody",
        )  # fmt: skip
    season = basis.now.state.season
    made = award_papers.national_list(season, chosen)
    made = replace(made, title=basis.of_round(made.title) + ("" if basis.now.final else PROVISIONAL))
    yield ".pdf", national_list.national_list_pdf(made, basis.official)
    yield ".xlsx", national_list.national_list_xlsx(made, basis.official)
    yield ".docx", national_list.national_list_docx(made, basis.official)


def recommended(listed: Sequence[Listed], codes: Sequence[str]) -> tuple[Listed, ...]:
    """Those named, in that order. Raises UsageError `unknown-entry`."""
    by_code = {e.row.code: e for e in listed}
    if unknown := [c for c in codes if c not in by_code]:
        raise UsageError(
            say("没有这项成果：{code}", "There is no such entry: {code}", code=unknown[0]), say("请核对编号。", "Check the code."), reason="unknown-entry",
        )  # fmt: skip
    return tuple(by_code[c] for c in codes)


_PAPERS: dict[SeasonPaper, Callable[[Basis], Files]] = {
    SeasonPaper.SUMMARY: _summary,
    SeasonPaper.MINUTES: _minutes,
    SeasonPaper.APPROVAL: _approval,
    SeasonPaper.AWARDS: _awards,
    SeasonPaper.STATISTICS: _statistics,
    SeasonPaper.NATIONAL: _national,
}
