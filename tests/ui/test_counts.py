"""已评 n/all is one number everywhere: what was taken out and 试评 are in no sum, on no score sheet, and in no file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2
from PySide6.QtWidgets import QLabel

from app.models.sheet import EventKind, SheetState
from app.services import profile as profiles
from app.services.judge import read_entries, score, sheets, submit, workspace
from app.services.judge.sheets import Paper
from app.services.judge.tally import Tally
from app.services.profile import Profile
from app.ui.judge import rail
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.laptops import score_whole
from tests.ui.conftest import Desk, Opener

PLAN = Plan(entries=4, withdrawn=frozenset({"Z-003"}), practice=frozenset({"Z-004"}))


def said(desk: Desk) -> str:
    return "\n".join(w.text() for w in desk.room.submit.findChildren(QLabel) if w.isVisible())


def scored_before_it_was_taken_out(profile: Profile, code: str) -> None:
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx)
        score.append(profile, tx, desk, code, (EventKind.REMARK, "", '"写过"'))
        tx.sheets.set_summary(desk.round, code, SheetState.DONE, None, 0)


def two_scored(open_desk: Opener, home: Path, *, language: str = "zh") -> Desk:
    """Z-001 and Z-002 count and are scored, Z-003 was taken out when it was scored, Z-004 is for practice."""
    open_desk(PLAN, language=language).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        for code in ("Z-001", "Z-002"):
            score_whole(profile, code)
        scored_before_it_was_taken_out(profile, "Z-003")
    return open_desk()


def test_status_line_confirm_page_drawer_and_receipt_say_one_number(open_desk: Opener, home: Path) -> None:
    desk = two_scored(open_desk, home)
    desk.qtbot.waitUntil(lambda: "已评 2/2" in desk.window.status.work.text(), timeout=20_000)
    desk.room.toggle("entries")
    count = desk.room.drawer.count
    desk.qtbot.waitUntil(lambda: "4 份 · 1 份已撤出、1 份试评不计分" in count.text(), timeout=20_000)
    desk.room.choose(rail.SUBMIT)
    desk.qtbot.waitUntil(lambda: "2 份评分，0 份回避" in said(desk), timeout=20_000)
    assert "1 份已撤出、1 份试评不计分，不在评分文件里。" in said(desk)
    desk.room.submit._model.submit()
    desk.qtbot.waitUntil(lambda: desk.room.submit._model.submitted is not None, timeout=20_000)
    desk.qtbot.waitUntil(lambda: "2 份评分，0 份回避" in said(desk), timeout=20_000)
    assert desk.room.submit._model.now is not None
    assert desk.room.submit._model.now.entries == ("Z-001", "Z-002")  # what can be asked back


def test_handed_in_entries_stay_counted_as_scored(tmp_path: Path) -> None:
    with closing(desk_profile.make(tmp_path / "profile", PLAN)) as profile:
        for code in ("Z-001", "Z-002"):
            score_whole(profile, code)
        submit.submit(profile)
        assert read_entries.desk_state(profile).tally == Tally(2, 2, 0, 0, 1, 1)


def test_the_papers_leave_out_what_does_not_count(tmp_path: Path) -> None:
    with closing(desk_profile.make(tmp_path / "profile", PLAN)) as profile:
        for code in ("Z-001", "Z-002", "Z-004"):
            score_whole(profile, code)
        scored_before_it_was_taken_out(profile, "Z-003")
        assert sheets.make(profile, Paper.SHEETS).count == 2
        with pypdfium2.PdfDocument(sheets.make(profile, Paper.SUMMARY).content) as paper:
            words = "".join(page.get_textpage().get_text_bounded() for page in paper).replace("\r\n", "")
    assert "本表共4项成果：已评2项，回避0项，不计分2项。" in words.replace(" ", "")
