"""`verify` of what was signed anew by somebody who holds the key: each part changed, removed or put elsewhere is refused or named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.appeal import Appeal
from app.models.decision import PanelResult
from app.models.shape import Points
from app.packages import documents, sealed_documents, sealing
from app.services.judge import identity
from app.services.organiser import state
from app.trust import envelope as dsse
from tests.fakes import published_season
from tests.fakes.closed_panels import close_all, collected
from tests.fakes.published_season import CHAIR, ORGANISER, PANEL, SECOND, World

pytestmark = pytest.mark.slow

Forge = Callable[[Appeal], Appeal]


def sheets(pack: Appeal, parts: Callable[[int], tuple[str, ...]]) -> Appeal:
    return replace(pack, sheets=tuple(replace(s, parts=parts(n)) for n, s in enumerate(pack.sheets)))


def points_raised(pack: Appeal) -> Appeal:
    return sheets(pack, lambda n: tuple(t.replace('"ACTION":"', '"ACTION":"1') for t in pack.sheets[n].parts))


REFUSED: dict[str, tuple[Forge, str]] = {
    "the official score raised": (lambda p: replace(p, score=replace(p.score, official=Points(9900))), "Z-001 最终得分与所列评分不符。"),
    "a score said to be dropped": (lambda p: replace(p, score=replace(p.score, dropped=(SECOND,))), "Z-001 最终得分与所列评分不符。"),
    "a judge not counted": (
        lambda p: replace(p, score=replace(p.score, scores={j: t for j, t in p.score.scores.items() if j != SECOND})),
        "Z-001 最终得分与所列评分不符。",
    ),
    "points raised": (points_raised, f"{CHAIR} 的内容与其签名的目录不符。"),
    "parts of one under another": (lambda p: sheets(p, lambda n: p.sheets[n - 1].parts), f"{CHAIR} 的内容与其签名的目录不符。"),
    "a sheet twice": (lambda p: replace(p, sheets=(p.sheets[0], *p.sheets)), f"{CHAIR} 的评分在材料里有两份。"),
}
NAMED: dict[str, tuple[Forge, list[str]]] = {
    "as it is": (lambda p: p, []),
    "points removed": (lambda p: replace(p, sheets=(*p.sheets[:1], replace(p.sheets[1], parts=()), *p.sheets[2:])), [SECOND]),
    "a sheet removed": (lambda p: replace(p, sheets=(p.sheets[0], *p.sheets[2:])), [SECOND]),
    "all removed": (lambda p: replace(p, sheets=()), sorted(PANEL)),
}


@pytest.fixture
def appealed(submitted: World) -> tuple[World, Path]:
    collected(submitted)
    submitted.organise("merge", *close_all(submitted).values())
    return submitted, Path(submitted.organise("appeal", "Z-001", "--out", submitted.root / "appeal")["file"])


def forged(world: World, file: Path, forge: Forge) -> None:
    """The organiser's own key on another pack."""
    pack = documents.peek(documents.APPEAL, dsse.parse(file.read_bytes(), limit=2 * documents.APPEAL.limit))
    with world.open(ORGANISER) as profile, profile.database.read() as tx:
        keys = state.keys(tx)
    file.write_bytes(documents.sign(documents.APPEAL, forge(pack), keys.sign))


def test_what_was_changed_in_an_appeal_pack_is_said(appealed: tuple[World, Path]) -> None:
    world, file = appealed
    whole = file.read_bytes()
    for what, (forge, words) in REFUSED.items():
        file.write_bytes(whole)
        forged(world, file, forge)
        refused = published_season.run_command(world.root / "no", "verify", file, "--trust", file.parent / "root.json", "--json")
        assert (refused.code, refused.json.get("error", {}).get("message")) == (1, words), what


def test_whose_points_an_appeal_pack_lacks_is_said(appealed: tuple[World, Path]) -> None:
    world, file = appealed
    whole = file.read_bytes()
    for what, (forge, judges) in NAMED.items():
        file.write_bytes(whole)
        forged(world, file, forge)
        root = file.parent / "root.json"
        assert (
            published_season.run_command(world.root / "no", "verify", file, "--trust", root, "--json").json["facts"]["not_shown"] == judges
        ), what
        told = published_season.run_command(world.root / "no", "verify", file, "--trust", root).out
        assert f"没有附上评分的评委：{'、'.join(judges) or '—'}" in told.splitlines()
        assert "签名有效：申诉材料，签名人 组织方 ORG" in told.splitlines()


def test_a_panel_result_whose_scores_do_not_follow_is_not_called_valid(submitted: World) -> None:
    world = submitted
    file = close_all(world)[CHAIR]
    with world.open(ORGANISER) as profile, profile.database.read() as tx:
        keys = state.keys(tx)
    with world.open(CHAIR) as profile, profile.database.read() as tx:
        own = identity.keys(tx)
    found = dsse.parse(sealing.unseal(file.read_bytes(), [keys.seal], limit=sealing.INFLATED).envelope, limit=2 * documents.PANEL.limit)
    told: PanelResult = documents.peek(documents.PANEL, found)
    raised = replace(told, entries=(replace(told.entries[0], official=Points(9999)), *told.entries[1:]))
    file.write_bytes(sealed_documents.seal_envelope(documents.sign(documents.PANEL, raised, own.sign), [keys.seal.public_hex]))
    root = world.repository / "metadata" / "1.root.json"
    refused = world.ask(ORGANISER, "verify", file, "--trust", root, "--home", world.home(ORGANISER), code=1)["error"]
    assert (refused["reason"], refused["message"]) == ("scores-mismatch", f"{told.entries[0].entry} 最终得分与所列评分不符。")
