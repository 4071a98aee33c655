"""Typing with a real Chinese input method: ibus with libpinyin on an X screen, real key events, the desk as a process.

Digits reach the score with pinyin on, sentences become Chinese, and the Enter that ends a composition does nothing else.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.services import profile as profiles
from app.services.judge import read_entries
from app.services.judge.read_entries import EntryView
from tests.fakes import desk_profile, ime_session, watched_desk
from tests.fakes.desk_profile import Plan
from tests.fakes.ime_session import Session, until
from tests.fakes.watched_desk import Watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.display,
    pytest.mark.timeout(300),
    pytest.mark.skipif(bool(ime_session.missing()), reason=f"not on this machine: {ime_session.missing()}"),
]


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with ime_session.session(tmp_path_factory.mktemp("ime")) as session:
        yield session


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("desk") / "profile"
    desk_profile.make(home, Plan(entries=3)).close()
    return home


class Typist:
    """A person at the desk: keys and clicks go in by the screen, what the desk shows comes out by its own words."""

    def __init__(self, desk: Watched, desktop: Session) -> None:
        self.desk, self.desktop = desk, desktop

    def sees(self, **expected: Any) -> dict[str, Any]:
        """Wait until the desk shows these."""
        told: dict[str, Any] = {}

        def holds() -> bool:
            told.clear()
            told.update(self.desk.state)
            return all(told.get(name) == value for name, value in expected.items())

        try:
            until(holds, "", 20.0)
        except AssertionError:
            pytest.fail(f"the desk never showed {expected} but {told}")
        return told

    def begins(self) -> Typist:
        """The desk is ready and has the keyboard, as a window manager would give it."""
        until(lambda: self.desk.state["ready"], "the desk did not get ready")
        until(self._has_the_keyboard, "the window never got the keyboard")
        self.sees(focus="DocumentView", input_method=False)
        return self

    def types(self, text: str) -> None:
        self.desktop.write(text)

    def presses(self, *keys: str) -> None:
        self.desktop.press(*keys)

    def clicks(self, place: str) -> None:
        until(lambda: place in self.desk.state["places"], f"{place} is not on the screen")
        self.desktop.click(*self.desk.state["places"][place])

    def dies(self) -> None:
        """kill -9, and nothing of it holds the profile any more."""
        self.desk.process.kill()
        self.desk.process.wait(20)

    def _has_the_keyboard(self) -> bool:
        state = self.desk.state
        if not state["active"]:
            self.desktop.tool("xdotool", "windowfocus", str(state["window"]))
        return bool(state["active"])


Begin = Callable[..., Typist]


@pytest.fixture
def begin(desktop: Session, template: Path, tmp_path: Path) -> Iterator[Begin]:
    """begin() → a Typist at a ready desk, on a profile of the test's own; called again after a kill it is the same profile.

    Variables of the environment may be given; None takes one away.
    """
    home, running = tmp_path / "profile", []
    shutil.copytree(template, home)

    def make(**variables: str | None) -> Typist:
        around = {k: v for k, v in {**desktop.environment, **variables}.items() if v is not None}
        context = watched_desk.running(home, around, tmp_path / "desk.log")
        running.append(context)
        assert desktop.engine == ime_session.ENGINE
        return Typist(context.__enter__(), desktop).begins()

    yield make
    for context in running:
        context.__exit__(None, None, None)
    log = (tmp_path / "desk.log").read_text()
    assert [line for line in log.splitlines() if "Traceback" in line or "Error" in line] == []


def on_disk(tmp_path: Path, code: str = "Z-001") -> EntryView:
    with profiles.opened(tmp_path / "profile", passphrase=desk_profile.PASSPHRASE) as profile:
        return read_entries.view(profile, code)


def test_digits_typed_with_pinyin_on_are_points(begin: Begin, tmp_path: Path) -> None:
    person = begin()
    person.types("13")
    person.sees(typed={"TOPIC": "13"}, box="13", points={}, focus="ScoreBox", input_method=False)
    person.presses("Return")
    person.sees(points={"TOPIC": 1300}, current=1)
    person.types("26.")
    person.presses("Return")
    person.types("-1.5")
    person.sees(beside="＝ 18.5 / 20")
    person.presses("Return")
    person.sees(points={"TOPIC": 1300, "CAUSE": 2650, "ACTION": 1850}, current=3, waiting=0)
    person.clicks("pages")
    person.types("20")
    person.presses("Return")
    person.sees(points={"TOPIC": 1300, "CAUSE": 2650, "ACTION": 1850, "EFFECT": 2000}, waiting=0)
    person.dies()
    assert on_disk(tmp_path).sheet.points == {"TOPIC": 1300, "CAUSE": 2650, "ACTION": 1850, "EFFECT": 2000}


def test_signs_of_a_chinese_keyboard_are_understood(begin: Begin) -> None:
    """Full-width digits, 。 ． ， and － as key events of their own, as phones, tablets and remapped keyboards send them."""
    person = begin()
    for at, (text, points) in enumerate((("１３", 1300), ("２６。５", 2650), ("－１．５", 1850), ("１８，５", 1850))):
        person.types(text)
        person.presses("Return")
        person.sees(current=at + 1)
        assert list(person.sees(waiting=0)["points"].values())[-1] == points


def test_sentences_become_chinese_in_note_and_remark(begin: Begin, tmp_path: Path) -> None:
    person = begin()
    person.presses("ctrl+m")
    person.sees(note="", input_method=True)
    person.types("zhongwen")
    person.sees(note="")
    person.presses("space")
    person.sees(note="中文")
    person.presses("ctrl+k")  # the keys of the desk work between two words
    person.sees(kind=2)
    person.presses("Next")
    person.sees(page=1, note="中文")
    person.presses("Escape")
    person.sees(note=None, notes=["中文"])
    person.clicks("remark")
    person.sees(focus="Words", input_method=True)
    person.types("shanghai")
    person.presses("space")
    person.sees(remark="上海", saved_remark="上海", waiting=0)
    person.dies()
    view = on_disk(tmp_path)
    assert (view.sheet.remark, [n.text for n in view.sheet.notes]) == ("上海", ["中文"])


def test_the_enter_that_ends_a_composition_does_nothing_else(begin: Begin) -> None:
    """In a box of many lines it makes no line, in a box of one line it does not act, in neither does it save or advance."""
    person = begin()
    person.presses("ctrl+m")
    person.types("zhong")
    person.presses("Return")
    person.sees(note="zhong", composing="", current=0, entry="Z-001")
    person.types("wen")
    person.sees(composing="文")
    person.presses("Escape")  # ends the composition, not the note
    person.sees(note="zhong", composing="", focus="Words")
    person.presses("Escape")
    person.sees(note=None, notes=["zhong"])
    person.presses("ctrl+f")
    person.sees(find="", input_method=True)
    person.types("page")
    person.sees(find="")
    person.presses("Return")
    person.sees(find="page", found="1/6")  # looked for, and not gone on to the next
    person.presses("Return")
    person.sees(found="2/6")


def test_standing_aside_is_not_confirmed_by_the_enter_of_a_composition(begin: Begin) -> None:
    person = begin()
    person.clicks("recuse")
    person.sees(reason="", input_method=True)
    person.types("tongshi")
    person.presses("Return")
    person.sees(reason="tongshi", recusal=False)
    person.presses("Return")
    person.sees(reason=None, recusal=True)


def test_words_under_composition_are_kept_when_the_box_is_left(begin: Begin, tmp_path: Path) -> None:
    """By a click elsewhere, by the next entry, by Ctrl+Enter: Qt's plugin for ibus throws them away, the text box does not."""
    person = begin()
    person.clicks("remark")
    person.sees(focus="Words")
    person.types("zhongwen")
    person.sees(composing="中文", remark="")
    person.clicks("pages")
    person.sees(remark="中文", saved_remark="中文", focus="DocumentView")
    person.clicks("text")
    person.types("shanghai")
    person.sees(composing="上海")
    person.presses("Escape")  # a composition that a person takes back is gone
    person.sees(composing="", focus="Words")
    person.types("beijing")
    person.sees(composing="北京")
    person.presses("ctrl+Next")
    person.sees(entry="Z-002", remark="")
    person.presses("ctrl+m")
    person.types("guangzhou")
    person.sees(composing="广州", note="")
    person.presses("ctrl+Return")
    person.sees(entry="Z-003", note=None, notes=[], waiting=0)
    person.dies()
    assert on_disk(tmp_path, "Z-001").sheet.remark == "中文北京"
    assert [n.text for n in on_disk(tmp_path, "Z-002").sheet.notes] == ["广州"]


def test_half_typed_digits_survive_kill_9_as_half_typed(begin: Begin, tmp_path: Path) -> None:
    person = begin()
    person.types("12")
    person.sees(typed={"TOPIC": "12"}, waiting=0)
    person.dies()
    sheet = on_disk(tmp_path).sheet
    assert (sheet.half_typed, sheet.points) == ({"TOPIC": "12"}, {})
    again = begin()
    again.sees(box="12", points={}, typed={"TOPIC": "12"})
    again.types(".5")
    again.presses("Return")
    again.sees(points={"TOPIC": 50}, typed={}, waiting=0)


def test_the_keys_of_the_desk_work_with_pinyin_on(begin: Begin) -> None:
    person = begin()
    person.presses("Next")
    person.sees(page=1)
    person.presses("Prior")
    person.sees(page=0)
    person.presses("ctrl+3")
    person.sees(current=2)
    person.types("19")
    person.presses("Return")
    person.sees(points={"ACTION": 1900}, waiting=0)
    person.presses("ctrl+z")
    person.sees(points={}, waiting=0)
    person.presses("ctrl+y")
    person.sees(points={"ACTION": 1900}, waiting=0)
    person.presses("ctrl+Next")
    person.sees(entry="Z-002")
    person.presses("ctrl+f")
    person.sees(find="")
    person.presses("Escape", "ctrl+m")
    person.sees(note="")


def test_hall_and_own_table_take_digits_with_pinyin_on(begin: Begin, tmp_path: Path) -> None:
    person = begin()
    person.presses("ctrl+e")
    person.sees(focus="HallView", input_method=False)
    person.types("9")
    person.presses("Return")
    person.sees(points={"TOPIC": 900}, waiting=0)
    person.clicks("table")
    person.sees(front="OwnTableView", focus="GridView", cell=[0, 3], input_method=False)
    person.types("14.5")
    person.sees(focus="QLineEdit", input_method=False)
    person.presses("Return")
    person.sees(points={"TOPIC": 1450}, waiting=0)
    person.dies()
    assert on_disk(tmp_path).sheet.points == {"TOPIC": 1450}


@pytest.mark.parametrize(
    "variables",
    [{"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": None, "XMODIFIERS": "@im=ibus"}, {"QT_IM_MODULE": None, "QT_IM_MODULES": "fcitx5;xim"}],
    ids=["fcitx", "only-x", "list"],
)
def test_ibus_is_asked_where_qt_has_no_plugin_of_that_name(begin: Begin, variables: dict[str, str | None]) -> None:
    person = begin(**variables)
    person.presses("ctrl+m")
    person.sees(note="")
    person.types("zhongwen")
    person.sees(composing="中文")
