"""All that is wrong with a template being written: nothing with ours, and everything with what was spoiled."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.clause_drafts import draft_of, plain_draft
from ipdesk.rules.clause_editing import (
    add_clause,
    add_option,
    clause_of,
    drop_clause,
    drop_option,
    tidied,
    with_clause,
    with_option,
)
from ipdesk.rules.clause_faults import blocking, faults
from ipdesk.rules.clause_files import NAMES, read_template, shipped_template
from ipdesk.rules.clause_samples import sample_facts
from ipdesk.rules.clause_writing import write_template
from ipdesk.rules.clauses import FACTS, SLOTS, VERSION, Template, compose
from ipdesk.rules.files import WrongRule
from ipdesk.rules.words import Words
from tests.rules.agreements import TEMPLATES

JOINER = shipped_template("joiner")
CLAUSE = "disclosure-duty"


def spoiled(zh: str, en: str) -> Template:
    """Return a template with another wording of one clause."""
    return with_option(JOINER, CLAUSE, "days", text=Words(zh, en))


def told(template: Template) -> list[tuple[str, str, str, str]]:
    return [(each.clause, each.option, each.severity, each.message.id) for each in faults(template)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_ours_and_samples_fill_it(name: str) -> None:
    template = shipped_template(name)
    assert faults(template) == ()
    assert tidied(template) == template
    for language in ("zh", "en"):
        assert compose(template, {}, sample_facts(language), language).missing == ()


def test_samples_answer_and_fill_all_there_is() -> None:
    assert set(sample_facts("zh")) >= (set(SLOTS) - {VERSION}) | set(FACTS)


def test_every_fault_is_told_at_its_place() -> None:
    found = told(spoiled("乙方{salary}披露{name}。\n另行约定{", "Party B discloses.\u202e"))
    assert {each[:2] for each in found} == {(CLAUSE, "days")}
    ids = [each[3] for each in found]
    assert len(ids) == 5
    for part in ("Nothing fills", "A brace", "nobody can see", "one language alone", "paragraphs"):
        assert any(part in each for each in ids), part


def test_a_sign_of_secrets_and_a_penalty_clash_wherever_they_stand() -> None:
    starred = told(spoiled("★", "★"))
    assert any(each[0] == CLAUSE and each[2] == "block" for each in starred)
    second = with_option(JOINER, CLAUSE, "at-once", penal=True)
    clashing = [each for each in faults(second) if each.clash is not None]
    assert [(each.clause, each.option, each.severity) for each in clashing] == [(CLAUSE, "at-once", "block")]


@given(TEMPLATES, st.sampled_from(["{", "}", "{salary}", "★", ""]))
def test_what_no_file_could_hold_is_told_and_what_blocks_nothing_can_be_read(
    template: Template, spoil: str
) -> None:
    """The reader of files and the editor agree: what the editor lets pass, the reader takes."""
    clause = template.clauses[0]
    option = clause.options[0]
    words = Words(f"{option.text.zh}{spoil}", f"{option.text.en}{spoil}")
    made = tidied(with_option(template, clause.id, option.id, text=words))
    try:
        read_template("", write_template(made))
    except WrongRule:
        assert blocking(faults(made))


@given(TEMPLATES)
def test_a_draft_comes_back_as_it_was(template: Template) -> None:
    assert draft_of(json.loads(json.dumps(plain_draft(template)))) == template


def test_parts_come_and_go() -> None:
    made, id = add_clause(JOINER, CLAUSE)
    ids = [each.id for each in made.clauses]
    assert ids.index(id) == ids.index(CLAUSE) + 1
    again, other = add_clause(made)
    assert other not in ids
    assert again.clauses[-1].id == other
    assert drop_clause(made, id) == JOINER
    wider, option = add_option(JOINER, CLAUSE)
    assert clause_of(wider, CLAUSE).options[-1].id == option
    assert drop_option(wider, CLAUSE, option) == JOINER
    usual = with_clause(wider, CLAUSE, default=option)
    assert clause_of(drop_option(usual, CLAUSE, option), CLAUSE).default == "days"
    assert drop_option(made, id, "own") == made, "the last wording stays"


def test_a_clause_twice_and_none_at_all_are_told() -> None:
    twice = replace(JOINER, clauses=(*JOINER.clauses, JOINER.clauses[0]))
    assert any("already" in each[3] for each in told(twice))
    assert any("needs a clause" in each[3] for each in told(replace(JOINER, clauses=())))
