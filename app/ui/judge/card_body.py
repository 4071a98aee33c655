"""The open card: what to look at (评审内容), the score box with its buttons, words about what is typed, and notes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.words import say
from app.models.points import short
from app.models.rubric import Criterion, RubricItem
from app.models.shape import Points
from app.models.sheet import Note, NoteKind
from app.scoring.typed import Typed, TypedKind
from app.ui.judge.own_marks import OwnMarks
from app.ui.judge.score_box import ScoreBox
from app.ui.judge.sheet_model import SheetModel
from app.ui.judge.words import place as place_of
from app.ui.steady_area import SPARE
from app.ui.widgets import Elided, button, clear, label, set_role

_SHOWN_NOTES = 3


class CardBody(QWidget):
    """One body for all cards. `note_wanted(note id or "")`: open the note panel; `left`: Esc with nothing to drop."""

    note_wanted = Signal(str)
    left = Signal()

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
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
        self._lines: list[QLabel] = []
        self._choices = QHBoxLayout()
        self._notes = QVBoxLayout()
        self._told: object = None
        self._offered: tuple[Points, ...] = ()
        self._listed: tuple[Note, ...] = ()
        self._lay_out()
        self.retranslate()

    def show_item(self, item: RubricItem, *, folded: bool) -> None:
        """Another item, or its criteria folded or shown."""
        self._item, self._fold = item, folded
        self._show_criteria(item)
        self.criteria.setVisible(not folded and bool(item.criteria))
        half = {50: "½", 100: "1"}.get(item.step, short(item.step))
        self.less.setText(f"−{half}")
        self.more.setText(f"＋{half}")
        self.less.setAccessibleName(self.tr("减 {step} 分").format(step=short(item.step)))
        self.more.setAccessibleName(self.tr("加 {step} 分").format(step=short(item.step)))
        name = say(item.name.zh, item.name.en)
        self.box.setAccessibleName(self.tr("{name} 得分，满分 {full}").format(name=name, full=short(item.max)))
        self._told = None
        self.refresh()

    def way(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, as one reads."""
        late = [w for box in (self._choices, self._notes) for w in _buttons(box)]
        return self.box, self.full, self.less, self.more, *late, self.add_note

    def refresh(self) -> None:
        """What stands and what is typed, in words; nothing is touched that says it already."""
        item, model = self._item, self._model
        if item is None:
            return
        points, typed = model.stands(item.code), None if model.away else model.typed.get(item.code)
        read = model.reading()
        shown = typed if typed is not None else (short(points) if points is not None else "")
        self.box.display(shown, blank=points is None and not model.away, wrong=read.kind is TypedKind.PROBLEM)
        mine = tuple(n for n in model.notes if n.item == item.code)
        news = (item.code, points, typed, read, model.zero_asked, model.unfinished, model.editable, mine)
        if news == self._told:
            return
        again, self._told = self._told is None, news
        self.box.setEnabled(model.editable)
        self.box.setPlaceholderText(self.tr("未评"))
        self._beside(item, points, typed, read)
        self._say(item, typed, read)
        for control in (self.full, self.add_note):
            control.setEnabled(model.editable)
        for control in (self.less, self.more):  # from what stands: a slip of the mouse is no score of a blank item
            control.setEnabled(model.editable and points is not None)
        if again or mine != self._listed:
            self._list_notes(mine)
        self.marks.show_item(item)

    def give(self, pixels: int) -> None:
        """Of the margin at the foot, where so little lacks that nobody should have to scroll for it."""
        self._column.setContentsMargins(14, 0, 14, SPARE - pixels)

    def retranslate(self) -> None:
        self.full.setText(self.tr("满分"))
        self.add_note.setText(self.tr("＋ 记一条（Ctrl+M）"))
        self._offered = ()
        if self._item is not None:
            self.show_item(self._item, folded=self._fold)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        self.give(0)
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

    def _show_criteria(self, item: RubricItem) -> None:
        """Labels are used again: making and dressing them anew is most of what going to the next item costs."""
        lines = [("criterion", _criterion_words(criterion)) for criterion in item.criteria]
        if item.methods is not None:
            lines.append(("small", say(item.methods.zh, item.methods.en)))
        while len(self._lines) < len(lines):
            self._lines.append(label("criterion", wrap=True))
            self._criteria.addWidget(self._lines[-1])
        for at, line in enumerate(self._lines):
            role, words = lines[at] if at < len(lines) else ("", "")
            if words:
                set_role(line, "role", role)
                line.setText(words)
            line.setVisible(bool(words))

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
        elif self._model.unfinished:
            words, role = self.tr("数字没有写完。"), "bad"
        elif read.kind is TypedKind.PROBLEM:
            words, role = read.words, "bad"
        elif typed is not None and read.kind is TypedKind.EMPTY and item.code in self._model.points:
            words = self.tr("按 Enter 清除本项得分，回到未评。")
        self.hint.setText(words)
        self.hint.setAccessibleName(words)
        set_role(self.hint, "role", role)
        self.hint.setVisible(bool(words))
        if read.neighbours == self._offered:
            return
        self._offered = read.neighbours
        clear(self._choices)
        for value in read.neighbours:
            choice = button("step", lambda v=value: self._put(v), focus=False)  # type: ignore[misc]
            choice.setText(short(value))
            choice.setAccessibleName(self.tr("记 {n} 分").format(n=short(value)))
            self._choices.addWidget(choice)
        self._choices.addStretch(1)

    def _list_notes(self, mine: tuple[Note, ...]) -> None:
        self._listed = mine
        clear(self._notes)
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
        if place := place_of(note.anchor):
            text += f"  {place}"
        line.setAccessibleName(text)
        inside = Elided()
        inside.setText(text)
        inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
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


def _criterion_words(criterion: Criterion) -> str:
    words = f"({criterion.id}) {say(criterion.words.zh, criterion.words.en)}"
    return words if criterion.points is None else f"{words}（{short(criterion.points)}）"


def _buttons(box: QBoxLayout) -> list[QPushButton]:
    items = (box.itemAt(n) for n in range(box.count()))
    return [w for item in items if item is not None and isinstance(w := item.widget(), QPushButton)]
