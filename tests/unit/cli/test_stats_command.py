"""`qcdesk stats` as scripts and chairs meet it: keys, exit codes, one line for what is wrong, a page that fits a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scipy.special import stdtrit

from app.cli.columns import columns, width
from app.cli.stats_page import page
from app.core import words
from app.services.statistics import of_table
from tests.fakes.judging_tables import LONG_TABLES, expected_of, text_of
from tests.fakes.qcdesk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A home that holds no profile: stats needs none."""
    return Desk(tmp_path / "nobody", passphrase=None)


def _file(tmp_path: Path, name: str) -> Path:
    file = tmp_path / f"{name}.csv"
    file.write_text(text_of(name))
    return file


def test_the_document_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    said = desk.run("stats", _file(tmp_path, "s06_one_bridge_40x10"), "--top", 8, "--json")
    assert said.err == ""
    want = expected_of("s06_one_bridge_40x10")
    assert said.json["counts"] == want["counts"]
    assert said.json["posterior"]["k"] == 8
    assert said.json["posterior"]["p_top_k"]["S004"] == pytest.approx(want["posterior"]["p_top_k"]["S004"], abs=0.015)
    assert said.json["design"]["bridges"] == [{"submission": "S001", "judge": "J06"}]
    assert {r["what"] for r in said.json["refused"]} == {"icc", "kendall_w", "drop_high_low"}
    assert not (tmp_path / "nobody").exists()


@pytest.mark.slow
def test_the_seed_makes_a_run_repeatable(desk: Desk, tmp_path: Path) -> None:
    file = _file(tmp_path, "shrout_fleiss_1979")
    one, again, other = (desk.run("stats", file, "--seed", n, "--json").out for n in (5, 5, 6))
    assert one == again
    assert json.loads(one)["posterior"] != json.loads(other)["posterior"]


@pytest.mark.slow
def test_what_is_wrong_is_one_line(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("submission,judge,score\nA,J1,1\nA,J2,?\n")
    said = desk.run("stats", tmp_path / "bad.csv", "--json", code=1)
    assert "第 3 行" in said.line
    assert said.json["error"]["reason"] == "bad-row"
    assert desk.run("stats", tmp_path / "none.csv", code=1).line.startswith("找不到文件")
    assert "至少是 1" in desk.run("stats", tmp_path / "bad.csv", "--top", 0, code=1).line
    assert "不能是负数" in desk.run("stats", tmp_path / "bad.csv", "--seed", -1, code=1).line
    assert desk.run("stats", code=2).out == ""
    assert desk.run("stats", tmp_path / "bad.csv", "--top", "many", code=2).out == ""


@pytest.mark.parametrize("name", [*LONG_TABLES, "kuhlisch2016_conference_57x20"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_fits_a_terminal(tmp_path: Path, name: str, language: str) -> None:
    words.set_language("en" if language == "en" else "zh")
    told = of_table(_file(tmp_path, name))
    lines = page(told)
    tables = [line for line in lines if "±" in line or line.lstrip().startswith("┊")]
    assert all(width(line) <= 110 for line in tables)
    assert not any(bad in f" {line} " for line in lines for bad in (" nan", " None ", "{", "inf "))
    assert not any(line != line.rstrip() for line in lines)
    titles = [line for line in lines if line and not line.startswith(" ")][2:]
    numerals = "一二三四五六七" if language == "zh" else "1234567"
    assert [t[0] for t in titles if t[1:2] in "、."] == list(numerals[: len(titles)])


def test_the_page_tells_the_chair_in_words(tmp_path: Path) -> None:
    lines = page(of_table(_file(tmp_path, "s06_one_bridge_40x10"), top=8))
    text = "\n".join(lines)
    assert "  进 S004  第9 → 第7" in lines
    assert "  出 S008  第6 → 第9" in lines
    assert "难分上下（约" in text
    assert "两组评委只靠 J06 评 S001 这一次相连。" in text
    assert "排名所用平均分的可靠性 0.78（95% 区间 0.63–0.87，平均每份 3 次评分）；要达到 0.8，每份约需 4 次（区间 2–8）。" in text
    assert "%" in text
    assert "0.4" not in "".join(line for line in lines if "难分上下" in line)


def test_the_margin_is_the_half_width_of_the_interval_and_is_said(tmp_path: Path) -> None:
    told = of_table(_file(tmp_path, "s06_one_bridge_40x10"), top=8)
    lines = page(told)
    first, judge = next(s for s in told.found.submissions if s.name == "S004"), told.found.judges[0]
    assert told.found.ols is not None
    assert first.adjusted_se is not None
    assert judge.severity_se is not None
    half = stdtrit(told.found.ols.df_resid, 0.975)
    row = next(line for line in lines if f" {first.name} " in line and "±" in line)
    assert f"±{half * first.adjusted_se:.1f}" in row
    assert f"±{half * judge.severity_se:.1f}" in next(line for line in lines if line.lstrip().startswith(judge.name))
    assert "  ± 是 95% 区间的半宽：真正的值多半在 ± 一半以内，几乎总在 ± 以内。" in lines
    assert "标准误" not in "".join(lines)


def test_with_few_scores_the_margin_is_as_wide_as_it_must_be(tmp_path: Path) -> None:
    """Four scores leave one degree of freedom: ±1.96 standard errors would hold the true severity in 70 of 100 panels, not in 95."""
    file = tmp_path / "four.csv"
    file.write_text("成果,评委,得分\nA,J1,80\nA,J2,82\nB,J1,70\nB,J2,75\n")
    (row,) = [line for line in page(of_table(file)) if line.lstrip().startswith("J1")]
    assert "−1.8 ±9.5" in row, row  # 0.75 · 12.706
    assert "低于同组评委" not in row, "what lies inside ± is not told of anybody"


def test_panels_are_compared_where_the_table_names_them(tmp_path: Path) -> None:
    """Panel 乙 marks four points lower on what both read."""
    rows = ["成果,评委,专业组,得分"]
    for n in range(8):
        for judge, panel, less in (("J1", "甲", 0), ("J2", "甲", 0), ("J3", "乙", 4), ("J4", "乙", 4), ("J5", "", 0)):
            rows.append(f"A{n},{judge},{panel},{80 + n - less + (n * len(rows)) % 3}")
    file = tmp_path / "panels.csv"
    file.write_text("\n".join(rows))
    told = of_table(file)
    (contrast,) = told.found.design.contrasts
    assert (contrast.names, contrast.one, contrast.other) == (("乙", "甲"), ("J3", "J4"), ("J1", "J2"))
    (line,) = [line for line in page(told) if "乙 比 甲" in line]
    assert told.found.ols is not None
    half = stdtrit(told.found.ols.df_resid, 0.975) * contrast.sd
    assert line == f"  乙 比 甲 平均高（+）或低（−）−{-contrast.difference:.1f} ±{half:.1f} 分。"
    assert -5 < contrast.difference < -3


def test_agreement_on_the_very_score_is_told_where_scores_are_few(tmp_path: Path) -> None:
    text = "\n".join(page(of_table(_file(tmp_path, "s08_complete_30x7_1to5"))))
    assert "Fleiss κ，每个不同的分数算一类）：0." in text
    assert "Fleiss" not in "\n".join(page(of_table(_file(tmp_path, "s06_one_bridge_40x10"))))


def test_a_panel_that_read_everything_is_told_so(tmp_path: Path) -> None:
    text = "\n".join(page(of_table(_file(tmp_path, "s08_complete_30x7_1to5"))))
    assert "每位评委都评了全部成果：校正宽严不改变任何次序。" in text
    assert "跨过名额线的成果" not in text


def test_unconnected_groups_are_ranked_apart_and_get_no_line(tmp_path: Path) -> None:
    text = "\n".join(page(of_table(_file(tmp_path, "s03_disconnected_20x5_25x6"))))
    assert "第 1 组（各组分别排名）" in text
    assert "名额线一带" not in text
    assert "进入名额" not in text
    assert "补评可以连通（成果/评委）：S021/J01" in text


def test_criteria_are_averaged_and_said_so(tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_text(
        "成果,评委,项目,得分\nA,J1,选题,10\nA,J1,效果,16\nA,J2,选题,12\nA,J2,效果,18\nB,J1,选题,3\nB,J1,效果,5\nB,J2,选题,6\nB,J2,效果,4\n"
    )
    told = of_table(file)
    assert told.averaged == ("效果", "选题")
    assert told.found.submissions[0].mean == 14
    assert "2 个评审项目已取平均" in page(told)[2]
    assert "多次评" not in "\n".join(page(told)), "two criteria are one read, not two"
    assert of_table(file, criterion="选题").found.submissions[0].mean == 11


def test_a_read_that_lacks_a_criterion_is_named_and_so_is_one_given_twice(tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_text("成果,评委,项目,得分\nA,J1,选题,10\nA,J1,选题,14\nA,J1,效果,16\nA,J2,选题,12\nA,J2,效果,\nB,J1,选题,3\nB,J2,选题,6\n")
    told = of_table(file)
    assert {s.name: s.mean for s in told.found.submissions} == {"A": 13.0, "B": 4.5}
    text = "\n".join(page(told))
    assert "同一评委多次评同一成果，已取平均：A/J1。" in text
    assert "只按有的项目平均，与别人的不能直接相比：A/J2。" in text, "B has that one criterion only: nothing is lacking there"
    assert ("criteria", "A/J2") in [(r.what, *r.names) for r in told.found.refused]


def test_columns_count_chinese_twice() -> None:
    assert columns(["名次", "x", ""], [["1", "合", ""], ["10", "b", ""]], right=(0,)) == ["  名次  x", "     1  合", "    10  b"]


def test_the_command_line_starts_without_numpy(desk: Desk) -> None:
    """Nothing else gets slower for statistics being there."""
    script = "import sys, app.cli.commands, app.services.chair.statistics, app.services.statistics; app.cli.commands.build_parser(); print(sorted(m for m in sys.modules if m in ('numpy', 'scipy')))"
    assert desk.python(script).strip() == "[]"
