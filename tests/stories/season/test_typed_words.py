"""Words pasted from anywhere lose what turns or hides text where they enter: terminals, papers and letters show what was written."""

from __future__ import annotations

import unicodedata
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.errors import InvalidEntry
from app.core.ids import new_event_id
from app.core.tasks import Context
from app.models.chairing import LetterPoint, LetterState
from app.models.decision import Decision, DecisionKind, Scope
from app.models.points import of
from app.models.shape import WORDS
from app.models.sheet import Note, NoteKind
from app.packages import codec
from app.services.chair import actions, choose, deciding, letters, merge, panel, receipts, record
from app.services.judge import recuse, remark, score
from app.services.organiser import season_deciding, season_state
from tests.fakes import chair_panel, desk_profile, panel_season
from tests.fakes.chair_panel import ChairPanel, Pristine
from tests.fakes.published_season import run_command
from tests.fakes.season import CHAIR

TYPED, KEPT = " \x1b[31m红\u202e反\u2066了\t甲\x00\x07\r\n\ue000𠮷\x9b ", "[31m红反了 甲\n\ue000𠮷"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    made = chair_panel.make(tmp_path_factory.mktemp("typed") / "now", judges=3, entries=2, own={"Z-001": "90", "Z-002": "80"})
    with made.open() as profile:
        merge.merge(profile, [made.package("J-02", {"Z-001": "85", "Z-002": "82"})], Context())
    return Pristine.of(made)


@pytest.fixture
def made(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def test_reasons_of_the_chair(made: ChairPanel) -> None:
    with made.open() as profile:
        for action in (
            actions.SetLevel("Z-001", None, TYPED), actions.Keep("Z-002", TYPED), actions.Defer("Z-002", TYPED), actions.Opinion("Z-001", actions.Grade.GOOD, TYPED),
        ):  # fmt: skip
            done, _ = deciding.decide(profile, action)
            assert [d.reason for d in done.decisions] == [KEPT]
        payload = panel.load(profile).counted()["J-02"].ref.payload
        assert choose.choose(profile, payload, TYPED)[0].reason == KEPT
        assert choose.open_early(profile, TYPED)[0].reason == KEPT
        letters.save(profile, "Z-001", [LetterPoint(TYPED, NoteKind.STRENGTH)])
        assert [p.text.strip() for p in letters.desk(profile, "Z-001").points] == [KEPT]
        letters.move_to(profile, "Z-001", LetterState.FINAL)
        assert letters.move_to(profile, "Z-001", LetterState.DRAFT, reason=TYPED)[0].moves[-1].reason == KEPT


def test_what_shows_nothing_is_no_reason(made: ChairPanel) -> None:
    with made.open() as profile:
        for work in (
            lambda: deciding.decide(profile, actions.Defer("Z-002", "\u200b\x1b")),
            lambda: receipts.return_sheet(profile, "J-02", "\u200b", made.season.folder),
            lambda: record.adopt(profile, "J-03", "\u200b"),
        ):
            with pytest.raises(Exception, match="理由"):
                work()


def test_the_log_has_one_line_for_each_decision_whatever_is_held(made: ChairPanel) -> None:
    """Also for reasons that were kept before they were cleaned."""
    at = datetime(2026, 7, 1, tzinfo=UTC)
    old = Decision(new_event_id(), at, Scope.PANEL, DecisionKind.DEFER, TYPED.replace("\x00", ""), entry="Z-001", round=1)
    with made.open() as profile:
        deciding.decide(profile, actions.Defer("Z-002", "一\n二"))
        with profile.database.write() as tx:
            tx.records.put(panel.DECISIONS, old.id, codec.to_bytes(old).decode())
    said = run_command(made.season.home(CHAIR), "chair", "log").out
    assert len(said.splitlines()) == 2
    assert "一 二" in said
    assert not [c for c in said if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")]


def test_a_judges_words(tmp_path: Path) -> None:
    with closing(desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=2))) as profile:
        step = score.put_note(profile, "Z-001", Note("0" * 32, NoteKind.STRENGTH, TYPED, step="原\u202e因"))[0].notes[0]
        assert (step.text.strip(), step.step) == (KEPT, "原因")
        assert score.set_remark(profile, "Z-001", TYPED)[0].remark.strip() == KEPT
        assert score.set_points(profile, "Z-001", {}, remark="甲\x1b")[0].remark == "甲"
        assert remark.merge(profile, "Z-001", text="乙\u202e")[0].remark == f"乙\n优点：1. {KEPT.replace(chr(10), chr(32))}"
        assert (found := recuse.recuse(profile, "Z-002", TYPED)[0].recusal) is not None
        assert found.words == KEPT


def test_a_choice_of_the_organiser(tmp_path_factory: pytest.TempPathFactory) -> None:
    one = panel_season.make(tmp_path_factory.mktemp("one"), panels=1, entries=2)
    payload = one.ask("merge", one.close("P-1"))["accepted"][0]["payload"]
    with one.open() as profile:
        made, _ = season_deciding.choose(profile, one.repository, payload, TYPED)
        assert made.reason == KEPT
        done, _ = season_deciding.decide(
            profile, one.repository, season_deciding.SeasonAction(DecisionKind.DEFER, ("Z1-001",), reason=TYPED)
        )
        assert [d.reason for d in done.decisions] == [KEPT]
        assert {d.reason for d in season_state.load(profile).decisions} == {KEPT}


LONG = "长" * (WORDS + 1)
"""More than any file may hold: kept, it could not be printed or handed on."""


def test_words_that_no_file_holds_are_refused_as_words_and_not_as_a_broken_file(made: ChairPanel) -> None:
    with made.open() as profile:
        payload = panel.load(profile).counted()["J-02"].ref.payload
        record.type_points(profile, "J-03", 1, "Z-001", {"CAUSE": of("26")})
        for work in (
            lambda: deciding.foresee(profile, actions.Defer("Z-002", LONG)),
            lambda: deciding.decide(profile, actions.Keep("Z-002", LONG)),
            lambda: deciding.decide(profile, actions.Opinion("Z-001", actions.Grade.GOOD, LONG)),
            lambda: choose.choose(profile, payload, LONG),
            lambda: choose.open_early(profile, LONG),
            lambda: receipts.return_sheet(profile, "J-02", LONG, made.season.folder / "out"),
            lambda: record.adopt(profile, "J-03", LONG[1:], own_table=True),
            lambda: letters.save(profile, "Z-001", [LetterPoint(LONG, NoteKind.STRENGTH)]),
        ):
            with pytest.raises(InvalidEntry, match=r"有 2000[01] 字，最多 (20000|199\d\d) 字") as refused:
                work()
            assert refused.value.reason == "too-long"
        assert deciding.decide(profile, actions.Keep("Z-002", LONG[1:]))[0].decisions


def test_words_of_the_organiser_that_no_file_holds(tmp_path_factory: pytest.TempPathFactory) -> None:
    one = panel_season.make(tmp_path_factory.mktemp("long"), panels=1, entries=2)
    payload = one.ask("merge", one.close("P-1"))["accepted"][0]["payload"]
    with one.open() as profile:
        for work in (
            lambda: season_deciding.choose(profile, one.repository, payload, LONG),
            lambda: season_deciding.decide(
                profile, one.repository, season_deciding.SeasonAction(DecisionKind.DEFER, ("Z1-001",), reason=LONG)
            ),
        ):
            with pytest.raises(InvalidEntry, match="有 20001 字，最多 20000 字"):
                work()
