"""Step docket_2: of an open task, the day of what is announced to clear it.

The docket is reckoned anew by it, as what was cleared by something still to come is open until then.
"""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
alter table "docket" add column "announced_on" text;
create index docket_by_announced on docket (register, announced_on) where announced_on is not null;
delete from docket_rules;
"""


def apply(db: Any) -> None:
    """Add the column, and forget by which rules the docket was reckoned."""
    for statement in statements(SQL):
        db.execute(statement)
