"""A meeting from the first preview to the last vote: seven files, one missing and late; two recusals, one the chair's; two ties at the
line, one told apart by the chain, one by a vote with 增额. And the panel of five with a recusal: 87.00 and 83.75."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import AppError, UsageError
from app.core.tasks import Context
from app.models.decision import Votes
from app.models.points import of, to_text
from app.models.season import Quota, QuotaScope
from app.services.chair import agenda, close, deciding, decision_log, incoming, lines, merge, one_entry, receipts, results, steps, ties
from app.services.chair.actions import ChangePoints, Confirm, Keep, KeepAll, Meeting, SetLevel, SettleTie, TieOutcome, Vote
from app.services.chair.agenda import Heading, Settled
from app.services.profile import Profile
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED, ChairPanel, Pristine
from tests.fakes.season import CHAIR

SERVICE = {"Z-004": "SERVICE", "Z-005": "SERVICE", "Z-006": "SERVICE"}
LOW_CAUSE = {"TOPIC": "10", "CAUSE": "23", "ACTION": "18"}
LOW_ACTION = {"TOPIC": "10", "CAUSE": "25", "ACTION": "16"}
PLAN: dict[str, str | dict[str, str]] = {
    "Z-001": "95", "Z-002": LOW_CAUSE, "Z-003": LOW_ACTION, "Z-004": "94", "Z-005": "88", "Z-006": "88", "Z-007": "70", "Z-008": "72",
}  # fmt: skip
QUOTAS = tuple(Quota("EXCELLENT", QuotaScope.FIELD, 2, field=f) for f in ("MANUFACTURING", "SERVICE"))


def _marks(judge: str) -> dict[str, str | dict[str, str]]:
    aside = {"J-03": "Z-007", CHAIR: "Z-005"}
    wide = {"Z-008": "40"} if judge == "J-02" else {}
    return {code: RECUSED if aside.get(judge) == code else wide.get(code, mark) for code, mark in PLAN.items()}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    made = chair_panel.make(
        tmp_path_factory.mktemp("meeting") / "now", judges=7, entries=8, own=_marks(CHAIR), quotas=QUOTAS, fields=SERVICE
    )
    files = [made.package(f"J-0{n}", _marks(f"J-0{n}")) for n in range(2, 7)]
    with made.open() as profile:
        first = merge.merge(profile, files, Context())[0]
        assert (len(first.accepted), first.missing) == (5, ("J-07",))
    return Pristine.of(made)


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    """Six of seven are in, nothing is decided."""
    return pristine.lay_out()


def _levels(profile: Profile) -> dict[str, str | None]:
    return {r.code: r.level for r in results.results(profile)[1].rows}


def test_the_first_tie_is_told_apart_by_the_chain_and_said_so(panel: ChairPanel) -> None:
    with panel.open() as profile:
        levels = _levels(profile)
        assert (levels["Z-003"], levels["Z-002"]) == ("EXCELLENT", "PROMOTED"), "Z-003 has the better cause analysis"
        found = {s.groups: s for s in ties.separated(profile)}
        chain = found[(("Z-003",), ("Z-002",))]
        assert (chain.words, chain.by_chair) == ("同分 Z-003 ＞ Z-002（按原因分析）", False)
        assert [(s.name, s.separates) for s in chain.chain][:2] == [("原因分析", True), ("对策与实施", True)]


def test_the_second_tie_waits_and_a_vote_raises_both_with_an_extra_place(panel: ChairPanel) -> None:
    with panel.open() as profile:
        tie = ties.line_ties(profile)[0]
        assert (tie.entries, tie.seats, tie.level, tie.settled) == (("Z-005", "Z-006"), 1, "EXCELLENT", "")
        assert not any(step.separates for step in tie.chain)
        service = next(x for x in lines.near(profile) if x.meter.field == "SERVICE")
        assert service.words == "优秀级 · 市场服务类 名额 2 · 线上 1 · 并列 2"
        assert [(r.code, str(r.side)) for r in service.rows] == [("Z-004", "above"), ("Z-005", "tied"), ("Z-006", "tied")]
        up = SettleTie(tie.entries, "EXCELLENT", TieOutcome.ALL_UP, "两份成果难分高下，申请增额")
        present = ("J-02", "J-03", "J-04", "J-05", "J-06")
        with pytest.raises(UsageError) as chair:
            deciding.decide(profile, up, Meeting(present, Votes(4, 1, 0)))
        assert (chair.value.reason, "请评委1回避" in str(chair.value)) == ("chair-recused", True)
        with pytest.raises(AppError, match="票数 6 与出席人数 5 不符"):
            deciding.decide(profile, up, Meeting(present, Votes(5, 1, 0), led_by="J-02"))
        with pytest.raises(AppError, match="回避这份成果"):
            deciding.decide(profile, up, Meeting((*present, CHAIR), Votes(5, 1, 0), led_by="J-02"))
        made, _ = deciding.decide(profile, up, Meeting(present, Votes(4, 1, 0), led_by="J-02"))
        assert "出席 5；同意 4，反对 1，弃权 0；超过出席人数的一半，通过" in made.foreseen.lines
        assert "优秀级 · 市场服务类 超出名额 1，待组织方批准增额" in made.foreseen.lines
        assert {m.words for m in made.foreseen.moves} == {"Z-005 进入优秀级名额", "Z-006 进入优秀级名额"}
        meter = next(m for m in lines.meters(profile) if m.field == "SERVICE")
        assert (meter.places, meter.taken, meter.extra, meter.over, meter.left, meter.tied) == (2, 3, 1, 1, 0, 0)
        log = decision_log.log(profile)
        assert {(line.led_by, line.present[0], line.votes_words) for line in log} == {("评委2", "评委2", "同意 4，反对 1，弃权 0")}
        assert all(line.reason == "两份成果难分高下，申请增额" for line in log)


def test_down_together_leaves_the_place_empty_and_nobody_passes(panel: ChairPanel) -> None:
    with panel.open() as profile:
        down = SettleTie(("Z-006", "Z-005"), "EXCELLENT", TieOutcome.ALL_DOWN, "均未达到优秀级水平")
        made, _ = deciding.decide(profile, down, Meeting(led_by="J-04"))
        assert made.foreseen.moves == ()
        assert _levels(profile) == _levels(profile) | {"Z-005": "PROMOTED", "Z-006": "PROMOTED"}
        assert [(t.settled) for t in ties.line_ties(profile)] == ["同落，1 个名额空缺"]
        assert steps.undo(profile)[0] is not None
        assert [t.settled for t in ties.line_ties(profile)] == [""]


def test_the_chair_orders_a_tie_when_not_recused_and_says_why(panel: ChairPanel) -> None:
    with panel.open() as profile:
        order = SettleTie(("Z-005", "Z-006"), "EXCELLENT", TieOutcome.ORDER, "Z-006 现场效果更实", ("Z-006", "Z-005"))
        made, _ = deciding.decide(profile, order, Meeting(led_by="J-04"))
        assert _levels(profile) == _levels(profile) | {"Z-006": "EXCELLENT", "Z-005": "PROMOTED"}
        assert made.foreseen.leader == "J-04"
        assert any(s.by_chair and s.groups == (("Z-006",), ("Z-005",)) for s in ties.separated(profile))


def test_the_agenda_takes_each_entry_once_in_order_and_keeps_its_place(panel: ChairPanel) -> None:
    with panel.open() as profile:
        found = agenda.agenda(profile, near=1)
        headings = {h: [i.code for i in found.under(h)] for h in Heading}
        assert headings[Heading.SPREAD] == ["Z-008"]
        assert set(headings[Heading.LINE]) == {"Z-002", "Z-003", "Z-004", "Z-005", "Z-006"}
        assert sorted(i.code for i in found.items) == sorted(PLAN)
        spread = found.items[0]
        assert "分差 32.00" in spread.why
        assert "缺" not in spread.why, "who is not waited for is no reason to talk"
        assert set(found.rest) == {"Z-001", "Z-007"}
        aside = next(i for i in found.items if i.code == "Z-005")
        assert aside.avoid == "请评委1回避"
        agenda.put_on_table(profile, "Z-008")
    with panel.open() as profile:
        found = agenda.agenda(profile, near=1)
        assert (found.current, found.items[0].opened is not None) == ("Z-008", True)


def test_the_rest_is_confirmed_at_once_and_undone_at_once(panel: ChairPanel) -> None:
    late = panel.package("J-07", _marks("J-07"))
    with panel.open() as profile:
        merge.merge(profile, [late], Context())
        found = agenda.agenda(profile, near=0)
        assert set(found.rest) == {"Z-001", "Z-004", "Z-007"} | {"Z-002", "Z-003"}
        made, _ = deciding.decide(profile, KeepAll(found.rest))
        assert (made.foreseen.words, made.foreseen.moves) == ("维持 5 份成果", ())
        assert agenda.agenda(profile, near=0).rest == ()
        assert {i.settled for i in agenda.agenda(profile, near=0).items if i.code in found.rest} == {Settled.DECIDED}
        undone, _ = steps.undo(profile)
        assert undone is not None
        assert undone.words == "已撤销：维持 5 份成果"
        assert set(agenda.agenda(profile, near=0).rest) == set(found.rest)
        again, _ = steps.redo(profile)
        assert again is not None
        assert agenda.agenda(profile, near=0).rest == ()


def test_what_is_decided_at_once_stands_in_its_order_and_a_redo_is_called_one(panel: ChairPanel) -> None:
    """Ids are drawn by chance: at one moment they alone told the order, and a log read one way today and another tomorrow."""
    late = panel.package("J-07", _marks("J-07"))
    with panel.open() as profile:
        merge.merge(profile, [late], Context())
        codes = [f"Z-00{n}" for n in (7, 3, 1, 4, 2, 6, 8)]
        deciding.decide(profile, KeepAll(tuple(codes)))
        steps.undo(profile)
        steps.redo(profile)
        log = decision_log.log(profile)
        assert [line.entry for line in log] == codes * 3
        assert [line.words for line in log[::7]] == ["维持", "撤销：维持", "恢复：维持"]
        assert [line.reason for line in log[::7]] == ["", "撤销", "恢复"]
        assert [str(line.standing) for line in log[::7]] == ["in-force", "undo", "undo"]
        steps.undo(profile)
        assert [line.words for line in decision_log.log(profile)[::7]] == ["维持", "撤销：维持", "恢复：维持", "撤销：维持"]


def test_points_of_an_entry_stand_in_the_order_of_their_headings(panel: ChairPanel) -> None:
    """A table takes them by their place: in another order they would stand under another judge's name."""
    with panel.open() as profile:
        for code in ("Z-001", "Z-005", "Z-007"):  # two of them with somebody who stands aside
            desk = one_entry.entry_desk(profile, code)
            assert len(desk.judges) > 1
            assert [[c.judge for c in item.cells] for item in desk.items] == [list(desk.judges)] * 6


def test_points_change_in_consensus_with_the_movement_said_first(panel: ChairPanel) -> None:
    with panel.open() as profile:
        deciding.decide(profile, SetLevel("Z-008", "PROMOTED", "整体较好"))
        change = ChangePoints("Z-008", "J-02", "CAUSE", of("28"), "漏看附表，复议后改正")
        with pytest.raises(AppError, match="最高 30"):
            deciding.foresee(profile, ChangePoints("Z-008", "J-02", "CAUSE", of("31"), "x"))
        with pytest.raises(AppError, match="步长"):
            deciding.foresee(profile, ChangePoints("Z-008", "J-02", "CAUSE", of("27.25"), "x"))
        with pytest.raises(UsageError, match="写明理由"):
            deciding.foresee(profile, ChangePoints("Z-008", "J-02", "CAUSE", of("28"), " "))
        kept = len(decision_log.log(profile))
        foreseen = deciding.foresee(profile, change)
        assert len(decision_log.log(profile)) == kept, "a preview keeps nothing"
        assert foreseen.words == "Z-008 复议改分：J-02 评委2 原因分析 25→28"
        assert foreseen.lines[0] == "J-02 评委2 合计 40 → 43（独立评分 40）"
        assert foreseen.lines[1] == "最终得分 72.00 → 72.00（去掉最高 评委1、最低 评委2）"
        assert "转为待复核：Z-008 调整等级：定为推进级" in foreseen.lines
        made, _ = deciding.decide(profile, change)
        cell = next(c for i in one_entry.entry_desk(profile, "Z-008").items if i.item == "CAUSE" for c in i.cells if c.judge == "J-02")
        assert (cell.points, cell.independent, cell.changed) == (of(28), of(25), True)
        stale = [line for line in decision_log.log(profile) if line.standing is decision_log.Standing.STALE]
        assert [line.words for line in stale] == ["调整等级：定为推进级"]
        deciding.decide(profile, Confirm((stale[0].id,)))
        assert not [line for line in decision_log.log(profile) if line.standing is decision_log.Standing.STALE]
        steps.undo(profile)
        steps.undo(profile, made.step)
        assert not [line for line in decision_log.log(profile) if line.standing is decision_log.Standing.STALE]
        row = results.results(profile)[1].row("Z-008")
        assert row is not None
        assert row.scores["J-02"] == of(40)


def test_a_vote_that_is_not_carried_changes_nothing_and_is_recorded(panel: ChairPanel) -> None:
    with panel.open() as profile:
        vote = Vote("Z-007", "EXCELLENT", "现场成果突出")
        present = (CHAIR, "J-02", "J-04", "J-05")
        with pytest.raises(AppError, match="票数"):
            deciding.foresee(profile, vote, Meeting(present))
        lost, _ = deciding.decide(profile, vote, Meeting(present, Votes(2, 1, 1)))
        assert (lost.foreseen.moves, len(lost.decisions)) == ((), 1)
        assert "未超过出席人数的一半，未通过" in lost.foreseen.lines[0]
        won, _ = deciding.decide(profile, vote, Meeting(present, Votes(3, 1, 0)))
        assert [str(d.kind) for d in won.decisions] == ["vote", "level"]
        assert _levels(profile)["Z-007"] == "EXCELLENT"


def test_a_late_file_turns_exactly_the_touched_decisions_stale(panel: ChairPanel) -> None:
    with panel.open() as profile:
        for code in ("Z-001", "Z-004"):
            deciding.decide(profile, Keep(code))
        deciding.decide(profile, SetLevel("Z-007", "EXCELLENT", "现场成果突出"))
        marks = {**_marks("J-07"), "Z-001": RECUSED, "Z-007": "100"}
        late = panel.package("J-07", marks)
        seen = incoming.look(profile, [late], Context())
        assert [f.line for f in seen.files] == ["J-07 评委7：7 份，回避 1 份（新收）"]
        assert {t.entry for t in seen.touched} == {"Z-004", "Z-007"}, "who stands aside touches nothing"
        assert any(line.startswith("2 项决定依据的分数变化 (") for line in seen.summary)
        taken, _ = incoming.accept(profile, seen)
        log = {(line.entry, str(line.standing)) for line in decision_log.log(profile)}
        assert log == {("Z-001", "in-force"), ("Z-004", "stale"), ("Z-007", "stale")}
        assert _levels(profile)["Z-007"] == "EXCELLENT", "nothing decided is lost"
        assert {i.code for i in agenda.agenda(profile).items if i.settled is Settled.STALE} == {"Z-004", "Z-007"}
        with pytest.raises(UsageError) as held:
            close.close(profile, panel.season.folder / "p.qcp")
        assert held.value.reason == "stale"
        steps.undo(profile, taken.step)
        assert {str(line.standing) for line in decision_log.log(profile)} == {"in-force"}


def test_the_lead_named_by_the_season_leads_and_nobody_else(tmp_path: Path) -> None:
    marks = {"Z-001": "90", "Z-002": "85"}
    made = chair_panel.make(tmp_path, judges=4, entries=2, own={"Z-001": RECUSED, "Z-002": "80"}, leads={"Z-001": "J-03", "Z-002": "J-03"})
    with made.open() as profile:
        merge.merge(profile, [made.package(j, marks) for j in ("J-02", "J-03", "J-04")], Context())
        item = next(i for i in agenda.agenda(profile).items if i.code == "Z-001")
        assert (item.avoid, item.lead) == ("请评委1回避", "J-03")
        assert "请评委1回避  J-03 主持\n" in made.season.desk(CHAIR).run("chair", "agenda").out
        for led, reason in (("", "chair-recused"), ("J-02", "wrong-leader"), ("J-99", "wrong-leader"), (CHAIR, "wrong-leader")):
            with pytest.raises(UsageError) as refused:
                deciding.decide(profile, Keep("Z-001"), Meeting(led_by=led))
            assert refused.value.reason == reason
        said = made.season.desk(CHAIR).run("chair", "decide", "Z-001", "--keep", code=1).err
        assert "请评委1回避" in said
        assert "--led-by" in said
        made_by, _ = deciding.decide(profile, Keep("Z-001"), Meeting(led_by="J-03"))
        assert made_by.decisions[0].reason == "（J-03 评委3主持，组长回避）"
        assert decision_log.log(profile)[0].led_by == "评委3"
        assert made.season.desk(CHAIR).run("chair", "log").out.rstrip().endswith("Z-001 维持 （评委3主持）")
        assert one_entry.entry_desk(profile, "Z-001").voters == ("J-02", "J-03", "J-04")
        assert agenda.agenda(profile, near=0).rest == ("Z-002",)


def test_places_by_season_field_panel_and_both(tmp_path: Path) -> None:
    quotas = (
        Quota("EXCELLENT", QuotaScope.FIELD_PANEL, 1, field="MANUFACTURING", panel="P-1"), Quota("EXCELLENT", QuotaScope.PANEL, 2, panel="P-1"),
        Quota("EXCELLENT", QuotaScope.FIELD, 3, field="SERVICE"), Quota("EXCELLENT", QuotaScope.SEASON, 9), Quota("BENCHMARK", QuotaScope.SEASON, 1),
    )  # fmt: skip
    own = {"Z-001": "95", "Z-002": "94", "Z-003": "85", "Z-004": "70"}
    made = chair_panel.make(tmp_path, judges=1, entries=4, own=own, quotas=quotas, fields={"Z-003": "SERVICE", "Z-004": "SERVICE"})
    with made.open() as profile:
        found = lines.meters(profile)
        assert [m.name for m in found] == ["标杆级", "优秀级", "优秀级 · 市场服务类", "优秀级 · 第1组", "优秀级 · 制造类 第1组"]
        assert [(m.places, m.taken, m.left, m.under_floor) for m in found] == [
            (1, 1, 0, 2),
            (9, 2, 7, 1),
            (3, 1, 2, 1),
            (2, 2, 0, 1),
            (1, 1, 0, 0),
        ]
        assert {r.code: r.level for r in results.results(profile)[1].rows} == {
            "Z-001": "BENCHMARK", "Z-002": "PROMOTED", "Z-003": "EXCELLENT", "Z-004": "PROMOTED",
        }  # fmt: skip


def test_five_judges_and_a_recusal_give_87_and_8375(tmp_path: Path) -> None:
    five = dict(zip((CHAIR, "J-02", "J-03", "J-04", "J-05"), ("90", "88", "87", "86", "72"), strict=True))

    def marks(judge: str) -> dict[str, str]:
        return {"Z-001": five[judge], "Z-002": RECUSED if judge == "J-02" else five[judge]}

    made = chair_panel.make(tmp_path, judges=5, entries=2, own=marks(CHAIR))
    with made.open() as profile:
        merge.merge(profile, [made.package(j, marks(j)) for j in five if j != CHAIR], Context())
        view = results.results(profile)[1]
        assert {r.code: to_text(r.official) for r in view.rows if r.official is not None} == {"Z-001": "87.00", "Z-002": "83.75"}
        mixed = "计算口径不一：平均 Z-002；去掉一个最高分和一个最低分后平均 Z-001"
        assert [m.words for m in view.mixed] == [mixed]
        assert mixed in results.policy_lines(*results.results(profile))
        assert incoming.look(profile, [made.package("J-02", marks("J-02"), sequence=2)], Context()).mixed == (mixed,)
        told = made.season.desk(CHAIR).run("chair", "board").out.splitlines()
        assert told[1:4] == ["  评委  姓名   Z-001  Z-002", "  J-01  评委1  ✓      ✓", "  J-02  评委2  ✓      回避"], (
            "under each entry its mark"
        )
        assert told[-1] == "计算口径不一：去掉一个最高分和一个最低分后平均（1 份）；平均 Z-002"
        english = made.season.desk(CHAIR).run("--lang", "en", "chair", "board").out
        assert "  J-02   评委2  ✓      recused\n" in english
        assert "评委2: recused" in made.season.desk(CHAIR).run("--lang", "en", "chair", "show", "Z-002").out
    chair_panel.publish_again(made, uniform_within_panel=True)
    with made.open() as profile:
        view = results.results(profile)[1]
        assert {r.code: to_text(r.official) for r in view.rows if r.official is not None} == {"Z-001": "84.60", "Z-002": "83.75"}
        assert view.mixed == ()


def test_a_chair_who_sees_the_others_points_cannot_return_their_own(panel: ChairPanel, tmp_path: Path) -> None:
    with panel.open() as profile:
        with pytest.raises(UsageError) as refused:
            receipts.return_sheet(profile, CHAIR, "我改主意", tmp_path)
        assert refused.value.reason == "own-after-others"
        assert list(tmp_path.iterdir()) == []
        assert receipts.return_sheet(profile, "J-02", "请核对原因分析", tmp_path)[0].files.keys() == {"J-02"}
