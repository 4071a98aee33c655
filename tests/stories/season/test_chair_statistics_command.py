"""参考 and the letters by the command line alone: what the chair's screens show and change is also a command."""

from __future__ import annotations

import stat
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.core.tasks import Context
from app.models.season import Quota, QuotaScope
from app.models.sheet import Audience, NoteKind
from app.services.chair import merge
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine, note
from tests.fakes.published_season import run_command
from tests.fakes.season import CHAIR

TOTALS = {"Z-001": ("95", "94", "93"), "Z-002": ("88", "86", "89"), "Z-003": ("87", "88", "85"), "Z-004": ("70", "72", "71")}
QUOTAS = (Quota("EXCELLENT", QuotaScope.PANEL, 2, panel="P-1"),)
GOOD = note("症结找得准", "CAUSE", kind=NoteKind.STRENGTH)
INNER = note("附表三没有日期", "REPORT", kind=NoteKind.WEAKNESS, audience=Audience.PANEL)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    own = chair_panel.marks_of(TOTALS, 0)
    made = chair_panel.make(tmp_path_factory.mktemp("commands") / "now", judges=3, entries=4, own=own, quotas=QUOTAS)
    made.notes = {("J-02", "Z-001"): (GOOD, INNER)}
    with made.open() as profile:
        merge.merge(profile, [made.package(f"J-0{n + 1}", chair_panel.marks_of(TOTALS, n)) for n in (1, 2)], Context())
    return Pristine.of(made)


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def test_the_figures_of_the_panel_with_its_lines(panel: ChairPanel) -> None:
    found = panel.ask("statistics")
    assert found["judge_n"] == {"J-01": 4, "J-02": 4, "J-03": 4}
    assert found["names"]["J-02"] == "评委2"
    (line,) = found["lines"]
    assert (line["level"], line["places"], line["above"]) == ("EXCELLENT", 2, 2)
    assert set(line["p_inside"]) == set(TOTALS)
    said = run_command(panel.season.home(CHAIR), "chair", "statistics").out
    assert said.startswith("只供组长参考")
    assert "优秀级 · 第1组 名额 2 · 线上 2" in said
    assert "评分 12 次\n" in said, "places are those of the lines below, none is of all"
    assert "名额线一带" not in said, "no line goes through everything: nobody is counted in or out of it"
    assert "测不出差别（评委之间）" in said
    assert "若不计评委3：进 Z-003，出 Z-002" in said, "whose sheet alone decides is told here too"
    assert "不计等级的最低分" not in said


def test_a_chance_is_told_with_what_it_does_not_say(panel: ChairPanel) -> None:
    """Z-002 is likely among the best two, and below the least score of the level."""
    chair_panel.publish_again(panel, quotas=(Quota("BENCHMARK", QuotaScope.PANEL, 2, panel="P-1"),))
    said = run_command(panel.season.home(CHAIR), "chair", "statistics").out
    assert "“在名额内”只按名额说，不计等级的最低分；其中有成果没有达到最低分。" in said


def test_the_plot_is_a_private_picture(panel: ChairPanel, tmp_path: Path) -> None:
    target = tmp_path / "次序.png"
    assert panel.ask("statistics", "--plot", target)["files"] == [str(target)]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    width, height, dark = read(target.read_bytes())
    assert width > 1000
    assert height > 300
    assert dark > 1000, "there is something on it"
    assert run_command(panel.season.home(CHAIR), "chair", "statistics", "--plot", str(target), "--line", "9").code == 2


def test_a_picture_that_cannot_be_meant_is_said_first(panel: ChairPanel, tmp_path: Path) -> None:
    def said(*words: str) -> tuple[int, str]:
        found = run_command(panel.season.home(CHAIR), "chair", "statistics", *words)
        return found.code, found.err.strip()

    assert said("--line", "1") == (2, "--line 只和 --plot 一起用。")
    for name in (str(tmp_path / "order.jpg"), str(tmp_path)):
        assert said("--plot", name) == (2, "图是 PNG，文件名请以 .png 结尾。")
    assert list(tmp_path.iterdir()) == []


def test_a_sentence_without_a_word_is_not_dropped_in_silence(panel: ChairPanel) -> None:
    assert panel.ask("letter", "Z-001", "--add", "优点", "-", "  ", code=1)["error"]["reason"] == "empty"
    for words in ("", "  ", "\u200b"):
        said = panel.ask("letter", "Z-001", "--edit", "1", words, code=1)["error"]
        assert said == {"message": "第 1 句改写后没有内容。", "hint": "要去掉这一句，请用 --drop 1。", "reason": "empty"}
    assert [p["text"] for p in panel.ask("letter", "Z-001")["points"]] == [GOOD.text]


def test_a_letter_is_ticked_rewritten_merged_and_written_by_command(panel: ChairPanel) -> None:
    listed = panel.ask("letter", "Z-001")
    assert [p["text"] for p in listed["points"]] == [GOOD.text]
    made = panel.ask(
        "letter",
        "Z-001",
        "--tick",
        INNER.id[:10],
        "--edit",
        "1",
        "症结用柏拉图找得准",
        "--add",
        "改进建议",
        "EFFECT",
        "补充跟踪数据",
    )
    assert [(p["text"], p["kind"], p["place"]) for p in made["points"]] == [
        ("症结用柏拉图找得准", "strength", "原因分析"), (INNER.text, "weakness", "成果报告"), ("补充跟踪数据", "suggestion", "效果"),
    ]  # fmt: skip
    one = panel.ask("letter", "Z-001", "--merge", "1", "2", "--drop", "3")
    assert [p["text"] for p in one["points"]] == ["症结用柏拉图找得准；附表三没有日期"]
    assert one["points"][0]["also"] == [INNER.id]
    less = panel.ask("letter", "Z-001", "--untick", INNER.id)
    assert less["points"][0]["also"] == []
    assert panel.ask("letter", "Z-001", "--edit", "7", "无", code=1)["error"]["reason"] == "unknown-sentence"
    assert panel.ask("letter", "Z-001", "--tick", "zz", code=1)["error"]["reason"] == "unknown-note"
    assert panel.ask("letter", "Z-001", "--add", "优点", "NOPE", "好", code=1)["error"]["reason"] == "unknown-item"
    assert panel.ask("letter", "Z-001", "--edit", "1", "重写", "--state", "final")["state"] == "final"
    assert panel.ask("letter", "Z-001", "--edit", "1", "再改", code=1)["error"]["reason"] == "final"


def read(data: bytes) -> tuple[int, int, int]:
    """Width, height, and how many pixels are darker than paper."""
    with Image.open(BytesIO(data)) as picture:
        assert picture.format == "PNG"
        dark = sum(picture.convert("L").histogram()[:128])
        return picture.width, picture.height, dark


def test_a_letter_goes_on_in_nobodys_name_but_a_judges(panel: ChairPanel) -> None:
    for state in ("waiting", "final"):
        assert panel.ask("letter", "Z-001", "--state", state, "--by", "J-99", code=1)["error"]["reason"] == "wrong-leader"
    for words in ((), ("--edit", "1", "改写")):
        said = panel.ask("letter", "Z-001", *words, "--by", "J-99", code=1)["error"]
        assert (said["message"], said["reason"]) == ("本组没有评委 J-99。", "wrong-leader")
    assert [p["text"] for p in panel.ask("letter", "Z-001")["points"]] == [GOOD.text]
    assert panel.ask("letter", "Z-001", "--state", "waiting", "--by", "J-02")["state"] == "waiting"
