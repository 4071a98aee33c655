"""成果名单, 设置, 回避 and 提交: what lies over the papers or in their place and belongs to no room of its own. Built when opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.judge import rail
from app.ui.later import Later
from app.ui.panels import Panel
from app.ui.preferences import Preferences
from app.ui.tasks import Runner
from app.ui.theme import Colours, Metrics, colours

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryRow
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.entries_drawer import EntriesDrawer
    from app.ui.judge.recuse_panel import RecusePanel
    from app.ui.judge.services import JudgeServices
    from app.ui.judge.settings_panel import SettingsPanel
    from app.ui.judge.submit_view import SubmitView


class DeskPanels(QObject):
    """`panels` by key, opened by the room like all others; `submit` is a page of the window's stack."""

    def __init__(self, window: DeskWindow, room: BenchRoom, services: JudgeServices, runner: Runner) -> None:
        super().__init__(room)
        self._window, self._room, self._services, self._runner = window, room, services, runner
        self.drawer, self.settings, self.recuse = Later(self._make_drawer), Later(self._make_settings), Later(self._make_recuse)
        self.submit = Later(self._make_submit)
        self.panels: dict[str, Later[Panel]] = {"entries": self.drawer, rail.SETTINGS: self.settings, "recuse": self.recuse}

    def place(self, width: int, height: int, beside: int, sizes: Metrics) -> None:
        """Over papers of this size, `beside` of it taken by the rubric."""
        if (drawer := self.drawer.made) is not None:
            drawer.setGeometry(drawer.area(width, height, sizes))
        if (settings := self.settings.made) is not None:
            settings.setGeometry(settings.area(height, sizes))
        if (recuse := self.recuse.made) is not None:
            recuse.setGeometry(recuse.area(width - beside, sizes))

    def dress(self, fresh: Colours) -> None:
        """The theme was changed."""
        if (drawer := self.drawer.made) is not None:
            drawer.dress(fresh)

    def tell_drawer(self, drawer: EntriesDrawer | None = None) -> None:
        """The list was read anew: its fields, and how long the deadline is away."""
        state, drawer = self._room.bench.desk.state, drawer or self.drawer.made
        if state is not None and drawer is not None:
            drawer.know(state.fields, self._window.status.deadline_words, state.judge)

    def follow(self, preferences: Preferences) -> None:
        """Something else than the settings changed a choice."""
        if (settings := self.settings.made) is not None:
            settings.follow(preferences)

    def _make_drawer(self) -> EntriesDrawer:
        from app.ui.judge.drawer_model import DrawerModel
        from app.ui.judge.entries_drawer import EntriesDrawer

        made = EntriesDrawer(DrawerModel(self._services, self._runner, self._window.bus, self), self._window.stack)
        made.chosen.connect(self._room.open_entry)
        made.everywhere.connect(self._room.find_everywhere)
        made.recuse_wanted.connect(self._recuse_line)
        made.dress(colours(self._window.preferences.theme))
        self.tell_drawer(made)
        return made

    def _make_settings(self) -> SettingsPanel:
        from app.ui.judge.settings_panel import SettingsPanel

        made = SettingsPanel(self._window.preferences, self._window.model.seasons, self._window.stack)
        made.changed.connect(self._prefer)
        made.page.connect(self._room.toggle)
        made.hints.toggled.connect(self._room.papers.switch_hints)
        made.keys_wanted.connect(lambda: self._room.toggle("keys"))
        made.hall_wanted.connect(self._to_hall)
        return made

    def _make_recuse(self) -> RecusePanel:
        from app.ui.judge.recuse_panel import RecusePanel

        made = RecusePanel(self._room.bench, self._services, self._runner, self._window.bus, self._window.stack)
        made.listed.connect(lambda: self._room.toggle("entries"))
        made.told.connect(self._window.notice.say)
        return made

    def _recuse_line(self, line: EntryRow) -> None:
        """Before an entry is opened: its papers stay shut, and the order of opening does not name it."""
        self.recuse().ask(line)
        self._room.toggle("recuse")

    def _make_submit(self) -> SubmitView:
        from app.ui.judge.submit_model import SubmitModel
        from app.ui.judge.submit_view import SubmitView

        model, safety = SubmitModel(self._services, self._runner, self._window.bus, self), self._room.safety
        model.sync_wanted.connect(safety.sync)
        safety.changed.connect(lambda: model.follow(safety.syncing, safety.offline))
        made = SubmitView(model)
        made.jump.connect(self._room.moves.jump)
        made.left.connect(self._window.show_bench)
        self._window.stack.addWidget(made)
        return made

    def _prefer(self, chosen: object) -> None:
        kept = self._window.preferences
        fresh = kept.with_(**{name: getattr(chosen, name) for name in ("language", "theme", "text_percent")})
        self._window.remember(fresh)
        self.follow(fresh)

    def _to_hall(self) -> None:
        self.settings().hide()
        self._room.keys.flip_hall()
