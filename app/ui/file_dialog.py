"""Asking for a file or a folder: one dialog that goes away by itself, and where it begins."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation
DOWNLOADS = QStandardPaths.StandardLocation.DownloadLocation


def file_dialog(parent: QWidget, title: str, place: QStandardPaths.StandardLocation = DOCUMENTS, folder: str = "") -> QFileDialog:
    """A file dialog that begins in `folder`, else in the person's `place`; the caller says what is wanted and opens it."""
    made = QFileDialog(parent, title)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setDirectory(folder or QStandardPaths.writableLocation(place))
    return made
