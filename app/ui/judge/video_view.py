"""The presentation video: libVLC draws into a native window where there is one, else its pictures are painted here.

A video that cannot be played says so in words; the rubric beside it goes on working.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.ui.judge.document_view import SCORE_KEYS
from app.ui.tasks import Runner
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.media.player import PlayerEvent
    from app.media.vlc_player import VlcPlayer
    from app.services.judge.open_document import OpenDocument
    from app.services.judge.read_entries import DocumentView as Held
    from app.ui.judge.services import JudgeServices

RATES = (0.75, 1.0, 1.25, 1.5, 2.0)
_STEP, _LEAP = 5_000, 30_000
_FRAME = (960, 540)
_NATIVE = ("xcb", "windows", "cocoa")


class Picture(QWidget):
    """Where the video is seen. `image` is painted when libVLC has no window of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.message = ""
        self.native = QGuiApplication.platformName() in _NATIVE

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#101216"))
        if self.image is not None and not self.message:
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(
                QRect((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, size.width(), size.height()), self.image
            )
        if self.message:
            painter.setPen(QColor("#EEF1F6"))
            painter.drawText(
                self.rect().adjusted(40, 40, -40, -40), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self.message
            )


class VideoView(QWidget):
    """Space plays and pauses, ←→ 5 s, Ctrl+←→ 30 s, [ ] speed; digits go to the score box."""

    typed = Signal(str)
    accepted = Signal()
    dropped = Signal()
    _heard = Signal(object, object)

    def __init__(self, services: JudgeServices, runner: Runner) -> None:
        super().__init__()
        self._services, self._runner = services, runner
        self._player: VlcPlayer | None = None
        self._reader: Any = None
        self._ticket = 0
        self._rate = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.picture, self.slider, self.time = Picture(), QSlider(Qt.Orientation.Horizontal), label()
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.play = button("", self.toggle, focus=False)
        self.speed = button("", lambda: self.change_rate(1, around=True), focus=False)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture, 1)
        row.setContentsMargins(10, 0, 10, 6)
        for widget in (self.play, self.slider, self.time, self.speed):
            row.addWidget(widget, 1 if widget is self.slider else 0)
        column.addLayout(row)
        self.slider.sliderMoved.connect(self.seek)
        self._heard.connect(self._event, Qt.ConnectionType.QueuedConnection)
        self.retranslate()

    @property
    def position_ms(self) -> int:
        return self._player.position_ms if self._player is not None else 0

    @property
    def state(self) -> str:
        return self._player.state if self._player is not None else "idle"

    def open(self, code: str, held: Held) -> None:
        """Make a video ready to play; it does not start by itself."""
        self.shut()
        if not held.available:
            self._say(self.tr("“{name}”还没有下载，可先评分。").format(name=held.document.title))
            return
        ticket = self._ticket
        self._say(self.tr("正在打开视频…"))
        self._runner.database(
            self._services.open_document, code, held.document.sha256, then=lambda o: self._opened(ticket, o), failed=self._failed
        )

    def shut(self) -> None:
        """Stop and let go of the file."""
        self._ticket += 1
        player, reader = self._player, self._reader
        self._player = self._reader = None
        self.picture.image, self._rate = None, 1.0
        if player is not None:
            player.close()
        if reader is not None:
            reader.close()
        self._say("")
        self.retranslate()

    def toggle(self) -> None:
        """Play or pause."""
        if self._player is not None:
            if self._player.state == "playing":
                self._player.pause()
            else:
                self._player.play()

    def pause(self) -> None:
        """Stand still, if it plays."""
        if self._player is not None and self._player.state == "playing":
            self._player.pause()

    def seek(self, place_ms: int) -> None:
        if self._player is not None and self._player.length_ms:
            self._player.seek_ms(max(0, min(place_ms, self._player.length_ms)))

    def change_rate(self, by: int, *, around: bool = False) -> None:
        """The next speed up or down."""
        at = RATES.index(self._rate) + by
        self._rate = RATES[at % len(RATES) if around else max(0, min(at, len(RATES) - 1))]
        if self._player is not None:
            self._player.set_rate(self._rate)
        self.retranslate()

    def retranslate(self) -> None:
        playing = self.state in ("playing", "opening")
        self.play.setText(self.tr("暂停") if playing else self.tr("播放"))
        self.play.setAccessibleName(self.tr("播放或暂停"))
        self.slider.setAccessibleName(self.tr("视频进度"))
        self.speed.setText(f"{self._rate:g}×")
        self.speed.setAccessibleName(self.tr("播放速度 {n} 倍").format(n=f"{self._rate:g}"))
        self._show_time()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, far = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        leap = _LEAP if far else _STEP
        if key == Qt.Key.Key_Space:
            self.toggle()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.seek(self.position_ms + (leap if key == Qt.Key.Key_Right else -leap))
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self.change_rate(1 if key == Qt.Key.Key_BracketRight else -1)
        elif not far and event.text() and event.text() in SCORE_KEYS:
            self.typed.emit(event.text())
        elif not far and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _opened(self, ticket: int, opened: OpenDocument) -> None:
        if ticket != self._ticket:
            opened.reader.close()
            return
        from app.media.vlc_player import VlcPlayer

        self._reader = opened.reader
        self._player = player = VlcPlayer(
            opened.reader, lambda e: self._heard.emit(player, e), frames=None if self.picture.native else _FRAME
        )
        try:
            player.open()
        except AppError as error:
            self.shut()
            self._failed(error)
            return
        if self.picture.native:
            self.picture.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
            player.attach(int(self.picture.winId()))
        self._say(self.tr("按空格开始播放"))

    def _event(self, player: VlcPlayer, event: PlayerEvent) -> None:
        if player is not self._player:
            return
        if event.kind == "damaged":
            self._failed(event.error or AppError(""))
        elif event.kind == "frame" and (frame := player.take_frame()) is not None:
            self.picture.image = QImage(frame.data, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32).copy()
            self.picture.update()
        elif event.kind == "playing":
            self._say("")
        if event.kind != "frame":
            self.retranslate()

    def _failed(self, error: BaseException) -> None:
        words = str(error) if isinstance(error, AppError) else ""
        self._say(self.tr("视频打不开，可先评分。") + "\n" + words)

    def _say(self, words: str) -> None:
        self.picture.message = words
        self.picture.setAccessibleName(words)
        self.picture.update()

    def _show_time(self) -> None:
        player = self._player
        place, length = (player.position_ms, player.length_ms) if player is not None else (0, 0)
        self.slider.setRange(0, length)
        if not self.slider.isSliderDown():
            self.slider.setValue(place)
        self.time.setText(f"{_clock(place)} / {_clock(length)}")


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"
