"""The bodies of the 审定表: names that nobody takes for each other, and labels to sign beside in one line."""

from __future__ import annotations

import pytest

from app.models.approval import MOST
from app.scoring import approval


def test_one_name_spelled_in_two_ways_stands_twice() -> None:
    assert approval.doubled(["组织单位意见", "某市总工会（意见）", " 组织单位意见 ", "某市总工会(意见)"]) == (
        "组织单位意见",
        "某市总工会（意见）",
    )
    assert approval.doubled(["组织单位意见", "专家组意见"]) == ()


def test_every_body_that_is_added_has_a_name_of_its_own() -> None:
    names: list[str] = []
    for _ in range(MOST):
        names.append(approval.fresh_name(names))
    assert names[:3] == ["单位意见", "单位意见（二）", "单位意见（三）"]
    assert approval.doubled(names) == ()


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        ("主席签字、经办人", ("主席签字", "经办人")),
        ("Chair, Clerk；", ("Chair", "Clerk")),
        ("负责人签字：", ("负责人签字",)),
        (" 、 ", ()),
        ("", ()),
    ],
)
def test_labels_to_sign_beside_are_one_line(typed: str, signs: tuple[str, ...]) -> None:
    assert approval.signs_of(typed) == signs
    assert approval.signs_of(approval.signs_text(signs)) == signs
