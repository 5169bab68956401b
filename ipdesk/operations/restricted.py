"""Restricted values shown to whoever asks for one and may see it; each showing is audited, and never the value."""

from __future__ import annotations

from typing import Any, Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.store.records import read
from ipdesk.store.writing import sealed_refusal

SHOWN: Final = "show-restricted"


def reveal(desk: Desk, register: Register, number: str, field: str) -> Any:
    """Return the value of a restricted field and log that it was shown, naming record and field.

    Raises NotPermitted for whoever may not see it, NotFound, and WrongValue for a field that is not restricted.
    """
    desk.require("reveal")
    kinds = {each.name: each.kind for each in register.fields()}
    if field not in kinds or not kinds[field].restricted:
        raise WrongValue(
            field,
            Message(N_("“{field}” is no restricted field."), field=field),
            Message(N_("“ipdesk schema” lists the fields.")),
        )
    record = read(desk.workspace.db, register, number)
    if record.withheld:
        raise sealed_refusal(number)
    with desk.workspace.write() as writing:
        writing.note(SHOWN, {"field": field}, register.name, record.number, record.id)
    return getattr(record, field)
