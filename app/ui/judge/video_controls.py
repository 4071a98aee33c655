"""The row under the video: play, timeline, time, still, speed, loudness, full screen. All of it has keys; what does not fit is left out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from app.core.text import minutes
from app.ui.judge.timeline import Timeline
from app.ui.judge.video_course import STEP
from app.ui.judge.video_model import VideoModel
from app.ui.theme import Colours
from app.ui.widgets import button, label

_GAP, _MARGIN = 6, 10
_LEAST_LINE = 300


class LoudnessSlider(QSlider):
    """0–100; its keys are those of the video, so that ↑↓ do the same everywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class VideoControls(QFrame):
    """Shows a `VideoModel` and passes wishes on. `full_screen`, `still`: the two that are not the model's own."""

    full_screen = Signal()
    still = Signal()

    def __init__(self, model: VideoModel) -> None:
        super().__init__()
        self.setObjectName("videoControls")
        self._model = model
        self._large = self._watching = False
        self.line, self.time, self.seen = Timeline(), label(), label("good")
        self._widths: list[int] = []
        self.play = self._button(model.toggle)
        self.anew = self._button(lambda: model.seek(0))
        self.back, self.on = self._button(lambda: model.skip(-STEP)), self._button(lambda: model.skip(STEP))
        self.take = self._button(self.still.emit)
        self.speed, self.mute = self._button(lambda: model.change_rate(1, around=True)), self._button(model.mute)
        self.full = self._button(self.full_screen.emit)
        self.loud = LoudnessSlider(Qt.Orientation.Horizontal)
        self.loud.setRange(0, 100)
        self.loud.setFixedWidth(90)
        self.loud.setMinimumHeight(36)
        self.loud.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 2, _MARGIN, 4)
        column.setSpacing(0)
        for row in (self._upper, self._lower):
            row.setSpacing(_GAP)
            column.addLayout(row)
        for widget in self._all():
            self._lower.addWidget(widget, 1 if widget is self.line else 0)
        self.line.sought.connect(model.seek)
        self.loud.valueChanged.connect(lambda percent: model.set_loudness(percent, muted=False))
        model.changed.connect(self.refresh)
        self.retranslate()

    def dress(self, colours: Colours) -> None:
        self.line.dress(colours)

    def only_watch(self) -> None:
        """Where nobody takes notes: without the buttons for a still and for the full screen."""
        self._watching = True
        self._fit()

    def show_large(self, large: bool) -> None:
        """Whether the picture fills the screen now."""
        self._large = large
        self.retranslate()

    def refresh(self) -> None:
        """Anything of the video changed."""
        model = self._model
        there = model.length_ms > 0
        place, length = minutes(model.position_ms), minutes(model.length_ms)
        self.line.show_place(model.position_ms, model.length_ms, model.resume_ms)
        self.time.setText(f"{place} / {length}")
        self.seen.setText(self.tr("已看完") if model.watched else "")
        self.play.setText(self._play_words())
        self.speed.setText(f"{model.rate:g}×")
        self.speed.setAccessibleName(self.tr("播放速度 {n} 倍").format(n=f"{model.rate:g}"))
        self.mute.setText(self.tr("静音") if model.muted or not model.volume else self.tr("音量 {n}").format(n=model.volume))
        self.mute.setAccessibleName(self.tr("静音，再按恢复") if not model.muted else self.tr("取消静音"))
        if self.loud.value() != model.volume:
            self.loud.blockSignals(True)
            self.loud.setValue(model.volume)
            self.loud.blockSignals(False)
        for control in (self.play, self.anew, self.back, self.on, self.take):
            control.setEnabled(there)
        self.line.speak()
        widths = [w.sizeHint().width() for w in self._wanted()]
        if widths != self._widths:
            self._widths = widths
            self._fit()

    def retranslate(self) -> None:
        words = (
            (self.anew, self.tr("从头看"), self.tr("从头看"), "Home"), (self.back, self.tr("−5秒"), self.tr("退 5 秒"), "←"),
            (self.on, self.tr("＋5秒"), self.tr("进 5 秒"), "→"), (self.take, self.tr("截取画面"), self.tr("截取画面，记一条"), "Ctrl+J"),
        )  # fmt: skip
        for control, text, name, key in words:
            control.setText(text)
            control.setAccessibleName(name)
            control.setToolTip(f"{name}  {key}")
        self.play.setAccessibleName(self.tr("播放或暂停"))
        self.play.setToolTip(self.tr("播放或暂停") + "  " + self.tr("空格"))
        self.speed.setToolTip(self.tr("播放速度") + "  [ ]")
        self.mute.setToolTip(self.tr("音量") + "  ↑ ↓")
        self.loud.setAccessibleName(self.tr("音量"))
        self.full.setText(self.tr("退出全屏") if self._large else self.tr("全屏"))
        self.full.setAccessibleName(self.full.text())
        self.full.setToolTip(self.full.text() + ("  Esc" if self._large else "  F11"))
        self.line.retranslate()
        self.refresh()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._fit()  # out of sight it would be done a dozen times while the desk is put together; `showEvent` does it once
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wanted_height(self) -> int:
        """What its rows need at the present width."""
        return self.sizeHint().height()

    def _all(self) -> tuple[QWidget, ...]:
        """In the order of the row."""
        return (
            self.play, self.anew, self.back, self.on, self.line, self.time, self.seen, self.take, self.speed, self.mute, self.loud, self.full,
        )  # fmt: skip

    def _wanted(self) -> list[QWidget]:
        """What has something to show now."""
        mine = not self._watching
        absent = [
            w
            for w, there in ((self.anew, self._resuming()), (self.seen, self._model.watched), (self.take, mine), (self.full, mine))
            if not there
        ]
        return [w for w in self._all() if w not in absent]

    def _button(self, act: object) -> QPushButton:
        made = button("video", act)  # type: ignore[arg-type]
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _resuming(self) -> bool:
        return self._model.resume_ms > 0 and not self._model.begun

    def _play_words(self) -> str:
        model = self._model
        if model.playing:
            return self.tr("暂停")
        if self._resuming():
            return self.tr("从 {time} 继续").format(time=minutes(model.position_ms))
        return self.tr("从头再看") if model.state == "ended" else self.tr("播放")

    def _fit(self) -> None:
        """One row where the timeline has room in it, else timeline and time above. What does not fit is left out, the least needed first."""
        optional: list[tuple[QWidget, ...]] = [
            (self.loud,), (self.seen,), (self.back, self.on), (self.anew,), (self.mute,), (self.speed,),
        ]  # fmt: skip
        drops = [tuple(w for group in optional[:n] for w in group) for n in range(len(optional) + 1)]
        ways = [(False, drop) for drop in drops[:4]] + [(True, drop) for drop in drops]
        above, dropped = next((way for way in ways if self._needs(*way) <= self.width()), (True, drops[-1]))
        for widget in self._all():
            widget.setVisible(widget in self._wanted() and widget not in dropped)
        if above != (self._upper.indexOf(self.line) >= 0):
            for widget in (self.time, self.line):
                (self._lower if above else self._upper).removeWidget(widget)
                (self._upper if above else self._lower).insertWidget(0 if above else 4, widget, 1 if widget is self.line else 0)
            self.updateGeometry()

    def _needs(self, above: bool, without: tuple[QWidget, ...]) -> int:
        """The width of the lower row."""
        elsewhere = {self.line, self.time} if above else {self.line}
        shown = [w for w in self._wanted() if w not in without and w not in elsewhere]
        wide = sum(max(w.sizeHint().width(), w.minimumWidth()) for w in shown)
        return wide + (0 if above else _LEAST_LINE) + _GAP * len(shown) + 2 * _MARGIN
