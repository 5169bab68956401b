"""What the desk says when it cannot do a thing: what happened, what is safe, what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ipdesk.model.text import N_, Message

NOTHING_CHANGED = Message(N_("Nothing was changed."))
KEPT_BEFORE = Message(N_("What was finished before is kept."))


class Refused(Exception):
    """An act was refused or failed; nothing was lost.

    Carries three messages for the user. Front ends show them; no traceback is shown.
    """

    def __init__(self, what: Message, advice: Message | None = None, safe: Message = NOTHING_CHANGED) -> None:
        super().__init__(what.id)
        self.what = what
        self.safe = safe
        self.advice = advice

    def messages(self) -> tuple[Message, ...]:
        """Return what happened, what is safe and, where there is one, what to do next."""
        return (self.what, self.safe) if self.advice is None else (self.what, self.safe, self.advice)


@contextmanager
def keeping() -> Iterator[None]:
    """Let a refusal say that what was finished before is kept, where work in several steps ends amid them."""
    try:
        yield
    except Refused as refused:
        refused.safe = KEPT_BEFORE
        raise


class NotFound(Refused):
    """A register, record, file or user of that name is not there."""


class NotPermitted(Refused):
    """The acting user's role may not do this."""


class WrongValue(Refused):
    """A value cannot be read as what the field holds."""

    def __init__(self, field: str, what: Message, advice: Message | None = None) -> None:
        super().__init__(what, advice)
        self.field = field


class Incomplete(Refused):
    """A move was asked for before what it needs was there."""


class Stale(Refused):
    """The record was changed by somebody else since it was read."""


class Unfit(Refused):
    """A file is read and does not do; what is wrong with it stands one by one between what happened and what is safe."""

    def __init__(self, what: Message, problems: tuple[Message, ...], advice: Message | None = None) -> None:
        super().__init__(what, advice)
        self.problems = problems

    def messages(self) -> tuple[Message, ...]:
        """Return what happened, each problem, what is safe and what to do next."""
        what, *rest = super().messages()
        return (what, *self.problems, *rest)


class AboveLimit(Refused):
    """The content is marked above what this installation may hold."""


class Locked(Refused):
    """A file from outside opens with a password only, and none or a wrong one was given."""


class WrongPassphrase(Refused):
    """The passphrase or recovery key does not open the workspace."""


class Damaged(Refused):
    """A file of the workspace cannot be read as it should."""


class TooNew(Refused):
    """The workspace was written by a newer ipdesk."""


class Busy(Refused):
    """Another program holds the workspace."""


class CannotWrite(Refused):
    """The disk is full or may not be written."""
