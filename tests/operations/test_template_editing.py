"""A copy of a template that is edited: kept for whoever wrote it, in force under a version of its own, never while wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipdesk.model.errors import Refused, WrongValue
from ipdesk.operations import agreement_papers, agreements, documents, records, template_editing
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.rules.clause_editing import with_option
from ipdesk.rules.clause_files import shipped_template
from ipdesk.rules.clauses import Template
from ipdesk.rules.words import Words

JOINER = shipped_template("joiner")


def changed(text: str = "双方另行约定。", version: str = "本所-1") -> Template:
    made = with_option(JOINER, "disclosure-duty", "days", text=Words(text, "The parties agree otherwise."))
    return replace(made, version=version)


def test_a_draft_holds_what_no_file_may_and_comes_back(desk: Desk) -> None:
    wrong = changed("{salary}{")
    template_editing.keep_template_draft(desk, wrong, "0" * 64)
    held = template_editing.find_template_draft(desk, "joiner")
    assert held is not None
    assert (held.template, held.copy_of) == (wrong, "0" * 64)
    assert template_editing.find_template_draft(desk, "student") is None
    template_editing.drop_template_draft(desk, "joiner")
    assert template_editing.find_template_draft(desk, "joiner") is None


def test_a_changed_copy_holds_and_its_draft_goes(desk: Desk) -> None:
    template_editing.keep_template_draft(desk, changed(), "")
    known = template_editing.install_template_text(desk, changed())
    assert (known.whose, known.file, known.made) == ("lab", "joiner-本所-1.toml", changed())
    assert agreement_papers.template_in_force(desk, "joiner")[0] == changed()
    assert template_editing.find_template_draft(desk, "joiner") is None


@pytest.mark.parametrize("text", ["{salary}", "乙方★", "{"])
def test_nothing_wrong_is_put_in_force(desk: Desk, text: str) -> None:
    with pytest.raises(Refused):
        template_editing.install_template_text(desk, changed(text))
    assert agreement_papers.template_in_force(desk, "joiner")[0] == JOINER


def test_a_version_is_proposed_that_is_free_and_a_taken_one_refused(desk: Desk) -> None:
    day = desk.today().isoformat()
    assert template_editing.proposed_version(desk, "joiner") == day
    template_editing.install_template_text(desk, changed(version=day))
    assert template_editing.proposed_version(desk, "joiner") == f"{day}-2"
    with pytest.raises(WrongValue):
        template_editing.install_template_text(desk, changed("双方再行约定。", version=day))
    with pytest.raises(Refused, match="Nothing differs"):
        template_editing.install_template_text(desk, changed(version="本所-9"))


def test_papers_from_an_unapproved_text_are_counted_till_they_are_drafted_again(desk: Desk) -> None:
    records.add(desk, register("people"), [{"number": "A1", "name": "单雨桐", "employment": "permanent"}])
    [made] = agreements.draft_agreements(desk, ["A1"])
    assert agreement_papers.unapproved_papers(desk) == {"joiner": 1}
    agreement_papers.approve_template(desk, "joiner", "王法务", desk.today())
    assert agreement_papers.unapproved_papers(desk) == {"joiner": 1}, "the paper says what it said"
    agreements.draft_again(desk, made.number)
    assert agreement_papers.unapproved_papers(desk) == {}


def test_an_agreement_is_set_on_the_official_page_unless_another_is_chosen() -> None:
    assert documents.usual_page(register("agreements")) == "official"
    assert documents.usual_page(register("agreements"), "record") == "dense"
    assert documents.usual_page(register("disclosures"), "no such") == "dense"
