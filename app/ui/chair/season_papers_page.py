"""报表 of the season: its papers, how far the season is, and whom the chairs recommend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.core.words import joined, say
from app.ui.chair.national_box import NationalBox
from app.ui.chair.print_page import PrintPage
from app.ui.chair.season_papers_model import SeasonPapersModel
from app.ui.chair.season_ticks import SeasonTicks
from app.ui.widgets import set_role

if TYPE_CHECKING:
    from app.services.organiser.season_standing import SeasonStanding
    from app.ui.chair.season_model import SeasonModel

_LEAST, _MOST = 290, 360


class SeasonPapersPage(PrintPage):
    """Ticks at the left, files in the middle, 推荐全国名单 at the right. 定稿 is at 全季名次."""

    def __init__(self, season: SeasonModel) -> None:
        self.model = SeasonPapersModel(season)
        self.ticks, self.national = SeasonTicks(), NationalBox(self.model)
        super().__init__(self.model, self.ticks, self.national, _LEAST, _MOST)
        self.model.setParent(self)
        season.pictured.connect(self._pictured)
        self.retranslate()
        self._pictured()

    @property
    def can_write(self) -> bool:
        return super().can_write and self.model.season.matter is not None

    def retranslate(self) -> None:
        super().retranslate()
        self._tell_state()

    def write_to(self, folder: Path) -> None:
        self.model.write(folder, self.ticks.order)

    def opening_words(self) -> str:
        return self.tr("勾选要打印的，写到一个文件夹。都有 PDF；汇总表和两种名单另有 XLSX 和 DOCX。还不能打印的会在这里说明原因。")

    def cancelled_words(self) -> str:
        return self.tr("已取消，什么也没有写。")

    def _pictured(self) -> None:
        self._tell_state()
        self._offer()
        self.national.show_matter(self.model.season.matter)

    def _remembered(self) -> None:
        super()._remembered()
        self.national.show_matter(self.model.season.matter)

    def _tell_state(self) -> None:
        """暂定 against 定稿: what that means for the papers that go out."""
        matter = self.model.season.matter
        now = matter.now if matter is not None else None
        self.ticks.provisional.setVisible(now is not None and not now.final)
        self.state.setText(self._state_words(now))
        set_role(self.state, "role", "good" if now is not None and now.closed else "warn")
        self.state.setVisible(bool(self.state.text()))

    def _state_words(self, now: SeasonStanding | None) -> str:
        if now is None:
            return self.model.season.wanting
        if now.closed is not None:
            return self.tr("已定稿 {at}：审定表和名单写明定稿时间。").format(at=f"{now.closed.at.astimezone():%Y-%m-%d %H:%M}")
        waits = self.tr("还要议定：{what}").format(what=say("；", "; ").join(now.waiting)) if now.waiting else ""
        if now.final:
            draft = self.tr("未定稿：审定表和名单每页写“草稿 · 未定稿”。")
            return joined(draft, waits or self.tr("定稿在“全季名次”。"))
        return joined(self.tr("暂定：审定表和名单先不出，其余标明“暂定”。"), waits)
