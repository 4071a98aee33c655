"""Where the video is seen, and the words that stand in its place when it is not.

Where libVLC can draw into a window of ours it does (`native`); else its pictures come through memory and are painted.
What lies over a native picture is native too (Qt sees to that for all children of one parent): it covers the picture.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.media.values import PageImage
from app.ui.widgets import button, label

_NATIVE = ("xcb", "windows", "cocoa")
_BLACK = QColor("#101216")


class Picture(QWidget):
    """`clicked` once it is sure that no double click follows; `double_clicked`."""

    clicked = Signal()
    double_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.shape = (16, 9)
        self.native = QGuiApplication.platformName() in _NATIVE
        self._single = QTimer(self, singleShot=True, interval=QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._single.timeout.connect(self.clicked)

    def window_id(self) -> int:
        """The native window for libVLC, made at the first asking."""
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        return int(self.winId())

    def show_frame(self, frame: PageImage, shape: tuple[int, int]) -> None:
        """A picture that fills its whole size; it is shown in the video's own shape."""
        self.shape = shape
        self.image = QImage(frame.data, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32).copy()
        self.update()

    def forget(self) -> None:
        self.image = None
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 90)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BLACK)
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = QSize(*self.shape).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.drawImage(QRect(left, top, size.width(), size.height()), self.image)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._single.start()
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._single.stop()
            self.double_clicked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is followed by a release of its own."""
        self._single.stop()
        super().mousePressEvent(event)


class PictureWords(QFrame):
    """Lies over the picture while there is something to say, with one thing to do about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.words, self.act = label(wrap=True), button("", self._do)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._way: Callable[[], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.hide()

    def say(self, words: str, offer: str = "", way: Callable[[], object] | None = None) -> None:
        """Show words, with a button or without; no words: out of the way."""
        self._way = way
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.act.setText(offer)
        self.act.setAccessibleName(offer)
        self.act.setVisible(bool(offer))
        self.setVisible(bool(words))
        if words:
            self.raise_()

    def text(self) -> str:
        """What is said now; empty when out of the way."""
        return "" if self.isHidden() else self.words.text()

    def _do(self) -> None:
        if self._way is not None:
            self._way()
