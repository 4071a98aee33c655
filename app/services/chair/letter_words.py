"""What a letter to a circle must not say: who judged, and what other entry it was compared with. A name that says nothing is no name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from app.core.errors import UsageError
from app.core.words import say
from app.models.assignment import PanelEntry
from app.models.chairing import LetterDraft
from app.scoring import hidden_units
from app.services.chair.panel import Panel

_SHORTEST_NAME, _SHORTEST_TITLE, _SHORTEST_NUMBER = 3, 8, 5
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_BESIDE = re.compile(r"(?<=[\u2e80-\u9fff])[ \t]+|[ \t]+(?=[\u2e80-\u9fff])")
_COMMON = frozenset((
    "QC小组", "质量管理小组", "质量小组", "攻关小组", "创新小组", "改进小组", "技术攻关小组", "项目小组", "课题小组", "项目组", "课题组", "研究小组", "工作小组",
    "现场小组", "PDCA", "QCC", "TQM", "5W1H", "质量提升", "质量改进", "持续改进", "技术攻关", "技术创新", "提质增效", "降本增效", "精益求精", "精益生产", "安全生产",
    "标准化", "数据说话", "现场管理", "全面质量管理", "Team", "Quality", "Improvement", "Innovation",
))  # fmt: skip
"""Circles are also called what every letter may say."""


def require_unnamed(panel: Panel, draft: LetterDraft) -> None:
    """Raises UsageError `names-a-judge`, `names-an-entry`, `names-a-unit` with the words that have to go."""
    text = "\n".join(f"{p.text}\n{p.place}" for p in draft.points)
    hidden_units.require_unnamed(panel.desk.hidden_units, say("评语里", "The letter"), text)
    if (who := named_judge(text, {m.judge: m.name for m in panel.members})) is not None:
        raise UsageError(
            say("评语里出现了评委 {who}。", "The letter names the judge {who}.", who=who),
            say("反馈信不提评委，请改写这一句。", "No judge is named in a letter; rewrite the sentence."),
            reason="names-a-judge",
        )
    if (found := named_entry(text, panel.by_code[draft.entry], panel.entries)) is not None:
        other, words = found
        raise UsageError(
            say(
                "评语里出现了另一项成果 {code}：“{words}”。",
                "The letter names another entry, {code}: “{words}”.",
                code=other,
                words=words[:60],
            ),
            say("反馈信只谈本小组的成果，请改写这一句。", "A letter speaks of its own entry only; rewrite the sentence."),
            reason="names-an-entry",
        )


def named_judge(text: str, judges: Mapping[str, str]) -> str | None:
    """The name of a judge who is named by it or by the number, however that is typed: 王 喆, Ｊ－０２, j-02. Or None."""
    said = _same(text)
    for number, name in judges.items():
        if _same(number).casefold() in said.casefold() or (len(name) > 1 and _same(name) in said):
            return name
    return None


def named_entry(text: str, own: PanelEntry, entries: Iterable[PanelEntry]) -> tuple[str, str] | None:
    """(code of another entry, the words that name it), or None. What is also in the own entry's names gives nobody away."""
    said, mine = _same(text), _same(f"{own.code}\n{own.title}\n{own.circle}\n{own.unit or ''}")
    for entry in entries:
        for name, pattern in _names(entry) if entry.code != own.code else ():
            if pattern.search(said) and not pattern.search(mine):
                return entry.code, name
    return None


def _names(entry: PanelEntry) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The names by which a reader would know it. A Latin name is spelled as the circle spells it: “Star” is not “star”."""
    if len(entry.code) >= (_SHORTEST_NUMBER if entry.code.isdigit() else _SHORTEST_NAME):
        yield entry.code, _pattern(entry.code, re.IGNORECASE)
    for name, shortest in ((entry.circle, _SHORTEST_NAME), (entry.title, _SHORTEST_TITLE)):
        if len(_same(name).strip()) >= shortest and name.strip() not in _COMMON:
            yield name, _pattern(_same(name).strip(), re.NOFLAG)


def _pattern(name: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """The whole name: Z-001 is not in Z-0010, Ace not in Acetone."""
    words = r"\s+".join(re.escape(word) for word in _same(name).split())
    before, after = (r"(?<![A-Za-z0-9-])" if _latin(name[0]) else ""), (r"(?![A-Za-z0-9-])" if _latin(name[-1]) else "")
    return re.compile(before + words + after, flags)


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _same(text: str) -> str:
    """Full-width letters and the many dashes are one to a reader, and so is a space beside a Chinese character."""
    return _BESIDE.sub("", unicodedata.normalize("NFKC", text).translate(_DASHES))
