"""What only the judge sees: a hint that goes away with a note, how the own points lie, and the switch for both."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from app.core.clock import Clock
from app.core.paths import resources
from app.models.shape import Points
from app.scoring.hints import HintKind
from app.services import profile as profiles
from app.services.judge import hints, read_entries, score
from app.ui import preferences as prefs
from app.ui.judge import rail
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener


def test_a_deduction_without_a_weakness_is_hinted_until_it_is_noted(open_desk: Opener) -> None:
    desk = open_desk()
    sheet, marks = desk.room.bench.sheet, desk.room.bench.rubric.body.marks
    sheet.put(Points(900))
    assert marks.words.text() == "扣分未写不足"
    desk.room.note_wanted("")
    desk.room.note.text.setPlainText("目标依据不足")
    desk.room.note.hide()
    assert marks.words.text() == ""
    desk.saved()


def test_own_points_are_shown_and_both_can_be_switched_off(open_desk: Opener, home: Path) -> None:
    desk_profile.make(home, Plan(entries=5), clock=Clock()).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        for code, points in (("Z-001", 900), ("Z-002", 1200), ("Z-003", 1350)):
            score.set_points(profile, code, {"TOPIC": Points(points)})
    desk = open_desk()
    desk.room.open_entry("Z-001")
    desk.shows("Z-001")
    desk.room.choose_item(0)
    marks = desk.room.bench.rubric.body.marks
    desk.qtbot.waitUntil(marks.strip.isVisible, timeout=20_000)
    assert "本人已评 3 份，中位 12 分" in marks.strip.accessibleName()
    assert marks.words.text() == "扣分未写不足"
    desk.room.settings.hints.setChecked(False)
    assert marks.strip.isHidden()
    assert marks.words.text() == ""
    desk.close()
    assert prefs.load(home).hints is False


WORDS = "因果图层次清楚，末端原因逐条用数据确认"


def make_alike(home: Path) -> None:
    """Six entries with one total, two of them with the same remark, and one note too few."""
    desk_profile.make(home, Plan(entries=7), clock=Clock()).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        for number in range(1, 8):
            code = f"Z-{number:03}"
            rubric = read_entries.view(profile, code).rubric
            score.set_points(profile, code, {i.code: Points(i.max - 100) for i in rubric.items}, remark=WORDS if number in (2, 5) else "")


def kinds(desk: Desk) -> list[str]:
    return sorted({h.kind.value for h in desk.room.papers.marks.hints})


def test_the_same_words_and_flat_scores_are_hinted_under_the_own_table(open_desk: Opener, home: Path) -> None:
    make_alike(home)
    desk = open_desk()
    desk.room.choose(rail.TABLE)
    line = desk.room.papers.table.hints
    desk.qtbot.waitUntil(line.isVisible, timeout=20_000)
    assert kinds(desk) == ["deduction-without-note", "flat-scores", "pasted-remark"]
    said, count = [], len(desk.room.papers.marks.hints)
    for _ in range(count):
        said.append(line.words.text())
        line.following.click()
    assert len(set(said)) == count
    assert [s for s in said if s.startswith("Z-002、Z-005 的文字相同")]
    assert [s for s in said if "总分都是 94" in s]
    while line.hint is not None and line.hint.kind is not HintKind.PASTED:
        line.following.click()
    desk.window.remember(desk.window.preferences.with_(language="en"))
    desk.qtbot.waitUntil(lambda: "have the same text" in line.words.text(), timeout=20_000)
    assert line.go.text() == "Open Z-002"
    line.go.click()
    desk.shows("Z-002")
    assert desk.window.stack.currentWidget() is desk.room.bench


def test_the_same_words_are_hinted_under_the_remark_they_stand_in(open_desk: Opener, home: Path) -> None:
    make_alike(home)
    desk = open_desk()
    desk.room.open_entry("Z-005")
    desk.shows("Z-005")
    remark = desk.room.bench.rubric.remark
    remark.flip()
    desk.qtbot.waitUntil(remark.same.isVisible, timeout=20_000)
    assert "Z-002" in remark.same.text()
    assert "仅自己可见" in remark.same.text()
    remark.text.setPlainText("这一份的数据不足以确认要因")
    desk.qtbot.waitUntil(remark.same.isHidden, timeout=20_000)
    desk.saved()


def test_switched_off_there_is_no_hint_anywhere(open_desk: Opener, home: Path) -> None:
    make_alike(home)
    desk = open_desk()
    desk.room.choose(rail.SUBMIT)
    shown = desk.room.submit
    desk.qtbot.waitUntil(lambda: any("仅自己可见" in w.text() for w in shown.findChildren(QLabel)), timeout=20_000)
    desk.room.settings.hints.setChecked(False)
    desk.qtbot.waitUntil(lambda: not any("仅自己可见" in w.text() for w in shown.findChildren(QLabel) if w.isVisible()), timeout=20_000)
    desk.room.choose(rail.TABLE)
    desk.qtbot.waitUntil(lambda: desk.room.papers.table.grid.rowCount() > 0, timeout=20_000)
    assert desk.room.papers.table.hints.isHidden()
    assert desk.room.papers.marks.hints == ()


def test_what_is_handed_in_says_nothing_of_hints(home: Path) -> None:
    """The package of a round with hints has none of their words: they are made where they are shown and nowhere kept."""
    make_alike(home)
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        said = [h.words for h in hints.of_all(profile)]
        assert said
        parts = repr([read_entries.view(profile, f"Z-{n:03}").sheet for n in range(1, 8)])
    assert not [words for words in said if words in parts]


def test_a_type_that_does_not_fit_the_steps_is_hinted_where_it_is_judged_and_never_scores(open_desk: Opener) -> None:
    """Z-004 is declared 创新型 and its report, one of the sample season, has a 现状调查."""
    report = (resources() / "demo" / "season" / "materials" / "X-002" / "成果报告.pdf").read_bytes()
    desk = open_desk(Plan(entries=4, reports=(report,)))
    desk.room.open_entry("Z-004")
    desk.shows("Z-004")
    marks, bench = desk.room.bench.rubric.body.marks, desk.room.bench
    desk.room.choose_item(0)
    desk.qtbot.waitUntil(lambda: marks.words.text() == "类型与步骤不符，见“步骤”", timeout=20_000)
    assert "现状调查" in marks.words.whole
    assert "仅自己可见" in marks.words.whole
    assert dict(bench.sheet.points) == {}
    desk.room.choose_item(1)
    assert marks.words.text() == ""
    desk.room.choose_item(0)
    desk.window.remember(desk.window.preferences.with_(language="en"))
    desk.qtbot.waitUntil(lambda: "类型" not in marks.words.text(), timeout=20_000)
    assert "does not fit the topic type" in marks.words.whole
    desk.room.settings.hints.setChecked(False)
    assert marks.words.text() == ""
    desk.room.settings.hints.setChecked(True)
    assert marks.words.text() != ""
    desk.room.choose(rail.TABLE)
    desk.qtbot.waitUntil(lambda: any(h.kind is HintKind.STEPS for h in desk.room.papers.marks.hints), timeout=20_000)
