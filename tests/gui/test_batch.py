"""One act on many records: each on its own, told in one result."""

from __future__ import annotations

from array import array

from ipdesk.gui.batch import Tally, in_turn
from ipdesk.gui.tasks import Task
from ipdesk.model.errors import Refused
from ipdesk.model.record import Record
from ipdesk.model.text import Message, Translator
from ipdesk.operations import reading
from ipdesk.operations.desk import Desk
from tests.operations.cases import DISCLOSURES


def nothing(_task: Task) -> None:
    """Stand for work: these tests do it themselves."""


def test_every_record_has_its_turn_over_a_connection_of_its_own(filled_desk: Desk) -> None:
    ids = reading.list_ids(filled_desk, DISCLOSURES)
    seen: list[str] = []

    def act(desk: Desk, record: Record) -> None:
        assert desk.workspace.db is not filled_desk.workspace.db
        seen.append(record.number)

    tally = in_turn(filled_desk, DISCLOSURES, ids, act, Task(nothing))
    assert tally == Tally(30, 30, (), False)
    assert len(set(seen)) == 30


def test_refusals_are_kept_by_number_and_gone_records_are_passed_over(
    filled_desk: Desk, translator: Translator
) -> None:
    ids = reading.list_ids(filled_desk, DISCLOSURES)[:6]
    ids.append(987_654)

    def act(_desk: Desk, record: Record) -> None:
        if record.number != "PL-2026-0030":
            raise Refused(Message("{number} stays.", number=record.number), Message("Ask first."))

    tally = in_turn(filled_desk, DISCLOSURES, ids, act, Task(nothing))
    assert (tally.of, tally.done, len(tally.refused), tally.stopped) == (7, 1, 5, False)
    said = [translator.say(each) for each in tally.messages()]
    assert said[0] == "1 of 7 records done."
    assert said[1] == "PL-2026-0029: PL-2026-0029 stays."
    assert said[2] == "Ask first."
    assert said.count("Ask first.") == 1
    assert len(said) == 6
    assert said[-1] == "2 more were refused."


def test_stopping_keeps_what_was_done(filled_desk: Desk, translator: Translator) -> None:
    task = Task(nothing)
    done: list[str] = []

    def act(_desk: Desk, record: Record) -> None:
        done.append(record.number)
        if len(done) == 2:
            task.cancel()

    tally = in_turn(filled_desk, DISCLOSURES, reading.list_ids(filled_desk, DISCLOSURES), act, task)
    assert tally.stopped
    assert tally.done == len(done) == 2
    assert translator.say(tally.messages()[1]) == "Stopped; what was done stays."


def test_stopping_after_the_last_one_stops_nothing(filled_desk: Desk) -> None:
    task = Task(nothing)
    ids: array[int] = reading.list_ids(filled_desk, DISCLOSURES)[:1]
    tally = in_turn(filled_desk, DISCLOSURES, ids, lambda desk, record: task.cancel(), task)
    assert tally == Tally(1, 1, (), False)
