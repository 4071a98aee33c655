"""An invitation of another season than the profile's: a profile of its own beside this one, and nothing of this one touched."""

from __future__ import annotations

from pathlib import Path

from app.core import homes
from app.core.errors import UsageError
from app.core.homes import Note
from app.core.text import one_line
from app.core.words import say
from app.models.assignment import Invitation
from app.services import profile as profiles
from app.services.judge import identity
from app.services.judge.identity import JudgeIdentity
from app.services.profile import Profile


class OtherSeason(UsageError):
    """`home`: where the invitation's season belongs; `there`: it has a profile already. `source`: what was opened, for whoever opens it there."""

    def __init__(self, words: str, home: Path, hint: str = "") -> None:
        super().__init__(words, hint or _command(home), reason="other-season")
        self.home, self.there = home, profiles.usable(home)
        self.source: Path | bytes | None = None


def require_judges(profile: Profile, season: str) -> None:
    """Raise OtherSeason for an organiser's profile: keys of a judge have no place among its own."""
    if profiles.organises(profile):
        words = say(
            "这是评委的邀请，这里是组织方的档案。评委的评分另放一份档案，这里原样保留。",
            "This is a judge's invitation; the profile here is an organiser's. A judge's scores have a profile of their own; this one stays as it is.",
        )
        raise OtherSeason(words, homes.of_season(profile.home, season))


def require_same(home: Path, held: JudgeIdentity | None, value: Invitation) -> None:
    """Raise OtherSeason when the open profile in `home`, or the folder itself, is another season's."""
    other = compare(
        home, Note(held.season, held.label) if held is not None else Note(homes.season_in_name(home)), value.season, value.label
    )
    if other is not None:
        raise other


def compare(home: Path, own: Note, season: str, label: str) -> OtherSeason | None:
    """What there is to say in `home` of the season `own` about an invitation of `season`."""
    if own.season in ("", season):
        return None
    place = homes.of_season(home, season)
    return OtherSeason(_words(own.label, label), place, _misnamed(home, own) if homes.is_same(place, home) else "")


def require_copy_of(home: Path, season: str) -> None:
    """Raise OtherSeason when a copy of `season` belongs beside `home`: restored here it would stand in the way of the season the
    folder is for, or be the second of one judge."""
    place, own = homes.of_season(home, season), told_by_folder(home)
    if season and not homes.is_same(place, home) and (own.season not in ("", season) or profiles.usable(place)):
        words = say(
            "这份副本是另一个赛季的，要恢复到那个赛季自己的档案里。这里没有改动。",
            "This copy is of another season and goes into that season's own profile. Nothing was changed here.",
        )
        hint = say("qcdesk --home {home} restore 副本文件", "qcdesk --home {home} restore COPY", home=place)
        raise OtherSeason(words, place, hint)


def told_by_folder(home: Path) -> Note:
    """The season of a profile that is shut: by its folder's name, else as it was noted down."""
    named, noted = homes.season_in_name(home), homes.note(home)
    return noted if named in ("", noted.season) and homes.holds_profile(home) else Note(named)


def told_by_store(profile: Profile) -> Note:
    """The season of an open profile; before an invitation was accepted, its folder's."""
    with profile.database.read() as tx:
        held = identity.find(tx)
    return Note(held.season, held.label) if held is not None else Note(homes.season_in_name(profile.home))


def put_label(profile: Profile) -> None:
    """Write the season beside the vault, so that other seasons' desks can name this profile."""
    with profile.database.read() as tx:
        held = identity.find(tx)
    if held is not None:
        homes.write_note(profile.home, held.season, held.label)


def _command(home: Path) -> str:
    return say(
        "新的赛季另建档案：qcdesk --home {home} judge enrol 邀请文件",
        "Another season has a profile of its own: qcdesk --home {home} judge enrol INVITATION",
        home=home,
    )


def _misnamed(home: Path, own: Note) -> str:
    """The folder is called after the invitation's season and holds another: somebody renamed or copied it."""
    return say(
        "可是档案文件夹“{name}”用的正是那个赛季的名字。请关闭质评台，把它改名为“{wanted}”，再打开邀请。",
        "But the profile's folder “{name}” bears that season's name. Close the program, rename it to “{wanted}”, then open the invitation again.",
        name=home.name,
        wanted=homes.named_for(home, own.season),
    )


def _words(own: str, other: str) -> str:
    own, other = one_line(own), one_line(other)
    if not own:
        return say(
            "这份邀请是“{other}”的，这里是另一个赛季的档案。旧的评分原样保留。",
            "This invitation is of “{other}”; the profile here is of another season. Earlier scores stay as they are.",
            other=other,
        )
    return say(
        "这份邀请是“{other}”的，这里评的是“{own}”。旧的评分原样保留。",
        "This invitation is of “{other}”; here “{own}” is reviewed. Earlier scores stay as they are.",
        own=own,
        other=other,
    )
