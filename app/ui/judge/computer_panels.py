"""体检 and 许可证: what works on this computer, and whose work the program stands on. Both open over the page, from the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.ui.panels import Panel
from app.ui.tasks import Runner
from app.ui.widgets import button, clear, label
from app.ui.wrapped_rows import wrap

if TYPE_CHECKING:
    from app.services.doctor import Finding
    from app.services.licences import Licence
    from app.ui.judge.season_services import SeasonServices


class _Over(Panel):
    """A titled panel with a way to shut it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.close_ = label("title"), button("flat", self.hide)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_)
        self.column.addLayout(head)
        self.hide()

    def retranslate(self) -> None:
        self.close_.setText(self.tr("关闭"))
        self.close_.setAccessibleName(self.tr("关闭"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class DoctorPanel(_Over):
    """One line for each thing looked at; looking begins when the panel opens."""

    def __init__(self, season: SeasonServices, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._season, self._runner = season, runner
        self.findings: tuple[Finding, ...] = ()
        inside, area = QWidget(), QScrollArea()
        inside.setObjectName("page")
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area = area
        self.copy = button("", self._copy)
        self.copy.setMinimumHeight(36)
        self.column.addWidget(area, 1)
        self.column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        """Look at everything anew."""
        self.findings = ()
        self.rebuild()
        self._runner.database(self._season.examine, then=self._seen)

    def rebuild(self) -> None:
        """Show what was found."""
        clear(self._lines)
        self.copy.setEnabled(bool(self.findings))
        if not self.findings:
            self._lines.addWidget(label("muted", self.tr("正在检查…"), wrap=True))
        for found in self.findings:
            self._lines.addWidget(label("good" if found.ok else "bad", ("✓ " if found.ok else "✗ ") + found.words, wrap=True))

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("体检"))
        self.area.setAccessibleName(self.title.text())
        self.copy.setText(self.tr("复制结果"))
        self.copy.setAccessibleName(self.copy.text())
        if self.isVisible():
            self.look()

    def _seen(self, found: tuple[Finding, ...]) -> None:
        self.findings = found
        self.rebuild()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(("✓ " if f.ok else "✗ ") + f.words for f in self.findings))


class LicencePanel(_Over):
    """The list above, the full text of the chosen one below."""

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner = runner
        self.works: tuple[Licence, ...] = ()
        self.list, self.text = QListWidget(), QPlainTextEdit()
        self.text.setReadOnly(True)
        wrap(self.list)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._chosen)
        self.column.addWidget(self.list, 2)
        self.column.addWidget(self.text, 3)
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.works:
            from app.ui.judge.without_profile import licence_list

            self._runner.pool(licence_list, then=self._seen)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.setText(self.tr("许可证"))
        self.list.setAccessibleName(self.tr("用到的软件和字体"))
        self.text.setAccessibleName(self.tr("许可证全文"))
        self.text.setPlaceholderText(self.tr("选一行看许可证全文"))

    def _seen(self, works: tuple[Licence, ...]) -> None:
        self.works = works
        for work in works:
            QListWidgetItem(" · ".join(w for w in (work.name, work.version, work.terms) if w), self.list)

    def _chosen(self, row: int) -> None:
        from app.ui.judge.without_profile import licence_text

        if 0 <= row < len(self.works) and self.works[row].key:
            self._runner.pool(licence_text, self.works[row].key, then=self.text.setPlainText)
        else:
            self.text.setPlainText("")
