"""Which earlier documents of its kind a document comes after: what orders them, because no clock can be trusted to.

A copy of the work `holds` the copies that the same store made or took over before: all they had is in it, since nothing is
ever removed from a store. A receipt comes `after` what this chair said of the same package before. Both stand signed in
`ext`. A store that was put back from a backup knows nothing of what was made after that, and so does not name it: this is
what a counter could not tell. A reader that does not know a line passes it over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.packages import documents
from app.packages.documents import Kind
from app.trust import envelope as dsse

HOLDS, AFTER = "holds", "after"
MOST = 500
"""As many copies as an inbox takes of one judge, and little more than half of what `ext` may have."""
_DIGEST = re.compile("[0-9a-f]{64}")


def joined(line: Sequence[str], more: Iterable[str]) -> tuple[str, ...]:
    """The line with `more` behind it, each once; the oldest give way."""
    return tuple(dict.fromkeys((*line, *more)))[-MOST:]


def ext(name: str, line: Sequence[str]) -> Mapping[str, list[str]]:
    """The `ext` of a document that names these payload digests, the newest last; empty for a first one."""
    return {name: list(line[-MOST:])} if line else {}


def read(name: str, kind: Kind[Any], envelope: bytes) -> tuple[str, ...]:
    """What a document that was believed names, in its order; anything else that stands there says nothing."""
    named = documents.ext_of(dsse.parse(envelope, limit=2 * kind.limit)).get(name)
    listed = named if isinstance(named, list) else []
    return tuple(d for d in listed if isinstance(d, str) and _DIGEST.fullmatch(d))[-MOST:]
