"""Scores for the demonstration by a seeded script: believable, with judges who differ, through the judge's own services."""

from __future__ import annotations

from random import Random

from app.core.ids import new_event_id
from app.core.tasks import Context
from app.core.words import say
from app.models.rubric import Rubric
from app.models.shape import Points
from app.models.sheet import Note, NoteKind
from app.services.judge import read_entries, recuse, score
from app.services.judge.read_entries import EntryView
from app.services.profile import Profile

BEGUN = 3
_REMARKS = (
    "优点：选题紧扣现场，数据充分，层次清楚。\n不足：部分末端原因的确认依据不足。\n改进建议：补充对主要原因影响程度的测试数据。",
    "优点：对策具体，实施过程有图有数。\n不足：效果检查与目标的对应关系可再明确。\n改进建议：巩固期数据宜延长到三个月以上。",
    "优点：小组成员参与度高，工具运用得当。\n不足：统计方法说明较简略。\n改进建议：用趋势图展示改进前后的变化。",
)


def score_all(profile: Profile, judge: str, ctx: Context) -> None:
    """Score every entry; proposed recusals are confirmed."""
    rows = read_entries.rows(profile)
    for n, row in enumerate(rows):
        ctx.report(say("{judge} 评分 {code}", "{judge} scores {code}", judge=judge, code=row.code), n / len(rows))
        if row.recusal:
            recuse.recuse(profile, row.code, row.recusal)
        elif not row.withdrawn:
            _score(profile, judge, row.code)


def begin(profile: Profile, judge: str) -> None:
    """The first few entries, the last of them half done: what an opened desk shows."""
    rows = [r for r in read_entries.rows(profile) if not r.recusal and not r.withdrawn]
    for row in rows[:BEGUN]:
        _score(profile, judge, row.code)
    if len(rows) > BEGUN:
        view = read_entries.view(profile, rows[BEGUN].code)
        half = dict(list(_points(view, judge).items())[: len(view.rubric.items) // 2])
        score.set_points(profile, rows[BEGUN].code, half)


def _score(profile: Profile, judge: str, code: str) -> None:
    view = read_entries.view(profile, code)
    random = Random(f"{judge}/{code}/remark")
    score.set_points(profile, code, _points(view, judge), remark=random.choice(_REMARKS))
    item = random.choice(view.rubric.items)
    note = Note(new_event_id(), random.choice(list(NoteKind)), say("见“{name}”部分", "see “{name}”", name=item.name.zh), item.code)
    score.put_note(profile, code, note)


def _points(view: EntryView, judge: str) -> dict[str, Points | None]:
    """Quality of the entry + severity of the judge + a little chance, on the rubric's step."""
    quality = Random(f"quality {view.entry.code}").gauss(0.84, 0.06)
    severity = Random(f"severity {judge}").gauss(0.0, 0.025)
    chance = Random(f"{judge}/{view.entry.code}")
    return {i.code: _on_step(view.rubric, i.code, quality + severity + chance.gauss(0, 0.035)) for i in view.rubric.items}


def _on_step(rubric: Rubric, code: str, share: float) -> Points:
    item = next(i for i in rubric.items if i.code == code)
    steps = round(min(max(share, 0.3), 1.0) * item.max / item.step)
    return Points(max(item.min, min(item.max, steps * item.step)))
