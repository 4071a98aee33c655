"""The left rail: which document of the entry is shown, and the panels that open over the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

REPORT, FORMS, VIDEO = "report", "forms", "video"
OUTLINE, STEPS, NOTES, FIND = "outline", "steps", "notes", "find"
TABLE, SUBMIT, CHAIR, SETTINGS = "table", "submit", "chair", "settings"
_DOCUMENTS = (REPORT, FORMS, VIDEO)


class Rail(QFrame):
    """`chosen(key)`. What is open, a document or panels, is checked by `mark`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(2)
        self.buttons: dict[str, QToolButton] = {}
        self._waits: dict[str, str] = {}
        for key in (REPORT, FORMS, VIDEO, OUTLINE, STEPS, NOTES, FIND):
            self._add(key)
        self._column.addStretch(1)
        for key in (TABLE, SUBMIT, CHAIR, SETTINGS):
            self._add(key)
        self.buttons[CHAIR].hide()
        self.retranslate()
        self.offer(
            {
                REPORT: False,
                FORMS: False,
                VIDEO: False,
                OUTLINE: False,
                STEPS: False,
                NOTES: False,
                FIND: False,
                TABLE: False,
                SUBMIT: False,
            }
        )

    def offer(self, available: dict[str, bool]) -> None:
        """What this entry has."""
        for key, enabled in available.items():
            self.buttons[key].setEnabled(enabled)

    def offer_chair(self, chairs: bool) -> None:
        """Whether this judge chairs the panel."""
        self.buttons[CHAIR].setVisible(chairs)

    def mark(self, keys: set[str]) -> None:
        """What is open now."""
        for key, control in self.buttons.items():
            control.setChecked(key in keys)

    def badge(self, key: str, words: str) -> None:
        """A dot on a button for something that is not settled; `words` tell what, also to those who see no dot. "" takes it away."""
        if self._waits.get(key, "") != words:
            self._waits[key] = words
            self._dot(key).setVisible(bool(words))
            self.retranslate()

    def _dot(self, key: str) -> QFrame:
        found = self.buttons[key].findChild(QFrame)
        if isinstance(found, QFrame):
            return found
        from PySide6.QtCore import Qt

        made = QFrame()
        made.setObjectName("badge")
        made.setFixedSize(8, 8)
        corner = QVBoxLayout(self.buttons[key])
        corner.setContentsMargins(0, 4, 3, 0)
        corner.addWidget(made, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        return made

    def retranslate(self) -> None:
        words: dict[str, Callable[[], str]] = {
            REPORT: lambda: self.tr("报告"), FORMS: lambda: self.tr("附表"), VIDEO: lambda: self.tr("视频"), OUTLINE: lambda: self.tr("目录"),
            STEPS: lambda: self.tr("步骤"), NOTES: lambda: self.tr("证据"), FIND: lambda: self.tr("查找"), TABLE: lambda: self.tr("总表"), SUBMIT: lambda: self.tr("提交"), CHAIR: lambda: self.tr("组长"), SETTINGS: lambda: self.tr("设置"),
        }  # fmt: skip
        for key, control in self.buttons.items():
            control.setText(words[key]())
            waits = self._waits.get(key, "")
            control.setAccessibleName(waits or words[key]())
            control.setToolTip(waits)
        self.buttons[TABLE].setAccessibleName(self.tr("我的评分表"))
        self.buttons[CHAIR].setAccessibleName(self.tr("评审组长"))
        self.buttons[CHAIR].setToolTip(self.tr("评审组长"))
        self.buttons[TABLE].setToolTip(self.tr("我的评分表"))
        self.setAccessibleName(self.tr("资料与面板"))
        self._fit()

    def _fit(self) -> None:
        """As wide as the longest word, never under 44."""
        for control in self.buttons.values():
            control.ensurePolished()  # at the first start and after a change of sizes the old font would be measured
        wide = max(b.fontMetrics().horizontalAdvance(b.text()) for b in self.buttons.values())
        self.setFixedWidth(max(44, wide + 14))

    def showEvent(self, event: QShowEvent) -> None:
        """Dressed by now: before, the words are measured in the window's larger text."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.StyleChange and self.isVisible():
            self._fit()
        super().changeEvent(event)

    def _add(self, key: str) -> None:
        control = QToolButton()
        control.setObjectName("railButton")
        control.setCheckable(True)
        control.setMinimumHeight(40)
        control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        control.clicked.connect(lambda: self.chosen.emit(key))
        self.buttons[key] = control
        self._column.addWidget(control)
