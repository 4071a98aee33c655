"""Write-only inbox credentials: derived from the profile's master key, so that none has to be stored."""

from __future__ import annotations

import hashlib
import hmac

from app.services.profile import Profile


def token(profile: Profile, judge: str) -> str:
    """The bearer token of one judge's inbox: 40 hex digits; a chair's also fetches the sealed score files of the panel."""
    return hmac.new(profile.vault.derive("inbox credentials 1"), judge.encode(), hashlib.sha256).hexdigest()[:40]
