"""The docket: reckoned anew after every writing, cleared by acts that undo takes back, confirmed by a second person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ipdesk.model.errors import Incomplete, NotFound, NotPermitted, Stale, WrongValue
from ipdesk.model.wanted import Wanted
from ipdesk.operations import checks, deadlines, docket, due, records, rule_files, spills
from ipdesk.operations.deadline_rules import book_in_force
from ipdesk.operations.desk import Desk
from ipdesk.registers.fallen_due import PREFIX
from ipdesk.rules.files import WrongRule
from ipdesk.store import docket as store
from ipdesk.store.database import rows
from ipdesk.store.records import read
from tests.conftest import SetClock
from tests.operations.docketing import (
    EXAM,
    HOUSE,
    PATENTS,
    TODAY,
    add_right,
    clear_exam,
    exam_of,
    house_rules,
)


def kept(desk: Desk, number: str) -> dict[str, str | None]:
    """Return the day of every task that the docket holds of a right, by rule."""
    docket.refresh(desk)
    sql = "select rule, operative from docket d join entries e on e.id = d.entry where e.number = ?"
    return dict(rows(desk.workspace.db, sql, [number]))


def test_the_docket_follows_every_writing(desk: Desk) -> None:
    number = add_right(desk, "2024-03-15", priority_on="2023-05-04")
    assert docket.count_behind(desk) == 1
    assert kept(desk, number)[EXAM] == "2026-05-06"  # 05-04 and 05-05 are days off
    assert docket.count_behind(desk) == docket.refresh(desk) == 0
    records.change(desk, PATENTS, number, {"priority_on": ""})
    assert kept(desk, number)[EXAM] == "2027-03-15"
    clear_exam(desk, number)
    assert EXAM not in kept(desk, number)
    records.undo(desk)
    assert EXAM in kept(desk, number)
    records.withdraw(desk, PATENTS, number, "误录")
    assert kept(desk, number) == {}


def test_a_clearing_event_is_kept_with_the_right_and_said_wrong_ones_are_refused(desk: Desk) -> None:
    number = add_right(desk, "2024-03-15")
    task = exam_of(desk, number)
    with pytest.raises(WrongValue, match="does not clear"):
        docket.record_event(desk, PATENTS, number, task.key, TODAY, "fee-paid")
    with pytest.raises(WrongValue, match="before the task began"):
        docket.record_event(desk, PATENTS, number, task.key, date(2024, 3, 14))
    with pytest.raises(NotFound):
        docket.record_event(desk, PATENTS, number, "nothing#1", TODAY)
    with pytest.raises(Stale):
        docket.record_event(desk, PATENTS, number, task.key, TODAY, revision=7)
    clear_exam(desk, number)
    record = read(desk.workspace.db, PATENTS, number)
    assert [(each.event, each.day) for each in record.events] == [("exam-requested", TODAY)]  # type: ignore[attr-defined]
    with pytest.raises(Incomplete, match="no longer open"):
        docket.settle(desk, PATENTS, number, task.key, "已办")


ABROAD = "cn.foreign-priority.patent"


def test_no_step_abroad_is_recorded_before_a_whole_decision_and_none_by_a_day_alone(desk: Desk) -> None:
    number = add_right(desk, "2026-01-15", review_requested_on="2026-02-02")
    tasks = {each.rule.id: each for each in deadlines.tasks_kept(desk, PATENTS, number)}
    decide, abroad = tasks["abroad.secrecy-notice"], tasks[ABROAD]
    assert {decide.rule.id, ABROAD} <= set(
        kept(desk, number)
    )  # the list reckons from the fields of the review, too
    with pytest.raises(Incomplete, match="by its day alone"):
        docket.record_event(desk, PATENTS, number, decide.key, TODAY, "secrecy-decision")
    with pytest.raises(Incomplete, match="not recorded as done"):
        docket.record_event(desk, PATENTS, number, abroad.key, TODAY, "filed-abroad")
    decision = {"review_decision": "cleared", "review_decided_on": "2026-03-04"}
    records.change(desk, PATENTS, number, decision)
    with pytest.raises(Incomplete, match="not recorded as done"):
        docket.record_event(desk, PATENTS, number, abroad.key, TODAY)
    records.change(desk, PATENTS, number, {"review_by": "国家知识产权局"})
    docket.record_event(desk, PATENTS, number, abroad.key, TODAY)
    assert not {decide.rule.id, ABROAD} & set(kept(desk, number))


def test_a_task_is_settled_for_a_reason_and_stays_so_when_days_move(desk: Desk) -> None:
    number = add_right(desk, "2024-03-15")
    key = exam_of(desk, number).key
    with pytest.raises(Incomplete, match="reason"):
        docket.settle(desk, PATENTS, number, key, " ")
    docket.settle(desk, PATENTS, number, key, "启用前已办")
    records.change(desk, PATENTS, number, {"filed_on": "2024-03-18"})
    task = exam_of(desk, number)
    assert (task.key, task.status, task.by and task.by.day) == (key, "done", TODAY)


def test_days_are_confirmed_by_another_than_who_entered_them_and_only_as_they_are(
    desk: Desk, as_user: Callable[..., Desk]
) -> None:
    number = add_right(desk, "2024-03-15")
    key = exam_of(desk, number).key
    with pytest.raises(NotPermitted, match="You entered"):
        docket.confirm(desk, PATENTS, number, key)
    with pytest.raises(NotPermitted):
        docket.confirm(as_user("reader", "读者"), PATENTS, number, key)
    second = as_user("reviewer", "马慧")
    with pytest.raises(NotPermitted):
        docket.settle(second, PATENTS, number, key, "已办")
    docket.confirm(second, PATENTS, number, key)
    docket.refresh(desk)
    by = rows(desk.workspace.db, "select confirmed_by from docket where task = ?", [key])
    assert by == [("马慧",)]
    records.change(desk, PATENTS, number, {"filed_on": "2024-03-18"})
    docket.refresh(desk)
    assert rows(desk.workspace.db, "select confirmed_by from docket where task = ?", [key]) == [("",)]


def test_what_is_due_soon_is_a_finding_with_its_basis_and_act(desk: Desk) -> None:
    number = add_right(desk, "2023-03-20")
    found = checks.find(desk, PATENTS, read(desk.workspace.db, PATENTS, number))
    finding = next(each for each in found if each.id.startswith(PREFIX + EXAM))
    assert (finding.due, finding.field, finding.severity) == (date(2026, 3, 20), "events", "warn")
    assert "专利法" in str(finding.basis) and finding.clears is not None
    assert not any(each.id.startswith(PREFIX + EXAM) for each in checks.find(
        desk, PATENTS, read(desk.workspace.db, PATENTS, add_right(desk, "2024-03-20"))
    ))  # fmt: skip


def test_what_was_done_late_is_a_finding_until_somebody_settles_it(desk: Desk) -> None:
    number = add_right(desk, "2023-01-20", events=[{"event": "exam-requested", "day": "2026-02-10"}])
    key = exam_of(desk, number).key

    def late() -> list[str]:
        found = checks.find(desk, PATENTS, read(desk.workspace.db, PATENTS, number))
        return [desk.translator.say(each.message) for each in found if each.id == PREFIX + key]

    assert late() == ["Request substantive examination: done on 2026-02-10, after its last day, 2026-01-20."]
    docket.settle(desk, PATENTS, number, key, "期限已恢复")
    assert late() == [] and exam_of(desk, number).doubts == ()
    with pytest.raises(Incomplete):
        docket.settle(desk, PATENTS, number, key, "again")


def test_what_is_still_to_come_is_not_recorded_as_done(desk: Desk) -> None:
    number = add_right(desk, "2023-03-20")
    with pytest.raises(WrongValue) as refused:
        clear_exam(desk, number, TODAY + timedelta(1))
    assert refused.value.field == "day"
    records.change(desk, PATENTS, number, {"events": [{"event": "exam-requested", "day": "2026-03-18"}]})
    found = checks.find(desk, PATENTS, read(desk.workspace.db, PATENTS, number))
    assert [each.field for each in found if each.id == "event-ahead"] == ["events[0].day"]


def test_what_is_announced_stays_due_until_its_day_has_come(desk: Desk, clock: SetClock) -> None:
    number = add_right(desk, "2023-03-20")
    records.change(desk, PATENTS, number, {"events": [{"event": "exam-requested", "day": "2026-03-18"}]})
    assert EXAM in kept(desk, number)
    listed = due.read_due(desk, due.due_list(desk, Wanted(number=number)), 0, 99)
    (task,) = (each for each in listed if each.rule == EXAM)
    assert task.announced_on == date(2026, 3, 18)
    assert [desk.translator.to("en").say(each) for each in due.doubts_said(task)] == [
        "announced for 2026-03-18, not done yet"
    ]
    assert exam_of(desk, number).status == "open"
    said = [desk.translator.to("en").say(each.message) for each in
            checks.find(desk, PATENTS, read(desk.workspace.db, PATENTS, number))]  # fmt: skip
    assert any(each.endswith(": by 2026-03-20. Something is announced for 2026-03-18.") for each in said)
    clear_exam(desk, number)  # it was done earlier than announced
    assert EXAM not in kept(desk, number)
    records.undo(desk)
    assert EXAM in kept(desk, number)
    clock.forward(days=(date(2026, 3, 18) - TODAY).days)
    assert docket.count_behind(desk) == 1  # the day has come, and nobody wrote anything
    assert EXAM not in kept(desk, number)
    assert docket.count_behind(desk) == 0
    assert exam_of(desk, number).status == "done"


def test_the_day_of_a_payment_clears_the_years_it_covers_too(desk: Desk, clock: SetClock) -> None:
    """The docket is brought up to date by the day alone, for tasks that the payment is not announced for."""
    paid = {"event": "fee-paid", "day": "2026-03-18", "cycle": 9}
    number = add_right(desk, "2018-03-10", granted_on="2020-09-01", events=[paid])

    def years() -> set[int]:
        docket.refresh(desk)
        sql = "select cycle from docket where cycle is not null"
        return {each[0] for each in rows(desk.workspace.db, sql)}

    assert 8 in years() or 9 in years()
    clock.forward(days=(date(2026, 3, 18) - TODAY).days)
    assert docket.count_behind(desk) == 1
    assert min(years()) == 10 and docket.count_behind(desk) == 0
    told = deadlines.tasks_kept(desk, PATENTS, number)
    assert years() == {each.cycle for each in told if each.cycle and each.status == "open"}


def test_what_a_rule_waits_for_brings_its_task_on_its_day(desk: Desk, clock: SetClock) -> None:
    events = [
        {"event": "infringement-known", "day": "2026-02-01"},
        {"event": "published", "day": "2026-03-18"},
    ]
    number = add_right(desk, "2025-03-10", events=events)
    assert "use.provisional-fee" not in kept(desk, number)
    clock.forward(days=(date(2026, 3, 18) - TODAY).days)
    assert docket.count_behind(desk) == 1
    assert "use.provisional-fee" in kept(desk, number) and docket.count_behind(desk) == 0


def test_a_task_that_moves_on_the_same_day_says_what_else_differs(desk: Desk) -> None:
    task = exam_of(desk, add_right(desk, "2024-03-15"))
    other = task._replace(safe=date(2027, 3, 12), grace_until=date(2027, 9, 15))
    said = [desk.translator.say(each) for each in deadlines.beside(other, task)]
    assert said == ["Safe: 2027-03-12", "Grace until 2027-09-15"]
    assert not list(deadlines.beside(task, task)) and not list(deadlines.beside(task, None))
    assert not list(deadlines.beside(other._replace(operative=date(2027, 3, 16)), task))


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ({"kind": "foreign", "jurisdiction": "美国"}, {"unlisted.terms"}),
        ({"kind": "invention", "jurisdiction": "US"}, {"unlisted.terms"}),
        ({"kind": "secret", "level": "classified"}, {"unlisted.terms"}),
        ({"kind": "defence", "level": "classified"}, {"unlisted.terms"}),
        ({"kind": "trademark", "jurisdiction": "US"}, set()),
    ],
)
def test_rights_without_rules_are_asked_about_and_their_notices_counted(
    desk: Desk, told: dict[str, str], rules: set[str]
) -> None:
    notice = {"event": "first-action", "day": "2026-02-28", "months": 3}
    number = add_right(desk, "2026-02-03", **told)
    assert {each.rule.id for each in deadlines.tasks_kept(desk, PATENTS, number)} == rules
    if rules:
        records.change(desk, PATENTS, number, {"events": [notice]})
        tasks = deadlines.tasks_kept(desk, PATENTS, number)
        raw = next(each for each in tasks if each.rule.id == "unlisted.notice")
        assert (raw.operative, raw.doubts) == (date(2026, 5, 28), ("foreign",))
    record = read(desk.workspace.db, PATENTS, number)
    assert deadlines.is_ruled(desk, PATENTS, record) == bool(rules)


def test_what_an_edit_moves_is_told_side_by_side(desk: Desk) -> None:
    number = add_right(desk, "2024-03-15")
    before = deadlines.tasks_kept(desk, PATENTS, number)
    record = read(desk.workspace.db, PATENTS, number)
    edited = records.read_values(desk, PATENTS, {"filed_on": "2024-04-15"}, record)
    moves = deadlines.moved(PATENTS, number, before, deadlines.tasks(desk, PATENTS, edited))
    exam = next(each for each in moves if each.task.rule.id == EXAM)
    assert exam.before is not None and exam.after is not None
    assert (exam.before.operative, exam.after.operative) == (date(2027, 3, 15), date(2027, 4, 15))
    assert deadlines.moved(PATENTS, number, before, before) == []


def test_what_would_move_stands_by_what_is_open_and_due_first(desk: Desk, tmp_path: Path) -> None:
    late, soon, done = (add_right(desk, filed) for filed in ("2026-02-20", "2025-11-03", "2019-05-06"))
    clear_exam(desk, done)
    moves = docket.moves_by_rules(desk, house_rules(tmp_path, HOUSE))
    assert [each.number for each in moves] == [soon, late, done]


def test_a_rule_file_shows_what_it_would_move_before_it_holds_and_then_moves_it(
    desk: Desk, tmp_path: Path
) -> None:
    number = add_right(desk, "2024-03-15")
    assert kept(desk, number)[EXAM] == "2027-03-15"
    file = house_rules(tmp_path, HOUSE)
    moves = docket.moves_by_rules(desk, file)
    assert [(each.number, each.before, each.task.operative) for each in moves] == [
        (number, None, date(2024, 4, 15))
    ]
    assert "house.exam-soon" not in kept(desk, number)
    rule_files.install_rules(desk, file)
    assert docket.count_behind(desk) >= 1
    assert kept(desk, number)["house.exam-soon"] == "2024-04-15"


def test_a_sealed_and_purged_right_leaves_nothing_in_the_docket(
    desk: Desk, as_user: Callable[..., Desk]
) -> None:
    number = add_right(desk, "2024-03-15")
    kept(desk, number)
    spills.seal(desk, PATENTS, number, "疑超密级")
    ids, _, _ = store.open_ids(desk.workspace.db, Wanted(), TODAY)
    assert not ids
    order = {"number": "销-1", "day": "2026-03-05", "reason": "超出密级", "ordered_by": "解敏"}
    spills.purge(desk, PATENTS, number, order)
    spills.purge(as_user("officer", "单雄"), PATENTS, number, order)
    assert rows(desk.workspace.db, "select * from docket") == []


def test_a_rule_that_would_hold_beside_one_of_another_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = house_rules(tmp_path, HOUSE.replace('label =', 'task = "cn.exam-request"\nlabel =', 1).replace(
        'kinds = ["invention"]', 'kinds = ["invention"]\njurisdictions = ["CN"]'
    ))  # fmt: skip
    before = book_in_force(desk).digest
    with pytest.raises(WrongRule) as refused:
        rule_files.install_rules(desk, file)
    assert refused.value.reason.args == {"id": "house.exam-soon", "other": EXAM}
    assert book_in_force(desk).digest == before
