"""Pictures live outside the heap: mappings that go away whole, recoloured without holding everybody up."""

from __future__ import annotations

import mmap

import pytest

from app.media import pixels


def test_a_blank_picture_is_a_mapping_of_its_own() -> None:
    made = pixels.blank(5_000_000)
    assert isinstance(made.obj, mmap.mmap)
    assert (len(made), made.readonly, made[4_999_999]) == (5_000_000, False, 0)


def test_what_the_system_cannot_give_is_a_memory_error() -> None:
    with pytest.raises(MemoryError):
        pixels.blank(1 << 60)


def test_recolouring_goes_in_pieces_and_changes_every_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    table, size = bytes(255 - n for n in range(256)), 3 * (256 << 10) + 17
    made = pixels.blank(size)
    made[:] = bytes(n % 251 for n in range(size))
    whole = bytes(made).translate(table)
    pixels.recolour(made, table)
    assert bytes(made) == whole


def test_no_piece_is_larger_than_a_quarter_of_a_megabyte() -> None:
    seen: list[int] = []

    class Watched(bytearray):
        def __getitem__(self, part: slice) -> bytes:  # type: ignore[override]
            piece = bytes(super().__getitem__(part))
            seen.append(len(piece))
            return piece

    pixels.recolour(Watched(1_000_000), bytes(range(256)))  # type: ignore[arg-type]
    assert (sum(seen), max(seen) <= 256 << 10) == (1_000_000, True)
