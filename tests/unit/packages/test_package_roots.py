"""Which keys a root gives to the targets role: read from a real python-tuf root, and from everything that is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.core.errors import FormatError, Malformed, TooLarge
from app.core.ids import season_id
from app.packages import root
from app.publishing.tuf_repository import new_root
from tests.fakes import package_values as pv

GOOD = pv.root_json()


def changed(*way: str, to: Any) -> bytes:
    """The root with something else at `way` below `signed`; `...` deletes."""
    value = json.loads(GOOD)
    place = value["signed"]
    for step in way[:-1]:
        place = place[step]
    if to is ...:
        del place[way[-1]]
    else:
        place[way[-1]] = to
    return json.dumps(value).encode()


KEYID = json.loads(GOOD)["signed"]["roles"]["targets"]["keyids"][0]


def test_a_root_of_python_tuf() -> None:
    assert root.targets_keys(GOOD) == (pv.DAILY_KEY.public_hex,)
    assert root.version(GOOD) == 1
    assert root.season_of(GOOD) == season_id(GOOD)


def test_a_root_as_the_organiser_makes_it() -> None:
    made = new_root(pv.ROOT_KEY, pv.DAILY_KEY, pv.NOON)
    assert root.targets_keys(made) == (pv.DAILY_KEY.public_hex,)
    assert root.season_of(made) == season_id(made)


def test_a_later_root_has_keys_and_names_no_season() -> None:
    second = pv.root_json(2)
    assert (root.version(second), root.targets_keys(second)) == (2, (pv.DAILY_KEY.public_hex,))
    with pytest.raises(Malformed):
        root.season_of(second)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"null", b"1", b'"root"', b"\xff", b'{"signed":[]}', b'{"signed":null}', b'{"signed":{"_type":"targets"}}',
        b'{"signed":{"_type":"root"}}', b'{"signed":{"_type":"root"},"signed":{"_type":"root"}}', b"[" * 50_000, b'{"signed":{"_type":["root"]}}',
    ],
)  # fmt: skip
def test_what_is_no_root(data: bytes) -> None:
    for read in (root.targets_keys, root.version, root.season_of):
        with pytest.raises(FormatError):
            read(data)


@pytest.mark.parametrize(
    "data",
    [
        *(changed("keys", to=x) for x in (..., [], None, 1, "k", {}, {KEYID: None}, {KEYID: []}, {KEYID: {}}, {KEYID: "k"})),
        *(changed("keys", KEYID, "keyval", to=x) for x in (..., [], None, {}, "ab" * 32)),
        *(changed("keys", KEYID, "keyval", "public", to=x) for x in (None, 1, [], "", "zz" * 32, "AB" * 32, "ab" * 31, "ab" * 33)),
        *(changed("keys", KEYID, "keytype", to=x) for x in (..., None, [], "rsa", "ecdsa")),
        *(changed("roles", to=x) for x in (..., [], None, {}, "r")),
        *(changed("roles", "targets", to=x) for x in (..., [], None, "t", {})),
        *(changed("roles", "targets", "keyids", to=x) for x in (..., [], None, 7, "k", {}, [0], [None], [[]], [{}], ["unknown"], [KEYID, "unknown"])),
        *(changed("roles", "targets", "threshold", to=x) for x in (..., 0, 2, -1, "1", None, 1.0, True, [])),
    ],
)  # fmt: skip
def test_a_root_with_one_thing_wrong(data: bytes) -> None:
    with pytest.raises(Malformed):
        root.targets_keys(data)


def test_lists_in_place_of_tables() -> None:
    value = json.loads(changed("keys", to=[]))
    value["signed"]["roles"]["targets"]["keyids"] = [0]
    with pytest.raises(Malformed):
        root.targets_keys(json.dumps(value).encode())


@pytest.mark.parametrize("number", [..., None, "1", 1.0, True, [], 0, -1, 2])
def test_versions_that_are_not_one(number: Any) -> None:
    with pytest.raises(Malformed):
        root.season_of(changed("version", to=number))


def test_keys_of_other_kinds_beside_ours_are_passed_over() -> None:
    value = json.loads(GOOD)
    value["signed"]["keys"]["aa"] = {"keytype": "rsa", "keyval": {"public": "-----BEGIN"}, "scheme": "rsassa-pss-sha256"}
    value["signed"]["roles"]["targets"]["keyids"].append("aa")
    assert root.targets_keys(json.dumps(value).encode()) == (pv.DAILY_KEY.public_hex,)


def test_larger_than_any_root() -> None:
    with pytest.raises(TooLarge):
        root.targets_keys(GOOD + b" " * root.LIMIT)


def test_two_signatures_asked_for_are_not_given_by_one() -> None:
    with pytest.raises(Malformed):
        root.targets_keys(pv.root_json(threshold=2))
