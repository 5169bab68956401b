"""A supposed case is read from raw values, and what is wrong with any of them is told at its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipdesk.operations.deadline_rules import DEADLINES
from ipdesk.operations.rule_kinds import shipped
from ipdesk.operations.suppositions import suppose, supposition_of
from ipdesk.rules.deadline_rules import Case
from tests.rules.deadline_books import HOUSE

CASES = [
    replace(example.case, known_since=None)
    for made in [
        *(shipped(DEADLINES, name)[0] for name in DEADLINES.names),
        DEADLINES.read("house.toml", HOUSE),
    ]
    for rule in made.rules
    for example in rule.examples
]


def test_every_worked_example_can_be_supposed_as_it_is() -> None:
    for case in CASES:
        supposed = suppose(supposition_of(case))
        assert (supposed.case, supposed.wrong) == (case, {})


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"filed_on": "2024-02-30"}, ["filed_on"]),
        ({"countries": "US、Mars"}, ["countries"]),
        ({"jurisdiction": "火星"}, ["jurisdiction"]),
        ({"events": [{}, {"day": "2024-01-02"}]}, ["events[1].event"]),
        ({"events": [{"event": "granted", "months": "zwei", "place": "U"}]},
         ["events[0].months", "events[0].place", "events[0].day"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place_and_makes_no_case(
    given: dict[str, object], wrong: list[str]
) -> None:
    supposed = suppose({"kind": "invention", **given})
    assert supposed.case is None
    assert list(supposed.wrong) == wrong


def test_countries_are_read_however_they_are_parted() -> None:
    supposed = suppose({"kind": "pct", "jurisdiction": "", "countries": "us、EP 日本,us"})
    assert supposed.case == Case(kind="pct", places=("US", "EP", "JP"))
    assert suppose({"filed_on": "2024-01-02"}).case is None, "of no kind there is no case"
