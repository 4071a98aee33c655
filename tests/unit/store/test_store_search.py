"""Search in Chinese: what it finds is what a reader would find by eye, whatever is typed."""

from __future__ import annotations

import pytest

from app.store.database import Database
from app.store.search import Hit
from tests.fakes.store_samples import digest, entry, manifest

REPORT = entry(1).documents[0].sha256
PAGES = {
    1: "降低注塑件飞边不良率\n启明星QC小组 2022年",
    2: "现状调查：2021年10月至12月，飞边不良占总不良的 78.5%（症结）",
    3: "原因分\n析：运用关联图，找出末端原因 9 条",
    4: "要因确认　末端原因③：模具分型面磨损　ＣＰＫ＝0.67",
    5: "对策与实施：按 5W1H 制定对策表，堃、𬭚、𠮷 三人负责",
    6: "效果检查：目标值 2.0%，实际 1.6%；⼩组活动 Öffnung",
    7: "标准化：修订《作业指导书》WI-0423",
}


@pytest.fixture
def indexed(database: Database) -> Database:
    with database.write() as tx:
        tx.entries.replace_assignment(1, manifest(entry(1), entry(2)), {})
        for number in (1, 2):
            one = entry(number)
            tx.search.index_entry(one.code, one.title, one.circle, one.unit)
    for page, text in PAGES.items():
        with database.write() as tx:
            tx.search.index_page(REPORT, page, text)
    return database


def pages(database: Database, query: str) -> list[int]:
    with database.read() as tx:
        return sorted(hit.page for hit in tx.search.find(query) if hit.page is not None)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("原因分析", [3]),
        ("末端原因", [3, 4]),
        ("飞", [1, 2]),
        ("飞边不良", [1, 2]),
        ("不良飞边", []),
        ("症结", [2]),
        ("堃", [5]),
        ("𬭚", [5]),
        ("𠮷 三人", [5]),
        ("小组活动", [6]),
        ("因 目标", []),
        ("原因 模具", [4]),
        ("对策表", [5]),
        ("作业指导书", [7]),
    ],
)
def test_chinese_queries(indexed: Database, query: str, expected: list[int]) -> None:
    assert pages(indexed, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("qc", [1]),
        ("QC小组", [1]),
        ("cpk", [4]),
        ("5w1h", [5]),
        ("78.5", [2]),
        ("2022年", [1]),
        ("202", [1, 2]),
        ("wi-0423", [7]),
        ("öffnung", [6]),
    ],
)
def test_letters_and_digits_ignore_width_and_case_and_match_from_the_start(indexed: Database, query: str, expected: list[int]) -> None:
    assert pages(indexed, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        '"',
        "'",
        "*",
        "飞边*",
        'a"b',
        "NOT",
        "飞 OR 边",
        "(",
        "NEAR(飞 边)",
        "body:飞",
        "-飞",
        "^飞",
        "\x00",
        "%",
        "，。",
        "飞" * 5000,
        "\ud800",
    ],
)
def test_nothing_typed_is_syntax(indexed: Database, query: str) -> None:
    assert set(pages(indexed, query)) <= {1, 2}


def test_entries_come_before_pages(indexed: Database) -> None:
    with indexed.read() as tx:
        hits = tx.search.find("启明星")
        assert {(hit.entry, hit.page) for hit in hits[:2]} == {("Z-001", None), ("Z-002", None)}
        assert [(hit.entry, hit.page) for hit in hits[2:]] == [("Z-001", 1)]
        assert hits[2].document == REPORT
        assert tx.search.find("启明星", 1) == hits[:1]
        assert tx.search.find("启明星", round_number=2) == ()


def test_indexing_again_replaces(indexed: Database) -> None:
    with indexed.write() as tx:
        tx.search.index_page(REPORT, 2, "换成别的内容")
        tx.search.index_entry("Z-002", "换过的题目", "启明星2QC小组", None)
        assert tx.search.find("症结") == ()
        assert [hit.entry for hit in tx.search.find("换过的题目")] == ["Z-002"]
        assert tx.search.indexed_pages(REPORT) == 7


def test_documents_of_other_seasons_are_not_found(indexed: Database) -> None:
    with indexed.write() as tx:
        tx.search.index_page(digest("gone"), 1, "原因分析")
    assert pages(indexed, "原因分析") == [3]


def test_unindexed_documents_until_they_are_finished_or_after_forgetting(indexed: Database) -> None:
    other = digest("other")
    with indexed.write() as tx:
        assert tx.search.unindexed([other, REPORT]) == (other, REPORT)
        tx.search.finish_document(REPORT, 7)
        assert tx.search.unindexed([other, REPORT]) == (other,)
        tx.search.forget_document(REPORT)
        assert tx.search.unindexed([other, REPORT]) == (other, REPORT)
        assert tx.search.find("症结") == ()
        assert tx.search.indexed_pages(REPORT) == 0


def test_a_hit_names_entry_document_and_page(indexed: Database) -> None:
    with indexed.read() as tx:
        (hit,) = tx.search.find("症结")
    assert hit == Hit("Z-001", REPORT, 2, hit.rank)
    assert hit.rank < 0
