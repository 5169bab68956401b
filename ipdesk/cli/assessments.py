"""Commands about assessments before filing: open, answer, show, decide, carry out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.narrowing import pairs
from ipdesk.cli.session import DeskCommand, DeskGroup, Session, object_of, plain_changes, read_json
from ipdesk.model.errors import Refused, WrongValue
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.model.changes import Changes
    from ipdesk.operations.answers import Given
    from ipdesk.operations.assessments import Reckoning
    from ipdesk.registers.assessments import Assessment
    from ipdesk.rules.checklist import Item

DAY: Final = click.DateTime(["%Y-%m-%d"])


@click.group(
    cls=DeskGroup, name="assess", help=N_("Assess disclosures before filing, decide, and carry it out.")
)
def assess() -> None:
    pass


@assess.command(
    cls=DeskCommand, name="open", help=N_("Open an assessment for each of some accepted disclosures.")
)
@click.argument("numbers", nargs=-1, required=True, metavar="DISCLOSURE...")
@click.option("--due", type=DAY, metavar="DATE", help=N_("By when it is to be decided."))
@click.pass_obj
def open_(session: Session, numbers: tuple[str, ...], due: datetime | None) -> None:
    from ipdesk.operations import assessments

    made = assessments.open_assessments(session.desk(), numbers, due.date() if due else None)
    opened = [each.number for each in made]
    session.answer(opened)
    if not session.json:
        for number in opened:
            click.echo(number)
    session.back_up_daily()


@assess.command(
    cls=DeskCommand, name="show", help=N_("Show the questions of an assessment, the answers and the scores.")
)
@click.argument("number")
@click.pass_obj
def show(session: Session, number: str) -> None:
    from ipdesk.operations import assessments

    found = assessments.reckon(session.desk(), _record(session, number))
    session.answer(plain_reckoning(session, found))
    if not session.json:
        for line in reckoning_lines(session, found):
            click.echo(line)


@assess.command(
    cls=DeskCommand,
    name="answer",
    help=N_(
        "Record answers of the office, or with --by the scores of an assessor; the same for several assessments."
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="NUMBER... ITEM=ANSWER...")
@click.option(
    "--from",
    "file",
    metavar="FILE.json",
    help=N_("Answers by item as a JSON object: a text, or answer and note."),
)
@click.option("--by", default="", metavar="NAME", help=N_("The assessor who scored."))
@click.option("--on", type=DAY, metavar="DATE", help=N_("The day of the answers, today when not given."))
@click.option("--revision", type=int, metavar="N", help=N_("Refuse when the record is not at this revision."))
@click.pass_obj
def answer(
    session: Session,
    words: tuple[str, ...],
    file: str | None,
    by: str,
    on: datetime | None,
    revision: int | None,
) -> int:
    from ipdesk.operations import assessments

    numbers = tuple(each for each in words if "=" not in each)
    given = given_answers(dict(pairs(tuple(each for each in words if "=" in each))), file)
    if not numbers or not given:
        raise click.UsageError("NUMBER... ITEM=ANSWER... | --from FILE.json")
    if revision is not None and len(numbers) > 1:
        raise click.UsageError("--revision: NUMBER")
    desk, day = session.desk(), on.date() if on else None
    if len(numbers) == 1:
        session.changed(assessments.answer(desk, numbers[0], given, by, on=day, revision=revision))
        session.back_up_daily()
        return 0
    made, refused = _each(numbers, lambda number: assessments.answer(desk, number, given, by, on=day))
    _tell_each(session, "answered", N_("{number}: answered."), made, refused)
    session.back_up_daily()
    return 1 if refused else 0


@assess.command(
    cls=DeskCommand, name="renew", help=N_("Take the checklist in force; answers that still fit stay.")
)
@click.argument("number")
@click.pass_obj
def renew(session: Session, number: str) -> None:
    from ipdesk.operations import assessments

    session.changed(assessments.take_checklist(session.desk(), number))
    session.back_up_daily()


@assess.command(cls=DeskCommand, name="confirm", help=N_("Record that the disclosure was read as it is now."))
@click.argument("number")
@click.pass_obj
def confirm(session: Session, number: str) -> None:
    from ipdesk.operations import assessments

    session.changed(assessments.confirm_disclosure(session.desk(), number))
    session.back_up_daily()


@assess.command(
    cls=DeskCommand,
    name="decide",
    help=N_("Record the decision on assessments: those that can be decided, the others are told."),
)
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER...")
@click.option(
    "--outcome", metavar="OUTCOME", help=N_("The outcome, or “proposed” for what the desk proposes.")
)
@click.option("--reason", default="", metavar="TEXT", help=N_("The reasons of the decision."))
@click.option("--against", default="", metavar="TEXT", help=N_("Why it is otherwise than the desk proposes."))
@click.option("--on", type=DAY, metavar="DATE", help=N_("The day of the decision, today when not given."))
@click.option(
    "--from",
    "file",
    metavar="FILE.json",
    help=N_("Further fields as a JSON object, such as approvals, meeting, owners, costs and revenues."),
)
@click.pass_obj
def decide(
    session: Session,
    numbers: tuple[str, ...],
    outcome: str | None,
    reason: str,
    against: str,
    on: datetime | None,
    file: str | None,
) -> int:
    from ipdesk.operations import assessments

    values = _object(file)
    named = {
        "outcome": outcome,
        "decision_reason": reason,
        "departure_reason": against,
        "decided_on": on.date().isoformat() if on else "",
    }
    values |= {name: given for name, given in named.items() if given}
    desk = session.desk()
    made, refused = _each(numbers, lambda number: assessments.decide(desk, number, values))
    _tell_each(session, "decided", N_("{number}: decided."), made, refused)
    session.back_up_daily()
    return 1 if refused else 0


@assess.command(
    cls=DeskCommand,
    name="carry-out",
    help=N_("Carry out a decision: open what follows as drafts, and close the disclosure."),
)
@click.argument("number")
@click.option("--hand-over", is_flag=True, help=N_("Open a hand-over to operation too."))
@click.pass_obj
def carry_out(session: Session, number: str, hand_over: bool) -> None:
    from ipdesk.operations import outcomes

    made = outcomes.carry_out(session.desk(), number, hand_over=hand_over)
    session.answer([plain_changes(each) for each in made])
    if not session.json:
        for each in made:
            if each.act == "add":
                click.echo(f"{each.register} {each.number}")
    session.back_up_daily()


def _record(session: Session, number: str) -> Assessment:
    from ipdesk.operations import assessments, reading

    found: Any = reading.show(session.desk(), assessments.REGISTER, number).record
    return found  # type: ignore[no-any-return]  # of the register asked


def _object(file: str | None) -> dict[str, object]:
    return object_of(read_json(file)) if file else {}


def given_answers(values: Mapping[str, str], file: str | None) -> dict[str, Given]:
    """Return answers from the line and from a file, in which each is a text or an object."""
    from ipdesk.operations.answers import Given

    found = {name: Given(text) for name, text in values.items()}
    for name, each in _object(file).items():
        own = each if isinstance(each, dict) else {"answer": each}
        if not set(own) <= {"answer", "note"} or not all(isinstance(one, str | int) for one in own.values()):
            raise WrongValue(
                name,
                Message(N_("An answer is a text, or an object with answer and note.")),
                Message(N_("Write it like {example}."), example='{"answer": "…", "note": "…"}'),
            )
        found[name] = Given(str(own.get("answer", "")), str(own.get("note", "")))
    return found


def _each(
    numbers: tuple[str, ...], act: Callable[[str], Changes | None]
) -> tuple[dict[str, Changes | None], dict[str, Refused]]:
    """Do an act on each assessment; a refused one does not keep the others from being done, but one alone raises."""
    made: dict[str, Changes | None] = {}
    refused: dict[str, Refused] = {}
    for number in numbers:
        try:
            made[number] = act(number)
        except Refused as error:
            if len(numbers) == 1:
                raise
            refused[number] = error
    return made, refused


def _tell_each(
    session: Session,
    act: str,
    sentence: str,
    made: Mapping[str, Changes | None],
    refused: Mapping[str, Refused],
) -> None:
    """Say what was done with which, and which were refused and why; where nothing differed nothing was done."""
    session.answer(
        {
            act: [plain_changes(each) for each in made.values() if each is not None],
            "refused": {number: session.translator.say(error.what) for number, error in refused.items()},
        }
    )
    for number, each in made.items():
        told = sentence if each is not None else N_("{number}: nothing differs.")
        session.tell(Message(told, number=number))
    for number, error in refused.items():
        said = [session.translator.say(each) for each in (error.what, error.advice) if each is not None]
        session.complain(f"{number}: {' '.join(said)}")


def plain_reckoning(session: Session, found: Reckoning) -> dict[str, Any]:
    """Return what the answers of a record amount to as JSON values."""
    language, record, result = session.translator.language, found.record, found.result
    decision = getattr(record, "outcome", "") or getattr(record, "verdict", "")
    asked = {item.id for item in result.asked}
    return {
        "number": record.number,
        "checklist": found.checklist.version,
        "sha256": record.checklist,
        "newer": found.newer.version if found.newer else None,
        "gates": result.gates,
        "scores": {name: str(round(float(score), 2)) for name, score in result.scores.items()},
        "proposed": record.proposed,
        "reason": result.proposal.reason.said(language) if result.proposal else "",
        "failed": [{"item": each.id, "clears": each.clears.said(language)} for each in result.failed],
        "missing": [each.id for each in result.missing],
        "approvals": [
            {"step": each.step, "reason": each.reason.said(language)}
            for each in (result.approvals(found.checklist, decision) if decision else ())
        ],
        "items": [
            {
                "id": item.id,
                "question": item.question.said(language),
                "asked": item.id in asked,
                "answer": result.live.get(item.id, ""),
                "scores": {name: sheet[item.id] for name, sheet in found.sheets.items() if item.id in sheet},
            }
            for item in found.checklist.items
        ],
        "assessors": {
            name: {each: str(round(float(score), 2)) for each, score in scores.items()}
            for name, scores in found.alone.items()
        },
    }


def reckoning_lines(session: Session, found: Reckoning) -> list[str]:
    """Return an answered record as people read it: each dimension with its score, each question asked with its answer."""
    from ipdesk.rules.checklist_changes import compare
    from ipdesk.rules.wordings import changes_wording

    label, say, language = session.translator.label, session.translator.say, session.translator.language
    result = found.result
    lines = []
    for dimension in found.checklist.dimensions:
        score = result.scores.get(dimension.id)
        told = f"  {float(score):.2f}" if score is not None else ""
        lines.append(f"\n{dimension.label.said(language)}{told}")
        lines += [_line(session, found, item) for item in result.asked if item.dimension == dimension.id]
    total = result.scores.get("total")
    if total is not None:
        words = label(N_("Total score"))
        lines.append(f"\n{words}: {float(total):.2f}")
    for each in result.failed:
        lines.append(f"■ {each.question.said(language)} → {each.clears.said(language)}")
        lines.append("  " + "; ".join(show_basis(one, session.translator) for one in each.basis))
    if result.proposal:
        lines.append(say(Message(N_("Proposed: {outcome}"), outcome=_outcome(found.record))))
        lines.append("  " + result.proposal.reason.said(language))
    elif result.missing:
        lines.append(say(Message(N_("Still open: {count}"), count=len(result.missing))))
    if found.newer:
        lines.append(
            say(Message(N_("Another list is in force now: version {version}."), version=found.newer.version))
        )
        changes = changes_wording(compare(found.checklist, found.newer))
        lines += [f"  {say(each)}" for each in changes]
    return lines


def _outcome(record: Any) -> Message:
    """Return what the desk proposes for a record."""
    from ipdesk.model.kinds import Choice, option_label
    from ipdesk.model.record import field_of

    kind = field_of(type(record), "proposed").kind
    assert isinstance(kind, Choice)  # a programming error, never data
    return Message(option_label(kind.options, record.proposed))


def _line(session: Session, found: Reckoning, item: Item) -> str:
    from ipdesk.rules.wordings import answer_wording

    language = session.translator.language
    given = found.result.live.get(item.id, "")
    shown = answer_wording(item, given, session.translator) if given else ""
    scores = "、".join(f"{name} {sheet[item.id]}" for name, sheet in found.sheets.items() if item.id in sheet)
    return f"  {item.id}  {item.question.said(language)}  [{shown or '—'}{f': {scores}' if scores else ''}]"


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    root.add_command(assess)
