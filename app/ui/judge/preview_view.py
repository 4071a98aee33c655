"""打印预览: 评分表, 个人评分汇总表 and empty forms as they come out of the printer, and printing or saving them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QPageLayout, QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.words import now
from app.ui.fields import Combo
from app.ui.file_dialog import ask_target
from app.ui.judge.preview_model import PAPERS, PreviewModel
from app.ui.said import Line, Said
from app.ui.widgets import Elided, button, label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.media.values import PageImage

_DOTS = 300
_WIDEST = 900
_MARGIN = 12
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PreviewView(QWidget):
    """`left`: back to where it came from; `printed`: every page has gone to the printer."""

    left = Signal()
    printed = Signal()

    def __init__(self, model: PreviewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = model
        self.page = 0
        self._printing = False
        self.title, self.place, self.words = label("title"), label(), Elided()
        self._line = Line(self.words)
        self.paper = Combo()
        self.back, self.forth = button("", lambda: self.turn(-1)), button("", lambda: self.turn(1))
        self.send, self.keep, self.leave = button("primary", self._ask), button("", self._save), button("", self.left.emit)
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self._again = QTimer(self, singleShot=True, interval=120)
        self._again.timeout.connect(self._draw)
        self._lay_out()
        self.paper.activated.connect(lambda at: self._choose(PAPERS[at]))
        model.opened.connect(self._opened)
        model.drawn.connect(self._show)
        model.filed.connect(lambda place: self.say(lambda: self.tr("已保存到 {place}").format(place=place)))
        self.retranslate()

    @property
    def printable(self) -> bool:
        """Whether what is shown may be printed and saved."""
        return True

    def begin(self) -> None:
        """It came to the front."""
        self._choose(PAPERS[max(0, self.paper.currentIndex())])
        self.area.setFocus()

    def turn(self, by: int) -> None:
        """Another page."""
        if 0 <= self.page + by < self.model.pages:
            self.page += by
            self.area.verticalScrollBar().setValue(0)
            self._draw()

    def say(self, said: Said, role: str = "good") -> None:
        self._line.say(said, role)

    def no_page(self) -> None:
        """There is nothing to leaf through."""
        self.place.setText("")
        self.back.setEnabled(False)
        self.forth.setEnabled(False)

    def send_to(self, printer: QPrinter) -> None:
        """Every page to a printer, drawn one after the other in the pool."""
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if self.model.landscape else QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            self.say(self._refused)
            return
        self.say(lambda: self.tr("正在打印…"))
        self._busy(True)
        self._send_page(printer, painter, 0)

    def retranslate(self) -> None:
        self.title.setText(self.tr("打印预览"))
        at = max(0, self.paper.currentIndex())
        self.paper.clear()
        self.paper.addItems([self.tr("评分表"), self.tr("评委个人评分汇总表"), self.tr("空白评分表")])
        self.paper.setCurrentIndex(at)
        self.paper.setAccessibleName(self.tr("打印哪一种"))
        self.sheet.setAccessibleName(self.tr("页面"))
        self.area.setAccessibleName(self.tr("打印预览"))
        names = ((self.send, self.tr("打印…")), (self.keep, self.tr("存为 PDF…")), (self.leave, self.tr("返回")))
        for control, text in names:
            control.setText(text)
            control.setAccessibleName(text)
        self.back.setText("◀")
        self.forth.setText("▶")
        self.back.setAccessibleName(self.tr("上一页"))
        self.forth.setAccessibleName(self.tr("下一页"))
        if self.model.pages:
            self._number()
        self._line.again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.sheet.clear()
        if not self._printing:
            self.model.shut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._again.start()

    def event(self, event: QEvent) -> bool:
        """The page keys turn these pages, not those of the papers behind."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _TURNS:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The scroll area would keep the page keys to itself."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _TURNS:
            self.turn(_TURNS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _TURNS:
            self.turn(_TURNS[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        for control in (self.back, self.forth):
            control.setMinimumWidth(44)
        for part in (self.paper, self.back, self.forth, self.send, self.keep, self.leave):
            part.setMinimumHeight(36)
        top.addWidget(self.title)
        top.addWidget(self.paper)
        top.addStretch(1)
        for widget in (self.back, self.place, self.forth):
            top.addWidget(widget)
        foot.addWidget(self.words, 1)
        for last in (self.leave, self.keep, self.send):
            foot.addWidget(last)
        self.sheet.setObjectName("printBed")
        self.sheet.setMargin(_MARGIN)
        self.area.setWidget(self.sheet)
        self.area.setWidgetResizable(True)
        self.area.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        column.addLayout(foot)

    def _choose(self, name: str) -> None:
        if self._printing:
            return
        self.page = 0
        self.say("")
        for control in (self.send, self.keep):
            control.setEnabled(False)
        self.model.choose(name)

    def _opened(self) -> None:
        self.page = min(self.page, max(0, self.model.pages - 1))
        for control in (self.send, self.keep):
            control.setEnabled(self.printable)
        self.say(lambda: now(self.model.warning), "warn")
        self._draw()

    def _draw(self) -> None:
        if not self.model.pages:
            self.no_page()
            return
        wide = min(_WIDEST if not self.model.landscape else 2 * _WIDEST, self.area.viewport().width() - 2 * _MARGIN)
        self.model.draw(self.page, round(wide * self.devicePixelRatioF()))
        self._number()
        self.back.setEnabled(self.page > 0)
        self.forth.setEnabled(self.page + 1 < self.model.pages)

    def _number(self) -> None:
        self.place.setText(self.tr("第 {n}/{all} 页").format(n=self.page + 1, all=self.model.pages))

    def _show(self, picture: PageImage) -> None:
        shown = QPixmap.fromImage(_image(picture))
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        self.sheet.setPixmap(shown)

    def _ask(self) -> None:
        # the print library is loaded when somebody prints
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.send_to(printer))
        QDialog.open(dialog)

    def _send_page(self, printer: QPrinter, painter: QPainter, page: int) -> None:
        def paint(picture: PageImage) -> None:
            taken = page == 0 or printer.newPage()
            if taken:
                painter.drawImage(QRectF(painter.viewport()), _image(picture))
            if taken and page + 1 < self.model.pages:
                self._send_page(printer, painter, page + 1)
                return
            painter.end()
            self._busy(False)
            self.say((lambda: self.tr("已送打印机。")) if taken else self._refused)
            self.printed.emit()

        self.model.picture(page, _DOTS, paint)

    def _refused(self) -> str:
        return self.tr("打印机没有接受，请检查后再试，或存为 PDF 再打印。")

    def _busy(self, printing: bool) -> None:
        """While pages go out the paper stays as it is, also when the screen is left."""
        self._printing = printing
        for control in (self.send, self.paper):
            control.setEnabled(not printing)
        if not printing and self.isHidden():
            self.model.shut()

    def _save(self) -> None:
        ask_target(self, self.tr("存为 PDF"), self.model.file_name, self.model.save)


def _image(picture: PageImage) -> QImage:
    return QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32).copy()
