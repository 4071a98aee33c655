"""总体评价: one line under the items that opens into 成稿 beside the page: the text, what of the notes it lacks, phrases.

Every pause in typing saves, and typing without a pause too. Notes are only ever offered: what the judge wrote is never overwritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.shape import WORDS
from app.scoring.remark_count import Counter, counter
from app.ui.judge.draft_model import DraftModel
from app.ui.judge.own_hints import SameWords
from app.ui.judge.proposed_level import ProposedLevel
from app.ui.judge.sheet_model import SheetModel
from app.ui.judge.typing_pause import TypingPause
from app.ui.later import Later
from app.ui.theme import BASE_PX
from app.ui.widgets import Elided, Words, button, in_tab_order, label, set_role

if TYPE_CHECKING:
    from app.models.sheet import Note
    from app.services.judge.remark import RemarkView
    from app.ui.judge.phrases_box import PhrasesBox

_LOOK_MS = 150
_SMALL_WINDOW = 620


class RemarkRow(QWidget):
    """The judge's overall remark of the open entry."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.setObjectName("remarkRow")
        self._model = model
        self._draft: DraftModel | None = None
        self._shown = ""
        self._merging = False
        self._summed: tuple[str, tuple[Note, ...]] | None = None
        self.summary, self.duty = Elided(), Elided("small")
        self.toggle = button("", self.flip)
        self.text, self._phrases = Words(most=WORDS), Later(self._make_phrases)
        self.more, self.count, self.offer = button("", self._flip_phrases), label("small"), label("", wrap=True)
        self.merge, self.kept = button("primary", self._merge), label("small", wrap=True)
        self.full = label("warn", wrap=True)
        self.same = SameWords(model)
        self.level = ProposedLevel(model)
        self._body = QWidget()
        self._pause = TypingPause(self)
        self._pause.timeout.connect(self.save)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self._ask)
        self._lay_out()
        self.text.textChanged.connect(self._typed)
        self.text.refused.connect(self._say_full)
        model.changed.connect(self.refresh)
        self.retranslate()

    def bind(self, draft: DraftModel) -> None:
        """What offers and merges; until then the text alone works."""
        self._draft = draft
        draft.seen.connect(self._seen)
        draft.merged.connect(self._merged)

    @property
    def phrases(self) -> PhrasesBox:
        return self._phrases()

    def flip(self) -> None:
        """Open or shut it."""
        opening = self._body.isHidden()
        self._body.setVisible(opening)
        self.fit()
        self.retranslate()
        if opening:
            self.text.setFocus()
            self._look.start()
            self.same.look()

    def open(self) -> None:
        """Open it, wherever it stands."""
        if self._body.isHidden():
            self.flip()
        self.text.setFocus()

    def save(self) -> None:
        """Save what is in the box now (before another entry opens, or after a pause)."""
        self._pause.stop()
        code = self._model.view.entry.code if self._model.view else ""
        if code == self._shown and not self._merging:
            written = self.text.toPlainText()
            if written != self._model.remark:
                self.text.document().clearUndoRedoStacks()  # what is saved is taken back as any other change is, and no second way
            self._model.write_remark(written)

    def way(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, as one reads; phrases join in when they are built."""
        phrases = self._phrases.made
        return self.level.choice, self.toggle, self.merge, self.text, self.more, *(phrases.way() if phrases is not None else ())

    def refresh(self) -> None:
        """Another entry, or saved text came back; text being typed is never overwritten."""
        view = self._model.view
        code = view.entry.code if view else ""
        other = code != self._shown
        if other or not (self._pause.isActive() or self._merging):
            self._pause.stop()
            self._shown = code
            if self.text.toPlainText() != self._model.remark:
                self.text.blockSignals(True)
                self.text.setPlainText(self._model.remark)
                self.text.moveCursor(QTextCursor.MoveOperation.End)
                self.text.blockSignals(False)
        if other:
            self._merging = False
            self._show_offer("")
            self._say_full("")
            self.same.look()
        if self.text.isReadOnly() == (self._model.editable and not self._merging):
            self.text.setReadOnly(not self.text.isReadOnly())
        self._sum_up()
        self._say_duty()
        if not self._body.isHidden():
            self._look.start()

    def _say_duty(self) -> None:
        """Whose 主评 the entry is, and whether 总体评价 must be written."""
        view = self._model.view if not self._model.away else None
        said = []
        if view is not None and view.lead:
            said.append(self.tr("您是本份主评") if view.leads else self.tr("本份主评：{name}").format(name=view.lead))
        if view is not None and view.remark_due:
            least = view.policy.remarks_minimum
            said.append(self.tr("总体评价必写，至少 {n} 字").format(n=least) if least > 1 else self.tr("总体评价必写"))
        self.duty.setText(" · ".join(said))
        self.duty.setVisible(bool(said))

    def retranslate(self) -> None:
        self.toggle.setText(self.tr("成稿…") if self._body.isHidden() else self.tr("收起"))
        self.toggle.setAccessibleName(self.tr("写总体评价") if self._body.isHidden() else self.tr("收起总体评价"))
        self.text.setAccessibleName(self.tr("总体评价"))
        self.text.setPlaceholderText(self.tr("总体评价：优点、不足、改进建议。停顿即保存。"))
        self.merge.setText(self.tr("并入"))
        self.merge.setAccessibleName(self.tr("把记录并入总体评价"))
        self.more.setText(self.tr("常用评语 ▾") if self._phrases_open() else self.tr("常用评语 ▸"))
        self.more.setAccessibleName(self.tr("常用评语"))
        self._summed = None
        self._sum_up()
        self._say_duty()
        if not self._body.isHidden():
            self._look.start()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._body.isHidden():
            self.flip()
            self.toggle.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row, offer, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.toggle)
        offer.addWidget(self.offer, 1)
        offer.addWidget(self.merge)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.more)
        self._inside = inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 4)
        inside.setSpacing(4)
        inside.addLayout(offer)
        inside.addWidget(self.text, 1)
        inside.addWidget(self.full)
        inside.addWidget(self.kept)
        inside.addWidget(self.same)
        inside.addLayout(foot)
        for part in (self._body, self.offer, self.merge, self.full, self.kept):
            part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 4)
        column.setSpacing(4)
        column.addWidget(self.duty)
        column.addWidget(self.level)
        column.addLayout(row)
        column.addWidget(self._body)

    def fit(self) -> None:
        """Room for the text in a window of this height and letters of this size, less while phrases are open: the item in hand stays in
        view above."""
        window, grow = self.window().height(), max(1.0, self.font().pixelSize() / BASE_PX)
        small, both = window < _SMALL_WINDOW * grow, self._phrases_open()
        high = (66 if both else 130) if small else (150 if both else 240)
        rows = 58 if small else 126
        if small and window >= _SMALL_WINDOW:  # large letters: not so much less that no line of them is seen
            high, rows = round(high * grow), round(rows * grow)
        self.text.setMinimumHeight(high)
        self.text.setMaximumHeight(high + 40)
        if (phrases := self._phrases.made) is not None:
            phrases.list.setFixedHeight(rows)

    def _say_full(self, words: str) -> None:
        self.full.setText(words)
        self.full.setVisible(bool(words))

    def _typed(self) -> None:
        self._say_full("")
        if not self._merging:
            self._pause.touch()
        self._look.start()
        self._sum_up()

    def _ask(self) -> None:
        if self._draft is not None and self._shown and not self._body.isHidden() and not self._merging:
            self._draft.look(self._shown, self.text.toPlainText())

    def _seen(self, view: RemarkView) -> None:
        self._show_offer(view.offer.words if self._model.editable else "", len(view.offer.withdrawn))

    def _show_offer(self, words: str, withdrawn: int = 0) -> None:
        self.offer.setText(words)
        for part in (self.offer, self.merge):
            part.setVisible(bool(words))
        self.kept.setText(
            self.tr("有 {n} 条记录已删或改为不反馈，文字仍在，请自行决定。", None, withdrawn).format(n=withdrawn) if withdrawn else ""
        )
        self.kept.setVisible(withdrawn > 0)

    def _merge(self) -> None:
        if self._draft is not None and self._shown and self._model.editable and not self._merging:
            self._pause.stop()
            self._merging = True
            self.text.setReadOnly(True)
            self._draft.merge(self._shown, self.text.toPlainText())

    def _merged(self, code: str, text: str) -> None:
        """One step that Ctrl+Z in the text takes back."""
        if code != self._shown or not self._merging:
            return
        self._merging = False
        cursor = self.text.textCursor()
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()
        self.text.setReadOnly(not self._model.editable)
        self._show_offer("")
        self.text.setFocus()
        self.save()

    def _flip_phrases(self) -> None:
        self.phrases.setVisible(self.phrases.isHidden())
        self.fit()
        self.retranslate()
        if not self.phrases.isHidden():
            self.phrases.open()

    def _phrases_open(self) -> bool:
        return self._phrases.made is not None and not self._phrases.made.isHidden()

    def _make_phrases(self) -> PhrasesBox:
        from app.ui.judge.phrases_box import PhrasesBox

        made = PhrasesBox()
        made.hide()
        made.chosen.connect(self._insert)
        if self._draft is not None:
            made.bind(self._draft.phrases)
        self._inside.addWidget(made)
        in_tab_order(self.more, *made.way())
        return made

    def _insert(self, phrase: str) -> None:
        if self._model.editable and not self._merging and self.text.takes(phrase):
            self.text.insertPlainText(phrase)
            self.text.setFocus()

    def _sum_up(self) -> None:
        text, notes = self.text.toPlainText(), self._model.notes
        if (text, notes) == self._summed:
            return
        self._summed = text, notes
        now: Counter = counter(text, notes)
        line = self.tr("总体评价 优{a} 不足{b} 建议{c} · {n}/{limit}字")
        shown = line.format(a=now.strengths, b=now.weaknesses, c=now.suggestions, n=now.characters, limit=now.limit)
        self.summary.setText(shown)
        over = self.tr("超出 {n} 字，打印为附页").format(n=now.over)
        self.count.setText(over if now.over else self.tr("{n}/{limit}字").format(n=now.characters, limit=now.limit))
        if (length := len(text)) > WORDS:
            self.count.setText(self.tr("共 {n} 字，最多 {most} 字，请删减后再提交").format(n=length, most=WORDS))
        set_role(self.count, "role", "warn" if now.over else "small")
