"""Events that are one step to a person (a pasted block, several items at once) carry the same group.

Events saved before have none: each of them was a step of its own, and stays one.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute('ALTER TABLE events ADD COLUMN "group" TEXT')
    # only grouped events are in the index: the single save of one score pays nothing for it
    op.execute('CREATE INDEX events_grouped ON events ("group") WHERE "group" IS NOT NULL')


def downgrade() -> None:
    raise RuntimeError("a store is never taken back to an older form: restore a backup")
