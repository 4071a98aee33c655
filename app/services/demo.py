"""The whole road on sample data: publish, enrol, sync, score, submit, upload, merge, receipts, papers.

It runs the same services as everybody else, against an embedded server on loopback, in profiles of its own
below `--out`; the user's profile and keyring are never touched. What it leaves is named in the contract of
the command line. The judge whose desk opens afterwards has synced and scored a little; everyone but the
absent judge has handed in.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.errors import UsageError
from app.core.files import atomic_write
from app.core.paths import resources
from app.core.strictjson import dumps
from app.core.tasks import Context
from app.core.words import say
from app.models.organising import ImportedJudge
from app.models.roster import PanelRole
from app.publishing.server import EmbeddedServer
from app.services import demo_scores
from app.services import profile as profiles
from app.services.chair import close, merge, papers, receipts, results
from app.services.judge import declare, enrol, sheets, submit, sync
from app.services.organiser import admit, collect, invite, publish, season_import, season_setup, serve, state
from app.services.profile import Profile

PASSPHRASE = "demo"  # noqa: S105  named in the contract of the command line; guards sample data only
ORGANISER_HOME = "organizer"


@dataclass
class Demo:
    """Where everything is. `desk_home` is the profile to open on a desktop."""

    out: Path
    repository: Path
    packages: dict[str, Path] = field(default_factory=dict)
    receipts: dict[str, Path] = field(default_factory=dict)
    results: list[Path] = field(default_factory=list)
    sheets: list[Path] = field(default_factory=list)
    matrices: list[Path] = field(default_factory=list)
    homes: dict[str, Path] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    desk_judge: str = ""

    @property
    def desk_home(self) -> Path:
        return self.homes[self.desk_judge]

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "out": str(self.out), "repository": str(self.repository), "packages": {j: str(p) for j, p in self.packages.items()},
            "receipts": {j: str(p) for j, p in self.receipts.items()}, "results": str(self.out / "results.json"),
            "sheets": [str(p) for p in self.sheets], "matrices": [str(p) for p in self.matrices], "homes": {j: str(p) for j, p in self.homes.items()},
            "absent": list(self.absent), "desk": str(self.desk_home),
        }  # fmt: skip

    def lines(self) -> list[str]:
        """For people."""
        return [
            say("仓库 {p}", "repository {p}", p=self.repository),
            say("评分文件 {n} 份：{p}", "{n} {n:score file|score files}: {p}", n=len(self.packages), p=self.out / "packages"),
            say("回执 {n} 份：{p}", "{n} {n:receipt|receipts}: {p}", n=len(self.receipts), p=self.out / "receipts"),
            say("结果 {p}", "results {p}", p=self.out / "results.json"),
            say("评分表 {p}", "score sheets {p}", p=self.out / "sheets"),
            say("汇总表 {p}", "matrix {p}", p=self.out / "matrix.pdf"),
            say("缺交评委 {who}", "absent judge {who}", who=", ".join(self.absent) or "—"),
            say("评委档案 {p}（口令 {word}）", "profiles {p} (passphrase {word})", p=self.out / "homes", word=PASSPHRASE),
        ]


def run(out: Path, ctx: Context, *, entries: int | None = None, judges: int | None = None, headless: bool = True) -> Demo:
    """Make everything below `out`, which must be empty or an earlier demo. Raises UsageError, DiskFull, Cancelled."""
    season = resources() / "demo" / "season"
    _prepare(out)
    made = Demo(out, out / "repository")
    with _organiser(out) as organiser:
        people = _publish_lists(organiser, made, season, entries, judges, ctx.part(0, 0.1))
        tokens, readers = serve.tokens(organiser), serve.readers(organiser)
        with EmbeddedServer(made.repository, credentials=lambda: tokens, readers=lambda: readers) as server:
            _enrol(organiser, made, people, server.address, ctx.part(0.1, 0.2))
            publish.publish(organiser, made.repository, ctx.part(0.2, 0.35))
            made.absent = tuple(j.id for j in people if "缺席" in j.note)
            made.desk_judge = next((j for j in made.absent if j in made.homes), people[0].id)
            _judge_all(made, people, headless, ctx.part(0.35, 0.75))
            collect.collect(organiser, made.repository, ctx.part(0.75, 0.8))
            _chair_all(made, people, ctx.part(0.8, 0.95))
            collect.collect(organiser, made.repository, ctx.part(0.95, 0.97))
            _fetch_receipts(made, people, ctx.part(0.97, 1.0))
    ctx.report(say("完成", "done"), 1.0)
    return made


def _prepare(out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        if not (out / "homes").is_dir() or not (out / "repository").is_dir():
            raise UsageError(
                say("文件夹“{name}”不是空的。", "The folder “{name}” is not empty.", name=out.name),
                say("请用 --out 指定一个空文件夹。", "Name an empty folder with --out."),
            )
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)


def _organiser(out: Path) -> closing[Profile]:
    made, code = profiles.create(out / "homes" / ORGANISER_HOME, passphrase=PASSPHRASE)
    profiles.write_recovery_code(made, code)
    return _closing(made)


def _closing(profile: Profile) -> closing[Profile]:
    return closing(profile)


def _publish_lists(
    organiser: Profile, made: Demo, season: Path, entries: int | None, judges: int | None, ctx: Context
) -> tuple[ImportedJudge, ...]:
    season_setup.init(organiser, made.repository, say("示例市质量协会", "Sample City Quality Association"), 2022)
    season_import.import_season(organiser, made.repository, season / "entries.xlsx", season / "judges.xlsx", season / "materials", ctx)
    if entries is not None or judges is not None:
        _shrink(organiser, entries, judges)
    season_import.assign(organiser, made.repository, ctx)
    with organiser.database.read() as tx:
        return state.JUDGES.all(tx)


def _shrink(organiser: Profile, entries: int | None, judges: int | None) -> None:
    """Keep the first entries and judges; a panel keeps its chair."""
    with organiser.database.write() as tx:
        people = sorted(state.JUDGES.all(tx), key=lambda j: (j.panel, j.role is not PanelRole.CHAIR, j.row))
        chosen = people[: max(judges or len(people), 1)]
        panels = {j.panel for j in chosen}
        rows = [e for e in state.ENTRIES.all(tx) if e.panel in panels or e.panel is None][: entries or None]
        state.JUDGES.replace(tx, {j.id: j for j in sorted(chosen, key=lambda j: j.row)})
        state.ENTRIES.replace(tx, {f"{e.round}/{e.code}": e for e in rows})


def _enrol(organiser: Profile, made: Demo, people: Sequence[ImportedJudge], address: str, ctx: Context) -> None:
    invited, _ = invite.invite(organiser, made.repository, made.out / "invitations", [address])
    for n, judge in enumerate(people):
        ctx.report(say("{name} 打开邀请", "{name} opens the invitation", name=judge.name), n / len(people))
        home = made.out / "homes" / judge.id
        profile, code = profiles.create(home, passphrase=PASSPHRASE)
        with _closing(profile):
            profiles.write_recovery_code(profile, code)
            enrol.enrol(profile, enrol.read_file(invited.files[judge.id]))
        made.homes[judge.id] = home
    admit.admit(organiser, made.repository, [])


def _judge_all(made: Demo, people: Sequence[ImportedJudge], headless: bool, ctx: Context) -> None:
    for n, judge in enumerate(people):
        part = ctx.part(n / len(people), (n + 1) / len(people))
        with profiles.opened(made.homes[judge.id], passphrase=PASSPHRASE) as profile:
            sync.sync(profile, part.part(0, 0.5))
            declare.declare(profile, {})
            if judge.id in made.absent:
                demo_scores.begin(profile, judge.id)
                continue
            demo_scores.score_all(profile, judge.id, part.part(0.5, 0.9))
            done, _ = submit.submit(profile, made.out / "packages" / f"{judge.id}.qcr")
            made.packages[judge.id] = done.package
            sync.sync(profile, part.part(0.9, 1.0))
            papers_of = sheets.judge_papers(profile, made.out / "sheets")
            made.sheets += [p for p in (papers_of.sheets, papers_of.summary) if p]


def _chair_all(made: Demo, people: Sequence[ImportedJudge], ctx: Context) -> None:
    chairs = [j for j in people if j.role is PanelRole.CHAIR and j.id in made.packages]
    combined: list[dict[str, Any]] = []
    for n, chair in enumerate(chairs):
        with profiles.opened(made.homes[chair.id], passphrase=PASSPHRASE) as profile:
            mine = [p for j, p in made.packages.items() if _panel_of(people, j) == chair.panel]
            merge.merge(profile, mine, ctx.part(n / len(chairs), (n + 1) / len(chairs)))
            combined.append(results.as_json(*results.results(profile)))
            issued, _ = receipts.issue(profile, made.out / "receipts")
            made.receipts |= issued.files
            _papers(made, profile, chair, first=n == 0)
            close.close(profile, made.out / "panels" / f"{chair.panel}.qcp")
    _write_results(made, combined)


def _papers(made: Demo, profile: Profile, chair: ImportedJudge, *, first: bool) -> None:
    written = papers.report(profile, made.out / "papers" / chair.panel)
    for path in written.files:
        if path.stem.endswith(f"-{papers.PanelPaper.MATRIX}") and path.suffix in (".pdf", ".xlsx"):
            target = made.out / (f"matrix{path.suffix}" if first else f"matrix-{chair.panel}{path.suffix}")
            atomic_write(target, path.read_bytes())
            made.matrices.append(target)


def _write_results(made: Demo, combined: list[dict[str, Any]]) -> None:
    for document in combined:
        path = made.out / f"results-{document['panel']}.json"
        atomic_write(path, dumps(document))
        made.results.append(path)
    if combined:
        atomic_write(made.out / "results.json", dumps(combined[0]))


def _fetch_receipts(made: Demo, people: Sequence[ImportedJudge], ctx: Context) -> None:
    for judge in people:
        if judge.id in made.packages:
            with profiles.opened(made.homes[judge.id], passphrase=PASSPHRASE) as profile:
                sync.sync(profile, ctx.part(0, 0))


def _panel_of(people: Sequence[ImportedJudge], judge: str) -> str:
    return next(j.panel for j in people if j.id == judge)
