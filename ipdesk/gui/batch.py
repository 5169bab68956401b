"""One act on many records, each in its own transaction, on a worker's thread with its own connection."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ipdesk.gui.tasks import Cancelled, Task
from ipdesk.model.errors import Refused
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations import reading
from ipdesk.operations.desk import Desk

_AT_ONCE: Final = 250
_SHOWN: Final = 3  # refusals that are told in full


@dataclass(frozen=True, slots=True)
class Tally:
    """How an act on many records went: done, refused with their reasons by number, and whether it was stopped."""

    of: int
    done: int
    refused: tuple[tuple[str, Refused], ...]
    stopped: bool

    def messages(self) -> tuple[Message, ...]:
        """Return the result in a few sentences: the count, and the first few refusals with what to do next, once."""
        found = [Message(N_("{done} of {count} records done."), done=self.done, count=self.of)]
        if self.stopped:
            found.append(Message(N_("Stopped; what was done stays.")))
        for number, refused in self.refused[:_SHOWN]:
            found.append(Message(N_("{number}: {reason}"), number=number, reason=refused.what))
            if refused.advice is not None and refused.advice not in found:
                found.append(refused.advice)
        if len(self.refused) > _SHOWN:
            found.append(Message(N_("{count} more were refused."), count=len(self.refused) - _SHOWN))
        return tuple(found)


def in_turn(
    desk: Desk, register: Register, ids: array[int], act: Callable[[Desk, Record], object], task: Task
) -> Tally:
    """Do an act on each record by id; a refused one does not keep the others from being done.

    `act` gets the worker's own desk and the record with its number and state. Records that are gone
    are passed over.
    """
    twin = desk.twin()
    done, refused, stopped = 0, [], False
    with twin.workspace:
        try:
            for start in range(0, len(ids), _AT_ONCE):
                found = reading.page(twin, register, ids[start : start + _AT_ONCE], ())
                for place, record in enumerate(found, start):
                    task.step(place, len(ids))
                    try:
                        act(twin, record)
                        done += 1
                    except Refused as error:
                        refused.append((record.number, error))
            task.step(len(ids), len(ids))
        except Cancelled:
            stopped = done + len(refused) < len(ids)
    return Tally(len(ids), done, tuple(refused), stopped)
