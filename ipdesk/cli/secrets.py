"""Commands for technical secrets: the protected text, who may read it, and where the carriers are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.errors import Refused
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.operations import protected, reading
from ipdesk.operations.protected import KEEPING_LABELS, SECRETS, Kept
from ipdesk.registers.secret_carriers import Carrier, carriers_now
from ipdesk.registers.secret_choices import CARRIER_FORMS
from ipdesk.registers.secrets import Secret


@click.command(
    cls=DeskCommand,
    name="keep",
    help=N_("Keep a plain text file as the protected text of a secret, or only its fingerprints."),
)
@click.argument("number")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.txt")
@click.option("--fingerprints", is_flag=True, help=N_("Keep fingerprints only, which show nothing again."))
@click.option(
    "--reader", "readers", multiple=True, metavar="NAME", help=N_("A user who may read it; may be repeated.")
)
@click.option("--replace", is_flag=True, help=N_("Erase what is kept already and keep this instead."))
@click.pass_obj
def keep(
    session: Session, number: str, file: Path, fingerprints: bool, readers: Sequence[str], replace: bool
) -> None:
    desk, text = session.desk(), protected.read_file(file)
    kept = protected.keep_text(desk, number, text, readers, only_fingerprints=fingerprints, replace=replace)
    _answer(session, kept)
    session.tell(Message(N_("The file itself still lies where it was; see to it that it may.")))


@click.command(
    cls=DeskCommand, name="show", help=N_("Show the protected text to one of its readers; this is logged.")
)
@click.argument("number")
@click.pass_obj
def show(session: Session, number: str) -> None:
    text = protected.show_text(session.desk(), number)
    session.answer({"number": number, "text": text})
    if not session.json:
        click.echo(text)


@click.command(
    cls=DeskCommand, name="reduce", help=N_("Turn the protected text into fingerprints, for good.")
)
@click.argument("number")
@click.option("--for-good", is_flag=True, help=N_("Say that you know it cannot be taken back."))
@click.pass_obj
def reduce(session: Session, number: str, for_good: bool) -> None:
    if not for_good:
        raise Refused(
            Message(N_("The text of {number} would be erased and cannot be made again from fingerprints."), number=number),
            Message(N_("Say --for-good if that is meant.")),
        )  # fmt: skip
    _answer(session, protected.reduce_text(session.desk(), number))


@click.command(cls=DeskCommand, name="drop", help=N_("Erase what is kept of a secret."))
@click.argument("number")
@click.option("--reason", required=True, metavar="TEXT", help=N_("Why, in words that reveal nothing."))
@click.pass_obj
def drop(session: Session, number: str, reason: str) -> None:
    protected.drop_text(session.desk(), number, reason)
    session.answer({"number": number, "kept": "nothing", "readers": []})
    session.tell(Message(N_("Nothing is kept of {number} any more; backups made before still hold it."), number=number))  # fmt: skip


@click.command(
    cls=DeskCommand,
    name="readers",
    help=N_("Name who may read the protected text, in place of those named before."),
)
@click.argument("number")
@click.argument("names", nargs=-1, metavar="NAME...")
@click.option("--none", is_flag=True, help=N_("Let nobody read it."))
@click.pass_obj
def readers(session: Session, number: str, names: Sequence[str], none: bool) -> None:
    if bool(names) == none:
        raise click.UsageError("NAME... | --none")
    _answer(session, protected.name_readers(session.desk(), number, names))


@click.command(
    cls=DeskCommand, name="texts", help=N_("List what is kept of each secret, and who may read it.")
)
@click.pass_obj
def texts(session: Session) -> None:
    found = protected.list_kept(session.desk())
    session.answer([_plain(each) for each in found])
    if session.json:
        return
    label = session.translator.label
    headings = [label(N_("Number")), label(N_("Coded name")), label(N_("Kept")), label(N_("Readers"))]
    session.table(
        headings,
        [
            [each.number, each.title, label(KEEPING_LABELS[each.kind]), "、".join(each.readers)]
            for each in found
        ],
    )


@click.command(cls=DeskCommand, name="carriers", help=N_("List where each carrier of a secret is now."))
@click.argument("number")
@click.pass_obj
def carriers(session: Session, number: str) -> None:
    record = reading.show(session.desk(), SECRETS, number).record
    assert isinstance(record, Secret)
    found = carriers_now(record.carrier_log)
    session.answer([_plain_carrier(each) for each in found])
    if session.json:
        return
    label = session.translator.label
    headings = (N_("Carrier"), N_("Form"), N_("Place"), N_("Holder"), N_("Since"), N_("Last counted"))
    session.table([label(each) for each in headings], [_cells(session, each) for each in found])


def _answer(session: Session, kept: Kept) -> None:
    label = session.translator.label
    session.answer(_plain(kept))
    session.tell(
        Message(
            N_("{number}: {kept}; readers: {readers}"),
            number=kept.number,
            kept=Message(KEEPING_LABELS[kept.kind]),
            readers="、".join(kept.readers) or label(N_("nobody")),
        )
    )


def _plain(kept: Kept) -> dict[str, Any]:
    """Return what is kept of a secret as JSON values; nothing of the content."""
    return {
        "number": kept.number,
        "title": kept.title,
        "kept": kept.kind,
        "marking": kept.marking.handling,
        "readers": list(kept.readers),
        "kept_by": kept.kept_by,
        "kept_at": kept.kept_at,
    }


def _plain_carrier(carrier: Carrier) -> dict[str, Any]:
    days = {name: getattr(carrier, name) for name in ("since", "seen_on", "destroyed_on")}
    return {
        "carrier": carrier.number,
        "copy": carrier.copy,
        "form": carrier.form,
        "place": carrier.place,
        "holder": carrier.holder,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _cells(session: Session, carrier: Carrier) -> list[str]:
    label = session.translator.label
    return [
        carrier.name,
        label(option_label(CARRIER_FORMS, carrier.form)),
        label(N_("destroyed")) if carrier.destroyed_on else carrier.place,
        carrier.holder,
        carrier.since.isoformat() if carrier.since else "",
        carrier.seen_on.isoformat() if carrier.seen_on else "",
    ]


def add_commands(root: DeskGroup) -> None:
    """Put the group of technical secrets into the tree."""
    group = DeskGroup(name="secret", help=N_("Technical secrets: protected texts, their readers, carriers."))
    for each in (keep, show, reduce, drop, readers, texts, carriers):
        group.add_command(each)
    root.add_command(group)
