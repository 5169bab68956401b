"""People kept twice: found, compared, merged and taken back without a trace, or kept as two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.errors import Incomplete, NotFound, NotPermitted, Stale, WrongValue
from ipdesk.model.kinds import Rows
from ipdesk.model.record import WITHDRAWN
from ipdesk.operations import audits, duties, people, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.people import PEOPLE
from ipdesk.registers import register
from ipdesk.store.database import rows
from tests.operations.cases import said

AGREEMENTS, MOVEMENTS = register("agreements"), register("movements")
BASE = {"unit": "一室", "employment": "permanent", "joined": "2020-01-01"}


def add(desk: Desk, number: str, **values: Any) -> None:
    """Add a person."""
    records.add(desk, PEOPLE, [{**BASE, "number": number, **values}])


def held(desk: Desk, number: str) -> Any:
    """Return a person as stored."""
    return reading.show(desk, PEOPLE, number).record


def pairs(desk: Desk) -> list[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    """Return the pairs found, by number."""
    return [(each.first.number, each.second.number, each.fields) for each in people.duplicates(desk)]


def dump(desk: Desk) -> dict[str, list[Any]]:
    """Return all that the store says of records, links, mentions and texts; not when it was last said."""
    db, found = desk.workspace.db, {}
    tables = [
        each[0]
        for each in rows(db, "select name from sqlite_master where type = 'table' and (name glob 'people*'"
                             " or name glob 'agreements*' or name glob 'movements*')", [])
    ]  # fmt: skip
    for table in (*tables, "links", "mentions", "texts"):
        found[table] = sorted(rows(db, f'select * from "{table}"', []), key=repr)
    columns = [each[1] for each in rows(db, "pragma table_info(entries)", [])]
    kept = ", ".join(name for name in columns if name not in ("revision", "changed"))
    found["entries"] = rows(db, f"select {kept} from entries order by id", [])
    return found


def test_duplicates_are_found_by_what_only_one_has(desk: Desk) -> None:
    add(desk, "A1", name="单雨桐", identity_number="11X", email="S@lab.example")
    add(desk, "A2", name="單雨桐", identity_number="11x")
    add(desk, "A3", name="山雨", unit="二室", email="s@lab.example")
    add(desk, "A4", name="单雨桐", unit="三室")
    add(desk, "A5", name="王芳")
    add(desk, "A6", name="王 芳", identity_number="22")
    add(desk, "A7", name="Shan Yutong", variants=[{"name": "单雨桐"}])
    assert pairs(desk) == [
        ("A1", "A2", (("identity_number",),)),
        ("A1", "A3", (("email",),)),
        ("A1", "A7", (("variants", "unit"),)),
        ("A5", "A6", (("name", "unit"),)),
    ]
    records.withdraw(desk, PEOPLE, "A5", "登记有误")
    assert len(pairs(desk)) == 3


def test_what_many_share_tells_nothing(desk: Desk) -> None:
    for index in range(people.MOST_OF_A_KIND + 1):
        add(desk, f"A{index}", name=f"人员{index}", email="office@lab.example")
    assert pairs(desk) == []


def test_a_comparison_tells_nothing_restricted(desk: Desk) -> None:
    add(desk, "A1", name="单雨桐", phone="1391", bank="x", training=[{"topic": "保密"}])
    add(desk, "A2", name="单雨桐", phone="1392", bank="x", post="研究员")
    told = {each.name: each for each in people.compare(desk, "A1", "A2")}
    assert (told["phone"].first, told["phone"].differs, told["phone"].choosable) == (
        "(restricted)",
        True,
        True,
    )
    assert not told["bank"].differs
    assert (told["post"].first, told["post"].second, told["post"].choosable) == ("", "研究员", True)
    assert told["training"].differs and not told["training"].choosable
    assert not told["number"].choosable
    assert "139" not in str(told)


def both(desk: Desk) -> str:
    """Add one person twice, with an agreement and a movement that link to the second; return the agreement's number."""
    add(desk, "A1", name="单雨桐", post="助研", training=[{"topic": "保密"}], phone="1391")
    add(desk, "A2", name="單雨桐", post="研究员", email="s@lab.example", phone="1392",
        training=[{"topic": "保密"}, {"topic": "专利"}])  # fmt: skip
    signed = {"signed_on": "2026-01-05", "countersigned_on": "2026-01-06", "effective_on": "2026-01-06"}
    values = {"name": "单雨桐", "person": ["A2"], "kind": "joiner", "paper_number": "7", **signed}
    [agreement] = records.add(desk, AGREEMENTS, [values])
    for state in ("signed-both", "in-force"):
        records.move(desk, AGREEMENTS, agreement.number, state)
    records.add(desk, MOVEMENTS, [{"name": "单雨桐", "person": ["A2"], "kind": "joining"}])
    return agreement.number


def test_a_merge_keeps_one_with_what_both_had(desk: Desk) -> None:
    agreement = both(desk)
    made = people.merge(desk, "A1", "A2", ["phone"])
    assert [(each.register, each.act) for each in made] == [
        ("people", "merge"), ("agreements", "merge"), ("movements", "merge"), ("people", "withdraw"),
    ]  # fmt: skip
    kept, dropped = held(desk, "A1"), held(desk, "A2")
    assert (kept.post, kept.email, kept.phone) == ("助研", "s@lab.example", "1392")
    assert [each.topic for each in kept.training] == ["保密", "专利"]
    assert [(each.name, each.kind) for each in kept.variants] == [("單雨桐", "other")]
    assert dropped.state == WITHDRAWN and (dropped.post, dropped.phone) == ("研究员", "1392")
    assert reading.show(desk, AGREEMENTS, agreement).record.person == ("A1",)  # type: ignore[attr-defined]
    assert [each.line.number for each in duties.without_agreement(desk)] == []
    assert [each.number for each in reading.show(desk, PEOPLE, "A2").linking_here] == []
    [newest, *_] = records.history(desk, PEOPLE, "A2")
    assert newest.values is not None and newest.values["reason"] == "Merged into A1"
    assert [each for each, _ in reading.mentions(desk, "單雨桐") if each.number == "A1"] != []
    assert audits.verify(desk).whole and people.duplicates(desk) == []


def test_undo_takes_a_merge_back_whole(desk: Desk) -> None:
    both(desk)
    before = dump(desk)
    people.merge(desk, "A1", "A2", ["name", "post", "phone"])
    assert held(desk, "A1").name == "單雨桐" and dump(desk) != before
    records.undo(desk)
    assert dump(desk) == before


def test_a_merge_is_not_taken_back_over_later_work(desk: Desk) -> None:
    both(desk)
    people.merge(desk, "A1", "A2")
    records.change(desk, PEOPLE, "A1", {"post": "院士"})
    records.undo(desk)  # the change
    records.change(desk, PEOPLE, "A1", {"post": "院士"})
    merged = dump(desk)
    records.undo(desk)
    records.undo(desk)
    assert held(desk, "A2").state == "active" and dump(desk) != merged


def test_somebody_elses_later_change_stops_the_undo(desk: Desk, as_user: Callable[..., Desk]) -> None:
    both(desk)
    people.merge(desk, "A1", "A2")
    merged = dump(desk)
    records.change(as_user("officer"), PEOPLE, "A1", {"post": "院士"})
    with pytest.raises(Stale):
        records.undo(desk)
    assert held(desk, "A2").state == WITHDRAWN and merged["links"] == dump(desk)["links"]


@pytest.mark.parametrize(
    ("keep", "drop", "taken", "refused"),
    [
        ("A1", "A1", (), WrongValue),
        ("A1", "A9", (), NotFound),
        ("A1", "A3", (), Incomplete),
        ("A1", "A2", ("number",), WrongValue),
        ("A1", "A2", ("training",), WrongValue),
        ("A1", "A2", ("no_such_field",), WrongValue),
    ],
)
def test_what_cannot_be_merged_is_refused_and_nothing_written(
    desk: Desk, keep: str, drop: str, taken: tuple[str, ...], refused: type[Exception]
) -> None:
    both(desk)
    add(desk, "A3", name="丙")
    records.withdraw(desk, PEOPLE, "A3", "登记有误")
    before = dump(desk)
    with pytest.raises(refused) as error:
        people.merge(desk, keep, drop, taken)
    assert said(error.value) and dump(desk) == before  # type: ignore[arg-type]


def test_two_who_are_not_the_same_are_not_listed_again(desk: Desk) -> None:
    add(desk, "A1", name="王芳")
    add(desk, "A2", name="王芳")
    add(desk, "A3", name="王芳")
    people.say_not_same(desk, "A2", "A1")
    assert [each[:2] for each in pairs(desk)] == [("A1", "A3"), ("A2", "A3")]
    [newest, *_] = records.history(desk, PEOPLE, "A2")
    assert (newest.act, newest.actor) == ("not-same", "李明")
    assert held(desk, "A1").revision == 1


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_only_an_officer_merges(desk: Desk, as_user: Callable[..., Desk], role: str) -> None:
    both(desk)
    with pytest.raises(NotPermitted):
        people.merge(as_user(role), "A1", "A2")
    with pytest.raises(NotPermitted):
        people.say_not_same(as_user(role), "A1", "A2")


WORDS = st.sampled_from(["", "甲", "乙", "甲 乙"])
DAYS = st.sampled_from([None, "2001-07-01", "2010-01-31"])
PERSON = st.fixed_dictionaries(
    {
        "name": WORDS, "unit": WORDS, "post": WORDS, "email": WORDS, "phone": WORDS, "identity_number": WORDS,
        "employment": st.sampled_from(["", "permanent", "自定"]), "joined": DAYS, "left_on": DAYS,
        "level": st.sampled_from(["", "internal", "public"]),
        "variants": st.lists(st.builds(lambda name: {"name": name}, WORDS), max_size=2),
        "training": st.lists(st.builds(lambda topic, day: {"topic": topic, "day": day}, WORDS, DAYS), max_size=2),
    }
)  # fmt: skip
CHOSEN = st.sets(st.sampled_from(["name", "unit", "post", "email", "phone", "level", "employment", "joined"]))


@given(first=PERSON, second=PERSON, taken=CHOSEN, links=st.lists(st.sampled_from([1, 2]), max_size=3))
def test_a_merge_loses_nothing_and_undo_is_its_inverse(
    desk: Desk, first: dict[str, Any], second: dict[str, Any], taken: set[str], links: list[int]
) -> None:
    one, other = (each.number for each in records.add(desk, PEOPLE, [first, second]))
    linked = [
        records.add(desk, MOVEMENTS, [{"name": "甲", "person": [(one, other)[each - 1], other]}])[0].number
        for each in links
    ]
    was, theirs, before = held(desk, one), held(desk, other), dump(desk)
    people.merge(desk, one, other, taken)
    kept, dropped = held(desk, one), held(desk, other)
    for each in PEOPLE.fields():
        mine, second_value, now = (getattr(record, each.name) for record in (was, theirs, kept))
        assert getattr(dropped, each.name) == second_value
        if isinstance(each.kind, Rows):
            assert {*mine, *second_value} <= {*now}
        elif each.name != "number":
            assert now == (second_value if each.name in taken or mine in ("", None) else mine)
    known = {kept.name, *(each.name for each in kept.variants)}
    folded = {"".join(name.split()) for name in known}
    assert all("".join(name.split()) in folded for name in (was.name, theirs.name) if name)
    for number in linked:
        assert held_movement(desk, number).person == (one,)
    records.undo(desk)
    assert dump(desk) == before


def held_movement(desk: Desk, number: str) -> Any:
    """Return a movement as stored."""
    return reading.show(desk, MOVEMENTS, number).record
