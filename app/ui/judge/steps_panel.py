"""步骤: the steps the topic type asks for and the pages where the report has them. A reading aid; it never scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidgetItem, QWidget

from app.core.errors import AppError
from app.core.words import say
from app.ui.judge import words
from app.ui.judge.side_panels import SidePanel
from app.ui.judge.workbench import Workbench
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.scoring.steps import Checklist, StepPlace
    from app.ui.judge.services import JudgeServices


class StepsPanel(SidePanel):
    """Read in the pool when the panel opens; kept for the entry that is open."""

    def __init__(self, bench: Workbench, services: JudgeServices, runner: Runner, parent: QWidget) -> None:
        self._services, self._runner = services, runner
        self._entry, self._found = "", None  # type: tuple[str, Checklist | None]
        super().__init__(bench, parent)
        bench.desk.opened.connect(lambda _view: self.fill() if not self.isHidden() else None)

    def fill(self) -> None:
        view = self.bench.desk.view
        if view is None:
            return
        code = view.entry.code
        if code == self._entry and self._found is not None:
            self._show(code, self._found)
            return
        self._entry, self._found = code, None
        self.list.clear()
        self.tell(self.tr("正在读报告…"))
        self._runner.pool(
            self._services.checklist, code, then=lambda found: self._show(code, found), failed=lambda error: self._refused(code, error)
        )

    def lead(self, item: QListWidgetItem) -> None:
        """The report, whatever is in front."""
        page = item.data(0x0100)
        report = self.bench.reading.report
        if isinstance(page, int) and report is not None:
            self.bench.reading.jump(page - 1, document=report)

    def retranslate(self) -> None:
        self.title.setText(self.tr("步骤"))
        self.list.setAccessibleName(self.tr("活动程序步骤"))
        if self._found is not None:
            self._show(self._entry, self._found)

    def _show(self, code: str, found: Checklist) -> None:
        if code != self._entry:
            return
        self._found = found
        self.list.clear()
        hint = self.tr("按标题查找，只供阅读，不计分。") if found.readable else self.tr("这份报告多为图片，读不出标题。")
        self.tell(f"{words.topic_type(found.topic_type)}\n{hint}")
        for place in found.places:
            self._line(place)
        for place in found.foreign:
            self._line(place, self.tr("非本类型步骤"))

    def _line(self, place: StepPlace, remark: str = "") -> None:
        name = f"{place.step.phase}  {say(place.step.name.zh, place.step.name.en)}"
        pages = " ".join(f"P{page}" for page in place.pages[:3]) if place.pages else self.tr("未找到")
        self.add(name + (f"（{remark}）" if remark else ""), place.pages[0] if place.pages else None, pages)

    def _refused(self, code: str, error: BaseException) -> None:
        if code == self._entry:
            self.tell(str(error) if isinstance(error, AppError) else self.tr("这份报告读不出步骤。"))
