"""Which earlier copies a copy of the work holds whole: what orders copies, because no clock can be trusted to.

A laptop that makes a copy has in its store all that its earlier copies had, since nothing is ever removed there. It names
their payload digests, signed, in `ext`. A store that was put back from a backup knows nothing of the copies made after
that, and so does not name them: this is what a counter could not tell. A reader that does not know the line passes it over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from app.packages import documents
from app.trust import envelope as dsse

NAME = "holds"
MOST = 500
"""As many copies as an inbox takes of one judge, and little more than half of what `ext` may have."""
_DIGEST = re.compile("[0-9a-f]{64}")


def joined(line: Sequence[str], more: Iterable[str]) -> tuple[str, ...]:
    """The line with `more` behind it, each once; the oldest give way."""
    return tuple(dict.fromkeys((*line, *more)))[-MOST:]


def for_copy(line: Sequence[str]) -> Mapping[str, list[str]]:
    """The `ext` of a copy that holds these; empty for a first one."""
    return {NAME: list(line[-MOST:])} if line else {}


def of_copy(envelope: bytes) -> tuple[str, ...]:
    """What a copy that was believed names, in its order; anything else that stands there says nothing."""
    named = documents.ext_of(dsse.parse(envelope, limit=2 * documents.DRAFT.limit)).get(NAME)
    listed = named if isinstance(named, list) else []
    return tuple(d for d in listed if isinstance(d, str) and _DIGEST.fullmatch(d))[-MOST:]
