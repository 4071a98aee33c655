"""After handing in: what the chair said, the 校验码 to read out, the ways of the file to the chair, and the way back for a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.judge.delivery import Delivery
from app.ui.column import Column
from app.ui.file_dialog import ask_file, ask_target
from app.ui.judge.care_panel import stick_folder
from app.ui.judge.submit_model import Standing, SubmitModel

if TYPE_CHECKING:
    from app.ui.judge.submit_view import SubmitView

_LEFT = (Delivery.UNSENT, Delivery.REFUSED, Delivery.DIFFERS)


class HandedInPage(QWidget):
    """Built anew whenever something changed."""

    def __init__(self, model: SubmitModel, now: Standing, view: SubmitView) -> None:
        super().__init__()
        self._model, self._now, self._view = model, now, view
        self._column = Column(self, spacing=10)
        self._delivery = now.state.delivery if now.state else Delivery.NONE
        self._head()
        self._package()
        self._ways()
        view.data_note(self._column, now)

    def _head(self) -> None:
        receipt = self._now.receipt
        if receipt is None:
            self._column.words("heading", self.tr("已提交，等组长的回执"))
        elif receipt.settled:
            self._column.words("heading", receipt.words)
        else:
            self._column.words("heading", self.tr("组长的回执有问题"))
            self._column.words("bad", receipt.words)
        self._view.pending(self._column, self._now)
        if self._now.asked is not None:
            at = self._now.asked.asked.at.astimezone().strftime("%m-%d %H:%M")
            self._column.words("warn", self.tr("已在 {at} 申请退回修改；组长退回以后才能改。").format(at=at))

    def _package(self) -> None:
        done = self._now.submitted
        if done is None:
            return
        self._column.words("", self.tr("校验码（抄下来，开会时念给组长核对）"))
        self._column.words("check", done.fingerprint)
        self._column.words("", self.tr("{n} 份评分，{m} 份回避。", None, done.sheets).format(n=done.sheets, m=done.recused))
        self._column.words("small", self.tr("评分文件：{place}").format(place=done.package))

    def _ways(self) -> None:
        view = self._view
        if self._delivery in _LEFT:
            self._sending()
        elif self._delivery is Delivery.SENT:
            self._column.words("good", self.tr("已上传。组长合并以后会有回执，联网时自动取回。"))
        self._column.row(
            (self.tr("复制文件"), view.copy_file), (self.tr("存到U盘…"), self._to_stick), (self.tr("导出评分表和签名页…"), view.export)
        )
        self._column.row(
            (self.tr("读取回执…"), self._read_receipt), (self.tr("申请退回修改…"), self._ask), (self.tr("返回评审"), view.left.emit)
        )

    def _sending(self) -> None:
        """Now, or later by itself, or by hand."""
        model = self._model
        if self._delivery is Delivery.UNSENT:
            self._column.words("warn", self.tr("还没有上传：联网时会自动上传，也可以现在上传；或者复制文件、存到U盘，交给组长。"))
        now = self._column.act("primary", self.tr("正在上传…") if model.sending else self.tr("现在上传"), model.upload)
        now.setEnabled(not model.sending)

    def _to_stick(self) -> None:
        done = self._model.submitted
        if done is None:
            return
        kinds = [self.tr("评分文件 (*.qcr)")]
        ask_target(self._view, self.tr("存到U盘"), done.package.name, self._model.save_as, stick_folder(), kinds)

    def _read_receipt(self) -> None:
        kinds = (self.tr("回执 (*.qcreceipt)"), self.tr("所有文件 (*)"))
        ask_file(self._view, self.tr("读取回执"), kinds, self._model.read_receipt)

    def _ask(self) -> None:
        self._view.request.begin()
