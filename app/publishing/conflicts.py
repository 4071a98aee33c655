"""Who must not read what: confirmed conflicts, and units that are, or look like, one organisation.

The same name keeps an entry out of a judge's assignment. Names that only agree after legal forms are dropped
match falsely at times, so they propose 回避 and a person confirms it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from app.core.text import fold, unit_key
from app.core.words import say
from app.models.organising import ImportedEntry, ImportedJudge, RecusalProposal


def propose_recusals(entries: Iterable[ImportedEntry], judges: Iterable[ImportedJudge]) -> tuple[RecusalProposal, ...]:
    """A proposal for every judge and entry whose units agree; `excluded` where they are the same name."""
    by_unit: dict[str, list[ImportedJudge]] = defaultdict(list)
    for judge in judges:
        if key := unit_key(judge.unit):
            by_unit[key].append(judge)
    return tuple(_proposal(j, e, *unit) for e in entries for key, unit in _units(e).items() for j in by_unit.get(key, ()))


def _units(entry: ImportedEntry) -> dict[str, tuple[str, str]]:
    """{unit_key: (what the unit is to the entry, its name)}, each organisation once."""
    roles = (
        (say("完成单位", "completing unit"), entry.unit),
        (say("申报单位", "applying unit"), entry.applicant),
        (say("推荐单位", "recommending unit"), entry.recommender),
    )
    return {unit_key(name): (role, name) for role, name in reversed(roles) if unit_key(name)}


def _proposal(judge: ImportedJudge, entry: ImportedEntry, role: str, name: str) -> RecusalProposal:
    same = fold(judge.unit) in {fold(n) for n in (entry.unit, entry.applicant, entry.recommender) if n}
    like = say("相同", "the same as") if same else say("名称相近", "named much like")
    reason = say(
        "评委单位“{unit}”与{role}“{name}”{like}",
        "The judge's unit “{unit}” is {like} the {role} “{name}”",
        unit=judge.unit[:80],
        role=role,
        name=name[:80],
        like=like,
    )
    return RecusalProposal(judge.id, entry.code, reason, excluded=same)
