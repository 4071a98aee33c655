"""One desk per profile: a lock on a file in the profile's folder, which the system lets go of however the process ends.

Not a file whose presence means something: that would outlive a kill, and come along when a folder is copied. The file
also says where the desk that holds it can be reached, so that a second start can hand over what it was to open.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "desk.lock"
_LONGEST = 400
_FAR = 1 << 20
"""Windows locks bytes, and locked bytes cannot be read: one far behind the address is locked there."""


class Claim:
    """This process has the profile's folder. Without a `descriptor` the disk knows no locks, and it is taken on trust."""

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = descriptor

    def tell(self, address: str) -> None:
        """Say where this desk listens; "" for nowhere."""
        if self._descriptor is not None:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, address.encode()[:_LONGEST])

    def release(self) -> None:
        """Let another process have it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def take(home: Path) -> Claim | None:
    """Claim `home` (made when it is not there) for this process; None while another process has it."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(home / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return Claim()  # what is wrong with the folder is said by whoever needs more of it
    if not _lock(descriptor):
        os.close(descriptor)
        return None
    claim = Claim(descriptor)
    claim.tell("")
    return claim


def is_taken(home: Path) -> bool:
    """Whether a desk has `home` open now."""
    if not (home / NAME).exists():
        return False
    claim = take(home)
    if claim is not None:
        claim.release()
    return claim is None


def told(home: Path) -> str:
    """Where the desk that has `home` listens; "" while it says nothing."""
    try:
        return (home / NAME).read_bytes()[:_LONGEST].decode()
    except (OSError, UnicodeDecodeError):
        return ""


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a disk without locks: better a desk than none
        return True
