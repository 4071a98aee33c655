"""What a chair mistypes at a terminal is said with the next step, and nothing is written, decided or guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.core.tasks import Context
from app.services.chair import deciding, decision_log, merge
from app.services.chair.actions import KeepAll
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel
from tests.fakes.published_season import Said, run_command
from tests.fakes.season import CHAIR

TOTALS = {"Z-001": ("95", "94", "93"), "Z-002": ("88", "88", "88")}
GAP = ""
"""What a variable without a value leaves on the line."""


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    made = chair_panel.make(tmp_path_factory.mktemp("mistypes") / "now", judges=3, entries=2, own=chair_panel.marks_of(TOTALS, 0))
    with made.open() as profile:
        merge.merge(profile, [made.package("J-02", chair_panel.marks_of(TOTALS, 1))], Context())
    return made


def said(panel: ChairPanel, *words: object) -> Said:
    return run_command(panel.season.home(CHAIR), "chair", *words)


@pytest.mark.parametrize(
    "words",
    [
        ("merge", GAP), ("preview", GAP), ("record", GAP, "--judge", "J-03", "--reason", "x"), ("receipts", "--out", GAP), ("close", "--out", GAP),
        ("report", "--out", GAP), ("spread", "--out", GAP), ("return", "J-02", "--reason", "x", "--out", GAP),
    ],
)  # fmt: skip
def test_no_name_is_not_the_folder_one_is_in(
    panel: ChairPanel, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = said(panel, *words)
    assert (found.code, found.out) == (2, "")
    assert "没有写文件或文件夹" in found.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("decide", "Z-001", "--level", GAP, "--reason", "x"), 2, "没有写等级；无等级写 none。"),
        (("decide", "Z-001", "--vote", GAP, "--votes", "2/0/0", "--present", "J-01,J-02", "--reason", "x"), 2, "没有写等级；无等级写 none。"),
        (("decide", "Z-001", "--extra", GAP, "--reason", "x"), 1, "增额要写明等级。"),
        (("decide", "--keep-rest", "Z-001"), 2, "--keep-rest 是其余全部"),
        (("decide", "Z-001", "--keep", "--at", "EXCELLENT"), 2, "--at 只和 --tie 一起用。"),
        (("letter", "--by", "J-02"), 2, "请给出成果编号。"),
        (("letter", "Z-001", "--edit", "1", "甲", "--edit", "1", "乙"), 2, "同一句改写了两次"),
        (("return", "J-99", "--reason", "x", "--out", "back"), 1, "没有计入“J-99”的评分文件"),
        (("return", "J-02", "--reason", " ", "--out", "back"), 1, "没有写退回的理由。"),
        (("receipts", "--out", "back", "--refused", "nowhere.qcr"), 1, "找不到文件“nowhere.qcr”"),
        (("report", "--out", "back", "--which", GAP), 2, "没有写出哪种表"),
        (("log", "--entry", "Z-099"), 1, "本组没有成果 Z-099。"),
        (("agenda", "--near", "-1"), 2, "不是个数"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence(
    panel: ChairPanel, words: tuple[str, ...], code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = said(panel, *words)
    assert (found.code, found.out) == (code, "")
    assert told in found.err
    assert list(tmp_path.iterdir()) == []
    with panel.open() as profile:
        assert decision_log.log(profile) == ()


@pytest.mark.parametrize(
    "words", [("report", "--which", "statistics", "--out"), ("receipts", "--out"), ("close", "--out", "panel.qcp", "--receipts")]
)
def test_a_file_where_a_folder_is_wanted(
    panel: ChairPanel, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").write_bytes(b"")
    found = said(panel, *words, "notes")
    assert (found.code, found.err.strip()) == (1, "“notes”是文件，不是文件夹。请换一个文件夹。")
    assert [p.name for p in tmp_path.iterdir()] == ["notes"]


def test_an_entry_named_twice_is_kept_once(panel: ChairPanel) -> None:
    assert said(panel, "decide", "Z-001", "z-001", "Z-002", "--keep", "--dry-run").out.startswith("维持 2 份成果")
    with panel.open() as profile:
        assert decision_log.log(profile) == ()


def test_the_rest_is_kept_only_where_there_is_one(panel: ChairPanel) -> None:
    with panel.open() as profile, pytest.raises(UsageError, match="没有可以一次确认的成果"):
        deciding.decide(profile, KeepAll(()))
