"""What becomes of each file a person opens while the desk is there: taken in, or told in one sentence; never half."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from app.core.errors import AppError, TrustError, UsageError
from app.models.result import ReceiptState
from app.services.judge import file_words, opened_file, receipts
from app.services.judge.opened_file import Told
from tests.fakes.published_season import CHAIR, ORGANISER, PANEL, SECOND, THIRD, World


def opened(world: World, who: str, path: Path) -> Told:
    with world.open(who) as profile:
        return opened_file.take(profile, path)[0]


@pytest.fixture
def answered(submitted: World) -> World:
    """The chair has merged all and written receipts into `receipts/`."""
    submitted.run(CHAIR, "chair", "merge", *(submitted.package(j) for j in PANEL))
    submitted.run(CHAIR, "chair", "receipts", "--out", submitted.root / "receipts")
    return submitted


def test_a_receipt_is_taken_in_whatever_its_name(answered: World, tmp_path: Path) -> None:
    renamed = Path(shutil.copy(answered.root / "receipts" / f"{SECOND}.qcreceipt", tmp_path / "回执 (1).bin"))
    told = opened(answered, SECOND, renamed)
    assert told.receipt is not None
    assert (told.words, told.good) == ("组长已收：3 份，合计一致。", True)
    with answered.open(SECOND) as profile:
        assert receipts.newest(profile) == told.receipt
    assert opened(answered, SECOND, renamed).words == told.words


def test_anothers_receipt_is_not_for_this_computer(answered: World) -> None:
    before = answered.kept(SECOND)
    told = opened(answered, SECOND, answered.root / "receipts" / f"{THIRD}.qcreceipt")
    assert "另一台电脑" in told.words
    assert told.receipt is None
    assert answered.kept(SECOND) == before


def test_a_forged_receipt_raises_and_keeps_nothing(answered: World, tmp_path: Path) -> None:
    data = bytearray((answered.root / "receipts" / f"{SECOND}.qcreceipt").read_bytes())
    data[-1] ^= 1
    (tmp_path / "x.qcreceipt").write_bytes(data)
    before = answered.kept(SECOND)
    with pytest.raises(AppError):
        opened(answered, SECOND, tmp_path / "x.qcreceipt")
    assert answered.kept(SECOND) == before


def test_ones_own_package_is_known_by_its_check_code(submitted: World, tmp_path: Path) -> None:
    code = submitted.ask(SECOND, "judge", "submit", "--out", tmp_path / "again.qcr")["fingerprint"]
    words = opened(submitted, SECOND, submitted.package(SECOND)).words
    assert "您自己的评分文件（第 1 次提交，3 份评分）" in words
    assert code in words


def test_a_colleagues_package_is_shut_to_a_judge_and_explained_to_the_chair(submitted: World) -> None:
    assert "只有组长和组织方能打开" in opened(submitted, SECOND, submitted.package(THIRD)).words
    words = opened(submitted, CHAIR, submitted.package(THIRD)).words
    assert f"这是评委 {THIRD} 的评分文件（3 份评分）" in words
    assert "合并" in words


def test_enrolments_panel_results_and_copies_are_told_where_they_belong(submitted: World, tmp_path: Path) -> None:
    words = opened(submitted, SECOND, submitted.root / "enrolments" / f"{THIRD}.qcenrol").words
    assert f"评委 {THIRD} 的登记文件（设备码" in words
    submitted.run(CHAIR, "chair", "merge", *(submitted.package(j) for j in PANEL))
    submitted.run(CHAIR, "chair", "close", "--anyway", "--out", tmp_path / "p.qcp")
    assert "请交给组织方" in opened(submitted, SECOND, tmp_path / "p.qcp").words
    submitted.run(SECOND, "backup", "--out", tmp_path / "x.qcbackup")
    assert "从副本恢复" in opened(submitted, SECOND, tmp_path / "x.qcbackup").words


def test_a_used_invitation_is_said_to_be_used_and_anothers_is_refused(submitted: World) -> None:
    before = submitted.kept(SECOND)
    told = opened(submitted, SECOND, submitted.root / "invitations" / f"{SECOND}.qcinvite")
    assert told.good
    assert "已经用过了" in told.words
    with pytest.raises(UsageError, match=f"邀请是给 {THIRD} 的"):
        opened(submitted, SECOND, submitted.root / "invitations" / f"{THIRD}.qcinvite")
    assert submitted.kept(SECOND) == before


@pytest.mark.parametrize(
    ("name", "content"), [("x.txt", b"hello"), ("x.pdf", b"%PDF-1.7"), ("x.qcreceipt", b"{}"), ("x.qcr", b""), ("x", b"\xff\x00")]
)
def test_anything_else_is_one_sentence(submitted: World, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    told = opened(submitted, SECOND, tmp_path / name)
    assert told.words == f"“{name}”不是质评台的文件。这里能打开邀请、回执和副本。"
    assert file_words.explain(tmp_path / name) == told.words


def test_what_is_no_ordinary_file_is_refused_at_once(submitted: World, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.qcreceipt")
    for place in (tmp_path / "x.qcreceipt", tmp_path, tmp_path / "gone.qcreceipt", Path("/dev/zero")):
        with pytest.raises(AppError):
            opened(submitted, SECOND, place)


def test_an_enrolment_that_was_changed_is_not_believed(submitted: World, tmp_path: Path) -> None:
    text = (submitted.root / "enrolments" / f"{THIRD}.qcenrol").read_text()
    flipped = text.replace('"sig":"', '"sig":"A', 1).replace("==", "=", 1)
    (tmp_path / "x.qcenrol").write_text(flipped)
    try:
        words = file_words.explain(tmp_path / "x.qcenrol")
    except TrustError:
        words = ""
    assert "登记文件" not in words


def test_without_a_profile_files_of_others_are_told_too(answered: World, tmp_path: Path) -> None:
    assert "这里还没有评分档案" in file_words.explain(answered.root / "receipts" / f"{SECOND}.qcreceipt")
    assert "登记文件" in file_words.explain(answered.root / "enrolments" / f"{THIRD}.qcenrol")
    assert f"给评委 {SECOND} 的邀请" in file_words.explain(answered.root / "invitations" / f"{SECOND}.qcinvite")
    assert file_words.explain(next((answered.repository / "targets").glob("*.roster.json"))).startswith("“")


def test_a_large_copy_is_known_without_reading_it(submitted: World, tmp_path: Path) -> None:
    with (tmp_path / "x.qcbackup").open("wb") as target:
        target.truncate(file_words.LIMIT + 1)
    assert "从副本恢复" in opened(submitted, SECOND, tmp_path / "x.qcbackup").words


def test_a_difference_is_told_with_both_sums(answered: World, tmp_path: Path) -> None:
    from tests.stories.season.test_receipt_stories import Issued

    (tmp_path / "x.qcreceipt").write_bytes(Issued(answered).forged(total="1.00", sheets=2))
    told = opened(answered, SECOND, tmp_path / "x.qcreceipt")
    assert told.receipt is not None
    assert (told.good, told.receipt.state) == (False, ReceiptState.COUNTED)
    assert "合计不一致" in told.words
    assert f"组长那里是 2 份、合计 1.00，本机交的是 3 份、合计 {told.receipt.sent_total}" in told.words


def test_the_organisers_profile_reads_no_receipt(answered: World) -> None:
    told = opened(answered, ORGANISER, answered.root / "receipts" / f"{SECOND}.qcreceipt")
    assert told.receipt is None
