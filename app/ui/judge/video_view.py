"""The presentation video as the judge watches it: picture, row of controls, keys.

A video that cannot be played says so in words with what to do; the rubric beside it goes on working.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core.words import now
from app.media.values import PageImage
from app.models.sheet import Note
from app.ui.judge.document_view import SCORE_KEYS
from app.ui.judge.empty_state import EmptyState
from app.ui.judge.video_controls import VideoControls
from app.ui.judge.video_course import LEAP, NUDGE, STEP
from app.ui.judge.video_model import LOUDER, Phase, VideoModel
from app.ui.judge.video_picture import Cover, Picture
from app.ui.tasks import Runner
from app.ui.theme import Colours

if TYPE_CHECKING:
    from app.services.judge.read_entries import DocumentView as Held
    from app.ui.judge.opener import VideoOpener

_SKIPS = {Qt.KeyboardModifier.NoModifier: STEP, Qt.KeyboardModifier.ControlModifier: LEAP, Qt.KeyboardModifier.ShiftModifier: NUDGE}


class VideoView(QWidget):
    """Space plays and pauses, ←→ 5 s, Ctrl 30 s, Shift 1 s, ↑↓ loudness, [ ] speed, Home the start (one picture: `keys.ACTIONS`); digits go to the score box.

    `used`: a key or the mouse, before anything comes of it. `files_wanted`: what is not here yet should be fetched.
    """

    typed = Signal(str)
    accepted = Signal()
    dropped = Signal()
    used = Signal()
    went_back = Signal()
    full_screen = Signal()
    files_wanted = Signal()

    def __init__(self, services: VideoOpener, runner: Runner) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.picture = Picture(self)
        self.model = VideoModel(services, runner, self, window=self.picture.window_id if self.picture.native else None)
        self.cover, self.words = Cover(self), EmptyState(self)
        self.controls = VideoControls(self.model)
        self.controls.setParent(self)
        self._over = 0
        self._floating = False
        self.picture.clicked.connect(self.model.toggle)
        self.picture.double_clicked.connect(self.full_screen)
        self.controls.full_screen.connect(self.full_screen)
        self.model.framed.connect(self._framed)
        self.model.standing.shown.connect(self._stands)
        self.model.runs.connect(self.cover.forget)
        self.model.changed.connect(self.refresh)
        self.retranslate()

    @property
    def position_ms(self) -> int:
        return self.model.position_ms

    @property
    def state(self) -> str:
        return self.model.state

    def open(self, code: str, held: Held, at: int | None = None) -> None:
        """Show a video where it was left, or at a moment (ms); it does not start by itself."""
        self.shut()
        self.model.open(code, held, at)

    def shut(self) -> None:
        """Stop and let go of the file."""
        self.model.shut()
        self.picture.forget()
        self.cover.forget()

    def dress(self, colours: Colours) -> None:
        self.controls.dress(colours)

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """The notes that lie on this video, by moment."""
        self.controls.line.show_notes(notes)

    def float_controls(self, on: bool, over: int = 0, *, resting: bool = False) -> None:
        """Over the foot of the picture, `over` pixels above its edge, or in a row below it; `resting`: out of sight for now."""
        self._floating, self._over = on, over
        self.controls.setVisible(not resting)
        self._place()

    def foot(self) -> int:
        """What the controls take from the foot of the view, or lie over; 0 while they are out of sight."""
        return 0 if self.controls.isHidden() else self.controls.height()

    def refresh(self) -> None:
        """Anything of the video changed: what is said in place of the picture."""
        model = self.model
        if model.phase is Phase.MISSING:
            words = self.tr("“{name}”已释放，可重新下载。") if model.freed else self.tr("“{name}”还没有下载，可先评分。")
            self.words.say(
                words.format(name=model.title), self.tr("重新下载") if model.freed else self.tr("现在下载"), self.files_wanted.emit
            )
        elif model.phase is Phase.FAILED:
            words = now(model.problem) or self.tr("视频打不开，可先评分。")
            words += "\n" + self.tr("已记下问题：在“体检”里可以复制给组织方。") if model.recorded else ""
            self.words.say(words, self.tr("再试一次"), model.again)
        elif model.phase is Phase.OPENING:
            self.words.say(self.tr("正在打开视频…"))
        else:
            self.words.say("")

    def retranslate(self) -> None:
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.BackButton:
            self.went_back.emit()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.used.emit()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self._video_key(event, held) and not self._score_key(event, held):
            super().keyPressEvent(event)

    def _video_key(self, event: QKeyEvent, held: Qt.KeyboardModifier) -> bool:
        key, model = event.key(), self.model
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and held in _SKIPS:
            model.skip(_SKIPS[held] if key == Qt.Key.Key_Right else -_SKIPS[held])
        elif held:
            return False
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                model.toggle()
        elif key == Qt.Key.Key_Home:
            model.seek(0)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            model.set_loudness(model.volume + (LOUDER if key == Qt.Key.Key_Up else -LOUDER), muted=False)
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            model.change_rate(1 if key == Qt.Key.Key_BracketRight else -1)
        else:
            return False
        return True

    def _score_key(self, event: QKeyEvent, held: Qt.KeyboardModifier) -> bool:
        key = event.key()
        if held & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        if event.text() and event.text() in SCORE_KEYS:
            self.typed.emit(event.text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.accepted.emit()
        elif key == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            return False
        return True

    def _framed(self, frame: PageImage) -> None:
        self.picture.show_frame(frame, self.model.shape)

    def _stands(self, still: PageImage) -> None:
        """The picture of the moment it stands at; too late when it runs already."""
        if not self.model.playing:
            self.cover.show_still(still)

    def _place(self) -> None:
        """Picture above, controls below or over its foot."""
        wide, high = self.width(), self.height()
        row = self.controls.wanted_height()
        below = 0 if self._floating else row
        self.picture.setGeometry(0, 0, wide, max(0, high - below))
        self.cover.setGeometry(self.picture.geometry())
        self.words.setGeometry(self.picture.geometry())
        self.controls.setGeometry(0, high - row - (self._over if self._floating else 0), wide, row)
        if self._floating:
            self.controls.raise_()
