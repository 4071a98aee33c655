"""Every screen at every look it is pictured in: no text cut off, no glyph missing, nothing over anything else, readable, reachable.

The same scenes and looks as `make screenshots`; a few of them in every run, all of them with the slow tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.widgets import Elided, label
from tests.screenshots import start_scenes
from tests.screenshots.chair_scenes import CHAIR_SCENES
from tests.screenshots.chair_stage import ChairScene
from tests.screenshots.looks import LARGE, SMALL, Look
from tests.screenshots.scenes import SCENES, Scene
from tests.screenshots.season_scenes import SEASON_SCENES, Homes, SeasonScene
from tests.screenshots.shoot import wanted
from tests.screenshots.stage import Profiles, opened
from tests.screenshots.start_scenes import START_SCENES, Sample, StartScene
from tests.ui.on_screen import faults

USUAL = (
    ("desk", Look()), ("desk", Look(*SMALL, "en", "dark", 175)), ("table", Look(*SMALL)), ("table", Look(language="en", text=175)),
    ("submit", Look(*LARGE, "en")), ("settings", Look(*SMALL)), ("note", Look(*SMALL)), ("strip", Look()),
)  # fmt: skip
_ALL = tuple((scene, look) for scene, look in wanted(SCENES, ()))
_CHAIR = tuple((scene, look) for scene, look in wanted(CHAIR_SCENES, ()))
_SEASON = tuple((scene, look) for scene, look in wanted(SEASON_SCENES, ()))
_BEFORE = tuple((scene, look) for scene, look in wanted(START_SCENES, ()))


@pytest.fixture(scope="session")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> Profiles:
    return Profiles(tmp_path_factory.mktemp("screens"))


@pytest.fixture(scope="session")
def published(profiles: Profiles) -> Iterator[Sample]:
    with start_scenes.sample(profiles.folder / "season") as made:
        yield made


def _named(pairs: Sequence[tuple[Scene | StartScene | ChairScene | SeasonScene, Look]]) -> list[str]:
    return [look.name(scene.name) for scene, look in pairs]


def _check(profiles: Profiles, scene: Scene, look: Look) -> None:
    with opened(profiles.copy(scene.state), look, **scene.chosen) as stage:
        scene.show(stage)
        assert stage.window.size().toTuple() == (look.width, look.height)
        assert faults(stage.window) == []


@pytest.mark.parametrize(("name", "look"), USUAL, ids=[look.name(name) for name, look in USUAL])
def test_a_screen_can_be_read(qtbot: QtBot, profiles: Profiles, name: str, look: Look) -> None:
    _check(profiles, next(scene for scene in SCENES if scene.name == name), look)


@pytest.mark.slow
@pytest.mark.parametrize(("scene", "look"), _ALL, ids=_named(_ALL))
def test_every_screen_can_be_read(qtbot: QtBot, profiles: Profiles, scene: Scene, look: Look) -> None:
    _check(profiles, scene, look)


def _check_chair(profiles: Profiles, scene: ChairScene, look: Look) -> None:
    with opened(profiles.copy(scene.state), look) as stage:
        scene.show(stage)
        assert stage.window.size().toTuple() == (look.width, look.height)
        assert faults(scene.widget(stage)) == []


@pytest.mark.parametrize("name", ["chair-matrix", "chair-meeting", "chair-record"])
def test_a_page_of_the_chair_can_be_read(qtbot: QtBot, profiles: Profiles, name: str) -> None:
    _check_chair(profiles, next(scene for scene in CHAIR_SCENES if scene.name == name), Look(*SMALL))


@pytest.mark.slow
@pytest.mark.parametrize(("scene", "look"), _CHAIR, ids=_named(_CHAIR))
def test_every_page_of_the_chair_and_the_hall_can_be_read(qtbot: QtBot, profiles: Profiles, scene: ChairScene, look: Look) -> None:
    _check_chair(profiles, scene, look)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    return Homes(tmp_path_factory.mktemp("organisers"))


@pytest.mark.slow
@pytest.mark.parametrize(("scene", "look"), _SEASON, ids=_named(_SEASON))
def test_every_page_of_the_season_and_its_hall_can_be_read(qtbot: QtBot, homes: Homes, scene: SeasonScene, look: Look) -> None:
    with opened(homes.copy(scene.state), look) as stage:
        scene.show(stage)
        assert stage.window.size().toTuple() == (look.width, look.height)
        assert faults(scene.widget(stage)) == []


@pytest.mark.slow
@pytest.mark.parametrize(("scene", "look"), _BEFORE, ids=_named(_BEFORE))
def test_every_page_before_the_desk_can_be_read(qtbot: QtBot, profiles: Profiles, published: Sample, scene: StartScene, look: Look) -> None:
    with opened(profiles.copy(scene.state), look) as stage:
        scene.show(stage, published)
        assert faults(stage.window) == []


@pytest.mark.parametrize(
    ("look", "top", "rubric", "row", "letters"),
    [(Look(), 44, 420, 40, 26), (Look(*SMALL), 40, 360, 34, 24), (Look(*LARGE), 44, 480, 40, 26)],
)
def test_the_desk_measures_what_was_drawn(
    qtbot: QtBot, profiles: Profiles, look: Look, top: int, rubric: int, row: int, letters: int
) -> None:
    with opened(profiles.copy(SCENES[0].state), look) as stage:
        SCENES[0].show(stage)
        window, bench = stage.window, stage.room.bench
        box = bench.rubric.body.box
        assert (window.top.height(), window.rail.width(), window.status.height()) == (top, 44, 26)
        assert (bench.rubric.width(), bench.rubric.cards[3].head.height()) == (rubric, row)
        assert (box.size().toTuple(), box.font().pixelSize()) == ((92, 44), letters)
        assert bench.rubric.area.verticalScrollBar().maximum() == 0


def test_a_label_too_narrow_on_a_real_screen_is_noticed(qtbot: QtBot, profiles: Profiles) -> None:
    with opened(profiles.copy(SCENES[0].state), Look()) as stage:
        SCENES[0].show(stage)
        stage.room.bench.rubric.total_name.setFixedWidth(20)
        stage.settle()
        (found,) = faults(stage.window)
        assert "总分" in found


@pytest.fixture
def board(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    """A white page of 400×200 to put things on."""
    theme.apply(qapp, "light", theme.metrics(1366, 697))
    page = QWidget()
    page.setStyleSheet(
        "QWidget { background: #FFFFFF; color: #000000; font-size: 16px; } QPushButton { min-height: 0; padding: 0; border: none; }"
    )
    page.resize(400, 200)
    yield page
    page.close()


def _found(board: QWidget) -> list[str]:
    board.show()
    return faults(board)


def test_nothing_is_said_about_what_is_well(board: QWidget) -> None:
    word = QLabel("评审内容㛃堃喆䶮", board)
    word.setGeometry(0, 0, 200, 30)
    control = QPushButton("确定", board)
    control.setGeometry(0, 40, 100, 40)
    assert _found(board) == []


@pytest.mark.parametrize(
    ("style", "area", "fault"),
    [
        ("", QRect(0, 0, 60, 30), "60×30 for"),
        ("", QRect(0, 0, 200, 12), "200×12 for"),
        ("", QRect(300, 0, 200, 30), "in QWidget"),
        ("font-size: 11px;", QRect(0, 0, 200, 30), "11 px text"),
        ("color: #9AA0A8;", QRect(0, 0, 200, 30), ":1"),
    ],
)
def test_a_bad_label_is_noticed(board: QWidget, style: str, area: QRect, fault: str) -> None:
    word = QLabel("评审内容评审内容", board)
    word.setStyleSheet(style)
    word.setGeometry(area)
    assert [fault in one for one in _found(board)] == [True]


def test_a_wrapped_label_without_its_last_line_is_noticed(board: QWidget) -> None:
    word = label("", "评审内容评审内容评审内容评审内容", wrap=True)
    word.setParent(board)
    word.setGeometry(0, 0, 100, 30)
    assert len(_found(board)) == 1


def test_a_low_button_and_a_missing_glyph_are_noticed(board: QWidget) -> None:
    control = QPushButton("评\u0378", board)
    control.setGeometry(0, 0, 200, 30)
    first, second = _found(board)
    assert "glyphs" in first
    assert "30 px high" in second


def test_a_code_in_the_place_of_a_name_is_noticed(board: QWidget) -> None:
    told = QLabel("制造类 · Z-MFG-1", board)
    told.setGeometry(0, 0, 300, 30)
    assert _found(board) == []
    told.setText("领域 MANUFACTURING")
    assert ["a code is shown for a name: MANUFACTURING" in one for one in _found(board)] == [True]


def test_words_elided_without_a_tool_tip_are_noticed(board: QWidget) -> None:
    word = Elided()
    word.setParent(board)
    word.setText("评审内容评审内容评审内容")
    word.setGeometry(0, 0, 60, 30)
    assert _found(board) == []
    word.setAccessibleName("")
    assert len(faults(board)) == 1


def test_a_bar_for_a_few_pixels_is_noticed(board: QWidget) -> None:
    area, inside = QScrollArea(board), QWidget()
    area.setAccessibleName("pages")
    inside.setFixedSize(80, 105)
    area.setWidget(inside)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setGeometry(0, 0, 100, 105)
    assert _found(board) == []
    for high, fault in ((104, "by 1 px"), (98, "by 7 px")):
        area.setGeometry(0, 0, 100, high)
        assert [fault in one for one in faults(board)] == [True]
    area.setGeometry(0, 0, 100, 97)
    assert faults(board) == []


def test_parts_over_each_other_are_noticed(board: QWidget) -> None:
    row = QHBoxLayout(board)
    one, other = QLabel("一"), QLabel("二")
    row.addWidget(one)
    row.addWidget(other)
    assert _found(board) == []
    row.setEnabled(False)
    other.move(one.x() + 5, other.y())
    assert any("lies over" in fault for fault in faults(board))
