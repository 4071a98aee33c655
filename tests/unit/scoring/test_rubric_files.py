"""The rubrics and policies that come with the program are what the standard says and what the models hold."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest

from app.core.errors import Malformed
from app.core.paths import resources
from app.models.points import short
from app.models.season import Aggregation, EntryField, Level, Policy, Quota, Round, SeasonWords
from app.packages.codec import from_json, to_json
from app.scoring.validate import check_rubric
from tests.fakes.scoring_values import RUBRIC_FILES, rubric_file, rubric_json


def _schema() -> jsonschema.Draft202012Validator:
    schema = json.loads((resources() / "rubrics" / "rubric.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _policy(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources() / "policies" / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", RUBRIC_FILES)
def test_rubric_file_fits_the_schema_and_can_be_scored(name: str) -> None:
    _schema().validate(rubric_json(name))
    assert check_rubric(rubric_file(name)) == ()


def test_every_rubric_file_is_tested() -> None:
    here = {p.stem for p in (resources() / "rubrics").glob("*.json")} - {"rubric.schema"}
    assert here == set(RUBRIC_FILES)


@pytest.mark.parametrize(
    ("name", "code", "points"),
    [
        ("tcaq-10201-2020-problem", "CAQ-PROBLEM", "TOPIC 15 CAUSE 30 ACTION 20 EFFECT 20 REPORT 5 FEATURE 10"),
        ("tcaq-10201-2020-innovation", "CAQ-INNOVATION", "TOPIC 20 SCHEME 30 ACTION 20 EFFECT 15 REPORT 5 FEATURE 10"),
        ("tcaq-10201-2020-onsite", "CAQ-ONSITE", "ORG 10 ACTIVITY 30 TRUTH 30 UPKEEP 20 EDUCATION 10"),
        ("presentation-28", "PRESENT-28", "LOGIC 6 EXPERTISE 6 FORM 4 DELIVERY 4 ANSWERS 4 TEAM 4"),
    ],
)
def test_full_points_are_the_standards(name: str, code: str, points: str) -> None:
    rubric = rubric_file(name)
    assert rubric.id == code
    assert " ".join(f"{i.code} {short(i.max)}" for i in rubric.items) == points


@pytest.mark.parametrize("name", RUBRIC_FILES[:3])
def test_the_standards_items_have_criteria_a_to_d_and_half_points(name: str) -> None:
    items = rubric_file(name).items
    assert {tuple(c.id for c in i.criteria) for i in items} == {("a", "b", "c", "d")}
    assert {i.step for i in items} == {50}
    assert all(c.words.zh and c.words.en for i in items for c in i.criteria)


def test_on_site_items_say_how_they_are_reviewed() -> None:
    assert all(i.methods and i.methods.zh and i.methods.en for i in rubric_file("tcaq-10201-2020-onsite").items)


def test_the_presentation_table_shows_fractional_steps_and_a_minimum() -> None:
    items = rubric_file("presentation-28").items
    assert {i.step for i in items} == {1, 10}
    assert [(i.code, i.min) for i in items if i.min] == [("TEAM", 100)]


@pytest.mark.parametrize(
    "path_and_value",
    [
        (("total",), 100),
        (("total",), "100"),
        (("items", 0, "max"), "015.00"),
        (("items", 0, "code"), "topic"),
        (("colour",), "red"),
        (("items",), []),
        (("title",), {"zh": "x"}),
    ],
    ids=lambda p: ".".join(map(str, p[0])) + f"={p[1]!r}",
)
def test_the_schema_refuses_what_the_reader_would(path_and_value: tuple[tuple[str | int, ...], Any]) -> None:
    path, value = path_and_value
    raw: Any = copy.deepcopy(rubric_json("tcaq-10201-2020-problem"))
    place = raw
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        _schema().validate(raw)


def test_the_default_policy_file_is_the_models_default_written_out() -> None:
    raw, default = _policy("default.json"), Policy()
    assert raw == to_json(default)
    assert from_json(Policy, raw) == default
    assert (default.aggregation, default.uniform_within_panel) == (Aggregation.TRIM_FROM_5, False)


def test_the_season_template_names_only_what_exists() -> None:
    raw = _policy("season-template.json")
    levels = [from_json(Level, x) for x in raw["levels"]]
    rounds = [from_json(Round, x) for x in raw["rounds"]]
    assert [f.name.zh for f in (from_json(EntryField, x) for x in raw["fields"])] == [
        "制造类",
        "市场服务类",
        "非营利性服务类",
        "建造类",
        "“专精特新”中小企业类",
    ]
    assert [x.name.zh for x in levels] == ["标杆级", "优秀级", "推进级"]
    assert [x.floor or 0 for x in levels] == sorted((x.floor or 0 for x in levels), reverse=True)
    assert {code for r in rounds for code in r.rubrics} <= {rubric_file(n).id for n in RUBRIC_FILES}
    assert [(r.number, r.video_required) for r in rounds] == [(1, False), (2, True)]
    quotas = [from_json(Quota, q) for q in raw["quotas"]]
    assert {q.level for q in quotas} <= {x.code for x in levels}
    assert {str(q.scope) for q in quotas} == {raw["rank_within"]}, "places are given inside the order that is made"
    assert from_json(SeasonWords, raw["words"]) == SeasonWords()


def test_the_template_declares_what_the_hall_sees() -> None:
    """Letters unless an association declares names; schema-checked like every field of the policy."""
    default = from_json(Policy, {**_policy("default.json"), **_policy("season-template.json")["policy"]})
    assert (default.names_in_hall, default.units_in_hall) == (False, True)
    with pytest.raises(Malformed):
        from_json(Policy, {**_policy("default.json"), "names_in_hall": "names"})
