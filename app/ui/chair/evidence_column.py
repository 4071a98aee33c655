"""One judge on one item: points with their marks, and each note with a picture of the place it points at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.text import minutes
from app.models.points import short
from app.models.sheet import Audience, NoteKind
from app.ui.chair.crop_picture import CropPicture
from app.ui.tips import tip
from app.ui.widgets import Elided, label

if TYPE_CHECKING:
    from app.services.chair.evidence import Clue, JudgeEvidence, Place
    from app.ui.chair.crops import Clip
    from app.ui.chair.evidence_model import EvidenceModel
    from app.ui.judge.stills import Moment
    from app.ui.theme import Colours

LEAST = 250


class EvidenceColumn(QFrame):
    """`opened(Clue)`: its picture was pressed. `pictures`: note → picture, in the order shown."""

    opened = Signal(object)

    def __init__(self, model: EvidenceModel, judge: JudgeEvidence, name: str, colours: Colours) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model, self.judge = model, judge
        self._colours = colours
        self.pictures: dict[str, CropPicture] = {}
        self._places: dict[str, Place] = {}
        self.name, self.points, self.state = Elided("title"), label("total"), label("small", wrap=True)
        self.setMinimumWidth(LEAST)
        head, column, inside = QHBoxLayout(), QVBoxLayout(self), QWidget()
        inside.setObjectName("page")
        head.addWidget(self.name, 1)
        head.addWidget(self.points)
        head.setContentsMargins(0, 0, 6, 0)
        column.setContentsMargins(12, 8, 6, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.state)
        self.list = QVBoxLayout(inside)
        self.list.setContentsMargins(0, 4, 6, 0)
        self.list.setSpacing(6)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)
        self.setAccessibleName(name)
        self._head(name)
        self._fill()
        model.crops.came.connect(self._came)
        model.stills.came.connect(self._came)

    def hasHeightForWidth(self) -> bool:
        """Its list scrolls: long notes make no page of their own."""
        return False

    def texts(self) -> list[str]:
        """Every word that is shown."""
        return [w.text() for w in self.findChildren(QLabel)] + [p.words for p in self.pictures.values()]

    def _head(self, name: str) -> None:
        judge, now = self.judge, self.judge.points
        self.name.setText(f"{judge.mark} {name}".strip())
        own = judge.independent
        text = "—" if now is None else short(now)
        self.points.setText(f"{short(own)}→{text}" if own is not None and own != now else text)
        if judge.mark and not judge.recused:
            font = self.points.font()
            font.setStrikeOut(True)
            self.points.setFont(font)
        self.state.setText(self._state())
        self.state.setVisible(bool(self.state.text()))

    def _state(self) -> str:
        judge = self.judge
        if judge.recused:
            return self.tr("回避")
        said = [self.tr("总分为最高，已去掉") if judge.mark == "▲" else self.tr("总分为最低，已去掉")] if judge.mark else []
        said += [self.tr("复议改分，原分在前")] if judge.independent != judge.points else []
        said += [self.tr("组长代录，没有随附记录")] if judge.unsigned else []
        return " · ".join(said)

    def _fill(self) -> None:
        for clue in self.judge.clues:
            self._clue(clue)
        if not self.judge.clues and not self.judge.recused and not self.judge.unsigned:
            self.list.addWidget(label("muted", self.tr("这一项没有写记录。"), wrap=True))
        self.list.addStretch(1)

    def _clue(self, clue: Clue) -> None:
        kinds = {NoteKind.STRENGTH: self.tr("优点"), NoteKind.WEAKNESS: self.tr("不足"), NoteKind.SUGGESTION: self.tr("改进建议")}
        about = [kinds[clue.kind] if clue.kind is not None else self.tr("总体评价")]
        about += [self.tr("组内")] if clue.group is Audience.PANEL and clue.kind is not None else []
        about += [clue.place.words] if clue.place is not None else []
        head, text = label("small", " · ".join(about), wrap=True), label("", clue.text, wrap=True)
        if clue.place is not None:
            head.setToolTip(tip(clue.place.title))
        self.list.addWidget(head)
        self.list.addWidget(text)
        if clue.place is not None:
            self._place(clue, clue.place)

    def _place(self, clue: Clue, place: Place) -> None:
        if place.problem:
            self.list.addWidget(label("warn", place.problem, wrap=True))
            return
        self.pictures[clue.id] = picture = CropPicture()
        self._places[clue.id] = place
        picture.dress(self._colours)
        picture.setAccessibleName(self.tr("{name} 引用的原处：{place}，回车打开").format(name=self.name.text(), place=place.words))
        picture.setToolTip(self.tr("回车或点击：打开这一处"))
        picture.clicked.connect(partial(self.opened.emit, clue))
        self.list.addWidget(picture)
        self._show(picture, place)

    def _show(self, picture: CropPicture, place: Place) -> None:
        if (clip := self._model.clip(place)) is not None:
            part = self._model.crops.get(clip)
            if part is not None:
                picture.show_picture(part.image, part.mark)
            else:
                picture.say(self._model.crops.problem(clip) or self.tr("正在取原处…"))
        elif (moment := self._model.moment(place)) is not None:
            still = self._model.stills.get(moment)
            if still is not None:
                picture.show_picture(still, None)
            else:
                picture.say(self._model.stills.problem(moment) or self.tr("正在取 {time} 的画面…").format(time=minutes(moment.ms)))

    def _came(self, what: Clip | Moment) -> None:
        for note, picture in self.pictures.items():
            place = self._places[note]
            if what in (self._model.clip(place), self._model.moment(place)):
                self._show(picture, place)


def points_words(judge: JudgeEvidence, recused: str) -> str:
    """▲26 for a dropped one, — for none; `recused` for who stands aside."""
    if judge.recused:
        return recused
    return judge.mark + ("—" if judge.points is None else short(judge.points))
