"""Score files that must not count: each is one sentence, the exit code is 1, and the chair's profile stays as it was."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core import strictjson
from app.models.result import CommentsPart, DeclarationPart, PointsPart, RecusalPart
from app.models.sheet import RecusalReason
from app.packages import codec, documents
from app.packages import parts as part_files
from app.packages.sealing import Bundle
from app.trust import envelope as dsse
from app.trust.age.writer import seal_bytes
from app.trust.keys import SealIdentity, SigningKey
from tests.fakes.forged_packages import Real, envelope, real, sealed_zeros, zeros
from tests.fakes.published_season import CHAIR, ELSEWHERE, SECOND, THIRD, World

pytestmark = pytest.mark.slow

Forge = Callable[[World, Real], bytes]


def _other_season(world: World, r: Real) -> bytes:
    return r.signed(season="qc0000000000000000")


def _above_maximum(world: World, r: Real) -> bytes:
    return r.with_points("Z-001", lambda p: p | {next(iter(p)): 10_000})


def _off_step(world: World, r: Real) -> bytes:
    return r.with_points("Z-001", lambda p: p | {next(iter(p)): p[next(iter(p))] - 1})


def _blank_item(world: World, r: Real) -> bytes:
    return r.with_points("Z-001", lambda p: dict(list(p.items())[1:]))


def _unknown_item(world: World, r: Real) -> bytes:
    return r.with_points("Z-001", lambda p: p | {"BONUS": 500})


def _blank_entry(world: World, r: Real) -> bytes:
    return r.signed([p for p in r.parts if not (isinstance(p, PointsPart) and p.entry == "Z-002")])


def _foreign_entry(world: World, r: Real) -> bytes:
    return r.signed([*r.parts, replace(r.points("Z-001"), entry="X-001", salt="0" * 32)])


def _comments_on_anothers_entry(world: World, r: Real) -> bytes:
    return r.signed([*r.parts, CommentsPart("0" * 32, "X-001", "这份最好。", ())])


def _comments_after_standing_aside(world: World, r: Real) -> bytes:
    """What only another program makes: 回避, and all the same a word for the letter."""
    kept = [p for p in r.parts if getattr(p, "entry", "") != "Z-001"]
    aside = RecusalPart("0" * 32, "Z-001", RecusalReason.COACHED, "辅导过该小组", r.statement.created)
    return r.signed([*kept, aside, CommentsPart("1" * 32, "Z-001", "这份最好。", ())])


def _twice_the_entry(world: World, r: Real) -> bytes:
    return r.signed([*r.parts, replace(r.points("Z-001"), salt="0" * 32)])


def _other_rubric(world: World, r: Real) -> bytes:
    return r.with_points("Z-001", lambda p: p, rubric="0" * 64)


def _other_policy(world: World, r: Real) -> bytes:
    return r.signed(policy="0" * 64)


def _other_round(world: World, r: Real) -> bytes:
    return r.signed(round=2)


def _other_manifest(world: World, r: Real) -> bytes:
    return r.signed(assignment=replace(r.statement.assignment, manifest="0" * 64))


def _unpublished_sequence(world: World, r: Real) -> bytes:
    return r.signed(assignment=replace(r.statement.assignment, sequence=9))


def _wrong_judges_key(world: World, r: Real) -> bytes:
    return r.signed(key=real(world, THIRD).key)


def _strangers_key(world: World, r: Real) -> bytes:
    return r.signed(key=SigningKey.generate())


def _unknown_judge(world: World, r: Real) -> bytes:
    return r.signed(judge="J-99")


def _unknown_epoch(world: World, r: Real) -> bytes:
    return r.signed(epoch=7)


def _other_panel(world: World, r: Real) -> bytes:
    theirs = real(world, ELSEWHERE)
    return replace(theirs, recipients=r.recipients).signed()


def _not_for_us(world: World, r: Real) -> bytes:
    return replace(r, recipients=(SealIdentity.generate().public_hex,)).signed()


def _duplicate_key(world: World, r: Real) -> bytes:
    return r.with_part_text("Z-001", lambda t: t.replace(b'"entry":', b'"entry":"Z-002","entry":', 1))


def _duplicate_statement_key(world: World, r: Real) -> bytes:
    payload = strictjson.dumps(_json(r))
    return r.with_statement(payload.replace(b'"round":1', b'"round":1,"round":1'))


def _unknown_field(world: World, r: Real) -> bytes:
    return r.raw_statement(lambda v: v.update(approved=True))


def _signed_in_the_year_9999(world: World, r: Real) -> bytes:
    """In China that day ends in the year 10000, which no calendar here has."""
    return r.raw_statement(lambda v: v.update(created="9999-12-31T23:59:59Z"))


def _unknown_part_field(world: World, r: Real) -> bytes:
    return r.with_part_text("Z-001", lambda t: t.replace(b'"entry":', b'"bonus":"1.00","entry":', 1))


def _unknown_part_kind(world: World, r: Real) -> bytes:
    return r.with_part_text("Z-001", lambda t: t.replace(b'"kind":"points"', b'"kind":"bribe"'))


def _points_as_number(world: World, r: Real) -> bytes:
    value = next(iter(r.points("Z-001").points.values()))
    written = f'"{value // 100}.{value % 100:02}"'.encode()
    return r.with_part_text("Z-001", lambda t: t.replace(written, written.strip(b'"'), 1))


def _newer_version(world: World, r: Real) -> bytes:
    return r.with_statement(strictjson.dumps(_json(r)), version="v2")


def _swapped_parts(world: World, r: Real) -> bytes:
    other = real(world, THIRD)
    return r.sealed(Bundle(r.bundle.envelope, other.bundle.parts))


def _foreign_part(world: World, r: Real) -> bytes:
    return r.sealed(Bundle(r.bundle.envelope, (*r.bundle.parts, part_files.encode(real(world, THIRD).points("Z-001")))))


def _part_twice(world: World, r: Real) -> bytes:
    return r.sealed(Bundle(r.bundle.envelope, (*r.bundle.parts, r.bundle.parts[0])))


def _part_missing(world: World, r: Real) -> bytes:
    points = part_files.encode(r.points("Z-001"))
    return r.sealed(Bundle(r.bundle.envelope, tuple(t for t in r.bundle.parts if t != points)))


def _points_named_as_following(world: World, r: Real) -> bytes:
    later = part_files.digests([part_files.encode(r.points("Z-001"))])
    value = replace(r.statement, parts=tuple(d for d in r.statement.parts if d not in later), later=later)
    return r.sealed(Bundle(documents.sign(documents.RESULT, value, r.key), r.bundle.parts))


def _points_kept_back(world: World, r: Real) -> bytes:
    points = part_files.encode(r.points("Z-001"))
    later = part_files.digests([points])
    value = replace(r.statement, parts=tuple(d for d in r.statement.parts if d not in later), later=later)
    return r.sealed(Bundle(documents.sign(documents.RESULT, value, r.key), tuple(t for t in r.bundle.parts if t != points)))


def _no_declaration(world: World, r: Real) -> bytes:
    return r.signed([p for p in r.parts if not isinstance(p, DeclarationPart)])


def _two_signatures(world: World, r: Real) -> bytes:
    value = strictjson.loads(r.bundle.envelope)
    return r.sealed(Bundle(strictjson.dumps({**value, "signatures": value["signatures"] * 2}), r.bundle.parts))


def _flipped_signature(world: World, r: Real) -> bytes:
    value = strictjson.loads(r.bundle.envelope)
    sig = value["signatures"][0]["sig"]
    value["signatures"][0]["sig"] = ("B" if sig[0] == "A" else "A") + sig[1:]
    return r.sealed(Bundle(strictjson.dumps(value), r.bundle.parts))


def _another_kind(world: World, r: Real) -> bytes:
    payload = strictjson.dumps(_json(r))
    return r.sealed(Bundle(envelope(payload, r.key, "application/vnd.qcdesk.receipt.v1+json"), r.bundle.parts))


def _manifest_as_package(world: World, r: Real) -> bytes:
    with world.open(CHAIR) as profile, profile.database.read() as tx:
        held = tx.evidence.newest("manifest")
    assert held is not None
    return r.sealed(Bundle(held.envelope))


def _unpacks_to_200_mb(world: World, r: Real) -> bytes:
    return sealed_zeros(r.recipients, 200 << 20)


def _one_long_text(world: World, r: Real) -> bytes:
    """65 KB that would be 64 MB of text, and with one character beyond the first plane ten times that in memory."""
    body = '{"envelope":"' + "a" * (60 << 20) + '\U0001f600","parts":[]}'
    return seal_bytes(zlib.compress(body.encode(), 9), r.recipients)


def _nested(world: World, r: Real) -> bytes:
    return r.with_statement(b"[" * 5_000 + b"]" * 5_000)


def _text(world: World, r: Real) -> bytes:
    return "评分：都很好".encode()


def _half(world: World, r: Real) -> bytes:
    data = world.package(SECOND).read_bytes()
    return data[: len(data) // 2]


def _with_a_tail(world: World, r: Real) -> bytes:
    return world.package(SECOND).read_bytes() + b"\n"


def _json(r: Real) -> dict[str, Any]:
    value = codec.to_json(r.statement)
    assert isinstance(value, dict)
    return value


HOSTILE: dict[str, tuple[Forge, str, str]] = {
    "another season": (_other_season, "other-season", "另一赛季"),
    "points above the maximum": (_above_maximum, "over-maximum", "Z-001"),
    "points off the step": (_off_step, "off-step", "Z-001"),
    "a blank item": (_blank_item, "blank", "未评不等于 0 分"),
    "an item the rubric lacks": (_unknown_item, "unknown-item", "Z-001"),
    "an entry left out": (_blank_entry, "blank", "Z-002"),
    "an entry of others": (_foreign_entry, "wrong-assignment", "X-001"),
    "comments on an entry of others": (_comments_on_anothers_entry, "comments-without-points", "X-001"),
    "comments on what was recused": (_comments_after_standing_aside, "comments-without-points", "Z-001"),
    "one entry twice": (_twice_the_entry, "malformed", "出现了两次"),
    "another rubric": (_other_rubric, "changed-rubric", "评分表与本季的不同"),
    "another policy": (_other_policy, "other-policy", "本机没有收到过"),
    "another round": (_other_round, "other-round", "第 2 轮"),
    "another manifest": (_other_manifest, "wrong-assignment", "任务清单"),
    "a sequence never published": (_unpublished_sequence, "wrong-assignment", "任务清单"),
    "signed by another judge": (_wrong_judges_key, "unknown-signer", "签名人"),
    "signed by a stranger": (_strangers_key, "unknown-signer", "签名人"),
    "an unknown judge": (_unknown_judge, "unknown-signer", "签名人"),
    "an epoch never admitted": (_unknown_epoch, "unknown-signer", "签名人"),
    "a judge of another panel": (_other_panel, "other-panel", "不在本组"),
    "sealed to somebody else": (_not_for_us, "not-for-us", "不是加密给您的"),
    "a key twice in a part": (_duplicate_key, "duplicate-key", "写了两次"),
    "a key twice in the statement": (_duplicate_statement_key, "duplicate-key", "写了两次"),
    "an unknown field": (_unknown_field, "malformed", "不是已知的字段"),
    "signed in the year 9999": (_signed_in_the_year_9999, "malformed", "1970–2999"),
    "an unknown field in a part": (_unknown_part_field, "malformed", "不是已知的字段"),
    "an unknown kind of part": (_unknown_part_kind, "malformed", "不认识的部分"),
    "points as a number": (_points_as_number, "malformed", "分数"),
    "a newer version": (_newer_version, "newer-format", "更新程序"),
    "the parts of another judge": (_swapped_parts, "parts-mismatch", "目录不符"),
    "a foreign part": (_foreign_part, "parts-mismatch", "目录不符"),
    "a part twice": (_part_twice, "parts-mismatch", "目录不符"),
    "a points part missing": (_part_missing, "parts-mismatch", "目录不符"),
    "points named as following later": (_points_named_as_following, "parts-mismatch", "目录不符"),
    "points kept back": (_points_kept_back, "blank", "Z-001"),
    "no declaration": (_no_declaration, "malformed", "承诺书"),
    "two signatures": (_two_signatures, "malformed", "签名文件"),
    "a flipped signature": (_flipped_signature, "bad-signature", "签名"),
    "a receipt in its place": (_another_kind, "wrong-role", "不是评分文件"),
    "a manifest in its place": (_manifest_as_package, "wrong-role", "不是评分文件"),
    "200 MB when unpacked": (_unpacks_to_200_mb, "too-large", "解压后超过"),
    "a few KB that are one long text": (_one_long_text, "too-large", "解压后超过"),
    "nested without end": (_nested, "malformed", "嵌套太深"),
    "a text file": (_text, "malformed", "加密文件"),
    "half a file": (_half, "damaged", "不完整或已损坏"),
    "a file with a tail": (_with_a_tail, "damaged", "不完整或已损坏"),
}


@pytest.fixture(scope="module")
def chairs_world(lay_out_submitted: Callable[[], World]) -> tuple[World, Real, object]:
    """One world for the whole list, since nothing in it may change; the chair's own package is in already."""
    world = lay_out_submitted()
    world.run(CHAIR, "chair", "merge", world.package(CHAIR))
    return world, real(world, SECOND), (world.kept(CHAIR), world.public())


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_in_one_sentence(chairs_world: tuple[World, Real, object], tmp_path: Path, name: str) -> None:
    world, package, before = chairs_world
    forge, reason, words = HOSTILE[name]
    path = tmp_path / "x.qcr"
    path.write_bytes(forge(world, package))
    said = world.run(CHAIR, "chair", "merge", path, "--json", code=1)
    print(f"{name}: {said.line}")
    assert [(r["file"], r["reason"]) for r in said.json["refused"]] == [(str(path), reason)]
    assert words in said.line
    assert (world.kept(CHAIR), world.public()) == before


def test_two_hundred_megabytes_of_zeros(chairs_world: tuple[World, Real, object], tmp_path: Path) -> None:
    world, _, before = chairs_world
    assert "太大" in world.run(CHAIR, "chair", "merge", zeros(tmp_path / "zeros.qcr", 200 << 20), code=1).line
    assert (world.kept(CHAIR), world.public()) == before


def test_no_such_file(chairs_world: tuple[World, Real, object], tmp_path: Path) -> None:
    world, _, before = chairs_world
    assert "nothing.qcr" in world.run(CHAIR, "chair", "merge", tmp_path / "nothing.qcr", code=1).line
    assert (world.kept(CHAIR), world.public()) == before


def test_one_in_a_process_of_its_own(chairs_world: tuple[World, Real, object], tmp_path: Path) -> None:
    world, package, before = chairs_world
    path = tmp_path / "评分（1）.qcr.txt"
    path.write_bytes(_above_maximum(world, package))
    assert "Z-001" in world.desk(CHAIR).run("chair", "merge", path, code=1).line
    assert (world.kept(CHAIR), world.public()) == before


def test_the_forger_forges_only_what_it_says(chairs_world: tuple[World, Real, object], tmp_path: Path) -> None:
    """The real package, taken apart and put together, counts: what is refused above is refused for its one fault."""
    world, package, before = chairs_world
    again = tmp_path / "again.qcr"
    again.write_bytes(package.signed())
    done = world.ask(CHAIR, "chair", "merge", "--dry-run", again)
    assert [(a["judge"], a["payload"]) for a in done["accepted"]] == [(SECOND, dsse.parse(package.bundle.envelope).payload_digest)]
    assert (world.kept(CHAIR), world.public()) == before
