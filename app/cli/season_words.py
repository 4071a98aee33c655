"""The season's standing as the command line tells it: ranks, official levels, meters, and what 定稿 waits for."""

from __future__ import annotations

from app.cli.columns import columns
from app.core.words import say
from app.models.points import to_text
from app.scoring.awards import QuotaMeter
from app.scoring.season_standing import scope_words
from app.scoring.view import PanelRow
from app.services.organiser import season_standing
from app.services.organiser.season_standing import SeasonStanding


def standing_lines(found: SeasonStanding) -> list[str]:
    """Ranks, official levels and what the panel proposed where it differs; meters; notes."""
    view, fields = found.view.view, {f.code: say(f.name.zh, f.name.en) for f in found.state.season.fields}
    rows = [
        (
            str(r.rank or "—"), r.code, "—" if r.official is None else to_text(r.official), view.level_of(r),
            _marks(found, r), fields.get(r.field, r.field), found.state.panel_name(r.panel), r.title,
        )
        for r in view.rows
    ]  # fmt: skip
    head = (
        say("排名", "Rank"),
        say("编号", "Code"),
        say("得分", "Score"),
        say("等级", "Level"),
        "",
        say("领域", "Field"),
        say("专业组", "Panel"),
        say("课题", "Title"),
    )
    meters = [
        say("{level} {place}：名额 {n}，已定 {taken}，余 {left}{over}", "{level} {place}: {n} {n:place|places}, {taken} given, {left} left{over}",
            level=view.level_name(m.quota.level), place=" ".join(x for x in (scope_words(m.quota.scope), fields.get(m.quota.field or "", m.quota.field or ""), m.quota.panel or "") if x),
            n=m.quota.places, taken=m.taken, left=m.left, over=_beyond(m))
        for m in view.meters
    ]  # fmt: skip
    return [*columns(head, rows, right=(0, 2), indent=""), *meters, *found.notes, *still_open(found)]


def _marks(found: SeasonStanding, row: PanelRow) -> str:
    """What its panel proposed where it differs, and whether somebody's points rest on no signature."""
    proposed = found.view.proposed.get(row.code)
    level = found.view.view.level_name(proposed) or "—"
    put_off = row.code in found.view.put_off
    differs = "" if put_off or row.level == proposed else say("组提 {level}", "panel: {level}", level=level)
    waits = say("组内暂缓", "deferred by its panel") if put_off else ""
    asks = say("申请增额", "extra place asked for") if row.code in found.view.wanting else ""
    copied = say("含未签名代录", "with unsigned sheets") if row.code in found.state.unsigned else ""
    return say("；", "; ").join(w for w in (waits, differs, asks, copied) if w)


def _beyond(meter: QuotaMeter) -> str:
    """Why more are given than there are places."""
    extra = say("，增额 {n}", ", {n} extra", n=meter.extra) if meter.extra else ""
    return extra + (say("，超 {n}", ", {n} over", n=meter.over) if meter.over else "")


def still_open(found: SeasonStanding) -> list[str]:
    """What 定稿 waits for, so that nobody learns it only from the refusal."""
    what = say("；", "; ").join(found.waiting)
    open_ends = [say("定稿以前还要议定：{what}。", "To be settled before it is made final: {what}.", what=what)] if what else []
    return [*(choosing() if season_standing.undecided(found.state) else ()), *open_ends, found.official_words]


def choosing() -> list[str]:
    """How one of several results is chosen; windows and papers show none of the commands."""
    return [
        say(
            "选定小组结果：organizer choose 发布文件夹 编号 --reason 理由",
            "Choose a panel result: organizer choose REPOSITORY CODE --reason WHY",
        )
    ]
