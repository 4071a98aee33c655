"""A season of many panels whose chairs have closed: a real organiser's profile, a real roster, really signed and sealed `.qcp` files.

What the laptops would do is done here at once, so that any panel can close with any scores, twice, or in two versions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.core.clock import whole_second
from app.core.tasks import Context
from app.models.decision import Decision, OfficialScore, PanelResult
from app.models.organising import EntryVerdict, ImportedEntry, ImportedJudge, Verdict
from app.models.points import from_text, of, to_text
from app.models.roster import KeyEpoch, PanelRole, RosterJudge, RosterRole
from app.models.rubric import TopicType
from app.models.season import Policy, Quota
from app.models.shape import Points
from app.packages import documents, sealed_documents
from app.scoring.aggregate import aggregate_panel
from app.scoring.carried import combined, weight
from app.scoring.view import RECUSED
from app.services import profile as profiles
from app.services.chair import unsigned_ext
from app.services.chair.panel import UNSIGNED
from app.services.organiser import publish, season_import, season_setup, state
from app.services.organiser.state import SeasonHome
from app.services.profile import Profile
from app.trust.keys import SealIdentity, SigningKey
from tests.fakes.desk_profile import small_pdf
from tests.fakes.published_season import run_command
from tests.fakes.qcdesk import Said

PASSPHRASE = "demo"
FIELDS = ("MANUFACTURING", "SERVICE", "NONPROFIT", "CONSTRUCTION", "SME")
Scores = Mapping[str, Mapping[str, str]]
"""Entry → judge → "86.50" or 回避."""


@dataclass
class PanelSeason:
    """Panels P-1, P-2, …; judges of P-n are Jn-01 (the chair), Jn-02, …; entries of P-n are Zn-001, …; the field of entry k of panel n is
    number (n + k) of `fields`."""

    folder: Path
    panels: tuple[str, ...]
    keys: dict[str, SigningKey]
    entries: Mapping[str, tuple[str, ...]]
    judges: Mapping[str, tuple[str, ...]]
    fields: tuple[str, ...] = FIELDS
    made: int = 0
    files: dict[str, Path] = field(default_factory=dict)

    @property
    def repository(self) -> Path:
        return self.folder / "repository"

    @property
    def home(self) -> Path:
        return self.folder / "organiser"

    def open(self) -> closing[Profile]:
        """The organiser's profile."""
        return closing(profiles.open_profile(self.home, passphrase=PASSPHRASE))

    def run(self, command: str, *words: object) -> Said:
        """`organizer COMMAND REPO …` as a person types it."""
        return run_command(self.home, "organizer", command, self.repository, *words)

    def ask(self, command: str, *words: object, code: int = 0) -> Any:
        """The same with `--json`: the document."""
        said = self.run(command, *words, "--json")
        assert said.code == code, f"{command} {words}: exit {said.code}\n{said.out[-2000:]}\n{said.err[-2000:]}"
        return said.json

    def scores(self, panel: str) -> dict[str, dict[str, str]]:
        """Scores that rank the panel's entries in their order, all different over the season."""
        n = self.panels.index(panel)
        return {
            code: {j: to_text(Points(9500 - 370 * k - 23 * n + 10 * m)) for m, j in enumerate(self.judges[panel])}
            for k, code in enumerate(self.entries[panel])
        }

    def close(
        self, panel: str, scores: Scores | None = None, *, sequence: int | None = None, decisions: Sequence[Decision] = (),
        levels: Mapping[str, str | None] | None = None, items: Mapping[str, Mapping[str, str]] | None = None, signer: str | None = None,
        carried: Mapping[str, str] | None = None, round_number: int = 1, unsigned: Sequence[str] = (), **changes: Any,
    ) -> Path:  # fmt: skip
        """The chair closes the panel: a `.qcp`. `levels` are what the panel proposes, `unsigned` the judges whose sheets the chair copied;
        `changes`: fields of PanelResult, after all."""
        given = self.scores(panel) if scores is None else scores
        chair = self.judges[panel][0]
        with self.open() as profile, profile.database.read() as tx:
            roster, season, keys = tx.evidence.newest("roster"), tx.evidence.newest("season"), state.keys(tx)
            rules, home, rows = state.season(tx), state.home(tx), {e.code: e for e in state.ENTRIES.all(tx)}
            assert roster is not None
            assert season is not None
        value = PanelResult(
            season=rules.id, round=round_number, panel=panel, chair=chair, created=whole_second(profile.clock.now()),
            policy_digest=documents.policy_digest(rules.policy), policy=rules.policy, packages=(),
            entries=_officials(given, rows, rules.policy, levels or {}, carried or {}, weight(rules, round_number)), decisions=tuple(decisions),
            roster=roster.envelope.decode(), season_envelope=season.envelope.decode(), roots=(home.root,), sequence=sequence,
        )  # fmt: skip
        copied = [{"judge": j, "digest": "0" * 64, "mark": UNSIGNED} for j in unsigned]
        ext = {**({"items": items} if items else {}), **({unsigned_ext.NAME: copied} if copied else {})}
        envelope = documents.sign(documents.PANEL, replace(value, **changes), self.keys[signer or chair], ext or None)
        self.made += 1
        path = self.folder / "closed" / f"{self.made:02}-{panel}.qcp"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(sealed_documents.seal_envelope(envelope, [keys.seal.public_hex]))
        self.files[panel] = path
        return path

    def close_all(self) -> list[Path]:
        return [self.close(p) for p in self.panels]


def _officials(
    scores: Scores,
    rows: Mapping[str, ImportedEntry],
    policy: Policy,
    levels: Mapping[str, str | None],
    carried: Mapping[str, str],
    percent: int,
) -> tuple[OfficialScore, ...]:
    read = {c: {j: None if t == RECUSED else from_text(t) for j, t in own.items()} for c, own in scores.items()}
    made = aggregate_panel(read, policy.aggregation, uniform=policy.uniform_within_panel)
    brought = {c: from_text(t) for c, t in carried.items()}
    finals = {c: combined(a.official, brought.get(c), percent) for c, a in made.items()}
    ranked = sorted((c for c in finals if finals[c] is not None), key=lambda c: (-(finals[c] or 0), c))
    return tuple(
        OfficialScore(
            c, rows[c].field, str(a.rule), a.reads, dict(scores[c]), a.dropped, finals[c],
            rank=ranked.index(c) + 1 if c in ranked else None, level=levels.get(c), carried=brought.get(c),
        )
        for c, a in sorted(made.items())
    )  # fmt: skip


def make(
    folder: Path,
    *,
    panels: int = 9,
    entries: int = 3,
    judges: int = 3,
    quotas: tuple[Quota, ...] = (),
    fields: tuple[str, ...] = FIELDS,
    dress: Callable[[Profile], None] | None = None,
    **policy: Any,
) -> PanelSeason:
    """Set up, plan, put everybody's keys on the roster, publish. `dress`: other names and titles, before that; `policy`: fields of Policy."""
    names = tuple(f"P-{n}" for n in range(1, panels + 1))
    people = {p: tuple(f"J{n}-{k:02}" for k in range(1, judges + 1)) for n, p in enumerate(names, 1)}
    codes = {p: tuple(f"Z{n}-{k:03}" for k in range(1, entries + 1)) for n, p in enumerate(names, 1)}
    keys = {j: SigningKey.generate() for own in people.values() for j in own}
    made = PanelSeason(folder, names, keys, codes, people, fields)
    organiser, code = profiles.create(made.home, passphrase=PASSPHRASE)
    with closing(organiser):
        profiles.write_recovery_code(organiser, code)
        season_setup.init(organiser, made.repository, "示例市质量协会", 2026)
        _take_in(organiser, made)
        _rules(organiser, quotas, policy)
        if dress is not None:
            dress(organiser)
        season_import.assign(organiser, made.repository, Context())
        _enrol(organiser, made)
        publish.publish(organiser, made.repository, Context())
    return made


def _take_in(organiser: Profile, made: PanelSeason) -> None:
    rows = [_row(made, p, k, c) for p in made.panels for k, c in enumerate(made.entries[p], 1)]
    for row in rows:
        folder = made.folder / "materials" / row.code
        folder.mkdir(parents=True)
        (folder / "成果报告.pdf").write_bytes(small_pdf(1))
    with organiser.database.write() as tx:
        home = state.home(tx)
        state.ENTRIES.replace(tx, {f"1/{r.code}": r for r in rows})
        people = {j: _judge(made, p, j) for p in made.panels for j in made.judges[p]}
        state.JUDGES.replace(tx, people)
        state.VERDICTS.replace(tx, {f"1/{r.code}": EntryVerdict(r.code, 1, Verdict.ADMITTED) for r in rows})
        folder = str((made.folder / "materials").resolve())
        state.HOME.put(tx, state.ONLY, SeasonHome(home.season, home.repository, home.root, folder, home.published))


def _row(made: PanelSeason, panel: str, k: int, code: str) -> ImportedEntry:
    n = made.panels.index(panel) + 1
    chosen = made.fields[(n + k) % len(made.fields)]
    return ImportedEntry(
        code, f"降低{code}号线停机率", f"攻关{code}小组", TopicType.PROBLEM_SELF, chosen, chosen, f"{code}机械有限公司", "示例协会", 1, 1, k, panel=panel,
    )  # fmt: skip


def _judge(made: PanelSeason, panel: str, judge: str) -> ImportedJudge:
    n = made.panels.index(panel) + 1
    role = PanelRole.CHAIR if judge == made.judges[panel][0] else PanelRole.JUDGE
    return ImportedJudge(judge, f"评委{judge}", f"{judge}研究所", panel, f"第{n}组", role)


def _rules(organiser: Profile, quotas: tuple[Quota, ...], policy: Mapping[str, Any]) -> None:
    with organiser.database.write() as tx:
        season = state.season(tx)
        state.SEASON.put(tx, state.ONLY, replace(season, policy=replace(season.policy, quotas=quotas, **{"rank_within": None, **policy})))


def _enrol(organiser: Profile, made: PanelSeason) -> None:
    with organiser.database.write() as tx:
        roster = state.roster(tx)
        listed = [_listed(made, p, j) for p in made.panels for j in made.judges[p]]
        state.ROSTER.put(tx, state.ONLY, replace(roster, judges=tuple(sorted(listed, key=lambda j: j.id))))


def _listed(made: PanelSeason, panel: str, judge: str) -> RosterJudge:
    role = PanelRole.CHAIR if judge == made.judges[panel][0] else PanelRole.JUDGE
    key = KeyEpoch(1, made.keys[judge].public_hex, SealIdentity.generate().public_hex, 1)
    return RosterJudge(judge, (RosterRole(1, panel, role),), (key,))


__all__ = ["FIELDS", "RECUSED", "PanelSeason", "make", "of"]
