"""Writing: round trips of every kind, stale saves, numbers, links that find their target late, mentions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.errors import NotFound, Refused, Stale, WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import Register
from ipdesk.model.values import plain_values
from ipdesk.registers import REGISTERS
from ipdesk.registers.disclosure_rows import Inventor
from ipdesk.registers.projects import Member
from ipdesk.store import audit, spills
from ipdesk.store.database import row, rows, value
from ipdesk.store.differences import restored
from ipdesk.store.records import entry_id, find_id, linking_here, mentioning, read_many
from ipdesk.store.times import utc_text
from ipdesk.store.workspace import Workspace
from tests.store._records import DISCLOSURES, PROJECTS, add, change, declared, filled, new, records_of, stored


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_a_record_filled_to_the_last_field_comes_back_the_same(
    workspace: Workspace, register: Register
) -> None:
    record = filled(register.record)
    assert all(getattr(record, each.name) not in (None, "", ()) for each in register.fields()[1:])
    with workspace.write() as writing:
        number = writing.add(register, record).number
    held = stored(workspace, register, number)
    assert declared(held) == declared(record)
    assert (held.revision, held.state, held.withheld) == (1, register.states.first(), False)
    assert held.created == held.changed == "2026-03-05T01:30:00.000000Z"


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_an_empty_record_comes_back_the_same(workspace: Workspace, register: Register) -> None:
    number = add(workspace, register)
    assert declared(stored(workspace, register, number)) == declared(register.record())


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_random_records_come_back_the_same_when_added_changed_and_taken_back(
    workspace: Workspace, register: Register
) -> None:
    drawn = records_of(register)

    @given(drawn, drawn)
    def same(first: Any, second: Any) -> None:
        with workspace.write() as writing:
            number = writing.add(register, first).number
        before = stored(workspace, register, number)
        assert declared(before) == declared(first)
        with workspace.write() as writing:
            held = writing.held(register, number)
            wanted = replace(held.record, **declared(second))
            made = writing.change(register, held, wanted)
        after = stored(workspace, register, number)
        assert declared(after) == declared(second)
        differing = {name for name, each in declared(first).items() if declared(second)[name] != each}
        assert {each.field for each in made.fields} == differing if made else not differing
        fields = {each.field: [each.before, each.after] for each in made.fields} if made else {}
        assert declared(restored(register, after, fields)) == declared(first)
        assert plain_values(restored(register, after, fields)) == plain_values(before)

    same()


def test_what_differs_in_nothing_is_not_written(workspace: Workspace) -> None:
    number = add(workspace, PROJECTS, title="低温光学载荷", leader="单雨桐")
    before = (audit.head(workspace.db), stored(workspace, PROJECTS, number))
    with workspace.write() as writing:
        held = writing.held(PROJECTS, number)
        assert writing.change(PROJECTS, held, held.record) is None
    assert (audit.head(workspace.db), stored(workspace, PROJECTS, number)) == before


def test_a_stale_save_is_refused_and_overwrites_nothing(workspace: Workspace) -> None:
    number = add(workspace, PROJECTS, title="一")
    change(workspace, PROJECTS, number, title="二")
    with pytest.raises(Stale) as refused, workspace.write() as writing:
        writing.held(PROJECTS, number, revision=1)
    assert refused.value.what.args == {"number": number, "read": 1, "now": 2}
    assert stored(workspace, PROJECTS, number).title == "二"
    with workspace.write() as writing:
        assert getattr(writing.held(PROJECTS, number, revision=2).record, PROJECTS.title) == "二"


def test_sealing_makes_a_save_begun_before_it_stale_or_refused(workspace: Workspace) -> None:
    number = add(workspace, PROJECTS, title="一")
    with workspace.write() as writing:
        held = writing.held(PROJECTS, number)
        spills.seal(writing, PROJECTS, held.id, held.record.id, number, "待核")
    for revision in (None, 1, 2):
        with pytest.raises(NotFound), workspace.write() as writing:
            writing.held(PROJECTS, number, revision)


def test_an_error_in_the_middle_keeps_nothing_of_the_transaction(workspace: Workspace) -> None:
    tables = ("entries", "projects", "texts", "mentions", "links", "counters", "audit", "audit_values")
    before = [value(workspace.db, f"select count(*) from {table}") for table in tables]
    with pytest.raises(RuntimeError), workspace.write() as writing:
        writing.add(PROJECTS, new(PROJECTS, title="甲", leader="单雨桐"))
        raise RuntimeError
    assert [value(workspace.db, f"select count(*) from {table}") for table in tables] == before
    assert add(workspace, PROJECTS, title="乙") == "KY-2026-001"


def test_numbers_go_on_by_year_and_skip_those_taken(workspace: Workspace, clock: Any) -> None:
    assert add(workspace, PROJECTS) == "KY-2026-001"
    assert add(workspace, PROJECTS, number="KY-2026-002") == "KY-2026-002"
    assert add(workspace, PROJECTS, number="KY-2026-003") == "KY-2026-003"
    assert add(workspace, PROJECTS) == "KY-2026-004"
    assert add(workspace, DISCLOSURES) == "PL-2026-0001"
    clock.forward(days=365)
    assert add(workspace, PROJECTS) == "KY-2027-001"
    assert add(workspace, PROJECTS, number="自拟（甲）—7") == "自拟（甲）—7"


def test_the_year_of_a_number_is_that_of_the_desk_and_not_of_greenwich(
    workspace: Workspace, clock: Any
) -> None:
    clock.at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # already 2027 in Beijing
    assert add(workspace, PROJECTS) == "KY-2027-001"


def test_a_number_in_use_is_refused_when_adding_and_when_changing(workspace: Workspace) -> None:
    one, two = add(workspace, PROJECTS), add(workspace, PROJECTS)
    with pytest.raises(WrongValue):
        add(workspace, PROJECTS, number=one)
    with pytest.raises(WrongValue):
        change(workspace, PROJECTS, two, number=one)
    assert add(workspace, DISCLOSURES, number=one) == one, "another register may use it"
    change(workspace, PROJECTS, two, number="KY-X")
    assert find_id(workspace.db, PROJECTS, two) is None
    assert stored(workspace, PROJECTS, "KY-X").revision == 2


def test_a_record_cannot_lose_its_number(workspace: Workspace) -> None:
    number = add(workspace, PROJECTS, title="甲")
    with pytest.raises(WrongValue):
        change(workspace, PROJECTS, number, number="")
    assert stored(workspace, PROJECTS, number).title == "甲"


def test_a_link_to_what_is_not_there_yet_is_kept_and_finds_it_later(workspace: Workspace) -> None:
    number = add(workspace, DISCLOSURES, title="热链", projects=("KY-9", "KY-8"))
    assert stored(workspace, DISCLOSURES, number).projects == ("KY-9", "KY-8")
    assert rows(workspace.db, "select target from links") == [(None,), (None,)]
    add(workspace, PROJECTS, number="KY-8")
    entry = entry_id(workspace.db, PROJECTS, "KY-8")
    assert [each.number for each in linking_here(workspace.db, entry)] == [number]
    other = add(workspace, PROJECTS, number="KY-7")
    change(workspace, PROJECTS, other, number="KY-9")
    entry = entry_id(workspace.db, PROJECTS, "KY-9")
    assert [each.number for each in linking_here(workspace.db, entry)] == [number]


def test_a_link_follows_its_target_to_a_new_number(workspace: Workspace) -> None:
    add(workspace, PROJECTS, number="KY-1")
    number = add(workspace, DISCLOSURES, projects=("KY-1", "外-2"))
    change(workspace, PROJECTS, "KY-1", number="KY-100")
    assert stored(workspace, DISCLOSURES, number).projects == ("KY-100", "外-2")
    add(workspace, PROJECTS, number="KY-1")
    assert stored(workspace, DISCLOSURES, number).projects == ("KY-100", "外-2"), (
        "it stays with whom it meant"
    )


def test_links_keep_their_order_and_can_be_taken_away(workspace: Workspace) -> None:
    many = tuple(f"外-{index}" for index in (3, 1, 2))
    number = add(workspace, DISCLOSURES, projects=many)
    assert stored(workspace, DISCLOSURES, number).projects == many
    change(workspace, DISCLOSURES, number, projects=())
    assert stored(workspace, DISCLOSURES, number).projects == ()
    assert value(workspace.db, "select count(*) from links") == 0


def test_every_person_field_is_found_by_name_in_any_width(workspace: Workspace) -> None:
    project = add(
        workspace, PROJECTS, leader="单雨桐", ip_officer="Ａnna Ｌi", members=(Member(name="单雨桐"),)
    )
    disclosure = add(
        workspace, DISCLOSURES, inventors=(Inventor(name="阿依古丽·买买提"), Inventor(name="单雨桐"))
    )
    found = [(each.number, field) for each, field in mentioning(workspace.db, folded("单雨桐"))]
    assert sorted(found) == [(project, "leader"), (project, "members.name"), (disclosure, "inventors.name")]
    assert [field for _, field in mentioning(workspace.db, folded("anna li"))] == ["ip_officer"]
    assert mentioning(workspace.db, folded("雨桐")) == []
    change(workspace, PROJECTS, project, leader="曾广生", members=())
    found = [(each.number, field) for each, field in mentioning(workspace.db, folded("单雨桐"))]
    assert found == [(disclosure, "inventors.name")]


def test_a_withdrawn_record_stays_and_leaves_the_list(workspace: Workspace) -> None:
    from ipdesk.store.lists import list_ids
    from ipdesk.store.records import counts

    number = add(workspace, PROJECTS, title="甲")
    with workspace.write() as writing:
        held = writing.held(PROJECTS, number)
        writing.change(PROJECTS, held, replace(held.record, state=WITHDRAWN), "withdraw", {"reason": "重复"})
    assert stored(workspace, PROJECTS, number).state == WITHDRAWN
    assert list(list_ids(workspace.db, PROJECTS)) == []
    assert len(list_ids(workspace.db, PROJECTS, withdrawn=True)) == 1
    assert len(list_ids(workspace.db, PROJECTS, [("state", WITHDRAWN)])) == 1
    assert counts(workspace.db) == {}
    last = next(audit.entries(workspace.db))
    assert last.values == {"fields": {"state": ["planned", "withdrawn"]}, "revision": 2, "reason": "重复"}
    assert add(workspace, PROJECTS) == "KY-2026-002", "its number is not given again"


def test_the_audit_tells_what_was_added_and_changed_field_by_field(workspace: Workspace) -> None:
    number = add(workspace, PROJECTS, title="甲", major=False)
    change(workspace, PROJECTS, number, title="乙")
    changed, added = list(audit.entries(workspace.db, subject=stored(workspace, PROJECTS, number).id))
    assert (added.act, added.actor, added.at) == ("add", "李明", "2026-03-05T01:30:00.000000Z")
    assert added.values is not None
    assert added.values["fields"] == {
        "state": [None, "planned"], "number": [None, number], "title": [None, "甲"], "major": [None, False],
    }  # fmt: skip
    assert changed.values == {"fields": {"title": ["甲", "乙"]}, "revision": 2}
    assert changed.batch == added.batch + 1


def test_ids_are_unique_over_all_registers(workspace: Workspace) -> None:
    add(workspace, PROJECTS)
    add(workspace, DISCLOSURES)
    ids = rows(workspace.db, "select id, uuid from entries order by id")
    assert len({each[0] for each in ids}) == len({each[1] for each in ids}) == 2
    own = row(workspace.db, "select (select id from projects), (select id from disclosures)")
    assert own == (ids[0][0], ids[1][0])
    assert read_many(workspace.db, PROJECTS, [each[0] for each in ids])[0].number == "KY-2026-001"
    assert len(read_many(workspace.db, PROJECTS, [each[0] for each in ids])) == 1


@given(st.datetimes(datetime(1970, 1, 2), datetime(9999, 1, 1), timezones=st.timezones()))
def test_times_are_kept_so_that_text_order_is_time_order(at: datetime) -> None:
    text = utc_text(at)
    assert datetime.fromisoformat(text) == at.astimezone(UTC)
    assert len(text) == 27


def test_an_act_in_a_record_that_is_not_there_names_it(workspace: Workspace) -> None:
    with pytest.raises(NotFound) as refused, workspace.write() as writing:
        writing.held(PROJECTS, "KY-404")
    assert refused.value.what.args["number"] == "KY-404"
    with pytest.raises(Refused), workspace.write() as writing:
        writing.held_by_uuid(PROJECTS, "00000000-0000-0000-0000-000000000000")
