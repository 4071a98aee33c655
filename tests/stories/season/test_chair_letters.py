"""评语合稿: the judges' notes become one letter to the circle, in which no judge is named; without 定稿 there is no paper."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from app.core import words
from app.core.errors import UsageError
from app.core.tasks import Context
from app.models.chairing import LetterPoint, LetterState
from app.models.sheet import Anchor, Audience, Note, NoteKind
from app.services.chair import evidence, letter_paper, letter_place, letters, merge
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED, ChairPanel, Pristine, note
from tests.fakes.report_values import pages_of, squeezed
from tests.fakes.season import CHAIR

GOOD = note("症结用柏拉图找得准", "CAUSE", kind=NoteKind.STRENGTH, anchor=Anchor("a" * 64, page=12))
WEAK = note("末端原因没有逐条确认", "CAUSE", kind=NoteKind.WEAKNESS)
HINT = note("建议补充确认的数据", "CAUSE", kind=NoteKind.SUGGESTION, answers=WEAK.id)
EARLY = note("选题贴近现场", "TOPIC", kind=NoteKind.STRENGTH)
INNER = note("附表三疑似照搬去年成果", "REPORT", kind=NoteKind.WEAKNESS, audience=Audience.PANEL)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    made = chair_panel.make(tmp_path_factory.mktemp("letters") / "now", judges=4, entries=2, own={"Z-001": "90", "Z-002": RECUSED})
    made.notes = {("J-02", "Z-001"): (GOOD, WEAK, INNER), ("J-03", "Z-001"): (HINT, EARLY)}
    with made.open() as profile:
        merge.merge(profile, [made.package(j, {"Z-001": "85", "Z-002": "80"}) for j in ("J-02", "J-03")], Context())
    return Pristine.of(made)


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def test_notes_lie_by_item_and_those_for_the_circle_are_ticked_at_first(panel: ChairPanel) -> None:
    with panel.open() as profile:
        desk = letters.desk(profile, "z-001")
        assert [(i.name, [(n.text, n.name, n.ticked, n.audience) for n in i.notes]) for i in desk.items] == [
            ("选题", [(EARLY.text, "评委3", True, Audience.FEEDBACK)]),
            ("原因分析", [(GOOD.text, "评委2", True, Audience.FEEDBACK), (WEAK.text, "评委2", True, Audience.FEEDBACK), (HINT.text, "评委3", True, Audience.FEEDBACK)]),
            ("成果报告", [(INNER.text, "评委2", False, Audience.PANEL)]),
        ]  # fmt: skip
        assert desk.remarks == {"评委1": "数据充分。", "评委2": "Z-001 总体评价。", "评委3": "Z-001 总体评价。"}
        assert (desk.state, desk.printable, desk.fresh) == (LetterState.DRAFT, False, 0)
        assert [(x.code, x.points) for x in letters.letters(profile)] == [("Z-001", 4), ("Z-002", 0)]


def test_without_the_final_word_there_is_no_paper(panel: ChairPanel) -> None:
    with panel.open() as profile:
        for state in (LetterState.DRAFT, LetterState.WAITING):
            desk, _ = letters.move_to(profile, "Z-001", state)
            assert not desk.printable
            assert "还没有定稿" in desk.why_not
            with pytest.raises(UsageError) as refused:
                letters.paper(profile, "Z-001")
            assert refused.value.reason == "not-final"
            assert letters.finals(profile) == {}
        letters.move_to(profile, "Z-001", LetterState.FINAL)
    with panel.open() as profile:
        paper = letters.paper(profile, "Z-001")
        assert letters.finals(profile) == {"Z-001": paper}
        assert paper.strengths == ((EARLY.text, "选题"), (GOOD.text, "原因分析 · 第12页"))
        assert (paper.weaknesses, paper.suggestions) == (((WEAK.text, "原因分析"),), ((HINT.text, "原因分析"),))
        assert not any(word in str(paper) for word in ("评委", CHAIR, "J-02", INNER.text, "85", "90"))


def test_points_are_edited_added_and_left_out_and_kept(panel: ChairPanel) -> None:
    with panel.open() as profile:
        desk = letters.desk(profile, "Z-001")
        chosen = [replace(p, text="症结找得准，数据充分") if p.note == GOOD.id else p for p in desk.points if p.note != EARLY.id]
        own = LetterPoint("现场整洁，记录齐全", NoteKind.STRENGTH, None, "EFFECT", "效果")
        saved, _ = letters.save(profile, "Z-001", [*chosen, own])
        assert [n.ticked for i in saved.items for n in i.notes if n.note == EARLY.id] == [False]
        offer = next(n for i in saved.items for n in i.notes if n.note == EARLY.id)
        assert letters.point_of(offer) == LetterPoint(EARLY.text, NoteKind.STRENGTH, EARLY.id, "TOPIC", "选题")
        letters.move_to(profile, "Z-001", LetterState.FINAL)
        assert [t for t, _ in letters.paper(profile, "Z-001").strengths] == ["症结找得准，数据充分", "现场整洁，记录齐全"]
        with pytest.raises(UsageError) as final:
            letters.save(profile, "Z-001", [])
        assert final.value.reason == "final"
        letters.move_to(profile, "Z-001", LetterState.DRAFT, reason="补一条")
        letters.save(profile, "Z-001", [own])
    with panel.open() as profile:
        assert letters.desk(profile, "Z-001").points == (own,)


@pytest.mark.parametrize("text", ["评委2 认为症结找得准", "J-03 的意见很好"])
def test_a_letter_that_names_a_judge_goes_no_further(panel: ChairPanel, text: str) -> None:
    with panel.open() as profile:
        letters.save(profile, "Z-001", [LetterPoint(text, NoteKind.STRENGTH)])
        for state in (LetterState.WAITING, LetterState.FINAL):
            with pytest.raises(UsageError) as named:
                letters.move_to(profile, "Z-001", state)
            assert named.value.reason == "names-a-judge"
        assert letters.desk(profile, "Z-001").state is LetterState.DRAFT


@pytest.mark.parametrize("text", ["不如 Z-002 的深入", "可参考ｚ—００２。"])
def test_a_letter_that_names_another_entry_goes_no_further(panel: ChairPanel, text: str) -> None:
    with panel.open() as profile:
        letters.save(profile, "Z-001", [LetterPoint(text, NoteKind.SUGGESTION)])
        for state in (LetterState.WAITING, LetterState.FINAL):
            with pytest.raises(UsageError, match="另一项成果 Z-002") as named:
                letters.move_to(profile, "Z-001", state)
            assert (named.value.reason, "请改写这一句" in named.value.hint) == ("names-an-entry", True)
        letters.save(profile, "Z-001", [LetterPoint("Z-001 的对策具体，Z-0021 是标准号", NoteKind.SUGGESTION)])
        assert letters.move_to(profile, "Z-001", LetterState.FINAL)[0].printable, "its own code and a longer number name nobody"


def test_an_empty_letter_is_no_letter(panel: ChairPanel) -> None:
    with panel.open() as profile, pytest.raises(UsageError) as empty:
        letters.move_to(profile, "Z-002", LetterState.FINAL, by="J-03")
    assert empty.value.reason == "empty"


def test_a_late_note_is_told_and_changes_nothing(panel: ChairPanel) -> None:
    late = note("效果的统计口径要说明", "EFFECT", kind=NoteKind.SUGGESTION)
    with panel.open() as profile:
        letters.move_to(profile, "Z-001", LetterState.FINAL)
        before = letters.paper(profile, "Z-001")
        panel.notes[("J-04", "Z-001")] = (late,)
        merge.merge(profile, [panel.package("J-04", {"Z-001": "88", "Z-002": "80"})], Context())
        desk = letters.desk(profile, "Z-001")
        assert (desk.fresh, desk.state, letters.paper(profile, "Z-001")) == (1, LetterState.FINAL, before)
        assert [n.fresh for i in desk.items for n in i.notes if n.note == late.id] == [True]
        letters.move_to(profile, "Z-001", LetterState.DRAFT, reason="补一条")
        saved, _ = letters.save(profile, "Z-001", desk.points)
        assert saved.fresh == 0


@pytest.mark.slow
def test_the_command_lists_finishes_and_says_what_is_missing(panel: ChairPanel) -> None:
    desk = panel.season.desk(CHAIR)
    assert [x["state"] for x in desk.ask("chair", "letter")["letters"]] == ["draft", "draft"]
    assert "还没有定稿" in desk.run("chair", "letter", "Z-001").out
    assert desk.ask("chair", "letter", "Z-001", "--state", "final")["printable"] is True
    listed, one = desk.run("chair", "letter").out, desk.run("chair", "letter", "Z-001").out
    assert [line.split()[:2] for line in listed.splitlines()[1:]] == [["Z-001", "定稿"], ["Z-002", "草稿"]]
    assert one.splitlines()[0].endswith("定稿")
    assert not {"draft", "final", "strength:", "weakness:", "suggestion:"} & set((listed + one).split())


def test_who_finished_it_and_why_it_came_back_are_kept(panel: ChairPanel) -> None:
    with panel.open() as profile:
        letters.move_to(profile, "Z-001", LetterState.WAITING)
        letters.move_to(profile, "Z-001", LetterState.FINAL, by="J-02")
        with pytest.raises(UsageError) as silent:
            letters.move_to(profile, "Z-001", LetterState.DRAFT, reason="  ")
        assert silent.value.reason == "reason"
        letters.move_to(profile, "Z-001", LetterState.DRAFT, reason="小组补交了附表")
    with panel.open() as profile:
        desk = letters.desk(profile, "Z-001")
        assert [(str(m.state), m.by, m.reason) for m in desk.moves] == [
            ("waiting", CHAIR, ""), ("final", "J-02", ""), ("draft", CHAIR, "小组补交了附表"),
        ]  # fmt: skip
        assert (desk.lead, list(desk.voters)) == (CHAIR, ["J-01", "J-02", "J-03", "J-04"])


def test_a_recused_judge_finishes_no_letter(panel: ChairPanel) -> None:
    with panel.open() as profile:
        letters.save(profile, "Z-002", [LetterPoint("现场整洁", NoteKind.STRENGTH)], by="J-02")
        assert letters.desk(profile, "Z-002").lead == ""
        for who, why in (("", "chair-recused"), (CHAIR, "wrong-leader"), ("J-99", "wrong-leader")):
            with pytest.raises(UsageError) as refused:
                letters.move_to(profile, "Z-002", LetterState.FINAL, by=who)
            assert refused.value.reason == why
        assert letters.move_to(profile, "Z-002", LetterState.FINAL, by="J-03")[0].moves[-1].by == "J-03"


def test_a_chair_who_stands_aside_sees_none_of_it_until_somebody_else_sits_down(panel: ChairPanel) -> None:
    words = "末端原因没有逐条确认"
    with panel.open() as profile:
        letters.save(profile, "Z-002", [LetterPoint(words, NoteKind.WEAKNESS)], by="J-03")
        seen = letters.desk(profile, "Z-002")
        assert (seen.avoid, seen.items, seen.points, seen.remarks, seen.printable) == ("请评委1回避", (), (), {}, False)
        assert words not in panel.season.desk(CHAIR).run("chair", "letter", "Z-002").out
        assert words in panel.season.desk(CHAIR).run("chair", "letter", "Z-002", "--by", "J-03").out
        assert [p.text for p in letters.desk(profile, "Z-002", by="J-03").points] == [words]
        for act in (letters.as_it_stands, letter_paper.sheet, lambda p, c: letters.save(p, c, [])):
            with pytest.raises(UsageError) as refused:
                act(profile, "Z-002")
            assert refused.value.reason == "chair-recused"
        assert letter_paper.sheet(profile, "Z-002", by="J-03").letter.final is False


def test_merged_notes_are_one_point_and_all_of_them_ticked(panel: ChairPanel) -> None:
    with panel.open() as profile:
        one = LetterPoint("末端原因要逐条确认并补数据", NoteKind.WEAKNESS, WEAK.id, "CAUSE", "原因分析", also=(HINT.id,))
        desk, _ = letters.save(profile, "Z-001", [one])
        assert {n.note for i in desk.items for n in i.notes if n.ticked} == {WEAK.id, HINT.id}
        letters.move_to(profile, "Z-001", LetterState.FINAL)
        assert letters.paper(profile, "Z-001").weaknesses == ((one.text, "原因分析"),)


def test_a_private_note_sent_by_another_program_is_not_shown(panel: ChairPanel) -> None:
    private = note("我看不懂这一页", "CAUSE", kind=NoteKind.WEAKNESS, audience=Audience.PRIVATE)
    panel.notes[("J-04", "Z-001")] = (private,)
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-04", {"Z-001": "88", "Z-002": "80"})], Context())
        desk = letters.desk(profile, "Z-001")
        assert private.text not in str(desk)


def test_a_preview_says_on_every_page_that_it_is_not_final(panel: ChairPanel) -> None:
    with panel.open() as profile:
        draft = letter_paper.sheet(profile, "Z-001")
        letters.move_to(profile, "Z-001", LetterState.FINAL)
        final = letter_paper.sheet(profile, "Z-001")
    seen, sent = (squeezed(pages_of(letter_paper.pdf(s).content)) for s in (draft, final))
    assert "尚未定稿" in seen
    assert "尚未定稿" not in sent
    for text in (seen, sent):
        assert GOOD.text in text
        assert not any(word in text for word in ("评委2", "J-02", INNER.text))


def test_the_place_is_remembered(panel: ChairPanel) -> None:
    with panel.open() as profile:
        assert letter_place.remembered(profile) == ""
        letter_place.remember(profile, "Z-002")
    with panel.open() as profile:
        assert letter_place.remembered(profile) == "Z-002"


def test_the_letter_stays_chinese_when_the_window_speaks_english(panel: ChairPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    with panel.open() as profile:
        monkeypatch.setattr(words, "_language", "en")
        desk = letters.desk(profile, "Z-001")
        assert next(i.name for i in desk.items) == "Choice of topic"
        assert {p.place for p in desk.points} == {"选题", "原因分析", "原因分析 · 第12页"}
        offers = [n for i in desk.items for n in i.notes if n.note == GOOD.id]
        assert letters.point_of(offers[0]).place == "原因分析 · 第12页"


def test_a_judges_notes_lie_by_page_or_second_and_then_as_they_were_written(panel: ChairPanel) -> None:
    """Their ids are chance: here they run against every order that could be meant."""

    def made(n: int, text: str, anchor: Anchor | None = None) -> Note:
        return replace(note(text, "EFFECT", kind=NoteKind.WEAKNESS, anchor=anchor), id=f"{n:032x}")

    page = partial(Anchor, "b" * 64)
    written = (
        made(9, "无处一"), made(8, "第12页二", page(page=12)), made(7, "第3页", page(page=3)), made(6, "第12页三", page(page=12)),
        made(5, "1:40", page(moment=100_000)), made(4, "0:09", page(moment=9_000)), made(3, "无处二"),
    )  # fmt: skip
    told = ["第3页", "第12页二", "第12页三", "0:09", "1:40", "无处一", "无处二"]
    panel.notes[("J-04", "Z-001")] = written
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-04", {"Z-001": "85", "Z-002": "80"})], Context())
        desk = letters.desk(profile, "Z-001")
        assert [n.text for i in desk.items if i.item == "EFFECT" for n in i.notes] == told
        assert [p.text for p in desk.points if p.item == "EFFECT"] == told
        found = evidence.evidence(profile, "Z-001").item("EFFECT")
        assert found is not None
        assert [c.text for j in found.judges for c in j.clues] == told
