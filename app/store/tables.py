"""The tables as the program uses them today. What creates them is `migrations`; a test holds the two together.

Times are RFC 3339 texts as `app.core.clock` writes them, points integer hundredths, digests hex.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy import text as sql

METADATA = MetaData()


def _text(name: str, *, key: bool = False, empty: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=empty)


def _number(name: str, *, key: bool = False, empty: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=empty, autoincrement=False)


def _bytes(name: str, *, empty: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=empty)


def _row() -> Column[int]:
    return Column("seq", Integer, primary_key=True, nullable=False)


SETTINGS = Table("settings", METADATA, _text("key", key=True), _text("value"))

SECRETS = Table("secrets", METADATA, _text("kind", key=True), _text("name", key=True), _bytes("value"))

EVIDENCE = Table(
    "evidence",
    METADATA,
    _text("kind", key=True),
    _text("payload_digest", key=True),
    _bytes("envelope"),
    _text("received"),
    _text("season", empty=True),
    _number("round", empty=True),
    _text("judge", empty=True),
    _number("epoch", empty=True),
    _number("sequence", empty=True),
    _bytes("attachment", empty=True),
    Index("evidence_order", "kind", "round", "judge", "epoch", "sequence"),
)

RECORDS = Table("records", METADATA, _row(), _text("kind"), _text("id"), _text("value"), UniqueConstraint("kind", "id"))

ENTRIES = Table(
    "entries",
    METADATA,
    _number("round", key=True),
    _text("code", key=True),
    _number("position"),
    _number("listed"),
    _number("number"),
    _text("title"),
    _text("circle"),
    _text("topic_type"),
    _text("field"),
    _text("rubric"),
    _number("items"),
    _text("unit", empty=True),
    _text("recommender", empty=True),
    _text("recommender_opinion", empty=True),
    _number("recommender_rank", empty=True),
    _number("presentation", empty=True),
    _text("lead", empty=True),
    _text("recusal", empty=True),
    _number("practice"),
    _number("withdrawn"),
    _text("folded"),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    _number("round", key=True),
    _text("code", key=True),
    _number("listed", key=True),
    _text("role"),
    _text("title"),
    _text("media_type"),
    _number("size"),
    _text("sha256"),
    _number("sealed_size"),
    _text("sealed_sha256"),
    _text("chunks"),
    _text("identity"),
    _text("supersedes", empty=True),
    _number("superseded"),
    ForeignKeyConstraint(["round", "code"], ["entries.round", "entries.code"], ondelete="CASCADE"),
    Index("documents_plain", "sha256"),
)

BLOBS = Table("blobs", METADATA, _text("sealed_sha256", key=True), _text("state"), _number("bytes_done"))

PLACES = Table("places", METADATA, _text("key", key=True), _text("value"))

OPENINGS = Table("openings", METADATA, _row(), _number("round"), _text("entry"), _text("at"), UniqueConstraint("round", "entry"))

EVENTS = Table(
    "events",
    METADATA,
    _row(),
    _text("id"),
    _text("at"),
    _number("round"),
    _text("entry"),
    _text("kind"),
    _text("key"),
    _text("value", empty=True),
    _text("undoes", empty=True),
    _text("step"),
    _text("group", empty=True),
    UniqueConstraint("id"),
    Index("events_by_key", "round", "entry", "kind", "key"),
    Index("events_undone", "undoes"),
    Index("events_grouped", "group", sqlite_where=sql('"group" IS NOT NULL')),
)

CURRENT = Table(
    "current",
    METADATA,
    _number("round", key=True),
    _text("entry", key=True),
    _text("kind", key=True),
    _text("key", key=True),
    _text("value", empty=True),
    _number("seq"),
    _number("first"),
)

SUMMARIES = Table(
    "summaries",
    METADATA,
    _number("round", key=True),
    _text("entry", key=True),
    _text("state"),
    _number("total", empty=True),
    _number("filled"),
)

LOCKS = Table("locks", METADATA, _number("round", key=True), _text("payload"))

LOCK_OPENINGS = Table("lock_openings", METADATA, _number("round", key=True), _text("entry", key=True))

SNAPSHOTS = Table(
    "snapshots",
    METADATA,
    _text("payload_digest", key=True),
    _number("round"),
    _number("sequence"),
    _bytes("envelope"),
    _bytes("parts"),
    _bytes("sealed"),
    _text("created"),
    Index("snapshots_order", "round", "sequence"),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    _row(),
    _text("file_sha256"),
    _text("kind"),
    _bytes("content"),
    _number("size"),
    _text("payload_digest", empty=True),
    _text("queued"),
    _text("sent", empty=True),
    _text("failed", empty=True),
    _text("failure", empty=True),
    _number("attempts"),
    _text("receipt", empty=True),
    UniqueConstraint("file_sha256"),
)

SEARCH_PLACES = Table(
    "search_places",
    METADATA,
    _row(),
    _text("entry", empty=True),
    _text("document", empty=True),
    _number("page", empty=True),
    UniqueConstraint("entry"),
    UniqueConstraint("document", "page"),
)

SEARCH_DOCUMENTS = Table("search_documents", METADATA, _text("document", key=True), _number("pages"))
