"""The whole story of an assessment at the real program: from the disclosure to what follows from the decision."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.rule_kinds import shipped
from ipdesk.rules.checklist_files import read_checklist
from tests.e2e import assessment_story as story
from tests.e2e import disclosure_story as disclosing
from tests.e2e.command_line import CommandLine
from tests.e2e.person import Person
from tests.e2e.stage import Stage
from tests.operations.assessing import TERMS
from tests.operations.cases import DETERMINATION, SECRECY, disclosure
from tests.operations.test_outcomes import ENDS

pytestmark = pytest.mark.slow

LIST = shipped(CHECKLISTS, "assessment")[0]
OTHERS = [outcome for outcome in ENDS if outcome != "file-cn"]
PREFIXES = {"patents": "ZL", "secrets": "JS", "releases": "FQ"}


def accepted(line: CommandLine, count: int) -> list[str]:
    """Add disclosures and bring them to where they can be assessed."""
    numbers: list[str] = line.give("add", "disclosures", values=[disclosure() for _ in range(count)])
    for number in numbers:
        line.ask("move", "disclosures", number, "submitted")
        line.ask("move", "disclosures", number, "secrecy-check")
        line.give("set", "disclosures", number, values={**SECRECY, **DETERMINATION})
        line.ask("move", "disclosures", number, "completeness")
        line.ask("move", "disclosures", number, "accepted")
    return numbers


def begun(person: Person, disclosure: str) -> str:
    """Open a disclosure, begin its assessment and return that one's number."""
    person.runs(disclosure)
    return story.begin(person)


def test_a_disclosure_taken_in_is_assessed_scored_decided_and_carried_out(
    stage: Stage, line: CommandLine, sit_down: Callable[[], Person], tmp_path: Path
) -> None:
    person = sit_down()
    disclosed = disclosing.write_disclosure(person)
    disclosing.pass_secrecy_check(person)
    story.accept(person)
    number = story.begin(person)
    stage.show("1-begun")

    answers = story.answers_to(LIST, "file-cn")
    scores = {item.id: answers[item.id] for item in LIST.items if item.kind == "score"}
    story.answer_all(person, LIST, {id: each for id, each in answers.items() if id not in scores})
    stage.show("2-answered")
    story.name_assessors(person)
    stage.show("3-assessors")
    person.press("ctrl+Return")
    person.finds(story.state("scoring"), "label")

    sheets = tmp_path / "sheets"
    sheets.mkdir()
    first, _second = story.write_sheets(person, sheets)
    story.fill_sheet(first, scores)
    story.take_in(person, first)
    stage.show("4-taken-in")
    person.runs(number)
    story.score(person, story.ASSESSORS[1], LIST, answers)
    story.put_up(person)
    person.click(story.GO_TO_LIST)
    person.reads(story.proposes("file-cn"))
    stage.show("5-scored")
    kept = line.record("assessments", number)
    assert {row["by"] for row in kept["answers"]} == {"", *story.ASSESSORS}
    assert kept["unanswered"] == 0

    story.decide(person, "file-cn")
    stage.show("6-decided")
    words = story.print_documents(person, tmp_path)
    for name in story.PAPERS:
        assert story.outcome_word("file-cn") in words[name], name
        assert number in words[name], name
    assert story.REASON in words["decision"]

    order = story.carry_out(person)
    stage.show("7-carried-out")
    assert line.record("disclosures", disclosed)["outcome"] == "patent"
    person.runs(order)
    person.finds(disclosing.TITLE, "label")
    assert line.record("patents", order)["assessment"] == [number]
    stage.show("8-order")
    disclosing.leave(person)


def decidable(line: CommandLine, number: str, outcome: str) -> None:
    """Record beside the window all that a decision needs: answers, terms, approvals, and a meeting where one has to be."""
    line.give("assess", "answer", number, values=story.answers_to(LIST, outcome))
    values: dict[str, Any] = {
        **TERMS,
        "decision_reason": story.REASON,
        "decided_on": story.today(),
        "approvals": story.approvals(),
        "classifier_approval": "密批〔2026〕1号",
    }
    if any(each.step == "committee" and outcome in each.outcomes for each in LIST.approvals):
        values["meeting"] = [met(line, number, outcome)]
    line.give("set", "assessments", number, values=values)
    line.ask("move", "assessments", number, "scoring")


def met(line: CommandLine, number: str, outcome: str) -> str:
    """Let the committee resolve on an assessment and sign its minutes; return the number of the meeting."""
    made: str = line.give("add", "meetings", values=story.meeting(number, outcome))[0]
    for state in ("held", "signed"):
        line.ask("move", "meetings", made, state)
    return made


def test_every_other_outcome_is_decided_and_carried_out_in_the_window(
    stage: Stage, line: CommandLine, sit_down: Callable[[], Person], tmp_path: Path
) -> None:
    waiting = dict(zip(OTHERS, accepted(line, len(OTHERS)), strict=True))
    person = sit_down()
    for outcome, disclosed in waiting.items():
        number = begun(person, disclosed)
        decidable(line, number, outcome)
        person.runs(number)
        person.reads(story.proposes(outcome))
        story.put_up(person)
        story.choose_outcome(person, outcome)
        story.record_decision(person)
        stage.show(outcome)
        opened = story.carry_out(person)

        register, ends = ENDS[outcome]
        if register:
            assert opened.startswith(PREFIXES[register])
            assert line.record(register, opened)["assessment"] == [number]
        else:
            assert opened == ""
        after = line.record("disclosures", disclosed)
        assert (after["state"], after["outcome"]) == (("closed", ends) if ends else ("accepted", ""))
        for name in story.PAPERS:
            place = tmp_path / f"{outcome}-{name}.pdf"
            line.ask("print", "assessments", number, str(place), "--document", name)
            words = disclosing.words_of(place)
            assert story.outcome_word(outcome) in words, (outcome, name)
            assert number in words
    disclosing.leave(person)


def test_a_list_of_the_laboratory_is_answered_and_an_earlier_assessment_keeps_its_own(
    stage: Stage, line: CommandLine, sit_down: Callable[[], Person], tmp_path: Path
) -> None:
    before, after = accepted(line, 2)
    earlier: str = line.ask("assess", "open", before)[0]
    place = tmp_path / "lab.toml"
    line.ask("rules", "export", "checklist.assessment", str(place))
    place.write_text(story.with_own_question(place.read_text("utf-8")), "utf-8")
    line.ask("rules", "import", str(place))
    own = read_checklist(place.name, place.read_text("utf-8"))

    person = sit_down()
    number = begun(person, after)
    person.reads(story.version_told(own))
    answers = {**story.answers_to(LIST, "file-cn"), story.OWN: "yes"}
    story.answer_all(person, own, answers)
    person.press("ctrl+s")
    person.click(story.GO_TO_LIST)
    person.reads(story.proposes("file-cn"))
    stage.show("own-list")
    assert {row["item"] for row in line.record("assessments", number)["answers"]} > {story.OWN}
    person.press("ctrl+Return")
    person.finds(story.state("scoring"), "label")
    story.put_up(person)
    story.choose_outcome(person, "file-cn")
    person.reads(story.approval_wanted("classifier"))

    person.press("ctrl+s")
    person.runs(earlier)
    person.reads(story.version_told(LIST))
    person.reads(story.newer_told(own))
    assert person.sees(story.TAKE_LIST, "push button")
    stage.show("earlier-list")
    person.click(story.TAKE_LIST, "push button")
    person.reads(story.version_told(own))
    disclosing.leave(person)
