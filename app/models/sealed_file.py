"""A material sealed once: what is known of its plain and its sealed bytes, and the identity that opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from app.models.shape import Digest, KeyHex, Many, Size


@dataclass(frozen=True)
class SealedFile:
    """Sizes in bytes, SHA-256 in hex; `chunks` are hashes of 8 MiB of sealed bytes; `identity` is secret."""

    size: Size
    sha256: Digest
    sealed_size: Size
    sealed_sha256: Digest
    chunks: Annotated[tuple[Digest, ...], Many(20_000)]
    identity: KeyHex
