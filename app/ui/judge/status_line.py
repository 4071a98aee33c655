"""The bottom line: is my work safe, has it gone out, how far am I, how long is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from app.core.words import now
from app.ui.tips import tip
from app.ui.widgets import Elided, label, set_role

if TYPE_CHECKING:
    from datetime import datetime

    from app.core.clock import Clock
    from app.ui.judge.desk_model import DeskModel
    from app.ui.judge.load_model import LoadModel
    from app.ui.judge.safety_model import SafetyModel
    from app.ui.judge.sheet_model import SheetModel
    from app.ui.judge.travel_model import TravelModel
    from app.ui.theme import Metrics

_DAY = 86_400


class StatusLine(QFrame):
    """Follows a desk, its sheet and what keeps them safe."""

    def __init__(self, sizes: Metrics, clock: Clock | None = None) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._clock = clock
        self._desk: DeskModel | None = None
        self._sheet: SheetModel | None = None
        self._saved_at: datetime | None = None
        self._safety: SafetyModel | None = None
        self._load: LoadModel | None = None
        self._travel: TravelModel | None = None
        self.saved, self.safe, self.work = label(), Elided(), label()
        self.care = QPushButton()
        self.care.setObjectName("care")
        self.care.hide()
        self.again = QPushButton()
        self.again.setObjectName("care")
        self.again.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(14)
        row.addWidget(self.saved)
        row.addWidget(self.again)
        row.addWidget(self.safe, 1)
        row.addWidget(self.care)
        row.addWidget(self.work)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.refresh)
        self.resize_to(sizes)

    def bind(self, desk: DeskModel, sheet: SheetModel, safety: SafetyModel) -> None:
        """Follow these from now on."""
        self._desk, self._sheet, self._safety = desk, sheet, safety
        safety.changed.connect(self.refresh)
        desk.listed.connect(self._listed)
        sheet.saved.connect(self._just_saved)
        self.again.clicked.connect(lambda _on=False: sheet.save_again())
        sheet.changed.connect(self._say_saved)  # comes with each key, and touches nothing else here
        self._tick.start()
        self.refresh()

    def follow(self, load: LoadModel, travel: TravelModel) -> None:
        """Say what loads and whether one may travel, with the way to both."""
        self._load, self._travel = load, travel
        self.care.show()
        load.changed.connect(self.refresh)
        travel.changed.connect(self.refresh)
        self.refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.setFixedHeight(sizes.status)
        for act in (self.care, self.again):
            act.setFixedHeight(sizes.status - 2)

    def refresh(self) -> None:
        """Once a second, and whenever something changed."""
        self._say_saved()
        self.again.setText(self.tr("再存一次"))
        self.again.setAccessibleName(self.again.text())
        self._say_travel()
        self.safe.setText(" · ".join(w for w in (*self._backup_words(), self._unsent_words(), self._network_words()) if w))
        self.work.setText(" · ".join(w for w in (self._work_words(), self.deadline_words()) if w))

    def _say_travel(self) -> None:
        """The green line, or that there is something to do: what, is told by the pointer and behind the click."""
        place, travel = self.tr("资料与副本"), self._travel
        short, words = (travel.short(), travel.words()) if travel is not None else ("", "")
        both = self.tr("{short} · {place}").format(short=short, place=place) if short else place
        # with large letters where the copies are counts for more than the button's second name
        narrow = bool(short) and self.care.fontMetrics().horizontalAdvance(both) > self.width() // 4
        self.care.setText(short if narrow else both)
        self.care.setAccessibleName(self.tr("{place}：{words}").format(place=place, words=words) if short else place)
        self.care.setToolTip(tip(words) if short else "")
        set_role(self.care, "role", {True: "good", False: "bad", None: ""}[travel.ready if travel is not None else None])

    def _say_saved(self) -> None:
        self.saved.setText(self._saved_words())
        sheet = self._sheet
        lost = sheet is not None and bool(sheet.lost)
        set_role(self.saved, "role", "bad" if lost else "warn" if sheet is not None and sheet.waiting else "")
        self.again.setVisible(lost)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()
            if self._safety is not None:
                self._safety.look()  # its words come from below, in the language then in force
        super().changeEvent(event)

    def _now(self) -> datetime:
        if self._clock is None:
            from app.core.clock import Clock

            self._clock = Clock()
        return self._clock.now()

    def _listed(self) -> None:
        state = self._desk.state if self._desk else None
        # what the table, a recusal or a command saved is in the store, and no sheet on the screen told of it
        if state is not None and state.last_saved is not None and (self._saved_at is None or state.last_saved > self._saved_at):
            self._saved_at = state.last_saved
        self.refresh()

    def _just_saved(self) -> None:
        self._saved_at = self._now()
        self._say_saved()

    def _saved_words(self) -> str:
        if self._sheet is not None and self._sheet.waiting:
            return self.tr("正在保存…")
        if self._sheet is not None and self._sheet.lost:
            return self.tr("有 {n} 处没有存下，仍在屏幕上").format(n=self._sheet.lost)
        if self._saved_at is None:
            return self.tr("改动即时保存") if self._desk else ""
        ago = max(0, round((self._now() - self._saved_at).total_seconds()))
        if ago < 60:
            return self.tr("已保存 {n} 秒前").format(n=ago)
        if ago < 3600:
            return self.tr("已保存 {n} 分钟前").format(n=ago // 60)
        return self.tr("已保存 {time}").format(time=self._saved_at.astimezone().strftime("%m-%d %H:%M"))

    def _backup_words(self) -> tuple[str, ...]:
        if self._safety is None:
            return ()
        at = self._safety.backup_at
        pending = self.tr("身份待确认") if self._safety.laptop is not None and not self._safety.laptop.admitted else ""
        here = self.tr("本机备份 {time}").format(time=self._time_of(at)) if at is not None else ""
        return pending, now(self._safety.disk_words), here, now(self._safety.copy_words)

    def _time_of(self, at: datetime) -> str:
        """A time of today; of another day its date too, or an old copy would read as today's."""
        there = at.astimezone()
        return there.strftime("%H:%M" if there.date() == self._now().astimezone().date() else "%m-%d %H:%M")

    def _network_words(self) -> str:
        if self._safety is None:
            return ""
        if self._load is not None and self._load.state not in ("idle", "done"):
            return self._load.words()
        if self._safety.progress is not None and self._safety.progress.message:
            return now(self._safety.progress.message)
        return self.tr("离线，不影响评分") if self._safety.offline else ""

    def _unsent_words(self) -> str:
        state = self._desk.state if self._desk else None
        if state is None or not state.unsent or state.delivery.value == "unsent":  # the score file is spoken of by itself
            return ""
        return self.tr("{n} 个文件待送出", None, state.unsent).format(n=state.unsent)

    def _work_words(self) -> str:
        state = self._desk.state if self._desk else None
        if state is None:
            return ""
        if state.submitted:
            return " · ".join(w for w in (self.tr("本轮已提交"), self._delivery_words(state.delivery.value)) if w)
        scored = self.tr("已评 {n}/{all}").format(n=state.tally.done, all=state.tally.scored)
        returned = self.tr("退回 {n} 份待改").format(n=state.tally.returned) if state.tally.returned else ""
        return " · ".join(w for w in (scored, returned) if w)

    def _delivery_words(self, delivery: str) -> str:
        return {
            "unsent": self.tr("还没有上传"), "sent": self.tr("等回执"), "asked": self.tr("已申请退回"), "counted": self.tr("组长已收"),
            "differs": self.tr("组长的合计不一致"), "refused": self.tr("组长未收"), "final": self.tr("已定稿"),
        }.get(delivery, "")  # fmt: skip

    def deadline_words(self) -> str:
        """How long the deadline is away; empty without one."""
        deadline = self._desk.state.deadline if self._desk and self._desk.state else None
        if deadline is None:
            return ""
        left = (deadline - self._now()).total_seconds()
        if left < 0:
            return self.tr("已过截止时间")
        days, hours = int(left // _DAY), int(left // 3600)
        return self.tr("距截止 {n} 天", None, days).format(n=days) if days else self.tr("距截止 {n} 小时", None, hours).format(n=hours)
