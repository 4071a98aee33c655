"""The root of trust as evidence sees it: which keys the season's targets role signs with.

python-tuf checks freshness and the chain of roots when news is fetched. Years later, offline, a
verifier needs only this: the keys that root.json gives to the targets role. They sign roster, season,
manifests and invitations.
"""

from __future__ import annotations

import re
from typing import Any

from app.core import strictjson
from app.core.errors import Malformed
from app.core.ids import season_id
from app.core.words import say

LIMIT = 100_000
_HEX = re.compile(r"[0-9a-f]{64}")


def targets_keys(root_json: bytes) -> tuple[str, ...]:
    """Hex Ed25519 public keys of the targets role. Raises Malformed for anything but a root.json."""
    signed = _signed(root_json)
    try:
        role, known = signed["roles"]["targets"], signed["keys"]
        found = tuple(known[i]["keyval"]["public"] for i in role["keyids"] if known[i]["keytype"] == "ed25519")
        enough = role["threshold"]
    except (KeyError, IndexError, TypeError) as error:
        raise _malformed() from error
    # our envelopes carry one signature: a role that asks for two is not satisfied by any of them
    if type(enough) is not int or enough != 1 or not found or not all(isinstance(k, str) and _HEX.fullmatch(k) for k in found):
        raise _malformed()
    return found


def version(root_json: bytes) -> int:
    """The version number inside a root.json."""
    number = _signed(root_json).get("version")
    if type(number) is not int:
        raise _malformed()
    return number


def season_of(root_json: bytes) -> str:
    """The season id; `root_json` must be version 1, byte for byte."""
    if version(root_json) != 1:
        raise _malformed()
    return season_id(root_json)


def _signed(root_json: bytes) -> dict[str, Any]:
    value = strictjson.loads(root_json, limit=LIMIT)
    signed = value.get("signed") if isinstance(value, dict) else None
    if not isinstance(signed, dict) or signed.get("_type") != "root":
        raise _malformed()
    return signed


def _malformed() -> Malformed:
    return Malformed(
        say("这不是赛季的信任根文件（root.json）。", "This is not a season's root of trust (root.json)."),
        say("请向组织方重新索取。", "Ask the organiser for it again."),
    )
