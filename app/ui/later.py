"""What a person may never open is built when it is first asked for: panels and screens were half of the wait for the first page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Later(Generic[T_co]):
    """`panel()` builds at the first call and answers the same thing ever after; `made` never builds."""

    def __init__(self, make: Callable[[], T_co]) -> None:
        self._make = make
        self._made: T_co | None = None

    def __call__(self) -> T_co:
        if self._made is None:
            self._made = self._make()
        return self._made

    @property
    def made(self) -> T_co | None:
        """None until somebody asked for it."""
        return self._made
