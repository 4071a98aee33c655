"""The pages before the desk: no invitation yet, waiting for news, waiting for the organiser; the longer ones have files of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QScrollArea, QWidget

from app.core.words import now
from app.ui.column import Column, named
from app.ui.file_dialog import ask_file
from app.ui.judge.start_model import StartModel
from app.ui.judge.start_stage import Stage

if TYPE_CHECKING:
    from app.core.tasks import Progress

MOST_PASTED = 1_500_000


class Page(QWidget):
    """A column of words and buttons; `begin` is called once it stands on the screen."""

    def __init__(self, model: StartModel) -> None:
        super().__init__()
        self.model = model
        self.column = Column(self)
        self.words, self.act = self.column.words, self.column.act

    def begin(self) -> None:
        """Put the keyboard where it is needed first."""

    def problem(self, *, centre: bool = False) -> None:
        if self.model.problem is not None:
            self.words("bad", str(self.model.problem), centre=centre)


class EmptyPage(Page):
    """还没有邀请文件: one button; pasting and restoring are second ways."""

    def __init__(self, model: StartModel) -> None:
        super().__init__(model)
        self.column.addStretch(2)
        self.words("heading", self.tr("还没有邀请文件"), centre=True)
        self.words("muted", self.tr("组织方会用微信或邮件发来一个 .qcinvite 文件。打开它，或把它拖到这里。"), centre=True)
        self.problem(centre=True)
        self.open = self.act("primary", self.tr("打开邀请文件…"), self.choose, centre=True)
        self.open.setMinimumWidth(220)
        self.paste = named("", self.tr("邀请是一段文字？粘贴"), self.take_pasted)
        self.restore = named("", self.tr("换了电脑？从副本恢复"), lambda: model.show(Stage.RESTORE))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        line.addWidget(self.paste)
        line.addWidget(self.restore)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addStretch(3)

    def begin(self) -> None:
        self.open.setFocus()

    def choose(self) -> None:
        """Ask for the file; the dialog begins where downloads and chat files usually are."""
        kinds = (self.tr("邀请文件 (*.qcinvite)"), self.tr("所有文件 (*)"))
        ask_file(self, self.tr("打开邀请文件"), kinds, self.model.door.read, likely_folder())

    def take_pasted(self) -> None:
        """What is on the clipboard: a copied file, or its text."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # None where nothing was ever copied
        if data is None:
            self.model.door.read_pasted("")
            return
        file = next((u.toLocalFile() for u in data.urls() if u.isLocalFile()), "") if data.hasUrls() else ""
        if file:
            self.model.take(Path(file))
        else:
            self.model.door.read_pasted(data.text()[:MOST_PASTED])


class SyncingPage(Page):
    """News on their way: seconds."""

    def __init__(self, model: StartModel) -> None:
        super().__init__(model)
        self.words("heading", self.tr("正在取评审资料的目录"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("同步进度"))
        self.column.addWidget(self._bar)
        self.words("muted", self.tr("目录到了就可以签承诺书；报告和视频在后面下载，不用等。"))
        self.column.addStretch(1)

    def progress(self, progress: Progress) -> None:
        """Show how far it is."""
        if progress.fraction is not None:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(progress.fraction * 1000))
            self._bar.setFormat(progress.message)


class WaitingPage(Page):
    """No news yet: what to do about it, and one button."""

    def __init__(self, model: StartModel) -> None:
        super().__init__(model)
        admitted = model.problem is None or model.problem.reason != "not-admitted"
        self.words("heading", self.tr("资料还没有取到") if admitted else self.tr("等待组织方确认"))
        self.problem()
        if model.laptop is not None:
            for words in (model.laptop.code_words, model.laptop.request_words):
                if words:
                    self.words("", now(words))
        self.again = self.act("primary", self.tr("再试一次"), model.sync)
        if model.problem is not None and model.problem.reason == "expired":
            self.trust = self.act("", self.tr("来源可靠，继续使用"), model.accept_expired)
        self.column.addStretch(1)

    def begin(self) -> None:
        self.again.setFocus()


class ShutPage(Page):
    """The profile does not open, and no passphrase would help: what is wrong, the next step, where it lies, and one button."""

    def __init__(self, model: StartModel) -> None:
        super().__init__(model)
        self.words("heading", self.tr("评分档案现在打不开"))
        if model.problem is None or model.problem.reason != "read-only":
            self.problem()
        else:
            self.words("bad", model.problem.message)
            self.words("", self.tr("这个文件夹不能写入。请把它放回本机可以写入的位置，或请管理员给您写入权限，再试一次。"))
        self.words("muted", self.tr("档案在：{place}。里面的评分没有改动。").format(place=model.place))
        self.again = self.act("primary", self.tr("再试一次"), model.reopen)
        self.column.addStretch(1)

    def begin(self) -> None:
        self.again.setFocus()


class _Inside(Page):
    """A page of another file, scrolled where it is long. `first`: what the keyboard belongs to on a page that does not say so itself:
    what a page asks of the keyboard before it stands in the window is forgotten, and the scroll area took it."""

    def __init__(self, model: StartModel, inside: QWidget, *, first: QWidget | None = None, scroll: bool = False) -> None:
        super().__init__(model)
        self._inside, self._first = inside, first
        if scroll:
            inside.setObjectName("page")
            inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            area = QScrollArea()
            area.setAccessibleName(inside.accessibleName() or next((w.text() for w in inside.findChildren(QLabel) if w.text()), ""))
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(inside)
            self.column.addWidget(area, 1)
        else:
            self.column.addWidget(inside, 1)

    def begin(self) -> None:
        if isinstance(self._inside, Page):
            self._inside.begin()
        elif self._first is not None:
            self._first.setFocus()


def page(model: StartModel) -> Page:
    """The page for the model's stage."""
    from app.ui.judge import damaged_page, invitation_page, pledge_page, restore_pages, secret_pages

    stage = model.stage
    if stage in (Stage.PASSPHRASE, Stage.NEW_PASSPHRASE):
        secret = secret_pages.SecretPage(model)
        return _Inside(model, secret, first=secret.field, scroll=True)
    if stage is Stage.RECOVERY_CODE:
        code = secret_pages.CodePage(model)
        return _Inside(model, code, first=code.sheet.print_, scroll=True)
    if stage is Stage.DAMAGED:
        return _Inside(model, damaged_page.DamagedPage(model), scroll=True)
    if stage is Stage.INVITED:
        return _Inside(model, invitation_page.InvitationPage(model), scroll=True)
    if stage is Stage.PLEDGE:
        return pledge_page.PledgeRoom(model)
    own: dict[Stage, type[Page]] = {
        Stage.NO_INVITATION: EmptyPage, Stage.SYNCING: SyncingPage, Stage.WAITING: WaitingPage, Stage.SHUT: ShutPage,
        Stage.RESTORE: restore_pages.RestorePage, Stage.FOUND_COPY: restore_pages.FoundCopyPage,
    }  # fmt: skip
    made = own[stage](model)
    return _Inside(model, made, scroll=True) if stage in (Stage.RESTORE, Stage.FOUND_COPY, Stage.SHUT) else made


def ask_new_invitation(page: QWidget, model: StartModel) -> None:
    """The organiser sent another one, because nothing opens the profile that is here."""
    kinds = (QCoreApplication.translate("EmptyPage", "邀请文件 (*.qcinvite)"), QCoreApplication.translate("EmptyPage", "所有文件 (*)"))
    ask_file(page, QCoreApplication.translate("EmptyPage", "打开邀请文件"), kinds, model.door.begin_anew, likely_folder())


def likely_folder() -> str:
    """The folder of the desktop WeChat when there is one, else downloads."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    for name in ("xwechat_files", "WeChat Files"):
        if (documents / name).is_dir():
            return str(documents / name)
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
