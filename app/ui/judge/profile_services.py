"""How a profile is opened or made, and what an invitation says: what the start asks before there is a desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from app.core.errors import UsageError
from app.services import profile as profiles
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.services.judge import enrol


class ProfileServices:
    """One open profile, as the start has it."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    @property
    def home(self) -> Path:
        return self._profile.home

    def organises(self) -> bool:
        """Whether this profile organises a season: it holds everybody's manifests and is no judge's."""
        return profiles.organises(self._profile)

    @classmethod
    def open(cls, home: Path, passphrase: str | None) -> Self:
        """Open the profile in `home`. Raises UsageError (no profile), Locked, StoreError."""
        return cls(profiles.open_profile(home, passphrase=passphrase))

    @classmethod
    def open_unlocked(cls, home: Path, unlocked: Callable[[], Any]) -> Self:
        """As `open`, with what `unlock.vault` brings."""
        return cls(profiles.open_profile(home, unlocked=unlocked))

    @classmethod
    def recover(cls, home: Path, code: str) -> Self:
        """Open it with the recovery code."""
        return cls(profiles.open_profile(home, recovery=code))

    @classmethod
    def create(cls, home: Path, passphrase: str | None) -> tuple[Self, str]:
        """A new profile and its recovery code. Raises Locked when there is neither passphrase nor keyring."""
        profile, code = profiles.create(home, passphrase=passphrase, shown=True)
        return cls(profile), code

    @classmethod
    def create_anew(cls, home: Path, passphrase: str | None) -> tuple[Self, str]:
        """The same in the place of a profile that nothing opens any more; that is moved aside."""
        with profiles.given_up(home):
            return cls.create(home, passphrase)

    @staticmethod
    def exists(home: Path) -> bool:
        """Whether there is a profile; one whose making was cut off before anything was kept is none."""
        return profiles.usable(home)

    @staticmethod
    def invitation(path: Path) -> tuple[bytes, enrol.InvitationView]:
        """An invitation file's bytes and what it says, under any name and at any age. Any thread. Raises UsageError that says what else it is."""
        from app.services.judge import enrol, file_words

        if ".qcinvite" not in path.name.lower() and not file_words.is_invitation(path):
            raise UsageError(file_words.explain(path))
        data = enrol.read_file(path)
        return data, enrol.look(data)

    @staticmethod
    def pasted(text: str) -> tuple[bytes, enrol.InvitationView]:
        """The same for an invitation that came as text; what a chat put around it is dropped."""
        from app.services.judge import enrol, invitation_text

        data = invitation_text.in_message(text)
        return data, enrol.look(data)
