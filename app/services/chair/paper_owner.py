"""Whose table a file says to be, above its header: the points of one judge read in as another's would count, and nobody would see it.

Our own templates and a judge's own table name the judge in a title: another judge's is refused. Any other table is only told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from app.core.errors import UsageError
from app.core.text import fold
from app.core.words import say
from app.models.assignment import PanelMember
from app.publishing.columns import ENTRY_COLUMNS, bare_key, name_key
from app.publishing.tables import HEADER_WITHIN, Grid
from app.services.chair.panel import UNSIGNED

_CODE = next(c for c in ENTRY_COLUMNS if c.key == "code")
_OURS = (
    re.compile(r"(?P<who>.+) 的评分 第(?P<pass>[12])遍（.*）"),
    re.compile(r"Scores of (?P<who>.+), pass (?P<pass>[12]) \(.*\)"),
    re.compile(r"\d{4}年 (?P<who>.+) 我的评分表"),
    re.compile(r"\d{4} (?P<who>.+): own scores"),
)


def title(member: PanelMember, number: int) -> str:
    """What stands above a template: read again by `require`."""
    return say(
        "{judge} {name} 的评分 第{n}遍（{mark}）", "Scores of {judge} {name}, pass {n} ({mark})",
        judge=member.judge, name=member.name, n=number, mark=UNSIGNED,
    )  # fmt: skip


def require(
    file: str, grids: Sequence[Grid], member: PanelMember, members: Iterable[PanelMember], number: int | None = None
) -> tuple[str, ...]:
    """What is to be said of the names above the tables. Raises UsageError `other-judge` when a title of ours names another judge.

    `number`: the pass that the file is to be; None where that is not asked.
    """
    lines = tuple(dict.fromkeys(text for grid in grids for text in _above(grid)))
    found = [match for text in lines for form in _OURS if (match := form.fullmatch(text))]
    own = {fold(member.name), fold(f"{member.judge} {member.name}")}
    for match in found:
        if fold(match["who"]) not in own:
            raise _another(file, match["who"], member)
    passes = {int(n) for match in found if (n := match.groupdict().get("pass"))}
    said = [_other_pass(file, n, number) for n in sorted(passes) if number is not None and n != number]
    return (*said, *([] if found else _mentions(file, lines, member, members)))


def _above(grid: Grid) -> Iterator[str]:
    """The texts above the header; all of the first rows where none is found, which another check refuses."""
    names = _CODE.exact() | _CODE.others()
    for row in grid.rows:
        if row.number > HEADER_WITHIN or any({name_key(text), bare_key(text)} & names for text in row.cells if text):
            return
        yield from (" ".join(text.split()) for text in row.cells if text)


def _another(file: str, who: str, member: PanelMember) -> UsageError:
    return UsageError(
        say("“{file}”写明是 {who} 的评分，不是 {name} 的。", "“{file}” says that it holds the scores of {who}, not of {name}.",
            file=file[:60], who=who[:60], name=f"{member.judge} {member.name}"),
        say("请核对评委，或换成这位评委的表格；没有保存。", "Check the judge, or choose this judge's table; nothing was kept."),
        reason="other-judge",
    )  # fmt: skip


def _other_pass(file: str, found: int, number: int) -> str:
    return say(
        "“{file}”写明是第 {a} 遍，这里读作第 {b} 遍：两遍要分别录入，才核对得出错来。",
        "“{file}” says pass {a} and is read as pass {b}: only two passes typed on their own show a slip.",
        file=file[:60], a=found, b=number,
    )  # fmt: skip


def _mentions(file: str, lines: Sequence[str], member: PanelMember, members: Iterable[PanelMember]) -> Iterator[str]:
    """Another judge is named above somebody's own table and this one is not; longer names first: 王建 is no 王建国."""
    text, named = fold(" ".join(lines)), []
    for other in sorted(members, key=lambda m: -len(fold(m.name))):
        key = fold(other.name)
        if key and key in text:
            text = text.replace(key, " ")
            named.append(other)
    if named and member.judge not in {m.judge for m in named}:
        yield say(
            "“{file}”的表头提到 {others}，没有提到 {name}：请核对是不是这位评委的表格。",
            "Above its table “{file}” names {others} and not {name}: check that it is this judge's.",
            file=file[:60], others=say("、", ", ").join(m.name for m in sorted(named, key=lambda m: m.judge)), name=member.name,
        )  # fmt: skip
