"""One sentence of a letter on the screen: a judge's note with its tick, or words of one's own; below it the text as it will be sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import language, say
from app.ui.chair import letter_texts as texts
from app.ui.chair.letter_drafts import Draft, for_the_circle
from app.ui.widgets import Words, button, label

if TYPE_CHECKING:
    from app.services.chair.letters import NoteOffer

LIMIT = 20_000
_MOST_LINES, _EDGE = 8, 12


class Growing(Words):
    """A text box as high as its text, up to eight lines."""

    def __init__(self) -> None:
        super().__init__()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.fit)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Lines as they are wrapped now."""
        block, lines = self.document().begin(), 0
        while block.isValid():
            lines += max(1, block.layout().lineCount())
            block = block.next()
        whole = lines <= _MOST_LINES
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff if whole else Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        lines = min(_MOST_LINES, max(1, lines))
        high = max(36, lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + _EDGE)
        if high != self.height():
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise; the lines are known when this event is over."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._later.start()


class PointRow(QFrame):
    """`typed(key, text)`, `ticked(offer, on)`, `merged(key)`: into the one above; `parted(offer)`, `removed(key)`."""

    typed = Signal(str, str)
    ticked = Signal(object, bool)
    merged = Signal(str)
    parted = Signal(object)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self.offer: NoteOffer | None = None
        self._filling, self._circle = False, True
        self._shown: tuple[object, ...] = ()
        self.tick, self.name, self.source = QCheckBox(), label("title"), label("small")
        self.said, self.text, self.count = label("", wrap=True), Growing(), label("small")
        self.up, self.drop, self.out = (
            button("flat", lambda: self.merged.emit(self.key)),
            button("flat", lambda: self.removed.emit(self.key)),
            button("flat", lambda: self.parted.emit(self.offer)),
        )
        self._lay_out()
        self.tick.toggled.connect(self._turn)
        self.text.textChanged.connect(self._typed)

    def bind(self, key: str, offer: NoteOffer | None) -> None:
        """From now on it stands for this sentence. Rows are made once and used for one letter after the other."""
        self.key, self.offer, self._shown = key, offer, ()
        self._circle = offer is None or for_the_circle(offer)
        self._filling = True
        self.text.clear()  # with its own undo
        self._filling = False
        self._body.setContentsMargins(22 if self._circle else 0, 0, 0, 0)
        self.tick.setVisible(offer is not None and self._circle)
        self.name.setVisible(offer is None or not self._circle)

    def show_draft(self, draft: Draft | None, *, final: bool, above: bool) -> None:
        """What of it is in the letter: nothing, a text of its own, or part of another (`draft.key` is another's). `above`: there is
        a sentence of its kind above, with which it can be made one."""
        shown = (draft, final, above, language())
        if shown == self._shown:
            return
        if shown[-1:] != self._shown[-1:]:
            self.retranslate()
        self._shown = shown
        own = draft is not None and draft.key == self.key
        self._filling = True
        self.tick.setChecked(draft is not None)
        self.tick.setEnabled(not final)
        if own and draft is not None and self.text.toPlainText() != draft.point.text:
            self.text.setPlainText(draft.point.text)
        self._filling = False
        self.text.setReadOnly(final)
        self.text.setVisible(own)
        self.count.setVisible(own)
        self.said.setVisible(self.offer is not None and (not own or self._edited()))
        self.up.setVisible(own and above and not final)
        self.drop.setVisible(own and self.offer is None and not final)
        self.out.setVisible(draft is not None and not own and not final)
        self._say(draft)

    def retranslate(self) -> None:
        self.up.setText(self.tr("并入上一条"))
        self.drop.setText(self.tr("删除"))
        self.out.setText(self.tr("拆开"))
        for control in (self.up, self.drop, self.out):
            control.setAccessibleName(control.text())

    def _lay_out(self) -> None:
        head, self._body, column = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        head.setSpacing(8)
        for part in (self.tick, self.name, self.source):
            head.addWidget(part)
        head.addStretch(1)
        for last in (self.count, self.out, self.up, self.drop):
            head.addWidget(last)
        self._body.setSpacing(2)
        self._body.addWidget(self.text)
        self._body.addWidget(self.said)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(self._body)

    def _say(self, draft: Draft | None) -> None:
        offer = self.offer
        kind = offer.kind if offer is not None else draft.point.kind if draft is not None else None
        name = texts.kind_words(kind) if kind is not None else ""
        self.tick.setText(name)
        self.name.setText(name)
        if offer is None:
            self.source.setText(say("自己写的", "own words"))
            self.text.setAccessibleName(say("{kind}，自己写的", "{kind}, own words", kind=name))
        else:
            inner = "" if self._circle else say(" · 组内，不进反馈信", " · for the panel, never in the letter")
            self.source.setText(texts.source_words(offer) + inner)
            self.tick.setAccessibleName(f"{name} {texts.source_words(offer)} {offer.text}")
            self.text.setAccessibleName(say("{kind}，信中的文字", "{kind}, as the letter says it", kind=name))
            self.said.setText(self._note_words(draft))
            self.said.setProperty("role", "small" if draft is not None else "")
            self.said.style().polish(self.said)
        self._count()

    def _note_words(self, draft: Draft | None) -> str:
        offer = self.offer
        if offer is None:
            return ""
        if draft is not None and draft.key != self.key:
            return say("已并入“{text}”；原文：{said}", "merged into “{text}”; written: {said}", text=draft.point.text[:24], said=offer.text)
        return say("原文：{said}", "written: {said}", said=offer.text) if draft is not None else offer.text

    def _edited(self) -> bool:
        return self.offer is not None and self.text.toPlainText().strip() != self.offer.text.strip()

    def _typed(self) -> None:
        self._count()
        if self._filling:
            return
        if len(self.text.toPlainText()) > LIMIT:
            self.text.undo()
            return
        self.said.setVisible(self._edited())
        if self.offer is not None and self._edited():
            self.said.setText(say("原文：{said}", "written: {said}", said=self.offer.text))
        self.typed.emit(self.key, self.text.toPlainText())

    def _turn(self, on: bool) -> None:
        if not self._filling and self.offer is not None:
            self.ticked.emit(self.offer, on)

    def _count(self) -> None:
        self.count.setText(texts.length_words(self.text.toPlainText()))


class Keyed(QWidget):
    """Rows under each other. A row stays the same widget while its key is there, so that the keyboard and its own undo stay with it;
    rows whose sentence went are used for others, for making one takes ten milliseconds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, PointRow] = {}
        self._spare: list[PointRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def arrange(self, wanted: Mapping[str, NoteOffer | None], make: Callable[[], PointRow]) -> None:
        """A row for each key with its note (None: own words), in this order."""
        spare = self._spare + [row for key, row in self.rows.items() if key not in wanted]
        rows = {}
        for at, (key, offer) in enumerate(wanted.items()):
            row = self.rows.get(key) or (spare.pop() if spare else make())
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)
            if (row.key, row.offer) != (key, offer) or key not in self.rows:
                row.bind(key, offer)
            row.show()  # now, not with the next layout: the keyboard may go there at once
            rows[key] = row
        for row in spare:
            row.hide()
        self.rows, self._spare = rows, spare
