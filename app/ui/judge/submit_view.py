"""提交: what is still open with a way to each, then one confirmed act, then the check code and the file to carry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.judge.submit_model import SubmitModel
from app.ui.widgets import button, clear, label


class SubmitView(QWidget):
    """`jump(entry code, item code or "")` to what is open; `left` back to the papers."""

    jump = Signal(str, str)
    left = Signal()

    def __init__(self, model: SubmitModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._said, self._good = "", True
        self._private = 0
        inside = QWidget()
        inside.setObjectName("page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(32, 24, 32, 24)
        self._column.setSpacing(10)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        model.changed.connect(self.rebuild)
        model.copied.connect(lambda place: self._say(self.tr("已保存到 {place}").format(place=place)))
        model.exported.connect(self._papers)
        model.sent.connect(self._uploaded)
        self.rebuild()

    def rebuild(self) -> None:
        """Show where the round stands."""
        self._scroll.setAccessibleName(self.tr("提交"))
        clear(self._column)
        model = self._model
        if not model.known:
            self._words("muted", self.tr("正在核对…"))
        elif model.submitted is not None:
            self._handed_in()
        elif model.problems:
            self._open()
        else:
            self._confirm()
        if self._private and model.known and model.submitted is None:
            self._words("small", self.tr("另有 {n} 条仅自己可见的提示，在“总表”下面逐条看。").format(n=self._private))
        if self._said:
            self._words("good" if self._good else "bad", self._said)
        self._column.addStretch(1)

    def tell_hints(self, count: int) -> None:
        """So many private hints there are over all entries; they keep nobody from handing in."""
        if count != self._private:
            self._private = count
            self.rebuild()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.rebuild()
            if self._model.active:
                self._model.look()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._said = ""
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
            self._say(self.tr("文件已复制，到微信或邮件里粘贴即可。"))

    def _open(self) -> None:
        problems = self._model.problems
        items = sum(len(p.items) for p in problems)
        if self._model.receipt is not None and self._model.receipt.reason:
            self._words("warn", self._model.receipt.words)
        self._words("heading", self.tr("还有 {n} 份共 {m} 项未评").format(n=len(problems), m=items))
        self._words("muted", self.tr("未评不等于 0 分。点一行转到那一份。"))
        for problem in problems:
            first = problem.items[0] if problem.items else ""
            line = self._button("flat", problem.words, lambda c=problem.entry, i=first: self.jump.emit(c, i))  # type: ignore[misc]
            line.setProperty("problem", problem.entry)
            # with large text a line may be wider than the page; the accessible name keeps all of it
            line.ensurePolished()
            line.setText(line.fontMetrics().elidedText(problem.words, Qt.TextElideMode.ElideRight, max(300, self.width() - 120)))
            line.setToolTip(problem.words)
        self._row((self.tr("返回评审"), self.left.emit), (self.tr("导出草稿评分表…"), self._export))

    def _confirm(self) -> None:
        state = self._model.state
        if state is None:
            return
        self._words("heading", self.tr("全部评完，可以提交"))
        counted = state.total - state.recused
        self._words("", self.tr("{n} 份评分，{m} 份回避。提交后本轮锁定，如需修改要请评审组长退回。").format(n=counted, m=state.recused))
        self._words("muted", self.tr("文件里有：分数、评语、回避和承诺书、修改记录；没有阅读时间。"))
        sure = QCheckBox(self.tr("我确认以上评分是本人独立作出"))
        sure.setAccessibleName(sure.text())
        self._column.addWidget(sure)
        send = self._button("primary", self.tr("提交评分文件"), self._model.submit)
        send.setMinimumHeight(40)
        send.setEnabled(False)
        sure.toggled.connect(lambda on: send.setEnabled(on and not self._model.busy))
        self._row((self.tr("返回评审"), self.left.emit))

    def _handed_in(self) -> None:
        model = self._model
        done, receipt = model.submitted, model.receipt
        if done is None:
            return
        self._words("heading", self.tr("已交，等回执") if receipt is None else receipt.words)
        if receipt is not None and not receipt.agrees:
            self._words("bad", self.tr("合计与本机所交不一致，请电话联系组长。"))
        self._words("", self.tr("校验码（与组长电话核对）"))
        self._words("check", done.fingerprint)
        self._words("", self.tr("{n} 份评分，{m} 份回避。").format(n=done.sheets, m=done.recused))
        self._words("small", self.tr("评分文件：{place}").format(place=done.package))
        if receipt is None:
            self._sending()
        self._row(
            (self.tr("复制文件"), self.copy_file), (self.tr("另存为…"), self._save_as), (self.tr("导出评分表和签名页…"), self._export)
        )
        self._row((self.tr("读取回执…"), self._read_receipt), (self.tr("返回评审"), self.left.emit))

    def _sending(self) -> None:
        """Has it gone out? Now, or later by itself, or by hand."""
        model = self._model
        if model.unsent:
            self._words("warn", self.tr("还没有送出：现在上传，或复制文件交给组长。"))
            now = self._button("primary", self.tr("正在上传…") if model.sending else self.tr("现在上传"), model.upload)
            now.setMinimumHeight(40)
            now.setEnabled(not model.sending)
        else:
            self._words("good", self.tr("已送出。"))

    def _uploaded(self, problem: str) -> None:
        self._say(self.tr("没有送出：{why}").format(why=problem) if problem else self.tr("已上传，等回执。"), good=not problem)

    def _read_receipt(self) -> None:
        dialog = self._dialog(self.tr("读取回执"))
        dialog.setNameFilters([self.tr("回执 (*.qcreceipt)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._model.read_receipt(Path(name)))
        dialog.open()

    def _save_as(self) -> None:
        done = self._model.submitted
        if done is None:
            return
        dialog = self._dialog(self.tr("另存评分文件"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(done.package.name)
        dialog.fileSelected.connect(lambda name: self._model.save_as(Path(name)))
        dialog.open()

    def _export(self) -> None:
        dialog = self._dialog(self.tr("导出到文件夹"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._model.export(Path(name)))
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        made = QFileDialog(self, title)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return made

    def _papers(self, place: Path) -> None:
        self._say(self.tr("评分表和签名页已导出到 {place}。只在“个人评分汇总表”上签一次名。").format(place=place))

    def _say(self, words: str, *, good: bool = True) -> None:
        self._said, self._good = words, good
        self.rebuild()

    def _words(self, role: str, text: str) -> None:
        made = label(role, text, wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(made)

    def _button(self, kind: str, text: str, clicked: Callable[[], object]) -> QPushButton:
        made = button(kind, clicked)
        made.setText(text)
        made.setAccessibleName(text)
        made.setMinimumHeight(36)
        self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _row(self, *choices: tuple[str, Callable[[], object]]) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 6, 0, 0)
        for text, clicked in choices:
            made = button("", clicked)
            made.setText(text)
            made.setAccessibleName(text)
            made.setMinimumHeight(36)
            row.addWidget(made)
        row.addStretch(1)
        self._column.addWidget(line)
