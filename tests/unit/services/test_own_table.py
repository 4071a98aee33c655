"""我的评分表: the table, pasting a block with its preview, one save and one step of undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import InvalidEntry, TooLarge, UsageError
from app.models.shape import Points
from app.models.sheet import SheetState
from app.services.judge import own_table, recuse, score
from app.services.judge.own_table import CellState
from app.services.profile import Profile
from app.store.entry_rows import Order
from tests.fakes import desk_profile

FULL = {"TOPIC": 1300, "CAUSE": 2600, "ACTION": 1850, "EFFECT": 1700, "REPORT": 450, "FEATURE": 800}


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=8, reports=(b"%PDF",)))
    yield made
    made.close()


def give(profile: Profile, code: str, **points: int) -> None:
    score.set_points(profile, code, {item: Points(value) for item, value in points.items()})


def points(profile: Profile, code: str) -> dict[str, int]:
    rows = {row.code: row for row in own_table.table(profile).rows}
    made = own_table.table(profile)
    return {i.code: p for i, p in zip(made.rubric(rows[code]).items, rows[code].points, strict=True) if p is not None}


def test_the_table_holds_every_entry_with_every_item(profile: Profile) -> None:
    give(profile, "Z-001", **FULL)
    give(profile, "Z-002", CAUSE=0)
    recuse.recuse(profile, "Z-003", "辅导过该小组")
    made = own_table.table(profile)
    assert [r.id for r in made.rubrics] == ["CAQ-PROBLEM", "CAQ-INNOVATION"]
    assert [row.code for row in made.rows] == [f"Z-{n:03}" for n in range(1, 9)]
    first, second, third, fourth = made.rows[:4]
    assert (first.points, first.total, first.complete, first.state) == (tuple(FULL.values()), 8700, True, SheetState.DONE)
    assert (second.points, second.total, second.complete) == ((None, 0, None, None, None, None), 0, False)
    assert (third.recused, third.editable, third.total) == (True, False, None)
    assert (fourth.rubric, fourth.points, fourth.total) == ("CAQ-INNOVATION", (None,) * 6, None)


def test_filtered_and_sorted(profile: Profile) -> None:
    give(profile, "Z-001", CAUSE=2000)
    give(profile, "Z-005", CAUSE=2800)
    by_cause = [r.code for r in own_table.table(profile, item="CAUSE", rubric="CAQ-PROBLEM", descending=True).rows]
    assert by_cause == ["Z-005", "Z-001", "Z-002", "Z-003", "Z-006", "Z-007"]
    assert [r.code for r in own_table.table(profile, text="研制").rows] == ["Z-004", "Z-008"]
    assert own_table.table(profile, order=Order.TOTAL, descending=True).rows[0].code == "Z-005"
    assert own_table.table(profile, state=SheetState.DRAFT, rubric="CAQ-INNOVATION").rows == ()


def test_a_pasted_block_is_previewed_saved_once_and_undone_at_once(profile: Profile) -> None:
    give(profile, "Z-001", CAUSE=2600)
    score.set_half_typed(profile, "Z-002", "CAUSE", "2")
    block = "１３。５\t26\r\n14\t２５\r\n\t未评\r\n"
    preview = own_table.paste_preview(profile, block, ("Z-001", 0))
    assert [(c.place, c.entry, c.item, c.state, c.before, c.after) for c in preview.cells] == [
        ("A1", "Z-001", "TOPIC", CellState.NEW, None, 1350),
        ("B1", "Z-001", "CAUSE", CellState.UNCHANGED, 2600, 2600),
        ("A2", "Z-002", "TOPIC", CellState.NEW, None, 1400),
        ("B2", "Z-002", "CAUSE", CellState.NEW, None, 2500),
        ("A3", "Z-003", "TOPIC", CellState.UNCHANGED, None, None),
        ("B3", "Z-003", "CAUSE", CellState.UNCHANGED, None, None),
    ]
    count, changes = own_table.apply(profile, preview)
    assert (count, changes.entries) == (3, {"Z-001", "Z-002"})
    assert points(profile, "Z-001") == {"TOPIC": 1350, "CAUSE": 2600}
    assert points(profile, "Z-002") == {"TOPIC": 1400, "CAUSE": 2500}
    code, undone = score.undo(profile)
    assert code in undone.entries
    assert undone.entries == {"Z-001", "Z-002"}
    assert (points(profile, "Z-001"), points(profile, "Z-002")) == ({"CAUSE": 2600}, {})
    assert score.redo(profile)[1].entries == {"Z-001", "Z-002"}
    assert points(profile, "Z-002") == {"TOPIC": 1400, "CAUSE": 2500}


def test_pasting_again_changes_nothing(profile: Profile) -> None:
    block = [["13", "26"], ["12", "20"]]
    own_table.apply(profile, own_table.paste_preview(profile, block, ("Z-005", 0)))
    again = own_table.paste_preview(profile, block, ("Z-005", 0))
    assert (again.changes, again.unchanged) == ((), 4)
    assert own_table.apply(profile, again) == (0, own_table.table_preview.NOTHING)
    assert score.undo(profile)[1].entries == {"Z-005", "Z-006"}


def test_what_cannot_be_taken_is_named_by_cell_and_nothing_is_saved(profile: Profile) -> None:
    give(profile, "Z-002", TOPIC=1000)
    recuse.recuse(profile, "Z-003", "亲属")
    block = "13\t31\t-4\n回避\t12.3\t优\n12\t回避\t\n"
    preview = own_table.paste_preview(profile, block, ("Z-001", 0))
    assert [c.reason for c in preview.problems] == [
        "B1: “原因分析”最高 30",
        "C1: 表格里不能写扣分，请写得分",
        "A2: 回避不能在表格里填，请在该成果上声明并写明理由",
        "B2: “原因分析”步长为 0.5：12.0 | 12.5",
        "C2: 这不是分数",
        "A3: Z-003 已回避，不能评分",
    ]
    with pytest.raises(InvalidEntry, match=r"B1: “原因分析”最高 30.*还有 3 处") as raised:
        own_table.apply(profile, preview)
    assert raised.value.reason == "problems"
    assert points(profile, "Z-001") == {}
    assert own_table.apply(profile, preview.without_problems())[0] == 1
    assert points(profile, "Z-001") == {"TOPIC": 1300}


def test_blank_clears_only_when_asked(profile: Profile) -> None:
    give(profile, "Z-001", TOPIC=1300, CAUSE=2600)
    assert own_table.paste_preview(profile, [["", "26"]], ("Z-001", 0)).changes == ()
    preview = own_table.paste_preview(profile, [["", "26"]], ("Z-001", 0), clear_blanks=True)
    assert [(c.item, c.before, c.after) for c in preview.changes] == [("TOPIC", 1300, None)]
    own_table.apply(profile, preview)
    assert points(profile, "Z-001") == {"CAUSE": 2600}


def test_the_total_beside_the_items_is_checked_and_never_taken(profile: Profile) -> None:
    whole = ["13", "26", "18.5", "17", "4.5", "8"]
    good = own_table.paste_preview(profile, [[*whole, "87"]], ("Z-001", 0))
    assert (len(good.changes), good.problems) == (6, ())
    wrong = own_table.paste_preview(profile, [[*whole, "86"], [*whole, "", "x"]], ("Z-001", 0))
    assert [c.reason for c in wrong.problems] == ["G1: 总分 86 与各项之和 87 不符", "H2: 超出了表格"]


def test_rows_follow_what_is_shown_and_end_with_it(profile: Profile) -> None:
    preview = own_table.paste_preview(profile, "13\n12\n11\n10", ("Z-005", 0), rows=["Z-007", "Z-005", "Z-001"])
    assert [(c.entry, c.after, c.words) for c in preview.cells] == [
        ("Z-005", 1300, ""),
        ("Z-001", 1200, ""),
        ("", None, "超出了表格"),
        ("", None, "超出了表格"),
    ]


def test_a_block_with_its_own_header_finds_its_cells(profile: Profile) -> None:
    block = "原因分析（30）\t编号\t选题\n26\tｚ－００２\t13\n25\tZ-099\t\n\t\t\n20\tZ-004\t19\n"
    preview = own_table.paste_preview(profile, block)
    assert [(c.entry, c.item, c.after) for c in preview.changes] == [
        ("Z-002", "CAUSE", 2600),
        ("Z-002", "TOPIC", 1300),
        ("Z-004", "TOPIC", 1900),
    ]
    assert [c.reason for c in preview.problems] == ["B3: 您的名单里没有“Z-099”", "A5: Z-004 的评分表没有这一项"]


def test_a_preview_that_is_no_longer_true_saves_nothing(profile: Profile) -> None:
    preview = own_table.paste_preview(profile, "13\t26", ("Z-001", 0))
    give(profile, "Z-001", CAUSE=2000)
    with pytest.raises(UsageError) as raised:
        own_table.apply(profile, preview)
    assert raised.value.reason == "changed"
    assert points(profile, "Z-001") == {"CAUSE": 2000}


def test_after_submission_nothing_is_pasted(profile: Profile) -> None:
    give(profile, "Z-001", TOPIC=1300)
    early = own_table.paste_preview(profile, "12", ("Z-002", 0))
    with profile.database.write() as tx:
        tx.events.lock(1, "0" * 64)
    assert [c.words for c in own_table.paste_preview(profile, "13\t26", ("Z-001", 0)).cells] == ["", "Z-001 已提交，不能再改"]
    with pytest.raises(UsageError, match="已提交"):
        own_table.apply(profile, early)
    assert not any(row.editable for row in own_table.table(profile).rows)


def test_blocks_out_of_bounds(profile: Profile) -> None:
    with pytest.raises(UsageError, match="选中"):
        own_table.paste_preview(profile, "13")
    with pytest.raises(UsageError, match="不在当前列表"):
        own_table.paste_preview(profile, "13", ("Z-001", 0), rows=["Z-002"])
    with pytest.raises(TooLarge):
        own_table.paste_preview(profile, "1\t" * 600_000, ("Z-001", 0))
    with pytest.raises(TooLarge):
        own_table.paste_preview(profile, "1\n" * 6_000, ("Z-001", 0))
    with pytest.raises(InvalidEntry, match="同一项"):
        own_table.paste_preview(profile, "编号\t选题\tTOPIC\nZ-001\t1\t2")


def test_a_cell_with_a_line_break_is_one_cell(profile: Profile) -> None:
    preview = own_table.paste_preview(profile, '"13"\t"26\n27"\n12\t25', ("Z-001", 0))
    assert [(c.entry, c.item, c.state) for c in preview.cells] == [
        ("Z-001", "TOPIC", CellState.NEW),
        ("Z-001", "CAUSE", CellState.PROBLEM),
        ("Z-002", "TOPIC", CellState.NEW),
        ("Z-002", "CAUSE", CellState.NEW),
    ]


def test_own_distribution(profile: Profile) -> None:
    give(profile, "Z-001", **FULL)
    give(profile, "Z-002", **{**FULL, "TOPIC": 1250})
    give(profile, "Z-005", CAUSE=2600)
    strips = {s.item: s for s in own_table.strips(profile, "CAQ-PROBLEM")}
    assert list(strips) == [*FULL, None]
    cause, total = strips["CAUSE"], strips[None]
    assert (cause.filled, cause.highest, cause.median) == (3, 3, 2600)
    assert [(b.low, b.high, b.count) for b in cause.buckets if b.count] == [(2600, 2750, 3)]
    assert (total.filled, total.median) == (2, 8650)
    with pytest.raises(UsageError):
        own_table.strips(profile, "NONE")


def test_rows_that_name_their_entry_go_to_it_and_not_to_the_row_below(profile: Profile) -> None:
    """Without a header, and pasted anywhere: the codes decide; titles beside them are no points."""
    for block in (
        "Z-007\t3\t4\nZ-001\t5\t6",
        "1\tｚ－００７\t降低空调机组冷凝水管路渗漏故障率（7）\t某小组\t3\t4\n2\tZ-001\t降低3号线轮对踏面磨耗超限率\t某小组\t5\t6",
    ):
        seen = own_table.paste_preview(profile, block, ("Z-003", 0))
        assert [(c.entry, c.item, c.after) for c in seen.changes] == [
            ("Z-007", "TOPIC", 300), ("Z-007", "CAUSE", 400), ("Z-001", "TOPIC", 500), ("Z-001", "CAUSE", 600),
        ]  # fmt: skip
        assert (seen.problems, seen.note.startswith("按编号对应成果"), "从“选题”起" in seen.note) == ((), True, True)
    assert "跳过名称等 3 列" in seen.note
    at_cause = own_table.paste_preview(profile, "Z-007\t4", ("Z-003", 1))
    assert [(c.entry, c.item) for c in at_cause.changes] == [("Z-007", "CAUSE")]
    whole = own_table.paste_preview(profile, "Z-007\t13\t26\t18\t17\t4\t8\t86\t很好的成果", ("Z-003", 1))
    assert [c.item for c in whole.changes] == list(FULL)
    assert [c.place for c in whole.problems] == ["I1"]


def test_a_code_that_is_not_mine_shifts_nothing(profile: Profile) -> None:
    seen = own_table.paste_preview(profile, "Z-900\t3\t4\n\t5\t6\nZ-002\t7", ("Z-003", 0))
    assert [(c.place, c.words) for c in seen.problems] == [("A1", "您的名单里没有“Z-900”"), ("A2", "这一行没有编号")]
    assert [(c.entry, c.item, c.after) for c in seen.changes] == [("Z-002", "TOPIC", 700)]
    plain = own_table.paste_preview(profile, "3\t4\n5\t6", ("Z-001", 0))
    assert (plain.note, [c.entry for c in plain.changes]) == ("", ["Z-001", "Z-001", "Z-002", "Z-002"])


def test_a_block_far_larger_than_the_table_is_refused_before_any_cell_is_looked_at(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(own_table.table_preview, "judge_cells", lambda *a, **_k: looked.append(a))
    with pytest.raises(TooLarge, match="5000 行 50 列"):
        own_table.paste_preview(profile, "\n".join(["\t".join("1" * 50)] * 5_000), ("Z-001", 0))
    with pytest.raises(TooLarge, match="1 行 300 列"):
        own_table.paste_preview(profile, "\t".join("1" * 300), ("Z-001", 0))
    assert looked == []
