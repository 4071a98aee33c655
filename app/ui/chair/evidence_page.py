"""证据: of one entry and one item two or more judges beside each other, with what they noted and where; the place opens at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui.chair.evidence_choice import EvidenceChoice
from app.ui.chair.evidence_column import LEAST, EvidenceColumn
from app.ui.chair.evidence_model import Ask, EvidenceModel
from app.ui.chair.evidence_viewer import EvidenceViewer
from app.ui.chair.page import ChairPage
from app.ui.said import Line, Said
from app.ui.theme import LIGHT, Colours
from app.ui.widgets import Elided, button, clear, label

if TYPE_CHECKING:
    from app.services.chair.evidence import Clue
    from app.ui.chair.chair_model import ChairModel
    from app.ui.theme import Metrics


class EvidencePage(ChairPage):
    """Places the parts and passes signals on. `columns` are the judges in front."""

    def __init__(self, chair: ChairModel) -> None:
        super().__init__()
        self.model = EvidenceModel(chair, self)
        self._colours: Colours = LIGHT
        self._back = ""
        self._last: Clue | None = None
        self.columns: list[EvidenceColumn] = []
        self.title, self.words = Elided("title"), Elided("small")
        self._line = Line(self.words, self._how)
        self.back, self.before, self.after = button("", self.leave), button("", partial(self._walk, -1)), button("", partial(self._walk, 1))
        self.choice = EvidenceChoice(self.model)
        self.items = self.choice.items
        self.project = button("", self._cite)
        self.whole = button("", partial(self._cite, whole=True))
        self.viewer = EvidenceViewer(self.model, self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def arrive(self) -> None:
        ask = self.model.chair.ask
        picture = self.model.chair.picture
        if ask is not None:
            self.model.chair.ask, self._back = None, ask.back
            self.viewer.hide()
            self._line.say("")
            self.model.open(ask)
        elif self.model.entry is None and picture is not None and picture.view.rows:
            self.model.open(Ask(picture.view.rows[0].code))
        self.back.setVisible(bool(self._back))
        self.setFocus()

    def close_files(self) -> None:
        self.viewer.close_files()

    def leave(self) -> None:
        """Back to the page it was opened from."""
        if self._back:
            self.model.chair.page_wanted.emit(self._back)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("各评委的证据"))
        names = (
            (self.back, self.tr("← 返回")), (self.before, self.tr("上一份")), (self.after, self.tr("下一份")), (self.project, self.tr("投影原处 Ctrl+D")),
            (self.whole, self.tr("投影整页")),
        )  # fmt: skip
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.before.setToolTip("Ctrl+PgUp")
        self.after.setToolTip("Ctrl+PgDn")
        self.whole.setToolTip("Ctrl+Shift+D")
        self.choice.retranslate()
        self._line.again()
        self.viewer.retranslate()
        if self.model.entry is not None:
            self.model.read()  # its words are of the language that was
        self._refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.items.setMaximumWidth(sizes.scaled(320 if sizes.compact else 420))
        self._share()

    def dress(self, colours: Colours) -> None:
        self._colours = colours
        self.viewer.dress(colours)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif not held and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._pick(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # PySide names the event differently in each class
        self._share()

    @property
    def _wide(self) -> int:
        """Between the margins."""
        return self.width() - 32

    def _lay_out(self) -> None:
        top, middle, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        for control in (self.project, self.whole, self.before, self.after):
            top.addWidget(control)
        inside, self.area = QWidget(), QScrollArea()
        inside.setObjectName("page")
        self._beside = QHBoxLayout(inside)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(10)
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.setSpacing(10)
        middle.addWidget(self.area, 1)
        middle.addWidget(self.viewer)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self.choice)
        column.addLayout(middle, 1)
        column.addWidget(self.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        self.model.shown.connect(self._refresh)
        self.model.said.connect(self._say)
        self.viewer.gone.connect(self._share)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+PgDown", partial(self._walk, 1)), ("Ctrl+PgUp", partial(self._walk, -1)), ("Ctrl+Down", partial(self.model.step_item, 1)),
            ("Ctrl+Up", partial(self.model.step_item, -1)), ("Ctrl+D", self._cite), ("Ctrl+Shift+D", partial(self._cite, whole=True)),
        )  # fmt: skip
        for sequence, then in keys:
            made = QShortcut(QKeySequence(sequence), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(then)

    def _escape(self) -> None:
        if self.viewer.isHidden():
            self.leave()
        else:
            self.viewer.hide()

    def _walk(self, by: int) -> None:
        self.viewer.hide()
        self._line.say("")
        self.model.step(by)

    def _pick(self, at: int) -> None:
        here = self.model.here
        if here is not None and at < len(here.judges):
            self.model.toggle(here.judges[at].judge)

    def _refresh(self) -> None:
        entry, here = self.model.entry, self.model.here
        self._last = None
        if entry is None:
            return
        self.title.setText(f"{entry.code}  {entry.title}")
        for control in (self.items, self.project, self.whole):
            control.setVisible(here is not None)
        self.choice.offer(entry, self._wide)
        self._set_columns()

    def _set_columns(self) -> None:
        entry, focused = self.model.entry, QApplication.focusWidget()
        if focused is not None and self.area.isAncestorOf(focused):
            self.setFocus()  # what has the keyboard goes
        clear(self._beside)
        self.columns = []
        if entry is not None and entry.avoid:
            self._beside.addWidget(self._aside(entry.avoid), 1, Qt.AlignmentFlag.AlignTop)
            return
        for judge in self.model.chosen:
            made = EvidenceColumn(self.model, judge, entry.names[judge.judge] if entry is not None else "", self._colours)
            made.opened.connect(self._open)
            self.columns.append(made)
            self._beside.addWidget(made, 1)

    def _aside(self, avoid: str) -> QLabel:
        """Why nothing is shown, and who goes on."""
        text = self.tr("{words}。这份成果的记录和原处不向回避的组长显示；合议由他人主持，请主持人在会上请评委说明。")
        return label("bad", text.format(words=avoid), wrap=True)

    def _open(self, clue: Clue) -> None:
        entry, place = self.model.entry, clue.place
        if entry is None or place is None:
            return
        self._last = clue
        clues = tuple((entry.names[j.judge], c) for j in self.model.chosen for c in j.clues)
        self.viewer.show_place(entry.code, place, clues)
        self._share()
        QTimer.singleShot(0, self, lambda: self._into_view(clue))

    def _into_view(self, clue: Clue) -> None:
        """Whose place is open stays beside it, also of three judges of whom two have room."""
        column = next((c for c in self.columns if clue.id in c.pictures), None)
        if column is not None and (layout := self.layout()) is not None:
            layout.activate()
            self._beside.activate()
            self.area.ensureWidgetVisible(column, 0, 0)

    def _cite(self, *, whole: bool = False) -> None:
        """What is in hand: the picture with the keyboard, else the one opened last, else the first that can be shown."""
        clue = self._in_hand()
        if clue is None:
            self._say(lambda: self.tr("这几位评委没有指明可以显示的原处。"), False)
            return
        self.model.cite(clue, whole=whole)

    def _in_hand(self) -> Clue | None:
        shown = {n: (p, c) for col in self.columns for c in col.judge.clues if (p := col.pictures.get(n := c.id)) is not None}
        focused = next((c for p, c in shown.values() if p.hasFocus()), None)
        return focused or self._last or next((c for _, c in shown.values()), None)

    def _say(self, said: Said, good: bool) -> None:
        self._line.say(said, "good" if good else "bad")

    def _how(self) -> str:
        return self.tr("Ctrl+↑↓ 换项目 · Ctrl+PgUp/PgDn 换成果 · 数字 选评委 · Enter 打开原处 · Esc 返回")

    def _share(self) -> None:
        """The place takes a little more than half; two judges stay legible beside it."""
        room = self._wide
        self.choice.lay_chips(room)
        self.viewer.setFixedWidth(max(420, min(room - 2 * LEAST - 20, room * 55 // 100)))
