"""下载: how far the files are, stopping them, leaving out videos or entries. One box for the start and for the panel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.ui.judge import load_model
from app.ui.judge.load_model import LoadModel, amount
from app.ui.widgets import button, label, set_role

_STOPPED = (load_model.PAUSED, load_model.STOPPED, load_model.FAILED, load_model.NO_ROOM)
_BAD = (load_model.FAILED, load_model.NO_ROOM)
_STEPS = 1000


class LoadBox(QWidget):
    """Follows a `LoadModel`; with `files` every file is listed under its entry, and entries can be ticked off."""

    def __init__(self, model: LoadModel, *, files: bool) -> None:
        super().__init__()
        self._model = model
        self._filling = False
        self.words, self.hint = label(wrap=True), label("small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(14)
        self.pause, self.cancel, self.which = button("", self._pause), button("", model.cancel), button("flat", self._list_files)
        self.videos = QCheckBox()
        self.videos.toggled.connect(self._chosen)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.header().setStretchLastSection(True)
        self.which.setVisible(False)
        self._offers_list = not files
        if not files and model.listed is None:
            # shown before it has a parent it would be a window of its own for a moment, and take the keyboard
            self.tree.hide()
        self.tree.itemChanged.connect(lambda item, _column: self._chosen() if item.parent() is None else None)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._entries: dict[str, QTreeWidgetItem] = {}
        self._lay_out()
        model.changed.connect(self.refresh)
        self._sought = model.listed or 0
        self.tree.verticalScrollBar().rangeChanged.connect(self._reach)
        self.tree.verticalScrollBar().valueChanged.connect(self._moved)
        self.retranslate()

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for control in (self.pause, self.cancel, self.which):
            control.setMinimumHeight(36)
        for part in (self.pause, self.cancel, self.videos, self.which):
            row.addWidget(part)
        row.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addLayout(row)
        column.addWidget(self.hint)
        column.addWidget(self.tree, 1)

    def refresh(self) -> None:
        """Ten times a second while something moves."""
        model = self._model
        here, size = model.wanted_bytes()
        self.words.setText(model.words() or self.tr("还没有资料目录"))
        short = model.state == load_model.RUNNING and bool(model.short)
        set_role(self.words, "role", "bad" if model.state in _BAD else "warn" if short else "good" if self._complete() else "")
        self.bar.setValue(round(_STEPS * here / size) if size else 0)
        self.bar.setVisible(size > 0 and not self._complete())
        busy, stopped = model.state == load_model.RUNNING, model.state in _STOPPED
        asleep = model.state == load_model.IDLE and (model.plan is None or bool(model.plan.waiting))
        self.pause.setVisible(busy or stopped or asleep)
        self.cancel.setVisible(busy)
        self._name(self.pause, self.tr("暂停") if busy else self.tr("下载资料") if asleep else self.tr("继续下载"))
        self.hint.setText(str(model.problem) if model.problem else "")
        self.hint.setVisible(model.problem is not None)
        self._offer_videos()
        self.which.setVisible(
            self._offers_list and model.plan is not None and not self._complete() and len({line.entry for line in model.plan.lines}) > 1
        )
        if not self.tree.isHidden():
            self._fill()

    def retranslate(self) -> None:
        self._name(self.cancel, self.tr("停止"))
        self._name_list()
        self.videos.setText(self.tr("不下载视频"))
        self.bar.setAccessibleName(self.tr("下载进度"))
        self.tree.setAccessibleName(self.tr("要下载的成果和文件"))
        self._items.clear()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _complete(self) -> bool:
        done, all_ = self._model.counts()
        return self._model.plan is not None and done == all_ and self._model.state not in _STOPPED

    def _pause(self) -> None:
        if self._model.state == load_model.RUNNING:
            self._model.pause()
        else:
            self._model.resume()

    def _list_files(self) -> None:
        """Which entries come is chosen here too, not only once the desk is open."""
        self.tree.setVisible(self.tree.isHidden())
        self._model.listed = None if self.tree.isHidden() else self.tree.verticalScrollBar().value()
        self._name_list()
        self.refresh()

    def _reach(self, _least: int, most: int) -> None:
        """The lines have been laid out: the list stands where it stood on the page before, as far as it goes by now."""
        if self._sought:
            self.tree.verticalScrollBar().setValue(min(self._sought, most))

    def _moved(self, at: int) -> None:
        if not self._sought or at != min(self._sought, self.tree.verticalScrollBar().maximum()):  # a hand did it
            self._sought = 0
            self._model.listed = None if self._model.listed is None else at

    def _name_list(self) -> None:
        self._name(self.which, self.tr("选择成果…") if self.tree.isHidden() else self.tr("收起"))

    def _offer_videos(self) -> None:
        plan = self._model.plan
        size = sum(line.size for line in plan.lines if line.video) if plan else 0
        self.videos.setVisible(size > 0)
        self.videos.setText(self.tr("不下载视频（{size}）").format(size=amount(size)))
        self.videos.setAccessibleName(self.videos.text())
        self._filling = True
        self.videos.setChecked(plan is not None and not plan.wanted.videos)
        self._filling = False

    def _fill(self) -> None:
        """The tree is made once per plan; while files move only their words change."""
        plan = self._model.plan
        lines = plan.lines if plan else ()
        self._filling = True
        if set(self._items) != {line.sealed for line in lines}:
            self._build()
        for line in lines:
            self._items[line.sealed].setText(1, self._state(line.sealed))
        if plan is not None:
            for code, item in self._entries.items():
                chosen = plan.wanted.entries is None or code in plan.wanted.entries
                item.setCheckState(0, Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        self._filling = False

    def _build(self) -> None:
        self.tree.clear()
        self._items.clear()
        self._entries.clear()
        lines = self._model.plan.lines if self._model.plan else ()
        first = {code: n for n, code in reversed(list(enumerate(line.entry for line in lines)))}
        for line in sorted(lines, key=lambda line: first[line.entry]):
            parent = self._entries.get(line.entry)
            if parent is None:
                parent = self._entries[line.entry] = QTreeWidgetItem(self.tree, [line.entry, ""])
                parent.setFlags(parent.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self._items[line.sealed] = QTreeWidgetItem(parent, [line.title, ""])
        self.tree.expandAll()
        self.tree.resizeColumnToContents(0)

    def _state(self, sealed: str) -> str:
        line = next(line for line in self._model.plan.lines if line.sealed == sealed) if self._model.plan else None
        if line is None:
            return ""
        if line.freed:
            return self.tr("已释放，可重新下载 · {size}").format(size=amount(line.size))
        here = self._model.here(line)
        if here == line.size:
            return self.tr("已在本机 · {size}").format(size=amount(line.size))
        if not line.wanted:
            return self.tr("不下载 · {size}").format(size=amount(line.size))
        if here:
            return self.tr("{percent}% · {size}").format(percent=int(100 * here / line.size), size=amount(line.size))
        return self.tr("等待 · {size}").format(size=amount(line.size))

    def _chosen(self) -> None:
        if self._filling:
            return
        ticked = {code for code, item in self._entries.items() if item.checkState(0) is Qt.CheckState.Checked}
        plan = self._model.plan
        everything = not self._entries or len(ticked) == len(self._entries)
        kept = plan.wanted.entries if plan is not None and not self._entries else None if everything else frozenset(ticked)
        self._model.choose(videos=not self.videos.isChecked(), entries=kept)

    def _name(self, control: QPushButton, words: str) -> None:
        control.setText(words)
        control.setAccessibleName(words)
