"""The papers of the season, with a tick each, and whether lists of a provisional standing are made too."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from app.services.organiser.season_order import Order, SeasonPaper
from app.ui.chair.paper_ticks import PaperTicks


class SeasonTicks(PaperTicks[SeasonPaper]):
    """`provisional` is asked for while something waits only."""

    def __init__(self) -> None:
        self.provisional = QCheckBox()
        super().__init__(tuple(SeasonPaper), tuple(SeasonPaper), (self.provisional,))

    @property
    def order(self) -> Order:
        """What is asked for; whom the chairs recommend and which bodies sign is as it is kept."""
        provisional = self.provisional.isChecked() and not self.provisional.isHidden()
        return Order(
            self.chosen, None, self.units.isChecked(), self.recommenders.isChecked(), provisional=provisional, head=self.head
        )  # fmt: skip

    def retranslate(self) -> None:
        super().retranslate()
        self.provisional.setText(self.tr("暂定的也出名单，并标明"))
        self.provisional.setAccessibleName(self.provisional.text())

    def name(self, paper: SeasonPaper) -> str:
        papers = SeasonPaper
        names = {
            papers.SUMMARY: self.tr("全季汇总表"), papers.MINUTES: self.tr("合议会记录"), papers.APPROVAL: self.tr("审定表"), papers.AWARDS: self.tr("成果名单"),
            papers.STATISTICS: self.tr("统计表"), papers.NATIONAL: self.tr("推荐全国名单"),
        }  # fmt: skip
        return names[paper]
