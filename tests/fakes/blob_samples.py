"""A repository with one blob of a little more than two chunks."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

from app.models.entry import CHUNK
from app.sync.download import Blob


@dataclass(frozen=True)
class Sample:
    """A file of a repository: what it is, its bytes, its path."""

    blob: Blob
    data: bytes
    repo: Path

    @property
    def path(self) -> str:
        return f"blobs/{self.blob.sha256[:2]}/{self.blob.sha256}"


def lay_down(repo: Path, size: int = 2 * CHUNK + 123_457, seed: int = 7) -> Sample:
    """Put seeded random bytes into a repository as a blob."""
    data = random.Random(seed).randbytes(size)
    chunks = tuple(hashlib.sha256(data[i : i + CHUNK]).hexdigest() for i in range(0, len(data), CHUNK))
    sample = Sample(Blob(hashlib.sha256(data).hexdigest(), len(data), chunks), data, repo)
    place = repo / sample.path
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    return sample
