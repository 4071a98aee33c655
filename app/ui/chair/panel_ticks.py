"""The papers of a panel, with a tick each."""

from __future__ import annotations

from app.services.chair.paper_supply import Meeting
from app.services.chair.papers import DEFAULT, PanelPaper
from app.ui.chair.paper_ticks import PaperTicks


class PanelTicks(PaperTicks[PanelPaper]):
    """推荐全国名单 is the season's; 参考图 is there where the policy declares it."""

    def __init__(self) -> None:
        super().__init__(tuple(p for p in PanelPaper if p is not PanelPaper.NATIONAL), DEFAULT)

    @property
    def meeting(self) -> Meeting:
        """What was typed, and whether units are named."""
        said = self.head
        return Meeting(said.place, said.time, said.host, said.recorder, self.units.isChecked(), self.recommenders.isChecked())

    def allow_reference(self, declared: bool) -> None:
        """参考图 can be ticked where the season's policy declares it for print."""
        chart = self.ticks[PanelPaper.CHART]
        chart.setEnabled(declared)
        chart.setVisible(declared)
        if not declared:
            chart.setChecked(False)

    def name(self, paper: PanelPaper) -> str:
        papers = PanelPaper
        names = {
            papers.MATRIX: self.tr("汇总表"), papers.SHEETS: self.tr("评分表"), papers.JUDGES: self.tr("评委个人评分汇总表"), papers.ENTRIES: self.tr("按成果评分汇总表"),
            papers.OPINIONS: self.tr("专家组意见表"), papers.MINUTES: self.tr("合议记录"), papers.CHANGES: self.tr("复议改分单"), papers.APPROVAL: self.tr("审定表"),
            papers.AWARDS: self.tr("成果建议名单"), papers.LETTERS: self.tr("反馈信"), papers.STATISTICS: self.tr("统计表"), papers.CHART: self.tr("参考图（次序和区间）"),
        }  # fmt: skip
        return names.get(paper, paper.value)
