"""A small season made by the command line alone: spreadsheets, papers, two panels; built once, copied for every test.

Addresses are stored in profiles as absolute paths, so a copy is laid at the place where the season was made.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.cli import run as run_here
from app.core.clock import Clock
from app.core.ids import sha256_hex
from app.services import profile as profiles
from app.services.chair.shelves import TURNED_AWAY
from app.services.profile import Profile
from app.store.tables import METADATA
from app.trust.vault import Vault
from tests.fakes.desk_profile import small_pdf
from tests.fakes.qcdesk import Desk, Said

PASSPHRASE = "demo"
ORGANISER = "ORG"
CHAIR, SECOND, THIRD, ELSEWHERE = "C-01", "J-02", "J-03", "K-01"
JUDGES = (CHAIR, SECOND, THIRD, ELSEWHERE)
PANEL = (CHAIR, SECOND, THIRD)
COUNTING = ("Z-001", "Z-002", "Z-003")
PRACTICE = "Z-004"
ENTRY_HEADER = ("编号", "课题名称", "小组名称", "课题类型", "领域", "专业组", "完成单位", "推荐单位", "试评", "撤报")
JUDGE_HEADER = ("评委编号", "姓名", "单位", "专业组", "角色")
ENTRY_ROWS: tuple[tuple[str, ...], ...] = (
    (
        "Z-001",
        "降低轮对踏面磨耗超限率",
        "启明星小组",
        "问题解决型·自定目标",
        "制造类",
        "P1",
        "上海澜正轴系股份有限公司",
        "申岚装备集团",
        "",
        "",
    ),
    (
        "Z-002",
        "提高注塑件一次交验合格率",
        "快换小组",
        "问题解决型·指令性目标",
        "制造类",
        "P1",
        "上海穆青塑业有限公司",
        "申岚装备集团",
        "",
        "",
    ),
    ("Z-003", "研制电缆护套偏心检测装置", "同心圆小组", "创新型", "制造类", "P1", "上海禾缆线缆有限公司", "申岚装备集团", "", ""),
    (
        "Z-004",
        "缩短换模时间的试评课题",
        "试评小组",
        "问题解决型·自定目标",
        "制造类",
        "P1",
        "上海试评机械有限公司",
        "申岚装备集团",
        "是",
        "",
    ),
    ("X-001", "缩短门诊取药等候时间", "暖流小组", "问题解决型·自定目标", "市场服务类", "P2", "申城第六人民医院", "申城医院协会", "", ""),
)
JUDGE_ROWS: tuple[tuple[str, ...], ...] = (
    (CHAIR, "顾长青", "上海质衡咨询有限公司", "P1", "评审组长"), (SECOND, "沈国樑", "申城理工学院", "P1", "评委"),
    (THIRD, "戚文堃", "上海计量研究会", "P1", "评委"), (ELSEWHERE, "龚一鸣", "申城标准化院", "P2", "评审组长"),
)  # fmt: skip
QUALITY = {"Z-001": 0, "Z-002": 2, "Z-003": 4, "Z-004": 1, "X-001": 1}
SEVERITY = {CHAIR: 0, SECOND: 1, THIRD: 3, ELSEWHERE: 0}
OWN_ORDER = {(CHAIR, "Z-001"): 1, (CHAIR, "Z-002"): 0}
"""The chair alone puts Z-002 before Z-001; the others' packages turn that round."""


def write_sheet(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    """A CSV as Excel writes it, or an XLSX by the name's ending."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xlsx":
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet("名单")
        for row in (header, *rows):
            sheet.append(list(row))
        book.save(path)
        return path
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    path.write_text(out.getvalue(), "utf-8-sig")
    return path


def write_papers(materials: Path, codes: Sequence[str]) -> None:
    """Report, form and recommendation of every entry, each a real PDF of its own."""
    for n, code in enumerate(codes, 1):
        folder = materials / code
        folder.mkdir(parents=True, exist_ok=True)
        for k, name in enumerate(("成果报告.pdf", "申报表.pdf", "推荐表.pdf")):
            (folder / name).write_bytes(small_pdf(1 + k, (595 + n, 842)))


@dataclass(frozen=True)
class World:
    """Everything of one season below `root`."""

    root: Path

    @property
    def repository(self) -> Path:
        return self.root / "repository"

    @property
    def materials(self) -> Path:
        return self.root / "materials"

    @property
    def entries(self) -> Path:
        return self.root / "lists" / "entries.csv"

    @property
    def judges(self) -> Path:
        return self.root / "lists" / "judges.csv"

    def home(self, who: str) -> Path:
        return self.root / "homes" / who

    def package(self, judge: str) -> Path:
        return self.root / "packages" / f"{judge}.qcr"

    def desk(self, who: str) -> Desk:
        """This person's command line in a process of its own."""
        return Desk(self.home(who), PASSPHRASE)

    def run(self, who: str, *words: object, code: int | None = 0) -> Said:
        """The same command line in this process: the same code at a tenth of the time."""
        said = run_command(self.home(who), *words)
        assert code is None or said.code == code, f"{words}: exit {said.code}\n{said.out[-3000:]}\n{said.err[-3000:]}"
        return said

    def ask(self, who: str, *words: object, code: int | None = 0) -> Any:
        """As `run`, with `--json`: the document."""
        return self.run(who, *words, "--json", code=code).json

    def organise(self, command: str, *words: object, code: int | None = 0) -> Any:
        """`organizer COMMAND REPO …` with `--json`."""
        return self.ask(ORGANISER, "organizer", command, self.repository, *words, code=code)

    def import_lists(self, code: int | None = 0) -> Any:
        return self.organise("import", "--entries", self.entries, "--judges", self.judges, "--materials", self.materials, code=code)

    @contextlib.contextmanager
    def open(self, who: str, now: datetime | None = None) -> Iterator[Profile]:
        """The profile opened here, on a clock of its own when `now` is given."""
        clock = Clock(lambda: now) if now else None
        with closing(profiles._opened(self.home(who), _vault(self.home(who)), clock)) as profile:
            yield profile

    def kept(self, who: str) -> Mapping[str, list[tuple[Any, ...]]]:
        """Every row of every table of the profile's store: equal before and after means nothing was changed. What was refused and waits for
        its receipt counts nowhere and is left out."""
        with self.open(who) as profile, profile.database.read():
            connection = profile.database._connection
            every = {t.name: sorted((tuple(r) for r in connection.execute(t.select())), key=repr) for t in METADATA.sorted_tables}
        return {name: [r for r in rows if TURNED_AWAY.kind not in r[:2]] for name, rows in every.items()}

    def public(self) -> dict[str, str]:
        """Path → digest of every file of the repository."""
        return digests(self.repository)


_vaults: dict[bytes, Vault] = {}


def _vault(home: Path) -> Vault:
    """Opened once per profile: the passphrase is slow by design."""
    text = (home / "vault.json").read_bytes()
    if text not in _vaults:
        _vaults[text] = Vault.open(home, passphrase=PASSPHRASE)
    return _vaults[text]


def digests(folder: Path) -> dict[str, str]:
    """Path below `folder` → SHA-256, for every file."""
    return {str(p.relative_to(folder)): sha256_hex(p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}


def run_command(home: Path, *words: object, **more: str) -> Said:
    """One command in this process, with streams and surroundings of its own."""
    out, err = io.StringIO(), io.StringIO()
    own = {"QCDESK_HOME": str(home), "QCDESK_PASSPHRASE": PASSPHRASE, "QCDESK_LANG": "zh", **more}
    before = {k: os.environ.get(k) for k in own}
    os.environ.update(own)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = run_here([str(w) for w in words], lambda *a, **k: 0)
            except SystemExit as exit_:
                code = int(exit_.code or 0)
    finally:
        for key, value in before.items():
            os.environ.pop(key) if value is None else os.environ.__setitem__(key, value)
    return Said(code, out.getvalue(), err.getvalue())


def points_of(entry: Mapping[str, Any], judge: str) -> list[str]:
    """ITEM=POINTS for every item of an entry, as `judge entries --json` lists it: on the step, different for every judge."""
    items = entry["rubric"]["items"]
    lost = OWN_ORDER.get((judge, entry["code"]), QUALITY.get(entry["code"], 0) + SEVERITY[judge])
    given = []
    for n, item in enumerate(items):
        steps = lost // len(items) + (n < lost % len(items))
        given.append(f"{item['code']}={float(item['max']) - steps * float(item['step']):.2f}")
    return given


def build(root: Path) -> World:
    """Set up, import, enrol, publish, sync and declare: everybody is about to score."""
    world = World(root)
    write_sheet(world.entries, ENTRY_HEADER, ENTRY_ROWS)
    write_sheet(world.judges, JUDGE_HEADER, JUDGE_ROWS)
    write_papers(world.materials, [r[0] for r in ENTRY_ROWS])
    world.ask(ORGANISER, "organizer", "init", world.repository, "--name", "示例市质量协会", "--season", 2026)
    world.import_lists()
    world.organise("assign")
    world.organise("invite", "--out", root / "invitations", "--address", world.repository)
    for judge in JUDGES:
        world.ask(judge, "judge", "enrol", root / "invitations" / f"{judge}.qcinvite", "--out", root / "enrolments" / f"{judge}.qcenrol")
    world.organise("admit")
    world.organise("publish")
    for judge in JUDGES:
        world.ask(judge, "judge", "sync")
        world.ask(judge, "judge", "declare")
    return world


def score(world: World, judge: str, codes: Sequence[str] | None = None, lost: int = 0) -> None:
    """Points for every entry (or these); `lost` takes as many further steps off the first item of each."""
    for entry in world.ask(judge, "judge", "entries")["entries"]:
        if codes is None or entry["code"] in codes:
            given = points_of(entry, judge)
            code, _, value = given[0].partition("=")
            step = float(entry["rubric"]["items"][0]["step"])
            given[0] = f"{code}={float(value) - lost * step:.2f}"
            world.ask(judge, "judge", "score", entry["code"], *given, "--comment", f"{entry['code']} 数据充分。")


def hand_in(world: World) -> None:
    """Everybody scores and submits; nothing is uploaded or merged."""
    for judge in JUDGES:
        score(world, judge)
        world.ask(judge, "judge", "submit", "--out", world.package(judge))


@dataclass(frozen=True)
class Pristine:
    """A finished stage put away, to be laid out again as often as wanted."""

    place: Path
    copy: Path

    @classmethod
    def of(cls, world: World, name: str) -> Pristine:
        copy = world.root.with_name(name)
        shutil.copytree(world.root, copy)
        return cls(world.root, copy)

    def lay_out(self) -> World:
        if self.place.exists():
            shutil.rmtree(self.place)
        shutil.copytree(self.copy, self.place)
        return World(self.place)
