"""The open card: what to look at (评审内容), the score box with its buttons, words about what is typed, and notes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.words import say
from app.models.points import short
from app.models.rubric import RubricItem
from app.models.shape import Points
from app.models.sheet import Note, NoteKind
from app.scoring.typed import Typed, TypedKind
from app.ui.judge.own_marks import OwnMarks
from app.ui.judge.score_box import ScoreBox
from app.ui.judge.sheet_model import SheetModel
from app.ui.widgets import Elided, button, clear, label, set_role

_SHOWN_NOTES = 3


class CardBody(QWidget):
    """One body for all cards. `note_wanted(note id or "")`: open the note panel; `left`: Esc with nothing to drop."""

    note_wanted = Signal(str)
    left = Signal()

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._model = model
        self._item: RubricItem | None = None
        self._fold = False
        self.box = ScoreBox()
        self.box.edited.connect(model.type)
        self.box.accepted.connect(model.accept)
        self.box.dropped.connect(self._drop)
        self.of_full, self.hint = label("muted"), label("warn", wrap=True)
        self.full = button("step", self._full, focus=False)
        self.less = button("step", lambda: model.nudge(-1), focus=False)
        self.more = button("step", lambda: model.nudge(1), focus=False)
        self.add_note = button("link", lambda: self.note_wanted.emit(""), focus=True)
        self.marks = OwnMarks(model)
        self.criteria = QWidget()
        self._criteria = QVBoxLayout(self.criteria)
        self._criteria.setContentsMargins(0, 0, 0, 2)
        self._criteria.setSpacing(2)
        self._choices = QHBoxLayout()
        self._notes = QVBoxLayout()
        self._lay_out()
        self.retranslate()

    def show_item(self, item: RubricItem, *, folded: bool) -> None:
        """Another item, or its criteria folded or shown."""
        self._item, self._fold = item, folded
        clear(self._criteria)
        for criterion in item.criteria:
            text = f"({criterion.id}) {say(criterion.words.zh, criterion.words.en)}"
            if criterion.points is not None:
                text += f"（{short(criterion.points)}）"
            self._criteria.addWidget(label("criterion", text, wrap=True))
        if item.methods is not None:
            self._criteria.addWidget(label("small", say(item.methods.zh, item.methods.en), wrap=True))
        self.criteria.setVisible(not folded and bool(item.criteria))
        half = {50: "½", 100: "1"}.get(item.step, short(item.step))
        self.less.setText(f"−{half}")
        self.more.setText(f"＋{half}")
        self.less.setAccessibleName(self.tr("减 {step} 分").format(step=short(item.step)))
        self.more.setAccessibleName(self.tr("加 {step} 分").format(step=short(item.step)))
        name = say(item.name.zh, item.name.en)
        self.box.setAccessibleName(self.tr("{name} 得分，满分 {full}").format(name=name, full=short(item.max)))
        self.refresh()

    def way(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, as one reads."""
        late = [w for box in (self._choices, self._notes) for w in _buttons(box)]
        return self.box, self.full, self.less, self.more, *late, self.add_note

    def refresh(self) -> None:
        """What stands and what is typed, in words."""
        item, model = self._item, self._model
        if item is None:
            return
        points, typed = model.points.get(item.code), model.typed.get(item.code)
        read = model.reading()
        shown = typed if typed is not None else (short(points) if points is not None else "")
        self.box.display(shown, blank=points is None, wrong=read.kind is TypedKind.PROBLEM)
        self.box.setEnabled(model.editable)
        self.box.setPlaceholderText(self.tr("未评"))
        self._beside(item, points, typed, read)
        self._say(item, typed, read)
        for control in (self.full, self.less, self.more, self.add_note):
            control.setEnabled(model.editable)
        self._list_notes(item)
        self.marks.show_item(item)

    def retranslate(self) -> None:
        self.full.setText(self.tr("满分"))
        self.add_note.setText(self.tr("＋ 记一条（Ctrl+M）"))
        if self._item is not None:
            self.show_item(self._item, folded=self._fold)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 14, 5)
        column.setSpacing(4)
        column.addWidget(self.criteria)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.box)
        row.addWidget(self.of_full, 1)
        for control in (self.full, self.less, self.more):
            row.addWidget(control)
        column.addLayout(row)
        column.addWidget(self.hint)
        column.addLayout(self._choices)
        self._notes.setSpacing(0)
        column.addLayout(self._notes)
        last = QHBoxLayout()
        last.addWidget(self.add_note)
        last.addWidget(self.marks, 1)
        column.addLayout(last)
        self.hint.hide()

    def _beside(self, item: RubricItem, points: Points | None, typed: str | None, read: Typed) -> None:
        value = read.value if typed is not None else points
        words = f"/ {short(item.max)}"
        if value is not None and read.deduction and typed is not None:
            words = f"＝ {short(value)} {words}"
        elif value is not None and value < item.max:
            words += "  " + self.tr("扣 {n}").format(n=short(Points(item.max - value)))
        self.of_full.setText(words)

    def _say(self, item: RubricItem, typed: str | None, read: Typed) -> None:
        words, role = "", "warn"
        if self._model.zero_asked:
            words = self.tr("记 0 分？再按 Enter，并请记一条理由。")
        elif read.kind is TypedKind.PROBLEM:
            words, role = read.words, "bad"
        elif typed is not None and read.kind is TypedKind.EMPTY and item.code in self._model.points:
            words = self.tr("按 Enter 清除本项得分，回到未评。")
        self.hint.setText(words)
        self.hint.setAccessibleName(words)
        set_role(self.hint, "role", role)
        self.hint.setVisible(bool(words))
        clear(self._choices)
        for value in read.neighbours:
            choice = button("step", lambda v=value: self._put(v), focus=False)  # type: ignore[misc]
            choice.setText(short(value))
            choice.setAccessibleName(self.tr("记 {n} 分").format(n=short(value)))
            self._choices.addWidget(choice)
        self._choices.addStretch(1)

    def _list_notes(self, item: RubricItem) -> None:
        clear(self._notes)
        mine = [n for n in self._model.notes if n.item == item.code]
        for note in mine[:_SHOWN_NOTES]:
            self._notes.addWidget(self._note_line(note))
        if len(mine) > _SHOWN_NOTES:
            self._notes.addWidget(label("small", self.tr("还有 {n} 条").format(n=len(mine) - _SHOWN_NOTES)))

    def _note_line(self, note: Note) -> QWidget:
        line = QPushButton()
        line.setProperty("kind", "note")
        line.clicked.connect(lambda: self.note_wanted.emit(note.id))
        kinds = {NoteKind.STRENGTH: self.tr("优点"), NoteKind.WEAKNESS: self.tr("不足"), NoteKind.SUGGESTION: self.tr("建议")}
        text = f"● {kinds[note.kind]} {note.text.splitlines()[0]}"
        if note.anchor is not None and note.anchor.page is not None:
            text += f"  P{note.anchor.page}"
        line.setAccessibleName(text)
        inside = Elided()
        inside.setText(text)
        inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(line)
        row.setContentsMargins(2, 0, 2, 0)
        row.addWidget(inside)
        return line

    def _drop(self) -> None:
        if self._item is None or self._item.code not in self._model.typed:
            self.left.emit()
        self._model.drop()
        self.refresh()

    def _full(self) -> None:
        if self._item is not None:
            self._model.put(self._item.max)

    def _put(self, value: Points) -> None:
        """One of two neighbours; the button goes, the keyboard stays at the points."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.put(value)


def _buttons(box: QBoxLayout) -> list[QPushButton]:
    items = (box.itemAt(n) for n in range(box.count()))
    return [w for item in items if item is not None and isinstance(w := item.widget(), QPushButton)]
