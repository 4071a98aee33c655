"""A chair merges 500 really signed and sealed packages of 40 entries each, and the results are computed from them;
then 2,000 smaller ones.

Compared with what cannot be left out: reading each file, unsealing it, and verifying its signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.core.files import read_limited
from app.core.tasks import Context
from app.packages import documents, sealing
from app.services.chair import incoming, merge, results
from app.services.judge import identity, workspace
from app.services.profile import Profile
from app.trust import envelope as dsse
from tests.bench.measure import Line, timed
from tests.fakes import big_panel
from tests.fakes.big_panel import BigPanel

JUDGES, ENTRIES = 500, 40
MOST_JUDGES, FEW, TIMES = 1_000, 4, 2
"""As many judges as a panel may have, with few entries: what each package costs is opening and believing it. Two of each make 2,000."""


def measure(folder: Path) -> list[Line]:
    return [*_panel(folder / "panel"), *_many(folder / "many")]


def _panel(folder: Path) -> list[Line]:
    made = big_panel.make(folder, judges=JUDGES, entries=ENTRIES)
    with made.season.open(made.chair) as profile:
        packages = made.packages
        bare = timed(lambda: _bare(profile, packages))
        seen = timed(lambda: _preview(profile, packages))
        whole = timed(lambda: _merge(profile, packages))
        again = timed(lambda: _merge(profile, packages))
        view = timed(lambda: _results(profile, made))
        moved = timed(lambda: _preview(profile, packages))
    with made.season.open(made.chair) as profile:
        fresh = timed(lambda: _results(profile, made))
    least = "read, unseal, verify each"
    return [
        Line(f"previewing {JUDGES} packages of {ENTRIES} entries", seen, least, bare, 10),
        Line(f"merging {JUDGES} packages of {ENTRIES} entries", whole, least, bare, 10),
        Line("merging them a second time", again, least, bare, 10),
        Line("previewing them with moves, points opened", moved, least, bare, 10),
        Line("results of the merged panel", view, least, bare, 2),
        Line("results in a program just started", fresh, least, bare, 10),
    ]


def _many(folder: Path) -> list[Line]:
    made = big_panel.make(folder, judges=MOST_JUDGES, entries=FEW, times=TIMES)
    with made.season.open(made.chair) as profile:
        bare = timed(lambda: _bare(profile, made.packages))
        whole = timed(lambda: _merge(profile, made.packages))
        view = timed(lambda: _results(profile, made))
    what, least = f"{len(made.packages)} packages of {FEW} entries", "read, unseal, verify each"
    return [Line(f"verifying and merging {what}", whole, least, bare, 10), Line(f"results of {what}", view, least, bare, 2)]


def _bare(profile: Profile, packages: Sequence[Path]) -> None:
    with profile.database.read() as tx:
        keys, roster = identity.keys(tx), workspace.roster(profile, tx)
    signers = {j.id: j.keys[0].sign for j in roster.judges if j.keys}
    for path in packages:
        bundle = sealing.unseal(read_limited(path, sealing.SEALED_LIMIT), [keys.seal])
        dsse.verify(dsse.parse(bundle.envelope), signers[path.stem], documents.RESULT.name)


def _preview(profile: Profile, packages: Sequence[Path]) -> None:
    seen = incoming.look(profile, packages, Context())
    assert not seen.checked or all(c.error is None for c in seen.checked)


def _merge(profile: Profile, packages: Sequence[Path]) -> None:
    done, _ = merge.merge(profile, packages, Context())
    assert not done.refused, done.refused[0]
    assert len(done.accepted) + len(done.unchanged) == len(packages)


def _results(profile: Profile, made: BigPanel) -> None:
    _, view = results.results(profile)
    assert all(row.reads == len(made.season.judges) for row in view.rows)
