"""一份成果 on the chair's desk: every judge's points by item, before and after consensus, with what was decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.words import say
from app.models.decision import Scope
from app.models.points import to_text
from app.models.rubric import Rubric, RubricItem
from app.models.shape import Points
from app.models.sheet import ScoreSheet
from app.scoring.aggregate import rule_short, rule_words
from app.scoring.carried import WHOLE, weight
from app.scoring.view import PanelRow
from app.services.chair import decision_log, leading
from app.services.chair import panel as panels
from app.services.chair.assembly import PanelSays
from app.services.chair.decision_log import LogLine, Standing
from app.services.chair.no_entry import row_of
from app.services.chair.panel_assembly import assembly
from app.services.profile import Profile


@dataclass(frozen=True)
class JudgeCell:
    """One judge's points of one item (hundredths, None: missing or 回避): as they count, and as handed in."""

    judge: str
    points: Points | None
    independent: Points | None

    @property
    def changed(self) -> bool:
        """复议改分: the original is shown beside."""
        return self.points != self.independent


@dataclass(frozen=True)
class ItemRow:
    """One item: its limits and step (hundredths), each judge's cell in the order of `EntryDesk.judges` (tables count on it), 极差 and whether
    it is flagged or the widest."""

    item: str
    name: str
    min: Points
    max: Points
    step: Points
    cells: tuple[JudgeCell, ...]
    range: Points | None
    flag: bool
    widest: bool
    official: Points | None


@dataclass(frozen=True)
class EntryDesk:
    """What the one-entry view shows. `judges`: id → heading ("王建国", "戚文堃（未签名，组长代录）"), in the panel's order.

    `voters`: who may be present and vote (not recused, the chair among them); `recused`: who stands aside; `unsigned`: whose
    sheet was copied; `avoid`/`lead` as on the agenda; `proposed`: judge → level, where judges propose; `decisions` in force
    and stale, newest last. `aside`: whoever leads stands aside. `unit`: the completing unit, "" in a blind season. `panel`: what the
    entry's panel closed with, at the season's meeting, where no judge stands in a column. `rule`: how many scores became one, and how;
    `mixed`: other entries of the panel were computed otherwise (计算口径不一). `carried`: how the round before enters the final score.
    """

    row: PanelRow
    level_name: str
    judges: dict[str, str]
    items: tuple[ItemRow, ...]
    voters: tuple[str, ...]
    recused: tuple[str, ...]
    unsigned: tuple[str, ...]
    avoid: str
    lead: str
    proposed: dict[str, str]
    decisions: tuple[LogLine, ...]
    rubric: Rubric | None = None
    unit: str = ""
    scope: Scope = Scope.PANEL
    panel: PanelSays | None = None
    aside: bool = False
    rule: str = ""
    mixed: bool = False
    carried: str = ""


def entry_desk(profile: Profile, code: str, *, round_number: int | None = None) -> EntryDesk:
    """Behind the gate. Raises UsageError for an unknown entry."""
    here = assembly(profile, round_number=round_number)
    panel, view = here.panel, here.view
    row = row_of(view, code)
    sheets = {j: own[row.code] for j, own in panels.sheets(panel).items() if row.code in own}
    made = decision_log.of(here, entry=row.code)
    avoid = leading.avoid_words(panel, row)
    return EntryDesk(
        row, view.level_of(row), {j: h for j, h in panels.headings(panel).items() if j in sheets}, _items(panel.rubric_of(row.code), row, sheets),
        leading.voters(panel, [row]), row.recused, tuple(j for j in panel.unsigned() if j in row.by_judge), avoid,
        leading.usual_lead(panel, row) if avoid else "", {j: s.proposed_level for j, s in sheets.items() if s.proposed_level},
        standing(made), panel.rubric_of(row.code), "" if here.season.policy.blind_units else panel.by_code[row.code].unit or "",
        aside=here.led_by_another(row), rule=rule_line(row), mixed=bool(view.mixed),
        carried=carried_line(row, weight(here.season, panel.desk.round)),
    )  # fmt: skip


def rule_line(row: PanelRow) -> str:
    """口径：4 份平均; nothing where nobody has scored."""
    return say("口径：{n} 份{rule}", "Rule: {n} × {rule}", n=row.reads, rule=rule_words(row.rule)) if row.reads else ""


def carried_line(row: PanelRow, percent: int) -> str:
    """Why the final score is none that the judges' totals give; nothing where it is this round's alone."""
    if row.own is None or row.carried is None or percent == WHOLE:
        return ""
    return say(
        "最终得分：本轮 {own} 占 {percent}%，上一轮 {carried} 占 {rest}%", "Final score: {percent}% this round ({own}), {rest}% the round before ({carried})",
        own=to_text(row.own), percent=percent, carried=to_text(row.carried), rest=WHOLE - percent,
    )  # fmt: skip


def rule_note(row: PanelRow) -> str:
    """The same for a narrow column: 5 份去高低."""
    return say("{n} 份{rule}", "{n}, {rule}", n=row.reads, rule=rule_short(row.rule)) if row.reads else ""


def standing(made: Iterable[LogLine]) -> tuple[LogLine, ...]:
    """What is in force or waits to be confirmed."""
    return tuple(line for line in made if line.standing in (Standing.IN_FORCE, Standing.STALE))


def _items(rubric: Rubric, row: PanelRow, sheets: Mapping[str, ScoreSheet]) -> tuple[ItemRow, ...]:
    spreads, widest = {i.item: i for i in row.spread.items}, row.spread.widest
    found = []
    for item in rubric.items:
        spread = spreads.get(item.code)
        found.append(
            ItemRow(
                item.code, say(item.name.zh, item.name.en), item.min, item.max, item.step, _cells(item, row, sheets), spread.range if spread else None,
                bool(spread and spread.flag), widest is not None and widest.item == item.code, row.items.get(item.code),
            )
        )  # fmt: skip
    return tuple(found)


def _cells(item: RubricItem, row: PanelRow, sheets: Mapping[str, ScoreSheet]) -> tuple[JudgeCell, ...]:
    return tuple(JudgeCell(j, row.by_judge.get(j, {}).get(item.code), _own(j, s, row).get(item.code)) for j, s in sheets.items())


def _own(judge: str, sheet: ScoreSheet, row: PanelRow) -> Mapping[str, Points]:
    return {} if judge in row.recused else sheet.points
