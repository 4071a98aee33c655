"""Is this computer's clock believable: held against what the season says, behind it or far ahead of it."""

from __future__ import annotations

from app.core.errors import AppError
from app.core.words import say
from app.services.judge import workspace
from app.services.profile import Profile

FRESH_DAYS = 120
"""What is published expires after this many days."""
_TOLERANCE = 300
_HOUR, _DAY = 3_600, 86_400


def look(profile: Profile) -> tuple[bool, str]:
    """(right, in words). A clock that is behind is known by verified data from later; one ahead only by how old all of it would be."""
    lag = profile.clock.lag()
    if lag >= _TOLERANCE:
        return False, say(
            "电脑时钟慢了{n}（比资料发布时间还早）。请校正，评分不受影响。",
            "The clock is {n} behind: the season's data is from later. Set it; scoring is not affected.",
            n=_span(lag),
        )
    days = _age(profile)
    if days > FRESH_DAYS:
        return False, say(
            "资料发布于 {n} 天前：资料已旧，或电脑时钟快了。请核对日期，再同步一次。",
            "The season was published {n} {n:day|days} ago: it is old, or the clock is ahead. Check the date, then sync.",
            n=days,
        )
    return True, say("时钟正常。", "The clock is right.")


def _age(profile: Profile) -> int:
    """Days since the newest assignment was published; 0 before the first."""
    try:
        return (profile.clock.now() - workspace.load(profile).manifest.published).days
    except AppError as error:
        if error.reason == "not-synced":
            return 0
        raise


def _span(seconds: float) -> str:
    if seconds < 2 * _HOUR:
        return say(" {n} 分钟", "{n} {n:minute|minutes}", n=round(seconds / 60))
    if seconds < 2 * _DAY:
        return say(" {n} 小时", "{n} {n:hour|hours}", n=round(seconds / _HOUR))
    return say(" {n} 天", "{n} {n:day|days}", n=round(seconds / _DAY))
