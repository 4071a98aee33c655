"""The pages before the desk: no invitation yet, whose it is, passphrase, recovery code, waiting, and the pledge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout

from app.ui.judge.start_model import Stage, StartModel
from app.ui.widgets import SELECTABLE, button, clear, label

if TYPE_CHECKING:
    from app.core.tasks import Progress

SUFFIX = ".qcinvite"


class StartView(QFrame):
    """One page at a time, built when it is due. An invitation may be dropped on it at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._model: StartModel | None = None
        self._bar: QProgressBar | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 24, 32, 24)
        self._column.setSpacing(12)
        self.show_stage()

    def bind(self, model: StartModel) -> None:
        """Follow a start from now on."""
        self._model = model
        model.staged.connect(lambda _stage: self.show_stage())
        model.progressed.connect(self._progress)

    def show_stage(self) -> None:
        """Build the page that is due."""
        clear(self._column)
        self._bar = None
        stage = self._model.stage if self._model else Stage.OPENING
        model = self._model
        if model is None or stage in (Stage.OPENING, Stage.READY):
            self._words("muted", self.tr("正在打开…"))
            self._column.addStretch(1)
            return
        {
            Stage.NO_INVITATION: self._empty, Stage.INVITED: self._invited, Stage.PASSPHRASE: self._secret, Stage.NEW_PASSPHRASE: self._secret,
            Stage.RECOVERY_CODE: self._code, Stage.SYNCING: self._syncing, Stage.WAITING: self._waiting, Stage.PLEDGE: self._pledge,
        }[stage](model)  # fmt: skip

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.show_stage()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(u.toLocalFile().endswith(SUFFIX) for u in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = [u.toLocalFile() for u in event.mimeData().urls() if u.toLocalFile().endswith(SUFFIX)]
        if found and self._model is not None:
            self._model.read_invitation(Path(found[0]))

    def choose_invitation(self) -> None:
        """Ask for the file; the dialog begins where downloads and chat files usually are."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, self.tr("打开邀请文件"))
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([self.tr("邀请文件 (*.qcinvite)"), self.tr("所有文件 (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDirectory(_likely_folder())
        if self._model is not None:
            model = self._model
            dialog.fileSelected.connect(lambda name: model.read_invitation(Path(name)))
        dialog.open()

    def _empty(self, model: StartModel) -> None:
        self._column.addStretch(2)
        self._words("heading", self.tr("还没有邀请文件"), centre=True)
        self._words("muted", self.tr("组织方会用微信或邮件发来一个 .qcinvite 文件。打开它，或把它拖到这里。"), centre=True)
        self._problem(model, centre=True)
        open_it = button("primary", self.choose_invitation)
        open_it.setText(self.tr("打开邀请文件…"))
        open_it.setAccessibleName(self.tr("打开邀请文件"))
        open_it.setMinimumSize(220, 40)
        self._column.addWidget(open_it, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)
        open_it.setFocus()
        self._column.addStretch(3)

    def _invited(self, model: StartModel) -> None:
        found = model.invitation
        if found is None:
            raise RuntimeError("no invitation was read")
        self._words("heading", self.tr("这是给您的邀请吗？"))
        rows = (
            (self.tr("评审活动"), found.label), (self.tr("评委编号"), found.judge), (self.tr("核对码"), found.season_code),
            (self.tr("有效期至"), found.expires.astimezone().strftime("%Y-%m-%d %H:%M")),
        )  # fmt: skip
        for name, value in rows:
            self._words("", self.tr("{name}：{value}").format(name=name, value=value))
        self._words("small", self.tr("请与通知上印的核对码比较，一致再继续。"))
        self._problem(model)
        self._button("primary", self.tr("是我，继续"), model.accept_invitation)
        self._column.addStretch(1)

    def _secret(self, model: StartModel) -> None:
        from app.ui.judge.secret_pages import SecretPage

        self._column.addWidget(SecretPage(model), 1)

    def _code(self, model: StartModel) -> None:
        from app.ui.judge.secret_pages import CodePage

        self._column.addWidget(CodePage(model), 1)

    def _syncing(self, model: StartModel) -> None:
        self._words("heading", self.tr("正在同步资料"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("同步进度"))
        self._column.addWidget(self._bar)
        self._words("muted", "")
        self._column.addStretch(1)

    def _waiting(self, model: StartModel) -> None:
        admitted = model.problem is None or model.problem.reason != "not-admitted"
        self._words("heading", self.tr("资料还没有取到") if admitted else self.tr("等待组织方确认"))
        self._problem(model)
        if model.enrolled is not None:
            self._words("", self.tr("设备码：{code}（组织方打电话核对时读给对方）").format(code=model.enrolled.device_code))
            if not model.enrolled.sent:
                self._words("", self.tr("登记文件在：{place}，请用微信或U盘交给组织方。").format(place=model.enrolled.request))
        self._button("primary", self.tr("再试一次"), model.sync)
        self._column.addStretch(1)

    def _pledge(self, model: StartModel) -> None:
        from PySide6.QtWidgets import QScrollArea

        from app.ui.judge.pledge_page import PledgePage

        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(PledgePage(model))
        self._column.addWidget(scroll, 1)

    def _progress(self, progress: Progress) -> None:
        if self._bar is not None and progress.fraction is not None:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(progress.fraction * 1000))
            self._bar.setFormat(progress.message)

    def _problem(self, model: StartModel, *, centre: bool = False) -> None:
        if model.problem is not None:
            self._words("bad", str(model.problem), centre=centre)

    def _words(self, role: str, text: str, *, centre: bool = False) -> None:
        made = label(role, text, wrap=True)
        made.setProperty("textInteractionFlags", SELECTABLE)
        if centre:
            made.setAlignment(QtCore.Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(made)

    def _button(self, kind: str, text: str, clicked: object) -> None:
        made = button(kind, clicked)  # type: ignore[arg-type]
        made.setText(text)
        made.setAccessibleName(text)
        made.setMinimumHeight(40)
        self._column.addWidget(made, 0, QtCore.Qt.AlignmentFlag.AlignLeft)


def _likely_folder() -> str:
    """The folder of the desktop WeChat when there is one, else downloads."""
    documents = Path(QtCore.QStandardPaths.writableLocation(QtCore.QStandardPaths.StandardLocation.DocumentsLocation))
    for name in ("xwechat_files", "WeChat Files"):
        if (documents / name).is_dir():
            return str(documents / name)
    return QtCore.QStandardPaths.writableLocation(QtCore.QStandardPaths.StandardLocation.DownloadLocation)
