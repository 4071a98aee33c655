"""The recovery code as a page: made in memory when a judge asks for it, because the code is shown once and kept nowhere."""

from __future__ import annotations

from datetime import datetime

from app.core.words import language
from app.reports.recovery_sheet import recovery_sheet_pdf
from app.reports.values import Imprint, RecoverySheet


def pdf(code: str, season: str, judge: str, unit: str, now: datetime) -> bytes:
    """One A4 page in the language in force. `season` and `judge` as the invitation names them."""
    sheet = RecoverySheet(season, judge, tuple(code.split("-")), unit)
    return recovery_sheet_pdf(sheet, Imprint(judge, now), language())
