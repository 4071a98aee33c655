"""Imports without a second reading of every source file.

PySide looks into the source of each module that is imported after it for its own name, so that `from __feature__ import …` can
be switched per module. We use no such feature; the looking is a tenth of the start (80 of 1,000 ms of CPU with 400 entries) and
a second file to open for each module, which a virus scanner reads along with.
"""

from __future__ import annotations

import sys
from typing import Any

_SUPPORT, _ASKED = "shibokensupport.feature", "_mod_uses_pyside"


def spare() -> None:
    """From now on no module counts as one that switches features. A PySide that asks otherwise is left as it is."""
    import PySide6.QtCore  # noqa: F401  (loads the support)

    support: Any = sys.modules.get(_SUPPORT)
    if hasattr(support, _ASKED):
        setattr(support, _ASKED, _no)


def _no(module: object) -> bool:
    return False
