"""The master key in the system's keyring (Windows, macOS, GNOME, KDE): the one place that asks it.

Only the 32-byte master key is kept there, because Windows holds little. `keyring` is imported inside
the functions: it looks for every installed backend, which a start with a passphrase must not wait for.
Backends that prompt on a console or keep plain files (the `keyrings.*` add-ons) are never used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.core.errors import Locked, Malformed
from app.core.words import say
from app.trust.keys import raw_key

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "qcdesk"
_LIBRARIES = {"keyring", "secretstorage", "jeepney", "pywintypes", "win32ctypes"}
_FORBIDDEN = ("keyrings.", "keyring.backends.null")


def store(profile: str, master_key: bytes) -> None:
    """Keep `master_key` under `profile` and read it back. Raises Locked with words."""
    with _translated():
        backend = _backend()
        backend.set_password(SERVICE, profile, master_key.hex())
        kept = backend.get_password(SERVICE, profile)
    if kept != master_key.hex():
        raise _locked(say("系统钥匙串没有保存住密钥。", "The system keyring did not keep the key."), "keyring-failed")


def load(profile: str) -> bytes:
    """The master key of `profile`. Raises Locked when the keyring is missing, locked or does not hold it."""
    with _translated():
        kept = _backend().get_password(SERVICE, profile)
    if kept is None:
        raise _lost()
    try:
        return raw_key(kept)
    except Malformed as error:
        raise _lost() from error


def forget(profile: str) -> None:
    """Take the master key of `profile` out of the keyring; nothing happens when it is not there."""
    with _translated():
        backend = _backend()
        if backend.get_password(SERVICE, profile) is not None:
            backend.delete_password(SERVICE, profile)


def probe() -> None:
    """Return when this computer has a usable keyring. Raises Locked in words."""
    with _translated():
        _backend().get_password(SERVICE, "probe")


def _backend() -> KeyringBackend:
    import keyring
    from keyring.backends.chainer import ChainerBackend
    from keyring.errors import NoKeyringError

    chosen = keyring.get_keyring()
    candidates = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    for backend in candidates:
        if not type(backend).__module__.startswith(_FORBIDDEN):
            return backend
    raise NoKeyringError


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        outside = type(error).__module__.partition(".")[0] in _LIBRARIES
        if not outside and not isinstance(error, (OSError, EOFError, ImportError)):
            raise
        raise _in_words(error) from error


def _in_words(error: Exception) -> Locked:
    """The one table from what keyring libraries raise to what a person reads."""
    name = type(error).__name__
    if name == "NoKeyringError" or isinstance(error, ImportError):
        return _locked(say("这台电脑没有可用的系统钥匙串。", "This computer has no system keyring that can be used."), "no-keyring")
    if name in ("KeyringLocked", "LockedException", "PromptDismissedException"):
        return Locked(
            say("系统钥匙串已锁定。", "The system keyring is locked."),
            say("请解锁钥匙串后再试，或用恢复码打开。", "Unlock the keyring and try again, or open with the recovery code."),
            reason="keyring-locked",
        )
    if name == "PasswordSetError":
        return _locked(say("系统钥匙串拒绝保存密钥。", "The system keyring refused to keep the key."), "keyring-failed")
    return _locked(say("系统钥匙串出错（{name}）。", "The system keyring failed ({name}).", name=name), "keyring-failed")


def _locked(sentence: str, reason: str) -> Locked:
    return Locked(
        sentence,
        say(
            "请改用口令（窗口里输入，或设置 QCDESK_PASSPHRASE），或用恢复码打开。",
            "Use a passphrase instead (in the window, or by QCDESK_PASSPHRASE), or open with the recovery code.",
        ),
        reason=reason,
    )


def _lost() -> Locked:
    return Locked(
        say("系统钥匙串里没有这个档案的密钥。", "The system keyring does not hold this profile's key."),
        say("请用恢复码打开。", "Open with the recovery code."),
        reason="keyring-empty",
    )
