"""The picture of the moment a note is about, beside its words: to look at, to copy, and only on request to save."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.media.values import PageImage
from app.ui.judge.stills import Moment, Stills
from app.ui.widgets import button

WIDTH, HEIGHT = 176, 99


def image_of(picture: PageImage) -> QImage:
    """A copy that owns its bytes."""
    return QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32).copy()


class StillPicture(QWidget):
    """The picture, or words in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 68)

    def show_picture(self, image: QImage | None, words: str) -> None:
        self.image, self._words = image, words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#101216"))
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(
                QRect((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, size.width(), size.height()), self.image
            )
        elif self._words:
            painter.setPen(QColor("#EEF1F6"))
            place = self.rect().adjusted(6, 6, -6, -6)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)


class StillBox(QWidget):
    """`save_wanted(Moment)`: the judge wants a file; whoever owns the window warns first. Hidden without a moment."""

    save_wanted = Signal(object)

    def __init__(self, stills: Stills) -> None:
        super().__init__()
        self._stills = stills
        self.moment: Moment | None = None
        self.picture = StillPicture()
        self.copy, self.save = button("flat", self._copy), button("flat", self._save)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.save)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.picture, 1)
        column.addLayout(row)
        stills.came.connect(lambda moment: self.show_moment(moment) if moment == self.moment else None)
        self.retranslate()
        self.hide()

    def show_moment(self, moment: Moment | None) -> None:
        """Another note, or its picture came."""
        self.moment = moment
        self.setVisible(moment is not None)
        if moment is None:
            return
        found = self._stills.get(moment)
        problem = self._stills.problem(moment)
        self.picture.show_picture(image_of(found) if found is not None else None, problem or self.tr("正在取画面…"))
        self.picture.setAccessibleName(problem or self.tr("这条记录的画面"))
        for control in (self.copy, self.save):
            control.setEnabled(found is not None)

    def retranslate(self) -> None:
        self.copy.setText(self.tr("复制画面"))
        self.copy.setAccessibleName(self.tr("把画面复制到剪贴板"))
        self.save.setText(self.tr("另存…"))
        self.save.setAccessibleName(self.tr("把画面存成文件"))
        self.show_moment(self.moment)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _copy(self) -> None:
        if self.moment is not None:
            self._stills.large(self.moment, lambda picture: QGuiApplication.clipboard().setImage(image_of(picture)))

    def _save(self) -> None:
        if self.moment is not None:
            self.save_wanted.emit(self.moment)
