"""Commands about the rules of the workspace: rule files and Word templates, ours and the laboratory's own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipdesk.cli import agreements, rule_files
from ipdesk.cli.new_files import NEW_FILE, require_new
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.exporting.template_slots import Slot
    from ipdesk.operations.templates import Template

FILE = click.Path(path_type=Path)
DOCUMENT = click.option(
    "--document",
    "name",
    default="",
    metavar="NAME",
    help=N_("The document a template is for, as “rules list” names it; without a language that of --lang."),
)
YES = click.option("--yes", is_flag=True, help=N_("Also where deadlines move by it, which are listed first."))


@click.command(
    cls=DeskCommand, name="list", help=N_("List the rule files, and the Word template of every document.")
)
@click.pass_obj
def list_all(session: Session) -> None:
    from ipdesk.operations import templates

    found, files = templates.list_templates(session.desk()), rule_files.all_known(session)
    session.answer([*(rule_files.plain(each) for each in files), *(_plain(each) for each in found)])
    if session.json:
        return
    label = session.translator.label
    whose = {"ours": "ipdesk", "lab": label(N_("the laboratory")), "": "—"}
    session.table(
        [label(each) for each in (N_("Name"), N_("Rules"), N_("Version"), N_("Whose"), N_("Installed"))],
        [
            [each.name, each.made.label.said(session.translator.language), each.made.version, whose[each.whose],
             f"{each.at:%Y-%m-%d %H:%M} {each.user}" if each.at else ""]
            for each in files
        ],
    )  # fmt: skip
    click.echo()
    session.table(
        [label(each) for each in (N_("Name"), N_("Document"), N_("Whose"), N_("File"), N_("Installed"))],
        [
            [each.name, label(each.label), whose[each.whose], each.file if each.whose == "lab" else "",
             f"{each.at:%Y-%m-%d %H:%M} {each.user}" if each.at else ""]
            for each in found
        ],
    )  # fmt: skip


@click.command(
    cls=DeskCommand,
    name="show",
    help=N_("Show what stands in a rule file, or the slots that a template of a document may use."),
)
@click.argument("name")
@click.pass_obj
def show(session: Session, name: str) -> None:
    if rule_files.is_one(name):
        rule_files.show(session, name)
        return
    from ipdesk.operations import templates

    found = _named(session, name)
    slots = templates.template_slots(found)
    session.answer(_plain(found) | {"slots": [_plain_slot(session, each) for each in slots]})
    if session.json:
        return
    say = session.translator.say
    session.table(
        [session.translator.label(N_("Slot")), session.translator.label(N_("What it holds"))],
        [
            [f"{indent}{each.name}", say(each.label)]
            for slot in slots
            for indent, each in (("", slot), *(("    .", cell) for cell in slot.of))
        ],
    )


@click.command(
    cls=DeskCommand,
    name="check",
    help=N_("Check a rule file or a template, without installing it."),
)
@click.argument("file", type=FILE)
@DOCUMENT
@click.pass_obj
def check(session: Session, file: Path, name: str) -> None:
    if file.suffix.lower() == rule_files.ENDING:
        rule_files.check(session, file)
        return
    from ipdesk.operations import templates

    found = _named(session, name)
    digest = templates.check_template(session.desk(), file, found)
    session.answer({"file": file.name, "document": found.name, "sha256": digest})
    session.tell(Message(N_("“{file}” does as a template of {name}."), file=file.name, name=found.name))


@click.command(cls=DeskCommand, name="export", help=N_("Write a rule file or a template to edit it."))
@click.argument("name")
@click.argument("file", type=NEW_FILE, required=False)
@click.option("--ours", is_flag=True, help=N_("The one of ipdesk, also where the laboratory has its own."))
@click.pass_obj
def export(session: Session, name: str, file: Path | None, ours: bool) -> None:
    if rule_files.is_one(name):
        rule_files.export(session, name, file or _new(rule_files.file_of(session, name)), ours=ours)
        return
    from ipdesk.operations import templates

    found = _named(session, name)
    file = file or _new(f"{found.name}{templates.ENDING}")
    templates.export_template(session.desk(), found, file, ours=ours)
    session.answer({"file": str(file), "document": found.name})
    session.tell(Message(N_("Written: {file}"), file=str(file)))


@click.command(cls=DeskCommand, name="import", help=N_("Check a rule file or a template and install it."))
@click.argument("file", type=FILE)
@DOCUMENT
@YES
@click.pass_obj
def install(session: Session, file: Path, name: str, yes: bool) -> None:
    if file.suffix.lower() == rule_files.ENDING:
        rule_files.install(session, file, yes=yes)
        return
    from ipdesk.operations import templates

    made = templates.install_template(session.desk(), file, _named(session, name))
    session.answer(_plain(made))
    session.tell(
        Message(N_("Installed: {name} is filled from “{file}” now."), name=made.name, file=made.file)
    )


@click.command(
    cls=DeskCommand,
    name="remove",
    help=N_("Take the laboratory's own rule file or template out of force; it is kept."),
)
@click.argument("name")
@YES
@click.pass_obj
def remove(session: Session, name: str, yes: bool) -> None:
    if rule_files.is_one(name):
        rule_files.remove(session, name, yes=yes)
        return
    from ipdesk.operations import templates

    _said_whose(session, templates.remove_template(session.desk(), _named(session, name)))


@click.command(
    cls=DeskCommand,
    name="restore",
    help=N_("Put the laboratory's earlier rule file or template back in force."),
)
@click.argument("name")
@YES
@click.pass_obj
def restore(session: Session, name: str, yes: bool) -> None:
    if rule_files.is_one(name):
        rule_files.restore(session, name, yes=yes)
        return
    from ipdesk.operations import templates

    _said_whose(session, templates.restore_template(session.desk(), _named(session, name)))


@click.command(
    cls=DeskCommand,
    name="approve",
    help=N_(
        "Record that the legal office approved an agreement template as it holds now, or take that back."
    ),
)
@click.argument("name")
@click.option("--by", default="", metavar="NAME", help=N_("Who approved it."))
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=N_("The day, today when not given.")
)
@click.option("--note", default="", metavar="TEXT", help=N_("A remark."))
@click.option("--revoke", is_flag=True, help=N_("Take the approval back."))
@click.pass_obj
def approve(session: Session, name: str, by: str, on: datetime | None, note: str, revoke: bool) -> None:
    if revoke == bool(by):
        raise click.UsageError("--by NAME | --revoke")
    agreements.approve(session, name, by, on.date() if on else None, note, revoke=revoke)


def _named(session: Session, name: str) -> Template:
    from ipdesk.operations import templates

    if not name:
        raise click.UsageError(session.translator.label(N_("Say by --document which document it is for.")))
    return templates.named_template(session.desk(), name, session.document_language())


def _new(name: str) -> Path:
    """Return a file of a name in the folder one stands in."""
    return require_new(Path(name), click.get_current_context())


def _said_whose(session: Session, made: Template) -> None:
    session.answer(_plain(made))
    if made.whose:
        session.tell(Message(N_("{name} is filled from “{file}” now."), name=made.name, file=made.file))
    else:
        session.tell(Message(N_("{name} has no Word template now."), name=made.name))


def _plain(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "whose": template.whose,
        "file": template.file,
        "sha256": template.sha256,
        "installed": template.at.isoformat(timespec="seconds") if template.at else None,
        "user": template.user,
    }


def _plain_slot(session: Session, slot: Slot) -> dict[str, Any]:
    made: dict[str, Any] = {"name": slot.name, "label": session.translator.say(slot.label)}
    return made | ({"of": [_plain_slot(session, each) for each in slot.of]} if slot.of else {})


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    group = DeskGroup(name="rules", help=N_("Rule files and Word templates, ours and your own."))
    for command in (list_all, show, check, export, install, remove, restore, approve):
        group.add_command(command)
    root.add_command(group)
