"""报表 of a panel: its papers, and 定稿 beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.chair.close_panel import ClosePanel
from app.ui.chair.panel_ticks import PanelTicks
from app.ui.chair.papers_model import PapersModel
from app.ui.chair.print_page import PrintPage

if TYPE_CHECKING:
    from app.ui.chair.chair_model import ChairModel

_CLOSING_LEAST, _CLOSING = 260, 300


class PapersPage(PrintPage):
    """Ticks at the left, files in the middle, 定稿 at the right."""

    def __init__(self, chair: ChairModel) -> None:
        self.model = PapersModel(chair)
        self.ticks, self.closing = PanelTicks(), ClosePanel(self.model)
        super().__init__(self.model, self.ticks, self.closing, _CLOSING_LEAST, _CLOSING)
        self.model.setParent(self)
        chair.pictured.connect(self._pictured)
        self._allow()
        self.retranslate()

    def arrive(self) -> None:
        self._allow()
        self.model.look()
        super().arrive()

    def retranslate(self) -> None:
        super().retranslate()
        if self.isVisible():
            self.model.look()  # its words are of the language that was

    def write_to(self, folder: Path) -> None:
        self.model.write(self.ticks.chosen, folder, self.ticks.meeting)

    def opening_words(self) -> str:
        return self.tr(
            "勾选要打印的，写到一个文件夹。都有 PDF；汇总表另有 XLSX 和 CSV，成果建议名单和反馈信另有 XLSX 和 DOCX。还不能打印的会在这里说明原因。"
        )

    def cancelled_words(self) -> str:
        return self.tr("已取消；已经写好的留在文件夹里。")

    def _pictured(self) -> None:
        self._allow()
        if self.isVisible():
            self.model.look()

    def _allow(self) -> None:
        picture = self.model.chair.picture
        self.ticks.allow_reference(picture is not None and bool(picture.season.policy.reference_on_paper))
