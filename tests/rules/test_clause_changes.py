"""What differs between two templates: which clauses came, went and changed, in both wordings."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given

from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.rules.clause_changes import LABELS, changes, option_changes, template_changes_wording
from ipdesk.rules.clause_files import read_template
from ipdesk.rules.clauses import Annex, Clause, Option, Party, Template
from tests.rules.agreements import TEMPLATES, TRIAL, trial

ENGLISH = Translator("en", resource_path("i18n"))
CHINESE = Translator("zh", resource_path("i18n"))


def edited(old: str, new: str) -> Template:
    assert old in TRIAL
    return read_template("x", TRIAL.replace(old, new))


def test_a_wording_that_changed_is_told_with_both_wordings() -> None:
    found = changes(trial(), edited("立即披露", "马上披露"))
    (change,) = found.clauses.changed
    assert (change.new.id, change.what, found.head) == ("disclosure", ("options",), ())
    (option,) = option_changes(change).changed
    assert (option.old.text.zh, option.new.text.zh) == ("乙方应当立即披露。", "乙方应当马上披露。")
    said = [CHINESE.say(each) for each in template_changes_wording(found)]
    assert len(said) == 2
    assert "立即披露" in said[1]
    assert "马上披露" in said[1]


def test_clauses_come_and_go_and_change_places() -> None:
    old = trial()
    first, second, third = old.clauses
    fewer = replace(old, clauses=(third, first))
    found = changes(old, fewer)
    assert (found.clauses.removed, found.clauses.added, found.clauses.reordered) == ((second,), (), True)
    back = changes(fewer, old)
    assert (back.clauses.removed, back.clauses.added) == ((), (second,))
    said = " ".join(ENGLISH.say(each) for each in template_changes_wording(found))
    assert "Clause removed: Non-compete" in said
    assert "otherwise" in said


def test_what_else_differs_is_told() -> None:
    new = edited('version = "2026-11"', 'version = "2027-01"')
    new = replace(new, labour=False, parties=new.parties[:2], annexes=())
    found = changes(trial(), new)
    assert found.head == ("version", "labour")
    assert [ENGLISH.say(each) for each in template_changes_wording(found)] == [
        "The template itself differs: Version, For employees under a labour contract",
        "The parties differ.",
        "The annexes differ.",
    ]


def test_an_option_that_becomes_penal_is_told() -> None:
    found = changes(trial(), edited('id = "loss"', 'id = "loss"\npenal = true'))
    assert [ENGLISH.say(each) for each in template_changes_wording(found)] == [
        "Clause changed (Options): Breach",
        "Option changed (Liquidated damages): Actual loss",
    ]


def test_every_field_has_its_label() -> None:
    parts = {"parties", "clauses", "annexes"}
    assert {
        each.name for kind in (Template, Party, Clause, Option, Annex) for each in fields(kind)
    } - parts == set(LABELS)


@given(TEMPLATES, TEMPLATES)
def test_nothing_differs_from_itself_and_each_clause_is_told_once(one: Template, other: Template) -> None:
    assert changes(one, one).is_empty()
    assert template_changes_wording(changes(one, one)) == ()
    found = changes(one, other)
    assert found.is_empty() == (one == other)
    assert len(found.clauses.added) + len(found.clauses.changed) + len(found.clauses.same) == len(
        other.clauses
    )
