"""What 分差 and the evidence ask of the services. Every method runs in the database's thread and is behind the gate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.services.profile import Profile

if TYPE_CHECKING:
    from app.services.chair.evidence import EntryEvidence
    from app.services.chair.one_entry import EntryDesk
    from app.services.chair.spread_list import SpreadList
    from app.services.judge.open_document import OpenDocument


class EvidenceServices:
    """Bound to one open profile. It is what the pictures of pages and videos are opened through (`VideoOpener`)."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def spread(self) -> SpreadList:
        """分差 by the season's limits."""
        from app.services.chair import spread_list

        return spread_list.spread_list(self._profile)

    def write_spread(self, folder: Path) -> tuple[Path, ...]:
        """分差 as XLSX and CSV."""
        from app.services.chair import spread_paper

        return spread_paper.write(self._profile, folder)

    def entry(self, code: str) -> EntryEvidence:
        """Notes and places of one entry, by item and judge."""
        from app.services.chair import evidence

        return evidence.evidence(self._profile, code)

    def desk(self, code: str) -> EntryDesk:
        """The entry as it stands beside a projected place."""
        from app.services.chair import one_entry

        return one_entry.entry_desk(self._profile, code)

    def open_document(self, code: str, sha256: str) -> OpenDocument:
        """The file a note points at."""
        from app.services.chair import evidence

        return evidence.open_place(self._profile, code, sha256)

    def note_opening(self, _opened: OpenDocument) -> None:
        """What the chair looks up is no reading of the own review."""

    def video_place(self, _sha256: str) -> None:
        """A place of evidence is looked up; where the chair stopped in the own review is another matter."""

    def keep_video_place(self, _sha256: str, _moment: int, _watched: bool) -> None:
        """Nothing is kept of it."""
