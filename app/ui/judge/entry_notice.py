"""One line over the papers when something about the entry is not as usual: taken out, for practice, replaced, or in part freed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.tasks import Runner
from app.ui.widgets import Elided, button

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryView
    from app.services.judge.replaced import Replacement
    from app.ui.judge.services import JudgeServices
    from app.ui.judge.workbench import Workbench


class EntryNotice(QFrame):
    """Follows the open entry of a workbench. The button leads to the older version and back to the newer one."""

    def __init__(self, bench: Workbench, services: JudgeServices, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("noticeBar")
        self._bench, self._services, self._runner = bench, services, runner
        self._code = ""
        self._replaced: Replacement | None = None
        self._freed = False
        self.words, self.other = Elided(), button("flat", self._change)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.other)
        self.setMinimumHeight(36)
        self.hide()
        bench.desk.opened.connect(self._opened)
        bench.sheet.changed.connect(self.refresh)
        bench.shown.connect(lambda _front: self.refresh())

    def refresh(self) -> None:
        """Say what there is to say about the open entry; nothing hides the line."""
        view = self._bench.desk.view
        self._freed = view is not None and self._part_freed(view)
        words = self._words(view) if view is not None and view.entry.code == self._code else ""
        self.words.setText(words)
        old = self._replaced
        self.other.setVisible(old is not None or self._freed)
        at_old = old is not None and self._bench.front == old.old
        self.other.setText(self.tr("重新下载") if self._freed else self.tr("看新版") if at_old else self.tr("看旧版"))
        self.other.setAccessibleName(self.other.text())
        self.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def _opened(self, view: EntryView) -> None:
        self._code, self._replaced = view.entry.code, None
        self.refresh()
        if view.sheet.recusal is None and any(d.supersedes for d in view.entry.documents):
            code = self._code
            self._runner.database(self._services.replacements, code, then=lambda found: self._found(code, found))

    def _found(self, code: str, found: tuple[Replacement, ...]) -> None:
        if code == self._code and found:
            self._replaced = found[-1]
            self.refresh()

    def _part_freed(self, view: EntryView) -> bool:
        """Something was freed, and what is in front is not: that would say so itself."""
        shut = view.entry.withdrawn or view.sheet.recusal is not None
        freed = [d.document for d in self._bench.documents if d.freed]
        return not shut and bool(freed) and self._bench.front not in freed

    def _words(self, view: EntryView) -> str:
        if self._freed:
            gone = self.tr("、").join(d.document.title for d in self._bench.documents if d.freed)
            return self.tr("“{name}”已释放，可重新下载。").format(name=gone)
        if view.entry.withdrawn:
            return self.tr("本份已撤出，不计分。您的评分仍保存着。")
        if self._replaced is not None:
            return self._replaced_words(self._replaced)
        return self.tr("本份用于试评，不计入结果。") if view.entry.practice else ""

    def _replaced_words(self, replaced: Replacement) -> str:
        when = replaced.published.astimezone()
        said = self.tr("{title} {month}月{day}日已更换").format(title=replaced.new.title, month=when.month, day=when.day)
        notes = sum(self._bench.reading.is_old(n) for n in self._bench.sheet.notes)
        return said + (self.tr("，{n} 条证据指旧版", None, notes).format(n=notes) if notes else "")

    def _change(self) -> None:
        if self._freed:
            self._bench.papers.files_wanted.emit()
        elif self._replaced is not None:
            at_old = self._bench.front == self._replaced.old
            self._bench.show_document(self._replaced.new if at_old else self._replaced.old, 0)


def above(papers: QWidget, notice: EntryNotice) -> QWidget:
    """The papers with the line over them."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(notice)
    column.addWidget(papers, 1)
    return frame
