"""The copies beside the store, for the day on which the store itself does not open any more.

They have the store's key, so whoever opens the vault can look into each before choosing. Putting one back moves the
damaged file aside and never deletes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.clock import Clock
from app.core.errors import AppError
from app.services.profile import DATABASE
from app.store import backups
from app.trust.vault import Vault


@dataclass(frozen=True)
class Snapshot:
    """A whole copy: when it was made, sheets done and drafts in it."""

    path: Path
    made: datetime
    sheets_done: int
    drafts: int


def opened_vault(home: Path, passphrase: str | None, code: str | None) -> Vault:
    """The vault of a profile whose store does not open. Raises as `Vault.open`."""
    return Vault.open_with_recovery(home, code) if code else Vault.open(home, passphrase=passphrase)


def found(home: Path, vault: Vault) -> tuple[Snapshot, ...]:
    """Those that are whole, newest first; a damaged one is passed over."""
    seen = []
    for info in backups.list_backups(home / "backups"):
        try:
            held = backups.check_backup(info.path, vault.database_key)
        except AppError:
            continue
        seen.append(Snapshot(info.path, info.at, held.sheets_done, held.drafts))
    return tuple(seen)


def put_back(home: Path, vault: Vault, chosen: Path) -> None:
    """Put a copy in the place of the damaged store, which lies in `moved-aside` from then on. Raises StoreError: nothing has changed."""
    backups.restore_backup(home / DATABASE, vault.database_key, chosen, Clock())
