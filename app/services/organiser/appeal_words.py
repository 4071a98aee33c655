"""The text beside an appeal pack: how to check it, and what stands in it, for somebody who has no program at hand."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.clock import minute_on_paper
from app.core.words import say, strung
from app.models import points
from app.models.result import CommentsPart, PointsPart, RecusalPart
from app.models.rubric import Rubric
from app.models.shape import Points
from app.packages import documents
from app.packages.appeal import ReadAppeal, ShownSheet
from app.scoring.decisions import restoring
from app.services.chair import decision_words
from app.trust.fingerprint import fingerprint, season_code


def text(read: ReadAppeal, name: str) -> str:
    """Plain text with Windows line ends, for Notepad."""
    pack = read.value.value
    head = [
        say("{label} 申诉材料", "{label}: appeal pack", label=read.season.label),
        f"{pack.entry} {pack.title} · {pack.circle}", "",
        say("一、如何核对", "1. How to check"),
        say("本材料由组织方签名，评分由各位评委签名；任何一个字节改动，签名都不成立。", "The organiser signed this pack and each judge their own points; no signature survives a changed byte."),
        say("在装有质评台的电脑上，不需要网络：", "On any computer with the program, without a network:"),
        f"    qcdesk verify {name} --trust root.json",
        say("root.json 的赛季码应与组织方公布的一致：{code}", "The season code of root.json must be the one the organiser announced: {code}", code=season_code(pack.roots[0].encode())),
        say("本材料的校验码：{code}", "Check code of this pack: {code}", code=fingerprint(read.value.payload_digest)), "",
        say("二、得分", "2. Score"), *_score(read), "",
        say("三、各评委评分（评委以编号表示）", "3. Judges' points (judges by code)"), *(line for s in read.sheets for line in (*_sheet(read, s), "")),
        say("四、决定", "4. Decisions"), *(_decisions(read) or [say("没有。", "None.")]), "",
        say("五、没有附上的内容", "5. What is not enclosed"), *(_left_out(read) or [say("没有。", "Nothing.")]), say("其他成果的内容一律不在本材料中。", "No content of other entries is in this pack."),
    ]  # fmt: skip
    return "\r\n".join(head) + "\r\n"


def _score(read: ReadAppeal) -> Iterator[str]:
    pack, score = read.value.value, read.value.value.score
    level = next((v.name for v in read.season.levels if v.code == pack.level), None)
    official = points.to_text(score.official) if score.official is not None else "—"
    yield say(
        "最终得分 {n}，等级 {level}", "Official score {n}, level {level}", n=official, level=say(level.zh, level.en) if level else "—"
    )
    yield say("各评委：{all}", "By judge: {all}", all=strung(say("、", ", "), (f"{j} {t}" for j, t in sorted(score.scores.items()))))
    if score.dropped:
        yield say("按规则去掉：{who}", "Left out by the rule: {who}", who=strung(say("、", ", "), score.dropped))


def _sheet(read: ReadAppeal, sheet: ShownSheet) -> Iterator[str]:
    value = sheet.statement.value
    yield say(
        "{judge}，{when} 签名，校验码 {code}", "{judge}, signed {when}, check code {code}",
        judge=value.judge, when=minute_on_paper(value.created), code=fingerprint(sheet.statement.payload_digest),
    )  # fmt: skip
    for part in sheet.parts:
        if isinstance(part, RecusalPart):
            yield say("  回避：{why}", "  stands aside: {why}", why=part.words)
        elif isinstance(part, CommentsPart):
            yield say("  总体评价：{text}", "  remark: {text}", text=part.remark or "—")
            yield from (f"  · {note.text}" for note in part.notes)
        else:
            yield from _points(read, part)


def _points(read: ReadAppeal, part: PointsPart) -> Iterator[str]:
    rubric: Rubric | None = next((r for r in read.season.rubrics if documents.value_digest(r) == part.rubric), None)
    for item in rubric.items if rubric else ():
        got = points.short(part.points[item.code]) if item.code in part.points else "—"
        yield f"  {say(item.name.zh, item.name.en)} {got} / {points.short(item.max)}"
    yield say("  合计 {n}", "  total {n}", n=points.to_text(Points(sum(part.points.values()))))


def _left_out(read: ReadAppeal) -> list[str]:
    who = strung(say("、", ", "), read.not_shown)
    judges = [say("没有附上评分的评委：{who}", "Judges whose points are not enclosed: {who}", who=who)] if who else []
    return [*judges, *read.value.value.withheld]


def _decisions(read: ReadAppeal) -> list[str]:
    made = read.value.value.decisions
    again = restoring(made)
    said = ((d, decision_words.words_of(d, read.season, {}, restores=d.id in again)) for d in made)
    return [f"{minute_on_paper(d.at)}  {words}  {'' if d.id in again else d.reason}".rstrip() for d, words in said]
