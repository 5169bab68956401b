"""A digest of some fields of a record, by which a later reader knows whether they changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from ipdesk.model.record import Record, field_of
from ipdesk.model.values import plain_value

LENGTH = 32


def digest_of(record: Record, names: Sequence[str]) -> str:
    """Return the digest of fields in the order of their names, as hex digits."""
    values = [
        [name, plain_value(field_of(type(record), name).kind, getattr(record, name))]
        for name in sorted(names)
    ]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:LENGTH]
