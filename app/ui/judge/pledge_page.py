"""《评审承诺书》: the words, the entries a judge may have an interest in, and the typed name that signs it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.core.text import visible
from app.core.words import now
from app.models.shape import LINE
from app.ui.fields import Counted
from app.ui.judge.load_box import LoadBox
from app.ui.judge.start_model import StartModel
from app.ui.judge.start_pages import Page
from app.ui.tick_words import TickWords
from app.ui.widgets import button, label, rule

_APART = 10
"""Above a heading, besides what stands between any two lines."""
_NAME, _EDGES, _FEWEST_LINES = 260, 24, 14
"""The box to sign in; its frame and padding; lines of a page that has room for the files under the entries."""

if TYPE_CHECKING:
    from app.ui.judge.services import Pledge


class PledgeRoom(Page):
    """The pledge, and under it the files that load meanwhile."""

    def __init__(self, model: StartModel) -> None:
        super().__init__(model)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.tr("评审承诺书"))
        self.pledge = PledgePage(model)
        scroll.setWidget(self.pledge)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(rule())
        self.column.addWidget(self.pledge.problem)
        self.column.addLayout(self.pledge.foot())
        self._files = [rule(), LoadBox(model.load, files=False)] if model.load is not None else []
        for part in self._files:
            self.column.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text in a small window the files are under the entries: beside both, no entry was in view."""
        super().resizeEvent(event)
        low = self.height() < _FEWEST_LINES * self.fontMetrics().lineSpacing()
        for part in self._files:
            if self.pledge.isAncestorOf(part) is not low:
                (self.pledge.column if low else self.column).addWidget(part)

    def begin(self) -> None:
        self.pledge.name.setFocus()


class PledgePage(QWidget):
    """A tick with a reason stands for one conflict; signing makes each a recusal. What is entered outlives the page (`pledge_draft`)."""

    def __init__(self, model: StartModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pledge = model.pledge
        if pledge is None:
            raise RuntimeError("there is nothing to sign")
        self._model = model
        self._name_wanted = pledge.name
        self.ticks: dict[str, tuple[QCheckBox, Counted]] = {}
        self._lay_out(pledge)
        self.problem = label("bad", str(model.problem) if model.problem else "", wrap=True)
        self.problem.setVisible(model.problem is not None)
        self.name = QLineEdit()
        self.name.setMinimumHeight(36)
        self.name.setPlaceholderText(self.tr("输入姓名：{name}").format(name=pledge.name))
        self.name.setAccessibleName(self.tr("签名，输入姓名"))
        self._fit()
        self.sign = button("primary", self._sign)
        self.sign.setText(self.tr("签署，开始评审"))
        self.sign.setAccessibleName(self.sign.text())
        self.sign.setMinimumHeight(40)
        self.sign.setEnabled(False)
        self.name.textChanged.connect(self._named)
        self.name.setText(model.pledge_draft.name)
        self.name.returnPressed.connect(self._sign)

    def _lay_out(self, pledge: Pledge) -> None:
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addWidget(label("heading", self.tr("评审承诺书"), wrap=True))
        column.addWidget(label("muted", " · ".join(p for p in (pledge.name, pledge.unit) if p), wrap=True))
        column.addWidget(label("", pledge.words, wrap=True))
        self._section(column, self.tr("与下列成果有利害关系的，请勾选并写明原因（没有就不勾）："))
        grid = QGridLayout()
        column.addLayout(grid)
        self._entries(grid)
        if pledge.units:
            self._units(grid)
            column.addWidget(
                label(
                    "muted",
                    self.tr("程序不知道哪份成果属于哪个单位：填写的单位随评分文件提交，请同时告诉主办单位，由其调换成果。"),
                    wrap=True,
                )
            )
        if pledge.note is not None:
            self._section(column, self.tr("数据说明：评分文件里有"))
            for line in (*(f"· {held}" for held in pledge.note.holds), pledge.note.lacks):
                column.addWidget(label("muted", now(line), wrap=True))
        column.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit)  # the box has it after the page
        super().changeEvent(event)

    def _fit(self) -> None:
        """The name that is asked for is read whole in the box, at every size of text."""
        self.name.setFixedWidth(max(_NAME, self.name.fontMetrics().horizontalAdvance(self.name.placeholderText()) + _EDGES))

    def foot(self) -> QHBoxLayout:
        """The name and the act, always in view under however many entries."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.name)
        row.addWidget(self.sign)
        row.addStretch(1)
        return row

    def _section(self, column: QVBoxLayout, words: str) -> None:
        column.addSpacing(_APART)
        column.addWidget(label("title", words, wrap=True))

    def _entries(self, grid: QGridLayout) -> None:
        """Whole, in two lines if need be: the unit, which a conflict is about, stands at the end."""
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 3)
        grid.setHorizontalSpacing(10)
        for row in self._model.pledge.entries if self._model.pledge else ():
            tick, why = QCheckBox(row.code), Counted(LINE)
            title = TickWords(visible(" · ".join(t for t in (row.title, row.circle, row.unit) if t)), tick)
            tick.setAccessibleName(self.tr("与 {code} {title} 有利害关系").format(code=row.code, title=row.title))
            why.setPlaceholderText(self.tr("原因，例如“曾辅导该小组”"))
            self._tie(row.code, tick, why, (row.recusal is not None, row.recusal or ""))
            at = grid.rowCount()
            for widget, down, across in ((tick, 0, 0), (title, 0, 1), (why, 0, 2), (why.counter, 1, 2)):
                grid.addWidget(widget, at + down, across)

    def _units(self, grid: QGridLayout) -> None:
        """Under the entries, their reasons below those; tied to none."""
        head = label("title", self.tr("本季隐去单位名。与下列单位有利害关系的，也请勾选并写明原因："), wrap=True)
        head.setContentsMargins(0, _APART, 0, 0)
        grid.addWidget(head, grid.rowCount(), 0, 1, 3)
        for unit in self._model.pledge.units if self._model.pledge else ():
            tick, why, line = QCheckBox(), Counted(LINE), QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(tick)
            line.addWidget(TickWords(visible(unit), tick), 1)
            tick.setAccessibleName(self.tr("与 {unit} 有利害关系").format(unit=unit))
            why.setPlaceholderText(self.tr("原因，例如“曾在该单位任职”"))
            self._tie(unit, tick, why, (False, ""))
            at = grid.rowCount()
            grid.addLayout(line, at, 0, 1, 2)
            grid.addWidget(why, at, 2)
            grid.addWidget(why.counter, at + 1, 2)

    def _tie(self, name: str, tick: QCheckBox, why: Counted, first: tuple[bool, str]) -> None:
        """A tick and its reason, as they were left or as they are proposed."""
        why.setAccessibleName(self.tr("{code} 的回避原因").format(code=name))
        ticked, reason = self._model.pledge_draft.conflicts.get(name, first)
        why.setText(reason)
        tick.setChecked(ticked)
        _only_when(why, ticked)
        tick.toggled.connect(partial(_only_when, why))
        tick.toggled.connect(partial(self._keep, name))
        why.textChanged.connect(partial(self._keep, name))
        self.ticks[name] = tick, why

    def _sign(self) -> None:
        chosen = {code: why.text().strip() for code, (tick, why) in self.ticks.items() if tick.isChecked()}
        wanting = next((code for code, why in chosen.items() if not why), None)
        too_long = next((code for code in chosen if self.ticks[code][1].over), None)
        if wanting is not None:
            self._ask(wanting, self.tr("请写明 {code} 的回避原因。"))
        elif too_long is not None:
            self._ask(too_long, self.tr("{code} 的回避原因最多 {most} 字，请写短一些。"))
        elif self.name.text().strip():
            self._model.sign(chosen, self.name.text().strip())

    def _ask(self, code: str, words: str) -> None:
        self.problem.setText(words.format(code=code, most=LINE))
        self.problem.show()
        self.ticks[code][1].setFocus()

    def _named(self, text: str) -> None:
        self._model.pledge_draft.name = text
        self.sign.setEnabled(bool(text.strip()))

    def _keep(self, code: str, *_changed: object) -> None:
        tick, why = self.ticks[code]
        self._model.pledge_draft.conflicts[code] = tick.isChecked(), why.text()


def _only_when(field: Counted, ticked: bool) -> None:
    """A reason is asked for where there is a conflict; the other lines stay quiet, and nothing moves."""
    keep = field.sizePolicy()
    keep.setRetainSizeWhenHidden(True)
    field.setSizePolicy(keep)
    field.setVisible(ticked)
    field.setEnabled(ticked)
    if not ticked:
        field.counter.hide()
