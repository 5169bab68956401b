"""Step answered_1: which deadlines fell due in the years that a report asked for, by what the rules answered.

It is reckoned from the records and can be made anew at any time. `by` tells the rules and the years; `answers` is a list
of task, rule, day, whether it was met, and place among the tasks of the record.
"""

from __future__ import annotations

from typing import Any, Final

from ipdesk.store.migrations.ground_1 import statements

SQL: Final = """
create table answered (
  "entry" integer primary key references entries(id),
  "by" text not null,
  "revision" integer not null,
  "lost" integer not null,
  "answers" text not null
) strict;
"""


def apply(db: Any) -> None:
    """Make the table."""
    for statement in statements(SQL):
        db.execute(statement)
