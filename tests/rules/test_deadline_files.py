"""Rules of deadlines are read strictly; what contradicts itself or its own example is refused with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipdesk.model.text import Translator
from ipdesk.rules.calendars import WorkCalendar
from ipdesk.rules.deadline_files import read_deadlines, require_examples
from ipdesk.rules.deadline_rules import Grace, Recurrence, Term
from ipdesk.rules.files import WrongRule

ENGLISH = Translator("en", Path())
HEAD = """id = "trial"
version = "1"
checked_on = 2026-11-22
label = { zh = "试用期限", en = "Trial deadlines" }
basis = [{ document = "专利法实施细则", confidence = "C" }]
ended_by = ["ended"]
"""
EXAMPLE = """
[[deadline.example]]
counting = { zh = "一个月后没有31日。", en = "No 31st a month later." }
kind = "invention"
filing = 2026-01-31
nominal = 2026-02-28
"""


def rule(id: str, *lines: str, term: str = "{ months = 1 }") -> str:
    given = {
        "trigger": 'trigger = ["filed"]',
        "label": 'label = { zh = "办理", en = "Do it" }',
        "act": 'act = { zh = "办理并记录", en = "Do and record it" }',
        "basis": 'basis = [{ document = "专利法", article = "第一条", confidence = "S" }]',
        "term": f"term = {term}",
    } | {line.split(" ")[0]: line for line in lines}
    return "\n".join(["", "[[deadline]]", f'id = "{id}"', *given.values(), ""])


TRIAL = HEAD + rule("one") + EXAMPLE + rule("two", 'kinds = ["design"]')


def test_a_file_is_read_whole() -> None:
    more = rule(
        "fee",
        'task = "pay"',
        'trigger = ["granted", "filed"]',
        "recurs = { every = 1, last = 9, ahead = 2 }",
        "grace = { percent = [0, 5] }",
        'cleared_by = ["fee-paid"]',
        "cleared_early = true",
        "end_of_year = true",
        'earlier_of = [{ event = "created", years = 15 }]',
        "ended_by = []",
        "checked_on = 2025-01-01",
        "effective_from = 2024-01-20",
        'note = { zh = "注", en = "Note" }',
        term='{ base = "filing", days = -1 }',
    )
    made = read_deadlines("x", TRIAL + more)
    one, _, fee = made.rules
    assert (made.id, made.version, made.label.zh) == ("trial", "1", "试用期限")
    assert (one.task, one.term, one.ended_by, one.checked_on) == (
        "one",
        Term(months=1),
        ("ended",),
        date(2026, 11, 22),
    )
    assert (one.severity, one.roll, one.waits_for, one.examples[0].line) == ("warn", "none", "officer", 16)
    assert (fee.task, fee.term, fee.ended_by, fee.checked_on) == (
        "pay",
        Term(base="filing", days=-1),
        (),
        date(2025, 1, 1),
    )
    assert (fee.recurs, fee.grace) == (Recurrence(1, 9, ahead=2), Grace((0, 5)))
    assert (fee.cleared_early, fee.end_of_year, fee.earlier_of) == (
        True,
        True,
        (Term(event="created", years=15),),
    )


SAME = 'task = "one"'
WRONG = {
    "no TOML": (TRIAL + "= 3", "TOML", '= 3'),
    "never checked": (TRIAL.replace("checked_on", "looked_on"), "checked_on", 'id = "trial"'),
    "unknown key": (TRIAL + rule("a", "urgent = true"), "not known", 'urgent'),
    "unknown key of a term": (TRIAL + rule("a", term="{ weeks = 2 }"), "not known", 'term ='),
    "unknown event": (TRIAL + rule("a", 'trigger = ["field"]'), "known are", 'trigger'),
    "unknown kind": (TRIAL + rule("a", 'kinds = ["novel"]'), "known are", 'kinds'),
    "nobody known to wait for": (TRIAL + rule("a", 'waits_for = "boss"'), "known are", 'waits_for'),
    "no term": (TRIAL + rule("a").replace("term = ", "terms = "), "missing", '[[deadline]]'),
    "one language": (TRIAL + rule("a", 'act = { zh = "办" }'), "English", 'act'),
    "no basis": (TRIAL + rule("a", "basis = []"), "basis", 'basis = []'),
    "no code of a country": (TRIAL + rule("a", 'places = ["China"]'), "capital", 'places'),
    "ends before it begins": (TRIAL + rule("a", "effective_to = 2026-01-01", "effective_from = 2027-01-01"), "begins", 'effective_to'),
    "a rule twice": (TRIAL + rule("one", 'kinds = ["pct"]'), "already", 'id = "one"'),
    "two rules for the same": (TRIAL + rule("a", SAME), "hold for the same", 'id = "a"'),
    "two rules that meet in a kind": (TRIAL + rule("a", SAME, 'kinds = ["pct"]') + rule("b", SAME, 'kinds = ["pct", "design"]'), "hold for the same", 'id = "b"'),
    "ends what it begins": (TRIAL + rule("a", 'trigger = ["ended"]'), "would end", '[[deadline]]'),
    "an hour": (TRIAL + rule("a", "checked_on = 2026-01-01T08:00:00"), "does not do", "checked_on"),
    "recurs never": (TRIAL + rule("a", "recurs = { every = 2, last = 1 }"), "begins", 'recurs'),
    "recurs by country": (TRIAL + rule("a", 'places = ["JP"]', "recurs = { every = 1, last = 2 }"), "recurs", 'places'),
    "grace without steps": (TRIAL + rule("a", "grace = { percent = [] }"), "missing", 'grace'),
    "example without a day": (TRIAL.replace("nominal = 2026-02-28", ""), "day that is counted", '[[deadline.example]]'),
    "example with a day and none": (TRIAL.replace("nominal = 2026-02-28", "nominal = 2026-02-28\nnone = true"), "day that is counted", '[[deadline.example]]'),
    "event without a day": (TRIAL.replace("nominal", 'events = [{ event = "published" }]\nnominal'), "day", 'events ='),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told", "at"), WRONG.values(), ids=WRONG)
def test_what_does_not_do_is_refused_with_its_line(text: str, told: str, at: str) -> None:
    with pytest.raises(WrongRule) as error:
        read_deadlines("期限.toml", text)
    assert told in ENGLISH.say(error.value.reason)
    assert error.value.file == "期限.toml"
    assert text.split("\n")[error.value.line - 1].startswith(at)


def test_rules_apart_in_time_or_scope_do_not_compete() -> None:
    former = rule("a", SAME, "effective_to = 2026-12-31", 'kinds = ["trademark"]')
    later = rule("b", SAME, "effective_from = 2027-01-01", 'kinds = ["trademark"]')
    assert len(read_deadlines("x", TRIAL + former + later).rules) == 4


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("nominal = 2026-02-28", "nominal = 2026-03-03"), "2026-02-28"),
        (("nominal = 2026-02-28", 'nominal = 2026-02-28\nstatus = "done"'), "open"),
        (("nominal = 2026-02-28", "none = true"), "2026-02-28"),
        (('trigger = ["filed"]', 'trigger = ["granted"]'), "no task"),
    ],
)
def test_a_worked_example_that_does_not_come_out_is_refused(change: tuple[str, str], told: str) -> None:
    calendar = WorkCalendar()
    require_examples("x", read_deadlines("x", TRIAL), calendar)
    with pytest.raises(WrongRule) as error:
        require_examples("x", read_deadlines("x", TRIAL.replace(*change)), calendar)
    assert told in ENGLISH.say(error.value.reason)
    assert error.value.line == 16
