"""Several results of one panel, none of which counts by itself: which one does, what the season becomes with it, and the reason that
stays in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.chair.choice_lines import listed
from app.ui.widgets import button, clear, label

if TYPE_CHECKING:
    from app.services.organiser.season_choices import PanelChoice, ResultOption
    from app.ui.chair.season_model import SeasonModel

_MOST = 12
"""Lines of what a result does: a panel's entries, most of which two results may tell apart."""


class ResultChoice(QFrame):
    """Beside the season's list, one panel after the other. Nothing is chosen beforehand: a person asks the chair first."""

    def __init__(self, model: SeasonModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._shown: PanelChoice | None = None
        self.open = False
        self.title, self.why, self.next, self.reason = (
            label("title", wrap=True),
            label("", wrap=True),
            label("small", wrap=True),
            QLineEdit(),
        )
        self.does = label("small", wrap=True)
        self.radios: dict[str, QRadioButton] = {}
        self.take = button("primary", self._take)
        self.area, inside, self._options = QScrollArea(), QWidget(), QVBoxLayout()
        inside.setObjectName("page")
        told, column = QVBoxLayout(inside), QVBoxLayout(self)
        told.setContentsMargins(0, 0, 12, 0)
        told.setSpacing(10)
        told.addWidget(self.why)
        told.addLayout(self._options)
        for part in (self.does, self.next):
            told.addWidget(part)
        told.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.area, 1)
        column.addWidget(self.reason)  # what is done stays in sight, however much is read
        column.addWidget(self.take)
        self.reason.textChanged.connect(lambda _text: self._offer())
        model.pictured.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """The first panel that waits. What somebody has begun to choose stays as long as the choice is the same."""
        picture = self._model.picture
        undecided = picture.undecided if picture is not None else ()
        first = undecided[0] if undecided else None
        if picture is not None and picture.matter is None and first is not None:
            self.open = True  # there is no list to look at before this
        self.open = self.open and first is not None
        if first != self._shown:
            self._show(first)

    def toggle(self) -> None:
        """Come to the side of the list, or leave it."""
        self.open = not self.open and self._shown is not None

    def start(self) -> None:
        """The keyboard goes to the first result."""
        for radio in list(self.radios.values())[:1]:
            radio.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("选定小组结果"))
        self.next.setText(self.tr("请打电话问组长以哪一份为准，再选定。选定以后可以撤销。"))
        self.reason.setPlaceholderText(self.tr("理由（写入决定记录）"))
        self.reason.setAccessibleName(self.tr("理由"))
        self.area.setAccessibleName(self.title.text())
        self.take.setText(self.tr("选定这一份"))
        self.take.setAccessibleName(self.take.text())
        self._show(self._shown)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self, choice: PanelChoice | None) -> None:
        chosen = next((p for p, r in self.radios.items() if r.isChecked()), None)
        if choice != self._shown:
            self.reason.clear()
        self._shown = choice
        clear(self._options)
        self.radios = {}
        self.why.setText(choice.words if choice is not None else "")
        for option in choice.results if choice is not None else ():
            self.radios[option.payload] = self._radio(option, option.payload == chosen)
        self._tell()

    def _radio(self, option: ResultOption, chosen: bool) -> QRadioButton:
        words = self.tr("{code} · 第 {n} 份\n{chair} · {e} 项\n{at} 定稿")
        at = f"{option.closed.astimezone():%m-%d %H:%M:%S}"
        made = QRadioButton(words.format(code=option.short, n=option.sequence, chair=option.chair, at=at, e=option.entries))
        made.setChecked(chosen)
        made.toggled.connect(lambda _on: self._tell())
        self._options.addWidget(made)
        return made

    def _tell(self) -> None:
        """What the result in question would make of the season, before it is chosen."""
        options = self._shown.results if self._shown is not None else ()
        option = next((o for o in options if (radio := self.radios.get(o.payload)) is not None and radio.isChecked()), None)
        lines = listed(option.does, _MOST) if option is not None else ()
        self.does.setText("\n".join((self.tr("选定这一份以后："), *lines)) if lines else "")
        self.does.setVisible(bool(lines))
        self._offer()

    def _offer(self) -> None:
        self.take.setEnabled(bool(self.reason.text().strip()) and any(r.isChecked() for r in self.radios.values()))

    def _take(self) -> None:
        chosen = next((payload for payload, radio in self.radios.items() if radio.isChecked()), None)
        if chosen is not None:
            self._model.choose(chosen, self.reason.text().strip())
