"""One row as values: every reason why it cannot be taken is collected, so that a person mends it in one go.

ID and telephone numbers that were typed into a text are removed here, whatever the column is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from app.core.ids import is_device, is_id, suggest_id
from app.core.text import fold
from app.core.words import say
from app.publishing.header import Header
from app.publishing.tables import MAX_CELL, Fault, Row

T = TypeVar("T")
LINE = 300
_NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})(?![0-9A-Za-z])")
_YES = {"是", "有", "已盖", "已盖章", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "v"}
_NO = {"", "否", "无", "未盖", "未盖章", "×", "✗", "☐", "n", "no", "false", "0", "x"}
_REASON_LIMIT = 290


class RowValues:
    """Reads the cells of one row by our column names; `problems` and `notes` grow as it is read."""

    def __init__(self, row: Row, header: Header) -> None:
        self._row, self._header = row, header
        self.problems: list[str] = []
        self.notes: list[str] = []

    @property
    def number(self) -> int:
        """The row's number in the sheet."""
        return self._row.number

    def blank(self) -> bool:
        """Whether no column of ours has anything: such rows are passed over."""
        return not any(self._row.text(i) or i in self._row.faults for i in self._header.columns.values())

    def has(self, key: str) -> bool:
        """Whether the sheet has this column at all."""
        return key in self._header.columns

    def refuse(self, zh: str, en: str, **values: object) -> None:
        """Add one reason why this row cannot be taken."""
        self.problems.append(say(zh, en, **values))

    def reason(self) -> str:
        """All reasons in one line."""
        return say("；", "; ").join(self.problems)[:_REASON_LIMIT]

    def peek(self, key: str) -> str:
        """The cell's text without judging it."""
        index = self._header.columns.get(key)
        return "" if index is None else self._row.text(index)

    def raw(self, key: str) -> str:
        """The cell's text; a formula, an error value or an endless text is a reason to refuse the row."""
        index = self._header.columns.get(key)
        if index is None:
            return ""
        if fault := self._row.faults.get(index):
            self._refuse_fault(self._header.names[key], fault)
        return self._row.text(index)

    def line(self, key: str, *, required: bool = False, limit: int = LINE) -> str:
        """A text on one line without ID and telephone numbers."""
        text = self._without_numbers(key, " ".join(self.raw(key).split()))
        if not text and required and not self._faulty(key):
            self.refuse("“{name}”是空的", "“{name}” is blank", name=self._name(key))
        if len(text) > limit:
            self.refuse("“{name}”超过 {limit} 字", "“{name}” is longer than {limit} characters", name=self._name(key), limit=limit)
        return text[:limit]

    def words(self, key: str) -> str:
        """A text that may have several lines, without ID and telephone numbers."""
        return self._without_numbers(key, self.raw(key))

    def code(self, key: str) -> str:
        """A code like Z-001; anything else refuses the row and says what would do."""
        text = self.raw(key)
        if self._faulty(key) or is_id(text):
            if _NUMBERS.fullmatch(text):
                self.refuse("“{name}”像证件号或电话号码", "“{name}” looks like an ID or telephone number", name=self._name(key))
            if is_device(text):
                self.refuse(
                    "编号“{text}”在 Windows 上不能作文件夹名，建议“{to}”",
                    "the code “{text}” cannot name a folder on Windows; try “{to}”",
                    text=text,
                    to=f"{text}-1",
                )
            return text
        suggestion = suggest_id(text)
        if not text:
            self.refuse("“{name}”是空的", "“{name}” is blank", name=self._name(key))
        elif suggestion:
            self.refuse(
                "编号“{text}”只能用 A–Z、0–9 和 -，建议“{to}”",
                "the code “{text}” may only use A–Z, 0–9 and -; try “{to}”",
                text=text[:40],
                to=suggestion,
            )
        else:
            self.refuse(
                "编号“{text}”只能用 A–Z、0–9 和 -，例如 Z-001",
                "the code “{text}” may only use A–Z, 0–9 and -, for example Z-001",
                text=text[:40],
            )
        return ""

    def count(self, key: str, low: int, high: int) -> int | None:
        """A whole number in `low`…`high`, None when blank."""
        text = self.raw(key)
        digits = re.fullmatch(r"第?\s*([0-9]{1,6})\s*[轮号位名]?", fold(text))
        if digits and low <= int(digits[1]) <= high:
            return int(digits[1])
        if text:
            self.refuse(
                "“{name}”的“{text}”应为 {low}–{high} 的整数",
                "“{name}” is “{text}” but must be a whole number in {low}–{high}",
                name=self._name(key),
                text=text[:20],
                low=low,
                high=high,
            )
        return None

    def tick(self, key: str) -> bool:
        """是 / √ / yes; blank is no."""
        text = fold(self.raw(key))
        if text not in _YES | _NO:
            self.refuse(
                "“{name}”的“{text}”应为 是 或 否", "“{name}” is “{text}” but must be yes or no", name=self._name(key), text=text[:20]
            )
        return text in _YES

    def choice(self, key: str, read: Callable[[str], T | None], choices: str) -> T | None:
        """What `read` makes of the text; None refuses the row and lists the choices."""
        text = self.line(key, required=True)
        found = read(text) if text else None
        if text and found is None:
            self.refuse(
                "“{name}”的“{text}”不在可选项内：{choices}",
                "“{name}” is “{text}”, which is none of: {choices}",
                name=self._name(key),
                text=text[:30],
                choices=choices,
            )
        return found

    def _name(self, key: str) -> str:
        return self._header.names.get(key, key)

    def _faulty(self, key: str) -> bool:
        return self._header.columns.get(key, -1) in self._row.faults

    def _without_numbers(self, key: str, text: str) -> str:
        clean, count = _NUMBERS.subn("…", text)
        if count:
            self.notes.append(
                say(
                    "第 {row} 行“{name}”里的证件号或电话号码没有导入",
                    "Row {row}: an ID or telephone number in “{name}” was left out",
                    row=self.number,
                    name=self._name(key),
                )
            )
        return clean

    def _refuse_fault(self, name: str, fault: Fault) -> None:
        if fault is Fault.FORMULA:
            self.refuse("“{name}”是公式，请“选择性粘贴”为数值", "“{name}” is a formula; paste it as a value", name=name)
        elif fault is Fault.ERROR:
            self.refuse("“{name}”是错误值", "“{name}” is an error value", name=name)
        else:
            self.refuse("“{name}”超过 {limit} 字", "“{name}” is longer than {limit} characters", name=name, limit=MAX_CELL)
