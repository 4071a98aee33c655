"""An appellant sees everything that was signed about one entry, anybody can check it, and nothing of another entry is in it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.ids import sha256_hex
from app.models.result import LogPart
from tests.fakes import published_season, season_meeting
from tests.fakes.closed_panels import close_all, collected
from tests.fakes.forged_packages import real
from tests.fakes.published_season import CHAIR, ORGANISER, PANEL, THIRD, World

pytestmark = pytest.mark.slow

OTHERS = ("Z-002", "Z-003", "Z-004", "X-001")
REASON = "优于 Z-002 和上海穆青塑业有限公司那份（Ｚ００３也不如），戚文堃漏看附表，合议同意"
REMARK = "与 Z-002 快换小组的做法相近，数据不如后者。"


def plain_bytes(value: Any) -> Iterator[str]:
    """Every text in a JSON value, and everything that base64 or JSON inside it hides, down to the ground."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from plain_bytes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from plain_bytes(inner)
    elif isinstance(value, str):
        yield value
        for text in (value, decoded(value)):
            if text[:1] in "{[":
                try:
                    yield from plain_bytes(json.loads(text))
                except ValueError:
                    continue


def decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode() if len(text) > 40 else ""
    except ValueError:
        return ""


@pytest.fixture
def appealed(submitted: World) -> tuple[World, Path, Any]:
    """THIRD's remark on Z-001 names another entry; a decision's reason does, too. Then the pack of Z-001."""
    world = submitted
    collected(world)
    closed = close_all(world)
    world.ask(CHAIR, "chair", "decide", "Z-001", "--level", "EXCELLENT", "--reason", REASON)
    world.ask(CHAIR, "chair", "decide", "Z-003", "--level", "PROMOTED", "--reason", "创新点不足，仅此一份")
    world.ask(CHAIR, "chair", "close", "--anyway", "--out", closed[CHAIR])
    world.organise("merge", *closed.values())
    world.organise("close")
    made = world.organise("appeal", "Z-001", "--out", world.root / "appeal")
    return world, Path(made["file"]), made


def test_the_appeal_pack_holds_for_anybody(appealed: tuple[World, Path, Any], tmp_path: Path) -> None:
    _, file, made = appealed
    stranger = tmp_path / "nobody"
    found = published_season.run_command(stranger, "verify", file, "--trust", file.parent / "root.json", "--json")
    assert found.code == 0, found.err
    facts = found.json["facts"]
    assert (found.json["kind"], facts["entry"], facts["level"], facts["judges"]) == ("appeal", "Z-001", "EXCELLENT", list(PANEL))
    assert found.json["fingerprint"] == made["fingerprint"]
    assert {p.name for p in file.parent.iterdir()} == {"Z-001.qcappeal", "root.json", "说明.txt"}
    told = (file.parent / "说明.txt").read_text("utf-8-sig")
    assert "qcdesk verify Z-001.qcappeal --trust root.json" in told
    assert "Z-001 数据充分。" in told
    assert re.search(r"^[0-9-]{10} [0-9:]{5}  调整等级：", told, re.MULTILINE), "times as people write them"
    said = published_season.run_command(stranger, "verify", file, "--trust", file.parent / "root.json").out
    assert f"评委：{'、'.join(PANEL)}" in said.splitlines()
    code = found.json["season_code"]
    assert f"应与组织方公布的一致：{code}" in told
    assert any(line.startswith(f"赛季码 {code}") for line in said.splitlines()), "a forger's own root verifies, too: only the code tells"
    assert not any(line.split("：")[0].isascii() for line in said.splitlines() if "：" in line), "facts are named in words"
    assert not stranger.exists()


def test_the_appeal_pack_shows_nothing_of_other_entries(appealed: tuple[World, Path, Any]) -> None:
    _, file, made = appealed
    texts = list(plain_bytes(json.loads(file.read_bytes())))
    texts.append((file.parent / "说明.txt").read_text("utf-8-sig"))
    assert any("Z-001 数据充分。" in t for t in texts), "the search reaches the remarks"
    titles = [row[k] for row in published_season.ENTRY_ROWS for k in (1, 2, 6) if row[0] != "Z-001"]
    names = [row[1] for row in published_season.JUDGE_ROWS]
    for text in texts:
        for hidden in (*OTHERS, *titles, *names, "Ｚ００３", "创新点不足"):
            assert hidden not in text, f"{hidden} in {text[:200]}"
    assert any("〔另一项成果〕" in t for t in texts)
    assert any(f"{THIRD}漏看附表，合议同意" in t for t in texts), "a judge stands by number"
    assert len([w for w in made["withheld"] if "代替" in w]) == 2


def test_a_remark_about_another_entry_is_left_out_whole(synced: World) -> None:
    world = synced
    for judge in published_season.JUDGES:
        published_season.score(world, judge)
        if judge == THIRD:
            world.ask(judge, "judge", "score", "Z-001", "--comment", REMARK)
        world.ask(judge, "judge", "submit", "--out", world.package(judge))
    collected(world)
    world.organise("merge", *close_all(world).values())
    made = world.organise("appeal", "Z-001", "--out", world.root / "appeal")
    texts = "\n".join(plain_bytes(json.loads(Path(made["file"]).read_bytes())))
    assert "快换小组" not in texts
    assert "Z-002" not in texts
    assert [w for w in made["withheld"] if THIRD in w]
    bare = world.organise("appeal", "Z-001", "--out", world.root / "bare", "--without-remarks")
    assert "Z-001 数据充分" in texts
    assert "Z-001 数据充分" not in "\n".join(plain_bytes(json.loads(Path(bare["file"]).read_bytes())))


def test_a_log_that_is_none_is_not_enclosed_and_stops_no_pack(submitted: World) -> None:
    """What only another program signs; points and remarks of that judge are shown all the same."""
    world = submitted
    theirs = real(world, THIRD)
    data = theirs.signed([replace(p, sealed="不是 base64") if isinstance(p, LogPart) else p for p in theirs.parts])
    world.package(THIRD).write_bytes(data)
    inbox = world.repository / "inbox" / THIRD / f"{sha256_hex(data)}.qcr"
    inbox.parent.mkdir(parents=True, exist_ok=True)
    inbox.write_bytes(data)
    world.organise("collect")
    world.organise("merge", *close_all(world).values())
    made = world.organise("appeal", "Z-001", "--out", world.root / "appeal")
    assert f"{THIRD} 的修改记录不全附。" in made["withheld"]


def test_a_changed_byte_or_a_part_of_another_entry_is_seen(appealed: tuple[World, Path, Any]) -> None:
    world, file, _ = appealed
    root = file.parent / "root.json"
    whole = file.read_bytes()
    payload = json.loads(whole)["payload"]
    plain = base64.b64decode(payload)
    lifted = re.sub(rb'"official":"[0-9.]+"', b'"official":"99.00"', plain, count=1)
    assert lifted != plain
    file.write_bytes(whole.replace(payload.encode(), base64.b64encode(lifted)))
    assert published_season.run_command(world.root / "no", "verify", file, "--trust", root, "--json").code == 1
    resigned = signed_anew(world, json.loads(plain))
    file.write_bytes(resigned)
    refused = published_season.run_command(world.root / "no", "verify", file, "--trust", root, "--json")
    assert (refused.code, refused.json["error"]["message"]) == (1, "材料里有不属于这项成果的内容。")


def test_a_pack_that_was_written_again_is_told_from_the_one_that_was_made(appealed: tuple[World, Path, Any]) -> None:
    """Blanks outside what is signed change no word, and are a changed byte all the same: the text beside the pack promises to tell."""
    world, file, _ = appealed
    whole, root = file.read_bytes(), file.parent / "root.json"
    for again in (whole + b"\n", b" " + whole, whole.replace(b'","', b'", "', 1), json.dumps(json.loads(whole), indent=1).encode()):
        assert again != whole
        file.write_bytes(again)
        refused = published_season.run_command(world.root / "no", "verify", file, "--trust", root, "--json")
        assert (refused.code, refused.json["error"]["reason"]) == (1, "rewritten")
    file.write_bytes(whole)
    assert published_season.run_command(world.root / "no", "verify", file, "--trust", root).code == 0


def test_what_is_left_out_is_not_called_nothing(tmp_path: Path) -> None:
    """No package of these judges is held: they are named, and the list does not end with the word that it is empty."""
    season = season_meeting.make(tmp_path / "season")
    season.ask("merge", *season.files.values())
    file = Path(season.ask("appeal", "Z1-001", "--out", tmp_path / "out")["file"])
    last = (file.parent / "说明.txt").read_text("utf-8-sig").split("五、没有附上的内容")[1].split()
    assert last[0].startswith("没有附上评分的评委：J1-01")
    assert "没有。" not in last
    assert last[-1] == "其他成果的内容一律不在本材料中。"


def signed_anew(world: World, value: dict[str, Any]) -> bytes:
    """The organiser's own key on a pack into which a part about another entry was put."""
    from app.core import strictjson
    from app.services.organiser import state
    from app.trust import envelope as dsse

    with world.open(ORGANISER) as profile, profile.database.read() as tx:
        keys, held = state.keys(tx), [e for e in tx.evidence.of_kind("result") if e.judge == value["sheets"][0]["judge"]]
    foreign = next(t for t in strictjson.loads(held[-1].attachment or b"[]") if '"Z-002"' in t and '"kind":"points"' in t)
    value["sheets"][0]["parts"].append(foreign)
    return dsse.sign("appeal", strictjson.dumps(value), keys.sign)
