"""成稿 through the store: what is in the remark is remembered, edited text is kept, undo is understood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.models.changes import NOTHING
from app.models.sheet import Anchor, Audience, Note, NoteKind
from app.services.judge import read_entries, recuse, remark, score
from app.services.profile import Profile
from tests.fakes import desk_profile

CODE = "Z-001"


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=2, reports=(b"%PDF",)))
    yield made
    made.close()


def add(profile: Profile, number: int, kind: NoteKind, text: str, page: int | None = None, audience: Audience = Audience.FEEDBACK) -> None:
    report, form = read_entries.view(profile, CODE).entry.documents
    anchor = Anchor((report if number < 9 else form).sha256, page=page) if page else None
    score.put_note(profile, CODE, Note(f"{number:032x}", kind, text, anchor=anchor, audience=audience))


def test_notes_become_the_remark_and_later_ones_join_what_was_edited(profile: Profile) -> None:
    add(profile, 1, NoteKind.WEAKNESS, "末端原因未逐条确认", 12)
    add(profile, 2, NoteKind.STRENGTH, "我再想想", audience=Audience.PRIVATE)
    seen = remark.view(profile, CODE)
    assert (seen.text, seen.merged, seen.offer.words) == ("", "不足：1. 末端原因未逐条确认（第12页）", "新增 1 条，并入？")
    assert (seen.counter.weaknesses, seen.counter.strengths, seen.counter.characters) == (1, 1, 0)
    sheet, changes = remark.merge(profile, CODE)
    assert (sheet.remark, changes.entries) == (seen.merged, {CODE})
    score.set_remark(profile, CODE, "不足：1. 有的末端原因没有确认")
    assert remark.view(profile, CODE).offer.words == ""
    add(profile, 9, NoteKind.STRENGTH, "表格填写完整", 2)
    add(profile, 3, NoteKind.SUGGESTION, "补充现场测量")
    sheet, _ = remark.merge(profile, CODE)
    assert sheet.remark == "优点：1. 表格填写完整（申报表第2页）\n不足：1. 有的末端原因没有确认\n改进建议：1. 补充现场测量"
    assert remark.merge(profile, CODE) == (sheet, NOTHING)


def test_undo_of_a_merge_offers_its_notes_again(profile: Profile) -> None:
    add(profile, 1, NoteKind.WEAKNESS, "末端原因未逐条确认")
    remark.merge(profile, CODE)
    add(profile, 2, NoteKind.WEAKNESS, "对策缺目标值")
    remark.merge(profile, CODE)
    score.undo(profile)
    again = remark.view(profile, CODE)
    assert ([n.text for n in again.offer.new], again.text) == (["对策缺目标值"], "不足：1. 末端原因未逐条确认")
    score.redo(profile)
    assert remark.view(profile, CODE).offer.words == ""


def test_a_text_being_typed_is_merged_into_and_saved_with_it(profile: Profile) -> None:
    add(profile, 1, NoteKind.WEAKNESS, "末端原因未逐条确认")
    add(profile, 2, NoteKind.STRENGTH, "数据充分、图表清楚")
    sheet, _ = remark.merge(profile, CODE, text="总之不错。", only={f"{2:032x}"})
    assert sheet.remark == "总之不错。\n优点：1. 数据充分、图表清楚"
    assert [n.text for n in remark.view(profile, CODE).offer.new] == ["末端原因未逐条确认"]


def test_not_for_a_recused_entry(profile: Profile) -> None:
    add(profile, 1, NoteKind.WEAKNESS, "末端原因未逐条确认")
    recuse.recuse(profile, CODE, "亲属")
    with pytest.raises(UsageError) as raised:
        remark.merge(profile, CODE)
    assert raised.value.reason == "recused"
    assert read_entries.view(profile, CODE).sheet.remark == ""
