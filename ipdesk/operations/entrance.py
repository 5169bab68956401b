"""What is known of a workspace before it is open: who may open it, and how long they have to wait.

It knows neither the database nor the cryptography, so that the page that unlocks is there at once.
"""

from __future__ import annotations

import math
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipdesk.store import attempts, keyfile
from ipdesk.store.places import existing

if TYPE_CHECKING:
    from ipdesk.model.dates import Clock

# The operations of the pages that are looked at first.
FIRST: Final = ("workspaces", "reading", "today", "editing", "history", "drafts", "attachments", "documents")


def names_in(folder: Path) -> tuple[str, ...]:
    """Return the names of who may open a workspace. Raises NotFound, Damaged and TooNew."""
    content, _ = keyfile.read(existing(folder))
    return tuple(name for name, _ in content.users)


def wait_before(folder: Path, user: str, clock: Clock) -> int:
    """Return the seconds a user has to wait after wrong passphrases; "" is who tries the recovery key."""
    return math.ceil(attempts.remaining(folder, user, clock().timestamp()))


def load_desk() -> None:
    """Import what opening a workspace and showing its first pages takes, beside a passphrase that is typed."""
    for name in FIRST:
        import_module(f"ipdesk.operations.{name}")
    from ipdesk.operations.deadline_rules import read_shipped

    read_shipped()  # a tenth of a second, which the first record with deadlines would wait for
