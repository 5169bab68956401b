"""What the desk notices about the links of a record of any register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import Link
from ipdesk.model.record import Record, field_of
from ipdesk.model.text import N_, Message


def unknown(record: Record, facts: Facts, names: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each number in these fields that the register linked to does not know."""
    for name in names:
        kind = field_of(type(record), name).kind
        assert isinstance(kind, Link)  # a programming error, never data
        for number in getattr(record, name):
            if (kind.to, number) not in facts.linked:
                yield Finding(
                    id="link-unknown",
                    field=name,
                    severity="warn",
                    message=Message(
                        N_("{number} under “{field}” is not in its register."),
                        number=number,
                        field=Message(kind.label),
                    ),
                    clears=Message(N_("Correct the number, or add the record.")),
                )
