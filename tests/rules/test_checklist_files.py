"""Checklists that contradict themselves are refused, with file, line and reason."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.checklist_files import read_checklist
from ipdesk.rules.files import LONGEST, WrongRule
from tests.rules.lists import BASIS, CLEARS, DIMENSIONS, HEAD, ITEMS, PROPOSALS, TRIAL, item, trial


def refused(text: str) -> WrongRule:
    with pytest.raises(WrongRule) as error:
        read_checklist("清单.toml", text)
    assert error.value.file == "清单.toml"
    assert 1 <= error.value.line <= max(1, text.count("\n") + 1)
    return error.value


def test_a_list_is_read_whole() -> None:
    made = trial()
    assert (made.id, made.version, made.label.zh) == ("trial", "2", "试用清单")
    assert [each.id for each in made.dimensions] == ["gate", "worth", "market", "secret"]
    assert made.items[6].options[0].value == Fraction(1, 4)
    assert made.items[0].basis[0].document == "专利法"
    assert [each.outcome for each in made.proposals] == ["technical-secret", "file-cn", "none"]


def test_days_in_force_are_read() -> None:
    made = read_checklist("x", "effective_from = 2024-01-20\neffective_to = 2026-01-01\n" + TRIAL)
    assert (made.effective_from, made.effective_to) == (date(2024, 1, 20), date(2026, 1, 1))


WRONG = {
    "no TOML": (TRIAL + "\n= 3", "TOML"),
    "no id": (TRIAL.replace('id = "trial"\n', ""), "missing"),
    "misspelt key": (TRIAL.replace("weight = 60", "wieght = 60\nweight = 60"), "not known"),
    "one language": (TRIAL.replace('label = { zh = "关口", en = "Gate" }', 'label = { zh = "关口" }'), "English"),
    "no basis": (TRIAL.replace(BASIS, "basis = []", 1), "basis"),
    "unknown confidence": (TRIAL.replace('confidence = "C"', 'confidence = "X"', 1), "known are"),
    "weights do not sum": (TRIAL.replace("weight = 60", "weight = 50"), "90"),
    "gate with a weight": (TRIAL.replace("gate = true", "gate = true\nweight = 5"), "one of them"),
    "neither gate nor weight": (TRIAL.replace("test = true\n", ""), "one of them"),
    "dimension twice": (TRIAL.replace('id = "market"', 'id = "worth"'), "already"),
    "item twice": (TRIAL + item("worth.note", "text"), "already"),
    "unknown dimension": (TRIAL + item("other.thing", "text"), "known are"),
    "unknown answer kind": (TRIAL + item("worth.extra", "maybe"), "known are"),
    "choice without options": (TRIAL + item("worth.extra", "choice"), "options"),
    "options of a score": (TRIAL + item("worth.extra", "score", 'options = [ { code = "a", label = { zh = "甲", en = "A" } } ]'), "options"),
    "weight on words": (TRIAL + item("worth.extra", "text", "weight = 1"), "nowhere"),
    "weight in a gate": (TRIAL + item("gate.extra", "yes-no", "weight = 1"), "nowhere"),
    "weight too high": (TRIAL + item("worth.extra", "score", "weight = 101"), "weight"),
    "weight no number": (TRIAL + item("worth.extra", "score", "weight = true"), "weight"),
    "good of a score": (TRIAL + item("worth.extra", "score", "weight = 1", 'good = "yes"'), "yes or no"),
    "fails by no answer": (TRIAL + item("worth.extra", "score", 'fails = ["7"]', CLEARS), "no answer"),
    "fails without a way": (TRIAL + item("worth.extra", "yes-no", 'fails = ["no"]'), "missing"),
    "clears nothing": (TRIAL + item("worth.extra", "yes-no", CLEARS), "Nothing fails"),
    "condition on what comes later": (
        HEAD + DIMENSIONS + item("gate.x", "text", 'when = [ { item = "worth.novel", is = ["5"] } ]') + ITEMS, "above"
    ),
    "condition on itself": (TRIAL + item("gate.x", "yes-no", 'when = [ { item = "gate.x", is = ["yes"] } ]'), "above"),
    "condition by no answer": (TRIAL + item("gate.x", "text", 'when = [ { item = "gate.reviewed", is = ["5"] } ]'), "no answer"),
    "condition without answers": (TRIAL + item("gate.x", "text", 'when = [ { item = "gate.reviewed", is = [] } ]'), "missing"),
    "option called na": (TRIAL.replace('code = "top"', 'code = "na"').replace('fails = ["top"]', 'fails = ["none"]'), "otherwise"),
    "counting option without value": (TRIAL.replace(", value = 0.25", ""), "value"),
    "value over one": (TRIAL.replace("value = 0.25", "value = 1.5"), "does not do"),
    "proposal never made": (TRIAL + PROPOSALS, "never made"),
    "no last resort": (TRIAL[: TRIAL.rindex("[[proposal]]")], "last proposal"),
    "threshold of a gate": (TRIAL.replace("at_least = { secret = 100 }", "at_least = { gate = 1 }"), "no score"),
    "threshold over 100": (TRIAL.replace("secret = 100", "secret = 101"), "0 to 100"),
    "threshold that cannot be": (TRIAL.replace("at_least = { secret = 100 }", "at_least = { total = 60 }"), "so high and so low"),
    "dimension without items": (HEAD + DIMENSIONS + ITEMS.replace('dimension = "secret"', 'dimension = "market"') + PROPOSALS, "belongs to"),
    "nothing counts": (TRIAL.replace('weight = 1\ngood = "no"', 'good = "no"'), "counts in"),
    "ends before it begins": ("effective_from = 2024-01-20\neffective_to = 2023-01-01\n" + TRIAL, "ends before"),
    "a day that is none": ("effective_from = 3\n" + TRIAL, "does not do"),
    "no dimension": (HEAD, "dimension"),
    "a name with blanks": (TRIAL.replace('id = "trial"', 'id = "My List"'), "no name"),
    "nested too deeply": (TRIAL + "\nx = " + "[" * 5_000 + "]" * 5_000, "deeply"),
    "endless": (TRIAL + "#" * LONGEST, "larger"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_list_is_refused_with_its_reason(name: str) -> None:
    text, about = WRONG[name]
    error = refused(text)
    said = " ".join([error.reason.id, *(str(each) for each in error.reason.args.values())])
    assert about in said


def test_the_line_is_the_one_to_mend() -> None:
    text = TRIAL.replace('fails = ["top"]', 'fails = ["high"]')
    lines = text.split("\n")
    assert lines[refused(text).line - 1] == 'fails = ["high"]'
    text = TRIAL.replace("weight = 60", "weight = 0")
    assert text.split("\n")[refused(text).line - 1] == "weight = 0"
    text = TRIAL + item("worth.note", "text")
    assert refused(text).line > TRIAL.count("\n")


@given(st.integers(0, len(TRIAL)), st.text(st.sampled_from('[]{}="#\n\\ aé零'), min_size=1, max_size=6))
def test_a_list_written_over_is_refused_or_whole(at: int, over: str) -> None:
    text = TRIAL[:at] + over + TRIAL[at + len(over) :]
    try:
        made = read_checklist("x.toml", text)
    except WrongRule as error:
        assert error.line >= 1
    else:
        assert made.items


@given(st.text(max_size=200))
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(WrongRule):
        read_checklist("x.toml", text)
