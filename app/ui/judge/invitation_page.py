"""① Whose invitation it is: the own name, unit and panel, the deadline, and the code to compare with the printed notice."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.services.judge import room
from app.ui.column import named
from app.ui.judge.load_model import amount
from app.ui.judge.start_model import StartModel
from app.ui.judge.start_pages import Page
from app.ui.widgets import SELECTABLE, label, set_role

_DIGITS, _PASTED = 6, 80


class InvitationPage(Page):
    """“是我” makes the profile. Name and unit come a moment later than the page: they are fetched."""

    def __init__(self, model: StartModel) -> None:
        super().__init__(model)
        found = model.invited.view
        if found is None:
            raise RuntimeError("no invitation was read")
        self._found = found
        self.words("heading", self.tr("这是给您的邀请吗？"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self.code_row, self.code = self._code_row()
        self.column.addWidget(self.code_row)
        self.code_row.setVisible(found.needs_code)
        self.state = self.words("muted", "")
        self.words("small", self.tr("请与通知上印的赛季码比较，一致再继续。"))
        self.short = self.words("warn", "")
        self.later = QCheckBox(self.tr("先不下载资料，签完承诺书由我选择"))
        self.later.setAccessibleName(self.later.text())
        self.later.setChecked(model.invited.hold)
        self.later.toggled.connect(self._hold)
        self.column.addWidget(self.later)
        if found.copy is not None:
            self.words("title", self.tr("您在另一台电脑上评过，确认后可以取回。"))
        if model.door.anew is not None:
            self.words("title", self.tr("确认后从头开始：打不开的评分移到档案里的 moved-aside 文件夹，不会删除。"))
        self.problem()
        row = QHBoxLayout()
        self.go = named("primary", self.tr("是我，继续"), model.accept_invitation)
        self.other = named("", self.tr("不是我"), model.door.not_me)
        row.addWidget(self.go)
        row.addWidget(self.other)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        model.invited.looked.connect(self._looked)
        self._waiting = not found.needs_code and model.invited.assignment is None
        self.refresh()

    def begin(self) -> None:
        (self.code if self._found.needs_code else self.go).setFocus()

    def refresh(self) -> None:
        """Show what is known now."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line, (name, value, role) in enumerate(self._rows()):
            self._grid.addWidget(label("muted", name), line, 0)
            shown = label(role, value, wrap=True)
            shown.setProperty("textInteractionFlags", SELECTABLE)
            shown.setAccessibleName(f"{name} {value}")
            self._grid.addWidget(shown, line, 1)
        self._say_room()
        self.state.hide()
        if self._waiting:
            self._say(self.tr("正在核对验证码…") if self._found.needs_code else self.tr("正在查询姓名和专业组…"))
        self.go.setEnabled(not self._found.needs_code or bool(self.model.invited.code))

    def _rows(self) -> list[tuple[str, str, str]]:
        found, who = self._found, self.model.invited.assignment
        rows = [(self.tr("评审活动"), found.label, "title")]
        if who is not None:
            rows += [(self.tr("姓名"), who.name, "heading"), (self.tr("单位"), who.unit, ""), (self.tr("专业组"), who.panel, "")]
        rows.append((self.tr("评委编号"), found.judge, ""))
        if who is not None:
            rows.append(
                (
                    self.tr("评审任务"),
                    self.tr("{n} 份成果，资料 {size}", None, who.entries).format(n=who.entries, size=amount(who.bytes)),
                    "",
                )
            )
        if who is not None and who.deadline is not None:
            rows.append((self.tr("截止时间"), who.deadline.astimezone().strftime("%Y-%m-%d %H:%M"), ""))
        rows.append((self.tr("赛季码"), found.season_code, "code"))
        if who is None:
            rows.append((self.tr("邀请有效期至"), found.expires.astimezone().strftime("%Y-%m-%d %H:%M"), ""))
        return rows

    def _say_room(self) -> None:
        """Before anything comes: does all of it fit here?"""
        who = self.model.invited.assignment
        words = room.outlook(self.model.place, who.bytes, who.video_bytes) if who is not None else ""
        self.short.setText(words)
        self.short.setVisible(bool(words))

    def _hold(self, on: bool) -> None:
        self.model.invited.hold = on

    def _code_row(self) -> tuple[QWidget, QLineEdit]:
        row, field = QWidget(), QLineEdit()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        field.setMaxLength(_PASTED)
        field.setFixedWidth(140)
        field.setMinimumHeight(36)
        field.setAccessibleName(self.tr("6 位验证码"))
        field.setPlaceholderText(self.tr("6 位验证码"))
        field.setText(self.model.invited.code)  # found right before the page was built anew
        field.textChanged.connect(self._typed)
        line.addWidget(field)
        line.addWidget(label("muted", self.tr("组织方用电话或短信另行告知")))
        line.addStretch(1)
        return row, field

    def _typed(self, text: str) -> None:
        """Full-width digits, spaces and what a message put around them are understood; six digits are asked about at once."""
        digits = code_in(text)
        self.model.invited.forget_code()
        self._waiting = len(digits) == _DIGITS
        self.refresh()
        if self._waiting:
            self.model.invited.look_ahead(digits)
        elif len(digits) > _DIGITS:
            self._say(self.tr("验证码是 6 位数字，这里有 {n} 位。").format(n=len(digits)), bad=True)

    def _looked(self, problem: object) -> None:
        self._waiting = False
        self.refresh()
        if problem is not None:
            self._say(str(problem), bad=True)
            self.code.selectAll()
        else:
            if self.model.invited.assignment is None:
                self._say(self.tr("现在连不上资料来源，姓名和专业组稍后显示；赛季码一致就可以继续。"))
            self.go.setFocus()

    def _say(self, words: str, *, bad: bool = False) -> None:
        set_role(self.state, "role", "bad" if bad else "muted")
        self.state.setText(words)
        self.state.show()


def code_in(text: str) -> str:
    """The digits of a code as it was typed or pasted: the one run of six in a message, else all digits there are."""
    plain = unicodedata.normalize("NFKC", text)
    runs = re.findall(rf"(?<!\d)\d{{{_DIGITS}}}(?!\d)", plain)
    return runs[0] if len(runs) == 1 else "".join(c for c in plain if c in "0123456789")
