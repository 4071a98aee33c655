"""One item of the rubric in 评语合稿: all judges' notes on it with their ticks, own sentences, and how much of it is in the letter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from app.core.words import say
from app.models.sheet import NoteKind
from app.ui.chair import letter_texts as texts
from app.ui.chair.letter_drafts import Draft, Drafts, for_the_circle, offered
from app.ui.chair.letter_rows import Keyed, PointRow
from app.ui.chair.letters_model import LettersModel
from app.ui.widgets import Elided, button, rule

if TYPE_CHECKING:
    from app.services.chair.letters import NoteOffer


class LetterItem(QFrame):
    """`item`: the rubric's code, "" for what concerns the whole. `reached(row)`: the keyboard went to a row that may be out of sight."""

    reached = Signal(object)

    def __init__(self, model: LettersModel, item: str) -> None:
        super().__init__()
        self._model, self.item = model, item
        self._place = ""
        self.name, self.count, self.rows = Elided("title"), Elided("small"), Keyed()
        self.adders = {kind: button("flat", partial(self._add, kind)) for kind in NoteKind}
        head, column = QHBoxLayout(), QVBoxLayout(self)
        self.name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        head.setSpacing(12)
        head.addWidget(self.name)
        head.addWidget(self.count, 1)
        for control in self.adders.values():
            head.addWidget(control)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(2)
        column.addWidget(rule())
        column.addLayout(head)
        column.addWidget(self.rows)

    def refresh(self, name: str, place: str) -> None:
        """The letter in front is another, or points came, went or were taken back. `place`: the item as the letter names it."""
        self._place = place
        self.name.setText(name)
        self.setAccessibleName(name)
        for kind, control in self.adders.items():
            control.setText("＋" + texts.kind_words(kind))
            control.setAccessibleName(say("{item}：加一条{kind}", "{item}: add a {kind}", item=name, kind=texts.kind_words(kind)))
            control.setVisible(not self._model.final)
        offers, drafts = offered(self._model.desk, self.item), self._drafts()
        self._arrange(offers, drafts)
        self._fill()
        self.tell()

    def tell(self) -> None:
        """How much of it is in the letter."""
        drafts, offers = self._drafts(), [o for o in offered(self._model.desk, self.item) if for_the_circle(o)]
        ticked = sum(self._model.draft_of(o.note) is not None for o in offers)
        own = sum(d.key.startswith("own-") for d in drafts)
        words = say("评语 {n}/{all}", "notes {n}/{all}", n=ticked, all=len(offers)) if offers else ""
        mine = say("自写 {n}", "own {n}", n=own) if own else ""
        length = texts.length_words("".join(d.point.text for d in drafts)) if drafts else ""
        self.count.setText(" · ".join(p for p in (words, mine, length) if p))

    def _drafts(self) -> Drafts:
        """Its sentences; those whose item the rubric does not have stand under the whole."""
        known = self._model.items
        return tuple(d for d in self._model.drafts if (d.point.item if d.point.item in known else "") == self.item)

    def _arrange(self, offers: tuple[NoteOffer, ...], drafts: Drafts) -> None:
        wanted: dict[str, NoteOffer | None] = {o.note: o for o in offers}
        wanted.update({d.key: None for d in drafts if d.key not in wanted})
        self.rows.arrange(wanted, self._row)

    def _row(self) -> PointRow:
        row = PointRow()
        row.typed.connect(self._type)
        row.ticked.connect(self._model.tick)
        row.parted.connect(self._model.part)
        row.removed.connect(self._model.remove)
        row.merged.connect(self._merge)
        return row

    def _fill(self) -> None:
        for key, row in self.rows.rows.items():
            draft = self._model.draft_of(key)
            row.show_draft(draft, final=self._model.final, above=draft is not None and self._above(draft) is not None)

    def _above(self, draft: Draft) -> Draft | None:
        """The sentence of the same kind before this one, as the screen shows them."""
        order = list(self.rows.rows)
        shown = sorted((d for d in self._drafts() if d.key in order), key=lambda d: order.index(d.key))
        before = (
            [d for d in shown if d.point.kind is draft.point.kind and d.key in order[: order.index(draft.key)]]
            if draft.key in order
            else []
        )
        return before[-1] if before else None

    def _type(self, key: str, text: str) -> None:
        self._model.type_text(key, text)
        self.tell()

    def _merge(self, key: str) -> None:
        draft = self._model.draft_of(key)
        into = self._above(draft) if draft is not None else None
        if into is not None:
            self._model.merge(key, into.key)
            self._reach(into.key)

    def _add(self, kind: NoteKind) -> None:
        self._reach(self._model.add(kind, self.item, self._place))

    def _reach(self, key: str) -> None:
        self.rows.rows[key].text.setFocus()
        self.reached.emit(self.rows.rows[key])
