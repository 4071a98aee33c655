"""提交: what is still open with a way to each, then one confirmed act; what follows it is in handed_in_page.py."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.core.words import language, say
from app.core.words import now as in_force
from app.ui.column import Column, named
from app.ui.file_dialog import ask_folder
from app.ui.judge import words
from app.ui.judge.handed_in_page import HandedInPage
from app.ui.judge.return_box import ReturnBox
from app.ui.judge.submit_model import Standing, SubmitModel
from app.ui.said import Said, hear
from app.ui.steady_area import SteadyArea
from app.ui.tips import tip
from app.ui.widgets import clear


class SubmitView(QWidget):
    """`jump(entry code, item code or "")` to what is open; `left` back to the papers."""

    jump = Signal(str, str)
    left = Signal()

    def __init__(self, model: SubmitModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._said: Said = ""
        self._good = True
        self._sure, self._private = False, 0
        self._shown: object = None
        self.request = ReturnBox(model)
        self._inside = QWidget()
        self._inside.setObjectName("page")
        column = self._margins = QVBoxLayout(self._inside)
        self._give(0)
        column.setSpacing(10)
        self._page = QWidget()
        self._column = Column(self._page, spacing=10)
        column.addWidget(self._page)
        column.addWidget(self.request)
        column.addStretch(1)
        self._scroll = scroll = SteadyArea(self._give)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # for buttons in large letters
        scroll.setWidget(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        model.changed.connect(self.rebuild)
        model.copied.connect(lambda place: self.say(lambda: self.tr("已保存到 {place}").format(place=place)))
        model.exported.connect(self._papers)
        model.sent.connect(self._uploaded)
        model.told.connect(lambda told: self.say("" if told.receipt else told.words, good=told.good))
        self.rebuild()

    def _give(self, pixels: int) -> None:
        """Of the margin at the foot, where so little lacks that nobody should have to scroll for it."""
        self._margins.setContentsMargins(32, 24, 32, 24 - pixels)

    def rebuild(self) -> None:
        """Show where the round stands. News that change nothing here touch nothing."""
        if (shows := self._shows()) == self._shown:
            return
        self._shown = shows
        held = self._held()
        self._build()
        self._appear(held)

    def _held(self) -> str:
        """The name of what has the keyboard, when it is on this page."""
        focused = QApplication.focusWidget()
        return focused.accessibleName() if focused is not None and self._page.isAncestorOf(focused) else ""

    def _appear(self, held: str) -> None:
        """The new page is there at once, without an empty picture between, and the keyboard stays with what has the same name."""
        here = Qt.FindChildOption.FindDirectChildrenOnly
        for part in self._page.findChildren(QWidget, options=here):
            if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                part.show()
        again = (w for w in self._page.findChildren(QWidget) if held and w.accessibleName() == held and w.isVisible() and w.isEnabled())
        if (same := next(again, None)) is not None:
            same.setFocus()

    def _shows(self) -> object:
        """All that decides what stands on the page."""
        model, now = self._model, self._model.now
        state = replace(now.state, last_saved=None, fields=()) if now is not None and now.state is not None else None
        acts = model.busy, model.sending, model.syncing, model.offline
        standing = replace(now, state=state) if now is not None else None
        return language(), standing, model.submitted, acts, hear(self._said), self._good, self._private

    def _build(self) -> None:
        self._scroll.setAccessibleName(self.tr("提交"))
        clear(self._column)
        now = self._model.now
        if now is None or now.state is None:
            self._column.words("muted", self.tr("正在核对…"))
        elif self._model.submitted is not None:
            self._column.addWidget(HandedInPage(self._model, now, self))
        elif now.problems:
            self._open(now)
        else:
            self._confirm(now)
        self._sure &= self._model.submitted is None and not self._model.problems
        if self._private and self._model.submitted is None:
            self._column.words(
                "small", self.tr("另有 {n} 条仅自己可见的提示，在“总表”下面逐条看。", None, self._private).format(n=self._private)
            )
        if self._said:
            self._column.words("good" if self._good else "bad", hear(self._said))
        if self._model.submitted is None:
            self.request.hide()

    def tell_hints(self, count: int) -> None:
        """So many private hints there are over all entries; they keep nobody from handing in."""
        if count != self._private:
            self._private = count
            self.rebuild()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._shown = None
            self.rebuild()
            if self._model.active:
                self._model.look()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._said, self._sure, self._shown = "", False, None  # a tick of the last time counts no more
        self.rebuild()
        self._model.active = True
        self._model.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.active = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def copy_file(self) -> None:
        """The package itself on the clipboard: paste it into a chat or a mail."""
        if self._model.submitted is not None:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(self._model.submitted.package))])
            QGuiApplication.clipboard().setMimeData(data)
            self.say(lambda: self.tr("文件已复制，到微信或邮件里粘贴即可。"))

    def say(self, said: Said, *, good: bool = True) -> None:
        """One line under the page: what an act came to."""
        self._said, self._good = said, good
        self.rebuild()

    def export(self) -> None:
        """评分表 and the page to sign, into a folder."""
        ask_folder(self, self.tr("导出到文件夹"), self._model.export)

    def _open(self, now: Standing) -> None:
        self._from_the_chair(now)
        self._column.words("heading", self._heading(now))
        self._column.words("muted", self.tr("未评不等于 0 分。点一行转到那一份。"))
        for problem in now.problems:
            first = problem.items[0] if problem.items else ""
            line = self._column.act("flat", problem.words, lambda c=problem.entry, i=first: self.jump.emit(c, i))  # type: ignore[misc]
            line.setProperty("problem", problem.entry)
            # with large text a line may be wider than the page; the accessible name keeps all of it
            line.ensurePolished()
            line.setText(line.fontMetrics().elidedText(problem.words, Qt.TextElideMode.ElideRight, max(300, self.width() - 120)))
            line.setToolTip(tip(problem.words))
        self._column.row((self.tr("返回评审"), self.left.emit), (self.tr("导出草稿评分表…"), self.export))
        self.data_note(self._column, now)

    def _heading(self, now: Standing) -> str:
        blank, entries = sum(len(p.items) for p in now.problems if p.blank), len(now.problems)
        if all(p.blank for p in now.problems):
            return self.tr("还有 {n} 份共 {m} 项未评").format(n=entries, m=blank)
        return self.tr("还有 {n} 份没有完成", None, entries).format(n=entries)

    def _confirm(self, now: Standing) -> None:
        state = now.state
        if state is None:
            return
        self._from_the_chair(now)
        self.pending(self._column, now)
        if now.obstacle:
            self._wait(now.obstacle)
            self.data_note(self._column, now)
            return
        self._column.words("heading", self.tr("全部评完，可以提交"))
        held = state.tally
        self._column.words(
            "",
            self.tr("{n} 份评分，{m} 份回避。提交后本轮锁定，如需修改要请评审组长退回。", None, held.scored).format(
                n=held.scored, m=held.recused
            ),
        )
        if aside := words.not_counted(held.withdrawn, held.practice):
            self._column.words("muted", self.tr("{aside}，不在评分文件里。").format(aside=aside))
        self.data_note(self._column, now)
        sure = QCheckBox(self.tr("我确认以上评分是本人独立作出"))
        sure.setAccessibleName(sure.text())
        self._column.addWidget(sure)
        send = named("primary", self.tr("正在提交…") if self._model.busy else self.tr("提交评分文件"), self._model.submit)
        sure.toggled.connect(lambda on: self._confirmed(on, send))
        sure.setEnabled(not self._model.busy)
        sure.setChecked(self._sure)  # news that arrives meanwhile builds the page anew and must not take the tick away
        self._confirmed(self._sure, send)
        self._column.beside(send, named("", self.tr("返回评审"), self.left.emit))

    def _wait(self, why: str) -> None:
        """Nothing is missing here: said before the click, with the way to look again."""
        self._column.words("heading", self.tr("全部评完，现在还不能提交"))
        self._column.words("warn", why)
        if self._model.offline:
            self._column.words("muted", self.tr("现在没有网络；联网后再同步。"))
        sync = named("primary", self.tr("正在同步…") if self._model.syncing else self.tr("现在同步"), self._model.sync_wanted.emit)
        sync.setEnabled(not self._model.syncing)
        self._column.beside(sync, named("", self.tr("返回评审"), self.left.emit))

    def pending(self, column: Column, now: Standing) -> None:
        """身份待确认: it can be handed in, and counts later."""
        if now.laptop is not None and not now.laptop.admitted:
            column.words("warn", now.laptop.standing_words)
            column.words("", now.laptop.code_words)

    def _confirmed(self, on: bool, send: QPushButton) -> None:
        self._sure = on
        send.setEnabled(on and not self._model.busy)

    def _from_the_chair(self, now: Standing) -> None:
        """Why the round is open again: returned with the chair's words, or entries that came later."""
        if now.receipt is not None and now.receipt.reason:
            self._column.words("warn", now.receipt.words)
        if now.added:
            codes = say("、", ", ").join(now.added)
            self._column.words("warn", self.tr("提交以后新增了 {codes}，请评完再提交一次；已交的不变。").format(codes=codes))

    def data_note(self, column: Column, now: Standing) -> None:
        """What the file tells, to be read before, while and after it is handed in."""
        if now.note is not None:
            column.words("title", self.tr("数据说明：评分文件里有"))
            column.words("muted", "\n".join(f"· {line}" for line in now.note.holds))
            column.words("muted", now.note.lacks)

    def _uploaded(self, problem: str) -> None:
        self.say(partial(self._upload_words, problem), good=not problem)

    def _upload_words(self, problem: str) -> str:
        return self.tr("没有送出：{why}").format(why=in_force(problem)) if problem else self.tr("已上传，等回执。")

    def _papers(self, place: Path) -> None:
        self.say(lambda: self.tr("评分表和签名页已导出到 {place}。只在“个人评分汇总表”上签一次名。").format(place=place))
