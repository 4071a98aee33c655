"""Files and folders that are dragged onto a window: which they are, and whether there are any."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent


def files(event: QDropEvent) -> list[Path]:
    """Those of this computer, in the order in which they came. An event that enters tells them too."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
