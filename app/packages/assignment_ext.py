"""Two chairs in one panel: how each can check the other's package, though two manifests cannot name each other's digest.

A chair's manifest lists the manifests of the members, so the digest of one would have to stand inside the other and the other way
round. What a manifest says without its list of members (and without number and time) has a digest that both can hold: the
fellow chair's manifest lists it, and the statement carries it, signed, in `ext`. A reader that does not know it refuses the file as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from app.models.assignment import Manifest
from app.models.roster import PanelRole
from app.packages import documents
from app.trust import envelope as dsse

NAME = "assignment"
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def content_digest(manifest: Manifest) -> str:
    """The digest of what a manifest says to its own judge: without the members, its number and its time."""
    return documents.value_digest(replace(manifest, members=(), sequence=1, published=_UNDATED))


def for_statement(manifest: Manifest) -> Mapping[str, str]:
    """The `ext` of a statement made from this manifest: empty unless another chair sits in the panel."""
    fellows = [m for m in manifest.members if m.role is PanelRole.CHAIR and m.judge != manifest.judge]
    return {NAME: content_digest(manifest)} if fellows else {}


def of_statement(envelope: bytes) -> str:
    """The digest that a statement's `ext` names, "" without one; anything else that stands there says nothing."""
    named = documents.ext_of(dsse.parse(envelope, limit=2 * documents.RESULT.limit)).get(NAME)
    return named if isinstance(named, str) else ""
