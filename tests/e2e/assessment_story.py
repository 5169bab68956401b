"""The parts of the story of an assessment, each done by somebody at the real program.

Questions and their answers are taken from the checklist, what a page calls its fields and acts from the declarations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

from ipdesk.gui.editors.choice import FEW
from ipdesk.model.kinds import YES_NO, Choice, Flag, Kind, Option, Rows, option_label
from ipdesk.model.record import field_of, fields_of
from ipdesk.model.text import N_, Message
from ipdesk.operations import documents
from ipdesk.registers import register
from ipdesk.registers.assessment_choices import INTERESTS, OUTCOMES, STEPS
from ipdesk.registers.assessments import Assessment
from ipdesk.registers.disclosure_choices import DETERMINATIONS, FUNDING
from ipdesk.registers.disclosure_rows import Inventor
from ipdesk.rules.checklist import NO, YES, Checklist, Item, evaluate
from tests.e2e import disclosure_story as disclosing
from tests.e2e.disclosure_story import label, option
from tests.e2e.display import until
from tests.e2e.person import CHINESE, Person
from tests.e2e.screen_reader import Node
from tests.importing.scorings import put, row_of
from tests.operations.assessing import answers_for

ASSESSMENTS: Final = register("assessments")
PAPERS: Final = ("form", "decision", "evidence")
ASSESSORS: Final = ("王评", "赵评")
OWNER: Final = "示例研究所"
CONTRIBUTION: Final = "提出总体方案"
REASON: Final = "理由充分"
APPROVERS: Final[Mapping[str, str]] = {"unit-head": "钱主任", "ip-leader": "孙所长"}
NUMBER: Final = r"PG-\d{4}-\d{4}"
# Kinds of answers that are one key, and those keys that are no digit.
QUICK: Final[Mapping[str, Mapping[str, str]]] = {"yes-no": {YES: "y", NO: "n"}, "score": {}}
ANSWERS_OF: Final = CHINESE.label(N_("Answers of"))
YES_LABEL: Final = CHINESE.label(N_("Yes"))
CARRY_OUT: Final = CHINESE.label(N_("Carry out"))


def act(source: str, target: str) -> str:
    """Return the name of the move of an assessment from one state to another."""
    moves = ASSESSMENTS.states.moves
    return CHINESE.label(next(each.label for each in moves if (each.source, each.target) == (source, target)))


def state(code: str) -> str:
    """Return the word of a state of an assessment."""
    return CHINESE.label(ASSESSMENTS.state(code).label)


def outcome_word(code: str) -> str:
    """Return the word of an outcome."""
    return CHINESE.label(option_label(OUTCOMES, code))


TAKEN_IN: Final = CHINESE.say(
    Message(
        N_("Taken in: {new} new, {changed} changed. “Take the last file back” undoes a file."),
        new=0,
        changed=1,
    )
)
GO_TO_LIST: Final = CHINESE.say(Message(N_("Go to {place}"), place=Message(N_("Checklist"))))
TAKE_LIST: Final = CHINESE.label(N_("Take the checklist in force"))
# What is typed into questions, in letters that any keyboard has.
PLAIN: Final = {
    "secrecy.record": "BS-2026-3",
    "novelty.databases": "CNIPA, CNKI",
    "novelty.strategy": "JS-2026-03",
}
OWN: Final = "secrecy.export"
OWN_VERSION: Final = "LAB-2026-1"
OWN_ITEM: Final = f"""[[item]]
id = "{OWN}"
dimension = "secrecy"
answer = "yes-no"
question = {{ zh = "是否已对照本所出口管制清单？", en = "Was our list of controlled exports looked at?" }}
guidance = {{ zh = "清单存放在科技处。", en = "The list lies with the research office." }}
fails = ["no"]
clears = {{ zh = "对照清单后再答。", en = "Look at the list, then answer." }}
basis = [{{ document = "评估实务", confidence = "P" }}]

"""
CARRIED_OUT: Final = r"(?:{}|{})$".format(
    CHINESE.say(Message(N_("Carried out. Opened: {numbers}."), numbers=r"(\S+)")),
    CHINESE.label(N_("Carried out.")),
)
SHEETS: Final = CHINESE.label(N_("Scoring sheets for the assessors…"))
TAKE_IN: Final = CHINESE.say(Message(N_("Import: {register}"), register=Message(ASSESSMENTS.label)))

# Everything typed in the story.
TYPED: Final = (
    *ASSESSORS, OWNER, CONTRIBUTION, REASON, *APPROVERS.values(), SHEETS, TAKE_IN, CARRY_OUT,
    *(CHINESE.label(each.label) for each in ASSESSMENTS.states.moves),
)  # fmt: skip


def answers_to(checklist: Checklist, outcome: str) -> dict[str, str]:
    """Return answers to all questions of the shipped list by which it proposes an outcome, such as a keyboard has."""
    return {**answers_for(outcome, checklist), **PLAIN}


def proposes(outcome: str) -> str:
    """Return what is read where the desk proposes an outcome."""
    return (
        re.escape(CHINESE.say(Message(N_("Proposed: {outcome}"), outcome=outcome_word(outcome)))) + "\u3000"
    )


def version_told(checklist: Checklist) -> str:
    """Return what is read of the list that an assessment is answered by."""
    return re.escape(CHINESE.say(Message(N_("List: version {version}."), version=checklist.version)))


def newer_told(checklist: Checklist) -> str:
    """Return what is read where another list is in force."""
    said = Message(N_("Another list is in force now: version {version}."), version=checklist.version)
    return re.escape(CHINESE.say(said))


def approval_wanted(step: str) -> str:
    """Return what is read where an approval is not on record."""
    said = Message(N_("The approval of {step} is not on record."), step=option(STEPS, step))
    return re.escape(CHINESE.say(said))


def approvals() -> list[dict[str, object]]:
    """Return the approvals that any decision needs, as the command line takes them."""
    steps = {"classifier": "曾广生", **APPROVERS}
    return [
        {"step": step, "name": name, "opinion": "agree", "on": today(), "no_gain": True}
        for step, name in steps.items()
    ]


def meeting(number: str, outcome: str) -> dict[str, object]:
    """Return a meeting of the committee that resolved on an assessment, as the command line takes it."""
    people = [("吴主任", "chair"), ("郑委员", "member"), ("冯委员", "member")]
    return {
        "level": "internal",
        "title": "知识产权委员会会议",
        "held_on": today(),
        "chair": "吴主任",
        "recorder": "李明",
        "members": [{"name": name, "role": role, "present": True, "voting": True} for name, role in people],
        "cases": [number],
        "resolutions": [
            {"case_number": number, "resolution": outcome, "in_favour": 3, "against": 0, "abstained": 0}
        ],
        "minutes": "经讨论表决，一致同意。",
        "minutes_signed_by": "吴主任",
        "minutes_signed_on": today(),
    }


def with_own_question(text: str) -> str:
    """Return the text of a list with a version of its own, another question, and another step for who leads."""
    changed = re.sub(r'(?m)^version = "[^"]+"', f'version = "{OWN_VERSION}"', text, count=1)
    changed = changed.replace('step = "ip-leader"', 'step = "classifier"')
    place = changed.index("# ----", changed.index('id = "secrecy.abroad"'))
    return changed[:place] + OWN_ITEM + changed[place:]


def today() -> str:
    """Return the day at the desk, as it is typed."""
    return datetime.now().astimezone().date().isoformat()


def accept(person: Person) -> None:
    """Fill in what the disclosure on the screen lacks to be accepted and assessed, and accept it."""
    person.fills(label("contribution", Inventor), CONTRIBUTION, "F8")
    person.fills(label("share", Inventor), "100")
    person.chooses(label("funding"), option(FUNDING, "own"), "F8")
    person.chooses(label("determination"), option(DETERMINATIONS, "service"), "F8")
    person.fills(label("notice_sent_on"), "2026-03-12")
    person.press("ctrl+Return")
    person.finds(disclosing.state("accepted"), "label")


def begin(person: Person) -> str:
    """Begin the assessment of the accepted disclosure on the screen by the primary act, and return its number."""
    person.press("ctrl+Return")
    person.finds(state("preparing"), "label")
    return person.reads(NUMBER)[0]


def said(item: Item) -> str:
    """Return a question as it is put."""
    return item.question.said("zh")


def answer_all(person: Person, checklist: Checklist, answers: Mapping[str, str]) -> None:
    """Answer questions by keys alone, from part to part and in each from one open question to the next.

    Nothing may be answered before. Where a key is to be pressed that depends on how answers are put, the keyboard is
    waited for; other keys follow each other as fast as anybody types.
    """
    asked = evaluate(checklist, answers).asked
    items = {said(item): item for item in checklist.items}
    person.press("F9")
    before = asked[0]
    for item in (each for each in asked if each.id in answers):
        keys = [] if item is before else _way(checklist, asked, before, item)
        before = item
        if item.kind in QUICK:
            person.press(*keys, QUICK[item.kind].get(answers[item.id], answers[item.id]))
            continue
        if keys:
            person.press(*keys)
        _wait_at(person, items, item)
        _answer(person, item, answers[item.id])


def _way(checklist: Checklist, asked: Sequence[Item], before: Item, item: Item) -> list[str]:
    """Return the keys that lead from a question to one behind it, where those between are open."""
    parts = [each.id for each in checklist.dimensions]
    on = parts.index(item.dimension) - parts.index(before.dimension)
    if on:
        before = next(each for each in asked if each.dimension == item.dimension)
    return ["ctrl+Next"] * on + ["F9"] * (asked.index(item) - asked.index(before))


def _wait_at(person: Person, items: Mapping[str, Item], item: Item) -> None:
    until(f"{item.id} has the keyboard", lambda: _question_at(person, items) is item)


def _question_at(person: Person, items: Mapping[str, Item]) -> Item | None:
    """Return the question that has the keyboard."""
    here = person.field()
    if here is None:
        return None
    return items.get(here.name) or items.get(here.name.rpartition(": ")[0])


def _answer(person: Person, item: Item, answer: str) -> None:
    """Answer the question that has the keyboard: choose by arrows, or type."""
    if item.kind != "choice":
        person.type(answer)
        return
    place = [each.code for each in item.options].index(answer)
    here = person.field()
    if here is not None and here.role == "combo box":
        person.press(*["Down"] * (place + 1))
    else:
        person.press(*["Right"] * place, "space")


def name_assessors(person: Person) -> None:
    """Name two assessors, who declare that no interest stands against it."""
    for name in ASSESSORS:
        add_row(person, "assessors", name=name, interest="none", no_gain="yes", declared_on=today())


def add_row(person: Person, rows: str, **cells: str) -> None:
    """Go to child rows of the assessment by the key of the next finding, and fill another by keys, in its order.

    An answer that is chosen is given by its code.
    """
    kind = field_of(Assessment, rows).kind
    assert isinstance(kind, Rows)
    name, one = CHINESE.label(kind.label), Message(kind.one)
    person.goes_to(name, "F8")  # the table, where rows are there
    person.goes_to(f"{name}: {CHINESE.say(Message(N_('Add: {one}'), one=one))}")
    person.press("space")
    fields = {each.name: each.kind for each in fields_of(kind.of)}
    person.goes_to(CHINESE.label(next(iter(fields.values())).label))
    keys: list[str] = []
    for field, inner in fields.items():
        if field in cells:
            _fill(person, keys, inner, cells[field])
            keys = []
        keys.append("Tab")
    shown = [(CHINESE.label(fields[field].label), word(fields[field], each)) for field, each in cells.items()]
    until(f"a row holds {shown}", lambda: all(_holds(person.screen(), *each) for each in shown))


def _fill(person: Person, way: Sequence[str], kind: Kind, answer: str) -> None:
    """Go a way by keys to an empty cell, and choose an answer by arrows or type it."""
    options = _options(kind)
    if not options:
        if way:
            person.press(*way)
        person.type(answer)
        return
    place = [each.code for each in options].index(answer)
    chosen = [*["Right"] * place, "space"] if len(options) <= FEW else ["Down"] * (place + 1)
    person.press(*way, *chosen)


def _options(kind: Kind) -> tuple[Option, ...]:
    return YES_NO if isinstance(kind, Flag) else kind.options if isinstance(kind, Choice) else ()


def word(kind: Kind, answer: str) -> str:
    """Return an answer as it is shown."""
    options = _options(kind)
    return option(options, answer) if options else answer


def _holds(screen: Sequence[Node], name: str, answer: str) -> bool:
    """Say whether a field of a name holds an answer: as its text, or as the one of its choices that is on."""
    return any(
        (each.name == name and each.text == answer)
        or (each.name == f"{name}: {answer}" and "checked" in each.states)
        for each in screen
    )


def write_sheets(person: Person, folder: Path) -> list[Path]:
    """Write the scoring sheets of the assessment on the screen into a folder and return them."""
    person.runs(SHEETS)
    person.saves_as(folder)
    person.reads(f"{ASSESSORS[-1]}\\.xlsx")
    return sorted(folder.glob("*.xlsx"))


def fill_sheet(place: Path, scores: Mapping[str, str]) -> None:
    """Fill a scoring sheet as an assessor does at another desk."""
    book = load_workbook(place, rich_text=True)
    sheet = book.worksheets[0]
    declared = {"interest": option(INTERESTS, "none"), "no_gain": YES_LABEL}
    for key, value in {**declared, **{f"item:{id}": int(score) for id, score in scores.items()}}.items():
        put(sheet.cell(row_of(sheet, key), 3), value)
    book.save(place)


def take_in(person: Person, place: Path) -> None:
    """Take a file into the register of assessments and see that it was."""
    person.runs(TAKE_IN)
    person.press("ctrl+o")
    person.saves_as(place)
    person.finds(CHINESE.label(N_("ready")), "cell")
    person.press("ctrl+Return")
    person.reads(re.escape(TAKEN_IN))


def score(person: Person, name: str, checklist: Checklist, scores: Mapping[str, str]) -> None:
    """Type the scores of an assessor from paper: each open question is gone to by a key and scored by another."""
    person.click(f"{ANSWERS_OF}: {name}", "push button")
    asked = [item for item in evaluate(checklist, scores).asked if item.kind == "score"]
    person.press(*(key for item in asked for key in ("F9", scores[item.id])))


def choose_outcome(person: Person, outcome: str) -> None:
    """Choose what is decided in the list of outcomes, gone to by the key of the next finding."""
    person.goes_to(label("outcome", Assessment), "F8")
    down = [each.code for each in OUTCOMES].index(outcome) + 1
    person.press(*["Down"] * down)
    word = outcome_word(outcome)
    until(f"{word} is chosen", lambda: (here := person.field()) is not None and here.text == word)


def decide(person: Person, outcome: str) -> None:
    """Enter a decision with what it needs, each place gone to by the key of the next finding, and record it."""
    person.fills(label("decided_on", Assessment), today(), "F8")
    choose_outcome(person, outcome)
    person.fills(label("decision_reason", Assessment), REASON, "F8")
    add_row(person, "owners", party=OWNER, share="100")
    add_row(person, "costs", cost="all", payer="laboratory", funds="fiscal", share="100")
    add_row(person, "revenues", party="contributors", share="100")
    for step, name in APPROVERS.items():
        add_row(person, "approvals", step=step, name=name, opinion="agree", on=today())
    record_decision(person)


def record_decision(person: Person) -> None:
    """Record the decision by the primary act."""
    person.press("ctrl+Return")
    person.finds(state("decided"), "label")


def carry_out(person: Person) -> str:
    """Carry the decision out by the primary act, once asked, and return the number of what was opened, "" for nothing."""
    person.press("ctrl+Return")
    person.confirms(CARRY_OUT)
    person.finds(state("carried-out"), "label")
    return person.reads(CARRIED_OUT)[1] or ""


def put_up(person: Person) -> None:
    """Put the assessment on the screen, which is with its assessors, up for decision by the primary act."""
    person.press("ctrl+Return")
    person.finds(state("deciding"), "label")


def print_documents(person: Person, folder: Path) -> dict[str, str]:
    """Save each document of the assessment on the screen as a PDF and return their words by name."""
    found: dict[str, str] = {}
    person.press("ctrl+p")
    labels = documents.document_labels(ASSESSMENTS)
    chosen = CHINESE.label(labels[PAPERS[0]])
    for name in PAPERS:
        if found:
            person.goes_to(disclosing.SAVE_PDF, "shift+Tab")
            person.picks(chosen, wanted := CHINESE.label(labels[name]))
            chosen = wanted
        found[name] = disclosing.save_pdf(person, folder / f"{name}.pdf")
    person.press("alt+Left")
    return found
