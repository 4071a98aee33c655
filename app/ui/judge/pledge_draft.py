"""What was ticked and typed on the pledge and is not signed yet: the page is built anew at a refusal and in another language."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class PledgeDraft:
    """`conflicts`: entry code → (ticked, reason as typed); `name`: the signature as typed."""

    conflicts: dict[str, tuple[bool, str]] = field(default_factory=dict)
    name: str = ""
