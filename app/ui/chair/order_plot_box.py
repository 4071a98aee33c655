"""次序和区间: the plot with its words beside it, and saving it as a picture. pyqtgraph is loaded when it is opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from app.ui.chair import plot_library
from app.ui.chair.line_choice import LineChoice
from app.ui.file_dialog import PICTURES, ask_target
from app.ui.said import Line, Said
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.ui.chair.order_plot import OrderPlot
    from app.ui.chair.statistics_model import StatisticsModel
    from app.ui.theme import Colours, Metrics


class OrderPlotBox(QFrame):
    """Shut until it is opened."""

    def __init__(self, model: StatisticsModel) -> None:
        super().__init__()
        self._model = model
        self._colours: Colours | None = None
        self._sizes: Metrics | None = None
        self.plot: OrderPlot | None = None
        self._waits = False
        self.title, self.said, self.note = label("title"), label("small"), label("small", wrap=True)
        self._line = Line(self.said)
        self.save, self.words = button("", self._ask), QPlainTextEdit()
        self.line = LineChoice(model, self.refresh)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
        head, self._row, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.title)
        head.addWidget(self.line)
        head.addWidget(self.said, 1)
        head.addWidget(self.save)
        self._row.setSpacing(16)
        self._row.addStretch(5)
        self._row.addWidget(self.words, 3)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._row)
        column.addWidget(self.note)
        model.told.connect(self.refresh)
        self.retranslate()
        self.hide()

    def open(self) -> None:
        """Bring it into sight; drawn as soon as pyqtgraph is loaded."""
        self.show()
        self._wait("" if self.plot is not None else self._drawing)
        plot_library.load(self._model.chair.runner, self, self.refresh)

    def refresh(self) -> None:
        """The figures are new, or the words are of another language."""
        if self.isHidden() or not plot_library.loaded():
            return
        chart, words = self._model.order()
        if chart is None:
            self._wait(self._drawing if self._model.panel is None else lambda: self.tr("还没有得分，没有次序可画。"))
            return
        if self.plot is None:
            self._build()
        if self.plot is not None:
            self.plot.draw(chart)
        self.words.setPlainText("\n".join(words))
        self.note.setText(
            "\n".join((self.tr("● 线上（含线） · ○ 线下 · ├─┤ 区间 · ┆ 名额线 · 底色：不能断定在内还是在外的一段"), *chart.notes))
        )
        self.save.setEnabled(True)
        if self._waits:
            self._wait("")

    def resize_to(self, sizes: Metrics) -> None:
        self._sizes = sizes
        self._row.setDirection(QHBoxLayout.Direction.TopToBottom if sizes.compact else QHBoxLayout.Direction.LeftToRight)
        self.words.setMinimumHeight(sizes.scaled(160))
        self._dress()

    def dress(self, colours: Colours) -> None:
        self._colours = colours
        self._dress()

    def save_to(self, target: Path) -> None:
        """The picture into this file."""
        if self.plot is not None:
            done = partial(self._done, target.name)
            self._model.chair.runner.pool(
                _write, target, self.plot.png(), then=lambda _none: self._say(done, "good"), failed=self._not_saved
            )

    def _drawing(self) -> str:
        return self.tr("正在画…")

    def _done(self, name: str) -> str:
        return self.tr("图已存到 {name}").format(name=name)

    def retranslate(self) -> None:
        self.title.setText(self.tr("次序和区间"))
        self.setAccessibleName(self.tr("次序和区间"))
        self.words.setAccessibleName(self.tr("图中的内容，用文字"))
        self.save.setText(self.tr("保存 PNG…"))
        self.save.setAccessibleName(self.tr("把图存为 PNG"))
        self.save.setEnabled(self.plot is not None)
        self._line.again()
        if self.plot is not None:
            self.plot.setAccessibleName(self.title.text())
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        from app.ui.chair.order_plot import OrderPlot

        if self._colours is None or self._sizes is None:
            return
        self.plot = OrderPlot(self._colours, self._sizes)
        self.plot.setAccessibleName(self.title.text())
        stretch = self._row.takeAt(0)
        del stretch
        self._row.insertWidget(0, self.plot, 5)

    def _dress(self) -> None:
        if self.plot is not None and self._colours is not None and self._sizes is not None:
            self.plot.dress(self._colours, self._sizes)

    def _ask(self) -> None:
        ask_target(self, self.tr("图存为 PNG"), self.tr("次序和区间") + ".png", self.save_to, PICTURES)

    def _not_saved(self, error: BaseException) -> None:
        self._say(lambda: self.tr("没有存下。"), "bad")
        self._model.chair.runner.failure.emit(error)

    def _wait(self, said: Said) -> None:
        """Said until the plot is there."""
        self._say(said, "small")
        self._waits = bool(said)

    def _say(self, said: Said, role: str) -> None:
        self._waits = False
        self._line.say(said, role)


def _write(target: Path, content: bytes) -> None:
    from app.core.exports import export

    export(target, content, mode=0o600)
