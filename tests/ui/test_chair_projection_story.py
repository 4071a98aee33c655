"""A whole meeting, twice watched: on a projection of 1920×1080, and in 投影模式 at 1366×697. Nobody is named and nothing private is shown.

What must not appear is taken from the services themselves: names, ids, the statistics' figures, notes, reasons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.points import of, to_text
from app.models.season import Quota, QuotaScope
from app.models.sheet import NoteKind
from app.services.chair import actions, merge, record, results, statistics
from app.services.chair.actions import Action, Meeting
from app.services.organiser import state
from app.services.profile import Profile
from app.ui.chair import pages, statistics_texts
from app.ui.chair.acts import Act
from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.meeting_view import MeetingView
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED, ChairPanel, note
from tests.ui.conftest import ChairOpener
from tests.ui.screen_texts import texts
from tests.ui.test_chair_hall import settle
from tests.ui.test_chair_meeting import meeting, on_table

pytestmark = pytest.mark.slow

NAMES = ("顾长青", "沈国樑", "欧阳文静", "周㛃", "赵晓东", "王喆", "戚文堃")
UNIT = "申岚轴系股份有限公司"
WHY = "据赵晓东私下说，该单位去年已获奖"
NOTE = "末端原因没有用数据确认，疑似抄袭"
TOTALS = {
    "Z-001": ("95", "94", "96", "95", "93.5", "95", "95"), "Z-002": ("88", "88", "88", "88", "88", "88", "88"),
    "Z-003": ("88", "88", "88", "88", "88", "88", "88"), "Z-004": ("81", "82.5", "80", "84", "70", "83", "82"),
}  # fmt: skip


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> tuple[ChairPanel, Path]:
    """Six have handed in, the chair stands aside from one entry, J-07 is on paper, J-06 comes late. And the late file."""
    own = {code: totals[0] for code, totals in TOTALS.items()} | {"Z-001": RECUSED}
    quota = Quota("EXCELLENT", QuotaScope.SEASON, 2)
    made = chair_panel.make(tmp_path_factory.mktemp("hall"), judges=7, entries=4, own=own, quotas=(quota,), leads={}, dress=_dress)
    made.notes["J-05", "Z-004"] = (note(NOTE, "CAUSE", kind=NoteKind.WEAKNESS),)
    packages = {j: made.package(j, {c: t[n] for c, t in TOTALS.items()}) for n, j in enumerate(made.season.judges) if 0 < n < 6}
    with made.open() as chair:
        merge.merge(chair, [p for j, p in packages.items() if j != "J-06"], Context())
        _copy(chair, made)
    return made, packages["J-06"]


def _dress(organiser: Profile) -> None:
    with organiser.database.write() as tx:
        state.JUDGES.replace(tx, {j.id: replace(j, name=n) for j, n in zip(state.JUDGES.all(tx), NAMES, strict=True)})
        state.ENTRIES.replace(tx, {f"1/{e.code}": replace(e, unit=UNIT) for e in state.ENTRIES.all(tx)})


def _copy(chair: Profile, made: ChairPanel) -> None:
    for number in (1, 2):
        for code, totals in TOTALS.items():
            record.type_points(chair, "J-07", number, code, chair_panel.points_of(totals[6], made.rubric))
    record.adopt(chair, "J-07", "只交了纸质表")


def secrets(made: ChairPanel) -> set[str]:
    """Every name, id, reason, note and figure that nobody in the hall may read; a figure that is official too is none."""
    with made.open() as chair:
        found, view = statistics.statistics(chair), results.results(chair)[1]
    assert found.found is not None
    official = {to_text(r.official) for r in view.rows if r.official is not None}
    official |= {to_text(p) for r in view.rows for p in r.scores.values() if p is not None}
    figures = {f"{s.adjusted:.2f}" for s in found.found.submissions if s.adjusted is not None} - official
    figures |= {statistics_texts.severity(j) for j in found.found.judges if j.severity is not None}
    figures |= {chance for line in found.lines for chance in statistics_texts.chances(line).values()}
    return {*NAMES, *made.season.judges, WHY, NOTE, *figures, "宽严", "高于同组", "低于同组", "难分上下", "若不计", "可靠性"} - {""}


def shown(root: QWidget) -> list[str]:
    """Every text of every visible widget: drawn, behind a list or a closed choice, told by a pointer or a reader."""
    widgets = [root, *(w for w in root.findChildren(QWidget) if w.isVisible())]
    told = [t for w in widgets for t in (w.toolTip(), w.accessibleName(), w.windowTitle())]
    told += [w.itemText(n) for w in widgets if isinstance(w, QComboBox) for n in range(w.count())]
    told += [w.item(n).text() for w in widgets if isinstance(w, QListWidget) for n in range(w.count())]
    return [*told, *(t.text for t in texts(root))]


def leaks(root: QWidget, private: set[str]) -> list[tuple[str, str]]:
    return [(secret, text) for text in shown(root) for secret in private if _says(secret, text)]


def _says(secret: str, text: str) -> bool:
    """J-01 is not in KJ-012: ids and figures are looked for as whole words."""
    return re.search(rf"(?<![\w.]){re.escape(secret)}(?![\w.])", text, re.ASCII) is not None if secret.isascii() else secret in text


def _steps(view: MeetingView, desk: ChairDesk, late: Path) -> Iterator[tuple[str, Callable[[], object], Callable[[], bool]]]:
    """What happens in the meeting: its name, how it is done, and when it is done."""
    model = view.model

    def decided(action: Action, present: Meeting) -> Callable[[], object]:
        return lambda: model.decide(action, present)

    def logged(count: int) -> Callable[[], bool]:
        return lambda: model.table is not None and len(model.table.log) == count

    held, here = len(model.table.log) if model.table is not None else 0, tuple(NAMES and model.names)
    made = (
        ("复议改分", actions.ChangePoints("Z-004", "J-05", "CAUSE", of("25"), WHY), Meeting(())),
        ("调整等级", actions.SetLevel("Z-004", "EXCELLENT", WHY), Meeting(here[1:])),
        ("维持，由他人主持", actions.Keep("Z-001", ""), Meeting((), None, here[2])),
        ("暂缓", actions.Defer("Z-002", WHY), Meeting(())),
    )
    for n, (name, action, present) in enumerate(made, 1):
        yield name, decided(action, present), logged(held + n)
    yield "撤销", desk.model.steps.undo, lambda: desk.tools.words.text().startswith("已撤销")
    yield "重做", desk.model.steps.redo, lambda: desk.tools.words.text().startswith("已恢复")


def _wait(qtbot: QtBot, view: MeetingView, done: Callable[[], bool]) -> None:
    qtbot.waitUntil(done, timeout=30_000)
    settle(qtbot, view)


def test_the_hall_never_reads_a_name_or_a_private_figure(qtbot: QtBot, open_chair: ChairOpener, panel: tuple[ChairPanel, Path]) -> None:
    made, late = panel
    private = secrets(made) | {UNIT}
    opened = open_chair(made.season)
    view = meeting(opened)
    desk = opened.room.chair.desk  # type: ignore[union-attr]
    view.projector.push()
    window = view.projector.window
    assert window is not None
    window.resize(1920, 1080)
    seen: set[str] = set()

    def watch() -> None:
        for toggle in (None, view.lines, view.ties):
            if toggle is not None and toggle.isEnabled():
                toggle.click()
            view.projector.push()
            settle(qtbot, view)
            assert leaks(window, private) == []
            assert not [t for t in window.texts() for secret in private if _says(secret, t)], "nor what is not in front"
            seen.update(shown(window))
        for toggle in (view.lines, view.ties):
            if toggle.isChecked():
                toggle.click()

    for code in TOTALS:
        view.model.go(code)
        _wait(qtbot, view, lambda code=code: on_table(view) == code)
        watch()
    for _name, act, done in _steps(view, desk, late):
        act()
        _wait(qtbot, view, done)
        for code in ("Z-001", "Z-004"):
            view.model.go(code)
            _wait(qtbot, view, lambda code=code: on_table(view) == code)
            watch()
    words_seen = "\n".join(seen)
    for expected in ("评委A", "评委G 代录", "未签名，组长代录", "同分：2 份争 1 个名额", "名额 2", "→25"):
        assert expected in words_seen, "the hall sees what it should"
    desk.model.veil.show_units(True)
    view.model.go("Z-004")
    _wait(qtbot, view, lambda: on_table(view) == "Z-004")
    view.projector.push()
    settle(qtbot, view)
    assert any(UNIT in t for t in shown(window))
    assert leaks(window, private - {UNIT}) == []


def test_on_a_mirrored_screen_no_page_shows_more(qtbot: QtBot, open_chair: ChairOpener, panel: tuple[ChairPanel, Path]) -> None:
    made, late = panel
    private = secrets(made)
    opened = open_chair(made.season)
    view = meeting(opened)
    desk = opened.room.chair.desk  # type: ignore[union-attr]
    desk.tools.mirror.click()

    def watch(step: str) -> None:
        for key in (s.key for s in pages.PAGES):
            desk.show_page(key)
            settle(qtbot, view)
            assert leaks(desk, private) == [], (step, key)
        desk.show_page(pages.MEETING)

    watch("开始")
    for name, act, done in _steps(view, desk, late):
        act()
        _wait(qtbot, view, done)
        assert leaks(desk, private) == [], name
        watch(name)
    for act in (Act.POINTS, Act.VOTE, Act.LEVEL):
        view.bar.buttons[act].click()
        settle(qtbot, view)
        assert leaks(desk, private) == [], act
    board = desk.page(pages.BOARD)
    desk.show_page(pages.BOARD)
    board.model.take([late])  # type: ignore[attr-defined]
    _wait(qtbot, view, board.incoming.isVisible)  # type: ignore[attr-defined]
    assert leaks(desk, private) == [], "来件预览"
    board.incoming.accept.click()  # type: ignore[attr-defined]
    _wait(qtbot, view, lambda: board.model.board.received == 7)  # type: ignore[attr-defined]
    watch("收下迟交的")
