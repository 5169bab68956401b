"""The command that takes in files of several registers at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipdesk.cli.session import Session
from ipdesk.model.changes import Changes
from ipdesk.model.text import N_, Message
from ipdesk.registers import register

if TYPE_CHECKING:  # the readers of files are loaded by the command that needs them, not by every start
    from ipdesk.importing.sheets import Workbook
    from ipdesk.operations.intake_links import Question
    from ipdesk.operations.whole_intake import Part, Whole

COUNTED = ("new", "changed", "same", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeOptions:
    """What was asked for beside the files: sheets as SHEET=REGISTER, answers as TEXT=NUMBER."""

    dry_run: bool = False
    skip_open: bool = False
    sheets: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    report: Path | None = None
    report_password: str = ""
    file_password: str = ""


def take_whole(
    session: Session, files: Sequence[Path], options: WholeOptions
) -> tuple[list[dict[str, Any]], bool]:
    """Preview files over all registers and write them in one transaction; return the answers, and whether all went well.

    Nothing is written while questions or sheets are open, unless they are to be skipped.
    """
    from ipdesk.operations import whole_intake, whole_reports

    desk = session.desk()
    choices = dict(_pair(session, each, N_("Write a sheet as SHEET=REGISTER.")) for each in options.sheets)
    for name in filter(None, choices.values()):
        register(name)
    books = [whole_intake.read_file(desk, each, options.file_password) for each in files]
    whole = _answered(session, books, choices, options)
    if options.report is not None:
        paper = whole_reports.write_whole_report(
            desk, whole, options.report, password=options.report_password
        )
        session.tell(paper.written())
    writes = not options.dry_run and (whole.is_ready() or options.skip_open)
    made = whole_intake.accept_whole(desk, whole, session.step()) if writes else []
    _show(session, whole)
    _show_open(session, whole)
    if made:
        session.tell(
            Message(N_("Taken in: {count} records, in one act that undo takes back whole."), count=len(made))
        )
    elif options.dry_run:
        session.tell(Message(N_("Dry run: nothing was written.")))
    elif not writes:
        session.tell(Message(N_("Nothing was written: answer what is open, or leave it with --skip-open.")))
    well = whole.counts()["refused"] == 0 and (whole.is_ready() or options.skip_open)
    return _plain(session, whole, made), well


def _answered(
    session: Session, books: Sequence[Workbook], choices: dict[str, str], options: WholeOptions
) -> Whole:
    """Return the preview with the answers given: what they answer is known after a first one."""
    from ipdesk.operations import whole_intake

    desk, step = session.desk(), session.step()
    whole = whole_intake.preview_whole(desk, books, choices, step=step)
    answers: dict[tuple[str, str], str] = {}
    for each in options.answers:
        text, number = _pair(session, each, N_("Write an answer as TEXT=NUMBER."))
        found = dict(whole_intake.answer_of(whole, text, number))
        if not found:
            session.complain(
                session.translator.say(Message(N_("Nothing is asked about “{text}”."), text=text))
            )
        answers |= found
    return whole_intake.preview_whole(desk, books, choices, answers, step) if answers else whole


def _pair(session: Session, given: str, usage: str) -> tuple[str, str]:
    name, equals, value = given.rpartition("=")
    if not (name and equals):
        raise click.UsageError(session.translator.label(usage))
    return name, value.strip()


def _show(session: Session, whole: Whole) -> None:
    if session.json:
        return
    label = session.translator.label
    headings = [
        label(each)
        for each in (N_("File"), N_("Sheet"), N_("Register"), N_("New"), N_("Changed"), N_("Same"), N_("Refused"))
    ]  # fmt: skip
    session.table(headings, [_line(session, each) for each in whole.parts])
    for each in whole.parts:
        _show_reasons(session, each)
    from ipdesk.operations.whole_intake import hidden_notices

    for notice in hidden_notices(whole):
        session.tell(notice)
    left = [
        each.place for each in whole.sheets if each.register is None and each.by not in ("open", "hidden")
    ]
    if left:
        session.tell(Message(N_("Left out: {sheets}."), sheets=left))


def _line(session: Session, part: Part) -> list[str]:
    counts = part.preview.counts() if part.preview is not None else {}
    told = [str(counts.get(each, "—")) for each in COUNTED]
    return [part.file, part.sheet.sheet, session.translator.label(part.register.label), *told]


def _show_reasons(session: Session, part: Part) -> None:
    say = session.translator.say
    if part.refused is not None:
        session.complain(f"{part.file} {part.sheet.sheet}")
        session.refuse(part.refused)
        return
    intake = part.preview.intake if part.preview is not None else None
    for notice in intake.notices if intake is not None else ():
        click.echo(f"● {part.sheet.place} {say(notice)}")
    if intake is not None and intake.unknown:
        missed = Message(N_("Not taken in, no field for: {headings}."), headings=list(intake.unknown))
        click.echo(f"▲ {part.sheet.place} {say(missed)}")
    for plan in part.preview.rows if part.preview is not None else ():
        place = f"{part.file} {plan.row.sheet}:{plan.row.row}"
        for refusal in plan.refusals:
            advice = f" {say(refusal.advice)}" if refusal.advice else ""
            click.echo(f"■ {place} {refusal.cell} {say(refusal.what)}{advice}")
        for doubt in plan.row.doubts if plan.outcome != "same" else ():
            if doubt.raw:
                read = N_("▲ {cell} “{raw}” was read as {reading}")
                text = say(Message(read, cell=f"{place} {doubt.cell}", raw=doubt.raw, reading=doubt.reading))
            else:
                text = f"▲ {place} {doubt.cell} {say(doubt.why)}"
            click.echo(text)


def _show_open(session: Session, whole: Whole) -> None:
    """Say what has to be answered, and how."""
    for sheet in whole.open():
        asked = N_(
            'Of which register is “{sheet}”? Say --sheet "{name}=REGISTER", or --sheet "{name}=" to leave it out.'
        )
        likely = N_(
            'Of which register is “{sheet}”? Say --sheet "{name}=REGISTER", or --sheet "{name}=" to leave it out; likely: {likely}.'
        )
        session.tell(Message(likely if sheet.likely else asked,
            sheet=sheet.place, name=sheet.sheet, likely=list(sheet.likely[:3])))  # fmt: skip
    for each in whole.questions:
        session.tell(Message(N_("Which {one} is “{text}”? Say --answer \"{text}=NUMBER\", or --answer \"{text}=\" to leave it as it is:"),
            one=Message(each.register.one), text=each.text))  # fmt: skip
        if not session.json:
            words = called(each)
            for held in each.candidates:
                click.echo("    " + "  ".join(filter(None, (words[held.number], held.title, held.unit))))


def called(question: Question) -> dict[str, str]:
    """Return by what each candidate is named in an answer: its number, or where the new row is, with its file where it takes that."""
    from ipdesk.operations.intake_links import words_of

    short = [next(iter(words_of(each.number)), "") for each in question.candidates]
    return {
        each.number: each.number if not word else word if short.count(word) == 1 else words_of(each.number)[1]
        for each, word in zip(question.candidates, short, strict=True)
    }


def _plain(session: Session, whole: Whole, made: Sequence[Changes]) -> list[dict[str, Any]]:
    say = session.translator.say
    parts = [
        {
            "file": each.file,
            "sheet": each.sheet.sheet,
            "register": each.register.name,
            "by": each.sheet.by,
            "counts": each.preview.counts() if each.preview is not None else {},
            "unknown": list(each.preview.intake.unknown) if each.preview is not None else [],
            "refused": [say(told) for told in each.refused.messages()] if each.refused is not None else [],
            "rows": [
                {"sheet": plan.row.sheet, "row": plan.row.row, "outcome": plan.outcome, "number": plan.number,
                 "refusals": [say(refusal.what) for refusal in plan.refusals]}
                for plan in (each.preview.rows if each.preview is not None else ())
            ],
        }
        for each in whole.parts
    ]  # fmt: skip
    told = {
        "open": [{"file": each.file, "sheet": each.sheet, "likely": list(each.likely)} for each in whole.open()],
        "left_out": [each.place for each in whole.sheets if each.register is None and each.by != "open"],
        "questions": [
            {"register": each.register.name, "text": each.text,
             "candidates": [{"number": called(each)[held.number], "title": held.title, "unit": held.unit}
                            for held in each.candidates]}
            for each in whole.questions
        ],
        "written": [{"register": each.register, "number": each.number} for each in made],
    }  # fmt: skip
    return [{"parts": parts, **told}]
