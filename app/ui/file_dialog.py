"""Asking for a file or a folder: one dialog that goes away by itself, where it begins, and what it hands on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation
DOWNLOADS = QStandardPaths.StandardLocation.DownloadLocation
PICTURES = QStandardPaths.StandardLocation.PicturesLocation

Place = QStandardPaths.StandardLocation | str
"""Where a dialog begins: one of the person's own places, or a folder by name."""


def ask_file(parent: QWidget, title: str, kinds: Sequence[str], then: Callable[[Path], object], place: Place = DOCUMENTS) -> None:
    """Ask for one file that is there; `kinds` as Qt writes them, `评分文件 (*.qcr)`."""
    dialog = _dialog(parent, title, place, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_files(parent: QWidget, title: str, kinds: Sequence[str], then: Callable[[list[Path]], object], place: Place = DOCUMENTS) -> None:
    """Ask for any number of files that are there."""
    dialog = _dialog(parent, title, place, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(n) for n in names]))
    dialog.open()


def ask_folder(parent: QWidget, title: str, then: Callable[[Path], object], place: Place = DOCUMENTS) -> None:
    """Ask for a folder."""
    dialog = _dialog(parent, title, place, ())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, then)


def ask_target(
    parent: QWidget, title: str, name: str, then: Callable[[Path], object], place: Place = DOCUMENTS, kinds: Sequence[str] = ()
) -> None:
    """Ask where to write a file; `name` is offered, and its ending is put on a name without one."""
    dialog = _dialog(parent, title, place, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    _open(dialog, then)


def _dialog(parent: QWidget, title: str, place: Place, kinds: Sequence[str]) -> QFileDialog:
    made = QFileDialog(parent, title)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setDirectory(place if isinstance(place, str) else QStandardPaths.writableLocation(place))
    if kinds:
        made.setNameFilters(list(kinds))
    return made


def _open(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
