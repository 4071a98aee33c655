"""The fields of one action, and the action they say. What is wrong is a sentence, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.models.decision import Scope
from app.scoring.typed import TypedKind, read_typed
from app.services.chair import actions
from app.services.chair.actions import Action, Grade, TieOutcome
from app.services.chair.decision_log import Standing
from app.ui.chair.acts import FIELDS, OPTIONAL, Act
from app.ui.chair.attendance import PRESENT, Attendance
from app.ui.chair.score_sheet import chain_lines
from app.ui.fields import Combo
from app.ui.widgets import Words, in_tab_order, label

if TYPE_CHECKING:
    from app.services.chair.one_entry import EntryDesk
    from app.ui.chair.meeting_model import MeetingModel
    from app.ui.chair.meeting_services import Tied


_WIDE = frozenset({"chain", "outcome", "order", "reason"})
"""Fields under their words; the others stand beside them."""


class ActionForm(QWidget):
    """`changed`: a field was. `problem`: why there is no action yet, in words."""

    changed = Signal()

    def __init__(self, model: MeetingModel) -> None:
        super().__init__()
        self._model, self.act, self.problem = model, Act.KEEP, ""
        self._entry: EntryDesk | None = None
        self._tied: Tied | None = None
        self._given: dict[str, str] = {}
        self.level, self.judge, self.item, self.grade, self.outcome = (Combo() for _ in range(5))
        self.points, self.order, self.reason, self.chain = QLineEdit(), QLineEdit(), Words(), label("", wrap=True)
        self.meeting = Attendance()
        self._rows: dict[str, tuple[QWidget, QWidget]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)
        for at, (name, field) in enumerate(self._fields()):
            head = label("small")
            self._rows[name] = head, field
            wide = name in _WIDE
            grid.addWidget(head, 2 * at, 0, 1, 2 if wide else 1)
            grid.addWidget(field, 2 * at + int(wide), 0 if wide else 1, 1, 2 if wide else 1)
            if isinstance(field, Combo):
                field.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                field.setMinimumContentsLength(6)
                field.currentIndexChanged.connect(lambda _at: self.changed.emit())
            elif isinstance(field, QLineEdit | Words):
                field.textChanged.connect(lambda *_: self.changed.emit())
        self._column.addWidget(self.meeting)
        self._column.addStretch(1)
        self.reason.setFixedHeight(64)
        self.outcome.currentIndexChanged.connect(lambda _at: self._ordered())
        self.meeting.changed.connect(self.changed)
        self.retranslate()

    def open(self, act: Act, entry: EntryDesk, tied: Tied | None) -> None:
        """The fields of this action about the entry on the table: empty, or as they were left."""
        self.blockSignals(True)
        self.act, self._entry, self._tied = act, entry, tied
        for name, parts in self._rows.items():
            for part in parts:
                part.setVisible(name in FIELDS[act])
        for box in (self.reason, self.points):
            box.clear()
        self._fill(entry, tied)
        attended, voted = act not in (Act.KEEP, Act.REST), "votes" in FIELDS[act]
        names = self._model.headings
        voters, lead, aside = (tied.voters, tied.lead, tied.aside) if tied is not None else (entry.voters, entry.lead, entry.aside)
        self.meeting.offer(voters, names, lead, here=self._model.arrived, aside=aside, attended=attended, voted=voted)
        in_tab_order(self.reason, *self.meeting.way())
        self._given = self._standing()
        self._put_back(self._model.half(entry.row.code, act))
        self._ordered()
        self.retranslate()
        self.blockSignals(False)
        if (first := self.first()) is not None:
            first.setFocus()

    def rename(self, entry: EntryDesk, tied: Tied | None) -> None:
        """Its lists in the language now in force; what is chosen stays chosen."""
        self.blockSignals(True)
        held = {name: _text(field) for name, (_head, field) in self._rows.items() if isinstance(field, Combo) or name == "order"}
        self._entry, self._tied = entry, tied
        self._fill(entry, tied)
        for name, text in held.items():
            _put(self._rows[name][1], text)
        self.blockSignals(False)

    def filled(self) -> dict[str, str]:
        """What a person put into the fields, beside what stood there when the form was opened."""
        found = {name: text for name, text in self._standing().items() if text != self._given.get(name)}
        return found if found.keys() - {PRESENT} else {}  # who came in is no decision

    def _standing(self) -> dict[str, str]:
        fields = {name: _text(field) for name, (_head, field) in self._rows.items() if name in FIELDS[self.act] and name != "chain"}
        return fields | self.meeting.filled()

    def _put_back(self, half: Mapping[str, str]) -> None:
        for name, text in half.items():
            if name in self._rows:
                _put(self._rows[name][1], text)
        self.meeting.put_back(half)

    def _ordered(self) -> None:
        """The order is asked for only where it is wanted."""
        for part in self._rows["order"]:
            part.setVisible(self.act is Act.TIE and self.outcome.currentData() == TieOutcome.ORDER)

    @property
    def code(self) -> str:
        """The entry it is about."""
        return self._entry.row.code if self._entry is not None else ""

    def first(self) -> QWidget | None:
        """The field that takes the keyboard; None where there is nothing to fill in."""
        return next((f for n, (_h, f) in self._rows.items() if n in FIELDS[self.act] and n != "chain"), None)

    def action(self) -> Action | None:
        """What is filled in; None with `problem` where a field says nothing yet."""
        entry, reason, self.problem = self._entry, self.reason.toPlainText().strip(), ""
        if entry is None:
            return None
        if not reason and self.act not in OPTIONAL:
            self.problem = self.tr("请写理由。") if self.act is not Act.OPINION else self.tr("请写主评意见。")
        return self._made(entry, reason)

    def _made(self, entry: EntryDesk, reason: str) -> Action | None:
        code, level = entry.row.code, self.level.currentData() or None
        match self.act:
            case Act.KEEP:
                return actions.Keep(code, reason)
            case Act.LEVEL:
                return actions.SetLevel(code, level, reason)
            case Act.VOTE:
                return actions.Vote(code, level, reason)
            case Act.EXTRA:
                return actions.ExtraPlace(code, level or "", reason)
            case Act.DEFER:
                return actions.Defer(code, reason)
            case Act.OPINION:
                return actions.Opinion(code, Grade(self.grade.currentData()), reason)
            case Act.CONFIRM:
                return actions.Confirm(tuple(d.id for d in entry.decisions if d.standing is Standing.STALE), reason)
            case Act.REST:
                return actions.KeepAll(self._model.table.agenda.rest) if self._model.table is not None else None
            case Act.POINTS:
                return self._points(code, reason)
            case Act.TIE:
                return self._settle(reason)

    def _points(self, code: str, reason: str) -> Action | None:
        rubric = self._entry.rubric if self._entry is not None else None
        item = rubric.item(str(self.item.currentData())) if rubric is not None else None
        if item is None or self.judge.currentData() is None:
            self.problem = self.tr("请选评委和评审项目。")
            return None
        read = read_typed(self.points.text(), item)
        if read.kind is not TypedKind.VALUE or read.value is None:
            self.problem = read.words or self.tr("请写改后的分数。")
            return None
        return actions.ChangePoints(code, str(self.judge.currentData()), item.code, read.value, reason)

    def _settle(self, reason: str) -> Action | None:
        if self._tied is None:
            self.problem = self.tr("这份成果在名额线上没有同分。")
            return None
        outcome = TieOutcome(self.outcome.currentData())
        order = tuple(self.order.text().upper().replace("，", " ").replace(",", " ").split()) if outcome is TieOutcome.ORDER else ()
        return actions.SettleTie(self._tied.tie.entries, self._tied.tie.level, outcome, reason, order)

    def retranslate(self) -> None:
        words = {
            "level": self.tr("等级"), "judge": self.tr("评委"), "item": self.tr("评审项目"), "points": self.tr("改后分数"),
            "grade": self.tr("等次"), "chain": self.tr("同分比较（依次）"), "outcome": self.tr("怎样决定"),
            "order": self.tr("先后（编号，好的在前）"), "reason": self.tr("理由（会印在合议记录上）"),
        }  # fmt: skip
        if self.act in OPTIONAL:
            words["reason"] = self.tr("理由（可不写）")
        if self.act is Act.OPINION:
            words["reason"] = self.tr("主评意见")
        for name, (head, field) in self._rows.items():
            head.setText(words[name])  # type: ignore[attr-defined]
            field.setAccessibleName(words[name])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fields(self) -> tuple[tuple[str, QWidget], ...]:
        return (
            ("chain", self.chain), ("level", self.level), ("judge", self.judge), ("item", self.item), ("points", self.points),
            ("grade", self.grade), ("outcome", self.outcome), ("order", self.order), ("reason", self.reason),
        )  # fmt: skip

    def _first_level(self, entry: EntryDesk, best_first: list[str]) -> str:
        """The one it has; of an extra place the one that is asked for."""
        asked = entry.panel.asks if entry.panel is not None else ""
        if self.act is Act.EXTRA and entry.scope is Scope.PANEL:
            return _above(entry.row.level, best_first)
        return (asked if self.act is Act.EXTRA else "") or entry.row.level or ""

    def _fill(self, entry: EntryDesk, tied: Tied | None) -> None:
        table, grants = self._model.table, entry.scope is Scope.SEASON
        levels = [(name, code) for code, name in table.levels] if table is not None else []
        if self.act is not Act.EXTRA:
            levels.append((self.tr("无等级"), ""))
        _offer(self.level, levels, self._first_level(entry, [code for _, code in levels]))
        names = self._model.headings
        own = [j for j in entry.judges if j not in entry.row.recused]
        widest = next((i.item for i in entry.items if i.widest), "")
        _offer(self.judge, [(names.get(j, j), j) for j in own], "")
        _offer(self.item, [(i.name, i.item) for i in entry.items], widest)
        _offer(
            self.grade,
            [
                (self.tr("优秀"), Grade.EXCELLENT),
                (self.tr("良好"), Grade.GOOD),
                (self.tr("合格"), Grade.PASS),
                (self.tr("不合格"), Grade.FAIL),
            ],
            "",
        )
        _offer(
            self.outcome,
            [
                (self.tr("同升（超出的等批准增额）") if grants else self.tr("同升（申请增额）"), TieOutcome.ALL_UP), (self.tr("同落（名额空缺）"), TieOutcome.ALL_DOWN),
                (self.tr("排定先后"), TieOutcome.ORDER),
            ],
            "",
        )  # fmt: skip
        self.order.setText(" ".join(tied.tie.entries) if tied is not None else "")
        self.chain.setText("\n".join(chain_lines(tied.tie)) if tied is not None else "")


def _above(level: str | None, best_first: list[str]) -> str:
    """What an extra place is asked for: the level above the one the entry holds."""
    at = best_first.index(level) if level in best_first else len(best_first)
    return best_first[max(0, at - 1)] if best_first else ""


def _text(field: QWidget) -> str:
    if isinstance(field, Combo):
        return str(field.currentData() or "")
    return field.toPlainText() if isinstance(field, Words) else field.text() if isinstance(field, QLineEdit) else ""


def _put(field: QWidget, text: str) -> None:
    """A choice that is not offered any more is none."""
    if isinstance(field, Combo):
        at = next((n for n in range(field.count()) if str(field.itemData(n) or "") == text), -1)
        if at >= 0:
            field.setCurrentIndex(at)
    elif isinstance(field, Words):
        field.setPlainText(text)
    elif isinstance(field, QLineEdit):
        field.setText(text)


def _offer(combo: Combo, choices: list[tuple[str, str]], chosen: str) -> None:
    combo.blockSignals(True)
    combo.clear()
    for text, value in choices:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.blockSignals(False)
