"""The first form of the tables.

Plain SQL on purpose: a migration must do in ten years what it does today, whatever `app.store.tables` says
by then. Events can be neither changed nor deleted; the database itself refuses.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_TABLES = """
CREATE TABLE settings ("key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key"));
CREATE TABLE secrets (kind TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (kind, name));
CREATE TABLE evidence (
    kind TEXT NOT NULL, payload_digest TEXT NOT NULL, envelope BLOB NOT NULL, received TEXT NOT NULL, season TEXT,
    round INTEGER, judge TEXT, epoch INTEGER, sequence INTEGER, attachment BLOB, PRIMARY KEY (kind, payload_digest));
CREATE INDEX evidence_order ON evidence (kind, round, judge, epoch, sequence);
CREATE TABLE records (
    seq INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (seq), UNIQUE (kind, id));
CREATE TABLE entries (
    round INTEGER NOT NULL, code TEXT NOT NULL, position INTEGER NOT NULL, listed INTEGER NOT NULL, number INTEGER NOT NULL,
    title TEXT NOT NULL, circle TEXT NOT NULL, topic_type TEXT NOT NULL, field TEXT NOT NULL, rubric TEXT NOT NULL,
    items INTEGER NOT NULL, unit TEXT, recommender TEXT, recommender_opinion TEXT, recommender_rank INTEGER,
    presentation INTEGER, lead TEXT, recusal TEXT, practice INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
    folded TEXT NOT NULL, PRIMARY KEY (round, code));
CREATE TABLE documents (
    round INTEGER NOT NULL, code TEXT NOT NULL, listed INTEGER NOT NULL, role TEXT NOT NULL, title TEXT NOT NULL,
    media_type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, sealed_size INTEGER NOT NULL,
    sealed_sha256 TEXT NOT NULL, chunks TEXT NOT NULL, identity TEXT NOT NULL, supersedes TEXT, superseded INTEGER NOT NULL,
    PRIMARY KEY (round, code, listed),
    FOREIGN KEY (round, code) REFERENCES entries (round, code) ON DELETE CASCADE);
CREATE INDEX documents_plain ON documents (sha256);
CREATE TABLE blobs (sealed_sha256 TEXT NOT NULL, state TEXT NOT NULL, bytes_done INTEGER NOT NULL, PRIMARY KEY (sealed_sha256));
CREATE TABLE places ("key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key"));
CREATE TABLE openings (
    seq INTEGER NOT NULL, round INTEGER NOT NULL, entry TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (seq), UNIQUE (round, entry));
CREATE TABLE events (
    seq INTEGER NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, round INTEGER NOT NULL, entry TEXT NOT NULL, kind TEXT NOT NULL,
    "key" TEXT NOT NULL, value TEXT, undoes TEXT, step TEXT NOT NULL, PRIMARY KEY (seq), UNIQUE (id));
CREATE INDEX events_by_key ON events (round, entry, kind, "key");
CREATE INDEX events_undone ON events (undoes);
CREATE TABLE current (
    round INTEGER NOT NULL, entry TEXT NOT NULL, kind TEXT NOT NULL, "key" TEXT NOT NULL, value TEXT, seq INTEGER NOT NULL,
    first INTEGER NOT NULL, PRIMARY KEY (round, entry, kind, "key"));
CREATE TABLE summaries (
    round INTEGER NOT NULL, entry TEXT NOT NULL, state TEXT NOT NULL, total INTEGER, filled INTEGER NOT NULL,
    PRIMARY KEY (round, entry));
CREATE TABLE locks (round INTEGER NOT NULL, payload TEXT NOT NULL, PRIMARY KEY (round));
CREATE TABLE lock_openings (round INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (round, entry));
CREATE TABLE snapshots (
    payload_digest TEXT NOT NULL, round INTEGER NOT NULL, sequence INTEGER NOT NULL, envelope BLOB NOT NULL, parts BLOB NOT NULL,
    sealed BLOB NOT NULL, created TEXT NOT NULL, PRIMARY KEY (payload_digest));
CREATE INDEX snapshots_order ON snapshots (round, sequence);
CREATE TABLE outbox (
    seq INTEGER NOT NULL, file_sha256 TEXT NOT NULL, kind TEXT NOT NULL, content BLOB NOT NULL, size INTEGER NOT NULL,
    payload_digest TEXT, queued TEXT NOT NULL, sent TEXT, failed TEXT, failure TEXT, attempts INTEGER NOT NULL, receipt TEXT,
    PRIMARY KEY (seq), UNIQUE (file_sha256));
CREATE TABLE search_places (
    seq INTEGER NOT NULL, entry TEXT, document TEXT, page INTEGER, PRIMARY KEY (seq), UNIQUE (entry), UNIQUE (document, page));
CREATE TABLE search_documents (document TEXT NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY (document));
CREATE VIRTUAL TABLE search_text USING fts5 (body, content='', contentless_delete=1, tokenize='unicode61')
"""

_GUARDS = (
    "CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'events are never changed'); END",
    "CREATE TRIGGER events_are_kept BEFORE DELETE ON events BEGIN SELECT raise(ABORT, 'events are never deleted'); END",
)


def upgrade() -> None:
    for statement in (*_TABLES.split(";"), *_GUARDS):
        op.execute(statement.strip())


def downgrade() -> None:
    raise RuntimeError("a store is never taken back to an older form: restore a backup")
