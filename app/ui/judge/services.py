"""What the judge's desk asks of the services, bound to one open profile. Every method runs in the database's thread.

Importing this module loads the store, so only the start does it, in that thread, after the window has been painted.
Screens get the object handed in and never import a service themselves. What the first page does not need (network,
papers, PDF, tables) is imported by the method that needs it: it would be half of the wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import AppError
from app.core.tasks import Context
from app.core.words import say
from app.models.changes import Changes
from app.models.rubric import TopicType
from app.models.shape import Points
from app.models.sheet import Note, RecusalReason, ScoreSheet, SheetState
from app.services import profile as profiles
from app.services.judge import data_note, declare, read_entries, reading_place, score, workspace
from app.services.judge import open_document as opening
from app.services.judge import recuse as recusals
from app.services.judge.data_note import DataNote
from app.services.judge.open_document import OpenDocument
from app.services.judge.read_entries import DeskState, EntryRow, EntryView, Order
from app.services.judge.reading_place import VideoPlace
from app.services.profile import Profile
from app.ui.judge.hand_in_services import HandInServices
from app.ui.judge.paper_services import PaperServices
from app.ui.judge.profile_services import ProfileServices
from app.ui.judge.season_folder import SeasonFolder
from app.ui.judge.season_services import SeasonServices

if TYPE_CHECKING:
    from app.scoring.steps import Checklist, StepList
    from app.services import backup
    from app.services.judge import enrol, index_texts, replaced, sync
    from app.services.judge.unit_conflict import UnitLook
    from app.ui.chair.season_services import SeasonDeskServices
    from app.ui.chair.services import ChairServices


@dataclass(frozen=True)
class Pledge:
    """What the declaration page shows: whose name, and what a conflict may be with."""

    name: str
    unit: str
    entries: tuple[EntryRow, ...]
    units: tuple[str, ...] = ()
    """Where the season hides units: those of the panel, by name, tied to no entry."""
    note: DataNote | None = None
    """数据说明: what the score file will tell."""

    @property
    def words(self) -> str:
        """What is signed, in the language in force."""
        return say(declare.PLEDGE, declare.PLEDGE_EN)


class JudgeServices(ProfileServices):
    """One open profile and the services a judge uses."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile)
        self._outside: Path | None = None
        self.season, self.folder = SeasonServices(profile), SeasonFolder(profile)
        self.paper = PaperServices(profile)
        self.hand_in = HandInServices(profile)

    def chair(self) -> ChairServices:
        """The services of the chair's desk, imported when it is opened."""
        from app.ui.chair.services import ChairServices

        return ChairServices(self._profile)

    def season_desk(self) -> SeasonDeskServices:
        """The services of the season's desk, imported when an organiser's profile is opened."""
        from app.ui.chair.season_services import SeasonDeskServices

        return SeasonDeskServices(self._profile)

    def enrol(self, data: bytes, code: str | None = None) -> tuple[enrol.Enrolled, Changes]:
        from app.services.judge import enrol

        return enrol.enrol(self._profile, data, code=code)

    def sync(self, ctx: Context) -> tuple[sync.SyncReport, Changes]:
        """Run in any thread: it opens the store beside this one, so that reading and saving go on."""
        from app.services.judge import sync

        with profiles.beside(self._profile) as other:
            return sync.sync(other, ctx)

    def state(self) -> DeskState | None:
        """The head of the desk; None before the first sync."""
        try:
            return read_entries.desk_state(self._profile)
        except AppError as error:
            if error.reason == "not-synced":
                return None
            raise

    def rows(self, state: SheetState | None, text: str, order: str, descending: bool, field: str = "") -> tuple[EntryRow, ...]:
        return read_entries.rows(
            self._profile, state=state, field=field or None, text=text or None, order=Order(order), descending=descending
        )

    def view(self, code: str) -> EntryView:
        return read_entries.view(self._profile, code)

    def pledge(self) -> Pledge:
        desk = workspace.load(self._profile)
        units = tuple(sorted(desk.manifest.units)) if desk.season.policy.blind_units else ()
        return Pledge(
            desk.manifest.name, desk.manifest.judge_unit, read_entries.rows(self._profile), units, data_note.note(desk.season.policy)
        )

    def declare(self, conflicts: Mapping[str, str], name: str) -> Changes:
        return declare.declare(self._profile, conflicts, name=name)[1]

    def replacements(self, code: str) -> tuple[replaced.Replacement, ...]:
        from app.services.judge import replaced

        return replaced.replacements(self._profile, code)

    def open_document(self, code: str, sha256: str) -> OpenDocument:
        return opening.open_document(self._profile, code, sha256, note_opening=False)

    def note_opening(self, opened: OpenDocument) -> None:
        opening.note(self._profile, opened)

    def hand_out(self, code: str, sha256: str) -> Path:
        """A copy of an original for another program, until the desk is closed. Any thread."""
        from app.services.judge import open_outside

        with profiles.beside(self._profile) as other:
            place = open_outside.hand_out(other, code, sha256, self._outside)
        self._outside = place.parent
        return place

    def sweep(self) -> None:
        """Remove what an earlier run handed out and could not take back, and what is left of a copy it was making."""
        from app.services import backup
        from app.services.judge import open_outside

        open_outside.take_back(self._profile, self._outside)
        backup.sweep(self._profile)

    def reading_place(self, sha256: str) -> reading_place.ReadingPlace | None:
        return reading_place.recall(self._profile, sha256)

    def keep_reading_place(self, sha256: str, page: int, zoom: float, whole: bool, rotation: int) -> None:
        reading_place.keep(self._profile, sha256, reading_place.ReadingPlace(page, zoom, whole, rotation))

    def video_place(self, sha256: str) -> VideoPlace | None:
        return reading_place.recall_video(self._profile, sha256)

    def keep_video_place(self, sha256: str, moment: int, watched: bool) -> None:
        reading_place.keep_video(self._profile, sha256, VideoPlace(moment, watched))

    def step_list(self, topic_type: TopicType) -> StepList:
        from app.services.judge import steps

        return steps.step_list(topic_type)

    def checklist(self, code: str) -> Checklist:
        """Run in any thread: every page is read, on a connection beside this one."""
        from app.services.judge import steps

        with profiles.beside(self._profile) as other:
            return steps.checklist(other, code)

    def begin_index(self) -> index_texts.Indexing | None:
        from app.services.judge import index_texts

        return index_texts.begin(self._profile)

    def index_page(self, work: index_texts.Indexing) -> bool:
        from app.services.judge import index_texts

        return index_texts.step(self._profile, work)

    def find_text(self, query: str) -> tuple[read_entries.TextHit, ...]:
        return read_entries.find_text(self._profile, query)

    def set_points(self, code: str, points: Mapping[str, Points | None]) -> tuple[ScoreSheet, Changes]:
        return score.set_points(self._profile, code, points)

    def set_half_typed(self, code: str, item: str, text: str) -> tuple[ScoreSheet, Changes]:
        return score.set_half_typed(self._profile, code, item, text)

    def set_remark(self, code: str, text: str) -> tuple[ScoreSheet, Changes]:
        return score.set_remark(self._profile, code, text)

    def set_level(self, code: str, level: str | None) -> tuple[ScoreSheet, Changes]:
        return score.set_level(self._profile, code, level)

    def put_note(self, code: str, note: Note) -> tuple[ScoreSheet, Changes]:
        return score.put_note(self._profile, code, note)

    def remove_note(self, code: str, note_id: str) -> tuple[ScoreSheet, Changes]:
        return score.remove_note(self._profile, code, note_id)

    def undo(self) -> tuple[str | None, Changes]:
        return score.undo(self._profile)

    def redo(self) -> tuple[str | None, Changes]:
        return score.redo(self._profile)

    def recuse(self, code: str, words: str) -> tuple[ScoreSheet, Changes]:
        return recusals.recuse(self._profile, code, words, RecusalReason.OTHER)

    def unit_look(self, code: str) -> UnitLook:
        from app.services.judge import unit_conflict

        return unit_conflict.look(self._profile, code)

    def recuse_unit(self, code: str, words: str, unit: str) -> tuple[tuple[ScoreSheet, ...], Changes]:
        from app.services.judge import unit_conflict

        return unit_conflict.stand_aside(self._profile, code, words, unit=unit)

    def take_back_unit(self, code: str) -> tuple[tuple[ScoreSheet, ...], Changes]:
        from app.services.judge import unit_conflict

        return unit_conflict.take_back(self._profile, code)

    def take_back_recusal(self, code: str) -> tuple[ScoreSheet, Changes]:
        return recusals.take_back(self._profile, code)

    def back_up(self) -> None:
        """A copy beside the store; runs in any thread, on a connection of its own."""
        from app.services import backup

        backup.on_disk(self._profile, "desk")

    def unfinished_copy(self) -> Path | None:
        """Where a copy was being written when the program ended last time."""
        from app.services.judge import stick_copy

        return stick_copy.unfinished(self._profile)

    def safety(self) -> tuple[backup.BackupState, str]:
        """When copies were made, and the one off this disk in words."""
        from app.services import backup

        found = backup.state(self._profile)
        return found, backup.state_words(found)

    def disk_words(self) -> str:
        """That the disk is nearly full; "" with room."""
        from app.services.judge import room

        return room.low_words(self._profile.home)

    def note_problem(self, sha256: str, words: str) -> None:
        """A file did not open, and why; "" when it does."""
        from app.services.judge import file_problems

        if words:
            file_problems.note(self._profile, sha256, words)
        else:
            file_problems.settle(self._profile, sha256)

    def close(self) -> None:
        if self._outside is not None:
            from app.services.judge import open_outside

            open_outside.take_back(self._profile)
        self._profile.close()
