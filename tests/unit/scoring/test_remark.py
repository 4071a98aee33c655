"""成稿: notes become a text, later notes join a text that was edited, and nothing a judge wrote is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.words import set_language
from app.models.sheet import Anchor, Audience, Note, NoteKind
from app.scoring import remark, remark_sections
from app.scoring.remark import compose, merge, merge_offer
from app.scoring.remark_count import counted, counter
from tests.fakes.scoring_values import rubric_file

RUBRIC = rubric_file("tcaq-10201-2020-problem")
REPORT, FORM = "a" * 64, "b" * 64
S, W, A = NoteKind.STRENGTH, NoteKind.WEAKNESS, NoteKind.SUGGESTION


def note(number: int, kind: NoteKind, text: str, **more: object) -> Note:
    return Note(f"{number:032x}", kind, text, **more)  # type: ignore[arg-type]


def page(number: int, document: str = REPORT) -> Anchor:
    return Anchor(document, page=number)


NOTES = (
    note(1, W, "对策表缺目标值。", item="ACTION", anchor=page(20)),
    note(2, S, "选题紧贴现场，\n数据充分", item="TOPIC", anchor=page(3)),
    note(3, A, "逐条补充对策目标", answers=f"{1:032x}", item="ACTION"),
    note(4, W, "末端原因③未用数据确认；", item="CAUSE", anchor=page(12)),
    note(5, A, "建议现场测量后再确认", answers=f"{4:032x}", item="CAUSE"),
    note(6, A, "注意成果推广"),
    note(7, S, "我觉得分数要再看看", audience=Audience.PRIVATE),
    note(8, W, "与另一组的成果雷同，会上讨论", audience=Audience.PANEL, item="FEATURE"),
)
TEXT = (
    "优点：1. 选题紧贴现场， 数据充分（第3页）\n"
    "不足：1. 末端原因③未用数据确认（第12页） 2. 对策表缺目标值（第20页）\n"
    "改进建议：1. （针对不足1）建议现场测量后再确认 2. （针对不足2）逐条补充对策目标 3. 注意成果推广"
)


def test_composed_in_the_rubrics_order_with_pages() -> None:
    made = compose(NOTES, RUBRIC)
    assert made.text == TEXT
    assert set(made.lines) == {f"{n:032x}" for n in (1, 2, 3, 4, 5, 6)}
    assert compose((), RUBRIC).text == ""


def test_the_panel_reads_its_notes_and_nobody_reads_private_ones() -> None:
    for reader, has in ((Audience.FEEDBACK, False), (Audience.PANEL, True)):
        text = compose(NOTES, RUBRIC, reader=reader).text
        assert ("会上讨论" in text) is has
        assert "我觉得" not in text


def test_places_in_other_documents_and_in_the_video() -> None:
    assert remark.line_of(note(1, S, "好", anchor=page(2, FORM)), {FORM: "申报表"}) == "好（申报表第2页）"
    assert remark.line_of(note(1, S, "好", anchor=Anchor(REPORT, moment=125_400))) == "好（视频 2:05）"
    assert remark.line_of(note(1, S, "好", anchor=Anchor(FORM)), {FORM: "申报表"}) == "好（申报表）"
    set_language("en")
    assert compose(NOTES[1:2], RUBRIC).text == "Strengths: 1. 选题紧贴现场， 数据充分 (p. 3)"


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("优点：选题好。", 7), ("PDCA 循环 5W1H", 4), ("合格率由 92.5% 提高到98%", 9), ("第12页\n第3页", 6), ("“末端原因③”", 7)],
)
def test_counted_as_chinese_forms_count(text: str, count: int) -> None:
    assert counted(text) == count


def test_the_counter() -> None:
    found = counter("字" * 310, NOTES)
    assert (found.strengths, found.weaknesses, found.suggestions, found.characters, found.over) == (2, 3, 3, 310, 10)
    assert counter("字" * 300, ()).over == 0


def test_only_new_notes_are_offered() -> None:
    first = compose(NOTES[:2], RUBRIC)
    offer = merge_offer(first.text, first.lines, NOTES)
    assert [n.id[-1] for n in offer.new] == ["3", "4", "5", "6"]
    assert offer.words == "新增 4 条，并入？"
    edited = first.text.replace("对策表缺目标值", "对策没有目标")
    assert merge_offer(edited, first.lines, NOTES[:2]).words == ""
    assert merge_offer("", first.lines, NOTES[:2]).new == ()
    assert merge_offer("自己写过：选题紧贴现场， 数据充分（第3页）", {}, NOTES[:2]).new == (NOTES[0],)


def test_later_notes_go_behind_what_stands_and_name_their_weakness() -> None:
    first = compose(NOTES[:2], RUBRIC)
    merged = merge(first.text, merge_offer(first.text, first.lines, NOTES), NOTES, RUBRIC, composed=first.lines)
    assert merged.text == (
        "优点：1. 选题紧贴现场， 数据充分（第3页）\n"
        "不足：1. 对策表缺目标值（第20页） 2. 末端原因③未用数据确认（第12页）\n"
        "改进建议：1. （针对不足2）建议现场测量后再确认 2. （针对不足1）逐条补充对策目标 3. 注意成果推广"
    )
    everything = {**first.lines, **merged.lines}
    assert merge_offer(merged.text, everything, NOTES).words == ""


def test_a_changed_note_replaces_its_line_only_where_it_stands_as_composed() -> None:
    first = compose(NOTES[:2], RUBRIC)
    changed = (replace(NOTES[0], text="对策表没有目标值和完成时间"), NOTES[1])
    offer = merge_offer(first.text, first.lines, changed)
    assert (offer.words, offer.new) == ("1 条已修改，更新？", ())
    merged = merge(first.text, offer, changed, RUBRIC, composed=first.lines)
    assert merged.text == first.text.replace("对策表缺目标值", "对策表没有目标值和完成时间")
    edited = first.text.replace("缺目标值", "缺少目标值")
    assert merge_offer(edited, first.lines, changed).changed == ()


def test_a_note_turned_private_is_told_and_stays() -> None:
    first = compose(NOTES[:2], RUBRIC)
    hidden = (replace(NOTES[0], audience=Audience.PRIVATE), NOTES[1])
    offer = merge_offer(first.text, first.lines, hidden)
    assert (offer.withdrawn, offer.words) == (("对策表缺目标值（第20页）",), "")


@pytest.mark.parametrize(
    ("text", "merged"),
    [
        ("", "不足：1. 新"),
        ("这是一份好成果。", "这是一份好成果。\n不足：1. 新"),
        ("不足：1. 旧", "不足：1. 旧 2. 新"),
        ("不足：", "不足：1. 新"),
        ("优点：1. 好\n改进建议：1. 改", "优点：1. 好\n不足：1. 新\n改进建议：1. 改"),
        ("优点：1. 好 改进建议：1. 改", "优点：1. 好 \n不足：1. 新\n改进建议：1. 改"),
        ("优点：1. 好\n\n总之，很好。", "优点：1. 好\n不足：1. 新\n\n总之，很好。"),
        ("不足：1. 旧\n2. 也旧\n总之，很好。", "不足：1. 旧\n2. 也旧\n3. 新\n总之，很好。"),
        ("一、优点\n选题好\n二、不足\n（1）没有编号\n\n结语", "一、优点\n选题好\n二、不足\n（1）没有编号 1. 新\n\n结语"),
        ("【存在问题】\n1、旧\n5、更旧\n【建议】\n1、改", "【存在问题】\n1、旧\n5、更旧\n6. 新\n【建议】\n1、改"),
        ("优点：好。不足：1. 旧。建议补测。2. 旧二。改进建议：改", "优点：好。不足：1. 旧。建议补测。2. 旧二。 3. 新\n改进建议：改"),
        ("不足：合格率只有98.5，没有达到99.5", "不足：合格率只有98.5，没有达到99.5 1. 新"),
        ("Weaknesses: 1. old\n", "Weaknesses: 1. old 2. 新\n"),
        ("改进建议：1. 改", "不足：1. 新\n改进建议：1. 改"),
    ],
)
def test_a_point_finds_its_section_however_the_text_was_edited(text: str, merged: str) -> None:
    assert remark_sections.insert(text, W, "新") == merged


_PIECES = (
    "优点：",
    "不足：",
    "改进建议：",
    "一、优点",
    "【建议】",
    "\n",
    "\n\n",
    " ",
    "1. 甲",
    "2、乙",
    "总之很好。",
    "字",
    "3.5",
    "：",
    "建议：",
    "\t",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join), st.sampled_from(list(NoteKind)))
def test_inserting_never_loses_a_character(text: str, kind: NoteKind) -> None:
    made = remark_sections.insert(text, kind, "新的一条")
    before = next((n for n, (a, b) in enumerate(zip(text, made, strict=False)) if a != b), len(text))
    assert made.endswith(text[before:])
    assert len(made) > len(text)
    assert remark_sections.number_of(made, kind, "新的一条") is not None


@given(
    st.lists(st.sampled_from(_PIECES), max_size=10).map("".join),
    st.lists(
        st.tuples(st.sampled_from(list(NoteKind)), st.sampled_from(("甲", "乙方案没有比较", "3.5 分", "优点：好", "")), st.integers(0, 3)),
        max_size=6,
    ),
)
def test_after_a_merge_nothing_is_left_to_merge(text: str, drawn: list[tuple[NoteKind, str, int]]) -> None:
    notes = tuple(
        note(n, kind, words, anchor=page(number) if number else None, answers=f"{number:032x}" if kind is A else None)
        for n, (kind, words, number) in enumerate(drawn)
    )
    offer = merge_offer(text, {}, notes)
    made = merge(text, offer, notes, RUBRIC)
    assert set(made.lines) == {n.id for n in offer.new}
    assert merge_offer(made.text, made.lines, notes).words == ""
    left = iter(made.text)
    assert all(char in left for char in text)
