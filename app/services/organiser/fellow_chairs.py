"""Two chairs in one panel: what each one's manifest says, by digest, so that the other's can list it before either is written.

Two documents cannot hold each other's digest; `packages/assignment_ext` says which digest stands for it. It changes only when what the
chair is told changes, so listing it in the other's manifest never makes the two chase each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.models.assignment import Manifest, PublishedSequence
from app.models.roster import PanelRole
from app.packages import assignment_ext
from app.services.organiser import manifests
from app.services.profile import Profile


def settle(profile: Profile, drafts: Sequence[Manifest]) -> bool:
    """Remember what the chairs of every panel with more than one are about to be told; whether anything of it is new."""
    chairs = [d for d in drafts if d.role is PanelRole.CHAIR]
    seats = Counter((d.round, d.panel) for d in chairs)
    fresh = [_settle_one(profile, d) for d in chairs if seats[d.round, d.panel] > 1]  # all of them, also after the first that is new
    return any(fresh)


def _settle_one(profile: Profile, draft: Manifest) -> bool:
    digest = assignment_ext.content_digest(draft)
    with profile.database.write() as tx:
        held = manifests.assignment(tx, draft)
        published = len(held.sequences)
        if held.fellow and held.fellow[-1].manifest == digest:
            return False
        known = tuple(s for s in held.fellow if s.sequence <= published)  # what an earlier publish settled and never wrote is dropped
        coming = PublishedSequence(published + 1, digest, tuple(e.code for e in draft.entries))
        manifests.keep_assignment(tx, replace(held, fellow=(*known, coming)))
    return True
