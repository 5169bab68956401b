"""Movements begin with the tasks in force and, closed, mean what they say for people and projects; undo takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.errors import Incomplete, NotFound, NotPermitted, Refused, WrongValue
from ipdesk.operations import moves, records, rule_files
from ipdesk.operations.desk import Desk
from ipdesk.operations.movement_effects import project_after
from ipdesk.operations.movement_rules import TASKS, tasks_in_force
from ipdesk.operations.movement_tasks import Settled, facts_of, settle_tasks, tasks_of
from ipdesk.operations.movements import close_movement, open_movement, take_tasks
from ipdesk.paths import resource_path
from ipdesk.registers.people import Individual
from ipdesk.registers.person_choices import MOVEMENTS as KINDS
from ipdesk.registers.projects import Member, Project
from tests.operations.cases import PROJECTS, held, said, state_of_store
from tests.operations.moving import (
    DAY,
    DONE,
    MOVEMENTS,
    PEOPLE,
    add_person,
    add_project,
    movement,
    opened,
    person,
    settle_all,
)

AFTER = DAY + timedelta(days=400)


def closed(desk: Desk, kind: str, day: date = DAY, projects: tuple[str, ...] = (), **values: Any) -> str:
    """Open a movement, settle its tasks and close it."""
    number = opened(desk, kind, day, projects, **values)
    settle_all(desk, number)
    close_movement(desk, number)
    return number


# Beginning.


@pytest.mark.parametrize("kind", [option.code for option in KINDS])
def test_a_movement_begins_with_the_tasks_of_its_kind(desk: Desk, kind: str) -> None:
    add_person(desk)
    number = opened(desk, kind, projects=(add_project(desk),))
    record = movement(desk, number)
    tasks, digest = tasks_in_force(desk)
    assert (record.name, record.person, record.level) == ("单雨桐", ("A0117",), "internal")
    assert (record.task_list, record.task_version) == (digest, tasks.version)
    told = tasks_of(desk, record)
    assert told and all(each.rule is not None and kind in each.rule.movements for each in told)
    assert all(each.is_open for each in told)
    for each in told:
        assert each.rule is not None
        days = each.rule.days
        assert each.row.due == (None if days is None else DAY + timedelta(days=days))


def test_facts_of_the_person_choose_the_tasks(desk: Desk) -> None:
    plain = Individual(employment="permanent", nationality="中国", bound="nobody")
    record = movement(desk, opened(desk, "leaving")) if add_person(desk) else None
    assert record is not None
    assert set(facts_of(desk, plain, record).values()) == {"no"}
    known = replace(plain, post_class="core", nationality="法国", bound="secrecy", employment="joint-student")
    assert set(facts_of(desk, known, record).values()) == {"yes"}
    assert facts_of(desk, replace(plain, employment="联培"), record)["student"] == "yes"
    assert facts_of(desk, plain, replace(record, new_post_class="core"))["classified"] == "yes"


def test_more_is_asked_of_whoever_leaves_a_classified_post(desk: Desk) -> None:
    add_person(desk)
    few = len(movement(desk, opened(desk, "leaving")).tasks)
    records.undo(desk)
    records.change(desk, PEOPLE, "A0117", {"post_class": "core"})
    assert len(movement(desk, opened(desk, "leaving")).tasks) > few


def test_a_second_movement_of_the_kind_is_refused_while_one_is_open(desk: Desk) -> None:
    add_person(desk)
    add_person(desk, number="A0118", name="解敏")
    number = opened(desk, "leaving")
    before = state_of_store(desk)
    with pytest.raises(Incomplete) as refused:
        opened(desk, "leaving")
    assert number in said(refused.value)
    assert state_of_store(desk) == before
    opened(desk, "change")
    open_movement(desk, "leaving", "A0118", DAY)
    records.move(desk, MOVEMENTS, number, "cancelled", reason="留任")
    opened(desk, "leaving")


def test_nobody_unknown_or_withdrawn_moves(desk: Desk) -> None:
    with pytest.raises(NotFound):
        opened(desk, "leaving")
    add_person(desk)
    with pytest.raises(NotFound):
        opened(desk, "project-join", projects=("KY-无",))
    with pytest.raises(WrongValue):
        opened(desk, "holiday")
    records.withdraw(desk, PEOPLE, "A0117", "重复")
    with pytest.raises(Incomplete):
        opened(desk, "leaving")


def test_the_list_is_kept_though_another_holds_later(desk: Desk, tmp_path: Any) -> None:
    add_person(desk)
    number = opened(desk, "leaving")
    before = tasks_of(desk, movement(desk, number))
    text = resource_path("rules", "movements", "movements.toml").read_text("utf-8")
    own = tmp_path / "movements.toml"
    own.write_text(text.replace('version = "2026-11"', 'version = "2027-01"'), "utf-8")
    rule_files.install_rules(desk, own)
    assert tasks_in_force(desk)[0].version == "2027-01"
    assert tasks_of(desk, movement(desk, number)) == before
    assert {each.words("zh") for each in before}.isdisjoint(each.words("en") for each in before)
    settle_tasks(desk, number, {before[0].key: DONE})
    take_tasks(desk, number)
    record = movement(desk, number)
    assert record.task_version == "2027-01"
    assert record.tasks[0].evidence == DONE.evidence
    assert take_tasks(desk, number) is None
    assert TASKS.names == ("movements",)


def test_tasks_follow_what_the_movement_became(desk: Desk) -> None:
    add_person(desk)
    number = opened(desk, "leaving")
    mine = {"text": "归还借书证", "mandatory": True}
    records.change(desk, MOVEMENTS, number, {"tasks": [*movement(desk, number).tasks, mine]})
    settle_tasks(desk, number, {str(len(movement(desk, number).tasks)): DONE})
    first = movement(desk, number).tasks[0].item
    settle_tasks(desk, number, {first: DONE})
    records.change(desk, MOVEMENTS, number, {"kind": "change"})
    take_tasks(desk, number)
    told = tasks_of(desk, movement(desk, number))
    assert told[-1].row.text == "归还借书证" and told[-1].row.evidence == DONE.evidence
    assert {each.key for each in told if not each.is_open} <= {first, told[-1].key}
    assert all("change" in each.rule.movements for each in told if each.rule and each.is_open)


def test_one_entered_by_hand_takes_its_tasks_once_it_has_a_person_and_a_day(desk: Desk) -> None:
    add_person(desk)
    number = records.add(desk, MOVEMENTS, [{"name": "单雨桐", "kind": "leaving"}])[0].number
    with pytest.raises(Incomplete):
        take_tasks(desk, number)
    records.change(desk, MOVEMENTS, number, {"person": ["A0117"], "day": "2026-03-02"})
    take_tasks(desk, number)
    assert movement(desk, number).tasks


# Settling.


def test_tasks_are_settled_together_and_taken_back_together(desk: Desk) -> None:
    add_person(desk)
    number = opened(desk, "leaving")
    before = movement(desk, number)
    one, two = [each.key for each in tasks_of(desk, before)][:2]
    other = Settled("done", by="解敏", on=date(2026, 3, 1))
    settle_tasks(desk, number, {one: DONE, two: other})
    rows = movement(desk, number).tasks
    assert (rows[0].state, rows[0].done_by, rows[0].done_on) == ("done", "李明", date(2026, 3, 5))
    assert (rows[1].done_by, rows[1].done_on, rows[0].evidence) == ("解敏", date(2026, 3, 1), DONE.evidence)
    assert settle_tasks(desk, number, {one: DONE}) is None
    settle_tasks(desk, number, {one: Settled("open")})
    assert movement(desk, number).tasks[0] == before.tasks[0]
    records.undo(desk)
    records.undo(desk)
    assert movement(desk, number).tasks == before.tasks


@pytest.mark.parametrize(
    "answer",
    [
        Settled("na"),
        Settled("na", reason="  "),
        Settled("gone"),
        Settled("done", on=date(2026, 3, 6)),
    ],
)
def test_what_does_not_settle_a_task_is_refused_whole(desk: Desk, answer: Settled) -> None:
    add_person(desk)
    number = opened(desk, "leaving")
    free = next(each.key for each in tasks_of(desk, movement(desk, number)) if each.may_not_apply)
    first = movement(desk, number).tasks[0].item
    before = state_of_store(desk)
    with pytest.raises(WrongValue):
        settle_tasks(desk, number, {first: DONE, free: answer})
    assert state_of_store(desk) == before
    settle_tasks(desk, number, {free: Settled("na", reason="无此情形")})


def test_tasks_with_one_code_are_told_apart(desk: Desk) -> None:
    add_person(desk)
    number = opened(desk, "leaving")
    rows = movement(desk, number).tasks[:2]
    records.change(desk, MOVEMENTS, number, {"tasks": [*rows, replace(rows[0], text="又一次")]})
    told = tasks_of(desk, movement(desk, number))
    assert [each.key for each in told] == [rows[0].item, rows[1].item, "3"]
    settle_tasks(desk, number, {"3": DONE})
    assert [each.state for each in movement(desk, number).tasks] == ["open", "open", "done"]


def test_a_task_that_is_not_there_is_named(desk: Desk) -> None:
    add_person(desk)
    number = opened(desk, "leaving")
    with pytest.raises(WrongValue) as refused:
        settle_tasks(desk, number, {"leaving.nothing": DONE})
    assert "leaving.nothing" in said(refused.value)


def test_what_has_to_be_done_is_not_left_out_by_any_way(desk: Desk) -> None:
    add_person(desk)
    number = opened(desk, "leaving")
    must = next(each for each in tasks_of(desk, movement(desk, number)) if not each.may_not_apply)
    with pytest.raises(WrongValue):
        settle_tasks(desk, number, {must.key: Settled("na", reason="不想做")})
    settle_all(desk, number)
    rows = [
        replace(row, state="na", reason="不想做") if row.item == must.key else row
        for row in movement(desk, number).tasks
    ]
    records.change(desk, MOVEMENTS, number, {"tasks": rows})
    with pytest.raises(Incomplete) as refused:
        close_movement(desk, number)
    assert must.row.text in said(refused.value)


def test_a_closed_movement_is_not_settled(desk: Desk) -> None:
    add_person(desk)
    number = closed(desk, "leaving")
    for act in (lambda: settle_tasks(desk, number, {}), lambda: take_tasks(desk, number),
                lambda: close_movement(desk, number)):  # fmt: skip
        with pytest.raises(Incomplete):
            act()


@given(st.data())
def test_no_order_of_settling_closes_past_an_open_mandatory_task(desk: Desk, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([option.code for option in KINDS]))
    who = records.add(desk, PEOPLE, [{"name": "解敏", "unit": "甲", "employment": "permanent",
                                      "level": "internal", "joined": "2019-07-01"}])[0].number  # fmt: skip
    project = (add_project(desk, number="P" + who),)
    number = open_movement(desk, kind, who, DAY, project, {"new_post": "研究员"}).number
    keys = [each.key for each in tasks_of(desk, movement(desk, number))]
    drawn = data.draw(st.permutations(keys))
    done = set(drawn[: data.draw(st.integers(0, len(keys)))])
    again = set(data.draw(st.lists(st.sampled_from(keys), max_size=2)))
    settle_tasks(desk, number, {key: DONE for key in drawn if key in done})
    settle_tasks(desk, number, {key: Settled("open") for key in again})
    left = [each for each in tasks_of(desk, movement(desk, number)) if each.is_open and each.row.mandatory]
    assert {each.key for each in left} <= (set(keys) - done) | again
    if left:
        with pytest.raises(Incomplete):
            close_movement(desk, number)
        assert (movement(desk, number).state, person(desk, who).left_on) == ("open", None)
    else:
        close_movement(desk, number)
        assert movement(desk, number).state == "closed"


# Closing.


@pytest.mark.parametrize("kind", ["leaving", "graduation"])
def test_who_leaves_is_gone_with_the_day_and_the_destination(desk: Desk, kind: str) -> None:
    add_person(desk)
    before = person(desk)
    number = closed(desk, kind, destination="某大学")
    after = person(desk)
    assert (after.state, after.left_on, after.destination) == ("left", DAY, "某大学")
    record = movement(desk, number)
    assert (record.state, record.closed_by, record.closed_on) == ("closed", "李明", date(2026, 3, 5))
    records.undo(desk)
    assert movement(desk, number).state == "open"
    assert movement(desk, number).closed_by == ""
    again = person(desk)
    assert (again.state, again.left_on, again.destination) == (before.state, None, "")


def test_who_leaves_later_is_here_until_then(desk: Desk) -> None:
    add_person(desk)
    closed(desk, "leaving", AFTER)
    assert (person(desk).state, person(desk).left_on) == ("active", AFTER)


@pytest.mark.parametrize("kind", ["spin-off", "secondment"])
def test_who_works_elsewhere_is_away_and_may_leave_from_there(desk: Desk, kind: str) -> None:
    add_person(desk)
    closed(desk, kind)
    assert person(desk).state == "away"
    records.undo(desk)
    assert person(desk).state == "active"
    number = opened(desk, "change")
    records.move(desk, MOVEMENTS, number, "cancelled", reason="不办")
    records.move(desk, PEOPLE, "A0117", "away")
    closed(desk, "leaving")
    assert person(desk).state == "left"


@pytest.mark.parametrize("kind", ["spin-off", "secondment", "change"])
def test_what_takes_effect_later_is_closed_later(desk: Desk, kind: str) -> None:
    add_person(desk)
    number = opened(desk, kind, AFTER, new_post="研究员")
    settle_all(desk, number)
    with pytest.raises(Incomplete) as refused:
        close_movement(desk, number)
    assert "still to come" in said(refused.value)


def test_a_change_of_post_keeps_the_former_time(desk: Desk) -> None:
    add_person(desk, post_class="general", post_review_on="2027-01-01")
    new: dict[str, Any] = {"new_unit": "空间载荷研究室", "new_post": "研究员", "new_post_class": "none"}
    number = closed(desk, "change", **new)
    after = person(desk)
    assert (after.unit, after.post, after.post_class) == ("空间载荷研究室", "研究员", "none")
    assert (after.post_class_since, after.post_review_on) == (DAY, None)
    (spell,) = after.spells
    assert (spell.unit, spell.post, spell.employment) == ("低温光学研究室", "副研究员", "permanent")
    assert (spell.since, spell.until) == (date(2019, 7, 1), DAY)
    records.move(desk, MOVEMENTS, number, "open", reason="补材料")
    close_movement(desk, number)
    assert person(desk).spells == (spell,)
    closed(desk, "change", date(2026, 3, 4), new_unit="第三研究室")
    assert [each.since for each in person(desk).spells] == [date(2019, 7, 1), DAY]
    from ipdesk.operations.checks import find

    assert "spells-order" not in {each.id for each in find(desk, PEOPLE, person(desk))}


def test_a_class_alone_that_changes_is_no_new_post(desk: Desk) -> None:
    add_person(desk)
    closed(desk, "change", new_post_class="core")
    assert (person(desk).post_class, person(desk).spells) == ("core", ())


@pytest.mark.parametrize("kind", ["joining", "visiting"])
def test_who_comes_is_here(desk: Desk, kind: str) -> None:
    add_person(desk, joined="")
    closed(desk, kind)
    assert (person(desk).state, person(desk).joined) == ("active", DAY)


def test_who_comes_again_keeps_the_former_time(desk: Desk) -> None:
    add_person(desk, left_on="2024-06-30", destination="某大学")
    records.move(desk, PEOPLE, "A0117", "left")
    before = person(desk)
    closed(desk, "joining")
    after = person(desk)
    assert (after.state, after.joined, after.left_on, after.destination) == ("active", DAY, None, "")
    (spell,) = after.spells
    assert (spell.since, spell.until) == (date(2019, 7, 1), date(2024, 6, 30))
    records.undo(desk)
    again = person(desk)
    assert (again.state, again.joined, again.spells) == ("left", before.joined, ())


def test_members_come_and_go_with_the_movement(desk: Desk) -> None:
    add_person(desk)
    one = add_project(desk, members=[])
    two = add_project(desk, number="KY-2", members=[{"name": "單雨桐", "role": "光学"}])
    number = closed(desk, "project-join", projects=(one, two))
    for each in (one, two):
        (member,) = held(desk, each, PROJECTS).members
        assert (member.since, member.until) == (DAY, None)
    assert held(desk, two, PROJECTS).members[0].role == "光学"
    records.undo(desk)
    assert movement(desk, number).state == "open"
    assert held(desk, one, PROJECTS).members == ()
    close_movement(desk, number)
    closed(desk, "project-leave", date(2026, 3, 4), projects=(two,))
    (member,) = held(desk, two, PROJECTS).members
    assert (member.since, member.until) == (DAY, date(2026, 3, 4))
    assert held(desk, one, PROJECTS).members[0].until is None


def test_membership_is_entered_once(desk: Desk) -> None:
    add_person(desk)
    record, who = movement(desk, opened(desk, "project-leave", projects=(add_project(desk),))), person(desk)
    left = project_after(record, who, Project())
    assert left.members == (Member(name="单雨桐", unit="低温光学研究室", until=DAY),)
    assert project_after(record, who, left) == left
    joined = replace(record, kind="project-join", day=AFTER)
    back = project_after(joined, who, left)
    assert back.members[1:] == (Member(name="单雨桐", unit="低温光学研究室", since=AFTER),)
    assert project_after(joined, who, back) == back


def test_a_refusal_of_the_person_leaves_the_movement_open(desk: Desk) -> None:
    add_person(desk)
    number = opened(desk, "secondment")
    settle_all(desk, number)
    records.withdraw(desk, PEOPLE, "A0117", "重复")
    before = state_of_store(desk)
    with pytest.raises(Refused) as refused:
        close_movement(desk, number)
    assert "A0117" in said(refused.value)
    assert state_of_store(desk) == before
    assert movement(desk, number).state == "open"


def test_the_move_itself_closes_with_all_it_means(desk: Desk) -> None:
    add_person(desk)
    number = opened(desk, "leaving")
    settle_all(desk, number)
    made = moves.move(desk, MOVEMENTS, number, "closed")
    assert {each.register for each in made} == {"movements", "people"}
    assert person(desk).state == "left"


def test_a_reviewer_closes_nothing(as_user: Any, desk: Desk) -> None:
    add_person(desk)
    number = opened(desk, "leaving")
    settle_all(desk, number)
    with pytest.raises(NotPermitted):
        close_movement(as_user("reviewer"), number)


def test_open_tasks_are_due(desk: Desk) -> None:
    from ipdesk.operations import today

    add_person(desk)
    number = opened(desk, "leaving")
    places = {each.place for each in today.due(desk).matters if each.number == number}
    wanted = {
        f"tasks[{place}].state"
        for place, row in enumerate(movement(desk, number).tasks)
        if row.due is not None and row.due <= date(2026, 4, 5)
    }
    assert wanted and wanted <= places
    late = [each for each in today.due(desk).matters if each.number == number and each.urgency == "overdue"]
    assert any(each.due == DAY for each in late)
