"""The language of the window, switched while it is open.

Source strings are Chinese. English comes from one catalogue; Qt tells every widget by LanguageChange, and sentences
born below the window follow `app.core.words`. Chinese needs only Qt's own catalogue, for its dialogs.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from app.core import words
from app.core.paths import resources
from app.core.words import Language

CATALOGUE = "qcdesk_en.qm"


class Languages(QObject):
    """Holds the translators that are installed now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._installed: list[QTranslator] = []

    def switch(self, language: Language) -> None:
        """Put `language` in force for the window, its dialogs and every sentence from below."""
        for old in self._installed:
            QCoreApplication.removeTranslator(old)
            old.deleteLater()
        words.set_language(language)
        self._installed = [t for t in (self._ours(language), self._qt(language)) if t is not None]
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)

    def _ours(self, language: Language) -> QTranslator | None:
        if language == "zh":
            return None
        translator = QTranslator(self)
        place = resources() / "i18n" / CATALOGUE
        return translator if translator.load(str(place)) else None

    def _qt(self, language: Language) -> QTranslator | None:
        if language != "zh":
            return None
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        return translator if translator.load("qtbase_zh_CN", folder) else None
