"""What keyring backends do wrong, and what a person reads then."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

from app.core.errors import Locked
from app.trust import keyring_box

KEY = bytes(range(32))


class Faulty(KeyringBackend):
    """Forgets what it is told, or raises `error`."""

    priority = 0.1

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        if self.error:
            raise self.error
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error:
            raise self.error


@pytest.fixture(autouse=True)
def kept_backend() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (None, "keyring-failed"),
        (NoKeyringError(), "no-keyring"),
        (KeyringLocked("x"), "keyring-locked"),
        (PasswordSetError("x"), "keyring-failed"),
        (InitError("x"), "keyring-failed"),
        (ConnectionResetError(), "keyring-failed"),
    ],
)
def test_every_fault_has_words_and_a_next_step(error: Exception | None, reason: str) -> None:
    keyring.set_keyring(Faulty(error))
    with pytest.raises(Locked) as caught:
        keyring_box.store("profile", KEY)
    assert caught.value.reason == reason
    assert caught.value.hint
    assert KEY.hex() not in str(caught.value)


def test_a_forgetful_keyring_leads_to_the_recovery_code() -> None:
    keyring.set_keyring(Faulty())
    with pytest.raises(Locked, match="恢复码"):
        keyring_box.load("profile")


def test_our_own_bugs_are_not_dressed_up() -> None:
    keyring.set_keyring(Faulty(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        keyring_box.load("profile")
