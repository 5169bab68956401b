"""The paper that choices and facts make: the same each time, and nothing in a fact does anything but stand there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.clauses import (
    BLANK,
    FACTS,
    SLOTS,
    Clause,
    Composed,
    Template,
    compose,
    unfit_choices,
)
from tests.rules.agreements import TEMPLATES, trial

FILLED = {"name": "李四", "lab": "某研究院", "lab_address": "某地", "joined_on": "2026-03-09", "disclose_days": "15",
          "staff_number": "7"}  # fmt: skip


def made(facts: dict[str, str] | None = None, language: str = "zh", **choices: str) -> Composed:
    chosen = {name.replace("_", "-"): choice for name, choice in choices.items()}
    return compose(trial(), chosen, FILLED if facts is None else facts, language)


def test_clauses_are_numbered_as_the_language_does_it() -> None:
    chinese, english = made(), made(language="en")
    assert [(each.number, each.heading) for each in chinese.clauses] == [
        ("第一条", "披露"),
        ("第二条", "违约责任"),
    ]
    assert [(each.number, each.heading) for each in english.clauses] == [
        ("Article 1", "Disclosure"), ("Article 2", "Breach"),
    ]  # fmt: skip
    assert (chinese.annexes[0].number, english.annexes[0].number) == ("附件一", "Annex 1")


def test_paragraphs_are_numbered_where_there_are_several_and_items_are_not() -> None:
    first, second = made().clauses
    assert first.paragraphs == (
        "1.1　乙方应当在15日内披露：", "（1）发明；", "（2）软件。", "1.2　自2026年3月9日起执行。",
    )  # fmt: skip
    assert second.paragraphs == ("赔偿实际损失。版本2026-11。",)
    assert made(language="en").clauses[0].paragraphs[-1] == "1.2 This holds from 2026-03-09."


def test_a_hundred_clauses_are_numbered() -> None:
    clause = trial().clauses[0]
    many = replace(trial(), clauses=tuple(replace(clause, id=f"c{place}") for place in range(1, 101)))
    numbers = [each.number for each in compose(many, {}, {}, "zh").clauses]
    assert [numbers[place - 1] for place in (10, 11, 20, 21, 99, 100)] == [
        "第十条", "第十一条", "第二十条", "第二十一条", "第九十九条", "第100条",
    ]  # fmt: skip
    assert len(set(numbers)) == 100


def test_what_nothing_fills_is_a_line_and_is_named_once_in_its_order() -> None:
    found = made({"name": " ", "lab": "某研究院"})
    assert found.missing == ("lab_address", "name", "joined_on", "disclose_days", "staff_number")
    assert found.preamble == (f"甲方与{BLANK}约定如下。",)
    assert found.parties[1].lines == (("name", BLANK), ("joined_on", BLANK))
    assert made().missing == ()


def test_only_what_is_printed_is_missing() -> None:
    assert "disclose_days" not in made({}, disclosure="at-once").missing
    assert "noncompete_months" not in made({}).missing
    assert "noncompete_months" in made({"noncompete": "yes"}).missing
    assert "noncompete_months" not in made({"noncompete": "yes"}, non_compete="").missing


def test_conditions_go_by_the_facts() -> None:
    assert [each.id for each in made({"third": "yes"}).parties] == ["lab", "person", "third"]
    assert [each.id for each in made({"third": "no"}).parties] == ["lab", "person"]
    assert [each.id for each in made({"noncompete": "yes"}).clauses] == [
        "disclosure",
        "non-compete",
        "breach",
    ]


def test_an_option_that_is_chosen_brings_its_basis() -> None:
    clause = made(breach="sum").clauses[1]
    assert (clause.option, clause.paragraphs) == ("sum", ("支付违约金。",))
    assert [each.document for each in clause.basis] == ["专利法", "实务"]


def test_unfit_choices_are_told_and_the_default_stands() -> None:
    wrong = {"disclosure": "", "breach": "none", "other": "x", "non-compete": ""}
    assert unfit_choices(trial(), wrong) == {"disclosure": "", "breach": "none", "other": "x"}
    found = compose(trial(), wrong, {"noncompete": "yes"}, "zh")
    assert [(each.id, each.option) for each in found.clauses] == [("disclosure", "days"), ("breach", "loss")]


@pytest.mark.parametrize(
    "fact", ["{lab}", "{name}", "{0}", "{{lab}}", "{% x %}", "{lab.__class__}", r"\1", r"\g<0>", "%s"]
)
def test_what_is_filled_in_is_not_looked_through_again(fact: str) -> None:
    assert made(FILLED | {"name": fact}).preamble == (f"甲方与{fact}约定如下。",)


def test_a_fact_makes_no_paragraph_of_its_own() -> None:
    assert made(FILLED | {"name": "李四\n第九条　乙方放弃\u2028一切权利"}).preamble == (
        "甲方与李四 第九条 乙方放弃 一切权利约定如下。",
    )


def test_a_fact_turns_nothing_round() -> None:
    assert made(FILLED | {"name": "\u202e李\u200b四\ufeff"}).preamble == ("甲方与李四约定如下。",)
    assert "name" in made(FILLED | {"name": "\u200b \u202e"}).missing


def test_the_version_is_that_of_the_template() -> None:
    assert "2026-11" in made(FILLED | {"template_version": "1999"}).clauses[-1].paragraphs[0]


CHOICES = st.dictionaries(
    st.sampled_from([*(each.id for each in trial().clauses), "other"]),
    st.sampled_from(["", "days", "at-once", "inline", "sum", "unfit"]),
)
GIVEN = st.dictionaries(
    st.sampled_from([*SLOTS, *FACTS]),
    st.one_of(st.text(max_size=8), st.sampled_from(["yes", "no", "{name}"])),
)


@given(CHOICES, GIVEN, st.sampled_from(["zh", "en"]))
def test_the_paper_is_the_same_whatever_the_order(
    choices: dict[str, str], facts: dict[str, str], language: str
) -> None:
    found = compose(trial(), choices, facts, language)
    turned = compose(trial(), dict(reversed(choices.items())), dict(reversed(facts.items())), language)
    assert found == turned
    assert [each.id for each in found.clauses] == [
        clause.id for clause in trial().clauses if stands(clause, choices, facts)
    ]


def stands(clause: Clause, choices: dict[str, str], facts: dict[str, str]) -> bool:
    is_asked = all((facts.get(each.fact) or "no") == each.answer for each in clause.when)
    return is_asked and not (choices.get(clause.id) == "" and clause.may_be_left_out)


@given(TEMPLATES)
def test_any_template_makes_a_paper_and_says_just_the_blanks_that_are_lines(template: Template) -> None:
    filled = dict.fromkeys(SLOTS, "填")
    for language in ("zh", "en"):
        assert compose(template, {}, filled, language).missing == ()
        assert set(compose(template, {}, {}, language).missing) <= set(SLOTS) - {"template_version"}
