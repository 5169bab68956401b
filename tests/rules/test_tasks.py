"""Which tasks a movement brings, by which day each is due, and files that contradict themselves."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.text import Translator
from ipdesk.rules.files import WrongRule
from ipdesk.rules.task_files import EARLIEST, LATEST, read_tasks
from ipdesk.rules.tasks import FACTS, MOVEMENTS, Task, TaskList, due_on, tasks_for
from ipdesk.rules.words import Words

ENGLISH = Translator("en", Path())
HEAD = """
id = "trial"
version = "1"
label = { zh = "试用事项", en = "Trial tasks" }
basis = [{ document = "人员变动管理实务", confidence = "P" }]
"""


def task(id: str, *lines: str, movements: str = '"joining"') -> str:
    return "\n".join(
        [
            "",
            "[[task]]",
            f'id = "{id}"',
            f"movements = [{movements}]",
            f'text = {{ zh = "{id}事", en = "Do {id}" }}',
            'waits_for = "officer"',
            'basis = [{ document = "专利法实施细则", article = "第十三条", confidence = "C" }]',
            *lines,
            "",
        ]
    )


EVERYWHERE = task("note", movements=", ".join(f'"{each}"' for each in MOVEMENTS))
SIGN = task("sign", "mandatory = true", "days = -3")
TALK = task("talk", "not_applicable = true", 'when = [{ fact = "classified", is = "yes" }]')
STUDY = task("study", 'when = [{ fact = "student", is = "no" }, { fact = "classified", is = "no" }]')
TRIAL = HEAD + EVERYWHERE + SIGN + TALK + STUDY


def trial() -> TaskList:
    return read_tasks("事项.toml", TRIAL)


def ids(movement: str, **facts: str) -> list[str]:
    return [each.id for each in tasks_for(trial(), movement, facts)]


def test_a_list_is_read_whole() -> None:
    made = read_tasks("x", "effective_from = 2024-01-20\n" + TRIAL)
    sign = made.tasks[1]
    assert (made.id, made.version, made.label.zh, made.effective_from) == (
        "trial",
        "1",
        "试用事项",
        date(2024, 1, 20),
    )
    assert (sign.mandatory, sign.days, sign.waits_for, sign.may_not_apply) == (True, -3, "officer", False)
    assert (made.tasks[2].may_not_apply, made.tasks[2].days) == (True, None)
    assert str(sign.basis[0]) == "专利法实施细则第十三条"


def test_a_movement_brings_its_own_tasks_in_their_order() -> None:
    assert ids("joining") == ["note", "sign"], "what hangs on a fact that nobody gave is not asked"
    assert ids("joining", classified="yes", student="no") == ["note", "sign", "talk"]
    assert ids("joining", classified="no", student="no") == ["note", "sign", "study"], "all conditions hold"
    assert ids("joining", classified="no", student="yes") == ["note", "sign"]
    assert ids("leaving", classified="yes") == ["note"]
    assert ids("unheard-of") == []


def one(days: int | None) -> Task:
    return Task(
        id="a", movements=("joining",), text=Words("甲", "A"), waits_for="officer", basis=(), days=days
    )


def test_a_task_is_due_by_calendar_days_and_no_day_off_moves_it() -> None:
    assert due_on(one(30), date(2026, 9, 1)) == date(2026, 10, 1), "a public holiday stays the day"
    assert due_on(one(-30), date(2026, 3, 1)) == date(2026, 1, 30)
    assert due_on(one(0), date(2026, 3, 1)) == date(2026, 3, 1)
    assert due_on(one(None), date(2026, 3, 1)) is None


@given(st.dates(), st.integers(EARLIEST, LATEST))
def test_a_due_day_lies_so_many_days_away_or_at_the_end_of_the_calendar(day: date, days: int) -> None:
    due = due_on(one(days), day)
    assert due is not None
    assert due - day == timedelta(days) or due in (date.min, date.max)


@given(
    st.sampled_from(list(MOVEMENTS)),
    st.dictionaries(st.sampled_from(list(FACTS)), st.sampled_from(["yes", "no", ""])),
)
def test_another_fact_never_reorders_and_only_adds_what_hangs_on_it(
    movement: str, facts: dict[str, str]
) -> None:
    found = tasks_for(trial(), movement, facts)
    places = [trial().tasks.index(each) for each in found]
    assert places == sorted(places)
    assert set(tasks_for(trial(), movement, {})) <= set(found)


WRONG = {
    "no TOML": (TRIAL + "\n= 3", "TOML"),
    "no task": (HEAD, "No task belongs"),
    "a movement without tasks": (HEAD + SIGN, "No task belongs to “change”"),
    "task twice": (TRIAL + SIGN, "already"),
    "unknown key": (TRIAL + task("a", "urgent = true"), "not known"),
    "unknown movement": (TRIAL + task("a", movements='"promotion"'), "known are"),
    "movement twice": (TRIAL + task("a", movements='"joining", "joining"'), "twice"),
    "no movement": (TRIAL + task("a", movements=""), "missing"),
    "nobody known to wait for": (TRIAL.replace('waits_for = "officer"', 'waits_for = "boss"', 1), "known are"),
    "days too far": (TRIAL + task("a", "days = 9999"), "days"),
    "days no number": (TRIAL + task("a", "days = true"), "days"),
    "unknown fact": (TRIAL + task("a", 'when = [{ fact = "tall", is = "yes" }]'), "known are"),
    "neither yes nor no": (TRIAL + task("a", 'when = [{ fact = "student", is = "maybe" }]'), "known are"),
    "a fact twice": (TRIAL + task("a", 'when = [{ fact = "student", is = "yes" }, { fact = "student", is = "no" }]'), "already"),
    "more in a condition": (TRIAL + task("a", 'when = [{ fact = "student", is = "yes", or = "no" }]'), "not known"),
    "one language": (TRIAL.replace('en = "Do sign"', 'de = "Tu es"'), "English"),
    "no basis": (TRIAL.replace('basis = [{ document = "专利法实施细则", article = "第十三条", confidence = "C" }]', "basis = []", 1), "basis"),
    "ends before it begins": ("effective_from = 2026-01-01\neffective_to = 2025-01-01\n" + TRIAL, "begins"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_what_does_not_do_is_refused_with_its_line(text: str, told: str) -> None:
    with pytest.raises(WrongRule) as error:
        read_tasks("事项.toml", text)
    assert error.value.file == "事项.toml"
    assert 1 <= error.value.line <= text.count("\n") + 1
    assert told in ENGLISH.say(error.value.what)


def test_the_line_is_that_of_the_fault() -> None:
    text = TRIAL + task("late", "days = 9999")
    with pytest.raises(WrongRule) as error:
        read_tasks("x", text)
    assert text.split("\n")[error.value.line - 1] == "days = 9999"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for given_text in (text, TRIAL + text):
        try:
            read_tasks("x", given_text)
        except WrongRule as error:
            assert error.line >= 1
