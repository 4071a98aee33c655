"""One judge's profile for many tries: opening its vault costs a fifth of a second, copying its folder nothing."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.models.points import to_text
from app.models.result import Receipt, ReceiptState
from app.models.rubric import Rubric
from app.models.season import Policy, Requirement
from app.models.shape import Points
from app.packages import documents, sealed_documents
from app.services.judge import identity, workspace
from app.services.profile import Profile
from app.trust.keys import SigningKey
from tests.fakes.desk_profile import JUDGE, NOON, SEASON, People, Plan, make


@dataclass(frozen=True)
class Template:
    """A closed profile whose folder may be copied; its vault opens every copy. All its entries have one rubric."""

    profile: Profile
    rubric: Rubric
    chair: SigningKey

    def returned(self, copy: Profile, payload: str, scored: Sequence[Sequence[int]]) -> bytes:
        """The chair's receipt that returns this package; `scored` are the hundredths of each scored sheet."""
        with copy.database.read() as tx:
            keys, entries = identity.keys(tx), workspace.current(copy, tx).manifest.entries
        total = to_text(Points(sum(map(sum, scored))))
        counts = len(scored), len(entries) - len(scored)
        receipt = Receipt(SEASON, 1, "P-3", JUDGE, "J-01", payload, ReceiptState.RETURNED, *counts, total, NOON, "请核对。")
        return sealed_documents.seal(documents.RECEIPT, receipt, self.chair, [keys.seal.public_hex])[1]


@cache
def made(entries: int) -> Template:
    """Made once per process, with up to three entries (the fourth would have another rubric)."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    people = People()
    profile = make(folder / "home", Plan(entries=entries, policy=Policy(proposed_level=Requirement.OPTIONAL)), people=people)
    desk = workspace.load(profile)
    profile.close()
    (rubric,) = {desk.rubric(entry) for entry in desk.manifest.entries}
    return Template(profile, rubric, people.chair)
