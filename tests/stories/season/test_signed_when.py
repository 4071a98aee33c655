"""A file signed on an impossible day is taken, and not without a word; an empty folder says that it holds nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.models.season import QuotaScope
from app.services.signing_time import odd_words
from tests.fakes import chair_panel, panel_season
from tests.fakes.published_season import run_command
from tests.fakes.season import CHAIR

NEVER, LONG_AGO = datetime(2099, 1, 1, 12, tzinfo=UTC), datetime(1999, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_day_either_way_is_nobodys_business() -> None:
    since, now = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
    for signed in (since, now, since - DAY, now + DAY):
        assert odd_words(signed, now=now, since=since) == ""
    for signed in (since - DAY - timedelta(seconds=1), now + DAY + timedelta(seconds=1)):
        assert odd_words(signed, now=now, since=since).startswith("电脑时钟可能不对：签于 2026-0")


def test_score_files(tmp_path: Path) -> None:
    made = chair_panel.make(tmp_path / "now", judges=4, entries=2, own={"Z-001": "90", "Z-002": "80"})
    marks = {"Z-001": "85", "Z-002": "82"}
    files = [made.package(j, marks, created=when) for j, when in (("J-02", None), ("J-03", NEVER), ("J-04", LONG_AGO))]
    home, empty = made.season.home(CHAIR), tmp_path / "U盘"
    empty.mkdir()
    seen = run_command(home, "chair", "preview", *files, "--json").json
    assert {f["judge"]: f["clock"] for f in seen["files"]} == {
        "J-02": "", "J-03": "电脑时钟可能不对：签于 2099-01-01", "J-04": "电脑时钟可能不对：签于 1999-01-01",
    }  # fmt: skip
    said = run_command(home, "chair", "merge", *files, empty)
    assert said.code == 0
    assert "（新收；电脑时钟可能不对：签于 2099-01-01）" in said.out
    assert "“U盘”里没有评分文件（.qcr）。" in said.out
    assert "已收 4 / 4 人" in run_command(home, "chair", "board").out
    again = run_command(home, "chair", "merge", empty, "--json")
    assert (again.code, again.json["notes"]) == (0, ["“U盘”里没有评分文件（.qcr）。"])


def test_panel_results(tmp_path: Path) -> None:
    two = panel_season.make(tmp_path / "now", panels=2, entries=2, rank_within=QuotaScope.PANEL)
    empty = tmp_path / "U盘"
    empty.mkdir()
    merged = two.ask("merge", two.close("P-1", created=NEVER), two.close("P-2", created=LONG_AGO), empty)
    assert {f["panel"]: (f["clock"], f["counts"]) for f in merged["accepted"]} == {
        "P-1": ("电脑时钟可能不对：签于 2099-01-01", True), "P-2": ("电脑时钟可能不对：签于 1999-01-01", True),
    }  # fmt: skip
    assert merged["notes"] == ["“U盘”里没有小组结果（.qcp）。"]
    said = two.run("merge", *two.files.values(), empty).out
    assert "；电脑时钟可能不对：签于 2099-01-01" in said
    assert "“U盘”里没有小组结果（.qcp）。" in said
    right = two.ask("merge", two.close("P-1", sequence=2))
    assert [f["clock"] for f in right["accepted"]] == [""]
