"""Step docket_3: of a record, the next day on which something announced comes.

What is announced may also bring a task that is not open yet, or clear several, so the day is one of the record.
"""

from __future__ import annotations

from typing import Any

from ipdesk.store.migrations.ground_1 import statements

SQL = """
create table docket_ahead (
  "entry" integer primary key references entries(id),
  "day" text not null
) strict;
create index docket_ahead_by_day on docket_ahead (day);
drop index if exists docket_by_announced;
delete from docket_rules;
"""


def apply(db: Any) -> None:
    """Make the table, and forget by which rules the docket was reckoned."""
    for statement in statements(SQL):
        db.execute(statement)
