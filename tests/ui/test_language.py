"""The language is switched while everything is open: nothing of the other one is left anywhere, names for screen readers included.

What is data stays as it is: names, titles, notes. Everything else is asked for again by the widget that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTableView,
    QWidget,
)
from pytestqt.exceptions import TimeoutError  # noqa: A004
from pytestqt.qtbot import QtBot

from app.ui.judge.desk import DeskWindow
from tests.fakes.desk_profile import NAME, TITLES, Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.tour import Stop, start_pages, tour

CHINESE = re.compile(r"[\u3400-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{3,}")
DATA = (
    *TITLES, NAME, "成果报告.pdf", "申报表.pdf", "2026年度QC小组成果评审", "上海市质量协会", "某某研究所", "末端原因③未用数据确认",
    "因果图层次清楚，到末端", "QC Review Desk 质评台", "建议补充数据", "曾辅导该小组", "离线已评完 5 份。", "备份到U盘…", "复制文件，到微信里粘贴", "中文",
)  # fmt: skip
PATTERNS = (r"启明星\d+QC小组", r"上海第\d+机械有限公司", r"Step \d", r"(Ca)?use analysis, page \d")
NAMES = {
    "Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab", "PgUp", "PgDn", "Delete", "Down", "Left", "Space", "Excel", "WPS", "PDF", "English", "qcinvite", "qcbackup",
    "qcenrol", "qcreceipt", "XXXXX", "ABCDE", "FGHIJ", "KLMNO", "PQRST", "UVWXY", "page", "pdf", "com", "Noto", "Sans", "CJK", "Home",
}  # fmt: skip
"""What is called the same in Chinese: keys, programs, kinds of files."""


def texts(root: QWidget) -> Iterator[str]:
    """Everything that is written on a widget and what is in it, or told about it."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.statusTip())
        if isinstance(widget, (QLabel, QAbstractButton)):
            yield widget.text()
        if isinstance(widget, (QLineEdit, QPlainTextEdit)):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(n) for n in range(widget.count()))
        if isinstance(widget, QProgressBar):
            yield widget.text()
        if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            yield from _cells(widget)
        for action in widget.findChildren(QAction):
            yield action.text()


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        if isinstance(view, QTableView) and not view.horizontalHeader().isHidden():
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), 40)):
            yield from (str(model.index(row, column).data(role) or "") for role in roles)


def without_data(text: str) -> str:
    for known in sorted(DATA, key=len, reverse=True):
        text = text.replace(known, "")
    for pattern in PATTERNS:
        text = re.sub(pattern, "", text)
    return text


def left_over(root: QWidget, language: str) -> list[str]:
    """Texts with something of the other language in them."""
    found = []
    for text in dict.fromkeys(texts(root)):
        rest = without_data(text)
        if (language == "en" and CHINESE.search(rest)) or (language == "zh" and set(ENGLISH.findall(rest)) - NAMES):
            found.append(text)
    return found


def speak(window: DeskWindow, language: str) -> None:
    window.remember(window.preferences.with_(language=language))
    QApplication.processEvents()


def listen(desk: Desk, wrong: dict[str, list[str]]) -> Callable[[Stop, QWidget], None]:
    """The look of a tour: switch to English and back at every place; what is read anew may take a moment."""

    def look(stop: Stop, root: QWidget) -> None:
        for language in ("en", "zh"):
            speak(desk.window, language)
            try:
                desk.qtbot.waitUntil(lambda: not left_over(root, language), timeout=20_000)  # noqa: B023  (called here only)
            except TimeoutError:
                wrong[f"{stop.name}, {language}"] = left_over(root, language)

    return look


@pytest.mark.slow
def test_the_language_changes_on_every_open_panel(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=4))
    wrong: dict[str, list[str]] = {}
    tour(desk, listen(desk, wrong))
    wrong.pop("licences, zh", None)  # what the program stands on has English names
    assert wrong == {}


@pytest.mark.parametrize("batch", [False, True])
def test_what_was_found_is_said_in_the_new_language(open_desk: Opener, batch: bool) -> None:
    desk = open_desk(Plan(entries=1))
    desk.room.reading.find_wanted()
    find = desk.room.find
    find.search_in(batch)
    find.field.setText("nowhere")
    desk.qtbot.waitUntil(lambda: "没有找到。" in find.words.text(), timeout=20_000)
    speak(desk.window, "en")
    assert not CHINESE.search(find.words.text())
    assert find.words.text()


def test_the_language_changes_on_every_page_before_the_desk(qtbot: QtBot, home: object) -> None:
    desk = Desk(qtbot, home)  # type: ignore[arg-type]
    desk.start(passphrase=None)
    qtbot.waitUntil(lambda: desk.window.model.stage == "no-invitation", timeout=20_000)
    wrong: dict[str, list[str]] = {}
    start_pages(desk, listen(desk, wrong))
    desk.close()
    assert wrong == {}


@pytest.mark.parametrize(("text", "language"), [("成果 Entry", "en"), ("成果 Entry", "zh"), ("Ctrl+Enter", "en")])
def test_words_of_the_other_language_are_noticed(qtbot: QtBot, text: str, language: str) -> None:
    label = QLabel(text)
    qtbot.addWidget(label)
    label.show()
    assert left_over(label, language) == ([] if text == "Ctrl+Enter" else [text])
