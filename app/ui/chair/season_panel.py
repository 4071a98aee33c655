"""Beside the season's list: one entry with what the meeting can decide about it, or files before they are taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QListWidget, QVBoxLayout

from app.core.words import say
from app.models.decision import DecisionKind
from app.scoring.decisions import in_force
from app.scoring.view import PanelRow
from app.services.chair import decision_words
from app.services.organiser.season_deciding import SeasonAction
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.services.organiser.season_merge import SeasonMerged
    from app.services.organiser.season_standing import SeasonStanding
    from app.ui.chair.season_model import SeasonModel
    from app.ui.chair.season_rows import SeasonRows


def _wrap(listed: QListWidget) -> None:
    """Every line is read whole."""
    listed.setWordWrap(True)
    listed.setTextElideMode(Qt.TextElideMode.ElideNone)
    listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class EntryDecision(QFrame):
    """The chosen entry, and the season's decisions about it."""

    def __init__(self, model: SeasonModel, rows: SeasonRows) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model, self._rows = model, rows
        self._row: PanelRow | None = None
        self.title, self.facts, self.places = label("title", wrap=True), label("small", wrap=True), label("small", wrap=True)
        self.level, self.reason, self.log = QComboBox(), QLineEdit(), QListWidget()
        self.set, self.grant = button("primary", self._set), button("", self._grant)
        self.keep, self.defer = button("", lambda: self._decide(DecisionKind.KEEP)), button("", lambda: self._decide(DecisionKind.DEFER))
        _wrap(self.log)
        self.reason.returnPressed.connect(self._set)
        acts = QGridLayout()
        for at, control in enumerate((self.set, self.grant, self.keep, self.defer)):
            acts.addWidget(control, at // 2, at % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        for part in (self.title, self.facts, self.places, self.level, self.reason):
            column.addWidget(part)
        column.addLayout(acts)
        column.addWidget(self.log, 1)
        self.retranslate()

    def show_row(self, row: PanelRow | None) -> None:
        """Another entry was chosen, or the standing is new."""
        now = self._rows.now
        self.setEnabled(row is not None and now is not None)
        if row is None or now is None:
            self._row = None
            self.title.setText(self.tr("没有选定成果"))
            self.facts.clear()
            self.places.clear()
            self.log.clear()
            return
        if self._row is None or row.code != self._row.code:
            self.reason.clear()
        self._row = row
        self.title.setText(f"{row.code} {row.title}")
        scores = say("、", ", ").join(f"{j} {t}" for j, t in row.score_texts().items())
        self.facts.setText(
            self.tr("等级 {level}，组提 {proposed}。各评委：{scores}").format(
                level=self._rows.level(row.level), proposed=self._rows.level(self._rows.proposed(row)), scores=scores
            )
        )
        self.places.setText(self._places(now, row))
        self.places.setVisible(bool(self.places.text()))
        self.level.clear()
        for found in now.state.season.levels:
            self.level.addItem(say(found.name.zh, found.name.en), found.code)
        self.level.addItem(self.tr("无等级"), None)
        self.level.setCurrentIndex(max(0, self.level.findData(row.level)) if row.level else self.level.count() - 1)
        self._show_log(row.code)

    def retranslate(self) -> None:
        for control, text in (
            (self.set, self.tr("定等级")), (self.grant, self.tr("批准增额")), (self.keep, self.tr("维持")), (self.defer, self.tr("暂缓")),
        ):  # fmt: skip
            control.setText(text)
            control.setAccessibleName(text)
        self.level.setAccessibleName(self.tr("等级"))
        self.reason.setPlaceholderText(self.tr("理由（维持以外必填）"))
        self.reason.setAccessibleName(self.tr("理由"))
        self.log.setAccessibleName(self.tr("合议会决定记录"))
        self.show_row(self._row)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _places(self, now: SeasonStanding, row: PanelRow) -> str:
        """The meters of the quotas this entry competes for: given of places, and what is left or over."""
        told = []
        for m in now.view.view.meters:
            if m.quota.field in (None, row.field) and m.quota.panel in (None, row.panel):
                rest = self.tr("超 {n}").format(n=m.over) if m.over else self.tr("余 {n}").format(n=m.left)
                told.append(f"{self._rows.level(m.quota.level)} {m.taken}/{m.quota.places} {rest}")
        return self.tr("名额：{all}").format(all=say("；", "; ").join(told)) if told else ""

    def _show_log(self, code: str) -> None:
        self.log.clear()
        now = self._rows.now
        made = [d for d in now.state.decisions if d.entry == code] if now is not None else []
        standing = set(in_force(made))
        for d in sorted(made, key=lambda d: (d.at, d.id), reverse=True):
            state = self.tr("有效") if d in standing else self.tr("已撤销")
            words = decision_words.words_of(d, now.state.season, {}) if now is not None else ""
            self.log.addItem(f"{d.at.astimezone():%m-%d %H:%M} [{state}] {words} {d.reason}".rstrip())

    def _set(self) -> None:
        self._decide(DecisionKind.LEVEL, self.level.currentData())

    def _grant(self) -> None:
        self._decide(DecisionKind.EXTRA_PLACE, self.level.currentData())

    def _decide(self, kind: DecisionKind, level: str | None = None) -> None:
        if self._row is not None:
            self._model.decide(SeasonAction(kind, (self._row.code,), level, self.reason.text()))


class MergePreview(QFrame):
    """What files would do, before anything changes."""

    def __init__(self, model: SeasonModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self.title, self.list = label("title", wrap=True), QListWidget()
        self.accept, self.drop = button("primary", model.accept), button("", model.drop)
        _wrap(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        for control in (self.accept, self.drop):
            column.addWidget(control)
        self.retranslate()

    def show_preview(self, found: SeasonMerged) -> None:
        """Words first: who moves, what is refused, which files."""
        self.list.clear()
        self.accept.setEnabled(bool(found.accepted))
        self.title.setText(
            self.tr("将收入 {n} 份，已有 {held} 份，不收 {no} 份").format(
                n=len(found.accepted), held=len(found.unchanged), no=len(found.refused)
            )
        )
        self.list.addItems([m.words for m in found.moves])
        self.list.addItems([f"✗ {r.file.name}：{r.words}" for r in found.refused])
        taken = self.tr("{panel} 第 {n} 份，{e} 项；与组织方所存 {c}/{p} 份评分文件相符")
        self.list.addItems([taken.format(panel=f.panel, n=f.sequence, e=f.entries, c=f.checked, p=f.packages) for f in found.accepted])
        self.accept.setFocus()

    def retranslate(self) -> None:
        for control, text in ((self.accept, self.tr("确认收入")), (self.drop, self.tr("放弃 Esc"))):
            control.setText(text)
            control.setAccessibleName(text)
        self.list.setAccessibleName(self.tr("收入以后的变化"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
