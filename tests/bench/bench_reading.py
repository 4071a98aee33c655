"""Jumping about in a sealed video of 300 MB: 64 KiB from anywhere, against pread of the plain file."""

from __future__ import annotations

import os
import random
from pathlib import Path

from app.trust.age.reader import SealedReader
from app.trust.age.writer import seal
from app.trust.keys import SealIdentity
from tests.bench.measure import Line, alternately, quantile

SIZE, PIECE, READS = 300 << 20, 64 << 10, 1500


def measure(folder: Path) -> list[Line]:
    plain, sealed, key = folder / "plain", folder / "sealed", SealIdentity.generate()
    chance = random.Random(300)
    with plain.open("wb") as out:
        for _ in range(SIZE >> 20):
            out.write(chance.randbytes(1 << 20))
    with plain.open("rb") as source, sealed.open("wb") as target:
        seal(source, target, [key.public_hex])
    bare_file = os.open(plain, os.O_RDONLY)
    try:
        with SealedReader(sealed.open("rb"), [key], sealed_size=sealed.stat().st_size) as reader:

            def ours() -> None:
                reader.seek(chance.randrange(SIZE - PIECE))
                assert len(reader.read(PIECE)) == PIECE

            times, bare = alternately(ours, lambda: os.pread(bare_file, PIECE, chance.randrange(SIZE - PIECE)), READS)
    finally:
        os.close(bare_file)
    return [
        Line("64 KiB from anywhere in a sealed file, p50", quantile(times, 0.5), "pread of the plain file, p50", quantile(bare, 0.5)),
        Line("64 KiB from anywhere in a sealed file, p99", quantile(times, 0.99), most=0.005),
    ]
