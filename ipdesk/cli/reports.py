"""Reports: figures over the registers, on the screen, on paper and as workbooks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipdesk.cli import periods, report_templates
from ipdesk.cli.documents import SERIAL, tell_paper
from ipdesk.cli.due import DayOption
from ipdesk.cli.new_files import NEW_FILE, NEW_PDF, NEW_WORKBOOK
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.exporting.documents.officer_service import OfficerRow
from ipdesk.exporting.layout import no_glyph
from ipdesk.model.text import N_, Message
from ipdesk.operations import officers, secret_reviews, signing
from ipdesk.registers.secret_course import last_review, next_review
from ipdesk.registers.secrets import Secret
from ipdesk.registers.signing import FIGURE_LABELS, FIGURES, Tally

if TYPE_CHECKING:
    from ipdesk.exporting.documents.review_statistics import Statistics
    from ipdesk.operations.review_statistics import Reviewed


@click.command(
    cls=DeskCommand,
    name="signing",
    help=N_("Tell how many of those who have to sign an agreement have, by unit and by kind of employment."),
)
@click.option("--on", type=DayOption(), metavar="DAY", help=N_("On this day instead of today."))
@click.option("--pdf", type=NEW_PDF, metavar="FILE.pdf", help=N_("Write it as a report to be signed off."))
@click.option(
    "--xlsx",
    type=NEW_WORKBOOK,
    metavar="FILE.xlsx",
    help=N_("Write it as a workbook with the people behind each figure."),
)
@click.option("--names", is_flag=True, help=N_("List in the PDF who has no valid agreement."))
@click.pass_obj
def signing_rate(session: Session, on: date | None, pdf: Path | None, xlsx: Path | None, names: bool) -> None:
    desk, language = session.desk(), session.document_language()
    rate, kinds = signing.signing_rate(desk, on), signing.kind_labels(desk)
    papers = [
        signing.write_signing_report(desk, file, on, language, naming=names and file is pdf)
        for file in (pdf, xlsx)
        if file is not None
    ]
    session.answer(
        {
            "on": rate.on.isoformat(),
            "units": [_plain(each) for each in rate.units],
            "kinds": [_plain(each) for each in rate.kinds],
            "total": _plain(rate.total),
            "files": [{"file": str(each.place), "serial": each.stamp.serial} for each in papers],
        }
    )
    for paper in papers:
        session.tell(paper.written())
        if paper.unresolved:
            session.complain(session.translator.say(no_glyph(paper.unresolved)))
    if session.json or papers:
        return
    if not rate.total.count("here"):
        session.tell(Message(N_("Nobody is here yet: import the personnel list, or add the first person.")))
        return
    label = session.translator.label
    headings = [label(FIGURE_LABELS[each]) for each in FIGURES] + [label(N_("Signing rate"))]
    total = [label(N_("Total")), *_cells(rate.total)]
    unnamed = label(N_("not named"))
    session.table(
        [label(N_("Unit")), *headings], [[each.name or unnamed, *_cells(each)] for each in rate.units]
    )
    by_kind = [[kinds.get(each.name, each.name) or unnamed, *_cells(each)] for each in rate.kinds]
    session.table([label(N_("Employment kind")), *headings], [*by_kind, total])


@click.command(
    cls=DeskCommand, name="secrets", help=N_("List the technical secrets by the day of their yearly review.")
)
@click.option("--until", type=DayOption(), metavar="DAY", help=N_("Only those due by this day."))
@click.option("--pdf", type=NEW_PDF, metavar="FILE.pdf", help=N_("Write it as a list to be filled by hand."))
@click.option("--xlsx", type=NEW_WORKBOOK, metavar="FILE.xlsx", help=N_("Write it as a workbook."))
@click.pass_obj
def secret_list(session: Session, until: date | None, pdf: Path | None, xlsx: Path | None) -> None:
    desk, language = session.desk(), session.document_language()
    found = secret_reviews.reviews_due(desk, until)
    papers = [
        secret_reviews.write_review_list(desk, file, language, until)
        for file in (pdf, xlsx)
        if file is not None
    ]
    session.answer(
        {
            "secrets": [_plain_secret(each) for each in found],
            "files": [{"file": str(each.place), "serial": each.stamp.serial} for each in papers],
        }
    )
    for paper in papers:
        session.tell(paper.written())
    if session.json or papers:
        return
    label = session.translator.label
    headings = (N_("Number"), N_("Coded name"), N_("Custodian"), N_("Last review"), N_("Next review"))
    rows = [[plain["number"], plain["title"], plain["custodian"], plain["last"] or "", plain["next"] or ""]
            for plain in map(_plain_secret, found)]  # fmt: skip
    session.table([label(each) for each in headings], rows)


@click.command(
    cls=DeskCommand,
    name="officers",
    help=N_("Tell how long people have worked on IP, and of whom five years are full."),
)
@click.option("--on", type=DayOption(), metavar="DAY", help=N_("On this day instead of today."))
@click.option(
    "-o", "--output", "file", type=NEW_FILE, metavar="FILE", help=N_("Write it to this file (.pdf or .xlsx).")
)
@click.pass_obj
def officer_list(session: Session, on: date | None, file: Path | None) -> None:
    desk = session.desk()
    if file is not None:
        tell_paper(session, officers.write_officer_list(desk, file, on, session.document_language()))
        return
    day = on or desk.today()
    rows = [officers.officer_row(each, day, session.translator) for each in officers.officers(desk, on)]
    session.answer([_plain_officer(each) for each in rows])
    if not session.json:
        label = session.translator.label
        headings = (
            N_("Number"),
            N_("Name"),
            N_("Unit"),
            N_("Works on IP since"),
            N_("Time served"),
            N_("Five years"),
            N_("Remarks"),
        )
        cells = [
            [each.number, each.name, each.unit, each.since.isoformat(), each.served, each.full, each.remarks]
            for each in rows
        ]
        session.table([label(each) for each in headings], cells)


@click.command(
    cls=DeskCommand,
    name="reviews",
    help=N_(
        "Count the reviews before publication by kind, verdict, unit and month, with the days they took."
    ),
)
@click.option("--from", "since", type=DayOption(), metavar="DAY", help=N_("Only those from this day on."))
@click.option("--until", type=DayOption(), metavar="DAY", help=N_("Only those up to this day."))
@click.option(
    "-o", "--output", "file", type=NEW_FILE, metavar="FILE.xlsx",
    help=N_("Write it as a workbook with the reviews and findings behind each figure."),
)  # fmt: skip
@click.pass_obj
def review_figures(session: Session, since: date | None, until: date | None, file: Path | None) -> None:
    from ipdesk.exporting.documents.review_statistics import FIGURES, NOTE
    from ipdesk.operations import review_statistics

    desk = session.desk()
    if file is not None:
        language = session.document_language()
        tell_paper(session, review_statistics.write_statistics(desk, file, since, until, language))
        return
    found = review_statistics.reviewed(desk, since, until)
    told = review_statistics.statistics(desk, found, session.translator)
    session.answer(_plain_statistics(found, told))
    if not session.json:
        label = session.translator.label
        cells = [
            [str(one) if (one := each.cell(row)) is not None else "" for each in FIGURES]
            for row in told.figures
        ]
        session.table([label(each.label) for each in FIGURES], cells)
        session.tell(Message(NOTE))


def _plain_statistics(found: Reviewed, told: Statistics) -> dict[str, Any]:
    """Return the statistics as JSON values, groups by their codes; each figure names the reviews behind it."""
    plain = []
    for by, figure in found.all_figures():
        counts = {"reviews": figure.count, "decided": figure.decided, "deferred": figure.deferred}
        days = {"days_median": figure.middle, "days_longest": figure.longest}
        numbers = [each.paper.number for each in figure.courses]
        plain.append(
            {
                "by": by,
                "group": figure.code,
                **counts,
                "released": figure.released,
                **days,
                "numbers": numbers,
            }
        )
    answers = [
        {"kind": kind, **{code or "open": count for code, count in each.items()}}
        for kind, each in told.answers
    ]
    return {"figures": plain, "findings": answers, "sealed": found.sealed}


@click.command(
    cls=DeskCommand,
    name="carriers",
    help=N_("List the files that left last, or write the list with which some are handed over on a carrier."),
)
@click.argument("serials", type=SERIAL, nargs=-1, metavar="SERIAL...")
@click.option(
    "-o", "--output", "file", type=NEW_FILE, metavar="FILE.pdf", help=N_("Write the list to this file.")
)
@click.option("--to", "receiver", default="", metavar="NAME", help=N_("Who takes them over."))
@click.option("--purpose", default="", metavar="TEXT", help=N_("What they are handed over for."))
@click.pass_obj
def carrier_list(
    session: Session, serials: tuple[int, ...], file: Path | None, receiver: str, purpose: str
) -> None:
    from ipdesk.operations import carriers

    desk = session.desk()
    if file is not None:
        language = session.document_language()
        tell_paper(session, carriers.write_carrier_list(desk, file, serials, receiver, purpose, language))
        return
    rows = [carriers.carrier_row(each, session.translator) for each in carriers.files_left(desk, serials)]
    session.answer(
        [
            {
                "serial": each.serial,
                "file": each.name,
                "what": each.what,
                "records": each.records,
                "marking": each.mark,
            }
            for each in rows
        ]
    )
    if not session.json:
        headings = (N_("Serial number"), N_("File"), N_("Kind of file"), N_("Marking"), N_("Made"))
        cells = [[each.serial, each.name, each.what, each.mark, each.made] for each in rows]
        session.table([session.translator.label(each) for each in headings], cells)


def _plain_officer(row: OfficerRow) -> dict[str, Any]:
    """Return somebody who works on IP as JSON values; `months` are whole months in all, None where they cannot be told."""
    days = {"since": row.since, "until": row.until, "full_on": row.full_on, "left_on": row.left_on}
    told = {name: None if each is None else each.isoformat() for name, each in days.items()}
    texts = {
        "number": row.number,
        "name": row.name,
        "unit": row.unit,
        "post": row.post,
        "remarks": row.remarks,
    }
    return {**texts, **told, "months": row.months, "full": row.is_full}


def _plain_secret(secret: Secret) -> dict[str, Any]:
    """Return a secret as JSON values, with the days of its reviews."""
    last, following = last_review(secret), next_review(secret)
    return {
        "number": secret.number,
        "title": secret.title,
        "custodian": secret.custodian,
        "last": last.isoformat() if last else None,
        "next": following.isoformat() if following else None,
    }


def _cells(tally: Tally) -> list[str]:
    share = f"{tally.share}%" if tally.share is not None else "—"
    return [*(str(tally.count(each)) for each in FIGURES), share]


def _plain(tally: Tally) -> dict[str, Any]:
    """Return a tally as JSON values."""
    counts: dict[str, Any] = {each: tally.count(each) for each in FIGURES}
    share = str(tally.share) if tally.share is not None else None
    return {"name": tally.name, **counts, "needed": tally.needed, "share": share}


def add_commands(root: DeskGroup) -> None:
    """Put the group of reports into the tree."""
    group = DeskGroup(name="report", help=N_("Reports over the registers."))
    group.add_command(signing_rate)
    group.add_command(secret_list)
    group.add_command(officer_list)
    group.add_command(review_figures)
    group.add_command(carrier_list)
    periods.add_commands(group)
    report_templates.add_commands(group)
    root.add_command(group)
