"""A result (成果) as a judge receives it, with its documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from app.models.rubric import TopicType
from app.models.shape import Digest, Id, KeyHex, Line, Many, Size, Small, Text, Words

CHUNK = 8 << 20
"""Bytes of sealed content under one chunk hash."""


class DocumentRole(StrEnum):
    """What a file is to the entry: 成果报告 申报表 推荐表 现场评价表 发表视频 原件."""

    REPORT = "report"
    FORM = "form"
    RECOMMENDATION = "recommendation"
    ONSITE = "onsite"
    VIDEO = "video"
    ORIGINAL = "original"


@dataclass(frozen=True)
class Document:
    """One sealed file: plain and sealed size (bytes) and SHA-256, hashes of 8 MiB chunks of the sealed bytes,
    and the secret identity (hex) that opens it. `supersedes` names the plain digest of an older version."""

    role: DocumentRole
    title: Line
    media_type: Annotated[str, Text(100, 3, r"[a-z0-9.+-]+/[a-z0-9.+-]+")]
    size: Size
    sha256: Digest
    sealed_size: Size
    sealed_sha256: Digest
    chunks: Annotated[tuple[Digest, ...], Many(20_000)]
    identity: KeyHex
    supersedes: Digest | None = None


@dataclass(frozen=True)
class Entry:
    """One assigned entry. `number` is 组内序号, `presentation` 发表序号; units are absent when the season is blind.

    `recusal` proposes 回避 with a reason for this judge; `lead` is the 主评; a `practice` entry is never counted;
    a `withdrawn` one keeps its sheet and is not counted.
    """

    code: Id
    number: Small
    title: Line
    circle: Line
    topic_type: TopicType
    field: Id
    rubric: Id
    documents: Annotated[tuple[Document, ...], Many(40)]
    unit: Line | None = None
    recommender: Line | None = None
    recommender_opinion: Words | None = None
    recommender_rank: Small | None = None
    presentation: Small | None = None
    lead: Id | None = None
    recusal: Line | None = None
    practice: bool = False
    withdrawn: bool = False

    def document(self, sha256: str) -> Document | None:
        """The document with this plain digest, or None."""
        return next((d for d in self.documents if d.sha256 == sha256), None)
