"""催交: one text per judge who has not handed in, ready to copy into a chat. It names no colleague and no point."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.words import say
from app.models.assignment import PanelMember
from app.services.chair import panel as panels
from app.services.chair.panel import Panel
from app.services.profile import Profile


@dataclass(frozen=True)
class Absent:
    """A judge of whom nothing has come: what to send them, ready to copy (催交话术)."""

    judge: str
    name: str
    sheets: int
    reminder: str


def reminders(profile: Profile, *, round_number: int | None = None) -> tuple[Absent, ...]:
    """Who is missing, in the panel's order. Works before points are open."""
    return absent(panels.load(profile, round_number))


def absent(panel: Panel) -> tuple[Absent, ...]:
    """The same of a panel already at hand. The chair's own file needs no reminder in words."""
    chair = panel.desk.manifest.judge
    return tuple(Absent(m.judge, m.name, len(_due(panel, m)), _text(panel, m)) for m in panels.missing(panel) if m.judge != chair)


def _due(panel: Panel, member: PanelMember) -> list[str]:
    entries = (panel.by_code.get(code) for code in panels.assigned(member))
    return [e.code for e in entries if e is not None and not e.practice and not e.withdrawn]


def _text(panel: Panel, member: PanelMember) -> str:
    manifest = panel.desk.manifest
    return say(
        "{name}老师：您好！{season}第{round}轮{panel}，分给您的 {n} 份成果还没有收到评分文件{until}。评完后请在质评台里提交，"
        "把评分文件（.qcr）发给我，有网络时会自动上传；没有网络也可用U盘。如有困难请告诉我，谢谢！（评审组长 {chair}）",
        "Dear {name}, your score file for the {n} {n:entry|entries} of {season}, round {round}, {panel} has not arrived yet{until}. When you have "
        "finished, please hand in on the review desk and send me the score file (.qcr); it uploads by itself when there is a network, and a "
        "stick will do as well. Do tell me if something is in the way. Thank you! ({chair}, panel chair)",
        name=member.name,
        season=panel.desk.season.label,
        round=panel.desk.round,
        panel=manifest.panel_shown,
        n=len(_due(panel, member)),
        until=_until(panel),
        chair=manifest.name,
    )


def _until(panel: Panel) -> str:
    stage = panel.desk.season.round(panel.desk.round)
    if stage is None or stage.deadline is None:
        return ""
    local = stage.deadline.astimezone()
    return say("，截止时间 {m}月{d}日 {t}", " (due {m}/{d} {t})", m=local.month, d=local.day, t=local.strftime("%H:%M"))
