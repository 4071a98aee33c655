"""Errors in words: one class per next step of the person in front of the screen.

The blame decides the class. Wrong data (a file, a server, a person) raises an `AppError` with one
sentence and the next step; a wrong call order is our bug and raises `RuntimeError`. Every adapter has
one table that turns its library's errors into these.

`reason` is a stable English identifier that scripts and tests may match; message and hint are raised through
`app.core.words` and are read in the language in force when somebody looks, not when they were raised.
"""

from __future__ import annotations

from app.core.words import joined, now


class AppError(Exception):
    """Something a person can act on: one sentence, one next step."""

    reason = "error"

    def __init__(self, message: str, hint: str = "", *, reason: str = "") -> None:
        super().__init__(message)
        self._message, self._hint = message, hint
        if reason:
            self.reason = reason

    @property
    def message(self) -> str:
        """What happened, in the language now in force."""
        return now(self._message)

    @property
    def hint(self) -> str:
        """The next step, in the language now in force; may be empty."""
        return now(self._hint)

    def __str__(self) -> str:
        return joined(self.message, self.hint)


class UsageError(AppError):
    """The person asked for something that cannot be done as asked (exit code 1, nothing changed)."""

    reason = "usage"


class Cancelled(AppError):
    """The person stopped the work; what was verified so far is kept."""

    reason = "cancelled"


class OfflineError(AppError):
    """The other side cannot be reached: try again when there is a network, or use a stick."""

    reason = "offline"


class DownloadError(AppError):
    """The other side answered, but not with what was promised."""

    reason = "download"


class TrustError(AppError):
    """A signature, a key or a version does not hold."""

    reason = "trust"


class UnknownSigner(TrustError):
    reason = "unknown-signer"


class BadSignature(TrustError):
    reason = "bad-signature"


class WrongRole(TrustError):
    reason = "wrong-role"


class Expired(TrustError):
    reason = "expired"


class RolledBack(TrustError):
    reason = "rolled-back"


class NotForUs(TrustError):
    """A sealed file that none of our keys opens."""

    reason = "not-for-us"


class FormatError(AppError):
    """The bytes are not what they claim to be."""

    reason = "format"


class TooLarge(FormatError):
    reason = "too-large"


class NewerFormat(FormatError):
    """Written by a newer program: update, then open again."""

    reason = "newer-format"


class Malformed(FormatError):
    reason = "malformed"


class StoreError(AppError):
    reason = "store"


class DiskFull(StoreError):
    reason = "disk-full"


class Busy(StoreError):
    reason = "busy"


class Corrupt(StoreError):
    reason = "corrupt"


class TooNew(StoreError):
    """The store was written by a newer program."""

    reason = "store-too-new"


class Locked(StoreError):
    """The vault cannot be opened: passphrase, keyring or recovery code needed."""

    reason = "locked"


class MergeConflict(AppError):
    """Two signed statements cannot both count; a person decides."""

    reason = "merge-conflict"


class MediaError(AppError):
    """A page or a video cannot be shown; scoring goes on."""

    reason = "media"


class InvalidEntry(AppError):
    """A value that a person typed or imported is outside what the rubric or the form allows."""

    reason = "invalid"
