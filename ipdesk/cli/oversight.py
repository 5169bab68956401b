"""Commands for whoever watches over the desk: the audit log, sealing and purging."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from ipdesk.cli.new_files import NEW_FILE
from ipdesk.cli.session import DeskCommand, DeskGroup, Session, read_json
from ipdesk.model.text import N_, Message
from ipdesk.operations import audits, spills
from ipdesk.registers import register
from ipdesk.store.audit import Head


@click.command(cls=DeskCommand, name="verify", help=N_("Check the chain of the audit log."))
@click.option(
    "--head",
    "expected",
    metavar="HASH",
    help=N_("A head noted from a receipt; the log must still pass through it."),
)
@click.option(
    "--at",
    "seq",
    type=click.IntRange(min=1),
    metavar="SEQ",
    help=N_("The entry at which that head was noted."),
)
@click.pass_obj
def verify(session: Session, expected: str | None, seq: int | None) -> int:
    if (expected is None) != (seq is None):
        raise click.UsageError("--head HASH --at SEQ")
    noted = Head(seq, expected.lower()) if expected is not None and seq is not None else None
    verdict = audits.verify(session.desk(), noted)
    say = session.translator.say
    session.answer(
        {
            "whole": verdict.whole,
            "entries": verdict.entries,
            "seq": verdict.head.seq,
            "head": verdict.head.hash,
            "purged": verdict.purged,
            "problems": [say(each) for each in verdict.problems],
        }
    )
    for each in verdict.problems:
        session.complain(f"■ {say(each)}")
    session.tell(Message(N_("{count} entries, head {hash}"), count=verdict.entries, hash=verdict.head.hash))
    session.tell(
        Message(N_("The chain is whole."))
        if verdict.whole
        else Message(N_("The chain is NOT whole. Tell the security auditor."))
    )
    return 0 if verdict.whole else 1


@click.command(cls=DeskCommand, name="export", help=N_("Write the audit log as a workbook."))
@click.argument("file", type=NEW_FILE, metavar="FILE.xlsx")
@click.pass_obj
def export(session: Session, file: Path) -> None:
    paper = audits.export_log(session.desk(), file)
    session.answer({"file": str(file), "entries": paper.records, "serial": paper.stamp.serial})
    session.tell(paper.written())


@click.command(
    cls=DeskCommand,
    name="seal",
    help=N_("Seal a record whose content is above the limit; then call the security officer."),
)
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.option("--reason", required=True, metavar="TEXT", help=N_("Why, in words that reveal nothing."))
@click.pass_obj
def seal(session: Session, name: str, number: str, reason: str) -> None:
    spills.seal(session.desk(), register(name), number, reason)
    session.answer({"number": number, "sealed": True})
    session.tell(
        Message(
            N_("{number} is sealed. Call the security officer now; do not copy or print anything."),
            number=number,
        )
    )


@click.command(
    cls=DeskCommand, name="unseal", help=N_("Open a record sealed by mistake, as a second person.")
)
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.option("--reason", required=True, metavar="TEXT", help=N_("Why it may be opened."))
@click.pass_obj
def unseal(session: Session, name: str, number: str, reason: str) -> None:
    """Open a sealed record."""
    spills.unseal(session.desk(), register(name), number, reason)
    session.answer({"number": number, "sealed": False})
    session.tell(Message(N_("{number} is open again."), number=number))


@click.command(
    cls=DeskCommand, name="sealed", help=N_("List the sealed records by their numbers, with purge orders.")
)
@click.pass_obj
def sealed(session: Session) -> None:
    found = spills.sealed_records(session.desk())
    session.answer(
        [
            {"register": each.register, "number": each.number, "sealed_by": each.by, "at": each.at,
             "order": asdict(each.order) if each.order else None, "purged_by": each.purged_by}
            for each in found
        ]
    )  # fmt: skip
    if session.json:
        return
    label = session.translator.label
    headings = [
        label(N_("Register")),
        label(N_("Number")),
        label(N_("Sealed by")),
        label(N_("Order")),
        label(N_("Given by")),
        label(N_("Carried out by")),
    ]
    rows = []
    for each in found:
        order = (each.order.number, each.order.ordered_by) if each.order else ("", "")
        rows.append([label(register(each.register).label), each.number, each.by, *order, each.purged_by])
    session.table(headings, rows)


@click.command(
    cls=DeskCommand, name="purge", help=N_("Give a purge order or, as the second person, carry it out.")
)
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.option("--order", required=True, metavar="FILE.json", help=N_("The order: number, day and reason."))
@click.pass_obj
def purge(session: Session, name: str, number: str, order: str) -> None:
    given = read_json(order)
    purged = spills.purge(session.desk(), register(name), number, given)
    traces = purged.traces
    session.answer(
        {
            "number": number,
            "order": purged.order.number,
            "done": purged.done,
            "exports": list(traces.exports) if traces else [],
            "backups": list(traces.backups) if traces else [],
        }
    )
    if not purged.done:
        session.tell(
            Message(
                N_("Order {order} is recorded. A second person has to run the same command."),
                order=purged.order.number,
            )
        )
        return
    session.tell(
        Message(
            N_("{number} is purged from this store under order {order}."),
            number=number,
            order=purged.order.number,
        )
    )
    if traces and not session.json:
        for made in traces.exports:
            session.tell(
                Message(
                    N_("It still stands in the file {file} of {at} by {user}."),
                    file=made["file"],
                    at=made["at"][:16],
                    user=made["user"],
                )
            )
        for made in traces.backups:
            session.tell(
                Message(
                    N_("It still stands in the backup {file} of {at}."),
                    file=made["place"],
                    at=made["at"][:16],
                )
            )
        session.tell(
            Message(
                N_("Old copies on the disk itself may remain; the security officer decides about the disk.")
            )
        )


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    log = DeskGroup(name="audit", help=N_("The audit log."))
    log.add_command(verify)
    log.add_command(export)
    for command in (log, seal, unseal, sealed, purge):
        root.add_command(command)
