"""常用评语: the program's and one's own, found by words, most used first, carried as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import InvalidEntry, UsageError
from app.core.paths import resources
from app.core.words import set_language
from app.models.sheet import NoteKind
from app.services import profile as profiles
from app.services.judge import phrases
from app.services.profile import Profile

W = NoteKind.WEAKNESS


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made, _ = profiles.create(tmp_path / "home", passphrase="correct horse")
    yield made
    made.close()


def test_the_programs_phrases_by_item_and_kind(profile: Profile) -> None:
    found = phrases.search(profile, item="CAUSE", kind=W)
    assert {p.item for p in found} == {"CAUSE"}
    assert all(p.kind is W and not p.own for p in found)
    assert phrases.search(profile, "投票", item="CAUSE")[0].text.startswith("主要原因由投票")
    assert [p.text for p in phrases.search(profile, "by vote")] == [p.text for p in phrases.search(profile, "投票 主观")]
    set_language("en")
    assert phrases.search(profile, "投票")[0].text.startswith("Main causes were chosen by vote")


def test_every_item_of_the_rubrics_has_phrases_in_both_languages() -> None:
    listed = json.loads((resources() / "phrases" / "common.json").read_text("utf-8"))["phrases"]
    items = set()
    for name in ("problem", "innovation"):
        items |= {i["code"] for i in json.loads((resources() / "rubrics" / f"tcaq-10201-2020-{name}.json").read_text("utf-8"))["items"]}
    assert items <= {p.get("item") for p in listed}
    assert len(listed) >= 30
    assert len({p["words"]["zh"] for p in listed}) == len({p["words"]["en"] for p in listed}) == len(listed)
    assert all(len(p["words"]["zh"]) <= 60 for p in listed)


def test_own_phrases_come_first_and_the_most_used_before_them(profile: Profile) -> None:
    mine = phrases.add(profile, "末端原因\n未逐条确认", kind=W, item="CAUSE")
    assert mine.text == "末端原因 未逐条确认"
    assert phrases.search(profile, item="CAUSE", kind=W)[0] == mine
    seed = phrases.search(profile, "投票")[0]
    for _ in range(2):
        phrases.use(profile, seed.id)
    phrases.use(profile, mine.id)
    assert [(p.id, p.used) for p in phrases.search(profile, item="CAUSE", kind=W)[:2]] == [(seed.id, 2), (mine.id, 1)]
    assert phrases.add(profile, "末端原因 未逐条确认", kind=W, item="CAUSE").id == mine.id
    assert phrases.search(profile, item="TOPIC", kind=W, text="末端原因") == ()


def test_changed_and_removed(profile: Profile) -> None:
    mine, seed = phrases.add(profile, "好"), phrases.search(profile, "投票")[0]
    phrases.edit(profile, mine.id, "很好", kind=NoteKind.STRENGTH)
    phrases.edit(profile, seed.id, "投票定要因，没有数据", kind=W, item="CAUSE")
    assert [(p.text, p.own) for p in phrases.search(profile, "投票")] == [("投票定要因，没有数据", True)]
    phrases.remove(profile, mine.id)
    phrases.remove(profile, seed.id)
    assert phrases.search(profile, "投票") == phrases.search(profile, "很好") == ()
    with pytest.raises(UsageError):
        phrases.use(profile, mine.id)
    phrases.restore_seeds(profile)
    assert [(p.text, p.own) for p in phrases.search(profile, "投票")] == [(seed.text, False)]


def test_every_change_is_taken_back_and_done_again_after_a_restart(tmp_path: Path) -> None:
    home = tmp_path / "kept"
    made, _ = profiles.create(home, passphrase="correct horse")
    seed = phrases.search(made, "投票")[0]
    mine = phrases.add(made, "好")
    phrases.edit(made, mine.id, "很好", kind=W)
    phrases.use(made, mine.id)
    phrases.remove(made, mine.id)
    phrases.remove(made, seed.id)
    made.close()
    with profiles.opened(home, passphrase="correct horse") as again:
        assert phrases.ways(again) == phrases.Ways(f"删除“{seed.text}”", "", 1)
        assert phrases.undo(again)
        assert phrases.search(again, "投票")[0] == seed
        assert phrases.undo(again)
        assert [(p.text, p.kind, p.used) for p in phrases.search(again, "很好")] == [("很好", W, 1)]
        assert phrases.undo(again)
        assert [(p.text, p.kind, p.used) for p in phrases.search(again) if p.own] == [("好", None, 1)]
        assert phrases.ways(again).redo == "修改“很好”"
        assert phrases.undo(again)
        assert not [p for p in phrases.search(again) if p.own]
        assert not phrases.undo(again)
        assert phrases.redo(again)
        assert phrases.redo(again)
        assert [p.text for p in phrases.search(again) if p.own] == ["很好"]
        phrases.add(again, "另一条")
        assert not phrases.redo(again)


def test_carried_as_text_to_another_laptop(profile: Profile, tmp_path: Path) -> None:
    phrases.add(profile, "末端原因未逐条确认", kind=W, item="CAUSE")
    phrases.add(profile, "[注] 随处可用")
    text = phrases.export_text(profile, own_only=True)
    assert text == "[不足 CAUSE] 末端原因未逐条确认\n[注] 随处可用\n"
    other, _ = profiles.create(tmp_path / "other", passphrase="correct horse")
    assert phrases.import_text(other, "\ufeff" + text + "\n") == phrases.Imported(2, 0)
    assert phrases.import_text(other, text) == phrases.Imported(0, 2)
    assert phrases.export_text(other, own_only=True) == text
    assert phrases.import_text(other, phrases.export_text(profile)).added == 0
    other.close()


def test_what_is_no_phrase(profile: Profile) -> None:
    with pytest.raises(InvalidEntry, match="空"):
        phrases.add(profile, " \n ")
    with pytest.raises(InvalidEntry, match="第 2 行：一条评语最多 500 字"):
        phrases.import_text(profile, "好的一条\n" + "字" * 501)
    assert phrases.search(profile, "好的一条") == ()
