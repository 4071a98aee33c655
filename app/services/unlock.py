"""The vault by itself, before the store's library is there: a passphrase takes about as long as that import, so the two go side by side."""

from __future__ import annotations

from pathlib import Path

from app.trust.vault import Vault


def vault(home: Path, passphrase: str | None) -> Vault:
    """The opened vault of the profile in `home`, for `profile.open_profile`. Any thread. Raises as `Vault.open`."""
    return Vault.open(home, passphrase=passphrase)
