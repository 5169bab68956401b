"""Templates are read strictly, refused with file, line and reason, and written so that they are read back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.clause_files import digest, read_library, read_template
from ipdesk.rules.clause_writing import write_template
from ipdesk.rules.clauses import Condition, Template
from ipdesk.rules.files import WrongRule
from tests.rules.agreements import TEMPLATES, TRIAL, trial
from tests.rules.lists import BASIS

LIBRARY = f"""
[[clause]]
id = "scope"
heading = {{ zh = "范围", en = "Scope" }}
{BASIS}

[[clause.option]]
id = "short"
label = {{ zh = "短", en = "Short" }}
text.zh = "一。"
text.en = "One."

[[clause.option]]
id = "long"
label = {{ zh = "长", en = "Long" }}
text.zh = "一、二。"
text.en = "One, two."
"""
USE = '\n[[clause]]\nuse = "scope"\n'


def refused(text: str) -> WrongRule:
    with pytest.raises(WrongRule) as error:
        read_template("协议.toml", text, read_library("条款.toml", LIBRARY))
    assert error.value.file == "协议.toml"
    return error.value


def test_a_template_is_read_whole() -> None:
    made = trial()
    assert (made.id, made.version, made.title.zh, made.labour) == ("trial", "2026-11", "保密协议", True)
    assert [each.id for each in made.parties] == ["lab", "person", "third"]
    assert [each.id for each in made.clauses] == ["disclosure", "non-compete", "breach"]
    disclosure, restraint, breach = made.clauses
    assert (disclosure.default, restraint.default) == ("days", "inline")
    assert (disclosure.may_be_left_out, restraint.may_be_left_out) == (False, True)
    assert restraint.when == (Condition("noncompete", "yes"),)
    assert disclosure.options[1].text.zh.split("\n")[1] == "（1）发明；", "without blank lines and margins"
    assert [(each.penal, each.subject) for each in restraint.options] == [
        (True, "non-compete"), (False, "non-compete"), (False, ""),
    ]  # fmt: skip
    assert breach.options[1].basis[0].confidence == "P"


NAME = "{name}约定"
WRONG = {
    "no TOML": (TRIAL + "\n= 3", "TOML"),
    "misspelt key": (TRIAL.replace("labour = true", "labor = true"), "labor"),
    "unknown blank": (TRIAL.replace("{name}", "{nmae}"), "nmae"),
    "blank of a party unknown": (TRIAL.replace('"lab_address"', '"lab_adress"'), "lab_adress"),
    "attribute": (TRIAL.replace(NAME, "{name.__class__}约定"), "{name.__class__}约定"),
    "item": (TRIAL.replace(NAME, "{name[0]}约定"), "{name[0]}"),
    "place": (TRIAL.replace(NAME, "{0}约定"), "{0}约定"),
    "nothing": (TRIAL.replace(NAME, "{}约定"), "{}"),
    "format": (TRIAL.replace(NAME, "{name:>9}约定"), "{name:>9}"),
    "conversion": (TRIAL.replace(NAME, "{name!r}约定"), "{name!r}"),
    "doubled": (TRIAL.replace(NAME, "{{name}}约定"), "{}"),
    "jinja": (TRIAL.replace(NAME, "{% if name %}约定"), "{% if name %}"),
    "open": (TRIAL.replace(NAME, "{name约定"), "{name约定"),
    "closed": (TRIAL.replace(NAME, "name}约定"), "}约定"),
    "inside another": (TRIAL.replace(NAME, "{na{name}me}约定"), "{na"),
    "capital": (TRIAL.replace(NAME, "{Name}约定"), "{Name}"),
    "blank in a title": (TRIAL.replace('zh = "保密协议"', 'zh = "{name}协议"'), "title"),
    "blank in a heading": (TRIAL.replace('zh = "披露"', 'zh = "披露{name}"'), "heading"),
    "title on two lines": (TRIAL.replace('zh = "保密协议"', r'zh = "保密\n协议"'), "title"),
    "languages differ": (TRIAL.replace("from {joined_on}", "from now"), "different blanks"),
    "one language": (TRIAL.replace('text.en = "Party B discloses at once."\n', ""), "English"),
    "no basis": (TRIAL.replace(BASIS, "basis = []", 1), "basis"),
    "unknown fact": (TRIAL.replace('fact = "third"', 'fact = "fourth"'), "fourth"),
    "neither yes nor no": (TRIAL.replace('is = "yes"', 'is = "maybe"', 1), "maybe"),
    "unknown default": (TRIAL.replace('default = "days"', 'default = "weeks"'), "weeks"),
    "unknown party": (TRIAL.replace('id = "third"', 'id = "fourth"'), "fourth"),
    "unknown subject": (TRIAL.replace('subject = "non-compete"', 'subject = "secrecy"', 1), "secrecy"),
    "clause twice": (TRIAL.replace('id = "breach"', 'id = "disclosure"'), "already"),
    "option twice": (TRIAL.replace('id = "days"', 'id = "at-once"').replace('default = "days"\n', ""), "already"),
    "party twice": (TRIAL.replace('id = "third"\nname', 'id = "lab"\nname'), "already"),
    "used twice": (TRIAL + USE + USE, "already"),
    "used and not there": (TRIAL + USE.replace("scope", "scape"), "scape"),
    "used with words": (TRIAL + USE + 'heading = { zh = "一", en = "One" }\n', "heading"),
    "used with an unknown default": (TRIAL + USE + 'default = "middle"\n', "middle"),
    "clause without options": (TRIAL[: TRIAL.index("[[clause.option]]")], "needs an option"),
    "no clause": (TRIAL[: TRIAL.index("[[clause]]")], "needs a clause"),
    "no party": (TRIAL[: TRIAL.index("[[party]]")] + TRIAL[TRIAL.index("[[clause]]") :], "needs a party"),
    "turned round": (TRIAL.replace("应当立即", "应当\u202e立即"), "202E"),
    "unseen in a label": (TRIAL.replace('zh = "披露"', 'zh = "披\u200b露"'), "200B"),
    "ends before it begins": ("effective_from = 2024-01-20\neffective_to = 2023-01-01\n" + TRIAL, "ends before"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_template_is_refused_with_its_reason(name: str) -> None:
    text, about = WRONG[name]
    error = refused(text)
    assert 1 <= error.line <= text.count("\n") + 1
    assert about in " ".join([error.reason.id, *(str(each) for each in error.reason.args.values())])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('text.en = "Party B discloses at {once}."', 'text.en = "Party B discloses at once."'),
        ('default = "weeks"', 'default = "days"'),
        ('slots = ["third"]', 'slots = ["third_party"]'),
        ('text.zh = "一、＿＿＿＿\\n二、{number}"', 'text.zh = "一、＿＿＿＿\\n二、{staff_number}"'),
    ],
)
def test_the_line_is_that_of_the_part_to_mend(wrong: str, right: str) -> None:
    text = TRIAL.replace(right, wrong)
    at = text.split("\n").index(wrong)
    line = refused(text).line - 1
    assert line == at or (text.split("\n")[line].startswith("text.zh") and abs(line - at) == 1)


def test_the_line_is_that_of_the_second_option_of_the_second_clause() -> None:
    text = TRIAL.replace('text.zh = "乙方两年内', 'text.zh = "{乙方两年内')
    assert text.split("\n")[refused(text).line - 1].startswith('text.zh = "{乙方两年内')


def test_a_clause_of_the_library_is_taken_in_with_what_is_wanted_otherwise() -> None:
    library = read_library("x", LIBRARY)
    as_it_is = read_template("x", TRIAL + USE, library).clauses[-1]
    assert as_it_is == library["scope"]
    more = 'default = "long"\nmay_be_left_out = true\nwhen = [{ fact = "foreign", is = "no" }]\n'
    other = read_template("x", TRIAL + USE + more, library).clauses[-1]
    assert (other.default, other.may_be_left_out, other.when) == ("long", True, (Condition("foreign", "no"),))
    assert other.options == library["scope"].options
    written = write_template(read_template("x", TRIAL + USE, library))
    assert "use" not in {line.partition(" ")[0] for line in written.split("\n")}
    assert read_template("x", written).clauses[-1] == as_it_is


@given(TEMPLATES)
def test_what_is_written_is_read_back_equal(template: Template) -> None:
    text = write_template(template)
    assert read_template("x.toml", text) == template
    assert write_template(read_template("x.toml", text)) == text


def test_the_digest_is_that_of_what_is_said_whatever_the_writing() -> None:
    assert digest(trial()) == digest(read_template("x", "# 注\n" + TRIAL.replace(" = ", "=")))
    assert digest(trial()) != digest(read_template("x", TRIAL.replace("立即披露", "马上披露")))


@given(st.integers(0, len(TRIAL)), st.text(st.sampled_from('[]{}="#\n\\ aé零'), min_size=1, max_size=6))
def test_a_template_written_over_is_refused_or_whole(at: int, over: str) -> None:
    text = TRIAL[:at] + over + TRIAL[at + len(over) :]
    try:
        made = read_template("x.toml", text)
    except WrongRule as error:
        assert error.line >= 1
    else:
        assert read_template("x.toml", write_template(made)) == made
