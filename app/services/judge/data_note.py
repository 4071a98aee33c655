"""数据说明: what the score file tells of a judge, line by line, as this season's policy has it. It follows what `submission_parts` puts in."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.words import say
from app.models.season import LogReader, Policy, Requirement
from app.services.judge import workspace
from app.services.profile import Profile


@dataclass(frozen=True)
class DataNote:
    """What is in the file, line by line, and in one sentence what is not."""

    holds: tuple[str, ...]
    lacks: str


def of_package(profile: Profile, *, round_number: int | None = None) -> DataNote:
    """For the newest round, or the one named."""
    return note(workspace.load(profile, round_number).season.policy)


def note(policy: Policy) -> DataNote:
    """What a package under this policy holds."""
    holds = [
        say(
            "每份成果的各项分数、总体评价，注明“组内”“反馈”的记录（带页码）",
            "Points, overall remark and the notes for panel and feedback with their pages, for each entry",
        ),
        say("回避和原因，评审承诺书（签名和时间）", "Recusals with their reasons, and the signed pledge with its time"),
        say("第一次打开各份成果的先后次序", "The order in which the entries were first opened"),
        say("评委编号、提交时间、程序版本", "Judge id, time of handing in, program version"),
    ]
    if policy.proposed_level is not Requirement.OFF:
        holds.insert(1, say("建议等级（填了的）", "The proposed level, where you gave one"))
    if policy.log_readers:
        who = "、".join(_readers(policy))
        holds.append(
            say(
                "修改记录：每次改动的内容和时间（到分钟），只有{who}能打开",
                "The record of changes, to the minute; only {who} can open it",
                who=who,
            )
        )
    lacks = say(
        "没有：私记；看了多久、翻到哪一页、播放了多少；电脑里的其他文件。",
        "Not in it: private notes; how long you read, which pages, how much of a video; anything else on this computer.",
    )
    return DataNote(tuple(holds), lacks)


def _readers(policy: Policy) -> list[str]:
    names = {LogReader.ORGANISER: say("组织方", "the organiser"), LogReader.CHAIR: say("评审组长", "the panel's chair")}
    return [names[reader] for reader in policy.log_readers]
