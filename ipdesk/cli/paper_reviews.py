"""Commands about reviews before publication: the checks, their answers, and the files under review."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from ipdesk.cli.assessments import DAY, given_answers, plain_reckoning, reckoning_lines
from ipdesk.cli.narrowing import pairs
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.text import N_
from ipdesk.registers.paper_choices import HANDLINGS


@click.group(
    cls=DeskGroup, name="paper", help=N_("Review papers and releases before publication by fourteen checks.")
)
def review() -> None:
    pass


@review.command(
    cls=DeskCommand, name="show", help=N_("Show the checks of a review, the answers and what they lead to.")
)
@click.argument("number")
@click.pass_obj
def show(session: Session, number: str) -> None:
    from ipdesk.operations import paper_reviews, reading

    record: Any = reading.show(session.desk(), paper_reviews.REGISTER, number).record
    found = paper_reviews.reckon(session.desk(), record)
    session.answer(plain_reckoning(session, found))
    if not session.json:
        for line in reckoning_lines(session, found):
            click.echo(line)


@review.command(cls=DeskCommand, name="answer", help=N_("Record answers to the checks of a review."))
@click.argument("number")
@click.argument("words", nargs=-1, metavar="ITEM=ANSWER...")
@click.option(
    "--from",
    "file",
    metavar="FILE.json",
    help=N_("Answers by item as a JSON object: a text, or answer and note."),
)
@click.option("--on", type=DAY, metavar="DATE", help=N_("The day of the answers, today when not given."))
@click.option("--revision", type=int, metavar="N", help=N_("Refuse when the record is not at this revision."))
@click.pass_obj
def answer(
    session: Session,
    number: str,
    words: tuple[str, ...],
    file: str | None,
    on: datetime | None,
    revision: int | None,
) -> None:
    from ipdesk.operations import paper_reviews

    given = given_answers(dict(pairs(words)), file)
    if not given:
        raise click.UsageError("NUMBER ITEM=ANSWER... | --from FILE.json")
    day = on.date() if on else None
    session.changed(paper_reviews.answer(session.desk(), number, given, on=day, revision=revision))
    session.back_up_daily()


@review.command(
    cls=DeskCommand, name="renew", help=N_("Take the checklist in force; answers that still fit stay.")
)
@click.argument("number")
@click.pass_obj
def renew(session: Session, number: str) -> None:
    from ipdesk.operations import paper_reviews

    session.changed(paper_reviews.take_checklist(session.desk(), number))
    session.back_up_daily()


@review.command(
    cls=DeskCommand,
    name="files",
    help=N_("Enter the attached files that the list of a review does not hold yet, with their digests."),
)
@click.argument("number")
@click.option(
    "--version", default="", metavar="VERSION", help=N_("The version that they are; it is reviewed then.")
)
@click.pass_obj
def files(session: Session, number: str, version: str) -> None:
    from ipdesk.operations import paper_reviews

    session.changed(paper_reviews.enter_files(session.desk(), number, version))
    session.back_up_daily()


@review.command(
    cls=DeskCommand,
    name="handle",
    help=N_(
        "Record what is decided about a risk of the text check, by its key: accepted, changed, waits, not-this."
    ),
)
@click.argument("number")
@click.argument("key")
@click.argument("answer", type=click.Choice([each.code for each in HANDLINGS]))
@click.option("--reason", required=True, metavar="TEXT", help=N_("Why it is decided so."))
@click.option("--kind", default="", metavar="KIND", help=N_("The kind of the risk, as `review` prints it."))
@click.pass_obj
def handle(session: Session, number: str, key: str, answer: str, reason: str, kind: str) -> None:
    from ipdesk.operations import paper_reviews

    session.changed(paper_reviews.handle(session.desk(), number, key, kind, answer, reason))
    session.back_up_daily()


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    root.add_command(review)
