"""What was ticked and typed on the pledge and is not signed yet: the page is built anew at a refusal and in another language."""

from __future__ import annotations


class PledgeDraft:
    """`conflicts`: entry code or unit → (ticked, reason as typed); `name`: the signature as typed."""

    def __init__(self) -> None:  # not a dataclass: that is imported before the first picture, and its module costs milliseconds
        self.conflicts: dict[str, tuple[bool, str]] = {}
        self.name = ""
