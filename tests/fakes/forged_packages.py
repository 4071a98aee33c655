"""Score files nobody should have to open: made from a real one with the project's own signing and sealing.

A forger who holds a judge's key, or none, or only the file; each function says who. What they make is
right in everything but the one thing a test is about.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.core import strictjson
from app.models.result import Part, PointsPart, Statement
from app.packages import codec, documents, result, sealing
from app.packages import parts as part_files
from app.packages.sealing import Bundle
from app.services.judge import identity, submission_parts, submit, workspace
from app.trust import b64
from app.trust import envelope as dsse
from app.trust import keys as raw_keys
from app.trust.age.writer import seal_bytes
from app.trust.keys import SigningKey
from tests.fakes.published_season import World
from tests.fakes.season import Season


@dataclass(frozen=True)
class Real:
    """What a judge's laptop holds of its submitted package, and to whom it is sealed."""

    statement: Statement
    parts: tuple[Part, ...]
    key: SigningKey
    recipients: tuple[str, ...]
    bundle: Bundle

    def signed(
        self, parts: Iterable[Part] | None = None, key: SigningKey | None = None, ext: Mapping[str, object] | None = None, **changes: Any
    ) -> bytes:
        """The package with other parts, signer, `ext` or fields of the statement; its list of parts fits."""
        chosen = tuple(self.parts if parts is None else parts)
        value = replace(self.statement, **{"parts": result.part_digests(chosen), **changes})
        return result.seal(result.sign(value, chosen, key or self.key, ext), self.recipients)

    def points(self, entry: str) -> PointsPart:
        return next(p for p in self.parts if isinstance(p, PointsPart) and p.entry == entry)

    def with_points(self, entry: str, change: Callable[[Mapping[str, int]], Mapping[str, int]], **more: Any) -> bytes:
        """The package with the points of one entry changed."""
        old = self.points(entry)
        new = replace(old, points=change(old.points), **more)  # type: ignore[arg-type]
        return self.signed([new if p is old else p for p in self.parts])

    def sealed(self, bundle: Bundle) -> bytes:
        return sealing.seal(bundle, self.recipients)

    def with_statement(self, payload: bytes, *, version: str = "v1") -> bytes:
        """Any payload under the judge's own signature, with the real parts."""
        return self.sealed(Bundle(envelope(payload, self.key, f"application/vnd.qcdesk.result.{version}+json"), self.bundle.parts))

    def raw_statement(self, change: Callable[[dict[str, Any]], object]) -> bytes:
        """The package with its statement's JSON changed, under the judge's own signature."""
        value = codec.to_json(self.statement)
        change(value)
        return self.with_statement(strictjson.dumps(value))

    def with_part_text(self, entry: str, change: Callable[[bytes], bytes]) -> bytes:
        """The package with the bytes of one points part changed and named by the statement."""
        old = part_files.encode(self.points(entry))
        texts = tuple(change(t) if t == old else t for t in self.bundle.parts)
        value = replace(self.statement, parts=part_files.digests(texts))
        return self.sealed(Bundle(documents.sign(documents.RESULT, value, self.key), texts))


def real(world: World | Season, judge: str) -> Real:
    """Take a submitted package apart, as its own laptop can."""
    with world.open(judge) as profile, profile.database.read() as tx:
        desk = workspace.current(profile, tx)
        roster, keys = workspace.roster(profile, tx), identity.keys(tx)
        snapshot = tx.snapshots.latest(desk.round)
        recipients = tuple(submit.recipients(roster, desk))
    assert snapshot is not None
    bundle = submission_parts.bundle_of(snapshot)
    statement = documents.peek(documents.RESULT, dsse.parse(bundle.envelope))
    return Real(statement, tuple(part_files.decode(t) for t in bundle.parts), keys.sign, recipients, bundle)


def envelope(payload: bytes, key: SigningKey, media_type: str) -> bytes:
    """A well-signed envelope around any bytes."""
    signature = {"keyid": raw_keys.key_id(key.public_hex), "sig": b64.encode(key.sign(dsse.pae(media_type, payload)))}
    return strictjson.dumps({"payload": b64.encode(payload), "payloadType": media_type, "signatures": [signature]})


def sealed_zeros(recipients: Sequence[str], count: int) -> bytes:
    """A small file that would unpack to `count` bytes of nothing."""
    engine = zlib.compressobj(9)
    pieces = [engine.compress(bytes(1 << 20)) for _ in range(count >> 20)]
    return seal_bytes(b"".join(pieces) + engine.flush(), recipients)


def zeros(path: Path, count: int) -> Path:
    """A file of `count` zero bytes that takes no room on the disk."""
    with path.open("wb") as out:
        out.truncate(count)
    return path
