"""Asking for the receipt of a package that was handed in."""

from __future__ import annotations

import re

from app.sync.sources import Missing, Source

LIMIT = 8 << 20
_DIGEST = re.compile("[0-9a-f]{64}")


def fetch_receipt(source: Source, payload_digest: str) -> bytes | None:
    """The sealed receipt published for a payload (hex SHA-256), at most 8 MiB; None when there is none yet.

    Nothing of it is believed here. Raises OfflineError or DownloadError.
    """
    if not _DIGEST.fullmatch(payload_digest):
        raise RuntimeError("a payload is named by its hex SHA-256")
    try:
        return source.read(f"receipts/{payload_digest}.qcreceipt", LIMIT)
    except Missing:
        return None
