"""The season's declared policy as a file: read it out, change fields of it, publish. Judges' statements name the version they scored under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.core import strictjson
from app.core.errors import InvalidEntry, UsageError
from app.core.files import read_limited
from app.core.words import say
from app.models.changes import Changes, Topic, changed
from app.models.season import Policy, QuotaScope
from app.packages import codec
from app.services.organiser import state
from app.services.profile import Profile

LIMIT = 1 << 20


def policy(profile: Profile, repository: Path) -> Policy:
    """The policy as it will be published next."""
    state.check_repository(profile, str(repository))
    with profile.database.read() as tx:
        return state.season(tx).policy


def change(profile: Profile, repository: Path, fields: Mapping[str, Any]) -> tuple[Policy, Changes]:
    """Replace the fields named (as season.json writes them; None takes one back to absent). In force with the next publish.

    Raises Malformed for a field or value the format lacks, InvalidEntry for a level the season lacks.
    """
    state.check_repository(profile, str(repository))
    with profile.database.write() as tx:
        season = state.season(tx)
        merged = {**codec.to_json(season.policy), **fields}
        made = codec.from_json(Policy, {k: v for k, v in merged.items() if v is not None})
        known = {level.code for level in season.levels}
        if strange := [q.level for q in made.quotas if q.level not in known]:
            raise InvalidEntry(
                say("本季没有“{level}”这个等级。", "This season has no level “{level}”.", level=strange[0]),
                say("请核对名额里的等级代号。", "Check the levels of the quotas."),
            )
        state.SEASON.put(tx, state.ONLY, replace(season, policy=made))
    return made, changed(Topic.SEASON)


def read_fields(file: Path) -> Mapping[str, Any]:
    """Fields of the policy from a JSON file. Raises Malformed, TooLarge, UsageError."""
    found = strictjson.loads(read_limited(file, LIMIT))
    if not isinstance(found, dict):
        raise UsageError(
            say("规则文件应为一个 JSON 对象。", "A policy file is one JSON object."),
            say("可以先用 organizer policy REPO --json 导出。", "Export it first with organizer policy REPO --json."), reason="no-object",
        )  # fmt: skip
    return found


SCOPES = tuple(str(s) for s in QuotaScope)
