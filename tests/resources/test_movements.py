"""The tasks and kinds of employment that come with the program: every movement is whole, and what law asks is mandatory."""

from __future__ import annotations

import pytest

from ipdesk.paths import resource_path
from ipdesk.registers import person_choices
from ipdesk.registers.disclosure_choices import EMPLOYMENTS
from ipdesk.rules.clause_files import NAMES
from ipdesk.rules.employment_files import read_employments
from ipdesk.rules.employments import Employments
from ipdesk.rules.task_files import read_tasks
from ipdesk.rules.tasks import FACTS, MOVEMENTS, WAITS_FOR, Task, TaskList, tasks_for

EACH = dict.fromkeys(FACTS, "yes")
NONE = dict.fromkeys(FACTS, "no")


@pytest.fixture(scope="module")
def tasks() -> TaskList:
    path = resource_path("rules", "movements", "movements.toml")
    return read_tasks(path.name, path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def employments() -> Employments:
    path = resource_path("rules", "employments", "employments.toml")
    return read_employments(path.name, path.read_text(encoding="utf-8"))


def given(tasks: TaskList, movement: str, **facts: str) -> dict[str, Task]:
    return {each.id: each for each in tasks_for(tasks, movement, NONE | facts)}


def test_every_task_tells_what_to_look_for_and_says_where_it_comes_from(tasks: TaskList) -> None:
    assert len(tasks.tasks) >= 60
    for each in tasks.tasks:
        assert each.guidance.zh and each.guidance.en, each.id
        assert "★" not in each.text.zh + each.guidance.zh
        if not each.mandatory:
            continue
        assert any(basis.confidence in ("C", "S") for basis in each.basis) or each.id in PRACTICE, each.id


# What is mandatory by the opinion's sense alone, in one place so that nothing joins them unseen.
PRACTICE = {"student.agreement", "visiting.letter", "out.host"}


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_every_movement_has_tasks_of_which_some_must_be_done(tasks: TaskList, movement: str) -> None:
    found = tasks_for(tasks, movement, NONE)
    assert any(each.mandatory for each in found)
    assert len(found) >= 5


def test_what_law_and_the_opinion_ask_is_mandatory(tasks: TaskList) -> None:
    needed = {
        "joining": {"joining.prior-employer", "joining.agreement", "joining.no-third-secrets"},
        "leaving": {
            "leaving.undisclosed", "leaving.carriers", "leaving.accounts", "leaving.one-year", "leaving.noncompete",
            "leaving.interview",
        },
        "graduation": {"leaving.undisclosed", "leaving.carriers", "leaving.accounts", "leaving.interview"},
        "visiting": {"visiting.agreement"},
    }  # fmt: skip
    for movement, names in needed.items():
        found = given(tasks, movement)
        assert names <= found.keys()
        assert all(found[name].mandatory for name in names)


@pytest.mark.parametrize("movement", ["leaving", "graduation"])
def test_who_leaves_a_classified_post_goes_through_all_its_steps(tasks: TaskList, movement: str) -> None:
    steps = {
        f"classified.{each}" for each in ("talk", "commitment", "carriers", "access", "period", "duties")
    }
    found = given(tasks, movement, classified="yes")
    assert steps <= found.keys()
    assert all(found[name].mandatory and not found[name].may_not_apply for name in steps)
    assert not steps & given(tasks, movement).keys()


def test_students_sign_their_own_agreement_and_are_not_held_by_a_non_compete(tasks: TaskList) -> None:
    assert {"student.agreement"} == given(tasks, "joining", student="yes").keys() & {
        "student.agreement",
        "joining.agreement",
    }
    held = given(tasks, "leaving", student="yes", noncompete="yes")
    assert not [each for each in held if "noncompete" in each or each == "leaving.one-year"]
    review = given(tasks, "graduation")["graduation.review"]
    assert review.days == -30


def test_a_non_compete_is_decided_always_and_signed_and_paid_where_it_holds(tasks: TaskList) -> None:
    more = given(tasks, "leaving", noncompete="yes").keys() - given(tasks, "leaving").keys()
    assert more == {"leaving.noncompete-agreement", "leaving.noncompete-pay"}


def test_kinds_of_employment_say_what_forms_already_say(employments: Employments) -> None:
    codes = {each.code for each in employments.kinds}
    for option in EMPLOYMENTS:
        assert option.code in codes
        for alias in option.aliases:
            found = employments.find(alias)
            assert found is not None, alias
            assert found.code == option.code or alias == "客座", "a guest has a kind of his own here"


def test_the_kinds_that_laboratories_have_are_known(employments: Employments) -> None:
    labels = "在编 聘用 博士后 学生 联合培养学生 访问学者 客座 借调 兼职 劳务派遣 退休返聘 外单位"
    assert all(employments.find(label) is not None for label in labels.split())
    assert employments.of("joint-student").third_party
    assert employments.of("student").leaving == "graduation"
    assert employments.of("nonsense").agreement == "joiner"


def test_the_kinds_are_those_that_people_are_offered(employments: Employments) -> None:
    """And what each of them signs is a template that there is."""
    assert {each.code for each in employments.kinds} == {each.code for each in person_choices.EMPLOYMENTS} | {
        "other"
    }
    assert {each.agreement for each in employments.kinds} <= set(NAMES)


def test_movements_and_parties_of_the_tasks_are_those_of_the_register() -> None:
    """So that no task is of a movement that nobody can begin, or waits for somebody without a word."""
    assert set(MOVEMENTS) == {each.code for each in person_choices.MOVEMENTS}
    assert set(WAITS_FOR) == {each.code for each in person_choices.WAITS_FOR}
    assert set(NAMES) < {each.code for each in person_choices.AGREEMENTS}
