"""The season's workbooks and Word files with everything a season may leave open in them, as LibreOffice opens them: whole, the same numbers.

Put off by the season and by a panel, an extra place granted and one asked for, a field that the season lost.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.services.organiser import state
from tests.fakes import season_meeting as fake
from tests.fakes import soffice
from tests.fakes.panel_season import PanelSeason
from tests.fakes.report_values import pages_of, squeezed
from tests.fakes.season_meeting import SERVICE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="libreoffice-calc and libreoffice-writer are not installed"),
]
WHY = "等补充材料"
PUT_OFF, GRANTED = "Z1-003", "Z1-007"


@dataclass(frozen=True)
class Opened:
    """`entries` as the command lists them; file's kind → its text as LibreOffice sets it; kind → the workbook."""

    entries: dict[str, Any]
    texts: dict[str, str]
    books: dict[str, Path]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder = tmp_path_factory.mktemp("office")
    season = _season(folder / "season")
    out, texts = folder / "papers", dict[str, str]()
    season.ask("report", "--out", out, "--provisional")
    for ending in ("docx", "xlsx"):
        files = sorted(out.glob(f"*.{ending}"))
        assert len(files) == 3
        assert soffice.to_pdf(files, folder / ending, folder / "profile") == ""
        texts |= {f"{_kind(f)}.{ending}": squeezed(pages_of((folder / ending / f"{f.stem}.pdf").read_bytes())) for f in files}
    entries = {e["code"]: e for e in season.ask("results")["entries"]}
    return Opened(entries, texts, {_kind(f): f for f in out.glob("*.xlsx")})


def _season(folder: Path) -> PanelSeason:
    season = fake.make(folder)
    season.ask("merge", *season.files.values())
    season.ask("decide", PUT_OFF, "--defer", "--reason", WHY)
    season.ask("decide", GRANTED, "--grant", "EXCELLENT", "--reason", "经会长批准")
    with season.open() as profile, profile.database.write() as tx:
        rules = state.season(tx)
        state.SEASON.put(tx, state.ONLY, replace(rules, fields=tuple(f for f in rules.fields if f.code != SERVICE)))
    return season


def _kind(file: Path) -> str:
    return file.stem.rsplit("-", maxsplit=1)[1].removesuffix("（暂定）")


def test_nothing_is_lost_or_taken_for_a_formula(opened: Opened) -> None:
    assert sorted(opened.texts) == sorted(f"{k}.{e}" for k in ("汇总表", "成果名单", "推荐全国名单") for e in ("docx", "xlsx"))
    for name, text in opened.texts.items():
        assert not re.search(r"#(NAME|REF|VALUE|N/A)|Err:\d", text), name
        if "全国" not in name:
            assert [c for c in opened.entries if c not in text] == [], name
            assert SERVICE in text, name


def test_the_numbers_are_those_of_the_command(opened: Opened) -> None:
    sheet = openpyxl.load_workbook(opened.books["汇总表"]).active
    assert sheet is not None
    rows = {str(r[1]): r for r in sheet.iter_rows(values_only=True) if len(r) > 1 and r[1] in opened.entries}
    assert {c: (f"{r[9]:.2f}", r[10]) for c, r in rows.items()} == {c: (e["official"], e["rank"]) for c, e in opened.entries.items()}
    for ending in ("docx", "xlsx"):
        text = opened.texts[f"汇总表.{ending}"]
        assert [e["official"] for e in opened.entries.values() if e["official"] not in text] == []


def test_what_is_open_is_said_in_both(opened: Opened) -> None:
    assert {k: opened.entries[k]["level"] for k in (PUT_OFF, GRANTED)} == {PUT_OFF: None, GRANTED: "EXCELLENT"}
    for ending in ("docx", "xlsx"):
        assert f"暂缓：{WHY}" in opened.texts[f"汇总表.{ending}"]
        assert "申请增额" in opened.texts[f"汇总表.{ending}"]
        listed, _, below = opened.texts[f"成果名单.{ending}"].partition("暂缓，不列入等级：")
        assert PUT_OFF not in listed
        assert PUT_OFF in below
        assert PUT_OFF not in opened.texts[f"推荐全国名单.{ending}"]
