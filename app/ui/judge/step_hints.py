"""课题类型与步骤: what the report's headings say against the declared type, read quietly while the judge reads the first page.

A hint for the judge alone, beside the first item (选题, where the type is judged). It points; it never scores.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.models.entry import DocumentRole
from app.scoring import hints
from app.scoring.hints import Hint
from app.ui.judge.sheet_model import SheetModel
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.scoring.steps import Checklist
    from app.services.judge.read_entries import EntryView
    from app.ui.judge.paper_services import PaperServices

_QUIET_MS = 1_500
"""The first pages come before: reading headings takes pdfium a page at a time."""
_KEPT = 60


class StepHints(QObject):
    """`changed` when a report was read. Kept by the report's digest, so that a replaced one is read anew."""

    changed = Signal()

    def __init__(self, services: PaperServices, runner: Runner, sheet: SheetModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._sheet = services, runner, sheet
        self.on = True
        self._found: OrderedDict[str, Checklist] = OrderedDict()
        self._entries: dict[str, str] = {}
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._read)
        sheet.moved.connect(lambda _at: self._quiet.start())

    def switch(self, on: bool) -> None:
        self.on = on
        self._quiet.start()
        self.changed.emit()

    def of_open(self) -> tuple[Hint, ...]:
        """The hints on the open entry, in the language in force; none before its report was read."""
        view = self._sheet.view
        found = self._found.get(_report(view)) if view is not None and self.on else None
        return hints.of_steps(view.entry.code, found) if view is not None and found is not None else ()

    def all(self) -> tuple[Hint, ...]:
        """Those on every report read so far."""
        if not self.on:
            return ()
        return tuple(
            h for code, report in self._entries.items() if report in self._found for h in hints.of_steps(code, self._found[report])
        )

    def _read(self) -> None:
        view = self._sheet.view
        report = _report(view) if view is not None else ""
        if view is None or not self.on or not report or report in self._found or view.sheet.recusal is not None:
            return
        code = view.entry.code
        self._runner.pool(self._services.checklist, code, then=lambda found: self._came(code, report, found))

    def _came(self, code: str, report: str, found: Checklist | None) -> None:
        if found is None:  # not here yet, or it cannot be read
            return
        self._found[report], self._entries[code] = found, report
        while len(self._found) > _KEPT:
            self._found.popitem(last=False)
        self.changed.emit()


def _report(view: EntryView) -> str:
    """The digest of the newest report that is here; empty without one."""
    old = {d.document.supersedes for d in view.documents}
    mine = (d for d in reversed(view.documents) if d.document.role is DocumentRole.REPORT and d.document.sha256 not in old)
    held = next(mine, None)
    return held.document.sha256 if held is not None and held.available else ""
